import type { Protection } from '@/host'

/** Papers that are written to a file: what is kept of a teacher, sheets of lessons, the notice to the staff, which code is whose, the table of quotas. */
export type PaperName = 'dossier_export' | 'lesson_papers' | 'notice_export' | 'code_table_export' | 'quota_export'

/** The ending of the file: an archive when a password stands before it. */
export function endingOf(format: string, protection: Protection): string {
  return protection.kind === 'password' ? 'zip' : format
}

/** Whether a password opens an archive in every program: 8 characters or more, Latin letters, digits and signs. */
export function passwordStands(password: string): boolean {
  return /^[!-~]{8,}$/.test(password)
}
