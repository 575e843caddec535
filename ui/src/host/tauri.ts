import { Channel, invoke } from '@tauri-apps/api/core'
import type { Progress } from './generated'
import type { Outgoing, Transport } from './transport'

/** The desktop shell: one `rpc` command carries every call, a channel its progress. */
export const tauri: Transport = {
  send({ id, name, request, onProgress }: Outgoing) {
    const progress = new Channel<Progress>()
    if (onProgress) progress.onmessage = onProgress
    return invoke('rpc', { id, name, request, progress })
  },
  async cancel(id) {
    await invoke('cancel', { id })
  },
}

/** Whether this page runs inside the shell. */
export function insideShell(): boolean {
  return '__TAURI_INTERNALS__' in window
}
