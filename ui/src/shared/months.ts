import type { Day } from './dates'

/** The same date so many months later, or the last day of that month when it has no such date. */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const index = year * 12 + month - 1 + months
  const lastDate = new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate()
  const made = new Date(Date.UTC(Math.floor(index / 12), index % 12, Math.min(date, lastDate)))
  return made.toISOString().slice(0, 10)
}
