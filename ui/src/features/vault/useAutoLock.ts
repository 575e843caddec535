import { onScopeDispose, type Ref, watch } from 'vue'

/** How often the clock is looked at, in milliseconds. */
const EVERY = 5000
const SIGNS = ['pointerdown', 'pointermove', 'wheel', 'keydown'] as const

/**
 * Locks after that many minutes without a sign of anybody; 0 for never. The wall clock counts, so that a PC which slept
 * is locked when it wakes, before the movement that woke it counts as a sign.
 */
export function useAutoLock(minutes: Readonly<Ref<number>>, lock: () => void): void {
  let last = Date.now()
  let tried = 0

  /** Locks when it is time to; while that is refused, tries again now and then. */
  function look(): boolean {
    const now = Date.now()
    // A clock that was set back must not keep the door open for hours.
    if (now < last) last = now
    if (minutes.value === 0 || now - last < minutes.value * 60_000) return false
    if (Math.abs(now - tried) >= EVERY) {
      tried = now
      lock()
    }
    return true
  }

  function sign(): void {
    if (!look()) last = Date.now()
  }

  /** Whoever has just unlocked or turned the lock on is there. */
  function begin(): void {
    last = Date.now()
  }

  for (const name of SIGNS) window.addEventListener(name, sign, { capture: true, passive: true })
  document.addEventListener('visibilitychange', look)
  const ticking = setInterval(look, EVERY)
  onScopeDispose(() => {
    for (const name of SIGNS) window.removeEventListener(name, sign, { capture: true })
    document.removeEventListener('visibilitychange', look)
    clearInterval(ticking)
  })
  watch(minutes, begin)
}
