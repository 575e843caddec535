import { fireEvent, render } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { barHeight, rulerUse, type RulerWeek, weekTo } from './ruler'
import TermRuler from './components/TermRuler.vue'

const WEEKS: RulerWeek[] = [1, 2, 3].map((number) => ({
  number,
  first: `2026-09-0${number}`,
  last: `2026-09-0${number}`,
  kind: number === 2 ? 'holiday' : 'teaching',
  note: number === 2 ? '国庆' : null,
  count: number * 3,
}))

function mount(chosen: number | null) {
  return render(TermRuler, { props: { modelValue: chosen, weeks: WEEKS, now: 3 } })
}

describe('term ruler', () => {
  it('walks with the arrows and stops at the ends', () => {
    expect(weekTo('ArrowRight', 1, WEEKS)).toBe(2)
    expect(weekTo('ArrowRight', 3, WEEKS)).toBe(3)
    expect(weekTo('ArrowLeft', 1, WEEKS)).toBe(1)
    expect(weekTo('End', 1, WEEKS)).toBe(3)
    expect(weekTo('x', 1, WEEKS)).toBeNull()
  })

  it('draws no bar without records and a visible one with few', () => {
    expect(barHeight(0, 40)).toBe(0)
    expect(barHeight(1, 400)).toBe(2)
    expect(barHeight(40, 40)).toBe(17)
  })

  it('has one tab stop, on this week', () => {
    const { container } = mount(null)
    expect([...container.querySelectorAll('[tabindex="0"]')].map((week) => week.getAttribute('data-week'))).toEqual(['3'])
  })

  it('filters at a click, releases at a second one and at Esc', async () => {
    const first = mount(null)
    await fireEvent.click(first.getByTitle(/第1周/))
    expect(first.emitted('update:modelValue')).toEqual([[1]])
    first.unmount()
    const chosen = mount(1)
    await fireEvent.click(chosen.getByTitle(/第1周/))
    await fireEvent.keyDown(chosen.getByRole('toolbar'), { key: 'Escape' })
    expect(chosen.emitted('update:modelValue')?.[0]).toEqual([null])
  })

  it('opens a week where nothing is filtered, and only shows where there is nothing to open', async () => {
    const open = render(TermRuler, { props: { modelValue: 1, weeks: WEEKS, now: 3, use: 'open' } })
    await fireEvent.click(open.getByTitle(/第1周/))
    expect(open.emitted('open')).toEqual([[1]])
    expect(open.emitted('update:modelValue')).toBeUndefined()
    open.unmount()
    const look = render(TermRuler, { props: { modelValue: 1, weeks: WEEKS, now: 3, use: 'look' } })
    const week = look.getByTitle(/第1周/)
    await fireEvent.click(week)
    expect(look.emitted()).not.toHaveProperty('open')
    expect(look.emitted('update:modelValue')).toBeUndefined()
    expect([week.getAttribute('aria-disabled'), week.hasAttribute('aria-pressed')]).toEqual(['true', false])
  })

  it('filters on the lists only', () => {
    expect(['/homework', '/observations', '/', '/calendar', '/observations/new', '/summary'].map(rulerUse)).toEqual([
      'filter',
      'filter',
      'open',
      'open',
      'look',
      'look',
    ])
  })
})
