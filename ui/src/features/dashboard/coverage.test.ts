import { expect, it } from 'vitest'
import { heat, ordered, placed } from './coverage'

const row = (teacher: string, subject: string, last: number | null, weeks: number[]) => ({ teacher_id: teacher, teacher, subject, last, weeks })

it('puts the longest unseen first, the never seen before all', () => {
  const rows = [row('甲', '语文', 12, [1]), row('乙', '数学', null, [0]), row('丙', '英语', 3, [2]), row('丁', '英语', 3, [1])]
  expect(ordered(rows, 'oldest').map((one) => one.teacher)).toEqual(['乙', '丁', '丙', '甲'])
})

it('has six steps of heat', () => {
  expect([0, 1, 5, 9].map(heat)).toEqual([0, 1, 5, 5])
})

it('stacks dots that would cover each other', () => {
  const dots = [{ counted: 5, owed: 10 }, { counted: 5, owed: 10 }, { counted: 20, owed: 10 }, { counted: 0, owed: 0 }]
  expect(placed(dots).dots.map(({ x, y }) => [x, y])).toEqual([[0.5, 0], [0.5, 1], [1, 0], [1, 1]])
})

it('cuts a crowd off and says how many stand there', () => {
  const crowd = Array.from({ length: 246 }, (_, index) => ({ counted: index % 10 === 0 ? 9 : 0, owed: 18 }))
  const { dots, heaps } = placed(crowd)
  expect(heaps.map((heap) => heap.people)).toEqual([25, 221])
  expect(Math.max(...dots.map((dot) => dot.y))).toBeLessThanOrEqual(4)
  expect(dots).toHaveLength(6)
})
