import { expect, it } from 'vitest'
import { holidayNote, isSchoolYear, periodsStand, proposeTerm } from './termProposal'

it('proposes the term that the day lies in or before', () => {
  expect(proposeTerm('2026-11-19')).toMatchObject({ school_year: '2026-2027', number: 1, first_day: '2026-09-01' })
  expect(proposeTerm('2027-03-01')).toMatchObject({ school_year: '2026-2027', number: 2, first_day: '2027-02-22' })
})

it('knows a school year', () => {
  expect(isSchoolYear('2026-2027')).toBe(true)
  expect(isSchoolYear('2026-2028')).toBe(false)
  expect(isSchoolYear('2026')).toBe(false)
})

it('refuses periods that overlap or run backwards', () => {
  expect(periodsStand([{ start: '08:00', end: '08:40' }, { start: '08:50', end: '09:30' }])).toBe(true)
  expect(periodsStand([{ start: '08:00', end: '08:40' }, { start: '08:30', end: '09:30' }])).toBe(false)
  expect(periodsStand([{ start: '08:40', end: '08:00' }])).toBe(false)
  expect(periodsStand([{ start: '8:00', end: '08:40' }])).toBe(false)
})

it('promises holidays only for the years that are there', () => {
  expect(holidayNote('2026-02-22', '2026-07-03')).toBe('2026年国家法定节假日和调休已内置')
  expect(holidayNote('2026-09-01', '2027-01-29')).toBe('2026年国家法定节假日和调休已内置；2027年放假安排未内置，请导入或填写')
  expect(holidayNote('2027-02-20', '2027-07-03')).not.toContain('已内置')
})
