/** A timeline of hundreds of rows, of which only those near the window are drawn: nothing written in it is lost, and keys go everywhere. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { bridge, browser, page, settled } from '../support/desk.mjs'

let running
before(async () => {
  running = await browser()
})
after(() => running?.close())

const LINES = Array.from({ length: 200 }, (_, index) => `第${index + 1}句\t随评${index + 1}`)

/** What the store holds of the one draft's rows. */
async function kept(host) {
  const { rows } = await host.call('observation_list', { state: 'draft' })
  const sheets = await Promise.all(rows.map(({ id }) => host.call('observation_get', { id })))
  return sheets.map(({ timeline }) => timeline).find((timeline) => timeline.length > 100) ?? []
}

test('two hundred rows are pasted, scrolled over and corrected', async () => {
  const host = await bridge()
  await host.call('sample_open')
  const { sheet, faults, close } = await page(running, host, { route: '/observations/new?now=1' })
  const row = (number) => sheet.locator(`ol.rows > li[data-row="${number - 1}"]`)
  const focused = () => sheet.evaluate(() => Number(document.activeElement?.closest('[data-row]')?.dataset.row) + 1)
  try {
    await row(1).waitFor()
    await settled(sheet)
    await row(1).locator('.process textarea').evaluate((field, text) => {
      field.focus()
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, LINES.join('\n'))
    // The caret stands in the last row, and most of the others are not drawn.
    await sheet.waitForFunction(() => document.activeElement?.closest('[data-row="199"]'))
    await sheet.waitForFunction(() => document.querySelectorAll('ol.rows > li').length < 80)

    // Scrolled away with the wheel, the field keeps what is typed, and the view comes back to it.
    await sheet.locator('ol.rows').hover()
    await sheet.mouse.wheel(0, -100_000)
    await row(2).waitFor()
    assert.equal(await focused(), 200)
    await sheet.keyboard.type('，下课')
    await sheet.waitForFunction(() => document.querySelector('ol.rows').scrollTop > 1000)

    // From a row in the middle the keys go over the edge of what was drawn, up and down, and with Tab.
    await sheet.mouse.wheel(0, -100_000)
    await row(3).locator('.process textarea').click()
    await sheet.keyboard.press('End')
    for (let step = 0; step < 60; step += 1) {
      await sheet.keyboard.press('ArrowDown')
      await sheet.keyboard.press('End')
    }
    assert.equal(await focused(), 63)
    await sheet.keyboard.press('Tab')
    assert.equal(await sheet.evaluate(() => document.activeElement.value), '随评63')
    await sheet.keyboard.press('Tab')
    assert.equal(await focused(), 64)
    await sheet.keyboard.press('Alt+2')
    await sheet.keyboard.type('（改）')
    // A row inserted and one taken out again leave the others in their places.
    await sheet.keyboard.press('Alt+Enter')
    await sheet.keyboard.type('补记')
    assert.equal(await focused(), 64)
    const inside = await row(64).evaluate((line) => {
      const [own, list] = [line.getBoundingClientRect(), line.parentElement.getBoundingClientRect()]
      return own.top >= list.top && own.bottom <= list.bottom
    })
    assert.equal(inside, true)

    let rows = []
    for (let turn = 0; turn < 50 && rows.length !== 201; turn += 1) {
      await sheet.waitForTimeout(100)
      rows = await kept(host)
    }
    assert.equal(rows.length, 201)
    assert.equal(rows[200].process, '第200句，下课')
    assert.equal(rows[63].process, '补记')
    assert.equal(rows[64].side, 'learning')
    assert.match(rows[64].process, /第64句/)
    assert.match(rows[64].process, /（改）/)
    assert.equal(rows[100].remark, '随评100')
    assert.deepEqual(faults, [])
  } finally {
    await close()
    await host.end()
  }
})

test('what is undone and done again over several rows is what was written', async () => {
  const host = await bridge()
  await host.call('sample_open')
  const { sheet, faults, close } = await page(running, host, { route: '/observations/new?now=1' })
  const texts = () => sheet.locator('ol.rows .process textarea').evaluateAll((fields) => fields.map((field) => field.value))
  try {
    await sheet.locator('ol.rows textarea').first().waitFor()
    await settled(sheet)
    await sheet.locator('ol.rows .process textarea').first().click()
    for (const [at, text] of ['甲一', '乙二', '丙三'].entries()) {
      if (at > 0) await sheet.keyboard.press('Enter')
      await sheet.keyboard.type(text, { delay: 5 })
    }
    const written = ['甲一', '乙二', '丙三']
    assert.deepEqual(await texts(), written)
    for (let step = 0; step < 6; step += 1) await sheet.keyboard.press('Control+z')
    const undone = await texts()
    assert.ok(undone.join('').length < 6, `something is undone: ${undone.join('|')}`)
    for (let step = 0; step < 6; step += 1) await sheet.keyboard.press('Control+y')
    assert.deepEqual(await texts(), written)
    assert.deepEqual(faults, [])
  } finally {
    await close()
    await host.end()
  }
})
