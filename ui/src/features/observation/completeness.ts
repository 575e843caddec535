import type { KejiError, Photo } from '@/host'
import { m } from './messages'
import type { SheetForm } from './sheetForm'
import { blank } from './timeline'

/** Fields beside which a word can stand. */
export type ProblemField = 'teacher' | 'observer' | 'subject' | 'topic' | 'kind' | 'date'
export type Problems = Partial<Record<ProblemField, string>>

/** What a sheet still needs before it can be handed in; the host checks the same and has the last word. */
export function lacking(form: SheetForm, today: string): Problems {
  const problems: Problems = {}
  if (form.teacherId === null && form.outsideTeacher.trim() === '') problems.teacher = m.problem.teacher
  if (form.observerId === null) problems.observer = m.problem.observer
  else if (form.teacherId !== null && form.observerId === form.teacherId) problems.observer = m.problem.same
  if (form.subject.trim() === '') problems.subject = m.problem.subject
  if (form.topic.trim() === '') problems.topic = m.problem.topic
  if (form.kind === '') problems.kind = m.problem.kind
  if (today !== '' && form.date > today) problems.date = m.problem.future
  return problems
}

/** What keeps a sheet that could be handed in from being counted, in words; empty when it counts. The host has the last word. */
export function uncounted(form: SheetForm, photos: readonly Photo[]): string {
  const process = form.rows.some((row) => !blank({ ...row, phase: '' })) || photos.some((photo) => photo.kind === 'page')
  const opinion = [form.strengths, form.problems, form.advice, form.gains].some((text) => text.trim() !== '')
  const { no_process, no_opinion } = m.refusal.lacks
  return [...(process ? [] : [no_process]), ...(opinion ? [] : [no_opinion])].join('、')
}

/** Puts a refusal of the host beside the field that it is about; empty when it is about none. */
export function refused(error: KejiError | null): Problems {
  switch (error?.code) {
    case 'drop_in_needs_leader':
      return { kind: m.problem.dropIn }
    case 'observer_is_teacher':
      return { observer: m.problem.same }
    case 'date_in_future':
      return { date: m.problem.future }
    default:
      return {}
  }
}
