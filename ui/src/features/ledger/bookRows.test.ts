import { describe, expect, it } from 'vitest'
import { asAbove, type BookRow, emptyRow, inherited, reviews } from './bookRows'
import { m } from './messages'

const span = { today: '2026-11-19', first: '2026-09-01', last: '2027-01-29' }
const row = (fields: Partial<BookRow>): BookRow => ({ ...emptyRow(), ...fields })
const made = (rows: BookRow[]) => {
  let next = 0
  return reviews(rows, ['a', 'b', 'c', 'd'], 't', span, () => `id${(next += 1)}`)
}

describe('the grid of paper books', () => {
  it('takes day and reviewer from the row above, and all as valid unless it is said', () => {
    const rows = [row({ date: '11.12', entered: '6', valid: '4', reason: '两节没有评语', grade: '良', reviewer: 'r' }), row({}), row({ entered: '５' }), row({ date: '昨天', entered: '0' })]
    expect(made(rows)).toEqual({
      rows: [
        { id: 'id1', term_id: 't', teacher_id: 'a', date: '2026-11-12', entered: 6, valid: 4, reason: '两节没有评语', grade: '良', reviewer_id: 'r' },
        { id: 'id2', term_id: 't', teacher_id: 'c', date: '2026-11-12', entered: 5, valid: 5, reason: '', grade: '', reviewer_id: 'r' },
        { id: 'id3', term_id: 't', teacher_id: 'd', date: '2026-11-18', entered: 0, valid: 0, reason: '', grade: '', reviewer_id: 'r' },
      ],
    })
    expect(inherited([row({})], 0, '2026-11-19')).toEqual({ date: '2026-11-19', reviewer: null })
  })

  it('names the first row that cannot be read', () => {
    expect(made([row({ entered: '3' }), row({ entered: '六' })])).toEqual({ at: 1, why: m.book.bad.number })
    expect(made([row({ entered: '3', valid: '4' })])).toEqual({ at: 0, why: m.book.bad.valid })
    for (const date of ['明天', '2026.8.1', '无']) expect(made([row({ entered: '3', date })])).toEqual({ at: 0, why: m.book.bad.day })
  })

  it('takes over a cell from above', () => {
    const rows = [row({ grade: '优', entered: '6' }), row({})]
    asAbove(rows, 1, 'grade')
    asAbove(rows, 0, 'grade')
    expect(rows[1]).toEqual(row({ grade: '优' }))
  })
})
