/** 公开课安排: a lesson is planned by keyboard, many are proposed and saved, seats are asked for, Enter begins the sheet. */
import assert from 'node:assert/strict'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { faultsOf } from '../support/axe.mjs'
import { bridge, browser, page, root, settled } from '../support/desk.mjs'

const out = join(root, 'tests/e2e/out')

describe('planned lessons', () => {
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

  for (const theme of ['light', 'dark']) {
    test(`every screen, ${theme}`, async () => {
      const { sheet, faults, close } = await page(running, host, { route: '/lessons', theme })
      const look = async (name) => {
        await settled(sheet)
        await sheet.screenshot({ path: join(out, `${name}-${theme}.png`) })
        assert.deepEqual(await faultsOf(sheet), [], name)
      }
      try {
        await sheet.getByRole('grid').waitFor()
        await sheet.keyboard.press('j')
        await sheet.getByRole('complementary', { name: '公开课安排' }).waitFor()
        await look('lessons')
        await sheet.getByRole('button', { name: '安排一节' }).click()
        await look('lessons-form')
        await sheet.keyboard.press('Escape')
        await sheet.getByRole('button', { name: '批量拟定' }).click()
        await sheet.getByRole('button', { name: '拟定', exact: true }).click()
        await sheet.getByRole('dialog').getByRole('button', { name: /^移去/ }).first().waitFor()
        await look('lessons-many')
        await sheet.keyboard.press('Escape')
        await sheet.getByRole('radio', { name: '空堂可听' }).click()
        await sheet.getByText(/空堂 \d+ 节/).waitFor()
        await look('hearing')
        assert.deepEqual(faults, [])
      } finally {
        await close()
      }
    })
  }

  test('a lesson is planned, gets an observer, and becomes a sheet with one key', async () => {
    const { id } = (await host.call('roster_get')).teachers[0]
    const own = { date: '2026-11-19', period: 1, teacher_id: id, topic: '春', lesson_kind: '公开课', host: '教务处' }
    await host.call('planned_lesson_save', { rows: [own] })
    const { sheet, faults, close } = await page(running, host, { route: '/lessons' })
    try {
      const { rows } = await host.call('planned_lesson_list')
      const first = rows[0]
      await sheet.getByRole('grid').waitFor()
      await sheet.keyboard.press('j')
      await sheet.getByRole('combobox', { name: '听课人' }).fill('严可欣')
      await sheet.keyboard.press('Enter')
      await sheet.getByRole('button', { name: '约听', exact: true }).click()
      await sheet.getByRole('button', { name: '移去严可欣' }).waitFor()
      const coming = (await host.call('planned_lesson_list')).rows[0].coming.map((seat) => seat.teacher)
      assert.ok(coming.includes('严可欣'))
      await sheet.getByRole('grid').focus()
      await sheet.keyboard.press('Enter')
      await sheet.waitForURL(/observations\/new\?lesson=/)
      await sheet.getByLabel('课题').waitFor()
      await settled(sheet)
      assert.equal(await sheet.getByLabel('课题').inputValue(), first.topic)
      assert.equal(await sheet.getByRole('combobox', { name: '授课教师' }).inputValue(), first.teacher)
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })

  test('many lessons are proposed and saved in one act, and the week is printed', async () => {
    const { sheet, faults, close } = await page(running, host, { route: '/lessons' })
    try {
      await sheet.getByRole('button', { name: '批量拟定' }).click()
      await sheet.getByLabel('类型', { exact: true }).fill('示范课')
      await sheet.getByLabel('仅备课组长').check()
      await sheet.getByLabel('从第几周').fill('13')
      await sheet.getByLabel('到第几周').fill('14')
      await sheet.getByRole('button', { name: '拟定', exact: true }).click()
      await sheet.getByRole('dialog').getByRole('button', { name: /^移去/ }).first().click()
      await sheet.getByRole('button', { name: /^保存 \d+ 节/ }).click()
      await sheet.getByText('已保存安排').waitFor()
      const board = await host.call('planned_lesson_list', { date: '2026-11-26' })
      const added = board.rows.filter((row) => row.lesson_kind === '示范课')
      assert.ok(added.length > 0 && added.every((row) => row.hints.length === 0), JSON.stringify(added))
      await sheet.getByRole('button', { name: '周表 Word' }).click()
      await sheet.getByText(/已存好/).first().waitFor({ state: 'attached' })
      assert.ok((await readdir(host.saved)).some((name) => name.startsWith('公开课周表')))
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })
})
