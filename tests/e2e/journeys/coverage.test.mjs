/** 覆盖情况 and 下周听谁: who was seen when and by whom, who was never seen, and whom to visit next week. */
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { faultsOf } from '../support/axe.mjs'
import { bridge, browser, page, root, settled } from '../support/desk.mjs'

const out = join(root, 'tests/e2e/out')
const tab = (sheet, name) => sheet.getByRole('radio', { name, exact: true }).click()
const request = { term_id: null, as_of: null, department_id: null }

describe('coverage', () => {
  let running
  let host
  let coverage
  let promise
  before(async () => {
    await mkdir(out, { recursive: true })
    running = await browser()
    host = await bridge()
    await host.call('sample_open')
    // A teacher whom nobody has seen, a holiday, and a visit that was promised and is overdue.
    await host.call('teacher_save', { name: '卓未然', department: '语文组', subject: '语文', posts: [], in_service: true })
    const { weeks } = await host.call('calendar_get', { term_id: null })
    await host.call('week_update', { id: weeks.find((week) => week.number === 14).id, kind: 'holiday', label: '停课' })
    const { rows } = await host.call('observation_list', { term_id: null })
    promise = rows.find((row) => row.state !== 'draft' && row.teacher_id)
    const own = { id: '01900000-0000-7000-8000-00000000f001', sheet_id: promise.id, kind: 'revisit', text: '再看小组讨论', owner_id: promise.observer_id }
    await host.call('follow_up_save', { ...own, due: '2026-11-18', done_on: null, result: '' })
    coverage = await host.call('coverage_get', request)
  })
  after(async () => {
    await running?.close()
    await host?.end()
  })

  const rowOf = (sheet, name) => sheet.locator('tbody tr', { has: sheet.locator('th', { hasText: name }) })

  for (const theme of ['light', 'dark']) {
    test(`every screen, ${theme}`, async () => {
      const { sheet, faults, close } = await page(running, host, { route: '/ledger?tab=coverage', theme })
      const look = async (name) => {
        await settled(sheet)
        await sheet.screenshot({ path: join(out, `${name}-${theme}.png`) })
        assert.deepEqual(await faultsOf(sheet), [], name)
      }
      try {
        await sheet.getByText('1 位教师本学期还没有人听过课').click()
        await look('coverage-weeks')
        await tab(sheet, '听课人')
        await look('coverage-observers')
        await tab(sheet, '分类')
        await sheet.getByRole('columnheader', { name: '听课类型' }).waitFor()
        await look('coverage-groups')
        await tab(sheet, '下周听谁')
        await look('visits-empty')
        await sheet.getByRole('combobox', { name: '听课人' }).fill(promise.observer)
        await sheet.keyboard.press('Enter')
        await sheet.locator('.chip').first().click()
        await look('visits')
        assert.deepEqual(faults, [])
      } finally {
        await close()
      }
    })
  }

  test('who was never seen stands out; the weeks are told apart; the headings sort; a digit opens its records and the way back leads here', async () => {
    const { sheet, faults, close } = await page(running, host, { route: '/ledger' })
    try {
      await tab(sheet, '覆盖情况')
      const never = sheet.locator('details')
      assert.equal(await never.getAttribute('open'), null, 'names come at a click')
      await never.locator('summary').click()
      await never.getByText('卓未然').waitFor()
      await sheet.getByRole('button', { name: '最近' }).click()
      const first = sheet.locator('tbody tr[aria-rowindex="2"]')
      assert.equal(await first.locator('th').innerText(), '卓未然')
      assert.match(await first.innerText(), /未听/)
      assert.equal(await first.locator('td.hatch').count(), 3, 'the holiday and both weeks of examinations')
      assert.equal(await sheet.locator('thead th.now').innerText(), '12')
      assert.match(await sheet.locator('thead th', { hasText: /^14$/ }).getAttribute('title'), /停课/)

      const line = coverage.teachers.find((one) => one.weeks.some((n) => n > 1))
      const at = line.weeks.findIndex((n) => n > 1)
      await tab(sheet, '逐周')
      const cell = rowOf(sheet, line.teacher).locator('td.cell').nth(at)
      assert.equal((await cell.innerText()).trim(), String(line.weeks[at]))
      await cell.click()
      await sheet.waitForURL(new RegExp(`observations\\?teacher=${line.teacher_id}&week=${coverage.weeks[at].number}`))
      await sheet.getByText(line.teacher).first().waitFor()
      await settled(sheet)
      const { rows } = await host.call('observation_list', { term_id: null })
      const wanted = rows.filter((row) => row.teacher_id === line.teacher_id && row.week === coverage.weeks[at].number)
      assert.equal(await sheet.locator('.record').count(), wanted.length)
      await sheet.goBack()
      await sheet.getByRole('grid', { name: /^被听节数/ }).waitFor()
      assert.equal(await sheet.locator('tbody tr[aria-rowindex="2"] th').innerText(), '卓未然', 'the order is kept')
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })

  test('observers against teachers, by the keyboard alone', async () => {
    const { sheet, faults, close } = await page(running, host, { route: '/ledger?tab=coverage&by=observer' })
    try {
      const grid = sheet.getByRole('grid', { name: /^被听节数/ })
      await grid.focus()
      const heads = await sheet.locator('thead th.cell').allInnerTexts()
      const teacher = coverage.teachers[1]
      const of = (head) => coverage.pairs.find((one) => one.teacher === 1 && coverage.observers[one.observer].observer === head)
      const column = heads.findIndex((head) => of(head))
      await sheet.keyboard.press('ArrowDown')
      for (let step = 0; step <= column; step += 1) await sheet.keyboard.press('ArrowRight')
      const active = () => sheet.evaluate(() => document.getElementById(document.activeElement?.getAttribute('aria-activedescendant'))?.innerText.trim())
      assert.equal(await active(), String(of(heads[column]).lessons))
      await sheet.keyboard.press('End')
      // The chosen cell is drawn with the next frame, and named.
      await sheet.waitForFunction((last) => {
        const own = document.getElementById(document.activeElement?.getAttribute('aria-activedescendant') ?? '')
        return own?.closest('tr')?.getAttribute('aria-rowindex') === last
      }, String(coverage.teachers.length + 1))
      await sheet.keyboard.press('Home')
      await sheet.keyboard.press('ArrowDown')
      await sheet.keyboard.press('Enter')
      await sheet.waitForURL(new RegExp(`observations\\?teacher=${teacher.teacher_id}&observer=${coverage.observers[of(heads[column]).observer].observer_id}`))
      await sheet.locator('.record').first().waitFor()
      assert.equal(await sheet.locator('.record').count(), of(heads[column]).sheets)
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })

  test('the filters narrow lines and observers, and the day is shared with the ledger', async () => {
    const { sheet, faults, close } = await page(running, host, { route: '/ledger' })
    try {
      await sheet.getByRole('textbox', { name: '数据截至' }).fill('2026-09-14')
      await sheet.keyboard.press('Enter')
      await tab(sheet, '覆盖情况')
      const early = await host.call('coverage_get', { ...request, as_of: '2026-09-14' })
      await sheet.getByText(`${early.never.length} 位教师本学期还没有人听过课`).waitFor()
      await sheet.getByRole('button', { name: '梯队' }).click()
      await sheet.getByRole('menuitem', { name: /^新任/ }).click()
      await sheet.getByText(`合计 ${early.teachers.filter((one) => one.stage === '新任').length} 人`).waitFor()
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })

  test('a proposed lesson is reserved by one key, its row says so, and it is given back', async () => {
    const { sheet, faults, close } = await page(running, host, { route: `/ledger?tab=visits&observer=${promise.observer_id}` })
    try {
      const asked = { term_id: null, observer_id: promise.observer_id, date: null, most: 20 }
      const seats = async () => (await host.call('visit_proposal', asked)).rows.flatMap((row) => row.lessons.filter((slot) => slot.seat_id).map((slot) => [row.teacher, slot.date, slot.period]))
      const [first, second] = (await host.call('visit_proposal', asked)).rows
      const chip = (row) => rowOf(sheet, row.teacher).locator('td.day .chip').first()
      await chip(first).focus()
      await sheet.keyboard.press('y')
      const reserved = rowOf(sheet, first.teacher).getByTitle('取消约听')
      await reserved.waitFor()
      const [slot] = first.lessons
      assert.deepEqual(await seats(), [[first.teacher, slot.date, slot.period]])
      await sheet.getByText('已约听 1 节').waitFor()
      await sheet.screenshot({ path: join(out, 'visits-reserved.png') })
      assert.deepEqual(await faultsOf(sheet), [])
      await sheet.keyboard.press('Control+z')
      await reserved.waitFor({ state: 'detached' })
      assert.deepEqual(await seats(), [])

      const later = second.lessons.findIndex((one) => one.date + one.period !== slot.date + slot.period)
      await rowOf(sheet, second.teacher).locator('td.day .chip').nth(later).click()
      await sheet.getByRole('button', { name: '约听 2 节' }).click()
      await reserved.waitFor()
      assert.equal((await seats()).length, 2)
      // The board shows lessons that are open to all; this one is not.
      assert.deepEqual((await host.call('planned_lesson_list', { date: slot.date })).rows.filter((row) => row.teacher_id === first.teacher_id), [])
      await reserved.click()
      await sheet.getByText('已取消约听').waitFor()
      await reserved.waitFor({ state: 'detached' })
      assert.equal((await seats()).length, 1)
      await rowOf(sheet, second.teacher).getByTitle('取消约听').click()
      await rowOf(sheet, second.teacher).getByTitle('取消约听').waitFor({ state: 'detached' })
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })

  test('the proposal names its reasons, and the chosen lessons leave as text in the order of the week', async () => {
    const { sheet, faults, close } = await page(running, host, { route: `/ledger?tab=visits&observer=${promise.observer_id}` })
    try {
      await sheet.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      const proposal = await host.call('visit_proposal', { term_id: null, observer_id: promise.observer_id, date: null, most: 20 })
      const [first, second] = proposal.rows
      assert.equal(first.teacher_id, promise.teacher_id, 'who was promised a visit comes first')
      await sheet.getByText('有承诺，11月18日前').waitFor()
      await sheet.getByText('再看小组讨论').waitFor()
      const names = await sheet.locator('tbody th b').allInnerTexts()
      assert.deepEqual(names, proposal.rows.map((row) => row.teacher))

      const chips = (name) => rowOf(sheet, name).locator('.chip')
      await chips(second.teacher).last().focus()
      await sheet.keyboard.press('Space')
      await chips(first.teacher).first().click()
      await sheet.getByRole('button', { name: '复制安排 2 节' }).waitFor()
      await sheet.keyboard.press('Control+Enter')
      await sheet.getByText('已复制听课安排').waitFor()
      const text = await sheet.evaluate(() => navigator.clipboard.readText())
      const lines = text.split('\n')
      assert.match(lines[0], new RegExp(`^${promise.observer} 第 13 周`))
      assert.ok(lines[1].includes(first.lessons[0].class_name) && lines[1].endsWith(first.teacher), text)
      assert.ok(lines[2].includes(second.lessons.at(-1).class_name) && lines[2].endsWith(second.teacher), text)
      assert.equal(text.includes('承诺'), false, 'reasons stay in the office')
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })
})
