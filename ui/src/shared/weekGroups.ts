import { shortDay } from './dates'
import type { GroupHead } from './recordList'

/** The heading of a record's week: 第12周 11/16–11/22, or 学期外 for a record outside the term. */
export function weekHead(
  number: number | null,
  weeks: readonly { number: number; first_day: string; last_day: string }[],
): GroupHead {
  if (number === null) return { key: 'outside', title: '学期外' }
  const week = weeks.find((one) => one.number === number)
  const note = week ? `${shortDay(week.first_day)}–${shortDay(week.last_day)}` : undefined
  return { key: String(number), title: `第${number}周`, note }
}
