import { expect, it } from 'vitest'
import { draftGroup, length, nextNumber, paragraphs } from './plan'

const kinds = (body: string) => paragraphs(body).map((one) => one.kind)

it('tells headings from text', () => {
  expect(kinds('一、教学目标\n1. 积累词语\n\n（一）导入\n出示照片。')).toEqual(['head', 'text', 'sub', 'text'])
})

it('puts numbered headings below named sections', () => {
  expect(kinds('教学过程\n一、导入新课（4 分钟）\n出示照片。')).toEqual(['head', 'sub', 'text'])
})

it('takes a long numbered line for text', () => {
  expect(kinds(`一、${'这是一段很长的话'.repeat(5)}`)).toEqual(['text'])
})

it('knows the next draft', () => {
  expect(nextNumber([])).toBe(1)
  expect(nextNumber([{ number: 1 }, { number: 3 }])).toBe(2)
  expect(nextNumber([1, 2, 3, 4].map((number) => ({ number })))).toBeNull()
})

it('groups plans by their drafts', () => {
  expect([[], [1], [1, 2], [1, 2, 3], [1, 2, 3, 4]].map((drafts) => draftGroup({ drafts }))).toEqual([
    '未交稿',
    '一稿',
    '二稿',
    '三稿及以上',
    '三稿及以上',
  ])
})

it('counts characters without white space', () => {
  expect(length('教学 目标\n')).toBe(4)
})
