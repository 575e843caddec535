import { describe, expect, it } from 'vitest'
import { matchEntries, type PaletteEntry } from './palette'

const entry = (id: string, name: string, more: Partial<PaletteEntry> = {}): PaletteEntry => ({ id, name, group: '教师', run: () => undefined, ...more })
const ids = (typed: string, entries: PaletteEntry[]) => matchEntries(typed, entries).map((one) => one.id)

describe('the entries of Ctrl+K', () => {
  it('keeps what the host found, behind what fits by its name', () => {
    const entries = [entry('former', '何静', { found: true, typedOnly: true }), entry('named', '何晓静'), entry('other', '李梅')]
    expect(ids('何晓静', entries)).toEqual(['named', 'former'])
    expect(ids('', entries)).toEqual(['named', 'other'])
  })

  it('finds actions by initials', () => {
    expect(ids('djtk', [entry('log', '登记听课', { pinyin: 'dengjitingke djtk' })])).toEqual(['log'])
  })
})
