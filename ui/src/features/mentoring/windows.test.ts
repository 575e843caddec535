import { describe, expect, it } from 'vitest'
import type { DutyWindow, Pairing, PairingLine, WindowState } from '@/host'
import { blankPairing, endedInput, pairingInput, pairingProblems, readTimes } from './pairing'
import { bars, dutyWords, gaps, skipped, trail } from './windows'

const window = (first: number, state: WindowState, needed: number, done: number, dates: string[] = []): DutyWindow => ({
  first_week: first,
  last_week: first + 1,
  first_day: '2026-11-16',
  last_day: '2026-11-29',
  needed,
  done,
  state,
  evidence: dates.map((date) => ({ sheet_id: `s${date}`, date, topic: '背影' })),
})
const line = {
  pairing_id: 'p',
  duties: [
    { duty_id: 'a', name: '师傅听徒弟 每2周1节', windows: [window(1, 'fulfilled', 1, 1, ['2026-09-03']), window(3, 'open', 1, 0), window(6, 'ahead', 1, 0)] },
    { duty_id: 'b', name: '徒弟听师傅 每2周2节', windows: [window(1, 'missing', 2, 1, ['2026-09-08']), window(3, 'open', 2, 1), window(6, 'ahead', 2, 0)] },
  ],
} as unknown as PairingLine
const pairing = {
  id: 'p',
  mentor_id: 'm',
  apprentice_id: 'x',
  kind: '教学',
  started_on: '2026-09-01',
  ended_on: null,
  note: '约定',
  duties: [
    { id: 'a', direction: 'mentor_observes', times: 1, every_weeks: 2 },
    { id: 'b', direction: 'apprentice_observes', times: 2, every_weeks: 2 },
  ],
  activities: [{ id: 'v', date: '2026-09-05', kind: '共同研讨', text: '研讨' }],
} as unknown as Pairing

describe('windows', () => {
  it('become bars of all duties, the worst state first, those ahead left out', () => {
    expect(bars(line).map((bar) => [bar.key, bar.state])).toEqual([
      ['1-2', 'missing'],
      ['3-4', 'open'],
    ])
    expect(bars(line)[0]?.share).toBeCloseTo(2 / 3)
    expect(bars(undefined)).toEqual([])
  })

  it('tell what the present one still lacks', () => {
    expect(gaps(line).map((gap) => [gap.name, gap.lessons])).toEqual([
      ['师傅听徒弟', 1],
      ['徒弟听师傅', 1],
    ])
  })

  it('leave holiday weeks out', () => {
    const [duty] = line.duties
    expect(duty && skipped(duty, [2, 5])).toEqual([5])
    expect(duty && dutyWords(duty)).toEqual({ name: '师傅听徒弟', often: '每2周1节' })
  })
})

it('lists observations and activities together, newest first', () => {
  expect(trail(pairing, line).map((step) => step.date)).toEqual(['2026-09-08', '2026-09-05', '2026-09-03'])
  expect(trail(pairing, line)[0]).toMatchObject({ kind: 'sheet', by: 'apprentice' })
})

describe('a pairing', () => {
  it('needs two people, a day and lessons of 1–40', () => {
    const form = { ...blankPairing('1', '2026-09-01'), mentorId: 'm', apprenticeId: 'm' }
    expect(Object.keys(pairingProblems(form))).toEqual(['apprentice'])
    expect(pairingProblems({ ...form, apprenticeId: 'x', startedOn: null })).toHaveProperty('started')
    expect([readTimes('0'), readTimes('41'), readTimes('２'), readTimes('a')]).toEqual([null, null, 2, null])
  })

  it('sends a duty of the whole term without a window', () => {
    const form = { ...blankPairing('1', '2026-09-01'), mentorId: 'm', apprenticeId: 'x' }
    form.duties = [{ id: '', direction: 'mentor_observes', times: '2', every: '' }]
    expect(pairingInput(form, null)?.duties).toEqual([{ id: '', direction: 'mentor_observes', times: 2, every_weeks: null }])
  })

  it('ends with its reason in the note and all duties kept', () => {
    expect(endedInput(pairing, '2026-11-19', '出师')).toMatchObject({ ended_on: '2026-11-19', note: '约定\n出师', duties: pairing.duties })
  })
})
