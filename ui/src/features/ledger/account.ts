import type { LedgerLine, LedgerRecord, LedgerRequest } from '@/host'
import { m } from './messages'

/** The columns with numbers, in the order of the table. */
export const FIGURES = ['owed', 'waived', 'net', 'done', 'counted', 'refused', 'left', 'due'] as const
export type Figure = (typeof FIGURES)[number]
export type SortKey = Figure | 'teacher' | 'category'

/** What the ledger is narrowed to. */
export interface View {
  /** Day up to which is counted; null for today. */
  asOf: string | null
  /** A department's identifier; empty for all. */
  department: string
  behind: boolean
}

export function requestOf(view: View): LedgerRequest {
  return { term_id: null, as_of: view.asOf, department_id: view.department || null, teacher_id: null }
}

/** What a column says of a line. */
export function figure(line: LedgerLine, key: Figure): number {
  return key === 'refused' ? line.done - line.counted : line[key]
}

/** The lines by a column; the roster's order holds among equals, and alone without a column. */
export function sorted(lines: readonly LedgerLine[], key: SortKey | null, down: boolean): LedgerLine[] {
  if (key === null) return [...lines]
  const compare = (a: LedgerLine, b: LedgerLine) =>
    key === 'teacher' || key === 'category' ? a[key].localeCompare(b[key], 'zh-CN') : figure(a, key) - figure(b, key)
  return [...lines].sort((a, b) => (down ? compare(b, a) : compare(a, b)))
}

/** The words of the reasons, joined. */
export function reasons(codes: readonly string[]): string {
  return codes.map((code) => m.reasons[code] ?? code).join('、')
}

/** 没有评课意见 2 节、校外听课不计 1 节 */
export function refusals(line: LedgerLine): string {
  return line.refused.map((one) => `${reasons([one.reason])}${one.lessons}节`).join('、')
}

/** The lessons of a part of the account: those that count, those that do not, all. */
export function partOf(rows: readonly LedgerRecord[], part: string): LedgerRecord[] {
  if (part === 'counted') return rows.filter((row) => row.counted > 0)
  return part === 'refused' ? rows.filter((row) => row.counted < row.done) : [...rows]
}
