import type { HomeworkCheck, HomeworkInput, TimetableLesson } from '@/host'
import { m } from './messages'

/** The numbers of a check as they are typed. */
export const NUMBERS = ['required', 'assigned', 'fullyMarked', 'remarked', 'sampled'] as const
export type NumberField = (typeof NUMBERS)[number]

/** A check while it is written; numbers are text until they are read. */
export interface CheckForm {
  id: string
  date: string | null
  checkerId: string | null
  teacherId: string | null
  classId: string | null
  subject: string
  kind: string
  numbers: Record<NumberField, string>
  band: string
  advice: string
}

export type CheckProblems = Partial<Record<NumberField | 'date' | 'teacher' | 'subject', string>>

/** What a teacher teaches to whom by the timetable. */
export interface Taught {
  classId: string
  className: string
  subject: string
}

export function blankCheck(id: string, date: string): CheckForm {
  return {
    id,
    date,
    checkerId: null,
    teacherId: null,
    classId: null,
    subject: '',
    kind: '',
    numbers: { required: '', assigned: '', fullyMarked: '', remarked: '', sampled: '' },
    band: '',
    advice: '',
  }
}

export function checkFormOf(check: HomeworkCheck): CheckForm {
  const text = (value: number | null) => (value === null ? '' : String(value))
  return {
    id: check.id,
    date: check.date,
    checkerId: check.checker_id,
    teacherId: check.teacher_id,
    classId: check.class_id,
    subject: check.subject,
    kind: check.book_kind,
    numbers: {
      required: text(check.required),
      assigned: text(check.assigned),
      fullyMarked: text(check.fully_marked),
      remarked: text(check.remarked),
      sampled: text(check.sampled),
    },
    band: check.band,
    advice: check.advice,
  }
}

/** The next check of the same round: day, checker and kind of book stay. */
export function nextCheck(form: CheckForm, id: string): CheckForm {
  return { ...blankCheck(id, form.date ?? ''), checkerId: form.checkerId, kind: form.kind }
}

/** Reads a number of times or books: null when empty, undefined when it is no whole number of 0–999. */
export function readCount(text: string): number | null | undefined {
  const typed = text.normalize('NFKC').trim()
  if (typed === '') return null
  return /^\d{1,3}$/.test(typed) ? Number(typed) : undefined
}

/** What stands against saving, by field. */
export function checkProblems(form: CheckForm): CheckProblems {
  const problems: CheckProblems = {}
  if (form.date === null) problems.date = m.problem.date
  if (form.teacherId === null) problems.teacher = m.problem.teacher
  if (form.subject.trim() === '') problems.subject = m.problem.subject
  for (const field of NUMBERS) {
    if (readCount(form.numbers[field]) === undefined) problems[field] = m.problem.number
  }
  const set = readCount(form.numbers.assigned)
  const marked = readCount(form.numbers.fullyMarked)
  const again = readCount(form.numbers.remarked)
  if (typeof set === 'number' && typeof marked === 'number' && marked > set) problems.fullyMarked = m.problem.marked(set)
  if (typeof set === 'number' && typeof again === 'number' && again > set) problems.remarked = m.problem.remarked(set)
  return problems
}

/** What is sent; null while something stands against it. */
export function checkInput(form: CheckForm): HomeworkInput | null {
  if (form.date === null || form.teacherId === null || Object.keys(checkProblems(form)).length > 0) return null
  const count = (field: NumberField) => readCount(form.numbers[field]) ?? null
  return {
    id: form.id,
    date: form.date,
    checker_id: form.checkerId,
    teacher_id: form.teacherId,
    class_id: form.classId,
    subject: form.subject.trim(),
    book_kind: form.kind.trim(),
    required: count('required'),
    assigned: count('assigned'),
    fully_marked: count('fullyMarked'),
    remarked: count('remarked'),
    sampled: count('sampled'),
    band: form.band,
    advice: form.advice.trim(),
  }
}

/** Amount band by the share of the required number, as the host computes it; empty when not known. */
export function amountBand(required: number | null | undefined, assigned: number | null | undefined): string {
  if (typeof required !== 'number' || typeof assigned !== 'number' || required === 0) return ''
  const share = assigned / required
  if (share >= 1) return '足量'
  if (share >= 0.8) return '基本足量'
  return share >= 0.6 ? '偏少' : '不足'
}

/** Share in whole percent, half up; empty when there is nothing to share. */
export function percent(part: number | null | undefined, whole: number | null | undefined): string {
  if (typeof part !== 'number' || typeof whole !== 'number' || whole === 0) return ''
  return `${Math.round((part / whole) * 100)}%`
}

/** Each class and subject that the lessons show, once, in the order of the classes. */
export function taughtOf(lessons: readonly TimetableLesson[]): Taught[] {
  const seen = new Map<string, Taught>()
  for (const lesson of lessons) {
    const key = `${lesson.class_id} ${lesson.subject}`
    if (!seen.has(key)) seen.set(key, { classId: lesson.class_id, className: lesson.class_name, subject: lesson.subject })
  }
  return [...seen.values()].sort((a, b) => a.className.localeCompare(b.className, 'zh-CN'))
}

/** Says which check: 吴志强 八(2) 数学. */
export function checkName(teacher: string, className: string, subject: string): string {
  return [teacher, className, subject].filter(Boolean).join(' ')
}
