import type { Backup, RecordCount } from '@/host'

/** 2.4 MB, 860 KB */
export function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** Backups of one day. */
export interface BackupDay {
  day: string
  rows: Backup[]
}

/** Newest first, by day; those that cannot be read stand last under no day. */
export function byDay(rows: readonly Backup[]): BackupDay[] {
  const days = new Map<string, Backup[]>()
  for (const row of [...rows].sort((a, b) => b.made_at.localeCompare(a.made_at))) {
    const day = row.made_at.slice(0, 10)
    days.set(day, [...(days.get(day) ?? []), row])
  }
  return [...days].map(([day, own]) => ({ day, rows: own }))
}

/** A kind's count now and in the backup. */
export interface Compared {
  kind: string
  now: number
  after: number
}

/** Every kind of either side, in the order of the present. */
export function compared(now: readonly RecordCount[], after: readonly RecordCount[]): Compared[] {
  const kinds = new Set([...now, ...after].map(({ kind }) => kind))
  const count = (of: readonly RecordCount[], kind: string) => of.find((one) => one.kind === kind)?.count ?? 0
  return [...kinds].map((kind) => ({ kind, now: count(now, kind), after: count(after, kind) }))
}
