import { type Ref, watch } from 'vue'
import type { RubricDocument } from '@/host'
import { useKept } from '@/shared/composables/useKept'
import { useSchool } from '@/shared/composables/useSchool'
import { keepText, keptText } from '@/shared/kept'

/** A scoring sheet that was being changed when the program ended. */
interface Left {
  /** The account that did it, and where. */
  of: string
  id: string | null
  document: RubricDocument
}

const KEY = 'keji.rubric'
const formOf = (id: string | null) => `rubric ${id ?? 'new'}`

/** What was left of a draft, for who left it. A scoring sheet names nobody: unlike the forms of records it may outlive the program in the clear. */
export function useLeft() {
  const { status } = useSchool()
  const of = () => `${status.value?.school?.name ?? ''} ${status.value?.account?.id ?? ''}`
  return {
    of,
    left,
    /** Takes an unsaved new sheet out of the way of another one; what comes back puts it there again. */
    take(): (() => void) | null {
      const text = keptText(formOf(null))
      if (text === undefined) return null
      keepText(formOf(null), null)
      if (left()?.id === null) localStorage.removeItem(KEY)
      return () => keepText(formOf(null), text)
    },
  }

  function left(): Left | null {
    const text = localStorage.getItem(KEY)
    if (text === null) return null
    try {
      const left = JSON.parse(text) as Left
      return left.of === of() ? left : null
    } catch {
      // A half-written text is no draft.
      localStorage.removeItem(KEY)
      return null
    }
  }
}

/** Keeps a scoring sheet while it is changed: when the page is left, and over the end of the program. */
export function useDraft(id: string | null, form: Ref<RubricDocument>) {
  const { of, left } = useLeft()
  const before = left()
  if (before?.id === id && keptText(formOf(id)) === undefined) keepText(formOf(id), JSON.stringify(before.document))
  const kept = useKept(formOf(id), form)
  const settle = () => {
    kept.settle()
    localStorage.removeItem(KEY)
  }
  watch(
    form,
    () => {
      if (kept.written()) localStorage.setItem(KEY, JSON.stringify({ of: of(), id, document: form.value } satisfies Left))
      else localStorage.removeItem(KEY)
    },
    { deep: true },
  )
  return { ...kept, settle }
}
