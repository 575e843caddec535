import { describe, expect, it } from 'vitest'
import type { RecordRef } from '@/host'
import { figureName, listRoute, pageAt, percentOf, placesOf, routeOf } from './figure'

describe('figures on a page', () => {
  const figure = { page: 0, x: 0.4, y: 0.25, width: 0.04, height: 0.02, figure: 'observation.counted' }

  it('are placed in percent of their own page', () => {
    const [place, ...others] = placesOf([figure, { ...figure, page: 1 }], 0)
    expect(others).toEqual([])
    expect(place).toMatchObject({
      figure: 'observation.counted',
      name: '有效听课节数',
      style: { left: '40%', top: '25%', width: '4%', height: '2%' },
    })
  })

  it('have keys of their own when one stands twice', () => {
    const keys = placesOf([figure, figure], 0).map((place) => place.key)
    expect(new Set(keys).size).toBe(2)
  })

  it('outside the page are left out', () => {
    expect(placesOf([{ ...figure, x: 0.99 }, { ...figure, width: 0 }, { ...figure, y: -0.1 }], 0)).toEqual([])
  })
})

describe('names', () => {
  it('tell the argument but no identifier', () => {
    expect(figureName('observation.week:12')).toBe('每周听课节数（12）')
    expect(figureName('homework.checks@01a0a44f-fa60-7351-bb26-41a685f8cdf8')).toBe('作业检查班科次')
    expect(figureName('mentoring.needed:01a0a44f-fa60-7351-bb26-41a685f8cdf8')).toBe('结对应完成节数')
    expect(figureName('new.kind')).toBe('数字')
  })
})

describe('records', () => {
  const row = (kind: string, id: string): RecordRef => ({ kind, id, date: null, title: '', detail: '', value: 1 })

  it('open where they live', () => {
    expect(['observation', 'homework', 'lesson_plan', 'mentoring', 'teacher'].map((kind) => routeOf({ kind, id: '1' }))).toEqual([
      '/observations?id=1',
      '/homework?id=1',
      '/plans?id=1',
      '/mentoring?id=1',
      '/roster?teacher=1',
    ])
  })

  it('open as a list when they are of one kind', () => {
    expect(listRoute([row('observation', '1'), row('observation', '2'), row('observation', '1')])).toBe('/observations?ids=1,2')
    expect(listRoute([row('observation', '1'), row('homework', '2')])).toBeNull()
    expect(listRoute([row('teacher', '1')])).toBeNull()
    expect(listRoute([])).toBeNull()
  })
})

it('knows the page in view', () => {
  expect([pageAt(0, 600, 858, 9), pageAt(700, 600, 858, 9), pageAt(99_999, 600, 858, 9), pageAt(0, 600, 0, 0)]).toEqual([0, 1, 8, 0])
})

it('rounds shares half up and gives none of nothing', () => {
  expect([percentOf(72, 120), percentOf(49, 90), percentOf(1, 0)]).toEqual(['60%', '54.4%', '—'])
})
