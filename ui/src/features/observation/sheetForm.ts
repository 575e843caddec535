import type { Candidate, Person, Rubric, Sheet, SheetInput, SheetState } from '@/host'
import { type Given, givenOf, scoresOf } from './score'
import { entriesOf, rowsOf, type TimelineRow } from './timeline'

/** A sheet while it is written. */
export interface SheetForm {
  id: string
  date: string
  period: number | null
  lessonCount: number
  teacherId: string | null
  subject: string
  classId: string | null
  topic: string
  kind: string
  type: string
  place: string
  outside: string
  outsideTeacher: string
  due: number | null
  present: number | null
  observerId: string | null
  enteredAfter: boolean
  rows: TimelineRow[]
  scores: Given
  reportedTotal: number | null
  strengths: string
  problems: string
  advice: string
  gains: string
  note: string
}

/** What a sheet is besides what is written on it. */
export interface SheetFrame {
  state: SheetState
  rubric: Rubric
  together: Person[]
  /** Number of the blank form from which it is written; empty without one. */
  number: string
}

export function blankForm(id: string, today: string): SheetForm {
  return {
    id,
    date: today,
    period: null,
    lessonCount: 1,
    teacherId: null,
    subject: '',
    classId: null,
    topic: '',
    kind: '',
    type: '',
    place: '',
    outside: '',
    outsideTeacher: '',
    due: null,
    present: null,
    observerId: null,
    enteredAfter: true,
    rows: rowsOf([]),
    scores: {},
    reportedTotal: null,
    strengths: '',
    problems: '',
    advice: '',
    gains: '',
    note: '',
  }
}

export function formOf(sheet: Sheet): SheetForm {
  return {
    id: sheet.id,
    date: sheet.date,
    period: sheet.period,
    lessonCount: sheet.lesson_count,
    teacherId: sheet.teacher?.id ?? null,
    subject: sheet.subject,
    classId: sheet.class_id,
    topic: sheet.topic,
    kind: sheet.lesson_kind,
    type: sheet.lesson_type,
    place: sheet.place,
    outside: sheet.outside,
    outsideTeacher: sheet.outside_teacher,
    due: sheet.pupils_due,
    present: sheet.pupils_present,
    observerId: sheet.observer?.id ?? null,
    enteredAfter: sheet.entered_after,
    rows: rowsOf(sheet.timeline),
    scores: givenOf(sheet.scores),
    reportedTotal: sheet.reported_total,
    strengths: sheet.strengths,
    problems: sheet.problems,
    advice: sheet.advice,
    gains: sheet.gains,
    note: sheet.note,
  }
}

/** What is sent with each save. */
export function inputOf(form: SheetForm, sitting: string, rubric: Rubric, number: string | null = null): SheetInput {
  return {
    id: form.id,
    sitting,
    date: form.date,
    period: form.period,
    lesson_count: form.lessonCount,
    teacher_id: form.teacherId,
    subject: form.subject.trim(),
    class_id: form.classId,
    topic: form.topic.trim(),
    lesson_kind: form.kind,
    lesson_type: form.type,
    place: form.place.trim(),
    outside: form.outside.trim(),
    outside_teacher: form.outsideTeacher.trim(),
    pupils_due: form.due || null,
    pupils_present: form.present || null,
    observer_id: form.observerId,
    entered_after: form.enteredAfter,
    timeline: entriesOf(form.rows, form.enteredAfter),
    rubric_id: rubric.id,
    scores: scoresOf(rubric.document, form.subject.trim(), form.scores),
    reported_total: form.reportedTotal,
    strengths: form.strengths,
    problems: form.problems,
    advice: form.advice,
    gains: form.gains,
    note: form.note,
    form_number: number,
  }
}

/** The heading as the timetable knows it. */
export function headingOf(candidate: Candidate): Pick<SheetForm, 'period' | 'teacherId' | 'classId' | 'subject' | 'place'> {
  return {
    period: candidate.period,
    teacherId: candidate.teacher_id,
    classId: candidate.class_id,
    subject: candidate.subject,
    place: candidate.place,
  }
}

/** Whether the heading is what the timetable says of this lesson. */
export function fromTimetable(form: SheetForm, candidate: Candidate): boolean {
  return form.teacherId === candidate.teacher_id && form.classId === candidate.class_id && form.subject === candidate.subject
}

/** Minutes until the lesson ends; null when it is not under way. `hours` is 10:00–10:40, `clock` HH:MM. */
export function minutesLeft(hours: string, clock: string): number | null {
  const [start, end] = hours.split('–').map(minutes)
  const now = minutes(clock)
  if (start === undefined || end === undefined || Number.isNaN(start + end + now)) return null
  return now >= start && now <= end ? end - now : null
}

function minutes(clock: string): number {
  const [hour = Number.NaN, minute = Number.NaN] = clock.split(':').map(Number)
  return hour * 60 + minute
}
