/** Where the addresses of the visited pages are kept: in the window, or in memory for tests. */
export interface Addresses {
  /** The address at which the window stands, which is not yet the shown one while a page is asked whether it may be left. */
  at: () => string
  /** Notes the address of the page that is shown now, as a new entry or over the entry where the window stands. */
  write: (address: string, over: boolean, state?: object) => void
  /** Back to the entry of the page that is shown. */
  stay: () => void
  go: (by: number) => void
  /** Tells when the window has gone to another entry. */
  listen: (moved: () => void) => void
  href: (address: string) => string
}

/** What follows the question mark of an address. */
export type Query = Record<string, string | undefined>

export function readQuery(text?: string): Query {
  return Object.fromEntries(new URLSearchParams(text))
}

/** The query with its question mark; what is undefined is left out. */
export function writeQuery(query: Query): string {
  const parts = Object.entries(query).map(([name, value]) =>
    value === undefined ? '' : `&${encodeURIComponent(name)}=${encodeURI(value).replace(/[#&+]/g, encodeURIComponent).replaceAll('%20', '+')}`,
  )
  return parts.join('').replace('&', '?')
}

/** Behind the # of the window's address, where it outlives a reload. Each entry knows its place, so that a refused step can be taken back. */
export function createHashHistory(): Addresses {
  /** The place of the entry whose page is shown. */
  let shown = 0
  let returning = false
  const at = () => location.hash.replace(/^#?\/*/, '/')
  const place = (): number => history.state?.place ?? shown
  const note = (address: string, over: boolean, state: object): void => {
    const url = `#${address}`
    try {
      history[over ? 'replaceState' : 'pushState'](state, '', url)
    } catch {
      // WebKit refuses more than a hundred entries in half a minute.
      if (location.hash !== url) location[over ? 'replace' : 'assign'](url)
    }
  }
  return {
    at,
    write(address, over, state) {
      shown = over ? place() : place() + 1
      note(address, over, { ...(over && history.state), ...state, place: shown })
    },
    stay() {
      if (returning || place() === shown) return
      returning = true
      history.go(shown - place())
    },
    go: (by) => history.go(by),
    listen(moved) {
      addEventListener('popstate', () => {
        if (returning) {
          returning = false
          return
        }
        // An address that was typed is a new entry, which knows no place.
        if (!history.state) note(at(), true, { place: shown + 1 })
        moved()
      })
    },
    href: (address) => `#${address}`,
  }
}

/** For tests: the window's own address stays as it is. */
export function createMemoryHistory(start = '/'): Addresses & { length: () => number } {
  const entries = [start]
  let place = 0
  let shown = 0
  let tell: () => void
  return {
    at: () => entries[place] ?? start,
    write(address, over) {
      if (!over) entries.length = place += 1
      entries[place] = address
      shown = place
    },
    stay() {
      place = shown
    },
    go(by) {
      if (entries[place + by] === undefined) return
      place += by
      tell()
    },
    listen(moved) {
      tell = moved
    },
    href: (address) => address,
    length: () => entries.length,
  }
}
