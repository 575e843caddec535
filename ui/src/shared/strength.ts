/** Characters that a passphrase has at least. */
export const SHORTEST = 8

/** How hard a passphrase is to guess, 0–3, by its length and variety; null while it is too short. A hint, not a rule. */
export function strength(text: string): 0 | 1 | 2 | 3 | null {
  const characters = [...text]
  if (characters.length < SHORTEST) return null
  // Runs such as 1234 or aaaa add next to nothing, a Chinese character as much as two letters.
  const worth = characters.reduce((sum, character, index) => {
    const step = code(character) - code(characters[index - 1] ?? '')
    if (index > 0 && Math.abs(step) <= 1) return sum + 0.25
    return sum + (/\p{Script=Han}/u.test(character) ? 2 : 1)
  }, 0)
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /\p{Script=Han}/u, /[^\p{L}\d]/u].filter((kind) => kind.test(text)).length
  const score = worth + kinds * 2
  if (score < 14) return 0
  if (score < 18) return 1
  return score < 23 ? 2 : 3
}

function code(character: string): number {
  return character.codePointAt(0) ?? Number.NEGATIVE_INFINITY
}
