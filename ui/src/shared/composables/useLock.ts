import { ref } from 'vue'
import { call, toKejiError, useStatusAnswer } from '@/host'
import { m } from '../messages'
import { say } from '../undo'
import { flushAll } from './useAutosave'

/** The school is being locked: from here on its screens are gone, while the host still makes its backup. */
export const locking = ref(false)

/** Gives a function that locks the school. What is typed is saved first; while that fails nothing is locked, so that nothing is lost. */
export function useLock(): () => Promise<void> {
  const show = useStatusAnswer()
  return async () => {
    if (locking.value) return
    if (!(await flushAll())) return say(m.lock.unsaved)
    locking.value = true
    try {
      show(await call('lock', {}))
    } catch (thrown) {
      say(toKejiError(thrown).words.text)
    } finally {
      locking.value = false
    }
  }
}
