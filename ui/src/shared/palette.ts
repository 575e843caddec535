import type { Component } from 'vue'
import { fit } from './find'

/** Something that Ctrl+K can find: a person, a page, an action. */
export interface PaletteEntry {
  id: string
  /** Heading under which it stands: 教师, 页面, 操作 */
  group: string
  icon?: Component
  name: string
  pinyin?: string
  /** Said in grey beside the name. */
  note?: string
  /** Its own shortcut, shown at the right. */
  keys?: string
  /** Comes only once something is typed: there are hundreds of its kind. */
  typedOnly?: boolean
  /** The host found it for what is typed: it stands as it came, behind what fits by its name. */
  found?: boolean
  run: () => void
}

/** The entries that fit, groups in the order of their first entry, at most `perGroup` of each. */
export function matchEntries(typed: string, entries: readonly PaletteEntry[], perGroup = 6): PaletteEntry[] {
  const groups = new Map<string, { entry: PaletteEntry; score: number }[]>()
  for (const entry of entries) {
    const score = typed.trim() === '' && entry.typedOnly ? 0 : fit(typed, entry) || (entry.found ? 0.5 : 0)
    const own = groups.get(entry.group) ?? []
    groups.set(entry.group, own)
    if (score > 0) own.push({ entry, score })
  }
  return [...groups.values()].flatMap((hits) =>
    hits
      .sort((a, b) => b.score - a.score)
      .slice(0, perGroup)
      .map((hit) => hit.entry),
  )
}
