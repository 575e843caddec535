import { KejiError, type WireError } from './errors'
import type { Progress } from './generated'
import type { Outgoing, Transport } from './transport'

/** How often progress is asked for over the bridge, in milliseconds. */
const POLL = 200

/** The loopback bridge: the same commands over HTTP on this page's own origin. */
export const bridge: Transport = {
  async send({ id, name, request, onProgress }: Outgoing) {
    const stop = onProgress ? poll(id, onProgress) : () => undefined
    try {
      const answer = await fetch(`/rpc/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-call-id': id },
        body: JSON.stringify(request ?? {}),
      })
      const body: unknown = await answer.json()
      if (!answer.ok) throw new KejiError(body as WireError)
      return body
    } finally {
      stop()
    }
  },
  async cancel(id) {
    await fetch(`/cancel/${id}`, { method: 'POST' })
  },
}

function poll(id: string, tell: (progress: Progress) => void): () => void {
  let on = true
  const ask = async () => {
    if (!on) return
    const answer = await fetch(`/progress/${id}`).catch(() => null)
    if (!on) return
    // No answer yet is no news: the call itself reports what went wrong.
    if (answer?.status === 200) tell((await answer.json()) as Progress)
    if (on) setTimeout(ask, POLL)
  }
  setTimeout(ask, POLL)
  return () => {
    on = false
  }
}
