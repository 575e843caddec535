/** The term summary: a figure opens its records, the paper is exported past the dialog, a cancelled one leaves no file. */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { faultsOf } from '../support/axe.mjs'
import { bridge, browser, page, root } from '../support/desk.mjs'

let running
let host
before(async () => {
  running = await browser()
  host = await bridge()
  await host.call('sample_open')
  await mkdir(host.saved, { recursive: true })
})
after(async () => {
  await running?.close()
  await host?.end()
})

test('a figure on the page opens the records that make it', async () => {
  const { sheet, faults, close } = await page(running, host, { route: '/summary' })
  try {
    const figures = await host.call('summary_get', {})
    const shown = sheet.getByRole('button', { name: /有效听课节数/ }).first()
    await shown.waitFor({ timeout: 60_000 })
    await shown.click()
    const panel = sheet.locator('aside', { hasText: '有效听课节数' })
    await panel.getByText(String(figures.observation.counted)).first().waitFor()
    assert.deepEqual(await faultsOf(sheet), [])
    await sheet.screenshot({ path: join(root, 'tests/e2e/out/figure-light.png') })
    assert.deepEqual(faults, [])
  } finally {
    await close()
  }
})

for (const [name, ending] of [['Word', 'docx'], ['Excel', 'xlsx'], ['PDF', 'pdf']]) {
  test(`the paper as ${name}`, async () => {
    const { sheet, faults, close } = await page(running, host, { route: '/summary' })
    try {
      await sheet.getByRole('radio', { name: new RegExp(name) }).check({ force: true })
      await sheet.getByRole('button', { name: new RegExp(`导出 ${name}`) }).click()
      await sheet.getByText(/所在文件夹/).first().waitFor({ timeout: 60_000 })
      const file = (await readdir(host.saved)).find((one) => one.endsWith(`.${ending}`))
      assert.ok(file, 'a file was written')
      const bytes = await readFile(join(host.saved, file))
      assert.equal(bytes.subarray(0, 4).toString('latin1'), ending === 'pdf' ? '%PDF' : 'PK\u0003\u0004')
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })
}
