import { computed, onScopeDispose, type Ref, ref, watch } from 'vue'
import { KejiError } from '@/host'

/**
 * A refusal at the door may name the seconds until the next try: counts them down. A refusal that only asks to wait goes
 * when the time is over.
 */
export function useWait(error: Ref<KejiError | null>) {
  const left = ref(0)
  let ticking: ReturnType<typeof setInterval> | undefined
  watch(error, (refusal) => {
    clearInterval(ticking)
    left.value = Math.ceil(Number(refusal?.params.seconds) || 0)
    if (left.value === 0) return
    ticking = setInterval(() => {
      left.value -= 1
      if (left.value > 0) return
      clearInterval(ticking)
      if (refusal?.code === 'too_soon') error.value = null
    }, 1000)
  })
  onScopeDispose(() => clearInterval(ticking))
  return {
    /** Seconds until the next try. */
    left,
    /** The refusal with the seconds that are left. */
    shown: computed(() =>
      error.value?.code === 'too_soon' ? new KejiError({ code: 'too_soon', params: { seconds: left.value } }) : error.value,
    ),
  }
}
