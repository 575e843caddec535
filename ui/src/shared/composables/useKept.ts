import { onUnmounted, type Ref, ref, watch } from 'vue'
import { keepText, keptText } from '../kept'
import { m } from '../messages'
import { say } from '../undo'

/**
 * Keeps what is typed into a form when the page is left, and puts it back when the form is opened again.
 * `name` tells the forms apart: what is written, and of which record. The form is plain data.
 */
export function useKept<T>(name: string, form: Ref<T>) {
  /** The form as it was before anything was typed. */
  let start = JSON.stringify(form.value)
  const before = keptText(name)
  const restored = ref(before !== undefined)
  if (before !== undefined) form.value = JSON.parse(before) as T

  const stop = watch(
    form,
    (now) => {
      const text = JSON.stringify(now)
      keepText(name, text === start ? null : text)
    },
    { deep: true, flush: 'sync' },
  )
  onUnmounted(() => {
    stop()
    if (keptText(name) !== undefined) say(m.kept.later)
  })

  /** Saved or given up: what stands in the form now is its new beginning. */
  function settle(): void {
    start = JSON.stringify(form.value)
    restored.value = false
    keepText(name, null)
  }

  /** Takes the restored text out again. */
  function clear(): void {
    form.value = JSON.parse(start) as T
    restored.value = false
    keepText(name, null)
  }

  return { restored, settle, clear, written: () => JSON.stringify(form.value) !== start }
}
