import { call, hideNames, namesHidden, quiet, toKejiError } from '@/host'
import { clearUndo, say } from '../undo'

let turning = false

/** Ctrl+H: hides every name on the screen, or shows them again. */
export async function turnNames(): Promise<void> {
  if (turning) return
  turning = true
  try {
    // What the page was still saving when it was left must be there when it is opened again.
    if (namesHidden.value) await quiet()
    await setNames(!namesHidden.value)
  } catch (thrown) {
    say(toKejiError(thrown).words.text)
  } finally {
    turning = false
  }
}

/** Another school has other names. */
export async function setNames(hidden: boolean): Promise<void> {
  const all = hidden ? (await call('roster_get', {})).teachers : null
  const roster = all && [...all.map((one) => one.name), ...all.flatMap((one) => one.former)]
  // The bar at the bottom may name somebody.
  clearUndo()
  hideNames(roster)
}
