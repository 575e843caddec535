import { ref, type Ref } from 'vue'
import { useKept } from '@/shared/composables/useKept'
import { useUndoable } from '@/shared/composables/useUndoable'
import { composing } from '@/shared/keys'

/** A form in the drawer: kept while it is typed, Ctrl+Enter saves, Esc leaves. `save` gives the act, null when refused. */
export function useSmallForm<T>(name: string, start: T, save: (form: T) => Promise<string | null>, saved: string, close: () => void) {
  const form = ref(start) as Ref<T>
  const kept = useKept(name, form)
  const undoable = useUndoable()

  async function write(): Promise<void> {
    const act = await save(form.value)
    if (act === null) return
    kept.settle()
    undoable(saved, act)
    close()
  }

  function cancel(): void {
    kept.settle()
    close()
  }

  function key(event: KeyboardEvent): void {
    if (composing(event)) return
    if (event.key === 'Escape') cancel()
    else if (event.key === 'Enter' && event.ctrlKey) void write()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return { form, kept, write, cancel, key }
}
