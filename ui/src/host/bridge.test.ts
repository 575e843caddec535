import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bridge } from './bridge'
import type { Progress } from './generated'

const answers = new Map<string, () => Response>()

beforeEach(() => {
  answers.clear()
  vi.stubGlobal('fetch', (address: string) => Promise.resolve((answers.get(address) ?? (() => new Response(null, { status: 204 })))()))
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const outgoing = { id: 'c1', name: 'app_status', request: {}, onProgress: undefined }

describe('bridge', () => {
  it('gives the answer', async () => {
    answers.set('/rpc/app_status', () => Response.json({ version: '1' }))
    await expect(bridge.send(outgoing)).resolves.toEqual({ version: '1' })
  })

  it('turns a refusal into its code', async () => {
    answers.set('/rpc/app_status', () => Response.json({ code: 'no_school', params: {}, detail: '' }, { status: 422 }))
    await expect(bridge.send(outgoing)).rejects.toMatchObject({ code: 'no_school' })
  })

  it('tells progress while the call runs and stops with it', async () => {
    vi.useFakeTimers()
    let finish: (answer: Response) => void = () => undefined
    const asked: string[] = []
    vi.stubGlobal('fetch', (address: string) => {
      asked.push(address)
      if (address.startsWith('/rpc/')) return new Promise((resolve) => (finish = resolve))
      return Promise.resolve(Response.json({ doing: '正在排第 6 页', done: 6, of: 9 }))
    })
    const news: Progress[] = []
    const sent = bridge.send({ ...outgoing, onProgress: (step) => news.push(step) })
    await vi.advanceTimersByTimeAsync(450)
    expect(news.at(-1)).toEqual({ doing: '正在排第 6 页', done: 6, of: 9 })
    finish(Response.json({}))
    await sent
    const count = asked.length
    await vi.advanceTimersByTimeAsync(2000)
    expect(asked).toHaveLength(count)
  })
})
