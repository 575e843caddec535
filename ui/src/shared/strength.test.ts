import { expect, it } from 'vitest'
import { strength } from './strength'

it('says nothing of what is too short', () => {
  expect(strength('')).toBeNull()
  expect(strength('1234567')).toBeNull()
})

it('rises with length and variety', () => {
  expect(strength('12345678')).toBe(0)
  expect(strength('aaaaaaaaaaaa')).toBe(0)
  expect(strength('keji2026')).toBe(0)
  expect(strength('qingxi-2026')).toBe(1)
  expect(strength('qingxi-zhong-lvshi-2026')).toBe(3)
  expect(strength('蓝桥晚饭钟楼石榴')).toBe(2)
})
