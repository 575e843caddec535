/** The sheets of one real school as a test counts them itself: nothing of the program's reading is used. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './desk.mjs'

/** The path of a sheet of the real school. */
export function real(name) {
  return join(root, 'tests/fixtures/real_school', name)
}

/** All rows of a file as cells, without its comments. */
export function cellsOf(file) {
  const rows = []
  for (const line of readFileSync(file, 'utf8').split(/\r?\n/)) {
    if (line === '' || line.startsWith('#')) continue
    const cells = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell)
    if (!line.endsWith(',')) cells.pop()
    rows.push(cells.map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)))
  }
  return rows
}

/** Rows below the headings, by heading. */
export function rowsOf(file) {
  const [headings, ...rows] = cellsOf(file)
  return rows.map((cells) => Object.fromEntries(headings.map((heading, at) => [heading, cells[at] ?? ''])))
}

/**
 * What a year of the roster comes to: who was not there is new, who changes the group is changed. `known` holds the
 * group of each person so far.
 */
export function ofYear(rows, known) {
  const groups = new Map(known)
  const count = { new: 0, changed: 0, same: 0, doubtful: 0, refused: 0 }
  for (const { 考核组: group, 教师: name } of rows) {
    count[!groups.has(name) ? 'new' : groups.get(name) === group ? 'same' : 'changed'] += 1
    groups.set(name, group)
  }
  return { count, groups }
}

/** What a list of marks comes to: the first row of a person is new, one of a later term lengthens it. */
export function ofMarks(rows) {
  const last = new Map()
  const count = { new: 0, changed: 0, same: 0, doubtful: 0, refused: 0 }
  for (const { 学期: term, 教师: name } of rows) {
    const before = last.get(name)
    count[before === undefined ? 'new' : term > before ? 'changed' : 'same'] += 1
    if (before === undefined || term > before) last.set(name, term)
  }
  return { count, people: last }
}

/** What the matrix of heads comes to: a row whose posts were all named above is the same, one with some is changed. */
export function ofHeads(rows) {
  const said = new Set()
  const count = { new: 0, changed: 0, same: 0, doubtful: 0, refused: 0 }
  for (const row of rows) {
    const posts = Object.entries(row)
      .filter(([heading, cell]) => heading !== '学科' && cell !== '')
      .map(([heading, cell]) => {
        const [, name, direction] = /^([^（]+)(?:（(.+)）)?$/.exec(cell)
        return `${heading}/${name}/${direction ?? row.学科}`
      })
    const fresh = posts.filter((post) => !said.has(post))
    for (const post of posts) said.add(post)
    count[fresh.length === posts.length ? 'new' : fresh.length === 0 ? 'same' : 'changed'] += 1
  }
  return count
}

/** Lessons of the wide timetable: two rows a period, an empty cell goes on with the lesson to its left. */
export function ofWide(rows) {
  let lessons = 0
  for (let row = 2; row < rows.length; row += 2) {
    let taught = false
    for (let at = 3; at < 19; at += 1) {
      taught ||= (rows[row][at] ?? '') !== ''
      lessons += Number(taught)
    }
  }
  return lessons
}
