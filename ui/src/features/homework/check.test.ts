import { describe, expect, it } from 'vitest'
import { amountBand, blankCheck, checkInput, checkProblems, nextCheck, percent, readCount, taughtOf } from './check'
import { m } from './messages'

const form = { ...blankCheck('1', '2026-11-19'), teacherId: 't', subject: '数学' }
const numbers = (of: Partial<typeof form.numbers>) => ({ ...form, numbers: { ...form.numbers, ...of } })

describe('a check', () => {
  it('needs day, teacher and subject', () => {
    expect(Object.keys(checkProblems({ ...blankCheck('1', ''), date: null })).sort()).toEqual(['date', 'subject', 'teacher'])
    expect(checkProblems(form)).toEqual({})
  })

  it('takes whole numbers of 0–999, full width too, or none', () => {
    expect([readCount(''), readCount('１２'), readCount('0'), readCount('999')]).toEqual([null, 12, 0, 999])
    expect([readCount('1.5'), readCount('-1'), readCount('1000'), readCount('十')]).toEqual([undefined, undefined, undefined, undefined])
    expect(checkProblems(numbers({ sampled: '十' })).sampled).toBe(m.problem.number)
  })

  it('has no more marked than were set', () => {
    expect(checkProblems(numbers({ assigned: '11', fullyMarked: '12' })).fullyMarked).toBe(m.problem.marked(11))
    expect(checkProblems(numbers({ assigned: '11', remarked: '12' })).remarked).toBe(m.problem.remarked(11))
    expect(checkProblems(numbers({ fullyMarked: '12' }))).toEqual({})
  })

  it('is sent only when nothing stands against it', () => {
    expect(checkInput(numbers({ required: '12', assigned: '11' }))).toMatchObject({ required: 12, assigned: 11, sampled: null })
    expect(checkInput(numbers({ required: 'x' }))).toBeNull()
  })

  it('keeps day, checker and kind for the next of the round', () => {
    const next = nextCheck({ ...form, checkerId: 'c', kind: '作业本', band: '优' }, '2')
    expect(next).toMatchObject({ id: '2', date: '2026-11-19', checkerId: 'c', kind: '作业本', teacherId: null, band: '' })
  })
})

describe('the amount', () => {
  it('stands in bands by the share of the required number', () => {
    expect([amountBand(12, 13), amountBand(12, 12), amountBand(10, 8), amountBand(10, 6), amountBand(10, 5)]).toEqual([
      '足量',
      '足量',
      '基本足量',
      '偏少',
      '不足',
    ])
    expect([amountBand(null, 5), amountBand(0, 5), amountBand(10, undefined)]).toEqual(['', '', ''])
  })

  it('is told in percent', () => {
    expect([percent(11, 12), percent(1, 0), percent(null, 3)]).toEqual(['92%', '', ''])
  })
})

it('reads classes and subjects off the timetable once each', () => {
  const lesson = (class_id: string, subject: string) => ({
    id: '',
    weekday: 1,
    date: null,
    period: 1,
    class_id,
    class_name: class_id,
    subject,
    teacher_id: 't',
    teacher: '',
    place: '',
    timetable_id: null,
    weeks: null,
  })
  expect(taughtOf([lesson('八(2)', '数学'), lesson('八(1)', '数学'), lesson('八(2)', '数学')]).map((one) => one.className)).toEqual([
    '八(1)',
    '八(2)',
  ])
})
