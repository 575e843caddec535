import type { Coverage, CoverageTeacher } from '@/host'
import { shortDay } from '@/shared/dates'

/** The headings beside the cells. */
export const KEYS = ['teacher', 'department', 'lessons', 'last'] as const
export type Key = (typeof KEYS)[number]

/** A teacher with the place among all teachers of the answer: pairs name places. */
export interface Line extends CoverageTeacher {
  place: number
}

/** A week or an observer: a column of the matrix. */
export interface Column {
  head: string
  /** Said in full. */
  title: string
  /** What the address of its records asks for; empty where they have none of their own. */
  query: Record<string, string>
  /** How an empty cell looks: `hatch` for a holiday, `ahead` for what has not come yet. */
  empty: string
  now: boolean
  /** Lessons of a line. */
  of: (line: Line) => number
}

/** The lines that stay, in the order of a heading: `last`, backwards `-last`; without one in the roster's order. */
export function linesOf(data: Coverage, by: { stage: string; subject: string; sort: string }): Line[] {
  const lines = data.teachers
    .map((one, place) => ({ ...one, place }))
    .filter((one) => (!by.stage || one.stage === by.stage) && (!by.subject || one.subject === by.subject))
  const key = KEYS.find((one) => by.sort.endsWith(one))
  if (!key) return lines
  const sign = by.sort === key ? 1 : -1
  // Never stands before every day.
  return lines.sort((a, b) => sign * (key === 'lessons' ? a.lessons - b.lessons : (a[key] ?? '').localeCompare(b[key] ?? '', 'zh-CN')))
}

/** The order after a click on a heading: numbers begin with the largest, the third click gives the roster's order back. */
export function turned(sort: string, key: Key): string {
  const [first, second] = key === 'lessons' ? [`-${key}`, key] : [key, `-${key}`]
  if (sort === first) return second
  return sort === second ? '' : first
}

/** A column for every week of the term. */
export function weekColumns({ weeks, as_of: day }: Coverage): Column[] {
  return weeks.map((week, at) => ({
    head: String(week.number || '—'),
    title: `${week.label} ${shortDay(week.first)}–${shortDay(week.last)}`,
    query: week.number ? { week: String(week.number) } : ({} as Record<string, string>),
    empty: week.hatched ? 'hatch' : week.first > day ? 'ahead' : '',
    now: week.first <= day && day <= week.last,
    of: (line) => line.weeks[at] ?? 0,
  }))
}

/** A column for everybody who observed one of the lines; who observed most comes first. */
export function observerColumns(data: Coverage, lines: readonly Line[]): Column[] {
  const shown = new Set(lines.map((line) => line.place))
  const cells = data.observers.map(() => new Map<number, number>())
  const sums = data.observers.map(() => 0)
  for (const { observer, teacher, lessons } of data.pairs) {
    if (!shown.has(teacher)) continue
    cells[observer]?.set(teacher, lessons)
    sums[observer] = (sums[observer] ?? 0) + lessons
  }
  return data.observers
    .map((_, at) => at)
    .filter((at) => cells[at]?.size)
    .sort((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0))
    .map((at) => {
      const { observer = '', department = '', observer_id = '' } = data.observers[at] ?? {}
      return { head: observer, title: `${observer} ${department}`, query: { observer: observer_id }, empty: '', now: false, of: (line) => cells[at]?.get(line.place) ?? 0 }
    })
}
