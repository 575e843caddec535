import { bridge } from './bridge'
import { toKejiError } from './errors'
import type { Commands, Progress } from './generated'
import { newId } from './ids'
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

/** Calls a command and gives its answer; fails with a KejiError only. */
export async function call<K extends CommandName>(
  name: K,
  request: RequestOf<K>,
  options: CallOptions = {},
): Promise<ResponseOf<K>> {
  transport ??= insideShell() ? tauri : bridge
  const way = transport
  const id = newId()
  // A cancel that gets lost changes nothing: the call goes on and says itself how it ended.
  const abort = () => void way.cancel(id).catch(() => undefined)
  options.signal?.addEventListener('abort', abort)
  try {
    return (await way.send({ id, name, request, onProgress: options.onProgress })) as ResponseOf<K>
  } catch (thrown) {
    throw toKejiError(thrown)
  } finally {
    options.signal?.removeEventListener('abort', abort)
  }
}

/** Lets a test stand in for the host. */
export function setTransport(stand: Transport | null): void {
  transport = stand
}
