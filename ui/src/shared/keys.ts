/** Whether an input method is still composing: then Enter and digits belong to it, not to us. */
export function composing(event: KeyboardEvent): boolean {
  // 229 is what some engines send for the key that ends a composition, after isComposing is already false.
  return event.isComposing || event.keyCode === 229
}

/** Whether the key press belongs to a field in which one types text. */
export function typing(event: Event): boolean {
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && !['button', 'checkbox', 'radio', 'submit'].includes(target.type)
}

/** Moves the index by an arrow, J/K, Home, End or a page; null when the key moves nothing. */
export function moved(event: KeyboardEvent, index: number, count: number, page = 10): number | null {
  if (count === 0 || event.ctrlKey || event.metaKey || event.altKey) return null
  const clamp = (to: number) => Math.min(count - 1, Math.max(0, to))
  switch (event.key) {
    case 'ArrowDown':
    case 'j':
    case 'J':
      return clamp(index + 1)
    case 'ArrowUp':
    case 'k':
    case 'K':
      return clamp(index < 0 ? 0 : index - 1)
    case 'PageDown':
      return clamp(index + page)
    case 'PageUp':
      return clamp(index - page)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
