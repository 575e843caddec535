import type { Rubric, Score } from '@/host'

/** Levels by item while a sheet is scored; null or absent is open. */
export type Levels = Record<string, number | null>

/** Where the scoring stands. */
export interface Tally {
  /** Points of the items that have a level. */
  points: number
  /** Points that these items could have brought. */
  most: number
  /** Items without a level. */
  open: number
  /** Band of the total; null while an item is open. */
  band: string | null
}

/** Adds up; a level is a fifth of the item's points. The host computes the same and has the last word. */
export function tally(rubric: Rubric, levels: Levels): Tally {
  const scored = rubric.items.filter((item) => levels[item.id])
  const points = oneDecimal(scored.reduce((sum, item) => sum + (item.points * (levels[item.id] ?? 0)) / 5, 0))
  const open = rubric.items.length - scored.length
  const complete = open === 0 && rubric.items.length > 0
  return {
    points,
    most: oneDecimal(scored.reduce((sum, item) => sum + item.points, 0)),
    open,
    band: complete ? (rubric.bands.find((band) => points >= band.from)?.name ?? null) : null,
  }
}

export function levelsOf(scores: readonly Score[]): Levels {
  return Object.fromEntries(scores.map(({ item_id, level }) => [item_id, level]))
}

/** The levels as they are saved, in the order of the scoring sheet. */
export function scoresOf(rubric: Rubric, levels: Levels): Score[] {
  return rubric.items.flatMap(({ id }) => {
    const level = levels[id]
    return level ? [{ item_id: id, level }] : []
  })
}

/** A number of points: whole without a fraction, else with one decimal. */
export function pointText(points: number): string {
  return Number.isInteger(points) ? String(points) : points.toFixed(1)
}

function oneDecimal(value: number): number {
  return Math.round(value * 10 + 1e-9) / 10
}
