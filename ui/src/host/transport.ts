import type { Progress } from './generated'

/** One way to reach the commands: the desktop shell, or the loopback bridge of the tests. */
export interface Transport {
  send(call: Outgoing): Promise<unknown>
  cancel(id: string): Promise<void>
}

/** One call on its way out. */
export interface Outgoing {
  /** Name of this call, unique in this window: progress and cancel refer to it. */
  id: string
  name: string
  request: unknown
  onProgress: ((progress: Progress) => void) | undefined
}
