import { computed, shallowRef } from 'vue'

/**
 * Hiding names: whatever a query answers passes through here before a component sees it, so no place can be forgotten.
 * The answers that are kept stay as they came. A hidden name carries a mark that nobody can type, and `call` refuses a
 * request that carries it: what is hidden can never be written over what it hides.
 */
const MARK = '\u2063'

interface Veil {
  names: RegExp
  codes: ReadonlyMap<string, string>
  done: WeakMap<object, unknown>
}

const veil = shallowRef<Veil | null>(null)
/** Until names are hidden for the first time nothing can carry the mark but what somebody pasted. */
let ever = false

/** Whether the names are hidden now. */
export const namesHidden = computed(() => veil.value !== null)

/** Hides these names everywhere; a teacher's number is the place on the roster. Null shows them again. */
export function hideNames(roster: readonly string[] | null): void {
  ever ||= roster !== null
  veil.value = roster && veilOf(roster)
}

function veilOf(roster: readonly string[]): Veil {
  const codes = new Map<string, string>()
  roster.forEach((name, index) => {
    if (name !== '' && !codes.has(name)) codes.set(name, `教师${MARK}${index + 1}${MARK}`)
  })
  const whole = [...codes.keys()].sort((a, b) => b.length - a.length)
  const surnames = [...new Set(whole.map((name) => escape([...name][0] ?? '')))].join('')
  // Longest first: 林晓 must not leave the 燕 of 林晓燕 behind. A surname with 老师 says who it is, too.
  const names = whole.length === 0 ? /(?!)/ : new RegExp(`(?=[${surnames}])(?:${whole.map(escape).join('|')}|.(?=老师))`, 'gu')
  return { names, codes, done: new WeakMap() }
}

/** What a component may see of an answer. */
export function shown<T>(answer: T): T {
  const own = veil.value
  if (!own || typeof answer !== 'object' || answer === null) return answer
  const known = own.done.get(answer)
  if (known) return known as T
  const made: unknown = JSON.parse(
    // Names hold neither quotes nor backslashes once they are escaped like the answer itself.
    JSON.stringify(answer).replace(own.names, (name) => own.codes.get(name) ?? `某${MARK}`),
  )
  own.done.set(answer, made)
  return made as T
}

/** Whether a request carries a name that was hidden. */
export function veiled(request: unknown): boolean {
  return ever && JSON.stringify(request ?? null).includes(MARK)
}

function escape(text: string): string {
  return JSON.stringify(text).slice(1, -1).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
