import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { type Autosave, flushAll, useAutosave } from './useAutosave'

let scope: EffectScope
const save = vi.fn<() => Promise<string>>()

function start(): Autosave {
  const made = scope.run(() => useAutosave({ save }))
  return made ?? expect.fail('no scope')
}

beforeEach(() => {
  vi.useFakeTimers()
  scope = effectScope()
  save.mockReset().mockResolvedValue('10:31:08')
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

describe('useAutosave', () => {
  it('saves 400 ms after the last key', async () => {
    const auto = start()
    auto.touch()
    await vi.advanceTimersByTimeAsync(399)
    expect(save).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(save).toHaveBeenCalledTimes(1)
    expect(auto.status.value).toBe('saved')
    expect(auto.savedAt.value).toBe('10:31:08')
  })

  it('saves at least every second while typing goes on', async () => {
    const auto = start()
    for (let key = 0; key < 20; key += 1) {
      auto.touch()
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(save.mock.calls.length).toBeGreaterThanOrEqual(1)
    expect(save.mock.calls.length).toBeLessThanOrEqual(3)
  })

  it('keeps trying after a failure and shows it', async () => {
    save.mockRejectedValueOnce({ code: 'store_busy' }).mockResolvedValue('10:31:10')
    const auto = start()
    auto.touch()
    await vi.advanceTimersByTimeAsync(400)
    expect(auto.status.value).toBe('failed')
    expect(auto.error.value?.code).toBe('store_busy')
    await vi.advanceTimersByTimeAsync(2000)
    expect(auto.status.value).toBe('saved')
    expect(auto.error.value).toBeNull()
  })

  it('writes keys that came during a save', async () => {
    let finish: (moment: string) => void = () => undefined
    save.mockImplementationOnce(() => new Promise((resolve) => (finish = resolve)))
    const auto = start()
    auto.touch()
    await vi.advanceTimersByTimeAsync(400)
    auto.touch()
    const flushed = auto.flush()
    finish('10:31:08')
    await expect(flushed).resolves.toBe(true)
    expect(save).toHaveBeenCalledTimes(2)
  })

  it('never runs two saves at a time', async () => {
    let running = 0
    let most = 0
    save.mockImplementation(async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, 900))
      running -= 1
      return '10:31:08'
    })
    const auto = start()
    for (let key = 0; key < 30; key += 1) {
      auto.touch()
      await vi.advanceTimersByTimeAsync(150)
    }
    expect(most).toBe(1)
  })

  it('is flushed with all others, and says when something could not be saved', async () => {
    const auto = start()
    auto.touch()
    await expect(flushAll()).resolves.toBe(true)
    expect(save).toHaveBeenCalledTimes(1)
    save.mockRejectedValueOnce({ code: 'disk_full' })
    auto.touch()
    await expect(flushAll()).resolves.toBe(false)
    auto.drop()
    scope.stop()
    await expect(flushAll()).resolves.toBe(true)
  })

  it('flushes when the screen is left, and forgets a dropped sheet', async () => {
    const auto = start()
    auto.touch()
    auto.drop()
    await vi.advanceTimersByTimeAsync(2000)
    expect(save).not.toHaveBeenCalled()
    auto.touch()
    scope.stop()
    await vi.advanceTimersByTimeAsync(0)
    expect(save).toHaveBeenCalledTimes(1)
  })
})
