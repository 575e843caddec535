import type { SheetRow } from '@/host'
import { fit } from '@/shared/find'

/** A topic in the marks of a title; one that has them keeps them. */
export function named(topic: string): string {
  const text = topic.trim()
  if (text === '') return ''
  return text.startsWith('《') ? text : `《${text}》`
}

/** What a list of sheets is narrowed to; empty text and null narrow nothing. */
export interface Narrowing {
  segment: string
  query: string
  subject: string
  kind: string
  week: number | null
  teacherId: string | null
  observerId: string | null
  ids: ReadonlySet<string> | null
}

/** Whether the sheet stays in the list; `spelled` gives a teacher's spellings for finding by pinyin. */
export function stays(row: SheetRow, by: Narrowing, spelled: (id: string | null) => string): boolean {
  if (by.segment === 'draft' && row.state !== 'draft') return false
  if (by.subject && row.subject !== by.subject) return false
  if (by.kind && row.lesson_kind !== by.kind) return false
  if (by.week !== null && row.week !== by.week) return false
  if (by.teacherId && row.teacher_id !== by.teacherId) return false
  if (by.observerId && row.observer_id !== by.observerId) return false
  if (by.ids && !by.ids.has(row.id)) return false
  return found(row, by.query.trim(), spelled)
}

function found(row: SheetRow, typed: string, spelled: (id: string | null) => string): boolean {
  if (typed === '') return true
  const text = typed.toLowerCase()
  if ([row.topic, row.class_name, row.subject].some((part) => part.toLowerCase().includes(text))) return true
  return (
    fit(typed, { name: row.teacher, pinyin: spelled(row.teacher_id) }) > 0 ||
    fit(typed, { name: row.observer, pinyin: spelled(row.observer_id) }) > 0
  )
}
