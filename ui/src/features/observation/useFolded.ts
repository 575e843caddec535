import { computed, onBeforeUnmount, onMounted, ref, shallowRef, type ShallowRef, watch } from 'vue'
import { folded } from './folded'

/** Rows are drawn so far above and below the window, in pixels. */
const SPARE = 500

/** Draws only the rows near the window of a long list. Heights are measured, not guessed: a row is left out after it was drawn once. */
export function useFolded<Row extends { key: number }>(box: Readonly<ShallowRef<HTMLElement | null>>, rows: () => readonly Row[], stays: (index: number) => boolean) {
  const heights = new Map<number, number>()
  const measured = ref(0)
  const span = shallowRef({ top: 0, bottom: Infinity })
  const drawn = computed(() => {
    void measured.value
    return folded(rows(), heights, span.value, stays)
  })

  function measure(): void {
    let fresh = false
    for (const line of box.value?.querySelectorAll<HTMLElement>('[data-key]') ?? []) {
      const key = Number(line.dataset.key)
      fresh ||= !heights.has(key)
      heights.set(key, line.offsetHeight)
    }
    if (fresh) measured.value += 1
  }

  /** Follows the window, and draws before it comes to the end of what is drawn. */
  function follow(): void {
    const list = box.value
    if (!list) return
    const [top, bottom] = [list.scrollTop, list.scrollTop + list.clientHeight]
    const { value: known } = span
    if (bottom <= known.bottom - SPARE / 3 && (top >= known.top + SPARE / 3 || known.top <= 0) && known.bottom < Infinity) return
    measure()
    span.value = { top: top - SPARE, bottom: bottom + SPARE }
  }

  let width: number | null = null
  const widths = new ResizeObserver(([entry]) => {
    const now = entry?.contentRect.width ?? 0
    // In another width every text breaks elsewhere.
    if (width !== null && Math.abs(now - width) >= 1) {
      heights.clear()
      measured.value += 1
    }
    width = now
  })
  onMounted(() => {
    if (box.value) widths.observe(box.value)
    follow()
  })
  onBeforeUnmount(() => widths.disconnect())
  watch(() => drawn.value, () => { measure(); follow() }, { flush: 'post' })
  return { drawn, follow }
}
