/** A class on another campus keeps other hours: the desk and a new sheet say which lesson it has now. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { bridge, browser, page, root, settled } from '../support/desk.mjs'

const out = (name) => join(root, `tests/e2e/out/own-bells-${name}.png`)

let running
before(async () => {
  running = await browser()
})
after(() => running?.close())

for (const theme of ['light', 'dark']) {
  test(`a lesson by the bells of its own campus (${theme})`, async () => {
    const host = await bridge()
    await host.call('sample_open')
    // At 10:12 the school is in its third period; a class with other bells, in its fourth.
    const { classes } = await host.call('roster_get', {})
    const { lessons } = await host.call('timetable_now', {})
    const day = await host.call('timetable_week', { date: '2026-11-19', teacher_id: null, class_id: lessons[0].class_id })
    const fourth = day.days.find((one) => one.date === '2026-11-19').lessons.find((one) => one.period === 4)
    const own = classes.find((one) => one.id === fourth.class_id)
    const campus = await host.call('campus_save', { id: null, name: '东校区' })
    await host.call('class_save', { id: own.id, grade: own.grade, number: own.number, pupils: own.pupils, campus_id: campus.id })
    const hours = [['07:30', '08:10'], ['08:20', '09:00'], ['09:10', '09:50'], ['10:05', '10:45'], ['10:55', '11:35']]
    const periods = hours.map(([start, end], at) => ({ number: at + 1, start, end }))
    await host.call('bell_schedule_save', { id: null, name: '东校区', campus_id: campus.id, grade: '', periods })
    const { sheet, faults, close } = await page(running, host, { route: '/', theme })
    try {
      const row = sheet.getByRole('region', { name: '正在上课' }).getByRole('listitem').filter({ has: sheet.getByText(own.name, { exact: true }) })
      await row.getByText('10:05–10:45').waitFor()
      await sheet.screenshot({ path: out(`desk-${theme}`) })
      await row.getByRole('link').click()
      await sheet.waitForURL(/observations\/new/)
      await settled(sheet)
      await sheet.getByText('还剩 33 分钟').waitFor()
      await sheet.getByText('节次 · 10:05–10:45').waitFor()
      await sheet.screenshot({ path: out(`sheet-${theme}`) })
      await sheet.getByLabel('课题').fill('东校区的第四节')
      await sheet.getByText(/已存到本机/).waitFor()
      const { rows } = await host.call('observation_list', { term_id: null })
      const made = rows.find((one) => one.topic === '东校区的第四节')
      assert.deepEqual([made.period, made.class_name, made.subject], [4, own.name, fourth.subject])
      assert.deepEqual(faults, [])
    } finally {
      await close()
      await host.end()
    }
  })
}
