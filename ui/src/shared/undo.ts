import { ref, shallowRef } from 'vue'

/** What the bar at the bottom says, and what taking it back does. */
export interface UndoOffer {
  /** What was done, e.g. 已删除听课记录《背影》 */
  text: string
  /** Takes it back; null when there is nothing to take back, only something to say. */
  undo: (() => Promise<void>) | null
}

/** How long an offer stands, in milliseconds. */
export const UNDO_FOR = 8000

/** The offer on the screen. */
export const undoOffer = shallowRef<UndoOffer | null>(null)
/** Rises with every offer, so that the bar restarts its time. */
export const undoTurn = ref(0)

/** Offers to take back what was just done. A new offer replaces the one before: that stays done. */
export function offerUndo(text: string, undo: () => Promise<void>): void {
  show({ text, undo })
}

/** Says something for eight seconds. */
export function say(text: string): void {
  show({ text, undo: null })
}

export function clearUndo(): void {
  undoOffer.value = null
}

function show(offer: UndoOffer): void {
  undoOffer.value = offer
  undoTurn.value += 1
}
