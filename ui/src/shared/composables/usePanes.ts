import { useHotkey } from './useHotkey'

/** Marks a pane for F6: `<section data-pane tabindex="-1">`, or any element in it that takes the focus first. */
export const PANE = '[data-pane]'

/** F6 goes to the next pane, Shift+F6 to the one before; mounted once, by the shell. */
export function usePanes(): void {
  useHotkey('f6', () => step(1))
  useHotkey('shift+f6', () => step(-1))
}

function step(by: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>(PANE)].filter((pane) => pane.getClientRects().length > 0)
  if (panes.length === 0) return
  const here = panes.findIndex((pane) => pane.contains(document.activeElement))
  const next = panes[(here + by + panes.length) % panes.length]
  if (next) focusFirst(next)
}

function focusFirst(pane: HTMLElement): void {
  const chosen = pane.querySelector<HTMLElement>('[data-pane-focus]') ?? (pane.tabIndex >= 0 ? pane : firstFocusable(pane))
  ;(chosen ?? pane).focus()
}

function firstFocusable(pane: HTMLElement): HTMLElement | null {
  return pane.querySelector<HTMLElement>('[tabindex="0"], input, textarea, select, button:not([tabindex="-1"]), a[href]')
}
