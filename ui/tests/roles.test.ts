import { fireEvent } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import { allows, hideNames } from '@/host'
import { setTransport } from '@/host/call'
import { ROLES, type Role } from '@/host/generated'
import { needsOf } from '@/shared/access'
import { fakeHost } from './fakeHost'
import { mountApp } from './mountApp'

afterEach(() => {
  setTransport(null)
  hideNames(null)
})

const ALL: Role[] = ['director', 'checker', 'department_head', 'teacher']
const PAGES = [
  '/', '/observations', '/observations?id=s1', '/observations/new', '/lessons', '/homework?id=h1', '/plans?id=p1', '/mentoring?id=m1', '/ledger', '/summary',
  '/roster', '/roster?tab=classes', '/roster?tab=timetable', '/calendar', '/quota', '/settings', '/history', '/import/roster',
]

function links(view: Element): string[] {
  return [...view.querySelectorAll('a[href^="/"]')].map((link) => link.getAttribute('href') ?? '')
}

describe.each(ALL)('as %s', (role) => {
  it('the navigation leads only where every command is allowed', async () => {
    const host = fakeHost(role)
    setTransport(host.transport)
    const { container } = await mountApp('/')
    const rooms = links(container.querySelector('nav') as HTMLElement)
    expect(rooms).toContain('/observations')
    for (const to of rooms) for (const name of needsOf(to)) expect(ROLES[name], `${to} needs ${name}`).toContain(role)
    expect(rooms.includes('/quota')).toBe(role === 'director')
  })

  it('the palette offers only what every command behind it allows', async () => {
    setTransport(fakeHost(role).transport)
    const { container, router, settled } = await mountApp('/')
    // Every action is shown while nothing is typed, and running one goes to the address that it names.
    await fireEvent.keyDown(window, { key: 'k', ctrlKey: true })
    await settled()
    const names = [...container.querySelectorAll('.hit')].map((hit) => hit.querySelector('span')?.textContent ?? '')
    expect(names).toContain('登记听课')
    for (let index = 0; index < names.length; index += 1) {
      if (container.querySelectorAll('.hit').length === 0) await fireEvent.keyDown(window, { key: 'k', ctrlKey: true })
      await settled()
      const hit = [...container.querySelectorAll<HTMLElement>('.hit')].find((one) => one.querySelector('span')?.textContent === names[index])
      if (!hit || names[index]?.includes('姓名') || names[index]?.includes('浅色')) continue
      await fireEvent.click(hit)
      await settled()
      const to = router.currentRoute.value.fullPath
      expect(allows(role, needsOf(to)), `${names[index]} → ${to}`).toBe(true)
      expect(container.textContent).not.toContain('这一页不在您的权限内')
    }
    // Every page is opened once, one after the other.
  }, 20_000)

  it.each(PAGES)('%s asks for nothing that is refused and links to nothing that is closed', async (route) => {
    const host = fakeHost(role)
    setTransport(host.transport)
    const { container } = await mountApp(route)
    expect(host.refused).toEqual([])
    for (const to of links(container)) expect(allows(role, needsOf(to)), `${route} links to ${to}`).toBe(true)
    const open = allows(role, needsOf(route))
    expect(container.textContent?.includes('这一页不在您的权限内')).toBe(!open)
  })
})

describe('as teacher', () => {
  const button = (view: Element, text: string) =>
    [...view.querySelectorAll('button, a')].some((one) => (one.getAttribute('aria-label') ?? one.textContent ?? '').includes(text))

  it('writes what the own person listened to, and reads the rest', async () => {
    const host = fakeHost('teacher')
    setTransport(host.transport)
    const { container, go } = await mountApp('/observations?id=s1')
    expect(button(container, '编辑')).toBe(false)
    await go('/observations?id=s2')
    expect(button(container, '编辑')).toBe(true)
    const grid = container.querySelector('[role="grid"]') as HTMLElement
    await go('/observations?id=s1')
    await fireEvent.keyDown(grid, { key: 'Delete' })
    await fireEvent.keyDown(grid, { key: 'e' })
    expect(host.names()).not.toContain('observation_delete')
  })

  it('listens in person', async () => {
    setTransport(fakeHost('teacher').transport)
    const { getByLabelText } = await mountApp('/observations/new')
    const observer = getByLabelText('听课人', { selector: 'input' }) as HTMLInputElement
    expect(observer.value).toBe('林晓燕')
    expect(observer.disabled).toBe(true)
  })

  it('has no way to write a check, a pairing or the roster', async () => {
    const host = fakeHost('teacher')
    setTransport(host.transport)
    const { container, go, settled } = await mountApp('/homework?id=h1')
    await fireEvent.keyDown(window, { key: 'n', altKey: true })
    await settled()
    for (const text of ['登记检查', '导入', '删除', '编辑', '修改记录']) expect(button(container, text), text).toBe(false)
    await go('/mentoring?id=m1')
    for (const text of ['新建结对', '结束结对', '删除结对', '修改记录']) expect(button(container, text), text).toBe(false)
    expect(container.textContent).toContain('活动记录')
    expect(button(container, '登记活动')).toBe(true)
    await go('/roster?teacher=01900000-0000-7000-8000-000000000002')
    for (const text of ['新增教师', '保存', '删除']) expect(button(container, text), text).toBe(false)
    expect(host.refused).toEqual([])
  })

  it('reads the own figures without a paper', async () => {
    const host = fakeHost('teacher', {})
    setTransport(host.transport)
    const { container } = await mountApp('/summary')
    const papers = ROLES.report_export.includes('teacher')
    expect(host.names().includes('report_preview')).toBe(papers)
    expect(container.textContent?.includes('听课人次')).toBe(!papers)
    expect(container.textContent).not.toContain('全校教研组')
  })
})
