import { describe, expect, it } from 'vitest'
import type { Rubric } from '@/host'
import { levelsOf, pointText, scoresOf, tally } from './score'

const rubric: Rubric = {
  id: 'r',
  name: '课堂评价表',
  total: 100,
  items: ['目标', '内容', '过程', '学习', '效果'].map((name, index) => ({ id: String(index), name, points: 20, levels: [] })),
  bands: [
    { name: '优', from: 90 },
    { name: '良', from: 75 },
    { name: '合格', from: 60 },
    { name: '待提高', from: 0 },
  ],
}

describe('tally', () => {
  it('adds up what is scored and says what is open', () => {
    expect(tally(rubric, { 0: 4, 1: 4, 2: 4, 3: null })).toEqual({ points: 48, most: 60, open: 2, band: null })
  })

  it('gives the band only of a whole sheet', () => {
    expect(tally(rubric, { 0: 5, 1: 5, 2: 5, 3: 4, 4: 4 })).toMatchObject({ points: 92, open: 0, band: '优' })
    expect(tally(rubric, { 0: 1, 1: 1, 2: 1, 3: 1, 4: 1 })).toMatchObject({ points: 20, band: '待提高' })
  })

  it('takes the lower edge of a band into it', () => {
    expect(tally(rubric, { 0: 3, 1: 3, 2: 3, 3: 3, 4: 3 })).toMatchObject({ points: 60, band: '合格' })
  })

  it('keeps one decimal of uneven points', () => {
    const uneven = { ...rubric, items: [{ id: 'a', name: '甲', points: 12.5, levels: [] }] }
    expect(tally(uneven, { a: 3 }).points).toBe(7.5)
  })
})

describe('scores', () => {
  it('are saved in the order of the sheet, open items left out', () => {
    expect(scoresOf(rubric, { 4: 5, 0: 3, 2: null })).toEqual([
      { item_id: '0', level: 3 },
      { item_id: '4', level: 5 },
    ])
    expect(levelsOf([{ item_id: '4', level: 5 }])).toEqual({ 4: 5 })
  })

  it('are written without a needless decimal', () => {
    expect([pointText(80), pointText(7.5)]).toEqual(['80', '7.5'])
  })
})
