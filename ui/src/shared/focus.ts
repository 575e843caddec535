/** Gives a freshly opened list the focus, so that its keys work at once; whoever types or works elsewhere keeps it. */
export function focusOnEntry(list: HTMLElement | null | undefined): void {
  const now = document.activeElement
  if (now === null || now === document.body || now.matches('main, nav *, header *')) list?.focus({ preventScroll: true })
}
