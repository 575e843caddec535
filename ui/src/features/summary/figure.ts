import type { FigurePlace, RecordRef } from '@/host'
import { m } from './messages'

/** A figure that is looked into. */
export interface Asked {
  /** Key as the host takes it. */
  figure: string
  teacherId: string | null
}

/** A figure's place on its page, ready for the screen. */
export interface Placed {
  key: string
  figure: string
  name: string
  style: { left: string; top: string; width: string; height: string }
}

/** Most records that an address can name. */
const MOST_IDS = 2000

/** The Chinese name of a figure by its key: observation.week:12 is 每周听课节数（12）. */
export function figureName(key: string): string {
  const [own = ''] = key.split('@')
  const colon = own.indexOf(':')
  const name = m.figures.key[colon < 0 ? own : own.slice(0, colon)] ?? m.figures.other
  const argument = colon < 0 ? '' : own.slice(colon + 1)
  // A pairing is named by its identifier: nothing to say aloud.
  return argument === '' || /^[0-9a-f-]{36}$/.test(argument) ? name : m.figures.with(name, argument)
}

/** The figures of one page as places in percent; those outside the page are left out. */
export function placesOf(figures: readonly FigurePlace[], page: number): Placed[] {
  return figures
    .filter((one) => one.page === page && inside(one))
    .map((one, index) => ({
      key: `${one.figure} ${index}`,
      figure: one.figure,
      name: figureName(one.figure),
      style: { left: share(one.x), top: share(one.y), width: share(one.width), height: share(one.height) },
    }))
}

function inside({ x, y, width, height }: FigurePlace): boolean {
  return x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1.001 && y + height <= 1.001
}

function share(of: number): string {
  return `${Math.round(of * 10_000) / 100}%`
}

/** Where a record opens. */
export function routeOf(record: Pick<RecordRef, 'kind' | 'id'>): string {
  switch (record.kind) {
    case 'observation':
      return `/observations?id=${record.id}`
    case 'homework':
      return `/homework?id=${record.id}`
    case 'lesson_plan':
      return `/plans?id=${record.id}`
    case 'mentoring':
      return `/mentoring?id=${record.id}`
    default:
      return `/roster?teacher=${record.id}`
  }
}

/** The list that shows exactly these records; null when they are of several kinds, of people, or too many to name. */
export function listRoute(rows: readonly RecordRef[]): string | null {
  const kinds = new Set(rows.map((row) => row.kind))
  const [kind] = kinds
  const base = { observation: '/observations', homework: '/homework', lesson_plan: '/plans' }[kind ?? '']
  const ids = [...new Set(rows.map((row) => row.id))]
  if (!base || kinds.size !== 1 || ids.length > MOST_IDS) return null
  return `${base}?ids=${ids.join(',')}`
}

/** The page that fills most of the view, from 0: pages of one height in a column. */
export function pageAt(scrollTop: number, viewHeight: number, pageHeight: number, pages: number): number {
  if (pages === 0 || pageHeight <= 0) return 0
  return Math.min(pages - 1, Math.max(0, Math.floor((scrollTop + viewHeight / 2) / pageHeight)))
}

/** A share in percent of the whole, one decimal at most, half up; — of nothing. */
export function percentOf(part: number, whole: number): string {
  if (whole === 0) return m.figures.none
  return m.figures.share(String(Math.round((part / whole) * 1000 + 1e-9) / 10))
}
