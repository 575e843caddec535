/** The help: F1 tells of the screen, words are found, links open screens, a draft stays; the whole of it becomes a paper. */
import assert from 'node:assert/strict'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { faultsOf } from '../support/axe.mjs'
import { bridge, browser, page, root, settled } from '../support/desk.mjs'

const out = join(root, 'tests/e2e/out')

describe('the help', () => {
  let running
  let host
  before(async () => {
    await mkdir(out, { recursive: true })
    running = await browser()
    host = await bridge()
    await mkdir(host.saved, { recursive: true })
  })
  after(async () => {
    await running?.close()
    await host?.end()
  })

  test('it is there before the first school', async () => {
    const { sheet, faults, close } = await page(running, host)
    try {
      await sheet.getByRole('button', { name: '帮助' }).click()
      await sheet.getByRole('dialog', { name: '帮助' }).getByRole('heading', { name: '开始使用' }).waitFor()
      await sheet.keyboard.press('Escape')
      await sheet.getByRole('dialog').waitFor({ state: 'detached' })
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })

  for (const theme of ['light', 'dark']) {
    test(`F1 on the ledger opens its topic, a word is found, a link opens the screen, ${theme}`, async () => {
      await host.call('sample_open')
      const { sheet, faults, close } = await page(running, host, { route: '/ledger', theme })
      await sheet.setViewportSize({ width: 1366, height: 688 })
      const help = sheet.getByRole('dialog', { name: '帮助' })
      const look = async (name) => {
        await settled(sheet)
        await sheet.screenshot({ path: join(out, `${name}-${theme}.png`) })
        assert.deepEqual(await faultsOf(sheet), [], name)
      }
      try {
        await sheet.keyboard.press('F1')
        await help.getByRole('heading', { name: /听课统计/ }).waitFor()
        await look('help')
        // The search has the focus; the best answer comes first.
        await sheet.keyboard.type('核减')
        await help.getByText('因产假、病假').waitFor()
        await look('help-found')
        await sheet.keyboard.press('Enter')
        await help.getByRole('heading', { name: '核减', exact: true }).waitFor()
        // From the text the next stop is its first link.
        await sheet.keyboard.press('Tab')
        await sheet.keyboard.press('Enter')
        await sheet.getByText('本学期还没有核减').waitFor()
        assert.match(sheet.url(), /#\/ledger\?tab=waivers$/)
        await help.getByRole('button', { name: '目录' }).click()
        await help.getByRole('searchbox').fill('')
        await help.getByRole('heading', { name: '当前页面' }).waitFor()
        await look('help-list')
        await sheet.keyboard.press('F1')
        await help.waitFor({ state: 'detached' })
        assert.deepEqual(faults, [])
      } finally {
        await close()
      }
    })
  }

  test('a draft stays as it is, and Esc goes back into it', async () => {
    const { sheet, faults, close } = await page(running, host, { route: '/observations/new?now=1' })
    try {
      const row = sheet.getByRole('textbox', { name: '第 1 条 教学过程' })
      await row.or(sheet.getByRole('textbox', { name: /教学过程$/ }).first()).first().click()
      await sheet.keyboard.type('教师出示课题')
      await sheet.keyboard.press('F1')
      const help = sheet.getByRole('dialog', { name: '帮助' })
      await help.getByRole('heading', { name: '登记一节听课' }).waitFor()
      await sheet.keyboard.press('Escape')
      await help.waitFor({ state: 'detached' })
      await sheet.keyboard.type('，学生齐读')
      assert.equal(await sheet.evaluate(() => document.activeElement?.value), '教师出示课题，学生齐读')
      // Ctrl+K knows the help as well.
      await sheet.keyboard.press('Control+k')
      await sheet.keyboard.type('bangzhu')
      await sheet.keyboard.press('Enter')
      await help.getByRole('button', { name: '打印说明书' }).click()
      await help.getByText('已存好').waitFor({ state: 'attached' })
      assert.deepEqual(await readdir(host.saved), ['课迹使用说明.pdf'])
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })
})
