/** Something that can be found by its characters, its full pinyin or its initials. */
export interface Findable {
  name: string
  /** Spellings and other names divided by spaces or bars, as the host writes them: `linxiaoyan lxy`; digits count too; more than one reading is allowed. */
  pinyin?: string
}

/**
 * How well the typed text fits: 0 not at all, higher is better. Characters anywhere in the name; pinyin from the
 * start of a spelling; syllables may be divided by spaces or apostrophes (lin xiao, xi'an).
 */
export function fit(typed: string, what: Findable): number {
  const sought = typed.trim().toLowerCase()
  if (sought === '') return 1
  const name = what.name.toLowerCase()
  if (name === sought) return 6
  if (name.startsWith(sought)) return 5
  if (name.includes(sought)) return 4
  const letters = sought.replace(/[\s'’]+/g, '')
  const spellings = (what.pinyin ?? '').toLowerCase().split(/[\s|,;]+/)
  if (spellings.includes(letters)) return 3
  if (spellings.some((spelling) => spelling.startsWith(letters))) return 2
  return /^[a-zü0-9]+$/.test(letters) && spellings.join('').startsWith(letters) ? 1 : 0
}

const GRADES = '一二三四五六七八九'

/** The digits that find a class: 72 for 七(2), two keys instead of an input method. */
export function classDigits(name: string): string {
  return name.replace(/[一二三四五六七八九]/g, (grade) => String(GRADES.indexOf(grade) + 1)).replace(/\D/g, '')
}

/** Those that fit, best first, otherwise in the order given; at most `limit`. */
export function find<T extends Findable>(typed: string, among: readonly T[], limit = 50): T[] {
  if (typed.trim() === '') return among.slice(0, limit)
  const scored = among.map((item, order) => ({ item, order, score: fit(typed, item) })).filter((hit) => hit.score > 0)
  scored.sort((a, b) => b.score - a.score || a.order - b.order)
  return scored.slice(0, limit).map((hit) => hit.item)
}
