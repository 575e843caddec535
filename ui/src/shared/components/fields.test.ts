import { fireEvent, render } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import ClassPicker from './ClassPicker.vue'
import DateField from './DateField.vue'
import PeriodField from './PeriodField.vue'
import PersonPicker from './PersonPicker.vue'

const PEOPLE = [
  { id: 'a', name: '林晓燕', pinyin: 'linxiaoyan lxy', department: '语文' },
  { id: 'b', name: '李小勇', pinyin: 'lixiaoyong lxy', department: '数学' },
]

/** Mounts a field with a model that lives. */
function live<T>(component: object, start: T, props: object) {
  const value = ref<T>(start)
  const holder = defineComponent(() => () => h(component, { ...props, modelValue: value.value, 'onUpdate:modelValue': (to: T) => (value.value = to as never) }))
  return { value, ...render(holder) }
}

describe('DateField', () => {
  const props = { label: '日期', today: '2026-11-19', first: '2026-08-31', last: '2027-01-29' }

  it('takes 20261119 and shows the day in Chinese', async () => {
    const { value, getByLabelText } = live<string | null>(DateField, null, props)
    const input = getByLabelText('日期') as HTMLInputElement
    await fireEvent.update(input, '20261118')
    await fireEvent.keyDown(input, { key: 'Enter' })
    expect(value.value).toBe('2026-11-18')
    expect(input.value).toBe('2026年11月18日 周三')
    await fireEvent.blur(input)
    expect(value.value).toBe('2026-11-18')
  })

  it('refuses what is no day or outside the term, and keeps the day it had', async () => {
    const { value, getByLabelText, getByRole } = live<string | null>(DateField, '2026-11-18', props)
    const input = getByLabelText('日期')
    await fireEvent.update(input, '20261399')
    await fireEvent.blur(input)
    expect(getByRole('alert').textContent).toContain('认不出')
    await fireEvent.update(input, '2025-01-01')
    await fireEvent.blur(input)
    expect(getByRole('alert').textContent).toContain('不在本学期')
    expect(value.value).toBe('2026-11-18')
  })

  it('leaves Enter to the input method', async () => {
    const { value, getByLabelText } = live<string | null>(DateField, null, props)
    const input = getByLabelText('日期')
    await fireEvent.update(input, '20261118')
    await fireEvent.keyDown(input, { key: 'Enter', isComposing: true })
    expect(value.value).toBeNull()
  })
})

describe('PersonPicker', () => {
  it('finds by initials and chooses with Enter', async () => {
    const { value, getByRole } = live<string | null>(PersonPicker, null, { label: '教师', people: PEOPLE })
    const input = getByRole('combobox') as HTMLInputElement
    await fireEvent.update(input, 'lxy')
    await fireEvent.keyDown(input, { key: 'ArrowDown' })
    await fireEvent.keyDown(input, { key: 'Enter' })
    expect(value.value).toBe('b')
    expect(input.value).toBe('李小勇')
  })

  it('takes the only one that fits when the field is left, and nothing when several do', async () => {
    const { value, getByRole } = live<string | null>(PersonPicker, null, { label: '教师', people: PEOPLE })
    const input = getByRole('combobox') as HTMLInputElement
    await fireEvent.update(input, 'lxy')
    await fireEvent.blur(input)
    expect(value.value).toBeNull()
    expect(input.value).toBe('')
    await fireEvent.update(input, 'linx')
    await fireEvent.blur(input)
    expect(value.value).toBe('a')
  })

  it('empties with the text', async () => {
    const { value, getByRole } = live<string | null>(PersonPicker, 'a', { label: '教师', people: PEOPLE })
    const input = getByRole('combobox')
    await fireEvent.update(input, '')
    await fireEvent.blur(input)
    expect(value.value).toBeNull()
  })
})

describe('ClassPicker', () => {
  const props = { label: '班级', classes: ['七(1)', '七(10)'].map((name, index) => ({ id: `c${index}`, name })) }

  it('keeps a text that is no class, says so, and chooses none', async () => {
    const { value, getByRole } = live<string | null>(ClassPicker, 'c0', props)
    const input = getByRole('combobox') as HTMLInputElement
    await fireEvent.update(input, '九(9)')
    await fireEvent.blur(input)
    expect(value.value).toBeNull()
    expect(input.value).toBe('九(9)')
    expect(getByRole('alert').textContent).toContain('没有这个班')
  })

  it('takes the exact name though another class begins with it', async () => {
    const { value, getByRole, queryByRole } = live<string | null>(ClassPicker, null, props)
    const input = getByRole('combobox') as HTMLInputElement
    await fireEvent.update(input, '七(1)')
    await fireEvent.blur(input)
    expect(value.value).toBe('c0')
    expect(queryByRole('alert')).toBeNull()
  })
})

describe('PeriodField', () => {
  it('takes a digit that is a period and no other', async () => {
    const periods = [1, 2, 3].map((number) => ({ number, start: `0${number}:00`, end: `0${number}:40` }))
    const { value, getByRole } = live<number | null>(PeriodField, null, { periods })
    const group = getByRole('radiogroup')
    await fireEvent.keyDown(group, { key: '3' })
    expect(value.value).toBe(3)
    await fireEvent.keyDown(group, { key: '9' })
    expect(value.value).toBe(3)
    await fireEvent.keyDown(group, { key: 'ArrowLeft' })
    expect(value.value).toBe(2)
    await fireEvent.keyDown(group, { key: 'Backspace' })
    expect(value.value).toBeNull()
  })
})
