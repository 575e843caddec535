import { describe, expect, it } from 'vitest'
import type { QuotaRule, Term } from '@/host'
import { m } from './messages'
import { effect, formOf, inputOf, isAhead, saysMore, span } from './rules'

const rule = {
  ...formOf(),
  id: 'v1',
  line_id: 'v1',
  name: '教师',
  posts: [],
  who_words: '其余教师',
  duty_words: '每学期18节',
  valid_from: '2026-09-01',
  holds: true,
  people: 3,
} as QuotaRule
const term = (name: string, first_day: string, last_day: string) => ({ name, first_day, last_day }) as Term
const terms = [term('今年秋', '2026-09-01', '2027-01-29'), term('去年春', '2026-02-20', '2026-07-03')]

describe('the form of a quota', () => {
  it('writes back what it was made from', () => {
    const full: QuotaRule = {
      ...rule,
      posts: ['教研组长'],
      who: { posts: ['教研组长'], tags: ['青年教师'], subjects: ['语文'], stages: ['新手'], years_most: 3, years_least: 1, paired: 'mentor', rest_of: '', all_of: true },
      duty: {
        target: '推门课', most: 40, every: 'month', whose: 'department', each: true, kinds: ['推门课'], not_kinds: ['线上课'], outside: false, own_subject: true,
        unnumbered: false, note: '含校外',
      },
      valid_to: '2027-01-29',
    }
    const { id, name, posts, lessons, who, duty, valid_from, valid_to } = full
    expect(inputOf(formOf(full), id)).toEqual({ id, name, posts, lessons, who, duty, valid_from, valid_to })
    expect(saysMore(formOf(full))).toBe(true)
    // The rest of the first target, whose name is empty, is more than the one row shows.
    expect(saysMore(formOf({ ...rule, who: { ...rule.who, rest_of: '' } }))).toBe(true)
    // The host need not name the fields in the same order.
    const turned = Object.fromEntries(Object.entries(rule.duty).reverse()) as QuotaRule['duty']
    expect(saysMore(formOf({ ...rule, duty: turned }))).toBe(false)
    expect(saysMore(formOf({ ...rule, posts: ['校长'], who: { ...rule.who, posts: ['校长'] } }))).toBe(false)
  })

  it('leaves the rule alone while it is typed into', () => {
    const form = formOf(rule)
    form.who.posts.push('校长')
    expect(formOf().who.posts).toEqual([])
    expect(rule.who.posts).toEqual([])
  })

  it('refuses what makes no sense', () => {
    const typed = (fields: object, duty: object = {}) => inputOf({ ...formOf(rule), ...fields, duty: { ...formOf().duty, ...duty } }, null)
    expect(typed({ name: ' ' })).toBe(m.noName)
    for (const lessons of ['', 'x', -1, 401, 1.5]) expect(typed({ lessons })).toBe(m.outOfRange)
    expect(typed({ lessons: 0 })).toMatchObject({ lessons: 0 })
    expect(typed({ lessons: 20 }, { most: 10 })).toBe(m.mostRange)
    expect(typed({ lessons: '' }, { unnumbered: true })).toBe(m.noNote)
    // A number that was emptied again is none; without a number and without people nothing is owed to each.
    expect(typed({ lessons: '' }, { unnumbered: true, note: '跟班听师傅', most: '', each: true })).toMatchObject({ lessons: 0, duty: { most: null, each: false } })
  })

  it('says what a change does to the past', () => {
    const change = (valid_from: string | null, valid_to: string | null = null) => effect(rule, { ...formOf(rule), valid_from, valid_to }, terms)
    expect(change('2026-11-01')).toBe(m.keeps('2026年11月1日', '每学期18节'))
    expect(change('2026-09-01')).toBe(m.rewrites('今年秋'))
    expect(change(null)).toBe(m.rewrites('今年秋、去年春'))
    expect(change(null, '2026-07-31')).toBe(m.rewrites('去年春'))
    expect(effect(rule, formOf(rule), [])).toBe(m.rewrites(m.noTerm))
  })

  it('says when a version holds', () => {
    expect(span({ valid_from: null, valid_to: null })).toBe('一直')
    expect(span({ valid_from: '2026-11-01', valid_to: null })).toBe('2026年11月1日起')
    expect(span({ valid_from: null, valid_to: '2026-10-31' })).toBe('至2026年10月31日')
    expect([isAhead(rule, '2026-08-31'), isAhead(rule, '2026-09-01')]).toEqual([true, false])
  })
})
