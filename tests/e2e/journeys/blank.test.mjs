/** Days on paper: numbered forms are printed, a typed number leads to its record, photos of written pages find theirs. */
import assert from 'node:assert/strict'
import { readFile, mkdir } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import { join } from 'node:path'
import { faultsOf } from '../support/axe.mjs'
import { bridge, browser, page, root, settled } from '../support/desk.mjs'

const out = join(root, 'tests/e2e/out')

describe('paper days', () => {
  let host
  let running
  let photo
  before(async () => {
    host = await bridge()
    await mkdir(host.saved, { recursive: true })
    await mkdir(out, { recursive: true })
    await host.call('sample_open')
    photo = await readFile(join(root, 'tests/fixtures/photos/blackboard.jpg'))
    running = await browser()
  })
  after(async () => {
    await running?.close()
    await host?.end()
  })

  /** Numbers of forms that are made past the page. */
  async function made(observer_ids, copies) {
    const { handle } = await host.call('file_pick_save', { file_name: `空白${copies}`, extension: 'docx' })
    return host.call('blank_forms_make', { observer_ids, copies, rubric_id: null, term_id: null, format: 'docx', handle })
  }

  /** Lets photos go over the page. */
  async function drop(sheet, names) {
    await sheet.evaluate(
      ([names, text]) => {
        const carried = new DataTransfer()
        const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
        for (const name of names) carried.items.add(new File([bytes], name, { type: 'image/jpeg' }))
        document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: carried }))
      },
      [names, photo.toString('base64')],
    )
  }

  test('forms are made; the number of one leads to a new sheet, then to that sheet', async () => {
    const { sheet, faults, close } = await page(running, host, { route: '/observations' })
    try {
      await sheet.getByRole('button', { name: '空白听课表' }).click()
      const make = sheet.getByRole('dialog', { name: '空白听课表' })
      await make.getByLabel('份数').fill('2')
      await settled(sheet)
      await sheet.screenshot({ path: join(out, 'blank-make.png') })
      assert.deepEqual(await faultsOf(sheet), [])
      await make.getByRole('button', { name: 'PDF' }).click()
      await make.getByRole('button', { name: '打开', exact: true }).waitFor()
      await sheet.keyboard.press('Escape')

      const observer = (await host.call('roster_get')).teachers.find((one) => one.in_service && one.posts.includes('副校长'))
      const { first: number } = await made([observer.id], 1)
      assert.match(number, /^26A-0003-/, 'two were made on the page')
      const look = async () => {
        await sheet.keyboard.press('Control+k')
        await sheet.getByRole('combobox', { name: '搜索' }).fill(number.replaceAll('-', '').toLowerCase())
      }
      await look()
      await sheet.getByRole('option', { name: new RegExp(`登记听课：表号 ${number}`) }).click()
      await sheet.getByText(`表号 ${number}`).first().waitFor()
      await settled(sheet)
      await sheet.getByLabel('课题').fill('一次函数的图象')
      await sheet.waitForURL(/observations\/[0-9a-f-]{36}$/)
      const found = await host.call('blank_form_find', { number })
      assert.ok(sheet.url().endsWith(found.sheet_id))
      const written = await host.call('observation_get', { id: found.sheet_id })
      assert.deepEqual([written.observer.id, written.topic, written.form_number], [observer.id, '一次函数的图象', number])
      assert.deepEqual(await faultsOf(sheet), [])

      await look()
      await sheet.getByRole('option', { name: new RegExp(`^表号 ${number}`) }).click()
      await sheet.waitForURL(new RegExp(`id=${found.sheet_id}`))
      await sheet.getByRole('heading', { name: '一次函数的图象' }).waitFor()
      await sheet.getByText(`表号 ${number}`).waitFor()

      await sheet.goto(`${host.origin}/#/observations/new?form=${number}`)
      await sheet.waitForURL(new RegExp(`observations/${found.sheet_id}`))
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })

  for (const theme of ['light', 'dark']) {
    test(`photos of pages go to the sheets of their numbers, a wrong number is told (${theme})`, async () => {
      const { first, last } = await made([], 2)
      const { sheet, faults, close } = await page(running, host, { route: '/observations/paper', theme })
      try {
        await sheet.getByText('把手写听课表的照片拖到这里').waitFor()
        assert.deepEqual(await faultsOf(sheet), [])
        await drop(sheet, ['IMG_1.jpg', 'IMG_2.jpg'])
        const number = sheet.getByLabel('表号')
        await sheet.getByText('还有 2 张照片').waitFor()
        await number.fill(first.slice(0, -1) + (first.endsWith('2') ? '3' : '2'))
        await number.press('Enter')
        await sheet.getByRole('alert').getByText('这个表号不对').waitFor()
        await settled(sheet)
        await sheet.screenshot({ path: join(out, `blank-photos-${theme}.png`) })
        assert.deepEqual(await faultsOf(sheet), [])
        await sheet.getByText('还有 2 张照片').waitFor()

        await number.fill(first)
        await number.press('Enter')
        await sheet.getByText('还有 1 张照片').waitFor()
        await sheet.getByRole('link', { name: new RegExp(first) }).waitFor()

        // What has not found its sheet waits while the page is left.
        await sheet.evaluate(() => (location.hash = '#/observations'))
        await sheet.getByText(/还有 1 张照片没有归入记录/).waitFor()
        await sheet.evaluate(() => (location.hash = '#/observations/paper'))
        await number.fill(last.toLowerCase())
        await number.press('Enter')
        await sheet.getByText('把手写听课表的照片拖到这里').waitFor()
        for (const one of [first, last]) {
          const { sheet_id } = await host.call('blank_form_find', { number: one })
          const { photos, state } = await host.call('observation_get', { id: sheet_id })
          assert.deepEqual([photos.map((one) => one.kind), state], [['page'], 'draft'])
        }
        // The sheet is opened with its page beside the fields.
        await sheet.getByRole('link', { name: new RegExp(last) }).click()
        await sheet.getByRole('region', { name: '旁边的照片' }).locator('img').waitFor()
        await settled(sheet)
        await sheet.screenshot({ path: join(out, `blank-docked-${theme}.png`) })
        assert.deepEqual(await faultsOf(sheet), [])
        assert.deepEqual(faults, [])
      } finally {
        await close()
      }
    })
  }
})
