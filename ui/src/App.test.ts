import { PiniaColada, useQueryCache } from '@pinia/colada'
import { fireEvent, render, waitFor } from '@testing-library/vue'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import App from './App.vue'
import type { AppStatus } from './host'
import { setTransport } from './host/call'
import { useCommand } from './host'
import { keepText, keptText } from './shared/kept'
import { createMemoryHistory, createRouter } from './shared/router'
import { undoOffer } from './shared/undo'

const DOOR = {
  accounts: [
    { id: 'a', label: '教务主任' },
    { id: 'b', label: '语文教研组长' },
  ],
  recovery: true,
}

function state(change: Partial<AppStatus>): AppStatus {
  return {
    screen: 'school',
    trouble: null,
    school: { name: '青溪中学', stage: '', sample: false },
    has_school: true,
    has_sample: false,
    today: '2026-11-19',
    now: '2026-11-19T10:12:00+08:00',
    clock_pinned: false,
    term: null,
    week: null,
    version: '0.1.0',
    door: null,
    role: 'director',
    account: { id: 'a', label: '教务主任', teacher_id: null, department_id: null },
    protected: true,
    auto_lock_minutes: 0,
    backup: null,
    recovered: null,
    ...change,
  }
}
const LOCKED = state({ screen: 'locked', school: null, door: DOOR, role: 'visitor', account: null })

/** A page that shows a name of the school. */
const Page = defineComponent(() => {
  const { data } = useCommand('roster_get', () => ({}))
  return () => h('p', data.value?.teachers[0]?.name ?? '')
})

let now: AppStatus
let sent: string[]
let refusal: object | null

function answer(name: string, request: unknown): unknown {
  sent.push(name)
  if (name === 'lock') now = LOCKED
  if (name === 'unlock') {
    const { account } = request as { account: string }
    if (refusal) throw refusal
    now = state({ account: { id: account, label: '', teacher_id: null, department_id: null } })
  }
  if (['app_status', 'lock', 'unlock'].includes(name)) return now
  if (name === 'backup_list') return { rows: [], present: [], state: {}, second_place: null, door: null }
  if (now.screen === 'locked') throw { code: 'locked' }
  if (name === 'roster_get') return { teachers: [{ id: 't', name: '林晓燕', in_service: true, posts: [] }], classes: [], subjects: [], departments: [] }
  return {}
}

async function start(path = '/homework') {
  const router = createRouter({
    history: createMemoryHistory(path),
    routes: [{ path: '*', component: Page }],
  })
  const pinia = createPinia()
  const view = render(App, { global: { plugins: [pinia, PiniaColada, router] } })
  const html = () => document.body.innerHTML
  return { view, router, html, cached: () => useQueryCache(pinia).getEntries().map((entry) => entry.key[0]) }
}

beforeEach(() => {
  localStorage.clear()
  now = state({})
  sent = []
  refusal = null
  setTransport({ send: async ({ name, request }) => answer(name, request), cancel: async () => undefined })
})
afterEach(() => setTransport(null))

async function lock(html: () => string): Promise<void> {
  await fireEvent.keyDown(window, { key: 'l', ctrlKey: true })
  await waitFor(() => expect(html()).toContain('学校已锁定'))
}

async function unlock(view: ReturnType<typeof render>, account: string): Promise<void> {
  await fireEvent.click(view.getByLabelText(account))
  await fireEvent.update(view.getByLabelText('口令'), '蓝桥晚饭钟楼')
  await fireEvent.submit(view.getByLabelText('口令').closest('form') as HTMLFormElement)
}

it('keeps nothing of the school on the screen or in the cache while it is locked', async () => {
  const { html, cached } = await start()
  await waitFor(() => expect(html()).toContain('林晓燕'))
  undoOffer.value = { text: '已删除听课记录《背影》', undo: null }
  await lock(html)
  await waitFor(() => expect(cached()).toEqual(['app_status']))
  expect(html()).not.toMatch(/林晓燕|青溪中学|背影/)
  expect(sent).not.toContain('unlock')
})

it('gives the same account its page and its unsaved form back', async () => {
  const { view, router, html } = await start()
  await waitFor(() => expect(html()).toContain('林晓燕'))
  keepText('plan new', '{}')
  await lock(html)
  await unlock(view, '教务主任')
  await waitFor(() => expect(html()).toContain('林晓燕'))
  expect(router.currentRoute.value.path).toBe('/homework')
  expect(keptText('plan new')).toBe('{}')
})

it('gives another account nothing of it', async () => {
  const { view, router, html } = await start()
  await waitFor(() => expect(html()).toContain('林晓燕'))
  keepText('plan new', '{}')
  await lock(html)
  await unlock(view, '语文教研组长')
  await waitFor(() => expect(html()).toContain('林晓燕'))
  expect(router.currentRoute.value.path).toBe('/')
  expect(keptText('plan new')).toBeUndefined()
  expect(localStorage.getItem('keji.account')).toBe('b')
})

it('says that a passphrase was wrong, and waits as long as it is told to', async () => {
  now = LOCKED
  const { view, html } = await start()
  await waitFor(() => expect(html()).toContain('学校已锁定'))
  refusal = { code: 'wrong_passphrase' }
  await unlock(view, '教务主任')
  await waitFor(() => expect(view.getByRole('alert')).toBeTruthy())
  expect(view.getByLabelText('口令').getAttribute('aria-invalid')).toBe('true')
  refusal = { code: 'too_soon', params: { seconds: 2 } }
  await unlock(view, '教务主任')
  const button = await view.findByRole('button', { name: '2 秒后可再试' })
  expect((button as HTMLButtonElement).disabled).toBe(true)
  const before = sent.length
  await unlock(view, '教务主任')
  expect(sent.length).toBe(before)
  await view.findByRole('button', { name: /解锁/ }, { timeout: 3000 })
})

it('does not lock a school without a passphrase', async () => {
  now = state({ protected: false, account: null })
  const { html } = await start()
  await waitFor(() => expect(html()).toContain('林晓燕'))
  await fireEvent.keyDown(window, { key: 'l', ctrlKey: true })
  expect(sent).not.toContain('lock')
})

it('never takes a damaged store for a first start', async () => {
  now = state({ screen: 'trouble', trouble: { code: 'store_empty', params: {}, detail: '' }, school: null, role: 'visitor', account: null })
  const { html, router } = await start('/')
  await waitFor(() => expect(html()).toContain('打不开本校的数据'))
  expect(router.currentRoute.value.path).toBe('/')
  expect(sent).toContain('backup_list')
})
