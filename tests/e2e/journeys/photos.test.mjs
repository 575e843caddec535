/** Photos on a sheet: picked, dropped and pasted; seen large, described, deleted and brought back; printed. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import { join } from 'node:path'
import { faultsOf } from '../support/axe.mjs'
import { bridge, browser, page, root, settled } from '../support/desk.mjs'

const out = join(root, 'tests/e2e/out')
const board = join(root, 'tests/fixtures/photos/blackboard.jpg')

describe('photos on a sheet', () => {
  let host
  let running
  let sheetId
  before(async () => {
    host = await bridge({ pick: [board] })
    await host.call('sample_open')
    const { rows } = await host.call('observation_list')
    sheetId = rows.find((row) => row.state === 'submitted').id
    running = await browser()
  })
  after(async () => {
    await running?.close()
    await host?.end()
  })

  /** Lets a file go over the page, or pastes it. */
  async function hand(sheet, event, name, type, bytes) {
    await sheet.evaluate(
      ([event, name, type, text]) => {
        const carried = new DataTransfer()
        const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
        carried.items.add(new File([bytes], name, { type }))
        const options = { bubbles: true, cancelable: true, dataTransfer: carried, clipboardData: carried }
        const happens = event === 'paste' ? new ClipboardEvent(event, options) : new DragEvent(event, options)
        // A file may be dropped only where the drag over the page was taken up.
        const over = new DragEvent('dragover', options)
        if (event === 'drop' && document.body.dispatchEvent(over)) throw new Error('the page does not take files')
        document.body.dispatchEvent(happens)
      },
      [event, name, type, bytes.toString('base64')],
    )
  }

  test('a photo is picked, others are dropped and pasted; one is described, one deleted and brought back', async () => {
    const { sheet, faults, close } = await page(running, host, { route: `/observations/${sheetId}` })
    try {
      await settled(sheet)
      const photos = sheet.getByRole('region', { name: '照片' })
      const thumbs = photos.getByRole('button', { name: /^放大照片/ })
      await photos.getByRole('button', { name: '添加照片' }).click()
      await thumbs.first().waitFor()
      const bytes = await readFile(board)
      await hand(sheet, 'drop', 'IMG_1.JPG', '', bytes)
      await thumbs.nth(1).waitFor()
      await hand(sheet, 'paste', 'image.png', 'image/jpeg', bytes)
      await thumbs.nth(2).waitFor()
      await settled(sheet)
      await sheet.screenshot({ path: join(out, 'photos-editor.png') })
      assert.deepEqual(await faultsOf(sheet), [])

      await thumbs.first().press('Enter')
      await sheet.getByRole('dialog').getByRole('img').waitFor()
      await sheet.keyboard.press('ArrowRight')
      await sheet.getByText('2 / 3').waitFor()
      await sheet.keyboard.press('ArrowLeft')
      await sheet.getByText('1 / 3').waitFor()
      await sheet.getByRole('textbox', { name: '照片说明' }).fill('主板书')
      await sheet.keyboard.press('Enter')
      await sheet.getByRole('radio', { name: '手写页' }).click()
      await sheet.getByRole('radio', { name: '手写页', checked: true }).waitFor()
      await settled(sheet)
      await sheet.screenshot({ path: join(out, 'photos-large.png') })
      assert.deepEqual(await faultsOf(sheet), [])
      await sheet.keyboard.press('Escape')
      await photos.getByRole('button', { name: '放大照片：手写页，主板书' }).waitFor()

      await thumbs.nth(2).press('Delete')
      await sheet.getByText('已删除照片').waitFor()
      assert.equal((await host.call('observation_get', { id: sheetId })).photos.length, 2)
      await sheet.keyboard.press('Control+z')
      await thumbs.nth(2).waitFor()

      await hand(sheet, 'drop', 'IMG_2.HEIC', '', Buffer.from('\0\0\0\x24ftypheic and more'))
      await sheet.getByRole('alert').getByText('HEIC').first().waitFor()
      const kept = await host.call('observation_get', { id: sheetId })
      assert.deepEqual(
        kept.photos.map((photo) => [photo.kind, photo.caption]),
        [['page', '主板书'], ['blackboard', ''], ['blackboard', '']],
      )
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })

  test('a new sheet is kept first, so that a photo has its place', async () => {
    const { sheet, faults, close } = await page(running, host, { route: '/observations/new' })
    try {
      await settled(sheet)
      await hand(sheet, 'drop', 'board.jpg', 'image/jpeg', await readFile(board))
      await sheet.getByRole('button', { name: /^放大照片/ }).waitFor()
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })

  test('the drawer shows them in the dark too', async () => {
    const { sheet, faults, close } = await page(running, host, { route: `/observations?id=${sheetId}`, theme: 'dark' })
    try {
      await settled(sheet)
      await sheet.getByRole('button', { name: '放大照片：手写页，主板书' }).waitFor()
      await settled(sheet)
      await sheet.screenshot({ path: join(out, 'photos-drawer.png') })
      assert.deepEqual(await faultsOf(sheet), [])
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })
})
