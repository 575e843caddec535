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

  it('takes names by their place and no digit beyond them', async () => {
    const items = [{ id: 'a', name: '教案', choices: ['相符', '不相符'] }, { id: 'b', name: '板书' }]
    const { getAllByRole, emitted } = render(ScoreKeys, { props: { modelValue: {}, items } })
    const [first] = getAllByRole('radiogroup')
    await fireEvent.keyDown(first as HTMLElement, { key: '3' })
    expect(emitted('update:modelValue')).toBeUndefined()
    await fireEvent.keyDown(first as HTMLElement, { key: '2' })
    expect(emitted('update:modelValue')).toEqual([[{ a: 2 }]])
  })
})

describe('numbers, faults and switches', () => {
  const range = { least: 0, most: 10, step: 0.5, start: 8, unit: '分' }
  const times = { least: 0, most: 999, step: 1, start: 1, unit: '次', counts: true }
  const items = [
    { id: 'points', name: '节奏', number: range },
    { id: 'item', name: '用语', toggle: { text: '无扣分', value: 0 } },
    { id: 'slip', name: '口误', number: times, sub: true },
    { id: 'veto', name: '科学性错误', toggle: { text: '有', value: 1 } },
  ]

  /** The lines with what was given kept, as a page would. */
  function desk(start: Record<string, number | null> = {}) {
    const given = { now: start }
    const screen = render(ScoreKeys, {
      props: {
        modelValue: start,
        items,
        'onUpdate:modelValue': (now: Record<string, number | null>) => {
          given.now = now
          void screen.rerender({ modelValue: now })
        },
      },
    })
    return { ...screen, given, field: (name: string) => screen.getByRole('spinbutton', { name }), key: (name: string) => screen.getByRole('switch', { name: new RegExp(name) }) }
  }

  it('are typed or stepped; what does not fit is marked and not given', async () => {
    const { given, field } = desk()
    await fireEvent.keyDown(field('节奏'), { key: 'ArrowUp' })
    expect(given.now.points).toBe(8)
    await fireEvent.keyDown(field('节奏'), { key: 'ArrowUp' })
    expect(given.now.points).toBe(8.5)
    await fireEvent.update(field('节奏'), '8.3')
    expect([given.now.points, field('节奏').getAttribute('aria-invalid')]).toEqual([null, 'true'])
    await fireEvent.update(field('节奏'), '９')
    expect([given.now.points, field('节奏').getAttribute('aria-invalid')]).toEqual([9, null])
  })

  it('an item of faults is closed by 0, which passes its faults over, or by a fault', async () => {
    const { given, field, key } = desk()
    key('用语').focus()
    await fireEvent.keyDown(key('用语'), { key: '0' })
    expect(given.now.item).toBe(0)
    expect(document.activeElement).toBe(key('科学性错误'))
    await fireEvent.keyDown(field('口误'), { key: '+' })
    expect(given.now).toMatchObject({ item: null, slip: 1 })
    await fireEvent.keyDown(field('口误'), { key: '-' })
    expect(given.now.slip).toBeNull()
  })

  it('a veto is set and taken back by the space bar, and Enter ends the sheet', async () => {
    const { given, key, emitted } = desk()
    await fireEvent.keyDown(key('科学性错误'), { key: ' ' })
    expect(given.now.veto).toBe(1)
    await fireEvent.keyDown(key('科学性错误'), { key: ' ' })
    expect(given.now.veto).toBeNull()
    await fireEvent.keyDown(key('科学性错误'), { key: 'Enter' })
    expect(emitted('finished')).toHaveLength(1)
  })
})
