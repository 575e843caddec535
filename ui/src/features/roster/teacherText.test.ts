import { expect, it } from 'vitest'
import { month, posts } from './teacherText'

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
