import { afterEach, describe, expect, it, vi } from 'vitest'
import { call, setTransport } from './call'
import { KejiError, toKejiError } from './errors'
import { newId } from './ids'
import { readsOneOf } from './query'

afterEach(() => setTransport(null))

describe('errors', () => {
  it('keeps code, values and detail of the wire', () => {
    const error = toKejiError({ code: 'not_found', params: { kind: '听课记录' }, detail: 'row missing' })
    expect(error).toBeInstanceOf(KejiError)
    expect([error.code, error.params, error.detail]).toEqual(['not_found', { kind: '听课记录' }, 'row missing'])
  })

  it('fills the values into the words of its code', () => {
    const { text, mend } = new KejiError({ code: 'term_length', params: { weeks: 3 } }).words
    expect(text).toContain('3 周')
    expect(mend).not.toBeNull()
  })

  it('says something in Chinese even for a code without words', () => {
    expect(new KejiError({ code: 'never_heard_of' }).words.text).toMatch(/never_heard_of/)
    expect(new KejiError({ code: 'never_heard_of' }).words.text).not.toMatch(/[{}]/)
  })

  it('turns a lost connection into a code too', () => {
    expect(toKejiError(new TypeError('Failed to fetch')).code).toBe('host_unreachable')
  })
})

describe('call', () => {
  it('fails with a KejiError only', async () => {
    setTransport({ send: () => Promise.reject({ code: 'too_new' }), cancel: () => Promise.resolve() })
    await expect(call('app_status', {})).rejects.toMatchObject({ name: 'KejiError', code: 'too_new' })
  })

  it('cancels the very call that was aborted', async () => {
    const cancel = vi.fn<(id: string) => Promise<void>>().mockResolvedValue()
    let sent = ''
    setTransport({
      send: ({ id }) => {
        sent = id
        return new Promise((resolve) => setTimeout(() => resolve({}), 20))
      },
      cancel,
    })
    const abort = new AbortController()
    const answer = call('app_status', {}, { signal: abort.signal })
    abort.abort()
    await answer
    expect(cancel).toHaveBeenCalledWith(sent)
  })
})

describe('topics', () => {
  it('ties acts to the queries that read what they touch', () => {
    expect(readsOneOf('roster_get', ['roster'])).toBe(true)
    expect(readsOneOf('roster_get', ['homework'])).toBe(false)
    expect(readsOneOf('dashboard_get', ['observation'])).toBe(true)
  })
})

describe('newId', () => {
  it('is a UUIDv7 that sorts by time', () => {
    const [early, late] = [newId(1_790_000_000_000), newId(1_790_000_000_001)]
    expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(early < late).toBe(true)
  })
})
