/** 听课登记表: forms go out, a folder comes back, what is there twice is known, who has handed in nothing is listed. */
import assert from 'node:assert/strict'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { faultsOf } from '../support/axe.mjs'
import { bridge, browser, page, root, settled } from '../support/desk.mjs'

const out = join(root, 'tests/e2e/out')

describe('registers', () => {
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

  test('sent out, collected, and taken back', async () => {
    const { teachers, classes } = await host.call('roster_get')
    const [observer, teacher] = teachers.filter((one) => one.department && one.in_service)
    const { sheet, faults, close } = await page(running, host, { route: '/ledger?tab=registers' })
    const look = async (name) => {
      await settled(sheet)
      await sheet.screenshot({ path: join(out, `${name}.png`) })
      assert.deepEqual(await faultsOf(sheet), [], name)
    }
    const line = () => sheet.locator('tbody tr', { has: sheet.getByText(observer.department, { exact: true }) })
    try {
      await sheet.getByRole('button', { name: '发出登记表' }).click()
      await sheet.getByLabel('每人预留行数').fill('2')
      await look('registers-send')
      await sheet.getByRole('button', { name: /生成 \d+ 份/ }).click()
      await sheet.getByText(/已生成 \d+ 份听课登记表/).waitFor()
      const { departments } = await host.call('register_get')
      assert.equal((await readdir(host.saved)).filter((name) => name.endsWith('.xlsx')).length, departments.length)
      await line().getByText(/人未交/).waitFor()
      await look('registers')

      // Somebody has typed a list of their own and put it beside the forms, twice.
      const row = ['2026-11-05', '3', teacher.display, classes[0].name, '收回的一课', observer.display, '随堂课', '导入自然', '多留时间']
      const own = `日期,节次,授课人,班级,课题,听课人,听课类型,教学过程,建议\n${row.join(',')}\n`
      await writeFile(join(host.saved, '自制.csv'), own)
      await writeFile(join(host.saved, '自制 - 副本.csv'), own)
      await writeFile(join(host.saved, '说明.docx'), '不是表格')
      await sheet.getByRole('button', { name: '收回文件夹…' }).click()
      await sheet.getByText(/内容与“.*”完全相同/).waitFor()
      assert.equal(await sheet.getByText('一行也没有填写。').count(), departments.length)
      await sheet.getByText(/这不是表格，是文稿/).waitFor()
      await look('registers-preview')
      await sheet.getByRole('button', { name: '导入 1 行' }).click()
      await sheet.getByText('已收回听课登记表，写入 1 行').waitFor()
      await line().getByText(/人未交/).click()
      await line().getByText(`${observer.display} 1 节`).waitFor()
      await look('registers-collected')
      await sheet.keyboard.press('Control+z')
      await line().getByText(observer.display, { exact: true }).waitFor()
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })

  test('the import of a single register leads here, in the dark too', async () => {
    const { sheet, faults, close } = await page(running, host, { route: '/import/observations', theme: 'dark' })
    try {
      await sheet.getByRole('link', { name: '收回文件夹…' }).click()
      await sheet.getByRole('button', { name: '收回文件夹…' }).waitFor()
      await settled(sheet)
      await sheet.screenshot({ path: join(out, 'registers-dark.png') })
      assert.deepEqual(await faultsOf(sheet), [])
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })
})
