/** A handwritten page is typed into its sheet while the photo stays open beside the fields. */
import assert from 'node:assert/strict'
import { mkdir, readFile } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import { join } from 'node:path'
import { faultsOf } from '../support/axe.mjs'
import { bridge, browser, page, root, settled } from '../support/desk.mjs'

const out = join(root, 'tests/e2e/out')

describe('a page beside the fields', () => {
  let host
  let running
  let sheetId
  before(async () => {
    host = await bridge()
    await mkdir(out, { recursive: true })
    await host.call('sample_open')
    const { rows } = await host.call('observation_list')
    sheetId = rows.find((row) => row.state === 'draft').id
    const data = (await readFile(join(root, 'tests/fixtures/photos/blackboard.jpg'))).toString('base64')
    for (const last of '12') {
      const id = `019aa000-0000-7000-8000-00000000000${last}`
      await host.call('photo_add', { id, sheet_id: sheetId, kind: 'page', caption: '', handle: null, data })
    }
    running = await browser()
  })
  after(async () => {
    await running?.close()
    await host?.end()
  })

  /** Where things stand, that they do not cover one another. */
  async function apart(sheet, panes) {
    const boxes = []
    for (const pane of panes) boxes.push(await pane.boundingBox())
    for (const [at, one] of boxes.entries()) {
      assert.ok(one.width > 150 && one.height > 100, `pane ${at} is ${one.width} × ${one.height}`)
      for (const other of boxes.slice(at + 1)) {
        const beside = one.x + one.width <= other.x + 1 || other.x + other.width <= one.x + 1
        assert.ok(beside || one.y + one.height <= other.y + 1 || other.y + other.height <= one.y + 1)
      }
    }
    const { width, height } = sheet.viewportSize()
    for (const box of boxes) assert.ok(box.x + box.width <= width && box.y + box.height <= height)
  }

  for (const [theme, width, height] of [['light', 1366, 688], ['dark', 1200, 680]]) {
    test(`what is typed goes into the fields, the photo stays and moves by keys (${theme}, ${width} × ${height})`, async () => {
      const { sheet, faults, close } = await page(running, host, { route: `/observations/${sheetId}`, theme })
      try {
        await sheet.setViewportSize({ width, height })
        await settled(sheet)
        await sheet.getByRole('button', { name: /^放大照片/ }).first().press('Enter')
        await sheet.getByRole('dialog').getByRole('button', { name: '放在旁边' }).waitFor()
        await sheet.keyboard.press('d')
        const dock = sheet.getByRole('region', { name: '旁边的照片' })
        const picture = dock.locator('img')
        await picture.waitFor()
        assert.equal(await sheet.getByRole('dialog').count(), 0)
        const panes = ['课堂信息', '教学过程和随评', '评分和评课意见'].map((name) => sheet.getByRole('region', { name, exact: true }))
        await apart(sheet, [dock, ...panes])

        const topic = sheet.getByLabel('课题')
        await topic.fill('')
        await topic.pressSequentially('一次函数的图象')
        const advice = sheet.getByLabel('建议')
        await advice.fill('')
        await advice.pressSequentially('先画图')
        const before = await picture.boundingBox()
        await sheet.keyboard.press('Alt+Equal')
        await sheet.keyboard.press('Alt+Equal')
        await sheet.keyboard.press('Alt+ArrowDown')
        await settled(sheet)
        const after = await picture.boundingBox()
        assert.ok(Math.abs(after.width / before.width - 1.5625) < 0.02, 'it is larger')
        assert.ok(after.y < before.y, 'and further down')
        await advice.pressSequentially('，后求解析式')
        await sheet.keyboard.press('Alt+PageDown')
        await dock.getByText('2 / 2').waitFor()
        await sheet.keyboard.press('Alt+r')
        await settled(sheet)
        const turned = await picture.boundingBox()
        assert.ok(turned.height > turned.width, 'it stands')
        await advice.pressSequentially('。')
        assert.equal(await advice.inputValue(), '先画图，后求解析式。')
        await settled(sheet)
        await sheet.screenshot({ path: join(out, `docked-${theme}.png`) })
        assert.deepEqual(await faultsOf(sheet), [])
        await sheet.waitForTimeout(600)
        const kept = await host.call('observation_get', { id: sheetId })
        assert.deepEqual([kept.topic, kept.advice], ['一次函数的图象', '先画图，后求解析式。'])

        await sheet.emulateMedia({ media: 'print' })
        assert.equal(await dock.isVisible(), false)
        await sheet.emulateMedia({ media: 'screen' })

        // F6 goes into the photo as into every pane; there its keys need no Alt.
        for (let left = 6; left && !(await dock.evaluate((own) => own.contains(document.activeElement))); left -= 1) await sheet.keyboard.press('F6')
        await sheet.keyboard.press('PageUp')
        await dock.getByText('1 / 2').waitFor()
        await sheet.keyboard.press('Escape')
        await dock.waitFor({ state: 'detached' })
        assert.ok(await panes[1].evaluate((own) => own.contains(document.activeElement)), 'one goes on writing')
        assert.deepEqual(faults, [])
      } finally {
        await close()
      }
    })
  }

  test('beside the list, where there are no fields, a photo is seen large alone', async () => {
    const { sheet, faults, close } = await page(running, host, { route: `/observations?id=${sheetId}` })
    try {
      await sheet.getByRole('button', { name: /^放大照片/ }).first().press('Enter')
      await sheet.getByRole('dialog').getByRole('button', { name: '关闭' }).waitFor()
      assert.equal(await sheet.getByRole('button', { name: '放在旁边' }).count(), 0)
      await sheet.keyboard.press('d')
      await sheet.getByRole('dialog').getByRole('img').waitFor()
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })
})
