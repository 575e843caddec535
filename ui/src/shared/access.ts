import type { CommandName } from '@/host'

/**
 * What each address asks for, in one place: an entry that leads there is shown only to a role that may call all of it.
 * The longest beginning that fits counts. Pages that only change what is the director's need the command that changes it.
 */
const NEEDS: Record<string, readonly CommandName[]> = {
  '/': ['dashboard_get'],
  '/observations': ['observation_list'],
  '/observations/': ['observation_get', 'observation_prefill', 'observation_save', 'observation_submit'],
  '/lessons': ['planned_lesson_list', 'hearing_get'],
  '/homework': ['homework_list'],
  '/homework?new': ['homework_list', 'homework_save'],
  '/plans': ['lesson_plan_list'],
  '/plans?new': ['lesson_plan_list', 'lesson_plan_save'],
  '/mentoring': ['pairing_list', 'summary_get'],
  '/mentoring?new': ['pairing_list', 'summary_get', 'pairing_save'],
  '/ledger': ['quota_ledger', 'quota_records', 'coverage_get', 'visit_proposal', 'waiver_list', 'book_list'],
  '/summary': ['summary_get', 'summary_records'],
  '/summary?export': ['summary_get', 'report_preview', 'report_export'],
  '/roster': ['roster_get', 'timetable_get'],
  '/roster?change': ['timetable_get', 'lesson_change_save'],
  '/roster?merge': ['roster_get', 'teacher_merge'],
  '/calendar': ['calendar_get', 'term_create', 'term_update', 'week_update', 'day_save', 'day_delete', 'periods_save'],
  '/new-year': ['new_year_preview', 'new_year_run'],
  '/quota': ['quota_list', 'quota_save', 'quota_delete'],
  '/settings': ['app_status', 'vault_settings'],
  '/history': ['history_office', 'history_act', 'history_check'],
  '/import': ['import_preview', 'import_apply'],
  '/setup': ['school_create', 'import_apply', 'term_create', 'quota_save'],
}

/** The commands behind an address. */
export function needsOf(to: string): readonly CommandName[] {
  const fits = Object.keys(NEEDS).filter((start) => to.startsWith(start))
  return NEEDS[fits.sort((a, b) => b.length - a.length)[0] ?? '/'] ?? []
}
