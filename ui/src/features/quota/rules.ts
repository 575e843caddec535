import type { QuotaDuty, QuotaInput, QuotaRule, QuotaWho, Term } from '@/host'
import { addDays, longDay } from '@/shared/dates'
import { m } from './messages'

/** A rule as the form holds it: an emptied field of a number holds an empty text until it is written. */
export interface RuleForm {
  name: string
  lessons: number
  who: QuotaWho
  duty: QuotaDuty
  valid_from: string | null
  valid_to: string | null
}

const PLAIN = {
  who: { posts: [], tags: [], subjects: [], stages: [], years_most: null, years_least: null, paired: null, rest_of: null, all_of: false },
  duty: { target: '', most: null, every: 'term', whose: 'anyone', each: false, kinds: [], not_kinds: [], outside: null, own_subject: null, unnumbered: false, note: '' },
} as const

/** The form of a rule, or of a new one. */
export function formOf(rule?: QuotaRule): RuleForm {
  const { name = '', lessons = 18, who = PLAIN.who, duty = PLAIN.duty, valid_from = null, valid_to = null } = rule ?? {}
  return JSON.parse(JSON.stringify({ name, lessons, who, duty, valid_from, valid_to })) as RuleForm
}

/** Whether the form says more than the one row shows. */
export function saysMore({ who, duty, valid_to }: RuleForm): boolean {
  const told: object = { ...who, ...duty, posts: [] }
  const plain: object = { ...PLAIN.who, ...PLAIN.duty }
  return valid_to !== null || Object.entries(plain).some(([field, value]) => JSON.stringify(told[field as keyof object]) !== JSON.stringify(value))
}

/** What is written, or why it cannot be. */
export function inputOf({ name, lessons: told, who, duty, ...days }: RuleForm, id: string | null): QuotaInput | string {
  const { unnumbered } = duty
  // An emptied field is no nought.
  const lessons = unnumbered ? 0 : (optional(told) ?? NaN)
  const most = unnumbered ? null : optional(duty.most)
  if (name.trim() === '') return m.noName
  if (!Number.isInteger(lessons) || lessons < 0 || lessons > 400) return m.outOfRange
  if (most !== null && !(most >= lessons)) return m.mostRange
  if (unnumbered && duty.note.trim() === '') return m.noNote
  return {
    ...days,
    id,
    name: name.trim(),
    posts: who.posts,
    lessons,
    who: { ...who, years_least: optional(who.years_least), years_most: optional(who.years_most) },
    duty: { ...duty, most, each: duty.each && duty.whose !== 'anyone' },
  }
}

/** What a change does to the past: with a later first day the past keeps its number, else the terms that are counted anew. */
export function effect(rule: QuotaRule, { valid_from, valid_to }: RuleForm, terms: readonly Term[]): string {
  const own = rule.valid_from
  if (valid_from !== null && (own === null || valid_from > own)) return m.keeps(longDay(valid_from), rule.duty_words)
  const met = terms.filter((term) => term.last_day >= (valid_from ?? '') && term.first_day <= (valid_to ?? '9999')).map((term) => term.name)
  return m.rewrites(met.join('、') || m.noTerm)
}

/** From when to when a version holds. */
export function span({ valid_from: from, valid_to: to }: Pick<QuotaRule, 'valid_from' | 'valid_to'>): string {
  if (to === null) return from === null ? m.always : m.since(longDay(from))
  return (from === null ? '' : longDay(from)) + m.until(longDay(to))
}

/** Whether a version's time has not come. */
export function isAhead(rule: QuotaRule, today: string): boolean {
  return today !== '' && rule.valid_from !== null && rule.valid_from >= addDays(today, 1)
}

function optional(field: number | string | null): number | null {
  return field === null || field === '' ? null : Number(field)
}
