import { type App, type Component, defineComponent, type FunctionalComponent, h, inject, type InjectionKey, onUnmounted, type ShallowRef, shallowReactive, shallowRef } from 'vue'
import { type Addresses, type Query, readQuery, writeQuery } from './address'

export { createHashHistory, createMemoryHistory } from './address'

/** A page and its address: `:name` stands for a part that the page is given as a property, `*` for whatever fits nothing above. */
export interface Page {
  path: string
  component: Component
  /** Shown without the shell around it. */
  bare?: boolean
}

/** What is shown: the address in its parts, and the page that belongs to it. */
export interface Route {
  path: string
  fullPath: string
  query: Query
  params: Record<string, string>
  page: Page
}

/** An address, or its parts: without a path it is the page's own one. `state` is handed over beside the address. */
export type To = string | { path?: string; query?: Query; state?: object }

/** Whether the page may be left. */
type Guard = () => boolean | Promise<boolean>

export interface Router {
  currentRoute: Readonly<ShallowRef<Route>>
  /** The same, to be read by what only one part of it concerns. */
  route: Readonly<Route>
  guards: Set<Guard>
  push: (to: To) => Promise<void>
  /** As `push`, but the way back does not lead to what was shown before. */
  replace: (to: To) => Promise<void>
  back: () => void
  href: (address: string) => string
  install: (app: App) => void
}

const KEY: InjectionKey<Router> = Symbol('router')

export function useRouter(): Router {
  return inject(KEY) as Router
}

export function useRoute(): Readonly<Route> {
  return useRouter().route
}

/** Asks before another page takes the place of this one: false keeps it, and its address. */
export function onBeforeRouteLeave(guard: Guard): void {
  const { guards } = useRouter()
  guards.add(guard)
  onUnmounted(() => guards.delete(guard))
}

/** The page of the address. A component that serves two addresses stays when one follows the other. */
export const RouterView: FunctionalComponent = () => {
  const { page, params } = useRoute()
  return h(page.component, params)
}

/** A link to a page; one that leads to the page that is shown says so, whatever it asks of it. */
export const RouterLink = defineComponent({
  props: { to: { type: String, required: true } },
  setup(props, { slots }) {
    const router = useRouter()
    const onClick = (event: MouseEvent): void => {
      if (event.metaKey || event.altKey || event.ctrlKey || event.shiftKey || event.button || event.defaultPrevented) return
      event.preventDefault()
      void router.push(props.to)
    }
    return () =>
      h(
        'a',
        { href: router.href(props.to), 'aria-current': props.to.replace(/\?.*/, '') === router.route.path ? 'page' : undefined, onClick },
        slots.default?.(),
      )
  },
})

/** The first page that fits is shown. */
export function createRouter({ history, routes }: { history: Addresses; routes: readonly (Page | { path: string; redirect: string })[] }): Router {
  const known = routes.map((page) => ({ page, form: new RegExp(`^${page.path.replace(/:(\w+)/g, '(?<$1>[^/]+)').replace('*', '.*')}$`) }))
  const currentRoute = shallowRef(read(history.at()))
  const route = shallowReactive({ ...currentRoute.value })
  const guards = new Set<Guard>()
  /** Counts the journeys that were begun: a later one puts an end to those that are still under way. */
  let begun = 0

  function read(address: string): Route {
    const [path = '', search] = address.split(/\?(.*)/s)
    for (const { page, form } of known) {
      const fits = form.exec(path)
      if (!fits) continue
      if ('redirect' in page) return read(page.redirect)
      const query = readQuery(search)
      const params = Object.fromEntries(Object.entries(fits.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]))
      return { path, fullPath: path + writeQuery(query), query, params, page }
    }
    throw new Error(`No page for ${address}`)
  }

  /** Whether nothing keeps the page, and nothing later was asked for. */
  async function free(journey: number): Promise<boolean> {
    for (const guard of [...guards]) if (journey === begun && !(await guard())) return false
    return true
  }

  async function travel(to: Route, over: boolean, state?: object): Promise<void> {
    const journey = (begun += 1)
    let goes = false
    try {
      // Of what is asked for in one breath only the last counts, and only for that one the page is asked.
      await Promise.resolve()
      goes = to.page === currentRoute.value.page || (await free(journey))
    } finally {
      if (journey === begun && !goes) history.stay()
    }
    if (journey !== begun || !goes) return
    history.write(to.fullPath, over, state)
    currentRoute.value = to
    Object.assign(route, to)
  }

  async function visit(to: To, over: boolean): Promise<void> {
    const { path = currentRoute.value.path, query = {}, state } = typeof to === 'string' ? { path: to } : to
    const next = read(path + writeQuery(query))
    if (next.fullPath !== currentRoute.value.fullPath) return travel(next, over, state)
    begun += 1
    history.stay()
  }

  history.write(currentRoute.value.fullPath, true)
  history.listen(() => void travel(read(history.at()), true))
  const router: Router = {
    currentRoute,
    route,
    guards,
    push: (to) => visit(to, false),
    replace: (to) => visit(to, true),
    back: () => history.go(-1),
    href: history.href,
    install: (app) => {
      app.provide(KEY, router).component('RouterLink', RouterLink).component('RouterView', RouterView)
    },
  }
  return router
}

declare module 'vue' {
  interface GlobalComponents {
    RouterLink: typeof RouterLink
    RouterView: typeof RouterView
  }
}
