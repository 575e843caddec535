/** Posts as typed, divided by 、 or any comma, semicolon or blank; each once. */
export function posts(typed: string): string[] {
  return [...new Set(typed.split(/[、，,；;\s]+/).filter((post) => post !== ''))]
}

/** A month as YYYY-MM from 2009-09, 2009.9, 200909 or 2009年9月; null when empty, undefined when it is none. */
export function month(typed: string): string | null | undefined {
  const text = typed.normalize('NFKC').replace(/\s+/g, '')
  if (text === '') return null
  const found = /^(\d{4})(?:[-./年](\d{1,2})月?|(\d\d))$/.exec(text)
  const number = Number(found?.[2] ?? found?.[3])
  if (!found || number < 1 || number > 12) return undefined
  return `${found[1]}-${String(number).padStart(2, '0')}`
}

/** A dated mark from 青年教师至2028-08 or 青年教师; `until` undefined when its month is none. */
export function tag(typed: string): { tag: string; until: string | null | undefined } {
  const [name = '', until = ''] = typed.split('至')
  return { tag: name, until: month(until) }
}

/** A dated mark as it is typed. */
export function tagText(mark: { tag: string; until: string | null }): string {
  return mark.until ? `${mark.tag}至${mark.until}` : mark.tag
}
