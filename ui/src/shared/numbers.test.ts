import { describe, expect, it } from 'vitest'
import { fits, readNumber, stepped } from './numbers'

const tenths = { least: 6, most: 10, step: 0.1 }

describe('numbers', () => {
  it('are read as they are typed, also by an input method', () => {
    expect(['8.5', ' 8 ', '８．５', '8。5', '.5', '-1', '', '8.5.', '八'].map(readNumber)).toEqual([8.5, 8, 8.5, 8.5, 0.5, -1, null, null, null])
  })

  it('fit their range and its steps', () => {
    expect([6, 6.3, 9.9, 10].every((one) => fits(one, tenths))).toBe(true)
    expect([5.9, 10.1, 6.25].some((one) => fits(one, tenths))).toBe(false)
  })

  it('step without the dust of binary fractions and stop at the ends', () => {
    expect([stepped(6.2, 1, tenths), stepped(6.3, -1, tenths)]).toEqual([6.3, 6.2])
    expect([stepped(10, 1, tenths), stepped(6, -1, tenths)]).toEqual([10, 6])
    expect(stepped(7.25, 1, { least: 0, most: 9, step: 0.5 })).toBe(7.5)
  })
})
