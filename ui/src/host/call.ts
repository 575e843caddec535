import { bridge } from './bridge'
import { KejiError, toKejiError } from './errors'
import type { Commands, Progress } from './generated'
import { newId } from './ids'
import { veiled } from './names'
import { insideShell, tauri } from './tauri'
import type { Transport } from './transport'

export type CommandName = keyof Commands
export type RequestOf<K extends CommandName> = Commands[K]['request']
export type ResponseOf<K extends CommandName> = Commands[K]['response']

export interface CallOptions {
  /** Told while the command works; throttled by the host. */
  onProgress?: (progress: Progress) => void
  /** Aborting asks the command to stop; it then ends with the code `cancelled`. */
  signal?: AbortSignal
}

let transport: Transport | null = null
const under = new Set<Promise<unknown>>()

/** Calls a command and gives its answer; fails with a KejiError only. */
export async function call<K extends CommandName>(
  name: K,
  request: RequestOf<K>,
  options: CallOptions = {},
): Promise<ResponseOf<K>> {
  if (veiled(request)) throw new KejiError({ code: 'names_hidden' })
  transport ??= insideShell() ? tauri : bridge
  const way = transport
  const id = newId()
  // A cancel that gets lost changes nothing: the call goes on and says itself how it ended.
  const abort = () => void way.cancel(id).catch(() => undefined)
  options.signal?.addEventListener('abort', abort)
  try {
    const answer = way.send({ id, name, request, onProgress: options.onProgress })
    under.add(answer)
    return (await answer.finally(() => under.delete(answer))) as ResponseOf<K>
  } catch (thrown) {
    throw toKejiError(thrown)
  } finally {
    options.signal?.removeEventListener('abort', abort)
  }
}

/** Waits until no call is under way, nor one that another has led to. */
export async function quiet(): Promise<void> {
  do {
    await Promise.allSettled(under)
    await new Promise((resolve) => setTimeout(resolve))
  } while (under.size > 0)
}

/** Lets a test stand in for the host. */
export function setTransport(stand: Transport | null): void {
  transport = stand
}
