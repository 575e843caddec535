import { onScopeDispose, ref, shallowRef, type Ref } from 'vue'
import { type KejiError, toKejiError } from '@/host'

export type SaveStatus = 'idle' | 'dirty' | 'saving' | 'saved' | 'failed'

export interface Autosave {
  status: Readonly<Ref<SaveStatus>>
  /** When the last save was confirmed, as the host wrote it. */
  savedAt: Readonly<Ref<string | null>>
  error: Readonly<Ref<KejiError | null>>
  /** Says that something changed: call it on every input. */
  touch: () => void
  /** Saves at once what is not saved yet; await it before leaving or completing. True when nothing is left unsaved. */
  flush: () => Promise<boolean>
  /** Forgets what is not saved yet, for a sheet that is being deleted. */
  drop: () => void
}

export interface AutosaveOptions {
  /** Writes the present state and gives the saved moment in the host's words. */
  save: () => Promise<string>
  /** Silence after the last key before saving, in milliseconds. */
  quiet?: number
  /** Longest time that typing may go unsaved, in milliseconds. */
  atMost?: number
  /** Pause before a failed save is tried again, in milliseconds. */
  again?: number
}

/** The autosaves on the screen. */
const live = new Set<() => Promise<boolean>>()

/** Saves at once what is not saved yet anywhere on the screen. True when nothing is left unsaved. */
export async function flushAll(): Promise<boolean> {
  const saved = await Promise.all([...live].map((flush) => flush()))
  return saved.every(Boolean)
}

/**
 * Keeps what is typed: saved 400 ms after the last key, at least every second while typing, one save at a time, tried
 * again for as long as it fails, and flushed when the page is hidden or left.
 */
export function useAutosave({ save, quiet = 400, atMost = 1000, again = 2000 }: AutosaveOptions): Autosave {
  const status = ref<SaveStatus>('idle')
  const savedAt = ref<string | null>(null)
  const error = shallowRef<KejiError | null>(null)
  let waiting: ReturnType<typeof setTimeout> | undefined
  let dirtySince: number | null = null
  let inFlight: Promise<void> | null = null

  function touch(): void {
    const now = performance.now()
    dirtySince ??= now
    if (status.value !== 'saving' && status.value !== 'failed') status.value = 'dirty'
    schedule(Math.min(quiet, Math.max(0, dirtySince + atMost - now)))
  }

  function schedule(delay: number): void {
    clearTimeout(waiting)
    waiting = setTimeout(() => void write(), delay)
  }

  function write(): Promise<void> {
    clearTimeout(waiting)
    if (inFlight) return inFlight
    if (dirtySince === null) return Promise.resolve()
    dirtySince = null
    status.value = 'saving'
    inFlight = save()
      .then(
        (moment) => {
          savedAt.value = moment
          error.value = null
          status.value = dirtySince === null ? 'saved' : 'dirty'
        },
        (thrown: unknown) => {
          error.value = toKejiError(thrown)
          status.value = 'failed'
          dirtySince ??= performance.now()
          schedule(again)
        },
      )
      .finally(() => {
        inFlight = null
      })
    return inFlight
  }

  async function flush(): Promise<boolean> {
    // A save under way may not carry the last keys: wait for it, then write once more.
    if (inFlight) await inFlight
    await write()
    return dirtySince === null
  }

  function drop(): void {
    clearTimeout(waiting)
    dirtySince = null
    status.value = 'idle'
  }

  const hidden = () => {
    if (document.visibilityState === 'hidden') void flush()
  }
  document.addEventListener('visibilitychange', hidden)
  window.addEventListener('pagehide', flush)
  live.add(flush)
  onScopeDispose(() => {
    live.delete(flush)
    document.removeEventListener('visibilitychange', hidden)
    window.removeEventListener('pagehide', flush)
    void flush()
  })

  return { status, savedAt, error, touch, flush, drop }
}
