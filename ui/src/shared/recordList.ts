/** A column of a RecordList; the cell's content comes from the slot named like `key`, or from the row's field. */
export interface Column {
  key: string
  title: string
  /** Width in pixels; without one the column takes the room that is left. */
  width?: number
  align?: 'start' | 'end' | 'center'
  /** Hidden below 1280 pixels. */
  wide?: boolean
}

/** The heading above the rows of one group: a week. */
export interface GroupHead {
  key: string
  title: string
  /** Said in grey beside the title: 11/16–11/22 */
  note?: string
}

export interface Row {
  id: string
}

/** What stands on one line of the list. */
export type Line<T> = { head: GroupHead; count: number } | { row: T; index: number }

/** Puts a heading above each run of rows of the same group. Rows come sorted. */
export function linesOf<T extends Row>(rows: readonly T[], groupOf?: (row: T) => GroupHead): Line<T>[] {
  const lines: Line<T>[] = []
  let open: { head: GroupHead; count: number } | null = null
  rows.forEach((row, index) => {
    const head = groupOf?.(row)
    if (head && head.key !== open?.head.key) {
      open = { head, count: 0 }
      lines.push(open)
    }
    if (open) open.count += 1
    lines.push({ row, index })
  })
  return lines
}

/** The column, wide enough for names that are told apart by what stands behind them: cut off, 张伟（语文 0012） tells nothing. */
export function wideEnough(column: Column, rows: readonly object[]): Column {
  const halves = rows.reduce((most, row) => {
    const text: unknown = Reflect.get(row, column.key)
    return typeof text === 'string' && text.endsWith('）') ? Math.max(most, text.replace(/[^ -~]/g, '..').length) : most
  }, 0)
  return column.width ? { ...column, width: Math.max(column.width, Math.ceil(halves * 7)) } : column
}
