import { describe, expect, it } from 'vitest'
import type { Coverage } from '@/host'
import { linesOf, observerColumns, turned, weekColumns } from './coverage'

const week = (number: number, first: string, last: string, hatched = false) => ({ number, first, last, hatched, label: hatched ? '国庆' : '' })
const teacher = (teacher: string, stage: string, subject: string, weeks: number[], last: string | null) => ({
  teacher_id: teacher, teacher, department: `${subject}组`, subject, stage, weeks, lessons: weeks.reduce((all, one) => all + one, 0), sheets: 0, last,
})
const observer = (observer: string) => ({ observer_id: observer, observer, department: '语文组', lessons: 0, teachers: 0 })
const pair = (observer: number, teacher: number, lessons: number) => ({ observer, teacher, lessons, sheets: lessons, last: '2026-09-10' })
const data: Coverage = {
  term_id: 't', as_of: '2026-10-09', never: ['何静'], groups: [],
  weeks: [week(1, '2026-09-28', '2026-10-04'), week(0, '2026-10-05', '2026-10-11', true), week(2, '2026-10-12', '2026-10-18')],
  teachers: [
    teacher('周明远', '骨干', '数学', [1, 0, 0], '2026-09-29'),
    teacher('何静', '新任', '语文', [0, 0, 0], null),
    teacher('安琪', '新任', '数学', [2, 0, 0], '2026-09-28'),
  ],
  observers: [observer('甲'), observer('乙')],
  pairs: [pair(0, 0, 1), pair(1, 0, 1), pair(1, 2, 2)],
}
const all = { stage: '', subject: '', sort: '' }
const names = (by: Partial<typeof all>) => linesOf(data, { ...all, ...by }).map((line) => line.teacher)

describe('the lines', () => {
  it('are those of a stage and a subject', () => {
    expect(names({})).toEqual(['周明远', '何静', '安琪'])
    expect(names({ stage: '新任' })).toEqual(['何静', '安琪'])
    expect(names({ stage: '新任', subject: '数学' })).toEqual(['安琪'])
  })

  it('are sorted by a heading, who was never seen before who was seen longest ago', () => {
    expect(names({ sort: 'last' })).toEqual(['何静', '安琪', '周明远'])
    expect(names({ sort: '-last' })).toEqual(['周明远', '安琪', '何静'])
    expect(names({ sort: '-lessons' })).toEqual(['安琪', '周明远', '何静'])
    expect(names({ sort: 'teacher' })).toEqual(['安琪', '何静', '周明远'])
    expect(names({ sort: 'department' })).toEqual(['周明远', '安琪', '何静'])
  })

  it('turn with every click on the heading and come back to the order of the roster', () => {
    expect(turned('', 'lessons')).toBe('-lessons')
    expect(turned('-lessons', 'lessons')).toBe('lessons')
    expect(turned('lessons', 'lessons')).toBe('')
    expect([turned('lessons', 'last'), turned('last', 'last'), turned('-last', 'last')]).toEqual(['last', '-last', ''])
  })
})

describe('the columns', () => {
  it('are the weeks: the present one, a holiday, what has not come yet; only a counted week has records of its own', () => {
    const columns = weekColumns(data)
    expect(columns.map((one) => [one.head, one.empty, one.now])).toEqual([['1', '', false], ['—', 'hatch', true], ['2', 'ahead', false]])
    expect(columns.map((one) => one.query)).toEqual([{ week: '1' }, {}, { week: '2' }])
    const [line] = linesOf(data, { ...all, sort: '-lessons' })
    expect(columns.map((one) => line && one.of(line))).toEqual([2, 0, 0])
  })

  it('are who observed one of the lines shown, who observed most first, whatever the order of the lines', () => {
    const told = (by: Partial<typeof all>) => {
      const lines = linesOf(data, { ...all, ...by })
      return observerColumns(data, lines).map((one) => [one.head, ...lines.map((line) => one.of(line))])
    }
    expect(told({})).toEqual([['乙', 1, 0, 2], ['甲', 1, 0, 0]])
    expect(told({ sort: 'last' })).toEqual([['乙', 0, 2, 1], ['甲', 0, 0, 1]])
    expect(told({ stage: '新任' })).toEqual([['乙', 0, 2]])
  })
})
