import type { ImportKind } from '@/host'

/** What each kind of file is called. */
export const NOUNS: Record<ImportKind, string> = {
  roster: '教师名册',
  timetable: '课程表',
  calendar: '校历与节假日',
  observations: '听课登记表',
  homework: '作业检查登记表',
  plans: '教案登记表',
  pairings: '师徒结对名单',
  work: '行事历',
  open_lessons: '公开课安排',
  leaders: '组长名单',
  tags: '青年教师名单',
  assignments: '任课表',
}
