import type { Protection } from '@/host'

/** Papers that are written to a file: what is kept of a teacher, sheets of lessons, an observer's term, a blank scoring sheet, numbered blank forms, the notice to the staff, which code is whose, the table of quotas, a week's planned lessons, 空堂可听, the manual. */
export type PaperName = 'dossier_export' | 'lesson_papers' | 'lesson_book' | 'rubric_paper' | 'blank_forms_make' | 'notice_export' | 'code_table_export' | 'quota_export' | 'schedule_paper' | 'hearing_paper' | 'help_paper'

/** What most papers can be: the file's ending and the program that goes on with it. */
export const FORMATS = [['pdf', 'PDF'], ['docx', 'Word']] as const

/** The ending of the file: an archive when a password stands before it. */
export function endingOf(format: string, protection: Protection): string {
  return protection.kind === 'password' ? 'zip' : format
}

/** Whether a password opens an archive in every program: 8 characters or more, Latin letters, digits and signs. */
export function passwordStands(password: string): boolean {
  return /^[!-~]{8,}$/.test(password)
}
