import type { CommandName, ResponseOf } from '@/host'
import { KejiError } from '@/host'
import { ROLES, type Role } from '@/host/generated'
import type { Outgoing, Transport } from '@/host/transport'

/** A small school that answers like the host: 林晓燕 is listened to, 李小勇 listens, 林晓 is somebody else. */
export const LIN = '01900000-0000-7000-8000-000000000001'
export const LI = '01900000-0000-7000-8000-000000000002'
export const XIAO = '01900000-0000-7000-8000-000000000003'
const CHINESE = '01900000-0000-7000-8000-0000000000d1'

const term = {
  id: 't', key: '2026-2027-1', name: '2026—2027学年第一学期', school_year: '2026-2027', number: 1,
  first_day: '2026-09-01', last_day: '2027-01-29', week_start: 1, weeks: 2,
}
const weeks = [1, 2].map((number) => ({
  id: `w${number}`, number, first_day: `2026-09-0${number}`, last_day: `2026-09-1${number}`, kind: 'teaching' as const, label: '',
}))
const teacher = (id: string, name: string, pinyin: string, department: string) => ({
  id, name, employee_no: null, department_id: department, department: '语文组', subject: '语文', posts: ['教师'], title: null,
  first_taught: null, in_service: true, pinyin, display: name, former: [], subjects: [], campus_id: null, first_in_subject: null, tags: [], left_on: null,
})
export const teachers = [teacher(LIN, '林晓燕', 'linxiaoyan lxy', CHINESE), teacher(LI, '李小勇', 'lixiaoyong lxy', CHINESE), teacher(XIAO, '林晓', 'linxiao lx', 'other')]
const rubric = {
  id: 'r', line_id: 'r', version: 1,
  document: {
    name: '课堂评价', purpose: 'lesson' as const, total: 100, sections: [], bonuses: [], deductions: [], vetoes: [], bands: [], together: { how: 'alone' as const },
    subjects: [], lesson_kinds: [], note: '',
  },
}
const outcome = { points: 0, most: 0, open: 0, later: 0, total: null, band: null, sections: [], bonus: 0, deducted: 0, vetoed: [] }
export const sheet = {
  id: 's1', lesson_id: 'l', state: 'submitted' as const, date: '2026-09-02', week: 1, period: 1, lesson_count: 1,
  teacher: { id: LIN, name: '林晓燕' }, subject: '语文', class_id: 'c', class_name: '七(1)', topic: '《背影》', lesson_kind: '随堂课', lesson_type: '',
  place: '', outside: '', outside_teacher: '', pupils_due: null, pupils_present: null, observer: { id: LI, name: '李小勇' }, together: [], entered_after: true,
  photos: [], timeline: [{ clock: null, process: '林晓燕请林晓同学读书，林老师板书。', remark: '', side: null, phase: '', minutes: null }], rubric, scores: [], outcome, total: null, reported_total: null,
  band: null, strengths: '林晓燕板书好', problems: '', advice: '', gains: '', note: '', form_number: '', refusals: [], submitted_at: '2026-09-02T10:00:00+08:00',
  updated_at: '2026-09-02T10:00:00+08:00',
}
const row = {
  id: 's1', state: 'submitted' as const, date: '2026-09-02', week: 1, period: 1, lesson_count: 1, teacher_id: LIN, teacher: '林晓燕', subject: '语文',
  class_name: '七(1)', topic: '《背影》', lesson_kind: '随堂课', observer_id: LI, observer: '李小勇', total: null, band: null, counts: true,
}
const check = {
  id: 'h1', date: '2026-09-02', week: 1, checker_id: LI, checker: '李小勇', teacher_id: LIN, teacher: '林晓燕', class_id: 'c', class_name: '七(1)',
  subject: '语文', book_kind: '作业本', required: 5, assigned: 5, fully_marked: 5, remarked: 1, sampled: 10, band: 'A', amount_band: '足量',
  advice: '林晓燕批改细', updated_at: '2026-09-02T10:00:00+08:00',
}
const plan = { id: 'p1', teacher_id: LIN, teacher: '林晓燕', subject: '语文', grade: '七年级', topic: '《背影》', planned_date: '2026-09-02' }
const pairing = {
  id: 'm1', mentor_id: LI, mentor: '李小勇', apprentice_id: LIN, apprentice: '林晓燕', kind: '教学', started_on: '2026-09-01', ended_on: null, note: '',
  duties: [], activities: [{ id: 'a1', date: '2026-09-02', kind: '研讨', text: '林晓燕说课' }], updated_at: '2026-09-02T10:00:00+08:00',
}
const act = { id: 'x1', at: '2026-09-02T10:00:00+08:00', who: '教务主任', what: '修改听课记录《背影》', undoes: false, changes: 1, fields: [] as never[] }
const history = { acts: [act], more: null, actors: [{ id: 'director', label: '教务主任' }] }

type Answers = { [K in CommandName]?: ResponseOf<K> | ((request: never) => ResponseOf<K>) }

const ANSWERS: Answers = {
  roster_get: { teachers, departments: [{ id: CHINESE, name: '语文组', teachers: 2 }], classes: [{ id: 'c', name: '七(1)', grade: '七年级', number: 1, pupils: 40 }], subjects: ['语文'], campuses: [], prep_groups: [], stages: [], own_stages: false, stage_of: {} } as never,
  assignment_list: { rows: [] },
  calendar_get: { term, terms: [term], weeks, days: [], periods: [], schedules: [], campuses: [], length_weeks: '2周', length_days: '' } as never,
  timetable_get: { lessons: [], total: 0, timetables: [] },
  quota_list: {
    rules: [], posts: [], tags: [], subjects: [], stages: [], named: [],
    counting: { valid_from: null, several_posts: 'strictest', most_each: 3, joint: true, outside: true, own_subject: false, needs_process: true, needs_opinion: true },
  },
  quota_ledger: {
    term_id: 't', as_of: '2026-09-02', weeks_left: 1, weeks: 2, targets: [''], words: [], reminder: '李小勇：应听18节',
    lines: [{
      teacher_id: LI, teacher: '李小勇', department: '语文组', target: '', category: '教师', rule: '每学期18节', every: 'term', number: 18, most: null, whose: 'anyone', each: false,
      owed: 18, waived: 0, net: 18, due: 9, done: 1, counted: 1, refused: [], left: 17, behind: true, windows: [], people: [], source: 'sheets', other_source: 0, away_weeks: 0, notes: [],
    }],
  },
  quota_records: {
    rows: [{ sheet_id: 's1', date: '2026-09-02', week: 1, period: 1, teacher: '林晓燕', subject: '语文', topic: '《背影》', lesson_kind: '随堂课', done: 1, counted: 1, reasons: [] }],
  },
  waiver_list: { waivers: [{ id: 'v1', teacher_id: LI, first_day: '2026-09-01', last_day: '2026-09-02', how: 'weeks', lessons: null, reason: '培训', approver: '校长室' }], reasons: ['培训'], targets: ['', '推门课'], open: [] },
  book_list: { rows: [], choices: [], grades: ['优'] },
  observation_list: { rows: [row, { ...row, id: 's2', observer_id: LIN, observer: '林晓燕', teacher_id: LI, teacher: '李小勇' }] },
  observation_get: sheet,
  observation_prefill: { date: '2026-09-02', period: null, hours: '', periods: [], running: false, candidates: [], lesson_kinds: ['随堂课'], lesson_types: [], rubric, rubrics: [rubric] },
  planned_lesson_list: {
    week: 1, first: '2026-09-01', last: '2026-09-07', weeks: [], lesson_kinds: ['公开课'],
    rows: [{
      id: 'l1', date: '2026-09-03', week: 1, period: 2, teacher_id: LIN, teacher: '林晓燕', class_id: 'c', class_name: '七(1)', subject: '语文', topic: '背影', lesson_kind: '公开课',
      place: '', host: '教务处', note: '', seats: null, state: 'planned', reason: '', own: true, hints: [],
      coming: [{ id: 'e1', teacher_id: LI, teacher: '李小勇', state: 'invited', note: '', own: true, hints: [] }],
    }],
  },
  planned_lesson_check: { hints: [] },
  hearing_get: { teacher_id: LIN, teacher: '林晓燕', week: 1, first: '2026-09-01', last: '2026-09-07', free: 3, rows: [], owed: [] },
  rubric_list: { rows: [{ rubric, retired_on: null, used: 1, frozen: true }] },
  rubric_presets: { presets: [] },
  rubric_check: { faults: [] },
  rubric_score: outcome,
  homework_list: { rows: [check], book_kinds: [], bands: ['A'] },
  lesson_plan_list: { rows: [{ ...plan, week: 1, drafts: [1], reflections: 0, latest: '2026-09-02' }] },
  lesson_plan_get: {
    ...plan, unit: '', updated_at: '2026-09-02T10:00:00+08:00',
    drafts: [{ id: 'd1', number: 1, stage: '一稿', author_id: LIN, author: '林晓燕', date: '2026-09-02', body: '林晓燕的教案', discussion: '', reflection: '' }],
  },
  pairing_list: { rows: [pairing], kinds: [] },
  summary_get: {
    school: '青溪中学', term, as_of: '2026-09-02', week: 1, scope: '全校',
    observation: {
      sheets: 1, lessons: 1, paper: 0, counted: 1, refused: 0, refusals: {}, drafts: 0, teachers_observed: 1, teachers: 3, owed: 0, left: 0, pace: 0,
      average_total: null, totals: 0, by_kind: [], by_band: [], by_week: [], by_category: [], by_department: [], by_teacher: [],
    },
    homework: {
      checks: 1, teachers: 1, required: 5, assigned: 5, fully_marked: 5, remarked: 1, marked_share: 100, by_band: [], by_amount: [], by_week: [],
      by_department: [], by_teacher: [],
    },
    lesson_plan: { plans: 1, drafts: 1, drafts_per_plan: 1, complete: 0, reflections: 0, by_drafts: [], by_week: [], by_department: [], by_teacher: [] },
    mentoring: { pairings: 1, needed: 0, fulfilled: 0, missing: 0, share: null, by_pairing: [] },
  } as never,
  summary_ruler: { term, weeks: [], now: 1 },
  dashboard_get: {
    today: '2026-09-02', week: 1, week_lessons: 1, week_target: 1, behind: 0, drafts: 0, period: 1, hours: '08:00–08:40', pace: 10, weeks,
    todos: [{ kind: 'quota_left', text: '还没有听课任务', detail: '', due: '今天', late: false, route: '/quota' }],
    under_way: [{ class_id: 'c', class_name: '七(1)', hours: '', subject: '语文', teacher_id: LIN, teacher: '林晓燕', place: '', weeks_since: null }],
    coverage: [], quotas: [],
  },
  report_preview: { pages: [], figures: [], sections: [], hints: [{ text: '还没有听课任务', route: '/quota' }], missing: [], file_name: '学期总结' } as never,
  search_find: { hits: [] },
  vault_settings: { auto_lock_minutes: 10, retention: 'permanent' },
  purge_preview: { retention: 'permanent', groups: [{ key: 'deleted', title: '已删除的记录', records: [{ kind: '听课记录', count: 3 }], due: true }] },
  history_office: history,
  history_record: history,
  history_act: act,
  account_list: { rows: [], protected: true, recovery_made_on: null },
  backup_list: { rows: [], present: [], state: { at: null, problem: null, second: false, second_problem: null }, second_place: null, door: null } as never,
}

export function statusOf(role: Role): ResponseOf<'app_status'> {
  return {
    screen: 'school', trouble: null, school: { name: '青溪中学', stage: '', sample: false }, has_school: true, has_sample: false, today: '2026-09-02',
    now: '2026-09-02T10:00:00+08:00', clock_pinned: false, term, week: 1, version: '0', door: null, role,
    account: { id: role, label: role, department_id: null, teacher_id: role === 'teacher' ? LIN : role === 'department_head' ? LI : null },
    protected: true, auto_lock_minutes: 0, backup: null, recovered: null,
  }
}

/** Answers like the host for one role; what the role may not call is refused and remembered. */
export function fakeHost(role: Role, more: Answers = {}) {
  const sent: Outgoing[] = []
  const refused: string[] = []
  const answers: Answers = { ...ANSWERS, app_status: statusOf(role), ...more }
  const transport: Transport = {
    send(call) {
      sent.push(call)
      const name = call.name as CommandName
      if (!ROLES[name].includes(role)) {
        refused.push(name)
        return Promise.reject(new KejiError({ code: 'not_allowed' }))
      }
      const answer = answers[name]
      if (answer === undefined) return Promise.reject(new KejiError({ code: 'internal', detail: `${name} is not faked` }))
      const made: unknown = typeof answer === 'function' ? (answer as (request: unknown) => unknown)(call.request) : answer
      return Promise.resolve(structuredClone(made))
    },
    cancel: () => Promise.resolve(),
  }
  return { transport, sent, refused, names: () => sent.map((one) => one.name) }
}
