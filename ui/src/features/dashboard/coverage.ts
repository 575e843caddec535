import type { CoverageRow } from '@/host'

export type CoverageOrder = 'oldest' | 'subject'

/** Weeks after which a teacher counts as long unseen. */
export const LONG = 5

/** The rows in the order asked for: longest unseen first, or by subject; ties by fewer lessons. */
export function ordered(rows: readonly CoverageRow[], order: CoverageOrder): CoverageRow[] {
  const sum = (row: CoverageRow) => row.weeks.reduce((total, value) => total + value, 0)
  const oldest = (a: CoverageRow, b: CoverageRow) => (a.last ?? 0) - (b.last ?? 0) || sum(a) - sum(b)
  if (order === 'oldest') return rows.toSorted(oldest)
  return rows.toSorted((a, b) => a.subject.localeCompare(b.subject, 'zh-CN') || oldest(a, b))
}

/** Step of the heat scale for so many lessons: 0 to 5, one step a lesson. */
export function heat(lessons: number): number {
  return Math.min(5, lessons)
}

/** Where a person's dot stands: `x` as a share of what is owed (0–1), `y` how many dots lie below. */
export interface PlacedDot<T> {
  dot: T
  x: number
  y: number
}

/** Dots of a strip, and the number of people where a stack would be too high. */
export interface Strip<T> {
  dots: PlacedDot<T>[]
  heaps: { x: number; people: number }[]
}

/** Stacks at most so high; above a stack cut off there is room for its number. */
const HIGH = 5
const CUT = 3
/** Columns as wide as a dot, and as wide as a number, across the strip. */
const FINE = 40
const WIDE = 14

/** Stacks dots that would cover each other; a crowd stands in wide columns, what is too high as a number. */
export function placed<T extends { counted: number; owed: number }>(people: readonly T[]): Strip<T> {
  const fine = columns(people, (share) => Math.round(share * FINE))
  if ([...fine.values()].every((column) => column.length <= HIGH)) {
    return { dots: [...fine.values()].flatMap((column) => column.map((dot, y) => ({ dot, x: shareOf(dot), y }))), heaps: [] }
  }
  const strip: Strip<T> = { dots: [], heaps: [] }
  for (const [number, column] of columns(people, (share) => Math.min(WIDE - 1, Math.floor(share * WIDE)))) {
    const x = (number + 0.5) / WIDE
    const high = column.length > HIGH ? CUT : HIGH
    strip.dots.push(...column.slice(0, high).map((dot, y) => ({ dot, x, y })))
    if (column.length > high) strip.heaps.push({ x, people: column.length })
  }
  return strip
}

function columns<T extends { counted: number; owed: number }>(people: readonly T[], numberOf: (share: number) => number): Map<number, T[]> {
  const found = new Map<number, T[]>()
  for (const one of people) {
    const number = numberOf(shareOf(one))
    found.set(number, [...(found.get(number) ?? []), one])
  }
  return found
}

function shareOf(one: { counted: number; owed: number }): number {
  return one.owed === 0 ? 1 : Math.min(1, one.counted / one.owed)
}
