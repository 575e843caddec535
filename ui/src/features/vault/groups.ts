/** Groups of a recovery key. */
export const GROUPS = 8

/** What was typed of a recovery key as groups of five, in any case, with or without blanks and dashes: the host reads it as kindly. */
export function groupsOf(typed: string): string[] {
  const characters = typed.normalize('NFKC').toUpperCase().replace(/[\s\-—–·,，、]/g, '')
  return characters.match(/.{1,5}/gsu) ?? []
}
