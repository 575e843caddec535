import { type Deduction, newId, type RubricDocument, type RubricFault, type RubricItem, type RubricSection, type Scoring } from '@/host'
import { m } from './messages'

/** A way of scoring as one begins with it, for so many points. */
export function blankScoring(form: Scoring['form'], most: number): Scoring {
  const part = (share: number) => Math.round(most * share * 10) / 10
  switch (form) {
    case 'points':
      return { form, most, step: 1 }
    case 'levels':
      return { form, levels: ['差', '中', '良', '优'].map((name, at) => ({ name, points: part(0.4 + at / 5), text: '' })) }
    case 'base':
      return { form, base: part(0.8), least: part(0.6), most, step: 0.5 }
    case 'deduct':
      return { form, from: most, rules: [blankRule()], spills: false }
    case 'grades':
      return { form, grades: ['优秀', '良好', '合格', '不合格'] }
  }
}

export function blankRule(name = ''): Deduction {
  return { id: newId(), name, each: 1, each_most: null, cap: null }
}

/** A new item is scored as the one before it. */
export function blankItem(name = '', like?: RubricItem): RubricItem {
  const scoring: Scoring = like ? copy(like.scoring) : { form: 'points', most: 10, step: 1 }
  if (scoring.form === 'deduct') scoring.rules = [blankRule()]
  return { id: newId(), name, hint: '', scoring, judged: like?.judged ?? 'during', subjects: [], decides: false }
}

export function blankSection(name = '', like?: RubricSection): RubricSection {
  return { id: newId(), name, points: null, weight: null, items: [blankItem('', like?.items.at(-1))], bands: [], spills: false }
}

export function blankDocument(): RubricDocument {
  return {
    name: '', purpose: 'lesson', total: 100, sections: [blankSection()], bonuses: [], deductions: [], vetoes: [],
    bands: [], together: { how: 'alone' }, subjects: [], lesson_kinds: [], note: '',
  }
}

/** Most points of an item; where it brings none, those that one begins with. */
export function mostOf(scoring: Scoring): number {
  if (scoring.form === 'grades') return 10
  if (scoring.form === 'levels') return Math.max(0, ...scoring.levels.map((level) => level.points))
  return scoring.form === 'deduct' ? scoring.from : scoring.most
}

/** Where the host says that something is wrong: section and part as they are named. */
export function placeOf(section: string, part: string): string {
  return section === '' ? part : `${section} · ${part}`
}

/** What is wrong at a place, in words; only of the kinds that are named. */
export function faultsAt(faults: readonly RubricFault[], place: string, ...codes: string[]): string[] {
  return faults.filter((fault) => fault.place === place.trim() && codes.includes(fault.code)).map(faultText)
}

function faultText({ code, printed, computed, subject }: RubricFault): string {
  if (printed === null || computed === null) return m.fault.codes[code] ?? code
  const difference = Math.round((computed - printed) * 100) / 100
  const text = m.fault.sum(String(computed), String(printed), difference > 0 ? m.fault.more(String(difference)) : m.fault.less(String(-difference)))
  return subject ? m.fault.subject(subject, text) : text
}

/** What a file said, ready for the form: its parts get identifiers. */
export function named(document: RubricDocument): RubricDocument {
  return JSON.parse(JSON.stringify(document), (key, value: unknown) => (key === 'id' && value === '' ? newId() : value)) as RubricDocument
}

export function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}
