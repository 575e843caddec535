/** Calendar, timetable and the new year on the sample school: every view in both themes, a 调课 weeks ahead, a school year that ends. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { faultsOf } from '../support/axe.mjs'
import { bridge, browser, page, root, settled } from '../support/desk.mjs'

const out = join(root, 'tests/e2e/out')
const CALENDAR = '/calendar'
const TIMETABLE = '/roster?tab=timetable'

/** Where each view stands, and how it is reached from there. */
const VIEWS = {
  'calendar-weeks': [CALENDAR],
  'calendar-week-menu': [CALENDAR, (sheet) => sheet.getByRole('button', { name: '调整这一周' }).nth(4).click()],
  'calendar-term': [CALENDAR, (sheet) => sheet.getByRole('button', { name: '改起止日期' }).click()],
  'calendar-work': [CALENDAR, (sheet) => sheet.getByRole('radio', { name: '行事历' }).click()],
  'timetable-week': [TIMETABLE],
  'timetable-edit': [TIMETABLE, edit],
  'timetable-lesson': [
    TIMETABLE,
    async (sheet) => {
      await edit(sheet)
      await sheet.locator('button.lesson').first().click()
    },
  ],
  'timetable-version': [
    TIMETABLE,
    async (sheet) => {
      await edit(sheet)
      await sheet.getByRole('button', { name: '新建课表…' }).click()
    },
  ],
  'timetable-change': [
    TIMETABLE,
    async (sheet) => {
      await sheet.locator('button.lesson').first().click()
      await sheet.getByRole('radio', { name: '调课' }).click()
    },
  ],
  'timetable-any-teacher': [
    TIMETABLE,
    async (sheet) => {
      await sheet.getByRole('radio', { name: '按教师' }).click()
      await sheet.locator('button.lesson').first().waitFor()
    },
  ],
  'timetable-teacher': [
    TIMETABLE,
    async (sheet) => {
      await sheet.getByRole('radio', { name: '按教师' }).click()
      await choose(sheet, '教师', 'ykx')
    },
  ],
  'timetable-now': [
    TIMETABLE,
    async (sheet) => {
      await sheet.getByRole('radio', { name: '此刻' }).click()
      await sheet.getByText('正在上第 3 节').waitFor()
    },
  ],
  'timetable-free': [
    TIMETABLE,
    async (sheet) => {
      await sheet.getByRole('radio', { name: '共同空课' }).click()
      await choose(sheet, '教师', 'ykx')
      await choose(sheet, '另一位教师', 'glx')
    },
  ],
  'timetable-conflicts': [TIMETABLE, (sheet) => sheet.getByRole('radio', { name: /冲突/ }).click()],
  'roster-teacher': [
    '/roster',
    async (sheet) => {
      await sheet.getByLabel('筛选教师').fill('严可欣')
      await sheet.getByText('严可欣').last().click()
    },
  ],
  'new-year': ['/new-year'],
}

function edit(sheet) {
  return sheet.getByRole('button', { name: '编辑课表' }).click()
}

/** Types initials into a picker and takes the first hit. */
async function choose(sheet, label, initials) {
  await sheet.getByRole('combobox', { name: label, exact: true }).click()
  await sheet.keyboard.type(initials)
  await sheet.locator('[role="option"]').first().waitFor()
  await sheet.keyboard.press('Enter')
}

describe('ground', () => {
  let host
  let running
  before(async () => {
    await mkdir(out, { recursive: true })
    host = await bridge()
    await host.call('sample_open')
    running = await browser()
  })
  after(async () => {
    await running?.close()
    await host?.end()
  })

  for (const theme of ['light', 'dark']) {
    for (const [name, [route, reach]] of Object.entries(VIEWS)) {
      test(`${name}, ${theme}`, async () => {
        const { sheet, faults, close } = await page(running, host, { route, theme })
        try {
          await sheet.waitForSelector('h1')
          await settled(sheet)
          await reach?.(sheet)
          await settled(sheet)
          await sheet.screenshot({ path: join(out, `${name}-${theme}.png`) })
          assert.deepEqual(await faultsOf(sheet), [])
          assert.deepEqual(faults, [])
        } finally {
          await close()
        }
      })
    }
  }
})

test('a second timetable follows the first, and its lessons are written by hand', async () => {
  const host = await bridge()
  await host.call('sample_open')
  const running = await browser()
  const { sheet, faults, close } = await page(running, host, { route: TIMETABLE })
  try {
    await edit(sheet)
    await sheet.getByRole('button', { name: '新建课表…' }).click()
    await sheet.getByLabel('名称').fill('期中后课表')
    await sheet.getByLabel('适用年级').selectOption('七年级')
    await sheet.getByLabel('启用日期', { exact: true }).fill('11.16')
    await sheet.getByRole('button', { name: '保存' }).click()
    await sheet.getByText('已保存课表“期中后课表”').waitFor()
    const which = sheet.getByRole('combobox', { name: '课表版本' })
    await sheet.waitForFunction(() => document.querySelector('option:checked')?.textContent === '期中后课表（现行）')

    // A lesson into an empty cell, with odd weeks; then away with it and back.
    await sheet.getByRole('button', { name: /加一节课/ }).first().click()
    await choose(sheet, '教师', 'ykx')
    await sheet.getByRole('textbox', { name: '学科' }).or(sheet.getByRole('combobox', { name: '学科' })).fill('校本')
    await sheet.getByRole('radio', { name: '单周' }).click()
    await sheet.getByRole('button', { name: '保存' }).click()
    const fresh = sheet.locator('button.lesson', { hasText: '校本（单周）' })
    await fresh.click()
    await sheet.getByRole('button', { name: '删除这节课' }).click()
    await fresh.waitFor({ state: 'detached' })
    await sheet.keyboard.press('Control+z')
    await fresh.waitFor()

    // The first timetable is as it was, and before its day the new one says nothing.
    await which.selectOption('')
    await fresh.waitFor({ state: 'detached' })
    const { classes } = await host.call('roster_get')
    const own = classes.find((one) => one.name === '七(1)')
    const subjects = async (date) => {
      const week = await host.call('timetable_week', { teacher_id: null, class_id: own.id, date })
      return week.days.flatMap((day) => day.lessons).map((one) => one.subject)
    }
    assert.equal((await subjects('2026-11-24')).includes('校本'), true, 'week 13 is odd')
    assert.equal((await subjects('2026-11-17')).includes('校本'), false, 'week 12 is even')
    assert.equal((await subjects('2026-11-10')).includes('校本'), false, 'week 11 has the first timetable')
    assert.deepEqual(faults, [])
  } finally {
    await close()
    await running.close()
    await host.end()
  }
})

test('a 调课 for a day three weeks ahead shows in that week', async () => {
  const host = await bridge()
  await host.call('sample_open')
  const running = await browser()
  const { sheet, faults, close } = await page(running, host, { route: TIMETABLE })
  try {
    for (let weeks = 0; weeks < 3; weeks += 1) await sheet.getByRole('button', { name: '下一周' }).click()
    await sheet.waitForFunction(() => document.querySelector('select.weeks option:checked')?.textContent?.includes('第 15 周'))
    await settled(sheet)
    const before = await sheet.locator('.grid').innerText()
    await sheet.locator('button.lesson').first().click()
    await sheet.getByRole('radio', { name: '调课' }).click()
    // Into the week after.
    await sheet.getByRole('dialog').getByLabel('调到的周次').selectOption({ index: 15 })
    const goal = sheet.getByLabel('调到', { exact: true })
    const empty = await goal.locator('option', { hasText: /^12月1[4-8]日.*空$/ }).first().textContent()
    await goal.selectOption({ label: empty })
    await sheet.getByLabel('原因（可不填）').fill('外出教研')
    await sheet.getByRole('button', { name: '登记' }).click()
    await sheet.locator('.off', { hasText: '外出教研' }).waitFor()
    await sheet.screenshot({ path: join(out, 'timetable-moved-light.png') })
    assert.deepEqual(await faultsOf(sheet), [])
    await sheet.getByRole('combobox', { name: '周次' }).selectOption({ index: 15 })
    await sheet.getByText(/由12月\d+日第 \d 节调来/).waitFor()
    // This week knows nothing of it.
    await sheet.getByRole('combobox', { name: '周次' }).selectOption({ index: 11 })
    await sheet.getByText('调来').waitFor({ state: 'detached' })

    await sheet.getByRole('combobox', { name: '周次' }).selectOption({ index: 14 })
    await sheet.locator('button.lesson.off').click()
    await sheet.getByRole('button', { name: '撤回这项登记' }).click()
    await sheet.locator('.off').waitFor({ state: 'detached' })
    await sheet.waitForFunction((text) => document.querySelector('.grid')?.innerText === text, before)
    assert.deepEqual(faults, [])
  } finally {
    await close()
    await running.close()
    await host.end()
  }
})

test('a school year ends: classes roll, a leaver is archived, assignments wait, and all of it is taken back', async () => {
  const host = await bridge()
  await host.call('sample_open')
  // The sample's clock stands in its first term: the second one is moved to where it stands.
  const first = await host.call('new_year_preview')
  const { first_day, last_day } = first.opening
  const second = await host.call('new_year_run', { closing_id: first.closing.id, first_day, last_day })
  for (const [id, from, to] of [
    [first.closing.id, '2026-09-01', '2026-11-13'],
    [second.term_id, '2026-11-16', '2027-06-18'],
  ])
    await host.call('term_update', { id, first_day: from, last_day: to, week_start: 1 })
  await host.call('assignment_confirm', { term_id: second.term_id })
  const names = async () => (await host.call('roster_get')).classes.map((one) => one.name)
  const before = await host.call('roster_get')

  const running = await browser()
  const { sheet, faults, close } = await page(running, host, { route: '/new-year' })
  try {
    await sheet.getByText('结束：2026—2027学年第二学期').waitFor()
    const becomes = (grade) => sheet.getByLabel(`${grade}在新学年`).evaluate((one) => one.selectedOptions[0].label)
    assert.deepEqual([await becomes('七年级'), await becomes('九年级')], ['升入八年级', '毕业，班级存档'])
    await sheet.getByRole('textbox', { name: '开学日期' }).fill('2027.9.1')
    await sheet.getByRole('textbox', { name: '结束日期' }).fill('2028.1.21')
    await choose(sheet, '本学期末离职的教师', 'ykx')
    assert.equal(await sheet.getByRole('combobox', { name: '本学期末离职的教师' }).inputValue(), '')
    await sheet.getByRole('spinbutton', { name: '七年级' }).fill('3')
    await settled(sheet)
    await sheet.screenshot({ path: join(out, 'new-year-rolls-light.png') })
    assert.deepEqual(await faultsOf(sheet), [])
    await sheet.getByRole('button', { name: '结束本学期，开始新学年' }).click()
    await sheet.getByText('已开始2027—2028学年第一学期').waitFor()
    await settled(sheet)
    // The new term's assignments stand there and wait.
    await sheet.getByText('待确认').first().waitFor()
    await sheet.getByRole('button', { name: /全部确认/ }).waitFor()
    await sheet.screenshot({ path: join(out, 'new-year-done-light.png') })
    await sheet.goto(`${host.origin}/#/new-year`)
    await sheet.getByRole('link', { name: '查看新学期任课' }).click()
    await sheet.getByRole('button', { name: /全部确认/ }).waitFor()

    const rolled = await host.call('roster_get')
    const of = (roster, name) => roster.classes.find((one) => one.name === name)
    assert.equal(rolled.classes.length, 11, 'three new classes, and eight that went on')
    assert.equal(of(rolled, '八(1)').school_year, '2027-2028')
    assert.equal(of(rolled, '八(1)').pupils, of(before, '七(1)').pupils)
    const leaver = rolled.teachers.find((one) => one.name === '严可欣')
    assert.deepEqual([leaver.in_service, leaver.left_on], [false, '2027-06-18'])
    const { terms } = await host.call('calendar_get', { term_id: null })
    const { rows } = await host.call('assignment_list', { term_id: terms[0].id })
    assert.equal(terms[0].key, '2027-2028-1')
    assert.ok(rows.length > 60 && rows.every((row) => row.proposed && row.teacher !== '严可欣'))
    assert.ok(rows.every((row) => /^[八九]/.test(row.class_name)), 'a class takes its teachers with it')

    await sheet.keyboard.press('Control+z')
    await sheet.getByText('已撤销').waitFor()
    assert.deepEqual(await names(), before.classes.map((one) => one.name))
    const back = (await host.call('roster_get')).teachers.find((one) => one.name === '严可欣')
    assert.equal(back.in_service, true)
    assert.equal((await host.call('calendar_get', { term_id: null })).terms.length, 2)
    assert.equal((await host.call('new_year_preview')).closing.id, second.term_id, 'the term is open again')
    assert.deepEqual(faults, [])
  } finally {
    await close()
    await running.close()
    await host.end()
  }
})

test('a fresh school: a make-up day is settled in its row, Ctrl+K leads on and closes with the page, nothing is a blank', async () => {
  const host = await bridge()
  await host.call('school_create', { name: '青溪中学', stage: '初中' })
  const running = await browser()
  const { sheet, faults, close } = await page(running, host, { route: '/roster?tab=assignments' })
  const shot = async (name) => {
    for (const theme of ['light', 'dark']) {
      await sheet.emulateMedia({ colorScheme: theme })
      await settled(sheet)
      assert.deepEqual(await faultsOf(sheet), [], `${name} ${theme}`)
      await sheet.screenshot({ path: join(out, `${name}-${theme}.png`) })
    }
  }
  const follows = async () => (await host.call('calendar_get')).days.find((one) => one.date === '2026-09-20').follows_weekday
  try {
    await sheet.getByText('请先建立学期，再安排任课').waitFor()
    await host.call('term_create', { school_year: '2026-2027', number: 1, first_day: '2026-09-01', last_day: '2027-01-29' })
    await sheet.reload()
    await sheet.getByText('该学期还没有任课安排').waitFor()
    await shot('assignments-empty')
    await sheet.getByRole('button', { name: '按课程表拟定' }).click()
    await sheet.getByText('课程表中没有可拟定的任课').waitFor()
    await shot('assignments-told')

    await sheet.keyboard.press('Control+k')
    await sheet.getByRole('combobox', { name: '搜索' }).fill('结转')
    await sheet.getByRole('option', { name: '学期结转' }).waitFor()
    await sheet.getByRole('combobox', { name: '搜索' }).fill('组长名单')
    await sheet.getByRole('option', { name: '导入组长名单' }).click()
    await sheet.getByRole('heading', { name: '导入组长名单' }).waitFor()
    await sheet.keyboard.press('Control+k')
    await sheet.goBack()
    await sheet.getByText('该学期还没有任课安排').waitFor()
    assert.equal(await sheet.getByRole('combobox', { name: '搜索' }).count(), 0, 'the search closes with the page')

    await sheet.goto(`${host.origin}/#/calendar`)
    const day = sheet.getByLabel('9月20日上星期几的课')
    assert.equal(await day.inputValue(), '0')
    await shot('calendar-make-up')
    await day.selectOption('3')
    await sheet.getByText('已修改9月20日的安排').waitFor()
    assert.equal(await follows(), 3)
    await sheet.getByRole('button', { name: /^撤销/ }).click()
    await sheet.getByText('已撤销').waitFor()
    assert.equal(await follows(), null)
    await sheet.goto(`${host.origin}/#/roster?tab=ground`)
    await sheet.getByText('有多个校区时填写').waitFor()
    await shot('ground-empty')
    assert.deepEqual(faults, [])
  } finally {
    await close()
    await running.close()
    await host.end()
  }
})
