import { describe, expect, it } from 'vitest'
import { folded, MANY } from './folded'

const rows = Array.from({ length: 500 }, (_, key) => ({ key }))
const heights = new Map(rows.map(({ key }) => [key, 50]))
const window = { top: 10_000, bottom: 10_500 }

/** Where each row that is drawn stands, by the rows that are drawn and the gaps between them. */
function tops(drawn: ReturnType<typeof folded<{ key: number }>>): [key: number, top: number][] {
  let at = 0
  return drawn.map(({ row, above }) => {
    at += above
    const top = at
    at += heights.get(row.key) ?? 0
    return [row.key, top]
  })
}

describe('a long timeline', () => {
  it('draws the rows near the window, and keeps every row where it would stand with all of them', () => {
    const drawn = folded(rows, heights, window, () => false)
    expect(drawn.map(({ index }) => index)).toEqual([200, 201, 202, 203, 204, 205, 206, 207, 208, 209])
    expect(tops(drawn).every(([key, top]) => top === key * 50)).toBe(true)
    expect(drawn.at(-1)?.below).toBe(290 * 50)
  })

  it('keeps the row of the caret although it was scrolled away', () => {
    const drawn = folded(rows, heights, window, (index) => index === 499)
    expect(drawn.at(-1)?.row.key).toBe(499)
    expect(tops(drawn).at(-1)).toEqual([499, 499 * 50])
    expect(drawn.at(-1)?.below).toBe(0)
  })

  it('draws what was never measured', () => {
    const known = new Map([...heights].filter(([key]) => key !== 3))
    expect(folded(rows, known, window, () => false)[0]?.row.key).toBe(3)
  })

  it('leaves nothing out of an ordinary one', () => {
    expect(folded(rows.slice(0, MANY), heights, window, () => false)).toHaveLength(MANY)
  })
})
