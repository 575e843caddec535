/** Scoring sheets: made from a preset and mended where they do not add up, scored with by the keyboard alone, frozen by use. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { faultsOf } from '../support/axe.mjs'
import { bridge, browser, page, root, settled } from '../support/desk.mjs'

const out = join(root, 'tests/e2e/out')
const item = (id, name, scoring, more = {}) => ({ id, name, hint: '', scoring, judged: 'during', subjects: [], decides: false, ...more })
const fault = (id, name, each, more = {}) => ({ id, name, each, each_most: null, cap: null, ...more })

/** A sheet with every form of scoring. */
const EVERY = {
  name: '各种计分方式',
  purpose: 'lesson',
  total: 40,
  sections: [
    {
      id: 's1', name: '教学过程', points: 25, weight: null, spills: false, bands: [{ name: '好', from: 20 }, { name: '一般', from: 0 }],
      items: [
        item('levels', '环节清楚', { form: 'levels', levels: ['差', '中', '良', '优'].map((name, at) => ({ name, points: at + 2, text: '' })) }),
        item('points', '问题有梯度', { form: 'points', most: 10, step: 0.5 }),
        item('base', '节奏', { form: 'base', base: 8, least: 6, most: 10, step: 0.1 }),
      ],
    },
    {
      id: 's2', name: '常规', points: 15, weight: null, spills: false, bands: [],
      items: [
        item('deduct', '教学用语', { form: 'deduct', from: 10, spills: false, rules: [fault('slip', '口误', 0.5), fault('wrong', '知识性错误', 1, { each_most: 3, cap: 6 })] }),
        item('after', '课后反思', { form: 'points', most: 5, step: 1 }, { judged: 'after' }),
        item('grade', '教案与课堂', { form: 'grades', grades: ['相符', '基本相符', '不相符'] }),
      ],
    },
  ],
  bonuses: [{ id: 'bonus', name: '教学创新', most: 5, step: 1 }],
  deductions: [fault('late', '拖堂', 1)],
  vetoes: [{ id: 'veto', name: '严重科学性错误', effect: { does: 'at_most', points: 20 } }],
  bands: [{ name: '优', from: 36 }, { name: '良', from: 28 }, { name: '合格', from: 0 }],
  together: { how: 'alone' },
  subjects: [],
  lesson_kinds: [],
  note: '',
}

const press = async (sheet, ...keys) => {
  for (const key of keys) await sheet.keyboard.press(key)
}
const sumsUp = (sheet, text) => sheet.locator('.sum').filter({ hasText: text }).waitFor()

describe('scoring sheets', () => {
  let running
  before(async () => {
    await mkdir(out, { recursive: true })
    running = await browser()
  })
  after(() => running?.close())

  test('every form of scoring, in both themes', async () => {
    const host = await bridge()
    try {
      await host.call('sample_open')
      await host.call('rubric_save', { id: null, document: EVERY })
      for (const theme of ['light', 'dark']) {
        const editor = await page(running, host, { route: '/quota?tab=rubrics', theme })
        await editor.sheet.getByLabel('评价表名称').waitFor()
        await editor.sheet.getByText('分值核对无误').waitFor()
        await settled(editor.sheet)
        await editor.sheet.screenshot({ path: join(out, `rubric-${theme}.png`) })
        assert.deepEqual(await faultsOf(editor.sheet), [])
        assert.deepEqual(editor.faults, [])
        await editor.close()

        const scoring = await page(running, host, { route: '/observations/new?now=1', theme })
        const { sheet } = scoring
        await sheet.getByRole('radiogroup', { name: /^环节清楚/ }).focus()
        await press(sheet, '3')
        await sheet.keyboard.type('8.5')
        await press(sheet, 'Enter', 'ArrowUp', 'ArrowUp', 'Enter')
        await sumsUp(sheet, '暂计20.6')
        await settled(sheet)
        await sheet.screenshot({ path: join(out, `scoring-${theme}.png`) })
        assert.deepEqual(await faultsOf(sheet), [])
        assert.deepEqual(scoring.faults, [])
        await scoring.close()
      }
    } finally {
      await host.end()
    }
  })

  test('every form by the keyboard alone: sums, bands, what is left for later, bonus and veto', async () => {
    const host = await bridge()
    await host.call('sample_open')
    await host.call('rubric_save', { id: null, document: EVERY })
    const { sheet, faults, close } = await page(running, host, { route: '/observations/new?now=1' })
    try {
      await sheet.getByRole('radiogroup', { name: /^环节清楚/ }).focus()
      await press(sheet, '4')
      await sheet.keyboard.type('9')
      await press(sheet, 'Enter')
      // From the base of 8 two steps of a tenth upwards.
      await press(sheet, 'ArrowUp', 'ArrowUp', 'ArrowUp', 'Enter')
      await sheet.getByText('22.2 / 25 好').waitFor()
      // Nothing wrong: the item is closed and its faults are passed over.
      await press(sheet, '0')
      assert.equal(await sheet.evaluate(() => document.activeElement?.getAttribute('aria-label')), '课后反思')
      await sumsUp(sheet, '暂计32.2')
      // It stays open until after the lesson.
      await press(sheet, 'Enter', '2')
      await sumsUp(sheet, '课后补 1 项')
      // Once late, three for something new; the serious fault caps the total.
      await press(sheet, '+', 'Enter', '3', 'Enter')
      await sumsUp(sheet, '暂计34.2')
      await press(sheet, 'Space')
      await sumsUp(sheet, '一票否决：严重科学性错误')
      await press(sheet, 'Space')
      await press(sheet, 'Shift+Enter', 'Shift+Enter', 'Shift+Enter', 'Shift+Enter')
      await press(sheet, '5')
      await sumsUp(sheet, '合计39.2')
      await sheet.locator('.sum').getByText('优', { exact: true }).waitFor()
      // Two slips instead of nothing.
      await press(sheet, 'Shift+Enter', 'Shift+Enter', '2')
      await sumsUp(sheet, '合计38.2')
      await sheet.getByText(/已存到本机/).waitFor()

      // Another sheet drops what it has no place for, with a way back.
      await sheet.getByLabel('评价表', { exact: true }).selectOption({ label: '课堂评价表（五项）' })
      await sheet.getByText(/原来的 8 项评分不再适用/).first().waitFor()
      await press(sheet, 'Control+z')
      await sumsUp(sheet, '合计38.2')
      assert.deepEqual(faults, [])
    } finally {
      await close()
      await host.end()
    }
  })

  test('made from a preset, mended where it does not add up, scored with, frozen by use', async () => {
    const host = await bridge()
    await host.call('sample_open')
    const { sheet, faults, close } = await page(running, host, { route: '/quota' })
    try {
      await sheet.getByRole('radio', { name: '评价表' }).click()
      await sheet.waitForURL(/tab=rubrics/)
      await sheet.getByRole('button', { name: '新建评价表' }).click()
      await sheet.getByRole('menuitem', { name: '课堂教学评价表（百分制）' }).click()
      await sheet.getByLabel('评价表名称').fill('我校课堂评价表')
      // The last level of the first item is worth five: four is one too few, for its section and for the whole.
      const best = sheet.locator('.items .levels').first().getByRole('spinbutton').last()
      await best.fill('4')
      await sheet.getByText('相加是 9，表上写 10，少 1').waitFor()
      await sheet.getByText('相加是 99，表上写 100，少 1').waitFor()
      await press(sheet, 'Control+Enter')
      assert.equal((await host.call('rubric_list')).rows.length, 1, 'a sheet that does not add up is not saved')

      // The program ends in the middle; the draft is still there.
      await sheet.reload()
      await sheet.getByText('已恢复上次没填完的内容').waitFor()
      assert.equal(await sheet.getByLabel('评价表名称').inputValue(), '我校课堂评价表')
      await sheet.getByText('相加是 99，表上写 100，少 1').waitFor()
      await best.fill('5')
      await sheet.getByText('分值核对无误').waitFor()
      await press(sheet, 'Control+Enter')
      await sheet.getByText(/已保存评价表“我校课堂评价表”/).first().waitFor()
      // Nobody has used it: a change stays the first version.
      await sheet.getByLabel('评价表名称').fill('我校评价表')
      await press(sheet, 'Control+Enter')
      await sheet.getByText(/已保存评价表“我校评价表”/).first().waitFor()
      await settled(sheet)
      assert.equal(await sheet.getByLabel('评价表名称').inputValue(), '我校评价表')
      const { rows } = await host.call('rubric_list')
      const made = rows[0].rubric
      assert.deepEqual([rows.length, made.version, made.document.name], [2, 1, '我校评价表'])

      // The youngest sheet for all lessons is offered: a digit for each item.
      await sheet.goto(`${host.origin}/#/observations/new?now=1`)
      const lines = sheet.locator('.keys [role=radiogroup]')
      await lines.first().waitFor()
      const count = made.document.sections.flatMap((section) => section.items).length
      assert.equal(await lines.count(), count)
      await lines.first().focus()
      for (let line = 0; line < count; line += 1) await press(sheet, line === 0 ? '3' : '4')
      await sumsUp(sheet, '合计99')
      await sheet.locator('.sum .tag').first().waitFor()
      await sheet.getByText(/已存到本机/).waitFor()
      await sheet.waitForURL(/observations\/[0-9a-f]/)
      const id = /observations\/([0-9a-f-]+)/.exec(sheet.url())[1]

      // Changed again it becomes the second version; the record keeps the first.
      await sheet.goto(`${host.origin}/#/quota?tab=rubrics`)
      await sheet.getByLabel('评价表名称').waitFor()
      const first = sheet.locator('.items .name').first()
      await first.fill('目标明确')
      await sheet.getByText(/已用于 1 份记录：保存后成为第 2 版/).waitFor()
      await press(sheet, 'Control+Enter')
      await sheet.getByText(/已保存评价表/).first().waitFor()
      const versions = (await host.call('rubric_list')).rows.filter((row) => row.rubric.line_id === made.line_id)
      assert.deepEqual(versions.map((row) => [row.rubric.version, row.used]), [[2, 0], [1, 1]])
      const record = await host.call('observation_get', { id })
      assert.equal(record.rubric.version, 1)
      assert.equal(record.total, 99)
      await sheet.getByText('旧版').click()
      await sheet.getByText(/已有记录仍按它计分/).waitFor()
      assert.equal(await first.inputValue(), made.document.sections[0].items[0].name)
      assert.deepEqual(faults, [])
    } finally {
      await close()
      await host.end()
    }
  })

  test('a printed table becomes a draft that asks, and is saved only when it is whole', async () => {
    // The table of a real school; of its last part no points could be read.
    const entry = JSON.parse(await readFile(join(root, 'tests/fixtures/rubrics/rubrics.json'), 'utf8')).find((one) => one.id === 'C03')
    const parts = entry.sections.flatMap((section) => section.items.map((one) => `${section.name},要点${one.name},${one.max}`))
    const folder = await mkdtemp(join(tmpdir(), 'keji-table-'))
    const file = join(folder, '评价标准.csv')
    await writeFile(file, [entry.title, '评价项目,评价要点,分值', ...parts, '教学特色,有特色,', `合计,,${entry.total}`].join('\r\n'))
    const host = await bridge({ pick: [file, file] })
    await host.call('sample_open')
    const { sheet, faults, close } = await page(running, host, { route: '/quota?tab=rubrics' })
    try {
      const before = (await host.call('rubric_list')).rows.length
      // What was being written gives way and can be put back.
      await sheet.getByRole('button', { name: '新建评价表' }).click()
      await sheet.getByRole('menuitem', { name: '空白表' }).click()
      await sheet.getByLabel('评价表名称').fill('写到一半')
      await sheet.getByRole('button', { name: '从表格导入' }).click()
      await sheet.getByText(/从“评价标准.csv”读入，1 处请对照原表/).waitFor()
      await sheet.getByText(/这一行没有写分值/).waitFor()
      assert.equal(await sheet.getByLabel('评价表名称').inputValue(), entry.title)
      await sheet.getByRole('button', { name: /^撤销/ }).click()
      await settled(sheet)
      assert.equal(await sheet.getByLabel('评价表名称').inputValue(), '写到一半')
      await sheet.getByRole('button', { name: '从表格导入' }).click()
      await sheet.getByText(/这一行没有写分值/).waitFor()
      await settled(sheet)
      for (const theme of ['light', 'dark']) {
        await sheet.evaluate((to) => (document.documentElement.dataset.theme = to), theme)
        await sheet.screenshot({ path: join(out, `rubric-import-${theme}.png`) })
        assert.deepEqual(await faultsOf(sheet), [])
      }
      const names = await sheet.locator('.items .name').evaluateAll((fields) => fields.map((field) => field.value))
      assert.equal(names.length, parts.length + 1)
      await sheet.getByText(/处需要核对/).waitFor()
      await press(sheet, 'Control+Enter')
      assert.equal((await host.call('rubric_list')).rows.length, before, 'what is not whole is not saved')
      await sheet.getByRole('button', { name: '移除教学特色' }).last().click()
      await sheet.getByText('分值核对无误').waitFor()
      await press(sheet, 'Control+Enter')
      await sheet.getByText(/已保存评价表/).first().waitFor()
      const { rows } = await host.call('rubric_list')
      assert.equal(rows.length, before + 1)
      const { document } = rows.map((one) => one.rubric).find((one) => one.document.name === entry.title)
      assert.equal(document.total, entry.total)
      assert.deepEqual(document.sections.map((section) => section.name), entry.sections.map((section) => section.name))
      assert.deepEqual(faults, [])
    } finally {
      await close()
      await host.end()
      await rm(folder, { recursive: true })
    }
  })
})
