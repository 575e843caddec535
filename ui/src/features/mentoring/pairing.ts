import type { Duty, DutyDirection, Pairing, PairingInput } from '@/host'
import { m } from './messages'

/** A duty while it is written. */
export interface DutyForm {
  id: string
  direction: DutyDirection
  times: string
  /** Weeks of the window as text; empty for the whole term. */
  every: string
}

/** A pairing while it is written. */
export interface PairingForm {
  id: string
  mentorId: string | null
  apprenticeId: string | null
  kind: string
  startedOn: string | null
  note: string
  duties: DutyForm[]
}

export type PairingProblems = Partial<Record<'mentor' | 'apprentice' | 'started' | 'duties', string>>

/** What most schools agree: one lesson in two weeks each way. */
export function blankPairing(id: string, today: string): PairingForm {
  return {
    id,
    mentorId: null,
    apprenticeId: null,
    kind: '教学',
    startedOn: today,
    note: '',
    duties: [
      { id: '', direction: 'mentor_observes', times: '1', every: '2' },
      { id: '', direction: 'apprentice_observes', times: '1', every: '2' },
    ],
  }
}

export function pairingFormOf(pairing: Pairing): PairingForm {
  return {
    id: pairing.id,
    mentorId: pairing.mentor_id,
    apprenticeId: pairing.apprentice_id,
    kind: pairing.kind,
    startedOn: pairing.started_on,
    note: pairing.note,
    duties: pairing.duties.map((duty) => ({
      id: duty.id,
      direction: duty.direction,
      times: String(duty.times),
      every: duty.every_weeks === null ? '' : String(duty.every_weeks),
    })),
  }
}

export function pairingProblems(form: PairingForm): PairingProblems {
  const problems: PairingProblems = {}
  if (form.mentorId === null) problems.mentor = m.form.noMentor
  if (form.apprenticeId === null) problems.apprentice = m.form.noApprentice
  else if (form.apprenticeId === form.mentorId) problems.apprentice = m.form.same
  if (form.startedOn === null) problems.started = m.form.noDate
  if (form.duties.some((duty) => readTimes(duty.times) === null)) problems.duties = m.form.badTimes
  return problems
}

/** What is sent; null while something stands against it. */
export function pairingInput(form: PairingForm, endedOn: string | null): PairingInput | null {
  const { mentorId, apprenticeId, startedOn } = form
  if (mentorId === null || apprenticeId === null || startedOn === null) return null
  if (Object.keys(pairingProblems(form)).length > 0) return null
  return {
    id: form.id,
    mentor_id: mentorId,
    apprentice_id: apprenticeId,
    kind: form.kind.trim(),
    started_on: startedOn,
    ended_on: endedOn,
    note: form.note.trim(),
    duties: form.duties.map(dutyOf),
  }
}

/** The pairing as it stands, ended on a day with the reason added to its note. */
export function endedInput(pairing: Pairing, on: string, line: string): PairingInput {
  return {
    id: pairing.id,
    mentor_id: pairing.mentor_id,
    apprentice_id: pairing.apprentice_id,
    kind: pairing.kind,
    started_on: pairing.started_on,
    ended_on: on,
    note: [pairing.note, line].filter(Boolean).join('\n'),
    duties: pairing.duties,
  }
}

function dutyOf(duty: DutyForm): Duty {
  return {
    id: duty.id,
    direction: duty.direction,
    times: readTimes(duty.times) ?? 1,
    every_weeks: duty.every === '' ? null : Number(duty.every),
  }
}

/** Lessons in a window, 1–40; null when it is no such number. */
export function readTimes(text: string): number | null {
  const times = Number(text.normalize('NFKC').trim())
  return Number.isInteger(times) && times >= 1 && times <= 40 ? times : null
}
