import { fireEvent } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import { hideNames } from '@/host'
import { setTransport } from '@/host/call'
import { fakeHost, sheet, teachers } from './fakeHost'
import { mountApp } from './mountApp'

afterEach(() => {
  setTransport(null)
  hideNames(null)
})

const NAMES = teachers.map((one) => one.name)
const PAGES = [
  '/', '/observations?id=s1', '/observations?observer=01900000-0000-7000-8000-000000000002', '/observations/s1', '/observations/new', '/homework?id=h1', '/plans?id=p1', '/mentoring?id=m1', '/ledger', '/summary',
  '/roster?teacher=01900000-0000-7000-8000-000000000001', '/roster?tab=timetable', '/history', '/settings',
]

/** Every text, title, label and field of the page. */
function all(container: Element): string {
  const spoken = [...container.querySelectorAll('*')].flatMap((one) => [...one.attributes].map((attribute) => attribute.value))
  const fields = [...container.querySelectorAll<HTMLInputElement>('input, textarea')].map((one) => one.value)
  return [container.textContent, ...spoken, ...fields].join('\n')
}

const turn = () => fireEvent.keyDown(window, { key: 'h', ctrlKey: true })

async function wait(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 30))
}

describe('Ctrl+H', () => {
  it.each(PAGES)('leaves no name on %s, and brings them back', async (route) => {
    setTransport(fakeHost('director').transport)
    const { container, settled } = await mountApp(route)
    const before = NAMES.filter((name) => all(container).includes(name))
    await turn()
    await settled()
    expect(NAMES.filter((name) => all(container).includes(name))).toEqual([])
    expect(all(container)).not.toContain('林老师')
    expect(container.textContent).toContain('姓名已隐藏')
    await turn()
    await wait()
    await settled()
    expect(NAMES.filter((name) => all(container).includes(name))).toEqual(before)
    expect(container.textContent).not.toContain('姓名已隐藏')
  })

  it('the palette finds a person by initials without saying the name', async () => {
    setTransport(fakeHost('director').transport)
    const { container, settled, getByRole } = await mountApp('/')
    await turn()
    await settled()
    await fireEvent.keyDown(window, { key: 'k', ctrlKey: true })
    await settled()
    await fireEvent.update(getByRole('combobox'), 'lixiaoyong')
    await settled()
    expect(container.querySelector('.hit')?.textContent?.replaceAll('\u2063', '')).toContain('教师2')
  })

  it('rests what writes, saves what was being written as it was, and opens it again whole', async () => {
    const saved: { strengths: string }[] = []
    let kept = sheet
    const host = fakeHost('director', {
      observation_get: () => kept,
      observation_save: ((request: { strengths: string }) => {
        saved.push(request)
        kept = { ...kept, strengths: request.strengths }
        return { id: 's1', saved_at: '10:00:00' }
      }) as never,
    })
    setTransport(host.transport)
    const { container, settled, getByLabelText } = await mountApp('/observations/s1')
    const field = getByLabelText('优点') as HTMLTextAreaElement
    expect(field.value).toBe('林晓燕板书好')
    await fireEvent.update(field, '林晓燕板书好，林晓读得好')
    await turn()
    await settled()
    expect(container.querySelector('textarea')).toBeNull()
    expect(container.textContent).toContain('按 Ctrl+H 显示姓名后再编辑')
    await wait()
    expect(saved.map((one) => one.strengths)).toEqual(['林晓燕板书好，林晓读得好'])
    await turn()
    await wait()
    await settled()
    expect((getByLabelText('优点') as HTMLTextAreaElement).value).toBe('林晓燕板书好，林晓读得好')
    expect(JSON.stringify(host.sent)).not.toContain('\u2063')
  })

  it('closes a form with what was typed kept for later, never with masks in it', async () => {
    const host = fakeHost('director')
    setTransport(host.transport)
    const { container, settled, getByLabelText, getByRole } = await mountApp('/homework?id=h1')
    await fireEvent.click(getByRole('button', { name: '编辑' }))
    await settled()
    await fireEvent.update(getByLabelText('建议'), '请林晓燕再改')
    await turn()
    await settled()
    expect(container.querySelector('textarea')).toBeNull()
    expect([...container.querySelectorAll('button')].some((one) => one.textContent?.includes('编辑'))).toBe(false)
    await turn()
    await wait()
    await settled()
    await fireEvent.click(getByRole('button', { name: '编辑' }))
    await settled()
    expect(container.querySelector('textarea')?.value).toBe('请林晓燕再改')
    expect(host.names()).not.toContain('homework_save')
  })
})
