import { describe, expect, it } from 'vitest'
import type { VisitProposal, VisitProposed, VisitSlot } from '@/host'
import { daysOf, planText, reasonsOf, when } from './visits'

const slot = (date: string, period: number, class_name: string): VisitSlot => ({ date, period, class_id: class_name, class_name, subject: '语文', seat_id: null, place: '' })
const row = (teacher: string, more: Partial<VisitProposed> = {}): VisitProposed => ({
  teacher_id: teacher, teacher, subject: '语文', reasons: [], due: null, promise: '', last: null, weeks_since: null, told: true, lessons: [], ...more,
})

describe('a proposal', () => {
  it('says why in words; a promise that is overdue is red', () => {
    const own = row('甲', { reasons: ['promised', 'new_teacher', 'long_unseen'], due: '2026-11-18', weeks_since: 8 })
    expect(reasonsOf(own, '2026-11-19')).toEqual([
      { text: '有承诺，11月18日前', tone: 'zhu' },
      { text: '新教师', tone: 'he' },
      { text: '8 周未听', tone: 'plain' },
    ])
    expect(reasonsOf(own, '2026-11-18')[0]?.tone).toBe('he')
    expect(reasonsOf(row('乙', { reasons: ['promised', 'never'] }), '2026-11-19').map((one) => one.text)).toEqual(['有承诺', '本学期未听'])
    expect(reasonsOf(row('丙', { reasons: ['long_unseen'], weeks_since: 0 }), '2026-11-19')[0]?.text).toBe('本周听过')
  })

  it('has the days on which there is something to see', () => {
    const rows = [row('甲', { lessons: [slot('2026-11-25', 2, '七(1)'), slot('2026-11-23', 1, '七(2)')] }), row('乙', { lessons: [slot('2026-11-25', 1, '八(1)')] })]
    expect(daysOf({ rows } as VisitProposal)).toEqual(['2026-11-23', '2026-11-25'])
  })

  it('becomes a text in the order of the week, the tenth period after the second', () => {
    const chosen = [{ row: row('甲'), slot: slot('2026-11-24', 10, '七(1)') }, { row: row('乙'), slot: slot('2026-11-24', 2, '八(1)') }, { row: row('丙'), slot: slot('2026-11-23', 3, '九(1)') }]
    const plan = Object.fromEntries(chosen.map((one) => [when(one.slot), one]))
    expect(planText('安排', plan).split('\n')).toEqual([
      '安排',
      '11月23日 周一 第 3 节 九(1) 语文 丙',
      '11月24日 周二 第 2 节 八(1) 语文 乙',
      '11月24日 周二 第 10 节 七(1) 语文 甲',
    ])
  })
})
