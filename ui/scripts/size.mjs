// Holds the budget of the whole app: 200 KB of script and 20 KB of style, gzipped.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const BUDGET = { '.js': 200 * 1024, '.css': 20 * 1024 }
const root = new URL('../dist/', import.meta.url).pathname

function files(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? files(path) : [path]
  })
}

let failed = false
for (const [ending, limit] of Object.entries(BUDGET)) {
  const size = files(root)
    .filter((path) => path.endsWith(ending))
    .reduce((sum, path) => sum + gzipSync(readFileSync(path), { level: 9 }).length, 0)
  const verdict = size <= limit ? 'ok' : 'TOO BIG'
  process.stdout.write(`${ending}: ${(size / 1024).toFixed(1)} KB gzipped of ${limit / 1024} KB ${verdict}\n`)
  failed ||= size > limit
}
process.exitCode = failed ? 1 : 0
