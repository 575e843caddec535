import type { BookReview } from '@/host'
import { type Day, readDay } from '@/shared/dates'
import { m } from './messages'

/** One line of the grid as it is typed; empty texts for what is not filled. */
export interface BookRow {
  date: string
  entered: string
  valid: string
  reason: string
  grade: string
  reviewer: string | null
}

/** The columns in the order of the grid. */
export const COLUMNS = ['date', 'entered', 'valid', 'reason', 'grade', 'reviewer'] as const
export type BookColumn = (typeof COLUMNS)[number]

/** The days on which a review may lie. */
export interface Span {
  today: Day
  first: Day
  last: Day
}

export function emptyRow(): BookRow {
  return { date: '', entered: '', valid: '', reason: '', grade: '', reviewer: null }
}

/** Takes over what the row above says in a column. */
export function asAbove(rows: readonly BookRow[], at: number, column: BookColumn): void {
  const [above, own] = [rows[at - 1], rows[at]]
  if (above && own) Object.assign(own, { [column]: above[column] })
}

/** Day and reviewer of a row: its own, or what holds from a row above; today and nobody at the top. */
export function inherited(rows: readonly BookRow[], at: number, today: Day): { date: string; reviewer: string | null } {
  const above = rows.slice(0, at + 1).reverse()
  return { date: above.find((row) => row.date.trim() !== '')?.date ?? today, reviewer: above.find((row) => row.reviewer)?.reviewer ?? null }
}

/** The reviews that the filled rows make, or the first row that cannot be read with the word for it. Valid is what is entered unless it is said. */
export function reviews(rows: readonly BookRow[], people: readonly string[], term: string, span: Span, newId: () => string): { rows: BookReview[] } | { at: number; why: string } {
  const made: BookReview[] = []
  for (const [at, row] of rows.entries()) {
    if (row.entered.trim() === '') continue
    const entered = count(row.entered)
    const valid = row.valid.trim() === '' ? entered : count(row.valid)
    const own = inherited(rows, at, span.today)
    const date = readDay(own.date, span.today)
    const bad = wrong(row)
    if (bad || entered === null || valid === null) return { at, why: bad?.why ?? m.book.bad.number }
    if (date === null || date > span.today || date < span.first || date > span.last) return { at, why: m.book.bad.day }
    made.push({ id: newId(), term_id: term, teacher_id: people[at] ?? '', date, entered, valid, reason: row.reason.trim(), grade: row.grade.trim(), reviewer_id: own.reviewer })
  }
  return { rows: made }
}

/** What cannot be saved of a row: the column, with the word for it. */
export function wrong(row: BookRow): { column: 'entered' | 'valid'; why: string } | null {
  if (row.entered.trim() === '') return null
  const entered = count(row.entered)
  const valid = row.valid.trim() === '' ? entered : count(row.valid)
  if (entered === null) return { column: 'entered', why: m.book.bad.number }
  if (valid === null) return { column: 'valid', why: m.book.bad.number }
  return valid > entered ? { column: 'valid', why: m.book.bad.valid } : null
}

function count(text: string): number | null {
  const number = Number(text.normalize('NFKC').trim())
  return Number.isInteger(number) && number >= 0 && number <= 400 ? number : null
}
