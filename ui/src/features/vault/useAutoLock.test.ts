import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope, nextTick, ref } from 'vue'
import { useAutoLock } from './useAutoLock'

const MINUTE = 60_000
const minutes = ref(10)
const lock = vi.fn()
let scope: EffectScope

beforeEach(() => {
  vi.useFakeTimers()
  minutes.value = 10
  lock.mockReset()
  scope = effectScope()
  scope.run(() => useAutoLock(minutes, lock))
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

function touch(): void {
  window.dispatchEvent(new Event('pointermove'))
}

it('locks after that long without anybody', () => {
  vi.advanceTimersByTime(10 * MINUTE - 1)
  expect(lock).not.toHaveBeenCalled()
  vi.advanceTimersByTime(5000)
  expect(lock).toHaveBeenCalledTimes(1)
})

it('counts anew with every key and movement', () => {
  vi.advanceTimersByTime(9 * MINUTE)
  window.dispatchEvent(new Event('keydown'))
  vi.advanceTimersByTime(9 * MINUTE)
  touch()
  vi.advanceTimersByTime(9 * MINUTE)
  expect(lock).not.toHaveBeenCalled()
})

it('never locks with 0, and counts from the moment it is turned on', async () => {
  minutes.value = 0
  vi.advanceTimersByTime(24 * 60 * MINUTE)
  expect(lock).not.toHaveBeenCalled()
  minutes.value = 5
  await nextTick()
  vi.advanceTimersByTime(4 * MINUTE)
  expect(lock).not.toHaveBeenCalled()
})

it('locks a PC that slept before the movement that woke it counts', () => {
  vi.setSystemTime(Date.now() + 3 * 60 * MINUTE)
  touch()
  expect(lock).toHaveBeenCalledTimes(1)
})

it('does not stay open when the clock is set back', () => {
  vi.setSystemTime(Date.now() - 5 * 60 * MINUTE)
  vi.advanceTimersByTime(10 * MINUTE + 5000)
  expect(lock).toHaveBeenCalled()
})

it('tries again now and then while locking is refused', () => {
  vi.advanceTimersByTime(10 * MINUTE)
  for (let move = 0; move < 50; move += 1) touch()
  expect(lock).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(5000)
  expect(lock).toHaveBeenCalledTimes(2)
})
