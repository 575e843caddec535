import { fireEvent, render } from '@testing-library/vue'
import { beforeEach, expect, it } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import { forgetKept, keptText } from '../kept'
import { useKept } from './useKept'

const START = { topic: '', times: ['1'] }

/** A form with one field and the three ways to leave its text. */
const Form = defineComponent(() => {
  const form = ref(structuredClone(START))
  const kept = useKept('plan new', form)
  return () =>
    h('div', [
      h('input', { value: form.value.topic, onInput: (event: Event) => (form.value.topic = (event.target as HTMLInputElement).value) }),
      h('output', String(kept.restored.value)),
      h('button', { id: 'save', onClick: kept.settle }),
      h('button', { id: 'clear', onClick: kept.clear }),
    ])
})

function open() {
  const view = render(Form)
  const get = <E extends Element>(selector: string) => view.container.querySelector<E>(selector) as E
  return {
    leave: view.unmount,
    input: get<HTMLInputElement>('input'),
    restored: () => get('output').textContent === 'true',
    press: (id: string) => fireEvent.click(get(`#${id}`)),
  }
}

beforeEach(forgetKept)

it('gives back what was typed when the page was left', async () => {
  const first = open()
  expect(first.restored()).toBe(false)
  await fireEvent.update(first.input, '背影')
  first.leave()
  const second = open()
  expect(second.input.value).toBe('背影')
  expect(second.restored()).toBe(true)
  await second.press('clear')
  await nextTick()
  expect(second.input.value).toBe('')
  second.leave()
  expect(open().input.value).toBe('')
})

it('keeps nothing of what was saved, of what was not changed, and of another school', async () => {
  const saved = open()
  await fireEvent.update(saved.input, '背影')
  await saved.press('save')
  saved.leave()
  const undone = open()
  expect(undone.input.value).toBe('')
  await fireEvent.update(undone.input, '春')
  await fireEvent.update(undone.input, '')
  expect(keptText('plan new')).toBeUndefined()
  await fireEvent.update(undone.input, '春')
  undone.leave()
  forgetKept()
  expect(open().restored()).toBe(false)
})
