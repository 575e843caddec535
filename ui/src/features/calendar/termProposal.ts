import type { Day } from '@/shared/dates'
import { m } from './messages'

/** The term that a school most likely means on that day. */
export interface TermProposal {
  school_year: string
  number: 1 | 2
  first_day: Day
  last_day: Day
}

/** From July on the first term of the new school year, from January on the second of the running one. */
export function proposeTerm(today: Day): TermProposal {
  const [year = 2026, month = 9] = today.split('-').map(Number)
  if (month >= 7) {
    return { school_year: `${year}-${year + 1}`, number: 1, first_day: `${year}-09-01`, last_day: `${year + 1}-01-29` }
  }
  return { school_year: `${year - 1}-${year}`, number: 2, first_day: `${year}-02-22`, last_day: `${year}-07-03` }
}

/** Whether the text is a school year: two years that follow each other. */
export function isSchoolYear(text: string): boolean {
  const years = /^(\d{4})-(\d{4})$/.exec(text)
  return years !== null && Number(years[2]) === Number(years[1]) + 1
}

/** Whether the periods can stand: times of day, each ending after its start and none before the one before it has ended. */
export function periodsStand(periods: readonly { start: string; end: string }[]): boolean {
  let before = '00:00'
  return periods.every(({ start, end }) => {
    const good = [start, end].every((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time)) && before <= start && start < end
    before = end
    return good
  })
}

/** First and last year whose holidays, as the State Council's office announced them, come with the program. */
const KNOWN = [2021, 2026] as const

/** Says for which years of the term the holidays are there, and for which they are to be brought in. */
export function holidayNote(first: Day, last: Day): string {
  const years = [...new Set([Number(first.slice(0, 4)), Number(last.slice(0, 4))])]
  const known = (year: number) => year >= KNOWN[0] && year <= KNOWN[1]
  const built = years.filter(known).join('、')
  const missing = years.filter((year) => !known(year)).join('、')
  return [built && m.daysBuiltIn(built), missing && m.daysMissing(missing)].filter(Boolean).join('；')
}
