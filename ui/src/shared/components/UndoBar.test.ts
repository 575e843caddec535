import { fireEvent, render } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { clearUndo, offerUndo, say } from '../undo'
import UndoBar from './UndoBar.vue'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  clearUndo()
  vi.useRealTimers()
})

describe('undo bar', () => {
  it('offers for eight seconds', async () => {
    const { queryByText } = render(UndoBar)
    offerUndo('已删除《背影》', () => Promise.resolve())
    await vi.advanceTimersByTimeAsync(7900)
    expect(queryByText('已删除《背影》')).not.toBeNull()
    await vi.advanceTimersByTimeAsync(200)
    expect(queryByText('已删除《背影》')).toBeNull()
  })

  it('takes back with Ctrl+Z, but not from within a text', async () => {
    const undo = vi.fn<() => Promise<void>>().mockResolvedValue()
    const { getByText } = render(UndoBar)
    offerUndo('已删除《背影》', undo)
    await nextTick()
    const field = document.createElement('textarea')
    document.body.append(field)
    await fireEvent.keyDown(field, { key: 'z', ctrlKey: true })
    expect(undo).not.toHaveBeenCalled()
    await fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true })
    await nextTick()
    expect(undo).toHaveBeenCalledTimes(1)
    expect(getByText('已撤销：已删除《背影》')).toBeTruthy()
    field.remove()
  })

  it('says why an undo was refused', async () => {
    const { findByText } = render(UndoBar)
    offerUndo('已删除《背影》', () => Promise.reject({ code: 'never_heard_of' }))
    await nextTick()
    await fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true })
    expect(await findByText(/never_heard_of/)).toBeTruthy()
  })

  it('has nothing to take back of a plain word', async () => {
    const { queryByRole } = render(UndoBar)
    say('已复制提醒文字')
    await nextTick()
    expect(queryByRole('button', { name: /撤销/ })).toBeNull()
  })
})
