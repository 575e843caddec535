import type { Activity, DutyLine, DutyWindow, Pairing, PairingLine, WindowState } from '@/host'

/** One bar of the list: what all duties of a stretch of weeks came to. */
export interface Bar {
  key: string
  firstWeek: number
  lastWeek: number
  state: WindowState
  /** Share fulfilled, 0–1. */
  share: number
}

/** The worst state first: what a bar of several duties shows. */
const WORST: WindowState[] = ['missing', 'open', 'fulfilled', 'ahead', 'exempt']

/** The last `most` stretches that have begun, oldest first. */
export function bars(line: PairingLine | undefined, most = 5): Bar[] {
  const stretches = new Map<string, DutyWindow[]>()
  for (const window of (line?.duties ?? []).flatMap((duty) => duty.windows)) {
    const key = `${window.first_week}-${window.last_week}`
    stretches.set(key, [...(stretches.get(key) ?? []), window])
  }
  return [...stretches]
    .map(([key, windows]) => barOf(key, windows))
    .filter((bar) => bar.state !== 'ahead' && bar.state !== 'exempt')
    .sort((a, b) => a.firstWeek - b.firstWeek || a.lastWeek - b.lastWeek)
    .slice(-most)
}

function barOf(key: string, windows: DutyWindow[]): Bar {
  const needed = windows.reduce((sum, one) => sum + one.needed, 0)
  const done = windows.reduce((sum, one) => sum + Math.min(one.done, one.needed), 0)
  return {
    key,
    firstWeek: Math.min(...windows.map((one) => one.first_week)),
    lastWeek: Math.max(...windows.map((one) => one.last_week)),
    state: WORST.find((state) => windows.some((one) => one.state === state)) ?? 'ahead',
    share: needed === 0 ? 1 : done / needed,
  }
}

/** A duty that the present window still lacks. */
export interface Gap {
  name: string
  lessons: number
  lastDay: string
}

/** What the windows that are open still lack. */
export function gaps(line: PairingLine | undefined): Gap[] {
  return (line?.duties ?? []).flatMap((duty) =>
    duty.windows
      .filter((window) => window.state === 'open' && window.done < window.needed)
      .map((window) => ({ name: dutyWords(duty).name, lessons: window.needed - window.done, lastDay: window.last_day })),
  )
}

/** A duty's words in two lines: 师傅听徒弟, 每 2 周 1 节. */
export function dutyWords(duty: DutyLine): { name: string; often: string } {
  const at = duty.name.indexOf(' ')
  return at < 0 ? { name: duty.name, often: '' } : { name: duty.name.slice(0, at), often: duty.name.slice(at + 1) }
}

/** Last week of the grid. */
export function lastWeek(duties: readonly DutyLine[]): number {
  return Math.max(1, ...duties.flatMap((duty) => duty.windows.map((window) => window.last_week)))
}

/** Holiday weeks that no window of the duty covers. */
export function skipped(duty: DutyLine, holidays: readonly number[]): number[] {
  return holidays.filter((week) => !duty.windows.some((window) => week >= window.first_week && week <= window.last_week))
}

/** The stretches that head the grid: those of the duty with the shortest windows. */
export function heads(duties: readonly DutyLine[]): DutyWindow[] {
  return [...duties].sort((a, b) => b.windows.length - a.windows.length)[0]?.windows ?? []
}

/** One line of the trail: an observation that a duty found, or an activity. */
export type Step =
  | { kind: 'sheet'; key: string; date: string; by: 'mentor' | 'apprentice'; sheetId: string; topic: string; duty: string }
  | { kind: 'activity'; key: string; date: string; activity: Activity }

/** Observations and activities together, newest first; a sheet that serves several duties stands once. */
export function trail(pairing: Pairing, line: PairingLine | undefined): Step[] {
  const directions = new Map(pairing.duties.map((duty) => [duty.id, duty.direction]))
  const steps = new Map<string, Step>()
  for (const duty of line?.duties ?? []) {
    const by = directions.get(duty.duty_id) === 'apprentice_observes' ? 'apprentice' : 'mentor'
    for (const found of duty.windows.flatMap((window) => window.evidence)) {
      const key = `sheet ${found.sheet_id}`
      if (steps.has(key)) continue
      steps.set(key, {
        kind: 'sheet',
        key,
        by,
        date: found.date,
        sheetId: found.sheet_id,
        topic: found.topic,
        duty: dutyWords(duty).name,
      })
    }
  }
  for (const activity of pairing.activities) {
    const key = `activity ${activity.id}`
    steps.set(key, { kind: 'activity', key, date: activity.date, activity })
  }
  return [...steps.values()].sort((a, b) => b.date.localeCompare(a.date) || a.key.localeCompare(b.key))
}
