import { flushPromises } from '@vue/test-utils'
import { fireEvent, render } from '@testing-library/vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, onMounted } from 'vue'
import { type Addresses, readQuery, writeQuery } from './address'
import { createHashHistory, createMemoryHistory, createRouter, onBeforeRouteLeave, RouterLink, RouterView, useRoute } from './router'

let opened: string[] = []
let leaves: () => boolean | Promise<boolean> = () => true

const Room = defineComponent(() => {
  const route = useRoute()
  onMounted(() => opened.push(route.fullPath))
  return () => h('p', route.fullPath)
})
const Sheet = defineComponent({
  props: { id: { type: String } },
  setup(props) {
    onMounted(() => opened.push(`sheet ${props.id}`))
    onBeforeRouteLeave(() => leaves())
    return () => h('p', `sheet ${props.id}`)
  },
})
const routes = [
  { path: '/', component: Room },
  { path: '/sheets', component: Room },
  { path: '/sheets/new', component: Sheet },
  { path: '/sheets/:id', component: Sheet },
  { path: '*', redirect: '/' },
]
const LINKS = ['/sheets', '/sheets?teacher=t1', '/sheets/s1']
const Shell = defineComponent(() => () => [h(RouterView), ...LINKS.map((to) => h(RouterLink, { to }, () => to))])

function start<H extends Addresses>(history: H) {
  opened = []
  leaves = () => true
  const router = createRouter({ history, routes })
  const view = render(Shell, { global: { plugins: [router] } })
  const shown = () => view.container.querySelector('p')?.textContent
  return { ...view, router, history, shown }
}

describe('the query', () => {
  it('comes back as it was written', () => {
    for (const text of ['课时 第二单元', 'a&b=c', '1+1', '50%', '#3', 'a,b', '？', '']) {
      expect(readQuery(writeQuery({ q: text }).slice(1))).toEqual({ q: text })
    }
    expect(writeQuery({ q: '听课&评课', week: undefined, ids: 'a,b', to: 'x y' })).toBe('?q=%E5%90%AC%E8%AF%BE%26%E8%AF%84%E8%AF%BE&ids=a,b&to=x+y')
    expect(writeQuery({ week: undefined })).toBe('')
  })

  it('is read from an address that was not encoded', async () => {
    const { router } = start(createMemoryHistory('/'))
    await router.push('/sheets?class=七（1）班&new')
    expect(router.route.query).toEqual({ class: '七（1）班', new: '' })
  })

  it('belongs to the shown page where no other is named', async () => {
    const { router } = start(createMemoryHistory('/sheets?teacher=t1&week=3'))
    await router.replace({ query: { ...router.route.query, week: undefined } })
    expect(router.currentRoute.value.fullPath).toBe('/sheets?teacher=t1')
    await router.push({ path: '/sheets/s1' })
    await router.push({ query: {} })
    expect(router.currentRoute.value.fullPath).toBe('/sheets/s1')
  })
})

describe('the page', () => {
  it('is given the parts of its address', async () => {
    const { router, shown } = start(createMemoryHistory('/sheets/%E4%B8%83'))
    expect(shown()).toBe('sheet 七')
    await router.push('/sheets/new')
    expect(shown()).toBe('sheet undefined')
  })

  it('stays while only the query changes, or another address of the same page follows', async () => {
    const { router, shown } = start(createMemoryHistory('/sheets'))
    await router.push('/sheets?teacher=t1')
    expect(shown()).toBe('/sheets?teacher=t1')
    await router.push('/sheets/new')
    await router.replace('/sheets/s1')
    expect(shown()).toBe('sheet s1')
    expect(opened).toEqual(['/sheets', 'sheet undefined'])
  })

  it('is the first one where no page fits', async () => {
    const { router, shown } = start(createMemoryHistory('/nowhere/at/all'))
    expect(router.route.fullPath).toBe('/')
    await router.push('/sheets')
    await router.push('/nowhere')
    expect(shown()).toBe('/')
  })
})

describe('the way', () => {
  it('back leads to what was shown before, but not to what was replaced', async () => {
    const { router, history, shown } = start(createMemoryHistory('/'))
    await router.push('/sheets')
    await router.replace('/sheets?teacher=t1')
    expect(history.length()).toBe(2)
    await router.push('/sheets?teacher=t1')
    expect(history.length()).toBe(2)
    router.back()
    await flushPromises()
    expect(shown()).toBe('/')
  })

  it('leads only to the last of two addresses that were asked for at once', async () => {
    const { router, history, shown } = start(createMemoryHistory('/'))
    await Promise.all([router.push('/sheets/s1'), router.push('/sheets')])
    expect(shown()).toBe('/sheets')
    expect(opened).toEqual(['/'])
    expect(history.length()).toBe(2)
  })

  it('waits for the page that is left, and gives way to what is asked for meanwhile', async () => {
    const { router, shown } = start(createMemoryHistory('/sheets/s1'))
    let answer: (may: boolean) => void = () => undefined
    leaves = () => new Promise((done) => (answer = done))
    const first = router.push('/')
    await flushPromises()
    expect(shown()).toBe('sheet s1')
    leaves = () => true
    await router.push('/sheets')
    answer(true)
    await first
    expect(shown()).toBe('/sheets')
  })

  it('is closed by a page that refuses, back too, and the address is put back', async () => {
    const { router, history, shown } = start(createMemoryHistory('/sheets'))
    await router.push('/sheets/s1')
    leaves = async () => false
    await router.push('/')
    router.back()
    await flushPromises()
    expect([shown(), router.route.fullPath, history.at()]).toEqual(['sheet s1', '/sheets/s1', '/sheets/s1'])
    leaves = async () => true
    router.back()
    await flushPromises()
    expect([shown(), history.at()]).toEqual(['/sheets', '/sheets'])
  })

  it('stays closed when asking the page fails', async () => {
    const { router, history, shown } = start(createMemoryHistory('/sheets/s1'))
    leaves = () => Promise.reject(new Error('full'))
    await expect(router.push('/')).rejects.toThrow('full')
    expect([shown(), history.at()]).toEqual(['sheet s1', '/sheets/s1'])
  })

  it('asks no page that is gone, and the one that stays after its first saving', async () => {
    const { router } = start(createMemoryHistory('/sheets/new'))
    const asked = vi.fn(() => true)
    leaves = asked
    await router.replace('/sheets/s1')
    await router.push('/')
    expect(asked).toHaveBeenCalledTimes(2)
    await router.push('/sheets')
    expect(asked).toHaveBeenCalledTimes(2)
  })
})

describe('a link', () => {
  it('says which page is shown', async () => {
    const { router, container } = start(createMemoryHistory('/sheets?week=3'))
    const here = () => [...container.querySelectorAll('a[aria-current="page"]')].map((link) => link.getAttribute('href'))
    expect(here()).toEqual(['/sheets', '/sheets?teacher=t1'])
    await router.push('/sheets/s1')
    expect(here()).toEqual(['/sheets/s1'])
  })

  it('leads there, unless it is opened beside', async () => {
    const { getByText, shown } = start(createMemoryHistory('/'))
    const link = getByText('/sheets/s1')
    await fireEvent.click(link, { ctrlKey: true })
    await fireEvent.click(link, { button: 1 })
    await flushPromises()
    expect(shown()).toBe('/')
    await fireEvent.click(link)
    await flushPromises()
    expect(shown()).toBe('sheet s1')
  })
})

describe('the window', () => {
  afterEach(() => history.replaceState(null, '', '#'))

  it('keeps the address behind #, and beside it what was handed over, also over a change of the query', async () => {
    history.replaceState(null, '', '#/sheets?q=%E5%90%AC')
    const { router, getByText } = start(createHashHistory())
    expect(router.route.query).toEqual({ q: '听' })
    expect(getByText('/sheets').getAttribute('href')).toBe('#/sheets')
    const before = history.length
    await router.push({ path: '/sheets', state: { file: 'f1' } })
    await router.replace({ query: { q: '课' } })
    expect(history.length).toBe(before + 1)
    expect(location.hash).toBe('#/sheets?q=%E8%AF%BE')
    expect(history.state.file).toBe('f1')
    // What a reload finds.
    expect(createRouter({ history: createHashHistory(), routes }).route.query).toEqual({ q: '课' })
  })

  it('shows the page of an address that was typed', async () => {
    const { router, shown } = start(createHashHistory())
    await router.push('/sheets')
    history.pushState(null, '', '#/sheets/s2')
    dispatchEvent(new PopStateEvent('popstate'))
    await flushPromises()
    expect(shown()).toBe('sheet s2')
  })

  it('goes on where the window takes no more entries', async () => {
    const { router, shown } = start(createHashHistory())
    vi.spyOn(history, 'pushState').mockImplementation(() => {
      throw new DOMException('', 'SecurityError')
    })
    await router.push('/sheets/s3')
    expect([shown(), location.hash]).toEqual(['sheet s3', '#/sheets/s3'])
  })
})
