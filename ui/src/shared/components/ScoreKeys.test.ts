import { fireEvent, render } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import ScoreKeys from './ScoreKeys.vue'

const ITEMS = ['教学目标', '教学过程', '教学效果'].map((name, index) => ({ id: `i${index}`, name }))

function mount(scores: Record<string, number | null> = {}) {
  const screen = render(ScoreKeys, { props: { modelValue: scores, items: ITEMS } })
  const lines = screen.getAllByRole('radiogroup')
  return { ...screen, line: (index: number) => lines[index] ?? expect.fail('no line') }
}

describe('score keys', () => {
  it('scores with a digit and jumps to the next item', async () => {
    const { line, emitted } = mount()
    line(0).focus()
    await fireEvent.keyDown(line(0), { key: '4' })
    expect(emitted('update:modelValue')).toEqual([[{ i0: 4 }]])
    expect(document.activeElement).toBe(line(1))
  })

  it('says when the last item is done', async () => {
    const { line, emitted } = mount({ i0: 4, i1: 3 })
    await fireEvent.keyDown(line(2), { key: '5' })
    expect(emitted('finished')).toHaveLength(1)
  })

  it('knows no 6, no 0 and nothing that an input method is composing', async () => {
    const { line, emitted } = mount()
    await fireEvent.keyDown(line(0), { key: '6' })
    await fireEvent.keyDown(line(0), { key: '0' })
    await fireEvent.keyDown(line(0), { key: '3', isComposing: true })
    await fireEvent.keyDown(line(0), { key: '3', ctrlKey: true })
    expect(emitted('update:modelValue')).toBeUndefined()
  })

  it('takes a score back', async () => {
    const { line, emitted } = mount({ i1: 3 })
    await fireEvent.keyDown(line(1), { key: 'Backspace' })
    expect(emitted('update:modelValue')).toEqual([[{ i1: null }]])
  })
})
