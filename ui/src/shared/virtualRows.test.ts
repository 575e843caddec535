import { describe, expect, it } from 'vitest'
import { scrollTo, stretchOf, topsOf } from './virtualRows'

const TOPS = topsOf([28, 32, 32, 28, 32])

describe('virtual rows', () => {
  it('adds the heights up', () => {
    expect(TOPS).toEqual([0, 28, 60, 92, 120, 152])
  })

  it('draws what touches the window and the spare lines', () => {
    expect(stretchOf(TOPS, 0, 40, 0)).toEqual({ from: 0, to: 2 })
    expect(stretchOf(TOPS, 61, 40, 0)).toEqual({ from: 2, to: 4 })
    expect(stretchOf(TOPS, 61, 40, 1)).toEqual({ from: 1, to: 5 })
    expect(stretchOf(TOPS, 9000, 40, 3)).toEqual({ from: 1, to: 5 })
    expect(stretchOf(topsOf([]), 0, 400, 12)).toEqual({ from: 0, to: 0 })
  })

  it('scrolls no further than needed', () => {
    expect(scrollTo(TOPS, 1, 0, 100)).toBe(0)
    expect(scrollTo(TOPS, 4, 0, 100)).toBe(52)
    expect(scrollTo(TOPS, 0, 60, 40)).toBe(0)
  })

  it('finds its place among 50,000 lines', () => {
    const many = topsOf(Array.from({ length: 50_000 }, () => 32))
    expect(stretchOf(many, 32 * 40_000, 640, 12)).toEqual({ from: 39_988, to: 40_033 })
  })
})
