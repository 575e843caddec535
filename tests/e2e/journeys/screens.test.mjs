/** Every screen with the sample school's records, in both themes: axe finds nothing, the console is silent. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { faultsOf } from '../support/axe.mjs'
import { bridge, browser, page, root, settled } from '../support/desk.mjs'

const SCREENS = {
  desk: '/',
  observations: '/observations',
  sheet: '/observations/new?now=1',
  lessons: '/lessons',
  homework: '/homework',
  plans: '/plans',
  mentoring: '/mentoring',
  summary: '/summary',
  roster: '/roster',
  calendar: '/calendar',
  quota: '/quota',
  rubrics: '/quota?tab=rubrics',
  settings: '/settings',
  history: '/history',
  setup: '/setup',
  import: '/import/observations',
}

const out = join(root, 'tests/e2e/out')

describe('screens', () => {
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
    for (const [name, route] of Object.entries(SCREENS)) {
      test(`${name}, ${theme}`, async () => {
        const { sheet, faults, close } = await page(running, host, { route, theme })
        try {
          await sheet.waitForSelector('h1')
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

  test('the palette finds a teacher by initials and a record by its topic', async () => {
    const { sheet, faults, close } = await page(running, host)
    try {
      await sheet.keyboard.press('Control+k')
      await sheet.keyboard.type('ykx')
      await sheet.getByRole('option', { name: /严可欣/ }).first().waitFor()
      assert.deepEqual(await faultsOf(sheet), [])
      await sheet.keyboard.press('Enter')
      await sheet.waitForURL(/teacher=/)
      await sheet.keyboard.press('Control+k')
      await sheet.keyboard.type('纪念白求恩')
      await sheet.getByRole('option', { name: /听课 · 严可欣/ }).first().click()
      await sheet.waitForURL(/observations\?id=/)
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })
})
