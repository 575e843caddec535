/** An office opens the app for the first time and brings its own roster in: 学校 → 名册 → 校历 → 指标. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { faultsOf } from '../support/axe.mjs'
import { bridge, browser, page, root, settled } from '../support/desk.mjs'

const roster = join(root, 'tests/fixtures/real_school/roster_by_group_2022_2024.csv')
let running

before(async () => {
  running = await browser()
})
after(() => running?.close())

test('a school, its real roster, its term and its quotas', async () => {
  const host = await bridge({ pick: [roster] })
  const { sheet, faults, close } = await page(running, host)
  try {
    await sheet.getByLabel('学校全称').fill('绍兴某中学')
    await sheet.getByRole('radio', { name: '以后再设' }).click()
    await sheet.getByText('能打开这台电脑的人都能看到全部评语').waitFor()
    await sheet.getByRole('button', { name: /下一步/ }).click()
    await sheet.getByRole('heading', { name: '导入教师名册' }).waitFor()

    await sheet.getByRole('button', { name: '选择文件…' }).click()
    await sheet.getByText('行可以直接导入').first().waitFor()
    assert.deepEqual(await faultsOf(sheet), [])
    const before = await host.call('roster_get')
    assert.equal(before.teachers.length, 0, 'the preview writes nothing')
    await sheet.screenshot({ path: join(root, 'tests/e2e/out/import-light.png') })
    await sheet.getByRole('button', { name: /^导入 \d+ 行/ }).click()
    await sheet.getByText('导入完成').first().waitFor()
    const people = await host.call('roster_get')
    assert.equal(people.teachers.length, 199, 'of three years in one file, the newest')

    await sheet.getByRole('button', { name: /下一步/ }).click()
    await sheet.getByRole('heading', { name: '本学期从哪天到哪天？' }).waitFor()
    await settled(sheet)
    await sheet.getByRole('button', { name: '建立学期' }).click()
    await sheet.getByRole('heading', { name: '各类人员每学期听多少节？' }).waitFor()
    const calendar = await host.call('calendar_get')
    assert.equal(calendar.term.key, '2026-2027-1', 'the proposal is the term of today')
    assert.deepEqual(await faultsOf(sheet), [])
    await sheet.getByRole('button', { name: /完成，进入工作台/ }).click()
    await sheet.getByText('正在上课').first().waitFor()
    assert.deepEqual(faults, [])
  } finally {
    await close()
    await host.end()
  }
})

test('the sample school is one click away and one click gone', async () => {
  const host = await bridge()
  const { sheet, faults, close } = await page(running, host)
  try {
    await sheet.getByRole('button', { name: '先用示例学校看看' }).click()
    await sheet.getByText('时钟停在 2026年11月19日').waitFor()
    assert.equal((await host.call('app_status')).has_sample, true)
    await host.call('sample_remove')
    await sheet.reload()
    await sheet.getByText('您的学校叫什么').waitFor()
    assert.equal((await host.call('app_status')).has_sample, false)
    assert.deepEqual(faults, [])
  } finally {
    await close()
    await host.end()
  }
})

test('a backup on a stick brings the school to a new machine', async () => {
  const secret = '春风化雨 2026'
  const old = await bridge()
  await old.call('school_create', { name: '青溪中学', stage: '初中', passphrase: secret })
  await old.call('backup_make')
  const folder = join(old.home, 'school/backups')
  const host = await bridge({ pick: [join(folder, readdirSync(folder).find((name) => !name.startsWith('replaced')))] })
  const { sheet, faults, close } = await page(running, host)
  try {
    await sheet.getByRole('button', { name: '换了电脑？从备份恢复' }).click()
    await sheet.getByText('没有找到备份').waitFor()
    assert.deepEqual(await faultsOf(sheet), [])
    await sheet.screenshot({ path: join(root, 'tests/e2e/out/first-restore.png') })
    await sheet.getByRole('button', { name: '选择其他备份文件…' }).click()
    const dialog = sheet.getByRole('alertdialog')
    await dialog.getByLabel('口令', { exact: true }).fill(secret)
    await sheet.screenshot({ path: join(root, 'tests/e2e/out/first-restore-dialog.png') })
    await dialog.getByRole('button', { name: '恢复', exact: true }).click()
    await sheet.getByRole('navigation').getByText('青溪中学').waitFor()
    assert.equal((await host.call('app_status')).screen, 'school')
    assert.deepEqual(faults, [])
  } finally {
    await close()
    await host.end()
    await old.end()
  }
})
