/**
 * A desk for one test: the real page over the bridge in Chromium, with a folder and a clock of its own.
 * Every error on the console, every failed request and every uncaught exception fails the test.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')
const binary = process.env.KEJI_BRIDGE ?? join(root, 'target/debug', process.platform === 'win32' ? 'keji-bridge.exe' : 'keji-bridge')

/** Starts a bridge on an empty folder. `pick` are the files that the user will choose, in this order. */
export async function bridge({ pick = [], at = '2026-11-19T10:12:00+08:00', folder = null } = {}) {
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'keji-e2e-')))
  const saved = join(home, 'saved')
  const words = ['--root', home, '--ui', join(root, 'ui/dist'), '--at', at, '--save', saved]
  for (const file of pick) words.push('--pick', file)
  const child = spawn(binary, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await new Promise((found, lost) => {
    let said = ''
    child.stdout.on('data', (bytes) => {
      said += bytes
      const line = /listening on (\d+)/.exec(said)
      if (line) found(Number(line[1]))
    })
    child.on('exit', (code) => lost(new Error(`the bridge ended with ${code}`)))
  })
  // A test that fails early must not be kept waiting by its bridge.
  child.unref()
  child.stdout.unref()
  const kill = () => child.kill()
  process.on('exit', kill)
  const origin = `http://127.0.0.1:${port}`
  return {
    origin,
    home,
    saved,
    /** Calls a command past the page. */
    async call(name, request = {}) {
      const answer = await fetch(`${origin}/rpc/${name}`, { method: 'POST', body: JSON.stringify(request) })
      const body = await answer.json()
      if (!answer.ok) throw new Error(`${name}: ${body.code}`)
      return body
    },
    /** Ends the bridge; the folder goes unless it is kept for another start. */
    async end({ keep = false } = {}) {
      process.off('exit', kill)
      child.ref()
      const gone = new Promise((done) => child.on('exit', done))
      child.kill()
      await gone
      if (!keep) await rm(home, { recursive: true, force: true })
    },
  }
}

/** Opens a browser that looks like an office PC. */
export async function browser({ args = [] } = {}) {
  return chromium.launch({
    executablePath: process.env.KEJI_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--font-render-hinting=none',
      ...args,
    ],
  })
}

/** Opens a page at a route and collects what goes wrong on it. */
export async function page(running, { origin }, { route = '/', theme = 'light' } = {}) {
  const context = await running.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: theme,
    reducedMotion: 'reduce',
  })
  const sheet = await context.newPage()
  const faults = []
  sheet.on('console', (message) => {
    // A refused command is an answer, not a fault of the page: the browser still prints its status.
    const refused = message.location().url.includes('/rpc/') && message.text().includes('422')
    if (message.type() === 'error' && !refused) faults.push(message.text())
  })
  sheet.on('pageerror', (error) => faults.push(String(error)))
  await sheet.goto(`${origin}/#${route}`)
  await settled(sheet)
  return { sheet, faults, close: () => context.close() }
}

/** Waits until nothing is being loaded and two frames have passed. */
export async function settled(sheet) {
  await sheet.waitForLoadState('networkidle')
  await sheet.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}
