/** The import screen as a user works it. */
import assert from 'node:assert/strict'
import { settled } from './desk.mjs'

/** The five figures of a preview of nothing. */
export const NONE = { new: 0, changed: 0, same: 0, doubtful: 0, refused: 0 }

/** Chooses the next file and waits for its preview. */
export async function choose(sheet) {
  await sheet.getByRole('button', { name: '选择文件…' }).click()
  await sheet.getByRole('radiogroup', { name: '按结果筛选' }).waitFor()
  await ready(sheet)
}

/** Waits until the preview says what was asked last. */
export async function ready(sheet) {
  await sheet.locator('.look[aria-busy="false"]').waitFor()
  await settled(sheet)
}

/** The five figures as they stand on the screen. */
export async function figures(sheet) {
  await ready(sheet)
  const group = sheet.getByRole('radiogroup', { name: '按结果筛选' })
  const entries = Object.keys(NONE).map(async (part) => {
    const words = await group.locator(`[data-segment="${part}"]`).innerText()
    return [part, Number(/(\d+)\s*$/.exec(words)?.[1])]
  })
  return Object.fromEntries(await Promise.all(entries))
}

/** Writes what the preview shows; the words at the end say the same figures. */
export async function write(sheet, count) {
  await sheet.getByRole('button', { name: `导入 ${count.new + count.changed} 行`, exact: true }).click()
  await sheet.getByText('导入完成').waitFor()
  const said = await sheet.locator('.done p').first().innerText()
  assert.deepEqual([...said.matchAll(/\d+/g)].map(Number), [count.new, count.changed, count.same])
}

/** One 撤销 on the bar below. */
export async function takeBack(sheet, noun) {
  await sheet.getByRole('button', { name: /^撤销/ }).click()
  await sheet.getByText(`已撤销：已导入${noun}`).waitFor()
  await settled(sheet)
}

/** Ticks a box and waits for the next preview. */
export async function tick(sheet, label) {
  await sheet.getByLabel(label).check()
  await ready(sheet)
}
