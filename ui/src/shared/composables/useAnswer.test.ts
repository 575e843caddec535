import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import type { Outcome } from '@/host'
import { setTransport } from '@/host/call'
import { useAnswer } from './useAnswer'

const outcome = (points: number): Outcome => ({
  points, most: 0, open: 0, later: 0, total: null, band: null, sections: [], bonus: 0, deducted: 0, vetoed: [],
})

describe('what the host says while one types', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => {
    vi.useRealTimers()
    setTransport(null)
  })

  it('keeps the last answer, asks once the keys rest, and ignores answers that come too late', async () => {
    const waiting: ((points: number) => void)[] = []
    setTransport({ send: () => new Promise((done) => waiting.push((points) => done(outcome(points)))), cancel: () => Promise.resolve() })
    const value = ref(1)
    const scope = effectScope()
    const { answer } = scope.run(() => useAnswer('rubric_score', () => ({ rubric_id: 'r', subject: '', scores: [{ item_id: 'a', level: null, value: value.value }] }))) ?? expect.fail()
    const turn = async (ms: number) => {
      vi.advanceTimersByTime(ms)
      await flushPromises()
    }
    await turn(0)
    waiting[0]?.(1)
    await flushPromises()
    expect(answer.value?.points).toBe(1)
    for (const typed of [2, 3]) {
      value.value = typed
      await turn(40)
    }
    expect(waiting).toHaveLength(1)
    await turn(80)
    value.value = 4
    await turn(0)
    await turn(100)
    expect([waiting.length, answer.value?.points]).toEqual([3, 1])
    waiting[2]?.(4)
    waiting[1]?.(3)
    await flushPromises()
    expect(answer.value?.points).toBe(4)
    scope.stop()
  })
})
