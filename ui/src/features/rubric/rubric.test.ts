import { fireEvent, render } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import { nextTick, ref } from 'vue'
import type { RubricFault, Scoring } from '@/host'
import { setTransport } from '@/host/call'
import { keepText } from '@/shared/kept'
import { undoOffer } from '@/shared/undo'
import { fakeHost } from '../../../tests/fakeHost'
import { mountApp } from '../../../tests/mountApp'
import { blankDocument, blankItem, blankScoring, faultsAt, mostOf, placeOf } from './draft'
import { documentFields } from './fields'
import RubricFields from './RubricFields.vue'

const fault = (code: string, place: string, printed: number | null = null, computed: number | null = null, subject = ''): RubricFault => ({
  code, place, printed, computed, subject,
})

describe('what is wrong with a scoring sheet', () => {
  const faults = [
    fault('rubric_sum', '', 100, 95),
    fault('rubric_sum', '教学过程', 25, 25.3, '英语'),
    fault('rubric_scoring', '教学过程 · 板书'),
    fault('rubric_band', '教学过程 · 优'),
  ]

  it('is said at its place, with the difference', () => {
    expect(faultsAt(faults, '', 'rubric_sum')).toEqual(['相加是 95，表上写 100，少 5'])
    expect(faultsAt(faults, ' 教学过程 ', 'rubric_sum')).toEqual(['英语：相加是 25.3，表上写 25，多 0.3'])
    expect(faultsAt(faults, placeOf('教学过程', '板书'), 'rubric_scoring')).toHaveLength(1)
    expect(faultsAt(faults, placeOf('', '板书'), 'rubric_scoring')).toEqual([])
    expect(faultsAt(faults, placeOf('教学过程', '优'), 'rubric_scoring')).toEqual([])
  })
})

describe('a form of scoring', () => {
  it.each(['points', 'levels', 'base', 'deduct'] as const)('keeps the full points when it becomes %s', (form) => {
    expect(mostOf(blankScoring(form, 15))).toBe(15)
  })

  it('is taken over by the next item, its faults not', () => {
    const scoring: Scoring = { form: 'deduct', from: 8, rules: [{ id: 'r', name: '口误', each: 0.5, each_most: null, cap: null }], spills: true }
    const next = blankItem('', { ...blankItem('用语'), scoring })
    expect(next.scoring).toMatchObject({ form: 'deduct', from: 8, rules: [{ name: '' }], spills: true })
  })
})

describe('the rows of a scoring sheet', () => {
  async function desk() {
    const sheet = ref({ ...blankDocument(), sections: blankDocument().sections.map((section) => ({ ...section, items: ['甲', '乙'].map((name) => blankItem(name)) })) })
    const screen = render(RubricFields, { props: { fields: documentFields(sheet.value, [], ['语文'], []) } })
    const draw = async () => {
      await screen.rerender({ fields: documentFields(sheet.value, [], ['语文'], []) })
      await nextTick()
    }
    const fields = () => screen.getAllByLabelText('评价项目') as HTMLInputElement[]
    const names = () => sheet.value.sections[0]?.items.map((item) => item.name)
    return { sheet, draw, fields, names, at: (index: number) => fields()[index] ?? expect.fail() , ...screen }
  }

  it('are added by Enter and moved by Alt with an arrow', async () => {
    const { at, names, draw, fields } = await desk()
    await fireEvent.keyDown(at(0), { key: 'Enter' })
    await draw()
    expect(names()).toEqual(['甲', '', '乙'])
    await fireEvent.update(fields()[1] as HTMLInputElement, '丙')
    await fireEvent.keyDown(at(1), { key: 'ArrowUp', altKey: true })
    await draw()
    expect(names()).toEqual(['丙', '甲', '乙'])
    await fireEvent.keyDown(at(0), { key: 'ArrowUp', altKey: true })
    expect(names()).toEqual(['丙', '甲', '乙'])
  })

  it('come by pasting lines, a row each', async () => {
    const { at, names } = await desk()
    await fireEvent.paste(at(1), { clipboardData: { getData: () => '丙\r\n\r\n 丁 ' } })
    expect(names()).toEqual(['甲', '乙', '丙', '丁'])
  })

  it('go with a way back', async () => {
    const { getByRole, names } = await desk()
    await fireEvent.click(getByRole('button', { name: '移除甲' }))
    expect(names()).toEqual(['乙'])
    await undoOffer.value?.undo?.()
    expect(names()).toEqual(['甲', '乙'])
  })
})

describe('a draft', () => {
  afterEach(() => {
    setTransport(null)
    localStorage.clear()
    keepText('rubric r', null)
  })

  it('outlives the program until it is given up, for the account that wrote it', async () => {
    setTransport(fakeHost('director').transport)
    const first = await mountApp('/quota?tab=rubrics')
    await fireEvent.update(first.getByLabelText('评价表名称'), '写到一半')
    await first.settled()
    expect(first.container.textContent).toContain('已用于 1 份记录：保存后成为第 2 版')
    const kept = localStorage.getItem('keji.rubric') ?? ''
    first.unmount()
    // Memory is gone with the program.
    keepText('rubric r', null)
    const again = await mountApp('/quota?tab=rubrics')
    expect((again.getByLabelText('评价表名称') as HTMLInputElement).value).toBe('写到一半')
    await fireEvent.click(again.getByRole('button', { name: '放弃修改' }))
    await again.settled()
    expect((again.getByLabelText('评价表名称') as HTMLInputElement).value).toBe('课堂评价')
    expect(localStorage.getItem('keji.rubric')).toBeNull()
    again.unmount()
    localStorage.setItem('keji.rubric', kept.replace('director', 'somebody'))
    const other = await mountApp('/quota?tab=rubrics')
    expect((other.getByLabelText('评价表名称') as HTMLInputElement).value).toBe('课堂评价')
  })
})

describe('a sheet that was just saved', () => {
  afterEach(() => {
    setTransport(null)
    localStorage.clear()
  })

  it('is what is written on, and no other one while the list is read again', async () => {
    const row = (id: string, version: number, name: string, used: number) => ({
      rubric: { id, line_id: 'r', version, document: { ...blankDocument(), name, purpose: 'lesson' as const } }, retired_on: null, used, frozen: used > 0,
    })
    const before = { rows: [row('r', 1, '课堂评价', 1)] }
    const after = { rows: [row('r2', 2, '我校评价表', 0), ...before.rows] }
    const { transport, names } = fakeHost('director', { rubric_list: before, rubric_check: { faults: [] }, rubric_save: { id: 'r2', act: 'a' } })
    let answer: (rows: typeof after) => void = () => expect.fail()
    const list = new Promise((resolve) => (answer = resolve))
    setTransport({ ...transport, send: (call) => (call.name === 'rubric_list' && names().includes('rubric_save') ? list : transport.send(call)) })
    const screen = await mountApp('/quota?tab=rubrics')
    await fireEvent.update(screen.getByLabelText('评价表名称'), '我校评价表')
    await screen.settled()
    await fireEvent.keyDown(window, { key: 'Enter', ctrlKey: true })
    await screen.settled()
    expect(names()).toContain('rubric_save')
    expect(screen.queryByLabelText('评价表名称')).toBeNull()
    answer(after)
    await screen.settled()
    expect((screen.getByLabelText('评价表名称') as HTMLInputElement).value).toBe('我校评价表')
  })
})
