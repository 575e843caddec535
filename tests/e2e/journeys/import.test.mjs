/**
 * Every sheet of one real school comes in through the import screen: the figures of the preview are those that the test
 * counts in the file, the writing agrees, one 撤销 takes it all back.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { join } from 'node:path'
import { faultsOf } from '../support/axe.mjs'
import { bridge, browser, page, root, settled } from '../support/desk.mjs'
import { choose, figures, NONE, ready, takeBack, tick, write } from '../support/import.mjs'
import { cellsOf, ofHeads, ofMarks, ofWide, ofYear, real, rowsOf } from '../support/sheets.mjs'

const ROSTER = real('roster_by_group_2022_2024.csv')
const LONG = real('timetable_2010-08_G1G2.csv')
const WIDE = real('timetable_wide_layout_sample_2022_G2.csv')
const OPEN_2009 = real('open_lessons_2009.csv')
const OPEN_2016 = real('open_lessons_2016_young_teachers.csv')
const HEADS = real('group_leaders_2018.csv')
const YOUNG = real('young_teachers_by_term.csv')

const CREATE = '名册里没有的教师和班级，一并新建'
let running

before(async () => {
  running = await browser()
})
after(() => running?.close())

/** A high school on a day, with a term where the sheet needs one, and the files that its user will choose. */
async function school({ on, term, pick }) {
  const host = await bridge({ pick, at: `${on}T10:12:00+08:00` })
  await host.call('school_create', { name: '绍兴某中学', stage: '高中' })
  if (term) await host.call('term_create', term)
  return host
}

const teachersOf = async (host) => (await host.call('roster_get')).teachers
const groupsOf = async (host) => new Map((await teachersOf(host)).map((one) => [one.name, one.department]))
const lessonsOf = async (host) => (await host.call('timetable_get')).total

describe('the sheets of a real school', () => {
  test('its roster of three years, one year after the other', async () => {
    const host = await school({ on: '2025-01-10', pick: Array(6).fill(ROSTER) })
    const { sheet, faults, close } = await page(running, host, { route: '/import/roster' })
    try {
      const all = rowsOf(ROSTER)
      let known = new Map()
      for (const year of ['2022', '2023', '2024']) {
        const wanted = ofYear(all.filter((row) => row.年度 === year), known)
        // The same year twice: once to be taken back, once to stay.
        for (const stays of [false, true]) {
          await choose(sheet)
          const value = sheet.getByLabel('年度 等于')
          assert.equal(await value.inputValue(), '2024', 'of several years the newest is proposed')
          await value.fill(year)
          await sheet.getByRole('button', { name: '应用' }).click()
          assert.deepEqual(await figures(sheet), wanted.count, year)
          assert.equal(await value.inputValue(), year, 'the condition stays on the screen')
          if (year === '2023' && !stays) {
            assert.deepEqual(await faultsOf(sheet), [])
            await sheet.screenshot({ path: join(root, 'tests/e2e/out/import-roster-2023.png') })
          }
          await write(sheet, wanted.count)
          assert.deepEqual(await groupsOf(host), wanted.groups)
          if (!stays) {
            await takeBack(sheet, '教师名册')
            assert.deepEqual(await groupsOf(host), known, `${year} is gone`)
          }
          await sheet.getByRole('button', { name: '再导入一个文件' }).click()
        }
        known = wanted.groups
      }
      assert.deepEqual(faults, [])
    } finally {
      await close()
      await host.end()
    }
  })

  const TIMETABLES = [
    {
      name: 'the long timetable of 2010',
      file: LONG,
      on: '2010-08-30',
      term: { school_year: '2010-2011', number: 1, first_day: '2010-08-23', last_day: '2011-01-28' },
      lessons: rowsOf(LONG).length,
      people: new Set(rowsOf(LONG).map((row) => row.教师).filter(Boolean)).size,
    },
    {
      name: 'the wide timetable of 2022',
      file: WIDE,
      on: '2022-02-14',
      term: { school_year: '2021-2022', number: 2, first_day: '2022-02-14', last_day: '2022-06-30' },
      lessons: ofWide(cellsOf(WIDE)),
      people: new Set(cellsOf(WIDE).flat().filter((cell) => cell.startsWith('教师'))).size,
    },
  ]
  for (const { name, file, on, term, lessons, people } of TIMETABLES) {
    test(name, async () => {
      const host = await school({ on, term, pick: [file] })
      const { sheet, faults, close } = await page(running, host, { route: '/import/timetable' })
      try {
        await choose(sheet)
        assert.deepEqual(await figures(sheet), { ...NONE, refused: lessons }, 'nobody is made unasked')
        await tick(sheet, CREATE)
        const wanted = { ...NONE, new: lessons }
        assert.deepEqual(await figures(sheet), wanted)
        assert.equal(await lessonsOf(host), 0, 'the preview writes nothing')
        assert.deepEqual(await faultsOf(sheet), [])
        await sheet.screenshot({ path: join(root, `tests/e2e/out/import-timetable-${on.slice(0, 4)}.png`) })
        await write(sheet, wanted)
        assert.deepEqual([await lessonsOf(host), (await teachersOf(host)).length], [lessons, people])
        await takeBack(sheet, '课程表')
        assert.deepEqual([await lessonsOf(host), (await teachersOf(host)).length], [0, 0])
        assert.deepEqual(faults, [])
      } finally {
        await close()
        await host.end()
      }
    })
  }

  test('the open lessons of 2009, which name weekdays only', async () => {
    const term = { school_year: '2009-2010', number: 1, first_day: '2009-09-01', last_day: '2010-01-30' }
    const host = await school({ on: '2009-12-10', term, pick: [OPEN_2009] })
    const { sheet, faults, close } = await page(running, host, { route: '/import/open_lessons' })
    try {
      const rows = rowsOf(OPEN_2009)
      await choose(sheet)
      assert.deepEqual(await figures(sheet), { ...NONE, refused: rows.length })
      await tick(sheet, CREATE)
      assert.deepEqual(await figures(sheet), { ...NONE, doubtful: rows.length }, 'a weekday of which week?')
      await sheet.getByLabel('星期所在的一周').fill('2009-12-14')
      const wanted = { ...NONE, new: rows.length }
      assert.deepEqual(await figures(sheet), wanted)
      assert.deepEqual(await faultsOf(sheet), [])
      await sheet.screenshot({ path: join(root, 'tests/e2e/out/import-open-lessons-2009.png') })
      await write(sheet, wanted)
      const there = async () => (await host.call('observation_prefill', { date: '2009-12-16', period: 5 })).candidates
      const wednesday = rows.filter((row) => row.星期 === '星期三' && row.节次 === '第五节')
      assert.deepEqual((await there()).map((one) => one.teacher).sort(), wednesday.map((row) => row.执教教师).sort())
      await takeBack(sheet, '公开课安排')
      assert.deepEqual([(await there()).length, (await teachersOf(host)).length], [0, 0])
      assert.deepEqual(faults, [])
    } finally {
      await close()
      await host.end()
    }
  })

  test('the open lessons of 2016, with a column picked by hand', async () => {
    const term = { school_year: '2016-2017', number: 1, first_day: '2016-09-01', last_day: '2017-01-20' }
    const host = await school({ on: '2016-12-21', term, pick: [OPEN_2016] })
    const { sheet, faults, close } = await page(running, host, { route: '/import/open_lessons' })
    try {
      const rows = rowsOf(OPEN_2016)
      const odd = rows.filter((row) => row.日期与星期一致 === '否').length
      const wanted = { ...NONE, new: rows.length - odd, doubtful: odd }
      await choose(sheet)
      await tick(sheet, CREATE)
      assert.deepEqual(await figures(sheet), wanted)
      const pick = async (heading, field) => {
        await sheet.getByRole('button', { name: `表里的“${heading}”` }).click()
        await sheet.getByRole('menuitem', { name: field, exact: true }).click()
        await ready(sheet)
      }
      // The place is read from the column of the class, and back again.
      await pick('授课班级/地点', '地点')
      assert.equal(await sheet.getByRole('button', { name: '表里的“地点” 不读入' }).count(), 1)
      await pick('地点', '地点')
      await pick('授课班级/地点', '班级')
      assert.deepEqual(await figures(sheet), wanted)
      await write(sheet, wanted)
      const first = rows.find((row) => row.日期 === '2016-12-21' && row.节次 === '8')
      const className = first['授课班级/地点'].replace(/(\d+)班$/, '($1)')
      const there = async () => (await host.call('observation_prefill', { date: '2016-12-21', period: 8 })).candidates
      assert.deepEqual((await there()).map((one) => [one.teacher, one.class_name]), [[first.执教教师, className]])
      await takeBack(sheet, '公开课安排')
      assert.deepEqual([(await there()).length, (await teachersOf(host)).length], [0, 0])
      assert.deepEqual(faults, [])
    } finally {
      await close()
      await host.end()
    }
  })

  const LISTS = [
    { name: 'the heads of 2018', kind: 'leaders', noun: '组长名单', file: HEADS, on: '2018-09-10', wanted: ofHeads(rowsOf(HEADS)) },
    { name: 'the young teachers of three terms', kind: 'tags', noun: '青年教师名单', file: YOUNG, on: '2018-07-01', wanted: ofMarks(rowsOf(YOUNG)).count },
  ]
  for (const { name, kind, noun, file, on, wanted } of LISTS) {
    test(name, async () => {
      const host = await school({ on, pick: [file] })
      const { sheet, faults, close } = await page(running, host, { route: `/import/${kind}` })
      try {
        await choose(sheet)
        assert.deepEqual(await figures(sheet), { ...NONE, refused: rowsOf(file).length })
        await tick(sheet, CREATE)
        assert.deepEqual(await figures(sheet), wanted)
        assert.deepEqual(await faultsOf(sheet), [])
        await write(sheet, wanted)
        const named = new Set(rowsOf(file).flatMap((row) => Object.values(row)).filter((cell) => cell.startsWith('教师')).map((cell) => cell.split('（')[0]))
        assert.deepEqual(new Set((await teachersOf(host)).map((one) => one.name)), named)
        await takeBack(sheet, noun)
        assert.deepEqual(await teachersOf(host), [])
        assert.deepEqual(faults, [])
      } finally {
        await close()
        await host.end()
      }
    })
  }
})

describe('a file that belongs elsewhere', () => {
  test('a timetable of another term: the term is made on the way, the file comes in', async () => {
    const host = await school({
      on: '2026-11-19',
      term: { school_year: '2026-2027', number: 1, first_day: '2026-09-01', last_day: '2027-01-29' },
      pick: [LONG],
    })
    const { sheet, faults, close } = await page(running, host, { route: '/import/timetable' })
    try {
      await choose(sheet)
      await sheet.getByText('表中日期（2010年8月23日至2010年8月28日）不在所选学期内，请先建立2010—2011学年第一学期。').waitFor()
      assert.equal(await sheet.getByText('新建高一(1)班').count(), 0)
      assert.deepEqual(await faultsOf(sheet), [])
      await sheet.screenshot({ path: join(root, 'tests/e2e/out/import-elsewhere.png') })
      await sheet.getByRole('button', { name: '建立该学期…' }).click()
      assert.equal(await sheet.getByRole('textbox', { name: '开学日期' }).inputValue(), '2010年8月23日 周一')
      await settled(sheet)
      await sheet.screenshot({ path: join(root, 'tests/e2e/out/import-elsewhere-term.png') })
      await sheet.getByRole('button', { name: '建立学期' }).click()
      await tick(sheet, CREATE)
      assert.deepEqual(await figures(sheet), { ...NONE, new: rowsOf(LONG).length })
      await write(sheet, { ...NONE, new: rowsOf(LONG).length })
      assert.deepEqual(faults, [])
    } finally {
      await close()
      await host.end()
    }
  })

  test('the heads chosen as a roster go on as what they are', async () => {
    const host = await school({ on: '2018-09-10', pick: [HEADS] })
    const { sheet, faults, close } = await page(running, host, { route: '/import/roster' })
    try {
      await sheet.getByRole('button', { name: '选择文件…' }).click()
      await sheet.getByText('这份文件像是“组长名单”，不是“教师名册”。').waitFor()
      assert.deepEqual(await faultsOf(sheet), [])
      await sheet.screenshot({ path: join(root, 'tests/e2e/out/import-other-kind.png') })
      await sheet.getByRole('button', { name: '导入组长名单' }).click()
      await sheet.getByRole('heading', { name: '导入组长名单' }).waitFor()
      assert.equal((await figures(sheet)).refused, rowsOf(HEADS).length, 'the same file, read as heads')
      assert.deepEqual(faults, [])
    } finally {
      await close()
      await host.end()
    }
  })
})
