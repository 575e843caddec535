/**
 * The repair buttons of the preview: a class that is written otherwise, a name that two people bear, a subject spelled
 * otherwise. One row alone or all alike at once, in both themes, with axe while the buttons are on the screen.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { faultsOf } from '../support/axe.mjs'
import { bridge, browser, page, root } from '../support/desk.mjs'
import { choose, figures, NONE, ready, takeBack, write } from '../support/import.mjs'

const ROSTER = [
  ['姓名', '职称'],
  ['陈红', '高级教师'],
  ['张伟', '一级教师'],
  ['周敏', '二级教师'],
]
const TIMETABLE = [
  ['星期', '节次', '班级', '科目', '教师'],
  ['周一', '1', '8年4班', '语文', '陈红'],
  ['周二', '1', '804', '语文', '陈红'],
  ['周三', '1', '804', '语文', '陈红'],
  ['周一', '2', '八(4)', '英语', '张伟'],
  ['周二', '2', '八(4)', '英语', '张伟'],
  ['周三', '2', '八(4)', '英语', '周敏'],
]
const WIDE = [
  ['八年级周一课表'],
  ['节次', '', '八(4)', '八(5)'],
  ['第一节', '1', '语文', '数学'],
  ['', '', '陈红', '张伟'],
  ['第二节', '2', '英语', '英语'],
  ['', '', '张伟', '张伟'],
]
const MATRIX = [
  ['班级', '班主任', '语文', '数学', '英语'],
  ['八(4)', '陈红', '陈红', '张伟', '周敏'],
  ['八(5)', '周敏', '陈红', '张伟', '周敏'],
]
const HOMEWORK = [
  ['日期', '检查人', '教师', '学科', '班级', '应布置', '实布置', '全批', '等级'],
  ['2026-11-16', '周敏', '陈红', '语文（上册）', '8年4班', '12', '12', '12', '优'],
  ['2026-11-17', '周敏', '陈红', '语文（上册）', '八(4)', '12', '12', '12', '优'],
]
const ALIKE = '相同内容一并修改'
const SPORTS = '张伟（体育组，体育）'

let running
let desk

before(async () => {
  running = await browser()
  desk = await mkdtemp(join(tmpdir(), 'keji-sheets-'))
})
after(async () => {
  await running?.close()
  await rm(desk, { recursive: true, force: true })
})

/** A school with two people of one name and the classes 八(4) and 八(5), and the sheet that its user will choose. */
async function school(sheet) {
  const file = join(desk, '登记表.csv')
  await writeFile(file, sheet.map((row) => row.join(',')).join('\n'))
  const host = await bridge({ pick: [file] })
  await host.call('school_create', { name: '青溪中学', stage: '初中' })
  await host.call('term_create', { school_year: '2026-2027', number: 1, first_day: '2026-09-01', last_day: '2027-01-29' })
  const people = [
    ['陈红', '语文组', '语文'],
    ['张伟', '数学组', '数学'],
    ['张伟', '体育组', '体育'],
    ['周小敏', '英语组', '英语'],
  ]
  let last
  for (const [name, department, subject] of people) last = await host.call('teacher_save', { name, department, subject, posts: [], in_service: true })
  await host.call('teacher_save', { id: last.id, name: '周敏', department: '英语组', subject: '英语', posts: [], in_service: true })
  for (const number of [4, 5]) await host.call('class_save', { grade: '八年级', number })
  return host
}

/** Presses a repair of the row with a number, as the first column says it. */
async function repair(sheet, row, name) {
  const line = sheet.locator('tbody tr').filter({ has: sheet.locator('td:first-child', { hasText: new RegExp(`^${row}$`) }) })
  await line.getByRole('button', { name, exact: true }).click()
  await ready(sheet)
}

async function alike(sheet, all) {
  await sheet.getByLabel(ALIKE).setChecked(all)
}

for (const theme of ['light', 'dark']) {
  describe(`repairs, ${theme}`, () => {
    async function at(kind, rows, story) {
      const host = await school(rows)
      const { sheet, faults, close } = await page(running, host, { route: `/import/${kind}`, theme })
      try {
        await choose(sheet)
        await sheet.screenshot({ path: join(root, `tests/e2e/out/repair-${kind}-${rows.length}-${theme}.png`) })
        assert.deepEqual(await faultsOf(sheet), [], 'with the buttons on the screen')
        await story(sheet, host)
        assert.deepEqual(await faultsOf(sheet), [])
        assert.deepEqual(faults, [])
      } finally {
        await close()
        await host.end()
      }
    }

    test('a roster with a name that two people bear', () =>
      at('roster', ROSTER, async (sheet, host) => {
        assert.deepEqual(await figures(sheet), { ...NONE, changed: 2, refused: 1 })
        await repair(sheet, 3, SPORTS)
        const wanted = { ...NONE, changed: 3 }
        assert.deepEqual(await figures(sheet), wanted)
        const titles = async () => {
          const { teachers } = await host.call('roster_get')
          return teachers.filter((one) => one.name === '张伟').map((one) => [one.department, one.title]).sort()
        }
        assert.deepEqual(await titles(), [['体育组', null], ['数学组', null]], 'the preview writes nothing')
        await write(sheet, wanted)
        assert.deepEqual(await titles(), [['体育组', '一级教师'], ['数学组', null]])
      }))

    test('a roster that knows somebody by a former name', () =>
      at('roster', [['姓名', '职称'], ['周小敏', '二级教师']], async (sheet, host) => {
        await sheet.getByText('“周小敏”是“周敏”的曾用名').waitFor()
        assert.deepEqual(await figures(sheet), { ...NONE, doubtful: 1 })
        await repair(sheet, 2, '周敏（英语组，英语）')
        const wanted = { ...NONE, changed: 1 }
        assert.deepEqual(await figures(sheet), wanted)
        await write(sheet, wanted)
        const { teachers } = await host.call('roster_get')
        assert.deepEqual(teachers.filter((one) => one.title).map((one) => [one.name, one.title]), [['周敏', '二级教师']])
        assert.equal(teachers.length, 4, 'nobody new')
      }))

    test('a timetable with a class written otherwise and a name that two people bear', () =>
      at('timetable', TIMETABLE, async (sheet, host) => {
        const first = { ...NONE, new: 2, doubtful: 2, refused: 2 }
        assert.deepEqual(await figures(sheet), first)
        await alike(sheet, false)
        await repair(sheet, 3, '改成“八(4)”')
        assert.deepEqual(await figures(sheet), { ...first, new: 3, doubtful: 1 }, 'one row')
        await repair(sheet, 5, SPORTS)
        assert.deepEqual(await figures(sheet), { ...NONE, new: 4, doubtful: 1, refused: 1 }, 'another one')
        await sheet.getByText('已改正 2 处').waitFor()
        await sheet.getByRole('button', { name: '撤回改正' }).click()
        assert.deepEqual(await figures(sheet), first, 'the repairs are taken back')
        await alike(sheet, true)
        await repair(sheet, 3, '改成“八(4)”')
        assert.deepEqual(await figures(sheet), { ...NONE, new: 4, refused: 2 }, 'all rows at once')
        await repair(sheet, 5, SPORTS)
        const wanted = { ...NONE, new: 6 }
        assert.deepEqual(await figures(sheet), wanted)
        await write(sheet, wanted)
        const { lessons } = await host.call('timetable_get')
        assert.deepEqual([lessons.length, new Set(lessons.map((one) => one.class_name)).size], [6, 1])
        // What the timetable shows and no assignment says: 陈红 语文, 张伟 and 周敏 英语.
        await sheet.getByText('课程表里有 3 条任课还没有登记。').waitFor()
        await sheet.screenshot({ path: join(root, `tests/e2e/out/import-assign-${theme}.png`) })
        assert.deepEqual(await faultsOf(sheet), [])
        await sheet.getByRole('button', { name: '按课程表拟定任课' }).click()
        await sheet.getByText('已拟定 3 条任课，待确认').waitFor()
        const { term } = await host.call('calendar_get')
        const assigned = async () => (await host.call('assignment_list', { term_id: term.id })).rows.map((row) => row.lessons_per_week)
        assert.deepEqual((await assigned()).sort(), [1, 2, 3])
        await sheet.getByRole('button', { name: /^撤销/ }).click()
        await sheet.getByText('已撤销：已拟定 3 条任课，待确认').waitFor()
        assert.deepEqual(await assigned(), [])
      }))

    test('one cell of a wide timetable', () =>
      at('timetable', WIDE, async (sheet, host) => {
        assert.deepEqual(await figures(sheet), { ...NONE, new: 2, refused: 2 })
        await alike(sheet, false)
        await repair(sheet, 'C5', SPORTS)
        assert.deepEqual(await figures(sheet), { ...NONE, new: 3, refused: 1 })
        await repair(sheet, 'D5', '张伟（数学组，数学）')
        const wanted = { ...NONE, new: 4 }
        assert.deepEqual(await figures(sheet), wanted)
        await write(sheet, wanted)
        const { lessons } = await host.call('timetable_get')
        const english = lessons.filter((one) => one.subject === '英语')
        assert.equal(new Set(english.map((one) => one.teacher_id)).size, 2, 'each cell has its own 张伟')
      }))

    test('a matrix of classes and subjects', () =>
      at('assignments', MATRIX, async (sheet, host) => {
        // Of two people of one name the one of the subject is meant.
        const wanted = { ...NONE, new: 6 }
        assert.deepEqual(await figures(sheet), wanted)
        await sheet.getByText('1 条提醒，照常写入').click()
        await sheet.getByText('表里的“班主任”没有读入。').waitFor()
        await write(sheet, wanted)
        const { term } = await host.call('calendar_get')
        const assigned = async () => (await host.call('assignment_list', { term_id: term.id })).rows.length
        assert.equal(await assigned(), 6)
        await takeBack(sheet, '任课表')
        assert.equal(await assigned(), 0)
        await sheet.getByRole('link', { name: '查看' }).click()
        await sheet.getByRole('link', { name: '导入任课表…' }).waitFor()
        await sheet.screenshot({ path: join(root, `tests/e2e/out/assignments-${theme}.png`) })
      }))

    test('a homework register with a subject spelled otherwise', () =>
      at('homework', HOMEWORK, async (sheet, host) => {
        const wanted = { ...NONE, new: 2 }
        assert.deepEqual(await figures(sheet), wanted)
        await sheet.getByText('2 条提醒，照常写入').waitFor()
        await alike(sheet, false)
        await repair(sheet, 2, '改成“语文”')
        await sheet.getByText('1 条提醒，照常写入').waitFor()
        await sheet.getByRole('button', { name: '撤回改正' }).click()
        await sheet.getByText('2 条提醒，照常写入').waitFor()
        await alike(sheet, true)
        await repair(sheet, 3, '改成“语文”')
        assert.equal(await sheet.getByText('条提醒，照常写入').count(), 0)
        await write(sheet, wanted)
        const { rows } = await host.call('homework_list', { term_id: null })
        assert.deepEqual(rows.map((row) => row.subject), ['语文', '语文'])
      }))
  })
}
