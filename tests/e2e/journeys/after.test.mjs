/** What follows a lesson: discussion, the teacher's answer, follow-ups; written, taken back, kept. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { join } from 'node:path'
import { faultsOf } from '../support/axe.mjs'
import { bridge, browser, page, root, settled } from '../support/desk.mjs'

const out = join(root, 'tests/e2e/out')

describe('after the lesson', () => {
  let host
  let running
  let sheetId
  before(async () => {
    host = await bridge()
    await host.call('sample_open')
    const { rows } = await host.call('observation_list')
    sheetId = rows.find((row) => row.state === 'submitted').id
    running = await browser()
  })
  after(async () => {
    await running?.close()
    await host?.end()
  })

  test('a discussion, an answer and a follow-up are written in the drawer and found again', async () => {
    const { sheet, faults, close } = await page(running, host, { route: `/observations?id=${sheetId}` })
    try {
      await settled(sheet)
      const drawer = sheet.getByRole('complementary')
      await drawer.getByRole('button', { name: '填写' }).click()
      await sheet.getByRole('textbox', { name: '参加人员' }).fill('语文组全体')
      await sheet.getByRole('textbox', { name: '课后说课', exact: true }).fill('先由学生说出目标，再回到课文。')
      assert.deepEqual(await faultsOf(sheet), [])
      await sheet.screenshot({ path: join(out, 'after-discussion.png') })
      await sheet.keyboard.press('Control+Enter')
      await sheet.getByText('先由学生说出目标，再回到课文。').waitFor()

      await drawer.getByRole('button', { name: '回应' }).click()
      await sheet.getByRole('radio', { name: '有异议' }).click()
      await sheet.getByRole('textbox', { name: '回应内容' }).press('Control+Enter')
      await sheet.getByRole('alert').waitFor()
      await sheet.getByRole('textbox', { name: '回应内容' }).fill('练习时间由备课组统一安排。')
      await sheet.keyboard.press('Control+Enter')
      await sheet.getByText('练习时间由备课组统一安排。').waitFor()

      await drawer.getByRole('button', { name: '添加', exact: true }).click()
      await sheet.getByRole('radio', { name: '回访' }).click()
      await sheet.getByRole('textbox', { name: '要做什么' }).fill('两周后再听一次')
      assert.deepEqual(await faultsOf(sheet), [])
      await sheet.keyboard.press('Control+Enter')
      await sheet.getByRole('checkbox', { name: '两周后再听一次' }).check()
      await sheet.getByText(/完成$/).first().waitFor()
      await sheet.screenshot({ path: join(out, 'after-all.png') })

      const kept = await host.call('after_get', { id: sheetId })
      assert.equal(kept.discussion.steps[0].text, '先由学生说出目标，再回到课文。')
      assert.equal(kept.answer.kind, 'objected')
      assert.equal(kept.follow_ups[0].kind, 'revisit')
      assert.notEqual(kept.follow_ups[0].done_on, null)
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })

  test('the drawer passes in the dark too', async () => {
    const { sheet, faults, close } = await page(running, host, { route: `/observations?id=${sheetId}`, theme: 'dark' })
    try {
      await settled(sheet)
      await sheet.getByText('两周后再听一次').waitFor()
      assert.deepEqual(await faultsOf(sheet), [])
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })
})
