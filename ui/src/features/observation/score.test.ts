import { describe, expect, it } from 'vitest'
import type { RubricDocument, RubricItem, Scoring } from '@/host'
import { carried, givenOf, groupsOf, isOpen, linesOf, markOf, pointText, scoresOf, shareOf } from './score'

const item = (id: string, scoring: Scoring, more: Partial<RubricItem> = {}): RubricItem => ({
  id, name: id, hint: '', scoring, judged: 'during', subjects: [], decides: false, ...more,
})
const fault = (id: string, more = {}) => ({ id, name: id, each: 0.5, each_most: null, cap: null, ...more })
const levels = ['差', '中', '良', '优'].map((name, at) => ({ name, points: at + 2, text: '' }))
const items = [
  item('level', { form: 'levels', levels }),
  item('grade', { form: 'grades', grades: ['相符', '基本相符', '不相符'] }, { judged: 'after' }),
  item('points', { form: 'points', most: 10, step: 0.5 }),
  item('base', { form: 'base', base: 8, least: 6, most: 10, step: 0.1 }),
  item('deduct', { form: 'deduct', from: 5, rules: [fault('once'), fault('range', { each: 1, each_most: 3, cap: 4 })], spills: false }),
  item('spoken', { form: 'points', most: 5, step: 1 }, { subjects: ['英语'] }),
]
const document: RubricDocument = {
  name: '样表', purpose: 'lesson', total: null, sections: [{ id: 's', name: '过程', points: null, weight: null, items, bands: [], spills: false }],
  bonuses: [{ id: 'bonus', name: '创新', most: 5, step: 1 }], deductions: [fault('late')], vetoes: [{ id: 'veto', name: '科学性错误', effect: { does: 'nothing' } }],
  bands: [], together: { how: 'alone' }, subjects: [], lesson_kinds: [], note: '',
}
const line = (id: string) => linesOf(document, '英语').find((one) => one.id === id) ?? expect.fail(id)

describe('the lines of a scoring sheet', () => {
  it('stand in order, items of other subjects left out', () => {
    const ids = ['level', 'grade', 'points', 'base', 'deduct', 'once', 'range', 'late', 'bonus', 'veto']
    expect(linesOf(document, '语文').map(({ id }) => id)).toEqual(ids)
    expect(linesOf(document, '英语').map(({ id }) => id)).toContain('spoken')
    expect(groupsOf(document).map(({ id }) => id)).toEqual(['s', 'off', 'bonus', 'veto'])
  })

  it('begin stepping where the form says', () => {
    expect(['points', 'base', 'range'].map((id) => line(id).number?.start)).toEqual([10, 8, 1])
  })

  it('are open until something is given; deductions until one fault or none is said', () => {
    const given = { points: 0, range: 2 }
    expect(['level', 'points', 'deduct', 'late', 'bonus', 'veto'].map((id) => isOpen(line(id), given))).toEqual([true, false, false, false, false, false])
    expect(isOpen(line('deduct'), {})).toBe(true)
    expect(isOpen(line('deduct'), { deduct: 0 })).toBe(false)
  })
})

describe('scores', () => {
  it('are saved in the order of the sheet: places as levels, all else as values, nothing of other subjects', () => {
    const given = { veto: 1, spoken: 4, base: 8.3, grade: 2, deduct: 0, level: null }
    expect(scoresOf(document, '语文', given)).toEqual([
      { item_id: 'grade', level: 2, value: null },
      { item_id: 'base', level: null, value: 8.3 },
      { item_id: 'deduct', level: null, value: 0 },
      { item_id: 'veto', level: null, value: 1 },
    ])
    expect(givenOf(scoresOf(document, '英语', given))).toEqual({ grade: 2, base: 8.3, deduct: 0, spoken: 4, veto: 1 })
  })

  it('are carried to another sheet only where it asks the same', () => {
    const other = structuredClone(document)
    const first = other.sections[0] ?? expect.fail()
    first.items = first.items.map((one) => (one.id === 'points' ? { ...one, scoring: { form: 'points', most: 20, step: 1 } } : { ...one, name: '改名' }))
    expect(carried({ level: 3, points: 8, spoken: 4, veto: 1, gone: 1 }, document, other)).toEqual({ level: 3, spoken: 4, veto: 1 })
  })

  it('are said in words, with bars that grade the best as full', () => {
    const given = { level: 4, grade: 1, points: 8.5, deduct: 0, once: 2, range: 1.5, bonus: 3, veto: 1 }
    expect(['level', 'grade', 'points', 'deduct', 'once', 'range', 'bonus', 'base'].map((id) => markOf(line(id), given))).toEqual([
      '优', '相符', '8.5', '无扣分', '×2', '−1.5', '+3', null,
    ])
    expect(['level', 'grade', 'points', 'once'].map((id) => shareOf(line(id), given))).toEqual([1, 1, 0.85, null])
  })

  it('are written without a needless decimal', () => {
    expect([80, 7.5, 0.1 + 0.2].map(pointText)).toEqual(['80', '7.5', '0.3'])
  })
})
