import { onMounted, onUnmounted } from 'vue'
import { composing, typing } from '../keys'

/** A chord such as `ctrl+k`, `ctrl+enter`, `f6`; the Command key counts as Ctrl. */
export type Chord = string

/** Listens on the whole window while the component lives; a handler that returns false lets the key pass. */
export function useHotkey(chord: Chord, handler: (event: KeyboardEvent) => unknown): void {
  const listen = (event: KeyboardEvent) => {
    if (composing(event) || event.defaultPrevented || !matches(chord, event)) return
    if (handler(event) !== false) event.preventDefault()
  }
  onMounted(() => window.addEventListener('keydown', listen))
  onUnmounted(() => window.removeEventListener('keydown', listen))
}

/** The page's own 登记 or 新建: Alt+N anywhere, N where nobody types. */
export function useAddKey(add: () => void): void {
  useHotkey('alt+n', add)
  useHotkey('n', (event) => {
    if (typing(event) || document.querySelector('dialog:modal')) return false
    add()
    return true
  })
}

/** Whether the pressed keys are exactly this chord. */
export function matches(chord: Chord, event: KeyboardEvent): boolean {
  const wanted = chord.toLowerCase().split('+')
  const key = wanted.pop()
  return (
    event.key.toLowerCase() === key &&
    (event.ctrlKey || event.metaKey) === wanted.includes('ctrl') &&
    event.shiftKey === wanted.includes('shift') &&
    event.altKey === wanted.includes('alt')
  )
}
