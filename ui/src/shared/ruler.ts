/** One teaching week on the term ruler. */
export interface RulerWeek {
  number: number
  first: string
  last: string
  /** holiday and exam weeks are hatched. */
  kind: 'teaching' | 'holiday' | 'exam'
  /** Short word above the week: 国庆, 期中 */
  note?: string | null
  /** Records of that week. */
  count: number
}

/** The week that the arrow goes to, from the week under the focus; null when the key moves nothing. */
export function weekTo(key: string, from: number, weeks: readonly RulerWeek[]): number | null {
  const at = weeks.findIndex((week) => week.number === from)
  const last = weeks.length - 1
  const to = { ArrowRight: Math.min(last, at + 1), ArrowLeft: Math.max(0, at - 1), Home: 0, End: last }[key]
  return to === undefined ? null : (weeks[to]?.number ?? null)
}

/** Height of a bar in pixels: 0 without records, at least 2 with one. */
export function barHeight(count: number, most: number, full = 17): number {
  return count === 0 ? 0 : Math.max(2, Math.round((count / Math.max(1, most)) * full))
}

/** What a week on the ruler does: filters the list below, opens something about that week, or is only looked at. */
export type RulerUse = 'filter' | 'open' | 'look'

/** The use of the ruler on the page at that path. */
export function rulerUse(path: string): RulerUse {
  if (['/observations', '/lessons', '/homework', '/plans'].includes(path)) return 'filter'
  return path === '/' || path === '/calendar' ? 'open' : 'look'
}
