import type { VisitProposal, VisitProposed, VisitSlot } from '@/host'
import { monthDay, weekday } from '@/shared/dates'
import { m } from './messages'

/** A lesson that was chosen, with whose it is. */
export interface Chosen {
  row: VisitProposed
  slot: VisitSlot
}

/** Days of the week on which somebody's lesson could be seen. */
export function daysOf({ rows }: VisitProposal): string[] {
  return [...new Set(rows.flatMap((row) => row.lessons.map((slot) => slot.date)))].sort()
}

/** Day and period, in the order of the week: one observer sees one lesson in it. */
export function when(slot: VisitSlot): string {
  return slot.date + String(slot.period).padStart(2, '0')
}

/** The reasons in words, the weightiest first; red for a promise that is overdue. */
export function reasonsOf(row: VisitProposed, today: string): { text: string; tone: 'zhu' | 'he' | 'plain' }[] {
  return row.reasons.map((reason) => ({
    text: m.visit.reasons[reason](row.due ? monthDay(row.due) : '', row.weeks_since ?? 0),
    tone: reason === 'promised' && row.due && row.due < today ? 'zhu' : reason === 'long_unseen' ? 'plain' : 'he',
  }))
}

/** 11月23日 周一 第 2 节 七(2) 语文 */
export function slotText(slot: VisitSlot): string {
  return [monthDay(slot.date), weekday(slot.date), m.visit.slot(slot.period), slot.class_name, slot.subject, slot.place].filter(Boolean).join(' ')
}

/** The plan as it is sent: a line for each lesson in the order of the week; reasons stay in the office. */
export function planText(title: string, plan: Readonly<Record<string, Chosen>>): string {
  const lines = Object.entries(plan).sort(([a], [b]) => (a < b ? -1 : 1))
  return [title, ...lines.map(([, { row, slot }]) => `${slotText(slot)} ${row.teacher}`)].join('\n')
}
