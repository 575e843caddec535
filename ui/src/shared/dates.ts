/** Days are ISO text (2026-11-19) everywhere between host and screen; only these functions take them apart. */
export type Day = string

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const
const LONG_WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'] as const
const RELATIVE: Record<string, number> = { 大前天: -3, 前天: -2, 昨天: -1, 今天: 0, 明天: 1, 后天: 2 }

/** 11月19日 */
export function monthDay(day: Day): string {
  const { month, date } = parts(day)
  return `${month}月${date}日`
}

/** 11/19 */
export function shortDay(day: Day): string {
  const { month, date } = parts(day)
  return `${month}/${date}`
}

/** 2026年11月19日 */
export function longDay(day: Day): string {
  return `${parts(day).year}年${monthDay(day)}`
}

/** 周四 */
export function weekday(day: Day): string {
  return WEEKDAYS[utc(day).getUTCDay()] ?? ''
}

/** 星期四 */
export function longWeekday(day: Day): string {
  return LONG_WEEKDAYS[utc(day).getUTCDay()] ?? ''
}

/** The day that many days later (earlier when negative). */
export function addDays(day: Day, days: number): Day {
  const moved = utc(day)
  moved.setUTCDate(moved.getUTCDate() + days)
  return moved.toISOString().slice(0, 10)
}

/** Whole days from the first day to the second. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000)
}

/** 10:31:08 of a moment written as 2026-11-19T10:31:08… or already so; as it stands: the host gives local time. */
export function clockTime(moment: string): string {
  return /(?:^|T)(\d\d:\d\d:\d\d)/.exec(moment)?.[1] ?? ''
}

/** 2026年11月19日 10:31 */
export function longMoment(moment: string): string {
  return `${longDay(moment.slice(0, 10))} ${clockTime(moment).slice(0, 5)}`
}

/** 今日 08:02, 昨日 16:40, 11月17日 08:02, 2025年6月30日 08:02: as near as it lies to today. */
export function nearMoment(moment: string, today: Day): string {
  const on = moment.slice(0, 10)
  const near = { 0: '今日', 1: '昨日' }[daysBetween(on, today)]
  return `${near ?? (on.slice(0, 4) === today.slice(0, 4) ? monthDay(on) : longDay(on))} ${clockTime(moment).slice(0, 5)}`
}

/**
 * Reads a day as people in an office type it: 20261119, 2026-11-19, 2026.11.19, 2026年11月19日, 1119, 11-19, 11.19,
 * 11月19日, 19 or 19日 (this month), 今天, 昨天, 周三 (of the week of `today`). Without a year the year of `today`
 * counts, unless that day lies more than half a year away: a term crosses New Year. Null when it is no day.
 */
export function readDay(text: string, today: Day): Day | null {
  const typed = text.normalize('NFKC').replace(/\s+/g, '')
  const offset = RELATIVE[typed]
  if (offset !== undefined) return addDays(today, offset)
  const inWeek = /^(?:周|星期)([一二三四五六日天])$/.exec(typed)
  if (inWeek) return addDays(mondayOf(today), '一二三四五六日'.indexOf((inWeek[1] ?? '').replace('天', '日')))
  const full = /^(\d{4})(\d\d)(\d\d)$/.exec(typed) ?? /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(typed)
  if (full) return day(Number(full[1]), Number(full[2]), Number(full[3]))
  const short = /^(\d\d)(\d\d)$/.exec(typed) ?? /^(\d{1,2})[-./月](\d{1,2})日?$/.exec(typed)
  if (short) return nearest(Number(short[1]), Number(short[2]), today)
  const alone = /^(\d{1,2})日?$/.exec(typed)
  if (alone) return day(parts(today).year, parts(today).month, Number(alone[1]))
  return null
}

/** The Monday of the week that the day lies in. */
export function mondayOf(of: Day): Day {
  return addDays(of, -((utc(of).getUTCDay() + 6) % 7))
}

function nearest(month: number, date: number, today: Day): Day | null {
  const { year } = parts(today)
  const candidates = [year, year - 1, year + 1].map((y) => day(y, month, date)).filter((d) => d !== null)
  const [first] = candidates.sort((a, b) => Math.abs(daysBetween(a, today)) - Math.abs(daysBetween(b, today)))
  return first ?? null
}

function day(year: number, month: number, date: number): Day | null {
  const made = new Date(Date.UTC(year, month - 1, date))
  const real = made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === date
  return real ? made.toISOString().slice(0, 10) : null
}

function parts(of: Day): { year: number; month: number; date: number } {
  const [year = 0, month = 0, date = 0] = of.slice(0, 10).split('-').map(Number)
  return { year, month, date }
}

function utc(of: Day): Date {
  return new Date(`${of.slice(0, 10)}T00:00:00Z`)
}
