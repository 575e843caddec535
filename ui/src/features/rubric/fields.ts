import { newId, type Deduction, type RubricDocument, type RubricFault, type RubricItem, type RubricSection, type Scoring, type Veto } from '@/host'
import { blankItem, blankRule, blankScoring, blankSection, faultsAt, mostOf, placeOf } from './draft'
import { m } from './messages'

/** One field of the form: which part of which object, and how it is asked for. */
export interface Field extends Options {
  kind: 'text' | 'number' | 'flag' | 'choice' | 'chips' | 'list' | 'more'
  of: Record<string, unknown>
  key: string
  label: string
}

interface Options {
  /** A number that may be missing. */
  optional?: boolean
  /** A text at most so long. */
  long?: number
  /** What there is to choose from, with the words for it. */
  choices?: Record<string, string>
  /** What a choice does, where it is more than being written down. */
  set?: (value: never) => void
  /** Fields of a row of the list. */
  rows?: (row: never, at: number) => Field[]
  /** A new row of that name, after another. */
  blank?: (name: string, before: never) => unknown
  /** What is wrong with a row. */
  faults?: (row: never) => string[]
  /** The rows stand side by side. */
  inline?: boolean
  /** Fields that are shown when asked for. */
  fields?: Field[]
  open?: boolean
}

const field = (kind: Field['kind'], of: object, key: string | number, label: string, options: Options = {}): Field => ({
  kind, of: of as Record<string, unknown>, key: String(key), label, ...options,
})
const text = (of: object, key: string | number, label: string, long = 100) => field('text', of, key, label, { long })
const number = (of: object, key: string, label: string, optional = false) => field('number', of, key, label, { optional })
const choice = (of: object, key: string, label: string, choices: Record<string, string>, set?: Options['set']) => field('choice', of, key, label, { choices, set })
const more = (fields: Field[], open: boolean, label: string = m.field.more) => field('more', {}, label, label, { fields, open })
const named = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]))

/** The whole form of a scoring sheet. */
export function documentFields(sheet: RubricDocument, faults: readonly RubricFault[], subjects: readonly string[], kinds: readonly string[]): Field[] {
  const f = m.field
  const scoring = ({ name }: { name: string }) => faultsAt(faults, name, 'rubric_scoring')
  const bands = (of: RubricDocument | RubricSection, section: string) =>
    field('list', of, 'bands', f.levels, {
      inline: true,
      rows: (band: object) => [text(band, 'name', f.levels, 20), number(band, 'from', '≥', true)],
      blank: (name) => ({ name, from: null }),
      faults: (band: { name: string }) => faultsAt(faults, placeOf(section, band.name), 'rubric_band'),
    })
  const item = (one: RubricItem) => [
    text(one, 'name', f.item, 200),
    choice(one.scoring, 'form', f.form, m.forms, (form: Scoring['form']) => {
      one.scoring = blankScoring(form, mostOf(one.scoring))
      one.decides = false
    }),
    ...scoringFields(one.scoring),
    more(
      [
        text(one, 'hint', f.hint, 1000),
        choice(one, 'judged', f.judged, m.judged),
        ...(one.scoring.form === 'grades' ? [field('flag', one, 'decides', f.decides)] : []),
        ...(one.scoring.form === 'deduct' ? [field('flag', one.scoring, 'spills', f.spills)] : []),
        ...(one.scoring.form === 'levels' ? one.scoring.levels.map((level) => text(level, 'text', f.meaning(level.name), 200)) : []),
        field('chips', one, 'subjects', f.subjects, { choices: named(subjects) }),
      ],
      one.judged !== 'during' || one.subjects.length > 0,
    ),
  ]
  const decisive = [
    ...sheet.bands.map((band) => band.name),
    ...sheet.sections.flatMap(({ items }) => items.flatMap((one) => (one.decides && one.scoring.form === 'grades' ? one.scoring.grades : []))),
  ]
  return [
    text(sheet, 'name', f.name, 40),
    number(sheet, 'total', f.total, true),
    choice(sheet, 'purpose', f.purpose, m.purposes),
    more(
      [
        field('chips', sheet, 'subjects', f.subjects, { choices: named(subjects) }),
        field('chips', sheet, 'lesson_kinds', f.kinds, { choices: named(kinds) }),
        text(sheet, 'note', f.note, 1000),
      ],
      sheet.subjects.length + sheet.lesson_kinds.length > 0 || sheet.note !== '',
      f.scope,
    ),
    field('list', sheet, 'sections', f.sections, {
      blank: blankSection as never,
      faults: (section: RubricSection) => (section.name ? faultsAt(faults, section.name, 'rubric_sum', 'rubric_empty') : []),
      rows: (section: RubricSection) => [
        text(section, 'name', f.section, 60),
        number(section, 'points', f.points, true),
        number(section, 'weight', f.weight, true),
        more([bands(section, section.name), field('flag', section, 'spills', f.spills)], section.bands.length > 0 || section.spills),
        field('list', section, 'items', f.items, {
          blank: blankItem as never,
          rows: item,
          faults: (one: RubricItem) => faultsAt(faults, placeOf(section.name, one.name), 'rubric_scoring'),
        }),
      ],
    }),
    bands(sheet, ''),
    rules(sheet, 'deductions', f.deductions, scoring),
    field('list', sheet, 'bonuses', f.bonuses, {
      blank: (name) => ({ id: newId(), name, most: 5, step: 1 }),
      rows: (bonus: object) => [text(bonus, 'name', f.bonuses), number(bonus, 'most', f.most), number(bonus, 'step', f.step)],
      faults: scoring,
    }),
    field('list', sheet, 'vetoes', f.vetoes, {
      blank: (name) => ({ id: newId(), name, effect: { does: 'nothing' } }),
      faults: scoring,
      rows: (veto: Veto) => [
        text(veto, 'name', f.vetoes),
        choice(veto.effect, 'does', f.effect, m.effects, (does: string) => {
          veto.effect = does === 'at_most' ? { does, points: 60 } : does === 'band' ? { does, name: decisive.at(-1) ?? '' } : { does: 'nothing' }
        }),
        ...(veto.effect.does === 'at_most' ? [number(veto.effect, 'points', '')] : []),
        ...(veto.effect.does === 'band' ? [choice(veto.effect, 'name', f.levels, named([...decisive, veto.effect.name]))] : []),
      ],
    }),
  ]
}

function scoringFields(scoring: Scoring): Field[] {
  const f = m.field
  switch (scoring.form) {
    case 'points':
      return [number(scoring, 'most', f.most), number(scoring, 'step', f.step)]
    case 'base':
      return [number(scoring, 'base', f.base), number(scoring, 'least', f.least), number(scoring, 'most', f.most), number(scoring, 'step', f.step)]
    case 'deduct':
      return [number(scoring, 'from', f.most), rules(scoring, 'rules', f.rules)]
    case 'levels':
      return [
        field('list', scoring, 'levels', f.levels, {
          inline: true,
          blank: (name) => ({ name, points: 0, text: '' }),
          rows: (level: object) => [text(level, 'name', f.levels, 20), number(level, 'points', '')],
        }),
      ]
    case 'grades':
      return [field('list', scoring, 'grades', f.levels, { inline: true, blank: (name) => name, rows: (_, at) => [text(scoring.grades, at, f.levels, 20)] })]
  }
}

function rules(of: object, key: string, label: string, faults?: (rule: Deduction) => string[]): Field {
  const f = m.field
  return field('list', of, key, label, {
    blank: (name) => blankRule(name),
    faults,
    rows: (rule: Deduction) => [text(rule, 'name', f.rules), number(rule, 'each', f.each), number(rule, 'each_most', f.eachMost, true), number(rule, 'cap', f.cap, true)],
  })
}
