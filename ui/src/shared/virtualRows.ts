/** Which of many lines are near the window that scrolls over them: lines have known heights, so nothing is measured. */
export interface Stretch {
  /** First line to draw. */
  from: number
  /** One past the last line to draw. */
  to: number
}

/** Top of every line in pixels, and below the last one the whole height. */
export function topsOf(heights: Iterable<number>): number[] {
  const tops = [0]
  let top = 0
  for (const height of heights) {
    top += height
    tops.push(top)
  }
  return tops
}

/** The lines that touch the window, and so many more on either side. */
export function stretchOf(tops: readonly number[], scrolled: number, height: number, spare: number): Stretch {
  const count = tops.length - 1
  const from = Math.max(0, lineAt(tops, scrolled) - spare)
  const to = Math.min(count, lineAt(tops, scrolled + height) + 1 + spare)
  return { from, to }
}

/** Where to scroll so that the line is whole on the screen; the present place when it is already. */
export function scrollTo(tops: readonly number[], line: number, scrolled: number, height: number): number {
  const top = tops[line] ?? 0
  const bottom = tops[line + 1] ?? top
  if (top < scrolled) return top
  return bottom > scrolled + height ? bottom - height : scrolled
}

/** The line at that height; the last one below them all. */
function lineAt(tops: readonly number[], height: number): number {
  let low = 0
  let high = Math.max(0, tops.length - 2)
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((tops[middle] ?? 0) <= height) low = middle
    else high = middle - 1
  }
  return low
}
