import { expect, it } from 'vitest'
import { month, posts, tag, tagText } from './teacherText'

it('divides posts as people write them', () => {
  expect(posts('教研组长、教师')).toEqual(['教研组长', '教师'])
  expect(posts(' 教师，教师; 校领导 ')).toEqual(['教师', '校领导'])
  expect(posts('')).toEqual([])
})

it.each([
  ['2009-09', '2009-09'],
  ['2009.9', '2009-09'],
  ['200909', '2009-09'],
  ['2009年9月', '2009-09'],
  ['', null],
  ['2009', undefined],
  ['2009-13', undefined],
])('reads the month %s', (typed, read) => {
  expect(month(typed)).toBe(read)
})

it('reads a dated mark and writes it again', () => {
  expect(tag('青年教师至2028.8')).toEqual({ tag: '青年教师', until: '2028-08' })
  expect(tag('骨干')).toEqual({ tag: '骨干', until: null })
  expect(tag('青年教师至明年').until).toBeUndefined()
  expect(tagText({ tag: '青年教师', until: '2028-08' })).toBe('青年教师至2028-08')
})
