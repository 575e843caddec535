import { describe, expect, it } from 'vitest'
import { sheet } from '../../../tests/fakeHost'
import { KejiError } from '@/host'
import { lacking, refused } from './completeness'
import { m } from './messages'
import { blankForm, formOf, fromTimetable, headingOf, inputOf, minutesLeft } from './sheetForm'
import { named, stays } from './wording'

const form = { ...blankForm('1', '2026-11-19'), teacherId: 't', observerId: 'o', subject: '语文', topic: '《背影》', kind: '推门课' }

describe('what a sheet lacks', () => {
  it('is nothing when the heading is whole', () => {
    expect(lacking(form, '2026-11-19')).toEqual({})
  })

  it('is said beside each field', () => {
    const problems = lacking({ ...blankForm('1', '2026-11-20') }, '2026-11-19')
    expect(Object.keys(problems).sort()).toEqual(['date', 'kind', 'observer', 'subject', 'teacher', 'topic'])
  })

  it('refuses the teacher as observer', () => {
    expect(lacking({ ...form, observerId: 't' }, '2026-11-19').observer).toBe(m.problem.same)
  })

  it('puts a refusal of the host beside its field', () => {
    expect(refused(new KejiError({ code: 'drop_in_needs_leader' }))).toEqual({ kind: m.problem.dropIn })
    expect(refused(new KejiError({ code: 'store_busy' }))).toEqual({})
    expect(refused(null)).toEqual({})
  })
})

it('a remark that a register brought goes back as it came', () => {
  expect(inputOf(formOf({ ...sheet, note: '代李老师登记' }), 's', sheet.rubric).note).toBe('代李老师登记')
})

describe('the heading', () => {
  const candidate = {
    class_id: 'c',
    class_name: '七(3)',
    period: 4,
    hours: '10:00–10:40',
    subject: '语文',
    teacher_id: 't',
    teacher: '严可欣',
    place: '教学楼 2-03',
    told: true,
    last_observed: null,
    weeks_since: null,
  }

  it('comes whole from the timetable and is known to', () => {
    const filled = { ...form, ...headingOf(candidate) }
    expect(filled).toMatchObject({ period: 4, teacherId: 't', classId: 'c', subject: '语文', place: '教学楼 2-03' })
    expect(fromTimetable(filled, candidate)).toBe(true)
    expect(fromTimetable({ ...filled, classId: 'd' }, candidate)).toBe(false)
  })

  it('knows how long the lesson still runs', () => {
    expect(minutesLeft('10:00–10:40', '10:31')).toBe(9)
    expect(minutesLeft('10:00–10:40', '10:40')).toBe(0)
    expect(minutesLeft('10:00–10:40', '09:59')).toBeNull()
    expect(minutesLeft('', '10:31')).toBeNull()
  })
})

describe('the list', () => {
  const row = {
    id: '1',
    state: 'draft' as const,
    date: '2026-11-19',
    week: 12,
    period: 3,
    lesson_count: 1,
    teacher_id: 't',
    teacher: '严可欣',
    subject: '语文',
    class_name: '七(3)',
    topic: '《背影》',
    lesson_kind: '推门课',
    observer_id: 'o',
    observer: '沈建华',
    total: null,
    band: null,
    counts: false,
  }
  const all = { segment: 'all', query: '', subject: '', kind: '', week: null, teacherId: null, observerId: null, ids: null }
  const spelled = (id: string | null) => (id === 't' ? 'yankexin ykx' : '')

  it('finds by characters, class, topic and initials', () => {
    for (const query of ['', '可欣', '背影', '七(3)', 'ykx', '沈']) expect(stays(row, { ...all, query }, spelled)).toBe(true)
    expect(stays(row, { ...all, query: '岳阳楼' }, spelled)).toBe(false)
  })

  it('narrows by week, drafts and what a figure asked for', () => {
    expect(stays(row, { ...all, week: 11 }, spelled)).toBe(false)
    expect(stays({ ...row, state: 'submitted' }, { ...all, segment: 'draft' }, spelled)).toBe(false)
    expect(stays(row, { ...all, ids: new Set(['2']) }, spelled)).toBe(false)
    expect(stays(row, { ...all, observerId: 'o' }, spelled)).toBe(true)
  })

  it('writes a topic in title marks once', () => {
    expect([named('背影'), named('《背影》'), named(' ')]).toEqual(['《背影》', '《背影》', ''])
  })
})
