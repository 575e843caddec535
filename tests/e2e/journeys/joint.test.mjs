/** A lesson is observed together: who else does is named, the scores stand side by side once all are in; quiet hints. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { join } from 'node:path'
import { faultsOf } from '../support/axe.mjs'
import { bridge, browser, page, root, settled } from '../support/desk.mjs'

const out = join(root, 'tests/e2e/out')
const id = (number) => `019a0000-0000-7000-8000-${String(number).padStart(12, '0')}`
const DAY = '2026-11-19'

describe('observed together', () => {
  let host
  let running
  let lesson
  let observers
  before(async () => {
    host = await bridge()
    await host.call('sample_open')
    const { candidates } = await host.call('observation_prefill', { date: DAY, period: 2 })
    const seen = (await host.call('observation_list')).rows.filter((row) => row.date === DAY).map((row) => row.teacher_id)
    lesson = candidates.find((one) => one.teacher_id && !seen.includes(one.teacher_id))
    const { teachers } = await host.call('roster_get')
    observers = teachers.filter((one) => one.in_service && one.id !== lesson.teacher_id).slice(0, 3)
    running = await browser()
  })
  after(async () => {
    await running?.close()
    await host?.end()
  })

  const sheetOf = async (number, levels) => {
    const { rubric } = await host.call('observation_prefill', { date: DAY, period: 2, subject: lesson.subject, lesson_kind: '随堂课' })
    const items = rubric.document.sections.flatMap((section) => section.items)
    return {
      id: id(number),
      sitting: id(100 + number),
      date: DAY,
      period: 2,
      class_id: lesson.class_id,
      teacher_id: lesson.teacher_id,
      observer_id: observers[(number - 1) % 3].id,
      subject: lesson.subject,
      topic: '一起听的一节课',
      lesson_kind: '随堂课',
      rubric_id: rubric.id,
      scores: levels.map((level, at) => ({ item_id: items[at].id, level })),
      timeline: [{ process: '复习导入', remark: '' }],
      strengths: '问题链有梯度。',
    }
  }

  test('who is named finds a draft, and goes again while nothing is written on it', async () => {
    await host.call('observation_save', await sheetOf(1, []))
    const { sheet, faults, close } = await page(running, host, { route: `/observations/${id(1)}` })
    try {
      await settled(sheet)
      const names = sheet.getByRole('combobox', { name: '共同听课人' })
      for (const one of observers.slice(1)) {
        await names.fill(one.name)
        await sheet.keyboard.press('Enter')
        await sheet.getByRole('button', { name: `移除共同听课人${one.name}` }).waitFor()
      }
      assert.deepEqual(await faultsOf(sheet), [])
      await sheet.screenshot({ path: join(out, 'joint-names.png') })
      await sheet.getByRole('button', { name: `移除共同听课人${observers[2].name}` }).click()
      await sheet.getByRole('button', { name: `移除共同听课人${observers[2].name}` }).waitFor({ state: 'detached' })
      const told = await host.call('joint_get', { id: id(1) })
      assert.deepEqual(told.observers.map((one) => [one.observer.id, one.state]), observers.slice(0, 2).map((one) => [one.id, 'draft']))
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })

  test('the scores stand side by side once all are in, those apart first', async () => {
    const draft = (await host.call('joint_get', { id: id(1) })).observers.find((one) => one.named)
    await host.call('observation_submit', { sheet: await sheetOf(1, [4, 4, 4, 4, 4]) })
    await host.call('observation_submit', { sheet: { ...(await sheetOf(2, [4, 5, 4, 3, 4])), id: draft.sheet_id } })
    await host.call('observation_save', await sheetOf(3, [1]))
    const { sheet, faults, close } = await page(running, host, { route: `/observations?id=${id(1)}` })
    try {
      await settled(sheet)
      const drawer = sheet.getByRole('complementary')
      assert.equal(await drawer.getByRole('table').count(), 0)
      await drawer.getByText('等待 1 人提交').click()
      await drawer.getByText(observers[2].name).last().waitFor()
      assert.deepEqual(await faultsOf(sheet), [])
      await drawer.getByRole('button', { name: '不再等待' }).click()
      await drawer.getByRole('table').waitFor()
      const first = drawer.getByRole('row').nth(1)
      assert.match(await first.innerText(), /0%/)
      await drawer.getByText('2 人平均 80 分').waitFor()
      assert.deepEqual(await faultsOf(sheet), [])
      await drawer.getByRole('table').scrollIntoViewIfNeeded()
      await sheet.screenshot({ path: join(out, 'joint-panel.png') })
      await sheet.keyboard.press('Control+z')
      await drawer.getByRole('table').waitFor({ state: 'detached' })
      await host.call('observation_submit', { sheet: await sheetOf(3, [5, 5, 4, 4, 4]) })
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
    const dark = await page(running, host, { route: `/observations?id=${id(1)}`, theme: 'dark' })
    try {
      await settled(dark.sheet)
      const drawer = dark.sheet.getByRole('complementary')
      await drawer.getByText('3 人平均').waitFor()
      await drawer.getByRole('table').scrollIntoViewIfNeeded()
      assert.deepEqual(await faultsOf(dark.sheet), [])
      await dark.sheet.screenshot({ path: join(out, 'joint-dark.png') })
      assert.deepEqual(dark.faults, [])
    } finally {
      await dark.close()
    }
  })

  test('hints are told to who writes, mended with a key and put away', async () => {
    // Four weeks ago, in a period in which the timetable knows another lesson.
    const wrong = { ...(await sheetOf(4, [])), period: 6, date: '2026-10-22' }
    await host.call('observation_save', wrong)
    const told = await host.call('sheet_hints', { id: id(4) })
    assert.ok(told.hints.some((hint) => hint.kind === 'late'))
    const { sheet, faults, close } = await page(running, host, { route: `/observations/${id(4)}` })
    try {
      await settled(sheet)
      const hints = sheet.getByRole('status', { name: '填写提示' })
      await hints.getByText('登记时距上课已有28天。').waitFor()
      assert.deepEqual(await faultsOf(sheet), [])
      await sheet.screenshot({ path: join(out, 'joint-hints.png') })
      const mend = told.hints.find((hint) => hint.period)
      if (mend) {
        await hints.getByRole('button', { name: `改为第 ${mend.period} 节` }).click()
        await hints.getByText(mend.text).waitFor({ state: 'detached' })
      }
      await hints.getByRole('button', { name: '知道了：登记时距上课已有28天。' }).click()
      await hints.getByText('登记时距上课已有28天。').waitFor({ state: 'detached' })
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })
})
