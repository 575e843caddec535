import { describe, expect, it } from 'vitest'
import { find, fit } from './find'

const PEOPLE = [
  { name: '林晓燕', pinyin: 'linxiaoyan lxy' },
  { name: '李小勇', pinyin: 'lixiaoyong lxy' },
  { name: '单田芳', pinyin: 'shantianfang stf' },
  { name: '尉迟敏', pinyin: 'yuchimin ycm' },
]

describe('finding people', () => {
  it.each([
    ['林晓燕', '林晓燕'],
    ['晓燕', '林晓燕'],
    ['linxiao', '林晓燕'],
    ['lin xiao', '林晓燕'],
    ['LXY', '林晓燕'],
    ['stf', '单田芳'],
    ['yuchi', '尉迟敏'],
  ])('%s finds %s', (typed, name) => {
    expect(find(typed, PEOPLE)[0]?.name).toBe(name)
  })

  it('puts the exact spelling before the beginning of one', () => {
    expect(fit('lxy', { name: '甲', pinyin: 'lxy' })).toBeGreaterThan(fit('lx', { name: '甲', pinyin: 'lxy' }))
  })

  it('finds nothing rather than anything', () => {
    expect(find('xiao', PEOPLE)).toEqual([])
    expect(find('王', PEOPLE)).toEqual([])
    expect(find('', PEOPLE)).toHaveLength(4)
  })

  it('finds a class by its digits', () => {
    expect(fit('72', { name: '七(2)', pinyin: '72' })).toBeGreaterThan(0)
  })
})
