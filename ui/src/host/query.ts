import { useQuery, useQueryCache } from '@pinia/colada'
import { computed, type Ref, ref, shallowRef, toValue, type MaybeRefOrGetter } from 'vue'
import { call, type CommandName, type RequestOf, type ResponseOf } from './call'
import { KejiError, toKejiError } from './errors'
import { factsOf } from './commands'
import type { AppStatus, Progress } from './generated'
import { shown } from './names'

/** What a reading command gives to a component. */
export interface CommandState<T> {
  data: Readonly<Ref<T | undefined>>
  error: Readonly<Ref<KejiError | null>>
  /** Nothing has come yet. */
  pending: Readonly<Ref<boolean>>
  /** A first or a fresh answer is on its way. */
  loading: Readonly<Ref<boolean>>
  refetch: () => Promise<void>
}

/**
 * Reads through a command and stays fresh: the answer is kept under [name, request] and asked for again when an act
 * touches one of the topics that the command reads. While a changed request is on its way the last answer stays.
 */
export function useCommand<K extends CommandName>(
  name: K,
  request: () => RequestOf<K>,
  options: { enabled?: MaybeRefOrGetter<boolean> } = {},
): CommandState<ResponseOf<K>> {
  const query = useQuery<ResponseOf<K>, Error>({
    key: () => [name, JSON.stringify(request())],
    query: () => call(name, request()),
    placeholderData: (previous: ResponseOf<K> | undefined) => previous,
    enabled: () => toValue(options.enabled ?? true),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  return {
    data: computed(() => shown(query.data.value as ResponseOf<K> | undefined)),
    error: computed(() => (query.error.value ? toKejiError(query.error.value) : null)),
    pending: computed(() => query.status.value === 'pending'),
    loading: query.isLoading,
    refetch: async () => {
      await query.refetch()
    },
  }
}

/** What an acting command gives to a component. */
export interface Act<K extends CommandName> {
  /** Runs the command, refreshes what it touched and gives the answer; fails with a KejiError, also kept in `error`. */
  run: (request: RequestOf<K>) => Promise<ResponseOf<K>>
  /** Like `run`, but a failure stays in `error` and gives undefined. */
  attempt: (request: RequestOf<K>) => Promise<ResponseOf<K> | undefined>
  running: Readonly<Ref<boolean>>
  error: Ref<KejiError | null>
  progress: Readonly<Ref<Progress | null>>
  cancel: () => void
}

/** Acts through a command; afterwards every query that reads a topic it touches is asked for again. */
export function useAct<K extends CommandName>(name: K): Act<K> {
  const refresh = useRefresh()
  const running = ref(false)
  const error = shallowRef<KejiError | null>(null)
  const progress = shallowRef<Progress | null>(null)
  let abort: AbortController | null = null

  async function run(request: RequestOf<K>): Promise<ResponseOf<K>> {
    const own = new AbortController()
    abort = own
    running.value = true
    error.value = null
    progress.value = null
    try {
      const answer = await call(name, request, {
        signal: own.signal,
        onProgress: (news) => {
          progress.value = news
        },
      })
      refresh(factsOf(name)?.touches ?? [])
      return shown(answer)
    } catch (thrown) {
      error.value = toKejiError(thrown)
      throw error.value
    } finally {
      if (abort === own) {
        running.value = false
        progress.value = null
      }
    }
  }

  return {
    run,
    attempt: (request) => run(request).catch(() => undefined),
    running,
    error,
    progress,
    cancel: () => abort?.abort(),
  }
}

/** Gives a function that asks again for every query reading one of the topics; `*` means all. */
export function useRefresh(): (topics: readonly string[]) => void {
  const cache = useQueryCache()
  return (topics) => {
    if (topics.length === 0) return
    // A query that fails shows it where it is read; here nobody waits for it.
    cache.invalidateQueries({ predicate: (entry) => readsOneOf(String(entry.key[0]), topics) }).catch(() => undefined)
  }
}

/** Gives a function that takes the state which a command answered, at once: the screen follows it. */
export function useStatusAnswer(): (status: AppStatus) => void {
  const cache = useQueryCache()
  return (status) => cache.setQueryData(['app_status', '{}'], status)
}

/** Gives a function that forgets every answer but the state: nothing of a locked school stays in memory. */
export function useForget(): () => void {
  const cache = useQueryCache()
  return () => {
    for (const entry of cache.getEntries()) {
      if (entry.key[0] === 'app_status') continue
      cache.cancel(entry)
      cache.remove(entry)
    }
  }
}

/** Whether the command reads one of the topics. */
export function readsOneOf(name: string, topics: readonly string[]): boolean {
  if (topics.includes('*')) return true
  const reads = factsOf(name)?.reads ?? []
  return reads.some((topic) => topic === '*' || topics.includes(topic))
}
