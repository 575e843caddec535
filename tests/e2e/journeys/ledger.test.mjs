/** 听课统计: the ledger with waivers, paper books and its table, and the quotas with everything that they can say. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { faultsOf } from '../support/axe.mjs'
import { bridge, browser, page, root, settled } from '../support/desk.mjs'

const out = join(root, 'tests/e2e/out')
const tab = (sheet, name) => sheet.getByRole('radio', { name, exact: true }).click()

describe('ledger', () => {
  let running
  let host
  before(async () => {
    await mkdir(out, { recursive: true })
    running = await browser()
    host = await bridge()
    await host.call('sample_open')
    await mkdir(host.saved, { recursive: true })
  })
  after(async () => {
    await running?.close()
    await host?.end()
  })

  const line = async (name) => (await host.call('quota_ledger')).lines.find((one) => one.teacher === name && one.target === '')
  const row = (sheet, name) => sheet.locator('tbody tr', { has: sheet.getByRole('button', { name, exact: true }) })

  for (const theme of ['light', 'dark']) {
    test(`every screen, ${theme}`, async () => {
      const { sheet, faults, close } = await page(running, host, { route: '/ledger', theme })
      const look = async (name) => {
        await settled(sheet)
        await sheet.screenshot({ path: join(out, `${name}-${theme}.png`) })
        assert.deepEqual(await faultsOf(sheet), [], name)
      }
      try {
        await sheet.getByText('合计').first().waitFor()
        await look('ledger')
        await sheet.locator('tbody .name').first().click()
        await sheet.getByRole('complementary', { name: '听课账目' }).waitFor()
        await look('ledger-detail')
        await sheet.keyboard.press('Escape')
        await sheet.getByRole('button', { name: '导出', exact: true }).click()
        await look('ledger-export')
        await sheet.keyboard.press('Escape')
        await tab(sheet, '核减')
        await look('waivers')
        await tab(sheet, '听课本查阅')
        await sheet.getByRole('combobox', { name: '教研组' }).selectOption({ index: 1 })
        await look('books')
        await sheet.goto(`${host.origin}/#/quota`)
        await sheet.getByRole('button', { name: '修改“教师”' }).click()
        await sheet.getByRole('button', { name: '更多条件' }).click()
        await look('quota-form')
        await sheet.getByRole('button', { name: '取消', exact: true }).click()
        await sheet.getByText('学校怎样计数').click()
        await look('quota-counting')
        assert.deepEqual(faults, [])
      } finally {
        await close()
      }
    })
  }

  test('a waiver lowers what is owed, and the number opens its lessons', async () => {
    const name = (await host.call('quota_ledger')).lines.find((one) => one.target === '' && one.counted > 0 && one.owed > 8).teacher
    const before = await line(name)
    const { sheet, faults, close } = await page(running, host, { route: '/ledger' })
    try {
      await tab(sheet, '核减')
      await sheet.getByRole('combobox', { name: '教师' }).fill(name)
      await sheet.keyboard.press('Enter')
      await sheet.getByRole('textbox', { name: '起始日期' }).fill('20260901')
      await sheet.getByRole('textbox', { name: '截止日期' }).fill('20260930')
      await sheet.getByLabel('核减方式').selectOption('减节数')
      await sheet.getByLabel('节数', { exact: true }).fill('4')
      await sheet.getByLabel('事由').fill('培训')
      await sheet.getByLabel('批准').fill('校长室')
      await sheet.keyboard.press('Enter')
      await sheet.getByText(`已登记 ${name} 的核减`).waitFor()
      await sheet.screenshot({ path: join(out, 'waiver-saved-light.png') })
      await tab(sheet, '统计')
      const cells = async () => (await row(sheet, name).locator('td').allInnerTexts()).map((text) => text.trim()).slice(1, 4)
      // What was known before is shown until the new figures are there.
      for (let turn = 0; turn < 50 && (await cells())[1] !== '4'; turn += 1) await sheet.waitForTimeout(100)
      assert.deepEqual(await cells(), [String(before.owed), '4', String(before.owed - 4)])
      await row(sheet, name).locator('td').nth(5).click()
      const drawer = sheet.getByRole('complementary', { name: '听课账目' })
      await drawer.getByText(`核减后应听 ${before.owed - 4} 节`).waitFor()
      const asked = { teacher_id: before.teacher_id, target: '' }
      const counting = (await host.call('quota_records', asked)).rows.filter((one) => one.counted > 0)
      assert.equal(await drawer.locator('a[href*="observations?id="]').count(), counting.length)
      await drawer.locator('a[href*="observations?id="]').first().click()
      await sheet.waitForURL(new RegExp(`observations\\?id=${counting[0].sheet_id}`))
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })

  test('of several targets the office says which one a waiver is for', async () => {
    const { teachers } = await host.call('roster_get')
    const { lines } = await host.call('quota_ledger')
    const one = teachers.find((teacher) => teacher.in_service && teacher.tags.length === 0 && lines.some((own) => own.teacher_id === teacher.id && own.net > 8))
    const rule = { name: '推门听课人员', lessons: 12, posts: [], who: { subjects: [one.subject] }, duty: { target: '推门课' } }
    const made = await host.call('quota_save', rule)
    for (const theme of ['light', 'dark']) {
      const { sheet, faults, close } = await page(running, host, { route: '/ledger', theme })
      try {
        await tab(sheet, '核减')
        await sheet.getByRole('combobox', { name: '教师', exact: true }).fill(one.display)
        await sheet.keyboard.press('Enter')
        await sheet.getByRole('textbox', { name: '起始日期' }).fill('20260901')
        await sheet.getByRole('textbox', { name: '截止日期' }).fill('20261231')
        await sheet.getByLabel('核减方式').selectOption('减节数')
        await sheet.getByLabel('节数', { exact: true }).fill('5')
        await sheet.getByLabel('事由').fill('教学任务调整')
        await sheet.keyboard.press('Enter')
        await sheet.getByText('没有写明核减用于哪一项').waitFor()
        await settled(sheet)
        await sheet.screenshot({ path: join(out, `waiver-asked-${theme}.png`) })
        await sheet.getByLabel('用于哪项任务').selectOption('推门课')
        await sheet.getByLabel('事由').press('Enter')
        await sheet.getByText(`已登记 ${one.name} 的核减`).waitFor()
        await sheet.getByRole('row', { name: /减节数 5 推门课/ }).waitFor()
        await settled(sheet)
        await sheet.screenshot({ path: join(out, `waiver-target-${theme}.png`) })
        assert.deepEqual(await faultsOf(sheet), [])
        const own = (await host.call('quota_ledger', { teacher_id: one.id })).lines
        assert.deepEqual(own.map((line) => [line.target, line.waived]).at(-1), ['推门课', 5])
        await tab(sheet, '统计')
        await tab(sheet, '推门课')
        await row(sheet, one.display).getByRole('button').click()
        await sheet.getByText('核减5节只用于“推门课”。').waitFor()
        await settled(sheet)
        await sheet.screenshot({ path: join(out, `ledger-notes-${theme}.png`) })
        assert.deepEqual(await faultsOf(sheet), [])
        assert.deepEqual(faults, [])
        const { waivers } = await host.call('waiver_list')
        await host.call('waiver_delete', { id: waivers.find((waiver) => waiver.target === '推门课').id })
      } finally {
        await close()
      }
    }
    await host.call('quota_delete', { id: made.id })
  })

  test('paper books go in by keyboard alone, in one act', async () => {
    const { departments, teachers } = await host.call('roster_get')
    const of = (id) => teachers.filter((one) => one.in_service && one.department_id === id)
    const group = departments.find((one) => of(one.id).length > 2)
    const [first, second] = of(group.id)
    const { sheet, faults, close } = await page(running, host, { route: '/ledger' })
    try {
      await tab(sheet, '听课本查阅')
      await sheet.getByRole('combobox', { name: '教研组' }).selectOption(group.id)
      await sheet.getByRole('textbox', { name: `${first.display}，查阅日期` }).focus()
      const type = async (...cells) => {
        for (const cell of cells) {
          await sheet.keyboard.type(cell)
          await sheet.keyboard.press('Enter')
        }
      }
      await type('11.12', '6', '4', '两节没有评语', '良')
      // The reviewer's list is open while a name is typed: the first Enter chooses, the next goes on.
      await sheet.keyboard.type(teachers[0].name)
      await sheet.keyboard.press('Enter')
      await sheet.keyboard.press('Enter')
      await type('', '5', '')
      await sheet.keyboard.press('Enter')
      await sheet.keyboard.press('Control+d')
      await sheet.screenshot({ path: join(out, 'books-typed-light.png') })
      await sheet.getByRole('button', { name: '保存 2 人' }).click()
      await sheet.getByText('已登记 2 人的听课本').waitFor()
      const { rows } = await host.call('book_list')
      const told = rows.map((one) => [one.teacher_id, one.date, one.entered, one.valid, one.reason, one.grade, one.reviewer_id])
      const expected = [
        [first.id, '2026-11-12', 6, 4, '两节没有评语', '良', teachers[0].id],
        [second.id, '2026-11-12', 5, 5, '', '良', teachers[0].id],
      ]
      const key = (row) => JSON.stringify(row)
      assert.deepEqual(told.map(key).sort(), expected.map(key).sort())
      await settled(sheet)
      await sheet.screenshot({ path: join(out, 'books-saved-light.png') })
      assert.deepEqual(await faultsOf(sheet), [])
      // The other source is shown beside, never added; the office may choose it.
      const counted = (await line(first.display)).counted
      await tab(sheet, '统计')
      await row(sheet, first.display).getByRole('button').click()
      await tab(sheet, '听课本')
      await sheet.getByText(`来源 听课本`).waitFor()
      const now = await line(first.display)
      assert.deepEqual([now.source, now.counted, now.other_source], ['book', 4, counted])
      await sheet.getByRole('button', { name: /^撤销/ }).click()
      await sheet.getByText('已撤销').waitFor()
      assert.equal((await line(first.display)).counted, counted)
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })

  test('the table as a workbook holds the figures of the screen', async () => {
    const { sheet, faults, close } = await page(running, host, { route: '/ledger' })
    try {
      await sheet.getByRole('button', { name: '导出', exact: true }).click()
      await sheet.getByRole('dialog').getByRole('button', { name: '导出 Excel' }).click()
      await sheet.getByRole('button', { name: '打开所在文件夹' }).waitFor({ timeout: 60_000 })
      const file = (await readdir(host.saved)).find((one) => one.endsWith('听课统计表.xlsx'))
      assert.ok(file, 'a workbook was written')
      const part = (name) => execFileSync('unzip', ['-p', join(host.saved, file), name], { encoding: 'utf8' })
      const words = [...part('xl/sharedStrings.xml').matchAll(/<si>.*?<\/si>/gs)].map(([one]) => one.replace(/<[^>]+>/g, ''))
      const cells = [...part('xl/worksheets/sheet1.xml').matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, text]) =>
        [...text.matchAll(/<c ([^>]*)>(?:<f>.*?<\/f>)?<v>(.*?)<\/v><\/c>/gs)].map(([, kind, value]) => (kind.includes('t="s"') ? words[Number(value)] : Number(value))),
      )
      const { lines } = await host.call('quota_ledger')
      const main = lines.filter((one) => one.target === '')
      const found = cells.filter(([first]) => typeof first === 'number')
      assert.deepEqual(
        found.map((one) => one.slice(1, 13).filter((value) => typeof value === 'number')),
        main.map((one) => [one.owed, one.waived, one.net, one.done, one.counted, one.done - one.counted, one.left, one.due]),
      )
      assert.ok(words.some((one) => one.includes('统计时段为2026年9月1日至2026年11月19日')) && words.includes('合计'))
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })

  test('everything that a rule can say comes back as it was written', async () => {
    const { sheet, faults, close } = await page(running, host, { route: '/quota' })
    try {
      await sheet.getByRole('button', { name: '增加一类' }).click()
      await sheet.getByRole('textbox', { name: '人员类别' }).fill('教研组长')
      const { posts, subjects } = await host.call('quota_list')
      const post = posts.find((one) => one.endsWith('教研组长'))
      await sheet.getByRole('button', { name: post, exact: true }).click()
      await sheet.getByRole('button', { name: '更多条件' }).click()
      await sheet.getByLabel('指标').fill('组内听课')
      await sheet.getByLabel('计算周期').selectOption('每月')
      await sheet.getByLabel('每月应听').fill('1')
      await sheet.getByLabel('上限').fill('2')
      await sheet.getByLabel('听谁的课').selectOption('本教研组教师')
      await sheet.getByLabel('对其中每个人都要听够').check()
      await sheet.getByLabel('校外听课').selectOption('不计')
      await sheet.getByLabel('学科范围').selectOption('只计本学科')
      await sheet.getByLabel('教龄至少').fill('3')
      await sheet.getByLabel('几项条件').selectOption('须全部符合')
      await sheet.getByRole('button', { name: subjects[0], exact: true }).click()
      await sheet.getByRole('group', { name: '不计这些类型' }).getByRole('button', { name: '推门课' }).click()
      await sheet.getByLabel('说明').fill('含线上')
      await sheet.keyboard.press('Enter')
      await sheet.getByText('已保存听课任务“教研组长”').waitFor()
      const { rules } = await host.call('quota_list')
      const { who, duty, lessons } = rules.find((one) => one.name === '教研组长')
      const nobody = { tags: [], stages: [], years_most: null, paired: null, rest_of: null }
      assert.deepEqual(who, { ...nobody, posts: [post], subjects: [subjects[0]], years_least: 3, all_of: true })
      assert.deepEqual(duty, {
        target: '组内听课', most: 2, every: 'month', whose: 'department', each: true, kinds: [], not_kinds: ['推门课'], outside: false, own_subject: true,
        unnumbered: false, note: '含线上',
      })
      assert.equal(lessons, 1)
      // How somebody with several posts is counted is the school's own word.
      await sheet.getByText('学校怎样计数').click()
      await sheet.getByLabel('一人属于几类时').selectOption('按指定的一类')
      await sheet.locator('.counting').getByRole('button', { name: '保存' }).click()
      await sheet.getByText('已保存计数办法').waitFor()
      const { teachers } = await host.call('roster_get')
      const leader = teachers.find((one) => one.posts.includes(post))
      await sheet.getByRole('combobox', { name: '教师' }).fill(leader.name)
      await sheet.keyboard.press('Enter')
      await sheet.getByLabel('按哪一类').selectOption('教研组长')
      await sheet.getByRole('button', { name: '指定', exact: true }).click()
      await sheet.getByText(`已更改 ${leader.display} 的计数类别`).waitFor()
      await sheet.getByText(`${leader.display}：教研组长`).waitFor()
      await sheet.screenshot({ path: join(out, 'quota-named-light.png') })
      assert.deepEqual((await host.call('quota_list')).named.map((one) => one.teacher_id), [leader.id])
      assert.deepEqual(await faultsOf(sheet), [])
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })

  test('a rule that changes from a day on keeps the past', async () => {
    const { sheet, faults, close } = await page(running, host, { route: '/quota' })
    try {
      await sheet.getByRole('button', { name: '修改“教师”' }).click()
      await sheet.getByText('这样改会重算').waitFor()
      await sheet.getByRole('textbox', { name: '自何日起执行' }).fill('20261101')
      await sheet.getByLabel('每学期应听').fill('24')
      await sheet.getByText('以前仍按原来的要求').waitFor()
      await sheet.keyboard.press('Enter')
      await sheet.getByText('已保存听课任务“教师”').waitFor()
      await sheet.getByText('已停用').waitFor()
      await settled(sheet)
      await sheet.screenshot({ path: join(out, 'quota-versions-light.png') })
      assert.deepEqual(await faultsOf(sheet), [])
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })
})
