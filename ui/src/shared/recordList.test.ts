import { describe, expect, it } from 'vitest'
import { composing, moved } from './keys'
import { linesOf, wideEnough } from './recordList'
import { matchEntries } from './palette'

describe('list lines', () => {
  it('puts a heading with its count above each week', () => {
    const rows = [3, 3, 2].map((week, index) => ({ id: `r${index}`, week }))
    const lines = linesOf(rows, (row) => ({ key: String(row.week), title: `第${row.week}周` }))
    expect(lines.map((line) => ('head' in line ? `${line.head.title}:${line.count}` : line.row.id))).toEqual([
      '第3周:2',
      'r0',
      'r1',
      '第2周:1',
      'r2',
    ])
  })

  it('does not cut off what tells people of one name apart', () => {
    const column = { key: 'teacher', title: '教师', width: 54 }
    const rows = [{ teacher: '林晓燕' }, { teacher: '张伟（语文 0012）' }]
    expect(wideEnough(column, rows.slice(0, 1)).width).toBe(54)
    expect(wideEnough(column, rows).width).toBeGreaterThan(6 * 13 + 5 * 7)
    expect(wideEnough({ key: 'topic', title: '课题' }, [{ topic: '背影（第二课时）' }]).width).toBeUndefined()
  })

  it('makes 50,000 lines at once', () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => ({ id: String(index) }))
    expect(linesOf(rows)).toHaveLength(50_000)
  })
})

describe('keys', () => {
  const press = (key: string, more: KeyboardEventInit = {}) => new KeyboardEvent('keydown', { key, ...more })

  it('moves by arrows and J K, and stays inside', () => {
    expect(moved(press('ArrowDown'), -1, 3)).toBe(0)
    expect(moved(press('j'), 2, 3)).toBe(2)
    expect(moved(press('K'), 0, 3)).toBe(0)
    expect(moved(press('End'), 0, 3)).toBe(2)
    expect(moved(press('k', { ctrlKey: true }), 0, 3)).toBeNull()
    expect(moved(press('j'), 0, 0)).toBeNull()
  })

  it('knows when an input method is composing', () => {
    expect(composing(press('Enter', { isComposing: true }))).toBe(true)
    expect(composing(press('Enter'))).toBe(false)
  })
})

describe('palette', () => {
  const run = () => undefined
  const entries = [
    { id: '1', group: '教师', name: '林晓燕', pinyin: 'linxiaoyan lxy', run },
    { id: '2', group: '操作', name: '登记听课', pinyin: 'dengjitingke djtk', run },
    { id: '3', group: '页面', name: '听课评课', pinyin: 'tingkepingke tkpk', run },
  ]

  it('finds over groups and keeps their order', () => {
    expect(matchEntries('听课', entries).map((entry) => entry.id)).toEqual(['2', '3'])
    expect(matchEntries('lxy', entries).map((entry) => entry.id)).toEqual(['1'])
    expect(matchEntries('zzz', entries)).toEqual([])
  })
})
