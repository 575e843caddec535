/** Ctrl+K leads to what stands around a lesson; a head of a department keeps the own registers; the rest of another target is owed. */
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { faultsOf } from '../support/axe.mjs'
import { bridge, browser, page, root, settled } from '../support/desk.mjs'

const out = join(root, 'tests/e2e/out')
const id = (number) => `019b0000-0000-7000-8000-${String(number).padStart(12, '0')}`

describe('finding', () => {
  let running
  before(async () => {
    await mkdir(out, { recursive: true })
    running = await browser()
  })
  after(() => running?.close())

  test('a word leads to the record that holds it', async () => {
    const host = await bridge()
    await host.call('sample_open')
    const { teachers } = await host.call('roster_get')
    const sheets = (await host.call('observation_list')).rows.filter((one) => one.state !== 'draft')
    const { id: sheetId, teacher_id: teacherId } = sheets[0]
    const { term } = await host.call('app_status')
    const steps = [{ name: '观点呈现', text: '核心问题贯穿始终' }]
    await host.call('discussion_save', { id: id(1), sheet_id: sheetId, date: '2026-11-19', attendees: '', steps })
    const lesson = { date: '2026-12-10', period: 3, teacher_id: teacherId, subject: '语文', topic: '植树的牧羊人', lesson_kind: '展示课' }
    await host.call('planned_lesson_save', { rows: [lesson] })
    const owner = teachers.find((one) => one.department_id && one.in_service)
    const review = { term_id: term.id, teacher_id: owner.id, date: '2026-11-18', entered: 6, valid: 4, reason: '缺少听课反思', grade: '良', reviewer_id: null }
    await host.call('book_save', { rows: [{ id: id(2), ...review }] })
    const former = { school_year: '2025-2026', number: 2, first_day: '2026-02-24', last_day: '2026-07-03' }
    await host.call('term_create', former).catch(() => null)
    const old = { id: id(3), sitting: id(4), date: '2026-04-15', period: 2, teacher_id: teacherId, observer_id: sheets[0].observer_id, class_id: null }
    const words = { subject: '语文', topic: '社戏', lesson_kind: '随堂课', strengths: '方言朗读别有味道', timeline: [{ process: '导入', remark: '' }] }
    await host.call('observation_submit', { sheet: { ...old, ...words } })

    const { sheet, faults, close } = await page(running, host, { route: '/' })
    const find = async (typed, name) => {
      await sheet.keyboard.press('Control+k')
      await sheet.getByRole('combobox', { name: '搜索' }).fill(typed)
      await sheet.getByRole('option', { name }).first().waitFor()
      await settled(sheet)
      await sheet.screenshot({ path: join(out, `finding-${typed}.png`) })
      await sheet.getByRole('option', { name }).first().click()
    }
    try {
      await find('核心问题贯穿', /评课·观点呈现：核心问题贯穿始终/)
      await sheet.getByText('核心问题贯穿始终').waitFor()
      await find('牧羊人', /植树的牧羊人/)
      await sheet.getByRole('complementary').getByText('植树的牧羊人').first().waitFor()
      await settled(sheet)
      assert.match(await sheet.locator('.pagehead .sub').innerText(), /^12\/7/, 'the week of the lesson is open')
      await sheet.screenshot({ path: join(out, 'finding-planned.png') })
      await find('听课反思', /无效原因：缺少听课反思/)
      await sheet.getByText(/缺少听课反思/).first().waitFor()
      await settled(sheet)
      assert.deepEqual(await faultsOf(sheet), [])
      await sheet.screenshot({ path: join(out, 'finding-book.png') })
      await find('方言朗读', /优点：方言朗读别有味道/)
      await sheet.getByText('方言朗读别有味道').waitFor()
      await settled(sheet)
      assert.deepEqual(await faultsOf(sheet), [])
      await sheet.screenshot({ path: join(out, 'finding-former.png') })
      assert.deepEqual(faults, [])
    } finally {
      await close()
      await host.end()
    }
  })

  test('a quota for whom no rule of another target names', async () => {
    const host = await bridge()
    await host.call('sample_open')
    await host.call('quota_save', { name: '推门', posts: ['校长'], lessons: 5, duty: { target: '推门课' } })
    for (const theme of ['light', 'dark']) {
      const { sheet, faults, close } = await page(running, host, { route: '/quota', theme })
      try {
        await sheet.getByRole('button', { name: '增加一类' }).click()
        await sheet.getByLabel('人员类别').fill(`互听${theme}`)
        await sheet.getByRole('button', { name: '更多条件' }).click()
        await sheet.getByLabel('指标', { exact: true }).fill('互听课')
        await sheet.getByLabel('其余人员').selectOption({ label: '不在“推门课”各类中的' })
        await sheet.getByLabel('其余人员').scrollIntoViewIfNeeded()
        await settled(sheet)
        assert.deepEqual(await faultsOf(sheet), [])
        await sheet.screenshot({ path: join(out, `quota-rest-${theme}.png`) })
        await sheet.getByLabel('人员类别').press('Enter')
        await sheet.getByText(`已保存听课任务“互听${theme}”`).waitFor()
        await sheet.getByText('不在“推门课”各类人员中的教师').first().waitFor()
        await sheet.getByRole('button', { name: `修改“互听${theme}”` }).click()
        assert.equal(await sheet.getByLabel('其余人员').inputValue(), '推门课')
        assert.deepEqual(faults, [])
      } finally {
        await close()
      }
    }
    await host.end()
  })

  test('a head keeps the registers of the own department', async () => {
    const host = await bridge()
    await host.call('sample_open')
    const { departments, teachers } = await host.call('roster_get')
    const head = teachers.find((one) => one.posts.some((post) => post.endsWith('教研组长')) && one.department_id)
    const own = departments.find((one) => one.id === head.department_id)
    await host.call('passphrase_first', { passphrase: '春风化雨 2026' })
    const account = { label: '教研组长', role: 'department_head', passphrase: '桃李满园 2026', teacher_id: head.id, department_id: own.id }
    const { id: made } = await host.call('account_save', account)
    await host.call('lock')
    await host.call('unlock', { account: made, passphrase: account.passphrase })
    await mkdir(host.saved, { recursive: true })
    const { sheet, faults, close } = await page(running, host, { route: '/ledger?tab=registers' })
    try {
      await sheet.getByRole('button', { name: '发出登记表' }).click()
      await sheet.getByRole('button', { name: '生成 1 份' }).click()
      await sheet.getByText('已生成 1 份听课登记表').waitFor()
      await settled(sheet)
      assert.deepEqual((await sheet.locator('tbody th').allInnerTexts()).map((name) => name.trim()), [own.name])
      assert.deepEqual(await faultsOf(sheet), [])
      await sheet.screenshot({ path: join(out, 'registers-head.png') })
      assert.deepEqual(faults, [])
    } finally {
      await close()
      await host.end()
    }
  })
})
