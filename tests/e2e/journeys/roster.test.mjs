/** The roster's tabs, a teacher's drawer and the merge in both themes; and changing the ground by keyboard and mouse. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { faultsOf } from '../support/axe.mjs'
import { bridge, browser, page, root, settled } from '../support/desk.mjs'

const out = join(root, 'tests/e2e/out')

/** Two entries of one person, as two imports leave them: each with a check of homework. */
async function twice(host) {
  await host.call('teacher_save', { name: '于欣然', subject: '语文', department: '语文组', employee_no: '0912' })
  await host.call('teacher_save', { name: '于欣然', subject: '语文', department: '语文组', employee_no: '0913' })
  const { teachers, classes } = await host.call('roster_get')
  const two = teachers.filter((one) => one.name === '于欣然')
  for (const [number, { id }] of two.entries()) {
    await host.call('homework_save', {
      id: `019a0000-0000-7000-8000-00000000000${number + 1}`,
      date: '2026-11-18',
      teacher_id: id,
      class_id: classes[number].id,
      subject: '语文',
    })
  }
  return two
}

/** Opens a tab of the roster. */
async function tab(sheet, name) {
  await sheet.getByRole('radio', { name }).click()
  await settled(sheet)
}

describe('roster', () => {
  let host
  let running
  let two
  before(async () => {
    await mkdir(out, { recursive: true })
    host = await bridge()
    await host.call('sample_open')
    await host.call('campus_save', { name: '东校区' })
    await host.call('campus_save', { name: '西校区' })
    two = await twice(host)
    running = await browser()
  })
  after(async () => {
    await running?.close()
    await host?.end()
  })

  for (const theme of ['light', 'dark']) {
    test(`tabs, drawer and merge, ${theme}`, async () => {
      const { sheet, faults, close } = await page(running, host, { route: '/roster', theme })
      const seen = async (name) => {
        await settled(sheet)
        await sheet.screenshot({ path: join(out, `roster-${name}-${theme}.png`) })
        assert.deepEqual(await faultsOf(sheet), [], name)
      }
      try {
        await sheet.getByRole('grid').waitFor()
        for (const [name, label] of [['classes', /^班级/], ['assignments', /^任课/], ['timetable', /^课表/], ['ground', /^备课组/]]) {
          await tab(sheet, label)
          await seen(name)
        }
        await sheet.getByRole('button', { name: '修改 七年级语文备课组' }).click()
        await sheet.getByRole('button', { name: '自定…' }).click()
        await seen('ground-open')
        await tab(sheet, /^教师/)
        await sheet.goto(`${host.origin}/#/roster?teacher=${two[0].id}`)
        await sheet.getByRole('heading', { name: '于欣然（语文 0912）' }).waitFor()
        await seen('drawer')
        await sheet.getByText('合并重复的教师信息').click()
        await sheet.getByRole('combobox', { name: '另一份' }).fill('于欣然')
        await seen('merge-choice')
        await sheet.keyboard.press('Enter')
        await sheet.getByText('转来的记录：作业检查 1。').waitFor()
        await seen('merge')
        assert.deepEqual(faults, [])
      } finally {
        await close()
      }
    })
  }

  test('a prep group, a campus and a class are changed in place', async () => {
    const { sheet, faults, close } = await page(running, host, { route: '/roster?tab=ground' })
    try {
      await sheet.getByRole('button', { name: '修改 八年级历史备课组' }).click()
      const name = sheet.getByRole('textbox', { name: '八年级历史备课组 的名称' })
      await name.fill('八年级文综备课组')
      await name.press('Enter')
      await sheet.getByText('已保存').waitFor()
      const subject = sheet.getByRole('textbox', { name: '学科' }).first()
      await subject.fill('文综')
      await subject.press('Escape')
      assert.equal(await subject.inputValue(), '历史')
      await sheet.getByRole('button', { name: '完成 八年级文综备课组' }).click()

      // The name of another group is refused beside it, and nothing is lost.
      await sheet.getByRole('button', { name: '修改 八年级文综备课组' }).click()
      const again = sheet.getByRole('textbox', { name: '八年级文综备课组 的名称' })
      await again.fill('八年级数学备课组')
      await again.press('Enter')
      await sheet.getByRole('alert').getByText('已经存在').waitFor()
      await sheet.getByRole('button', { name: '完成 八年级文综备课组' }).click()

      const campus = sheet.getByRole('textbox', { name: '西校区 的名称' })
      await campus.fill('滨江校区')
      await campus.press('Enter')
      await sheet.getByRole('textbox', { name: '滨江校区 的名称' }).waitFor()
      await tab(sheet, /^班级/)
      await sheet.getByRole('combobox', { name: '七(2) 的校区' }).selectOption('滨江校区')
      await sheet.getByText('已保存班级 七(2)').waitFor()

      const roster = await host.call('roster_get')
      const group = roster.prep_groups.find((one) => one.name === '八年级文综备课组')
      assert.deepEqual([group.subject, group.grade], ['历史', '八年级'])
      const place = roster.campuses.find((one) => one.name === '滨江校区')
      assert.equal(roster.classes.find((one) => one.name === '七(2)').campus_id, place.id)
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })

  test("the school's own stages are written, and refused with the reason", async () => {
    const { sheet, faults, close } = await page(running, host, { route: '/roster?tab=ground' })
    try {
      await sheet.getByRole('button', { name: '自定…' }).click()
      const from = (number) => sheet.getByRole('spinbutton', { name: `第 ${number} 个梯队的起始年数` })
      const write = () => sheet.getByRole('button', { name: '保存', exact: true }).click()
      await sheet.getByRole('textbox', { name: '第 1 个梯队', exact: true }).fill('入职期')
      await from(1).fill('2')
      await write()
      await sheet.getByText('没有从第 1 年开始的梯队。').waitFor()
      await from(1).fill('3')
      await write()
      await sheet.getByText('有两个梯队的名称或起始年数相同。').waitFor()
      assert.deepEqual(await faultsOf(sheet), [])
      await from(1).fill('1')
      await sheet.getByRole('button', { name: '删除 第 2 个梯队' }).click()
      await sheet.getByRole('button', { name: '增加梯队' }).click()
      await sheet.getByRole('textbox', { name: '第 3 个梯队', exact: true }).fill('名师')
      await from(3).fill('15')
      await from(3).press('Enter')
      await sheet.getByText('入职期：第 1–5 年　骨干：第 6–14 年　名师：第 15 年起').waitFor()
      await sheet.keyboard.press('Control+z')
      await sheet.getByText('新任：第 1–2 年　青年：第 3–5 年　骨干：第 6 年起').waitFor()
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })

  test('two entries of one person become one with the records of both, and two again', async () => {
    const { sheet, faults, close } = await page(running, host, { route: `/roster?teacher=${two[1].id}` })
    const checks = async () => {
      const { rows } = await host.call('homework_list')
      return rows.filter((row) => row.teacher.startsWith('于欣然')).map((row) => row.teacher).sort()
    }
    try {
      await sheet.getByRole('heading', { name: '于欣然（语文 0913）' }).waitFor()
      assert.deepEqual(await checks(), ['于欣然（语文 0912）', '于欣然（语文 0913）'])
      await sheet.getByText('合并重复的教师信息').click()
      await sheet.getByRole('combobox', { name: '另一份' }).fill('yxr')
      await sheet.keyboard.press('Enter')
      await sheet.getByRole('button', { name: '并入 于欣然（语文 0913）' }).click()
      await sheet.getByText('已将 于欣然（语文 0912） 并入 于欣然（语文 0913）').waitFor()
      // With nobody else of the name it needs no mark any more.
      await sheet.getByRole('heading', { name: '于欣然', exact: true }).waitFor()
      assert.deepEqual(await checks(), ['于欣然', '于欣然'])
      await sheet.goto(`${host.origin}/#/homework`)
      await sheet.getByRole('searchbox').or(sheet.getByPlaceholder('教师、班级、拼音')).first().fill('于欣然')
      await settled(sheet)
      assert.equal(await sheet.getByRole('row').filter({ hasText: '于欣然' }).count(), 2)
      await sheet.getByRole('button', { name: /撤销/ }).click()
      await sheet.getByRole('row').filter({ hasText: '于欣然（语文 0912）' }).waitFor()
      assert.deepEqual(await checks(), ['于欣然（语文 0912）', '于欣然（语文 0913）'])
      assert.deepEqual(faults, [])
    } finally {
      await close()
    }
  })
})
