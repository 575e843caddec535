import type { Draft, PlanRow } from '@/host'
import { m } from './messages'

/** What a paragraph of a plan is. */
export type ParagraphKind = 'head' | 'sub' | 'text'

export interface Paragraph {
  kind: ParagraphKind
  text: string
}

/** Names of the sections of a plan that stand without a number. */
const SECTION =
  /^(教学(目标|重点|难点|重难点|准备|过程|方法|反思|后记|内容)|学情分析|教材分析|板书(设计)?|作业(设计|布置)?|布置作业|课时安排|集体备课意见)[:：]?$/

/**
 * The text by paragraphs, empty lines left out: named sections and 一、… are headings, （一）… lesser ones; below named
 * sections 一、… are lesser ones too.
 */
export function paragraphs(body: string): Paragraph[] {
  const lines = body
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const named = lines.some((line) => SECTION.test(line))
  return lines.map((text) => ({ text, kind: kindOf(text, named) }))
}

function kindOf(text: string, named: boolean): ParagraphKind {
  if (text.length > 30) return 'text'
  if (SECTION.test(text)) return 'head'
  if (/^[一二三四五六七八九十]+、/.test(text)) return named ? 'sub' : 'head'
  return /^[（(][一二三四五六七八九十]+[）)]/.test(text) ? 'sub' : 'text'
}

/** Characters without white space. */
export function length(text: string): number {
  return text.replace(/\s+/g, '').length
}

/** Number of the draft that comes next; null when all four are there. */
export function nextNumber(drafts: readonly Pick<Draft, 'number'>[]): number | null {
  const there = new Set(drafts.map((one) => one.number))
  return [1, 2, 3, 4].find((number) => !there.has(number)) ?? null
}

export function stageName(number: number): string {
  return m.stages[number - 1] ?? String(number)
}

/** Under which number of drafts a plan stands: 未交稿 一稿 二稿 三稿及以上. */
export function draftGroup(row: Pick<PlanRow, 'drafts'>): string {
  return m.list.byDrafts[Math.min(3, row.drafts.length)] ?? ''
}

/** A topic in the marks of a title; one that has them keeps them. */
export function named(topic: string): string {
  const text = topic.trim()
  return text === '' || text.startsWith('《') ? text : `《${text}》`
}
