/** The locked door: a passphrase at the start, locking, other accounts, the recovery key, and the way back from damage. */
import assert from 'node:assert/strict'
import { mkdir, readdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { faultsOf } from '../support/axe.mjs'
import { bridge, browser, page, root, settled } from '../support/desk.mjs'

const SECRET = '蓝桥晚饭 2026'
const FRESH = '钟楼石榴 2027'
const out = (name) => join(root, `tests/e2e/out/door-${name}.png`)
let running
before(async () => {
  running = await browser()
})
after(() => running?.close())

const passphrase = (sheet) => sheet.getByLabel('口令', { exact: true })
const locked = (sheet) => sheet.getByRole('heading', { name: '学校已锁定' }).waitFor()

async function unlock(sheet, secret = SECRET) {
  await passphrase(sheet).fill(secret)
  await sheet.keyboard.press('Enter')
}

/** A school with a passphrase, made past the page. */
async function protectedSchool(host) {
  await host.call('school_create', { name: '青溪市第三中学', stage: '初中', passphrase: SECRET })
  return (await host.call('recovery_make', { passphrase: SECRET })).groups
}

test('a school is made with a passphrase, and its recovery key is shown once', async () => {
  const host = await bridge()
  await mkdir(host.saved, { recursive: true })
  const { sheet, faults, close } = await page(running, host)
  try {
    await sheet.getByLabel('学校全称').fill('青溪市第三中学')
    await sheet.keyboard.press('Enter')
    await sheet.getByText('口令至少 8 个字符').waitFor()
    await passphrase(sheet).fill(SECRET)
    await sheet.getByLabel('再输一次').fill('蓝桥晚饭 2025')
    await sheet.keyboard.press('Enter')
    await sheet.getByText('两次输入的口令不一样').waitFor()
    await sheet.getByLabel('再输一次').fill(SECRET)
    await sheet.keyboard.press('Enter')
    await sheet.getByRole('heading', { name: '恢复密钥' }).waitFor()
    assert.equal(await sheet.locator('.made li').count(), 8)
    await sheet.getByRole('button', { name: '存为 PDF…' }).click()
    await sheet.getByText('已存为').waitFor()
    assert.deepEqual(await faultsOf(sheet), [])
    await sheet.screenshot({ path: out('recovery-key') })
    assert.equal((await readdir(host.saved)).filter((name) => name.endsWith('.pdf')).length, 1)
    await sheet.getByRole('button', { name: '我已收好' }).click()
    await sheet.getByRole('heading', { name: '导入教师名册' }).waitFor()
    assert.equal((await host.call('app_status')).protected, true)
    assert.deepEqual(faults, [])
  } finally {
    await close()
    await host.end()
  }
})

test('going on without a passphrase says the risk first', async () => {
  const host = await bridge()
  const { sheet, close } = await page(running, host)
  try {
    await sheet.getByRole('button', { name: '以后再填' }).click()
    await sheet.getByText('能打开这台电脑的人都能看到全部评语').waitFor()
    assert.equal((await host.call('app_status')).screen, 'first_run')
    await sheet.getByRole('button', { name: '以后再填' }).click()
    await sheet.getByRole('heading', { name: '导入教师名册' }).waitFor()
    assert.equal((await host.call('app_status')).protected, false)
  } finally {
    await close()
    await host.end()
  }
})

for (const theme of ['light', 'dark']) {
  test(`Ctrl+L leaves nothing of the school on the screen, ${theme}`, async () => {
    const host = await bridge()
    await protectedSchool(host)
    const { sheet, faults, close } = await page(running, host, { route: '/settings', theme })
    try {
      await sheet.getByText('青溪市第三中学').first().waitFor()
      await settled(sheet)
      assert.deepEqual(await faultsOf(sheet), [])
      await sheet.screenshot({ path: out(`settings-${theme}`) })
      await sheet.keyboard.press('Control+l')
      await locked(sheet)
      assert.ok(!(await sheet.content()).includes('青溪市'), 'no name of the school behind the door')
      assert.deepEqual(await faultsOf(sheet), [])
      await sheet.screenshot({ path: out(`locked-${theme}`) })
      assert.ok(await passphrase(sheet).evaluate((field) => field === document.activeElement))

      await unlock(sheet, '不是这个口令')
      await sheet.getByText('口令不对').waitFor()
      await unlock(sheet, '也不是这一个')
      await sheet.waitForTimeout(900)
      await unlock(sheet, '还不是这一个')
      await sheet.getByRole('button', { name: /秒后可再试/ }).waitFor()
      assert.deepEqual(await faultsOf(sheet), [])
      await sheet.screenshot({ path: out(`wrong-${theme}`) })
      assert.equal((await host.call('app_status')).screen, 'locked')
      assert.deepEqual(faults, [])
    } finally {
      await close()
      await host.end()
    }
  })
}

test('the same account finds its page again, another one does not', async () => {
  const host = await bridge()
  await protectedSchool(host)
  await host.call('account_save', { label: '教务处检查员', role: 'checker', passphrase: FRESH })
  const { sheet, faults, close } = await page(running, host, { route: '/calendar' })
  try {
    await sheet.waitForSelector('h1')
    await sheet.keyboard.press('Control+l')
    await locked(sheet)
    await unlock(sheet)
    await sheet.getByText('青溪市第三中学').first().waitFor()
    assert.match(sheet.url(), /#\/calendar$/)
    await sheet.getByRole('button', { name: '锁定' }).first().click()
    await locked(sheet)
    await sheet.getByLabel('教务处检查员').check()
    await unlock(sheet, FRESH)
    await sheet.getByText('青溪市第三中学').first().waitFor()
    assert.match(sheet.url(), /#\/$/)
    assert.equal((await host.call('app_status')).role, 'checker')
    await sheet.reload()
    await sheet.getByText('青溪市第三中学').first().waitFor()
    await sheet.keyboard.press('Control+l')
    await locked(sheet)
    assert.ok(await sheet.getByLabel('教务处检查员').isChecked(), 'the account chosen last stands first')
    assert.deepEqual(faults, [])
  } finally {
    await close()
    await host.end()
  }
})

test('the recovery key opens the door and sets a new passphrase', async () => {
  const host = await bridge()
  const groups = await protectedSchool(host)
  await host.call('lock')
  const { sheet, faults, close } = await page(running, host)
  try {
    await locked(sheet)
    await sheet.getByRole('button', { name: '忘了口令？' }).click()
    const wrong = groups.with(2, groups[2].startsWith('Z') ? `Y${groups[2].slice(1)}` : `Z${groups[2].slice(1)}`)
    await sheet.getByLabel('恢复密钥', { exact: true }).fill(wrong.join(' ').toLowerCase())
    await sheet.getByLabel('新口令', { exact: true }).fill(FRESH)
    await sheet.getByLabel('再输一次').fill(FRESH)
    await sheet.keyboard.press('Enter')
    await sheet.getByText('第 3 组输错了').waitFor()
    assert.deepEqual(await faultsOf(sheet), [])
    await sheet.screenshot({ path: out('recovery-form') })
    await sheet.getByLabel('恢复密钥', { exact: true }).fill(groups.join('\n'))
    await sheet.keyboard.press('Enter')
    await sheet.getByText('青溪市第三中学').first().waitFor()
    await sheet.keyboard.press('Control+l')
    await locked(sheet)
    await unlock(sheet, FRESH)
    await sheet.getByText('青溪市第三中学').first().waitFor()
    assert.deepEqual(faults, [])
  } finally {
    await close()
    await host.end()
  }
})

test('the door locks itself, also after sleep', async () => {
  const host = await bridge()
  await protectedSchool(host)
  await host.call('vault_settings_save', { auto_lock_minutes: 5, retention: 'permanent' })
  const context = await running.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })
  const sheet = await context.newPage()
  try {
    await sheet.clock.install({ time: new Date('2026-11-19T02:12:00Z') })
    await sheet.goto(`${host.origin}/#/calendar`)
    await sheet.getByText('青溪市第三中学').first().waitFor()
    await sheet.clock.runFor('04:00')
    await sheet.keyboard.press('Shift')
    await sheet.clock.runFor('04:00')
    assert.equal((await host.call('app_status')).screen, 'school')
    // The PC sleeps for three hours: no timer runs meanwhile, and the movement that wakes it counts for nothing.
    await sheet.clock.fastForward('03:00:00')
    await sheet.mouse.move(200, 200)
    await locked(sheet)
  } finally {
    await context.close()
    await host.end()
  }
})

test('a backup brings back what was deleted', async () => {
  const host = await bridge()
  await protectedSchool(host)
  const made = await host.call('teacher_save', {
    name: '林晓燕', department: '语文组', subject: '语文', posts: [], in_service: true,
  })
  const { sheet, faults, close } = await page(running, host, { route: '/settings' })
  try {
    await sheet.getByRole('button', { name: '立即备份' }).click()
    await sheet.getByText('手动').first().waitFor()
    await host.call('teacher_delete', { id: made.id })
    await sheet.reload()
    await sheet.getByRole('button', { name: /^恢复 .* 的备份$/ }).first().click()
    await sheet.getByRole('heading', { name: '恢复这份备份？' }).waitFor()
    assert.deepEqual(await faultsOf(sheet), [])
    await sheet.screenshot({ path: out('restore') })
    await sheet.getByRole('button', { name: '恢复', exact: true }).click()
    await sheet.getByText('已恢复').waitFor()
    assert.match(sheet.url(), /#\/$/)
    assert.equal((await host.call('roster_get')).teachers.length, 1)
    assert.deepEqual(faults, [])
  } finally {
    await close()
    await host.end()
  }
})

test('a damaged store leads to its backups, never to a first start', async () => {
  const first = await bridge()
  await protectedSchool(first)
  await first.call('backup_make')
  await first.end({ keep: true })
  const store = join(first.home, 'school/keji.db')
  for (const [damage, words] of [
    [() => truncate(store, 0), '0 字节'],
    [() => writeFile(store, 'PK\u0003\u0004 not a store'), '其他类型的文件'],
  ]) {
    await damage()
    const host = await bridge({ folder: first.home })
    const { sheet, faults, close } = await page(running, host)
    await sheet.getByRole('heading', { name: '打不开本校的数据' }).waitFor()
    await sheet.getByText(words).first().waitFor()
    await sheet.getByRole('button', { name: /的备份$/ }).first().waitFor()
    assert.deepEqual(await faultsOf(sheet), [])
    await sheet.screenshot({ path: out('trouble') })
    await sheet.getByRole('button', { name: /的备份$/ }).first().click()
    await passphrase(sheet).fill(SECRET)
    await sheet.keyboard.press('Enter')
    await sheet.getByText('青溪市第三中学').first().waitFor()
    assert.deepEqual(faults, [])
    await close()
    await host.end({ keep: true })
  }
})

test('a second window says who holds the store', async () => {
  const first = await bridge()
  await protectedSchool(first)
  const second = await bridge({ folder: first.home })
  const { sheet, close } = await page(running, second)
  try {
    await locked(sheet)
    await unlock(sheet)
    await sheet.getByRole('heading', { name: '课迹已经在别处打开' }).waitFor()
    assert.deepEqual(await faultsOf(sheet), [])
    await sheet.screenshot({ path: out('held') })
    // Trying again asks for the passphrase again; only when the first has let go does the school open.
    await sheet.getByRole('button', { name: '再试一次' }).click()
    await locked(sheet)
    await unlock(sheet)
    await sheet.getByRole('heading', { name: '课迹已经在别处打开' }).waitFor()
    await first.end({ keep: true })
    await sheet.getByRole('button', { name: '再试一次' }).click()
    await locked(sheet)
    await unlock(sheet)
    await sheet.getByText('青溪市第三中学').first().waitFor()
  } finally {
    await close()
    await second.end()
  }
})
