import type { TimelineEntry } from '@/host'

/** A row while it is written; `key` keeps its fields in place when rows come and go. */
export interface TimelineRow extends TimelineEntry {
  key: number
}

export type TimelineColumn = 'process' | 'remark'

/** Where the caret stands. */
export interface Spot {
  index: number
  column: TimelineColumn
  /** Where the caret goes in the field: its start or its end. */
  caret?: 'start' | 'end'
}

/** A key press in a field, with what the rules need to know of the caret. */
export interface Press {
  key: string
  shift: boolean
  alt?: boolean
  /** Nothing is selected and the caret stands before the first character. */
  atStart: boolean
  /** Nothing is selected and the caret stands after the last character. */
  atEnd: boolean
}

/** What a key does: the rows after it and where the caret goes. */
export interface Move {
  rows: TimelineRow[]
  to: Spot
}

let turn = 0

/** A row without a word. */
export function emptyRow(): TimelineRow {
  turn += 1
  return { key: turn, clock: null, process: '', remark: '', side: null, phase: '', minutes: null }
}

/** The rows of a sheet, ready for writing: with one empty row at the end of an empty sheet. */
export function rowsOf(entries: readonly TimelineEntry[]): TimelineRow[] {
  const rows = entries.map((entry) => ({ ...emptyRow(), ...entry }))
  return rows.length > 0 ? rows : [emptyRow()]
}

/** The rows that carry words, as they are saved; without clock times when the sheet is entered after the lesson. */
export function entriesOf(rows: readonly TimelineRow[], enteredAfter: boolean): TimelineEntry[] {
  return rows
    .filter((row) => !blank(row))
    .map(({ clock, process, remark, side, phase, minutes }) => ({
      clock: enteredAfter ? null : clock,
      process,
      remark,
      side,
      phase: phase.trim(),
      minutes,
    }))
}

/** Whether the row has no word yet. */
export function blank(row: TimelineEntry): boolean {
  return `${row.process}${row.remark}${row.phase}`.trim() === ''
}

/** Characters written, without white space. */
export function wordCount(rows: readonly TimelineEntry[]): number {
  return rows.reduce((sum, row) => sum + `${row.process}${row.remark}`.replace(/\s+/g, '').length, 0)
}

/**
 * What a key does in the row at `spot`; null when it belongs to the field. Enter goes to the next row, making one, with
 * Alt above;
 * Backspace in an empty row deletes it; the arrows leave a field at its edge. Tab is the browser's: from the process
 * to the remark to the next row, and out of the last one.
 */
export function press(rows: readonly TimelineRow[], spot: Spot, { key, shift, alt, atStart, atEnd }: Press): Move | null {
  const row = rows[spot.index]
  if (!row) return null
  if (key === 'Enter' && alt) return { rows: rows.toSpliced(spot.index, 0, emptyRow()), to: { index: spot.index, column: 'process' } }
  if (key === 'Enter' && !shift) return next(rows, spot.index)
  if (key === 'Backspace' && atStart) return back(rows, spot, row)
  if (key === 'ArrowUp' && atStart && spot.index > 0) {
    return { rows: [...rows], to: { index: spot.index - 1, column: spot.column, caret: 'end' } }
  }
  if (key === 'ArrowDown' && atEnd && spot.index < rows.length - 1) {
    return { rows: [...rows], to: { index: spot.index + 1, column: spot.column, caret: 'end' } }
  }
  return null
}

/** Lines that are pasted become rows, in the place of a row whose text is `chosen`; what follows a tab is the remark. Null for a single line: the field takes it. */
export function pasted(rows: readonly TimelineRow[], index: number, text: string, chosen = false): Move | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const here = rows[index]
  if (!here || lines.length < 2) return null
  const made = lines.map((line) => {
    const [process = '', ...rest] = line.split('\t')
    return { ...emptyRow(), process: process.trim(), remark: rest.join(' ').trim() }
  })
  const gone = blank(here) || (chosen && here.remark === '')
  const from = gone ? index : index + 1
  return {
    rows: rows.toSpliced(from, gone ? 1 : 0, ...made),
    to: { index: from + made.length - 1, column: 'process', caret: 'end' },
  }
}

/** A phase of the lesson with its length: as the observer counted, else by the clock times, else not known. */
export interface Phase {
  name: string
  minutes: number | null
}

/** The phases of a lesson; `end` is the clock time at which it ended, for the last one. */
export function phasesOf(rows: readonly TimelineEntry[], end: string | null): Phase[] {
  const starts = rows.filter((row) => row.phase.trim() !== '')
  return starts.map((row, index) => {
    const until = index + 1 < starts.length ? (starts[index + 1]?.clock ?? null) : end
    return { name: row.phase.trim(), minutes: row.minutes ?? between(row.clock, until) }
  })
}

function between(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null
  const [start, end] = [from, to].map((clock) => {
    const [hour = 0, minute = 0] = clock.split(':').map(Number)
    return hour * 60 + minute
  }) as [number, number]
  return end > start ? end - start : null
}

function next(rows: readonly TimelineRow[], index: number): Move {
  const here = rows[index]
  const below = rows[index + 1]
  // An empty row is not left behind, and an empty one below is used.
  if (here && blank(here)) return { rows: [...rows], to: { index, column: 'process' } }
  if (below && blank(below)) return { rows: [...rows], to: { index: index + 1, column: 'process' } }
  return { rows: rows.toSpliced(index + 1, 0, emptyRow()), to: { index: index + 1, column: 'process' } }
}

function back(rows: readonly TimelineRow[], { index, column }: Spot, row: TimelineRow): Move | null {
  if (blank(row) && rows.length > 1) {
    const to: Spot = { index: Math.max(0, index - 1), column: 'process', caret: index === 0 ? 'start' : 'end' }
    return { rows: rows.toSpliced(index, 1), to }
  }
  if (column === 'remark' && row.remark === '') return { rows: [...rows], to: { index, column: 'process', caret: 'end' } }
  return null
}
