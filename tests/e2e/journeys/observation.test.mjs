/** A lesson is logged by the keyboard alone, survives a restart as a draft, is edited, deleted and brought back. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { faultsOf } from '../support/axe.mjs'
import { bridge, browser, page, settled } from '../support/desk.mjs'

let running
before(async () => {
  running = await browser()
})
after(() => running?.close())

/** Types as fingers do. */
async function type(sheet, text) {
  await sheet.keyboard.type(text, { delay: 5 })
}

const ROWS = 12

const withTopic = (rows, topic) => rows.filter((row) => row.topic === topic)

test('a drop-in lesson by the keyboard alone', async () => {
  const host = await bridge()
  await host.call('sample_open')
  const { sheet, faults, close } = await page(running, host)
  try {
    await sheet.keyboard.press('Control+k')
    await type(sheet, 'tuimen')
    await sheet.keyboard.press('Enter')
    await sheet.waitForURL(/observations\/new/)
    await settled(sheet)
    // The focus lies on the lessons of this period, the one longest unseen first: Enter fills the heading.
    await sheet.waitForFunction(() => document.activeElement?.closest('.heading button'))
    await sheet.keyboard.press('Enter')
    await sheet.waitForFunction(() => document.activeElement?.closest('.topic'))
    await type(sheet, '键盘记的一节课')
    await sheet.keyboard.press('F6')
    // Twelve rows, 教 and 学 told apart, a phase with its minutes, remarks beside some.
    for (let row = 1; row <= ROWS; row += 1) {
      if (row > 1) await sheet.keyboard.press('Enter')
      await sheet.keyboard.press(row % 2 ? 'Alt+1' : 'Alt+2')
      await type(sheet, `第${row}步：${row % 2 ? '教师提问' : '学生讨论后汇报'}。`)
      if (row === 5) {
        await sheet.keyboard.press('Alt+4')
        await type(sheet, '新授')
        await sheet.keyboard.press('Tab')
        await type(sheet, '15')
        await sheet.keyboard.press('Tab')
      }
      if (row % 4 === 1) {
        await sheet.keyboard.press('Alt+3')
        await type(sheet, `第${row}处随评。`)
      }
    }
    await sheet.keyboard.press('F6')
    // Five scores; the last one jumps on to 优点, and Tab goes through the texts.
    for (const key of ['4', '5', '3', '4', '4']) await sheet.keyboard.press(key)
    await type(sheet, '主问题抓得准，追问有层次。')
    await sheet.keyboard.press('Tab')
    await type(sheet, '留白不够。')
    await sheet.keyboard.press('Tab')
    await type(sheet, '追问后留三秒。')
    await sheet.getByText(/已存到本机/).waitFor()
    assert.deepEqual(await faultsOf(sheet), [])

    // What is missing is named, and the focus goes there.
    await sheet.keyboard.press('Control+Enter')
    await sheet.getByText('请选听课人').waitFor()
    await type(sheet, 'shenjianhua')
    await sheet.keyboard.press('Enter')
    await sheet.keyboard.press('Control+Enter')
    await sheet.getByText(/已完成听课记录/).first().waitFor()

    const row = withTopic((await host.call('observation_list')).rows, '键盘记的一节课')[0]
    assert.ok(row, 'the lesson is in the list')
    assert.equal(row.state, 'submitted')
    assert.equal(row.total, 80)
    assert.equal(row.observer, '沈建华')
    assert.equal(row.lesson_kind, '推门课')
    assert.equal(row.counts, true)
    const whole = await host.call('observation_get', { id: row.id })
    assert.equal(whole.timeline.length, ROWS)
    assert.deepEqual(
      whole.timeline.map(({ side, remark }) => [side, remark]),
      Array.from({ length: ROWS }, (_, at) => [at % 2 ? 'learning' : 'teaching', at % 4 ? '' : `第${at + 1}处随评。`]),
    )
    assert.deepEqual([whole.timeline[4].phase, whole.timeline[4].minutes], ['新授', 15])
    assert.match(whole.timeline[0].clock, /^10:1\d$/, 'written during the lesson: the clock stands beside it')
    assert.ok(whole.teacher && whole.class_name && whole.subject && whole.period, 'the heading is filled from the timetable')
    assert.deepEqual([whole.problems, whole.advice], ['留白不够。', '追问后留三秒。'])
    assert.equal(whole.strengths, '主问题抓得准，追问有层次。')
    assert.deepEqual(faults, [])
  } finally {
    await close()
    await host.end()
  }
})

test('a draft survives a restart', async () => {
  const first = await bridge()
  await first.call('sample_open')
  const { sheet, faults, close } = await page(running, first, { route: '/observations/new?now=1' })
  await sheet.locator('input[id$="-topic"]').fill('写到一半停了电')
  await sheet.getByText(/已存到本机/).waitFor()
  await close()
  await first.end({ keep: true })
  const second = await bridge({ folder: first.home })
  try {
    const row = withTopic((await second.call('observation_list')).rows, '写到一半停了电')[0]
    assert.equal(row.state, 'draft')
    const again = await page(running, second, { route: `/observations/${row.id}` })
    await again.sheet.getByText('写到一半停了电').first().waitFor()
    await again.close()
    assert.deepEqual(faults, [])
  } finally {
    await second.end()
  }
})

test('delete and take back', async () => {
  const host = await bridge()
  await host.call('sample_open')
  const { sheet, faults, close } = await page(running, host, { route: '/observations' })
  try {
    const count = async () => (await host.call('observation_list')).rows.length
    const before = await count()
    const grid = sheet.getByRole('grid')
    await grid.focus()
    await sheet.keyboard.press('ArrowDown')
    await sheet.keyboard.press('Delete')
    await sheet.getByText(/已删除听课记录/).first().waitFor()
    assert.equal(await count(), before - 1)
    await sheet.keyboard.press('Control+z')
    await sheet.waitForFunction(() => !document.body.textContent.includes('已删除听课记录'))
    assert.equal(await count(), before)
    assert.deepEqual(faults, [])
  } finally {
    await close()
    await host.end()
  }
})
