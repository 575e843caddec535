import { describe, expect, it } from 'vitest'
import { addDays, clockTime, daysBetween, longDay, longMoment, mondayOf, nearMoment, readDay, weekday } from './dates'
import { addMonths } from './months'

const TODAY = '2026-11-19'

describe('readDay', () => {
  it.each([
    ['20261119', '2026-11-19'],
    ['2026-11-19', '2026-11-19'],
    ['2026.9.1', '2026-09-01'],
    ['2026/09/01', '2026-09-01'],
    ['2026年9月1日', '2026-09-01'],
    ['２０２６１１１９', '2026-11-19'],
    ['1119', '2026-11-19'],
    ['11.19', '2026-11-19'],
    ['9月1日', '2026-09-01'],
    ['18', '2026-11-18'],
    ['18日', '2026-11-18'],
    ['今天', '2026-11-19'],
    ['昨天', '2026-11-18'],
    ['前天', '2026-11-17'],
    ['周三', '2026-11-18'],
    ['星期日', '2026-11-22'],
    ['周天', '2026-11-22'],
    [' 11 月 19 日 ', '2026-11-19'],
  ])('reads %s', (typed, day) => {
    expect(readDay(typed, TODAY)).toBe(day)
  })

  it('takes the nearest year: January typed in November is next year’s', () => {
    expect(readDay('1.15', TODAY)).toBe('2027-01-15')
    expect(readDay('12.20', '2027-01-10')).toBe('2026-12-20')
  })

  it.each(['', '20261301', '2026-02-30', '31.11', '下午', '0', '2026', '123'])('refuses %s', (typed) => {
    expect(readDay(typed, TODAY)).toBeNull()
  })

  it('knows 29 February', () => {
    expect(readDay('20280229', TODAY)).toBe('2028-02-29')
    expect(readDay('20270229', TODAY)).toBeNull()
  })
})

describe('days', () => {
  it('counts over months, years and the clock change of other zones', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(daysBetween('2026-03-01', '2026-04-01')).toBe(31)
    expect(mondayOf('2026-11-22')).toBe('2026-11-16')
    expect(mondayOf('2026-11-16')).toBe('2026-11-16')
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15')
  })

  it('says them in Chinese', () => {
    expect(longDay('2026-09-01')).toBe('2026年9月1日')
    expect(weekday('2026-11-19')).toBe('周四')
    expect(clockTime('2026-11-19T10:31:08+08:00')).toBe('10:31:08')
    expect(clockTime('10:31:08')).toBe('10:31:08')
    expect(longMoment('2026-11-19T10:31:08+08:00')).toBe('2026年11月19日 10:31')
  })
})

describe('nearMoment', () => {
  it('says a moment as near as it lies', () => {
    const near = (moment: string) => nearMoment(`${moment}:00+08:00`, '2026-11-19')
    expect(near('2026-11-19T08:02')).toBe('今日 08:02')
    expect(near('2026-11-18T16:40')).toBe('昨日 16:40')
    expect(near('2026-11-17T16:40')).toBe('11月17日 16:40')
    expect(near('2025-06-30T16:40')).toBe('2025年6月30日 16:40')
  })
})
