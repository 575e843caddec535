/**
 * Types into a sheet and says for how long the page was busy with each key, from its arrival to the end of the frame that
 * shows it. Frames are not held back for a screen, so that waiting is no part of it.
 *
 *   node typing.mjs FOLDER SHEET-OF-MANY-ROWS SHEET-OF-FEW-ROWS
 */
import { bridge, browser, page, settled } from '../e2e/support/desk.mjs'

const BOUND = 16
const KEYS = 300
/** Rounds of keys, of which the quietest is told: what else the machine did in the others is none of the app's. */
const ROUNDS = 3
const [folder, ...sheets] = process.argv.slice(2)

const running = await browser({ args: ['--disable-frame-rate-limit', '--disable-gpu-vsync'] })
const host = await bridge({ folder })
const took = []
try {
  for (const id of sheets) {
    const { sheet, close } = await page(running, host, { route: `/observations/${id}` })
    await sheet.locator('ol.rows textarea').first().waitFor()
    // Only the rows near the window are there: the last one, where the caret begins, tells how many there are.
    const rows = 1 + Number(await sheet.locator('ol.rows > li').last().getAttribute('data-row'))
    await sheet.locator('ol.rows').evaluate((list) => list.scrollTo(0, list.scrollHeight / 2))
    const middle = sheet.locator(`ol.rows > li[data-row="${Math.floor(rows / 2)}"] textarea`).first()
    await middle.focus()
    await settled(sheet)
    await sheet.evaluate(() => {
      window.took = []
      const channel = new MessageChannel()
      let began = null
      channel.port1.onmessage = () => {
        window.took.push(performance.now() - began)
        began = null
      }
      addEventListener(
        'keydown',
        () => {
          began = performance.now()
          // The message comes after the frame was laid out and painted.
          requestAnimationFrame(() => channel.port2.postMessage(null))
        },
        true,
      )
    })
    const rounds = []
    for (let round = 0; round < ROUNDS; round += 1) {
      for (let key = 0; key < KEYS; key += 1) {
        await sheet.keyboard.press('abcdefgh'[key % 8])
        await sheet.waitForTimeout(25)
      }
      const times = (await sheet.evaluate(() => window.took.splice(0))).sort((a, b) => a - b)
      if (times.length < KEYS * 0.95) throw new Error(`only ${times.length} of ${KEYS} keys were answered`)
      rounds.push({ rows, middle: times[Math.floor(times.length / 2)], p95: times[Math.floor(times.length * 0.95)] })
    }
    took.push(rounds.sort((a, b) => a.p95 - b.p95)[0])
    await close()
  }
} finally {
  await host.end({ keep: true })
  await running.close()
}
const [many, few] = took
for (const { rows, middle, p95 } of took) {
  console.log(`  a key in ${String(rows).padStart(4)} rows       ${p95.toFixed(2).padStart(8)} ms p95 (${middle.toFixed(2)} ms in the middle)`)
}
console.log(`  ${(many.p95 / few.p95).toFixed(1)} times what it takes in the short sheet`)
process.exitCode = many.p95 <= BOUND ? 0 : 1
