/** Leaving a page by the browser's own buttons: a sheet that is not stored yet keeps its page and its address. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { bridge, browser, page, settled } from '../support/desk.mjs'

let running
before(async () => {
  running = await browser()
})
after(() => running.close())

test('the way back waits for what could not be stored, then leads where it led before', async () => {
  const host = await bridge()
  await host.call('sample_open')
  const { rows } = await host.call('observation_list', { term_id: null })
  const id = rows.find((row) => row.state === 'draft').id
  const { sheet, close } = await page(running, host, { route: '/homework' })
  const shows = async (heading, address) => {
    await sheet.getByRole('heading', { name: heading, level: 1 }).waitFor()
    await sheet.waitForFunction((hash) => location.hash === hash, address)
    await settled(sheet)
  }
  try {
    await shows('作业检查', '#/homework')
    await sheet.getByRole('link', { name: '听课评课' }).click()
    await shows('听课评课', '#/observations')
    assert.equal(await sheet.getByRole('link', { name: '听课评课' }).getAttribute('aria-current'), 'page')
    // As one who types the address.
    await sheet.evaluate((to) => (location.hash = to), `/observations/${id}`)
    await sheet.route('**/rpc/observation_save', (asked) => asked.abort())
    await sheet.getByLabel('课题').first().fill('背影之二')
    const steps = await sheet.evaluate(() => history.length)

    await sheet.goBack()
    await sheet.getByText('仍要离开，请再按一次').waitFor()
    await shows(/背影之二/, `#/observations/${id}`)
    await sheet.unroute('**/rpc/observation_save')
    await sheet.goBack()
    await shows('听课评课', '#/observations')
    await sheet.goBack()
    await shows('作业检查', '#/homework')
    await sheet.goForward()
    await sheet.goForward()
    await shows(/背影之二/, `#/observations/${id}`)
    assert.equal(await sheet.evaluate(() => history.length), steps, 'the refused step left no trace')

    await sheet.reload()
    await shows(/背影之二/, `#/observations/${id}`)
    await sheet.goto(`${host.origin}/#/nowhere`)
    await shows(/11月19日/, '#/')
  } finally {
    await close()
    await host.end()
  }
})
