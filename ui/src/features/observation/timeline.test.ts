import { describe, expect, it } from 'vitest'
import { emptyRow, entriesOf, pasted, phasesOf, press, type Press, rowsOf, type TimelineRow, wordCount } from './timeline'

const row = (process: string, remark = '', clock: string | null = null): TimelineRow => ({ ...emptyRow(), process, remark, clock })
const key = (name: string, more: Partial<Press> = {}): Press => ({ key: name, shift: false, atStart: false, atEnd: false, ...more })

describe('Enter', () => {
  it('makes the next row and goes to its process', () => {
    const rows = [row('板书课题')]
    const move = press(rows, { index: 0, column: 'remark' }, key('Enter', { atEnd: true }))
    expect(move?.rows.map((one) => one.process)).toEqual(['板书课题', ''])
    expect(move?.to).toEqual({ index: 1, column: 'process' })
  })

  it('goes between two rows', () => {
    const move = press([row('甲'), row('乙')], { index: 0, column: 'process' }, key('Enter'))
    expect(move?.rows.map((one) => one.process)).toEqual(['甲', '', '乙'])
  })

  it('uses the empty row below instead of making another', () => {
    const move = press([row('甲'), row('')], { index: 0, column: 'process' }, key('Enter'))
    expect(move?.rows).toHaveLength(2)
    expect(move?.to.index).toBe(1)
  })

  it('leaves no empty row behind', () => {
    const move = press([row('')], { index: 0, column: 'process' }, key('Enter'))
    expect(move?.rows).toHaveLength(1)
  })

  it('breaks the line with Shift', () => {
    expect(press([row('甲')], { index: 0, column: 'process' }, key('Enter', { shift: true }))).toBeNull()
  })
})

describe('Alt+Enter', () => {
  it('makes a row above', () => {
    const move = press([row('甲'), row('乙')], { index: 1, column: 'process' }, key('Enter', { alt: true }))
    expect(move?.rows.map((one) => one.process)).toEqual(['甲', '', '乙'])
    expect(move?.to).toEqual({ index: 1, column: 'process' })
  })
})

describe('pasting', () => {
  it('makes a row of each line, with the remark after a tab', () => {
    const move = pasted([row('甲'), row('')], 1, '出示问题\t问题明确\n\n小组讨论\r\n')
    expect(move?.rows.map((one) => [one.process, one.remark])).toEqual([['甲', ''], ['出示问题', '问题明确'], ['小组讨论', '']])
    expect(move?.to.index).toBe(2)
  })

  it('goes below a row with words, and leaves a single line to the field', () => {
    expect(pasted([row('甲')], 0, '乙\n丙')?.rows.map((one) => one.process)).toEqual(['甲', '乙', '丙'])
    expect(pasted([row('甲')], 0, '乙')).toBeNull()
  })

  it('takes the place of a row whose whole text is chosen, but of no remark', () => {
    expect(pasted([row('甲'), row('丁')], 0, '乙\n丙', true)?.rows.map((one) => one.process)).toEqual(['乙', '丙', '丁'])
    expect(pasted([row('甲', '评')], 0, '乙\n丙', true)?.rows.map((one) => one.process)).toEqual(['甲', '乙', '丙'])
  })
})

describe('phases', () => {
  it('last as counted, else until the next one or the end of the lesson, else nobody knows', () => {
    const phase = (name: string, clock: string | null, minutes: number | null = null) => ({ ...row('', '', clock), phase: name, minutes })
    const rows = [phase('导入', '08:00'), row('甲', '', '08:03'), phase('新授', '08:06', 20), phase('练习', '08:25'), phase('小结', null)]
    expect(phasesOf(rows, '08:40')).toEqual([
      { name: '导入', minutes: 6 },
      { name: '新授', minutes: 20 },
      { name: '练习', minutes: null },
      { name: '小结', minutes: null },
    ])
    expect(phasesOf([phase('练习', '08:25')], '08:40')).toEqual([{ name: '练习', minutes: 15 }])
  })
})

describe('Backspace', () => {
  it('deletes an empty row and goes to the end of the one before', () => {
    const move = press([row('甲'), row('')], { index: 1, column: 'process' }, key('Backspace', { atStart: true }))
    expect(move?.rows.map((one) => one.process)).toEqual(['甲'])
    expect(move?.to).toEqual({ index: 0, column: 'process', caret: 'end' })
  })

  it('keeps the last row', () => {
    expect(press([row('')], { index: 0, column: 'process' }, key('Backspace', { atStart: true }))).toBeNull()
  })

  it('never deletes a row with words', () => {
    expect(press([row('甲'), row('乙')], { index: 1, column: 'process' }, key('Backspace', { atStart: true }))).toBeNull()
  })

  it('goes from an empty remark back to its process', () => {
    const move = press([row('甲')], { index: 0, column: 'remark' }, key('Backspace', { atStart: true }))
    expect(move?.to).toEqual({ index: 0, column: 'process', caret: 'end' })
  })

  it('belongs to the field inside the text', () => {
    expect(press([row('甲'), row('乙')], { index: 1, column: 'process' }, key('Backspace'))).toBeNull()
  })
})

describe('arrows', () => {
  const rows = [row('甲'), row('乙'), row('丙')]

  it('leave the field at its edge and stay in the column', () => {
    expect(press(rows, { index: 1, column: 'remark' }, key('ArrowUp', { atStart: true }))?.to).toMatchObject({ index: 0, column: 'remark' })
    expect(press(rows, { index: 1, column: 'remark' }, key('ArrowDown', { atEnd: true }))?.to).toMatchObject({ index: 2, column: 'remark' })
  })

  it('belong to the field elsewhere and stop at the ends', () => {
    expect(press(rows, { index: 1, column: 'process' }, key('ArrowUp'))).toBeNull()
    expect(press(rows, { index: 0, column: 'process' }, key('ArrowUp', { atStart: true }))).toBeNull()
    expect(press(rows, { index: 2, column: 'process' }, key('ArrowDown', { atEnd: true }))).toBeNull()
  })

  it('leave Tab to the browser: no trap', () => {
    expect(press(rows, { index: 1, column: 'process' }, key('Tab'))).toBeNull()
  })
})

describe('what is saved', () => {
  it('drops rows without words, and clock times of a later entry', () => {
    const rows = [row('甲', '', '10:05'), row(' ', ''), row('', '好', '10:07')]
    const plain = { side: null, phase: '', minutes: null }
    expect(entriesOf(rows, false)).toEqual([
      { clock: '10:05', process: '甲', remark: '', ...plain },
      { clock: '10:07', process: '', remark: '好', ...plain },
    ])
    expect(entriesOf(rows, true).every((one) => one.clock === null)).toBe(true)
  })

  it('opens an empty sheet with one row to write in', () => {
    expect(rowsOf([])).toHaveLength(1)
    expect(rowsOf([row('甲')])).toHaveLength(1)
  })

  it('counts characters without white space', () => {
    expect(wordCount([row('板书 课题', '好。')])).toBe(6)
  })
})
