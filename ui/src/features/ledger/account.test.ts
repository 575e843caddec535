import { describe, expect, it } from 'vitest'
import type { LedgerLine, LedgerRecord } from '@/host'
import { figure, partOf, reasons, refusals, requestOf, sorted } from './account'

const line = (teacher: string, done: number, counted: number) =>
  ({ teacher, category: '教师', done, counted, left: 18 - counted, refused: [{ reason: 'no_opinion', lessons: 2 }, { reason: 'outside', lessons: 1 }] }) as LedgerLine
const lines = [line('周明远', 5, 5), line('何静', 9, 6), line('安琪', 5, 4)]
const names = (rows: LedgerLine[]) => rows.map((one) => one.teacher)

describe('the account', () => {
  it('counts what is refused as what was observed and does not count', () => {
    expect(lines.map((one) => figure(one, 'refused'))).toEqual([0, 3, 1])
    expect(refusals(line('何静', 9, 6))).toBe('没有评课意见2节、校外听课不计1节')
    expect(reasons(['book', 'over_each'])).toBe('查阅认定无效、连堂超出上限')
  })

  it('sorts by a column and keeps the order of the roster among equals', () => {
    expect(names(sorted(lines, 'done', true))).toEqual(['何静', '周明远', '安琪'])
    expect(names(sorted(lines, 'left', false))).toEqual(['何静', '周明远', '安琪'])
    expect(names(sorted(lines, 'teacher', false))).toEqual(['安琪', '何静', '周明远'])
    expect(names(sorted(lines, null, true))).toEqual(names(lines))
  })

  it('shows the lessons behind a number: a double lesson of which one counts is in both parts', () => {
    const rows = [[1, 1], [2, 1], [1, 0]].map(([done, counted]) => ({ done, counted }) as LedgerRecord)
    expect(['all', 'counted', 'refused'].map((part) => partOf(rows, part).length)).toEqual([3, 2, 2])
  })

  it('asks for everybody of today unless it is narrowed', () => {
    expect(requestOf({ asOf: null, department: '', behind: true })).toEqual({ term_id: null, as_of: null, department_id: null, teacher_id: null })
  })
})
