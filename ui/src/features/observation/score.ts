import type { Deduction, RubricDocument, RubricItem, Score } from '@/host'
import type { ScoreItem } from '@/shared/components/ScoreKeys.vue'
import { m } from './messages'

/** What was given, by the part of the scoring sheet: a place, points, a number of times, or that it is set. */
export type Given = Record<string, number | null>

/** A line of the scoring sheet as one meets it. */
export interface Line extends ScoreItem {
  /** The group: a section, or what goes off or on top of the total. */
  group: string
  /** The item; none for a single fault, a bonus, a veto. */
  item?: RubricItem
}

/** What heads a group of lines. */
export interface Group {
  id: string
  name: string
  /** Printed points of a section. */
  points: number | null
}

/** Any number of times is taken so far. */
const MOST_TIMES = 999

/** The groups of a sheet, in order. */
export function groupsOf({ sections, deductions, bonuses, vetoes }: RubricDocument): Group[] {
  const extra = (id: string, name: string, parts: readonly unknown[]) => (parts.length ? [{ id, name, points: null }] : [])
  return [
    ...sections.map(({ id, name, points }) => ({ id, name, points })),
    ...extra('off', m.score.off, deductions),
    ...extra('bonus', m.score.bonus, bonuses),
    ...extra('veto', m.score.veto, vetoes),
  ]
}

/** The lines of a sheet for a lesson of a subject, in order. */
export function linesOf({ sections, deductions, bonuses, vetoes }: RubricDocument, subject: string): Line[] {
  const own = (item: RubricItem) => item.subjects.length === 0 || item.subjects.includes(subject)
  return [
    ...sections.flatMap(({ id, items }) => items.filter(own).flatMap((item) => itemLines(item, id))),
    ...deductions.map((rule) => faultLine(rule, 'off', false)),
    ...bonuses.map(({ id, name, most, step }) => ({
      id, name, group: 'bonus', number: { least: 0, most, step, start: step, unit: m.score.to(pointText(most)), counts: true },
    })),
    ...vetoes.map(({ id, name }) => ({ id, name, group: 'veto', toggle: { text: m.score.vetoed, value: 1 } })),
  ]
}

function itemLines(item: RubricItem, group: string): Line[] {
  const { id, name, scoring } = item
  const base = { id, name, group, item }
  switch (scoring.form) {
    case 'levels': {
      const most = Math.max(...scoring.levels.map((level) => level.points))
      return [{ ...base, weight: m.score.weight(pointText(most)), choices: scoring.levels.map((level) => level.name) }]
    }
    case 'grades':
      return [{ ...base, choices: scoring.grades }]
    case 'points':
      return [{ ...base, number: { least: 0, most: scoring.most, step: scoring.step, start: scoring.most, unit: `/ ${pointText(scoring.most)}` } }]
    case 'base': {
      const { least, most, step, base: start } = scoring
      return [{ ...base, weight: m.score.base(pointText(start)), number: { least, most, step, start, unit: `/ ${pointText(most)}` } }]
    }
    case 'deduct':
      return [
        { ...base, weight: m.score.weight(pointText(scoring.from)), toggle: { text: m.score.clean, value: 0 } },
        ...scoring.rules.map((rule) => faultLine(rule, group, true)),
      ]
  }
}

function faultLine(rule: Deduction, group: string, sub: boolean): Line {
  const range = rule.each_most !== null
  const each = pointText(rule.each) + (range ? ` 至 −${pointText(rule.each_most ?? 0)}` : '')
  return {
    id: rule.id, name: rule.name, group, sub, weight: m.score.each(each, rule.cap === null ? null : pointText(rule.cap)),
    number: range
      ? { least: rule.each, most: MOST_TIMES, step: 0.1, start: rule.each, unit: m.score.point, counts: true }
      : { least: 0, most: MOST_TIMES, step: 1, start: 1, unit: m.score.times, counts: true },
  }
}

/** Whether the line is an item that has nothing yet; one of deductions is closed by any of its faults. */
export function isOpen({ id, item }: Line, given: Given): boolean {
  if (!item || isNumber(given[id])) return false
  return !(item.scoring.form === 'deduct' && item.scoring.rules.some((rule) => isNumber(given[rule.id])))
}

export function givenOf(scores: readonly Score[]): Given {
  return Object.fromEntries(scores.map(({ item_id, level, value }) => [item_id, level ?? value]))
}

/** What was given as it is saved: in the order of the sheet, what is for another subject left out. */
export function scoresOf(document: RubricDocument, subject: string, given: Given): Score[] {
  return linesOf(document, subject).flatMap((line) => {
    const score = given[line.id]
    if (!isNumber(score)) return []
    return [line.choices ? { item_id: line.id, level: score, value: null } : { item_id: line.id, level: null, value: score }]
  })
}

/** What of it another scoring sheet takes: the parts that it has in the same form. */
export function carried(given: Given, from: RubricDocument, to: RubricDocument): Given {
  const forms = (document: RubricDocument) =>
    new Map(everyLine(document).map(({ id, choices, number, toggle }) => [id, JSON.stringify([choices, number, toggle])]))
  const [before, after] = [forms(from), forms(to)]
  return Object.fromEntries(Object.entries(given).filter(([id]) => before.has(id) && before.get(id) === after.get(id)))
}

/** How much was given. */
export function countOf(given: Given): number {
  return Object.values(given).filter(isNumber).length
}

function everyLine(document: RubricDocument): Line[] {
  const sections = document.sections.map((section) => ({ ...section, items: section.items.map((item) => ({ ...item, subjects: [] })) }))
  return linesOf({ ...document, sections }, '')
}

/** A score in words; null where nothing was given. */
export function markOf(line: Line, given: Given): string | null {
  const score = given[line.id]
  if (!isNumber(score)) return null
  if (line.choices) return line.choices[score - 1] ?? ''
  if (line.toggle) return line.toggle.text
  return line.item ? pointText(score) : `${line.group === 'bonus' ? '+' : line.number?.least ? '−' : '×'}${pointText(score)}`
}

/** How full the bar of an item is, 0–1; null where it has none. */
export function shareOf(line: Line, given: Given): number | null {
  const score = given[line.id] ?? 0
  if (line.choices) return score ? (line.item?.scoring.form === 'grades' ? line.choices.length + 1 - score : score) / line.choices.length : 0
  return line.item && line.number ? score / line.number.most : null
}

function isNumber(value: number | null | undefined): value is number {
  return typeof value === 'number'
}

/** A number of points: without a fraction where it is whole, at most two decimals. */
export function pointText(points: number): string {
  return String(Math.round(points * 100) / 100)
}
