/** A row of a long timeline that is drawn. */
export interface Drawn<Row> {
  row: Row
  index: number
  /** Height of the rows left out above it, in pixels. */
  above: number
  /** Height of the rows left out below it, for the last one that is drawn. */
  below: number
}

/** Up to so many rows all are drawn. */
export const MANY = 80

/**
 * The rows near the window, and those whose height is not known yet: left out are those above `top` and below `bottom` whose
 * heights are known by their keys, but for those that `stay`.
 */
export function folded<Row extends { key: number }>(
  rows: readonly Row[],
  heights: ReadonlyMap<number, number>,
  { top, bottom }: { top: number; bottom: number },
  stays: (index: number) => boolean,
): Drawn<Row>[] {
  const drawn: Drawn<Row>[] = []
  let [at, out] = [0, 0]
  rows.forEach((row, index) => {
    const height = heights.get(row.key)
    if (rows.length <= MANY || height === undefined || stays(index) || (at + height > top && at < bottom)) {
      drawn.push({ row, index, above: out, below: 0 })
      out = 0
    } else out += height
    at += height ?? 0
  })
  const last = drawn.at(-1)
  if (last) last.below = out
  return drawn
}
