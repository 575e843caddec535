import { onScopeDispose, shallowRef, watch } from 'vue'
import { call, type CommandName, type KejiError, type RequestOf, type ResponseOf, toKejiError } from '@/host'

/** How long the keys must rest before the next question, in milliseconds. */
const REST = 80

/** What the host says of something while it is typed. The last answer stays while a newer one is under way; only the answer to the latest question counts. */
export function useAnswer<K extends CommandName>(name: K, request: () => RequestOf<K>) {
  const answer = shallowRef<ResponseOf<K> | null>(null)
  const error = shallowRef<KejiError | null>(null)
  let turn = 0
  let waiting: ReturnType<typeof setTimeout> | undefined

  async function ask(): Promise<void> {
    turn += 1
    const own = turn
    try {
      const said = await call(name, request())
      if (own !== turn) return
      answer.value = said
      error.value = null
    } catch (thrown) {
      if (own === turn) error.value = toKejiError(thrown)
    }
  }

  watch(
    () => JSON.stringify(request()),
    (_, before) => {
      clearTimeout(waiting)
      waiting = setTimeout(() => void ask(), before === undefined ? 0 : REST)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearTimeout(waiting)
    turn += 1
  })
  return { answer, error }
}
