import { afterEach, describe, expect, it } from 'vitest'
import { call, setTransport } from './call'
import { hideNames, namesHidden, shown, veiled } from './names'

const ROSTER = ['林晓', '李小勇', '林晓燕', '欧阳·娜娜', '李小勇', 'A.Smith']

afterEach(() => {
  hideNames(null)
  setTransport(null)
})

const plain = (text: string) => text.replaceAll('\u2063', '')

describe('names that are hidden', () => {
  it('go from every text of an answer, longest first, and come back', () => {
    const answer = { rows: [{ teacher: '林晓燕', note: '林晓请林晓燕和李小勇听"欧阳·娜娜"的课\n林老师点评', id: 'x' }], by: { A: 'A.Smith', B: 'AxSmith' } }
    expect(shown(answer)).toBe(answer)
    hideNames(ROSTER)
    expect(namesHidden.value).toBe(true)
    const seen = shown(answer)
    expect(JSON.parse(plain(JSON.stringify(seen)))).toEqual({
      rows: [{ teacher: '教师3', note: '教师1请教师3和教师2听"教师4"的课\n某老师点评', id: 'x' }],
      by: { A: '教师6', B: 'AxSmith' },
    })
    // The same answer stays the same object: nothing is drawn anew.
    expect(shown(answer)).toBe(seen)
    expect(answer.rows[0]?.teacher).toBe('林晓燕')
    hideNames(null)
    expect(shown(answer)).toBe(answer)
  })

  it('hides nothing of an empty roster', () => {
    hideNames([])
    expect(shown({ a: '林晓燕' })).toEqual({ a: '林晓燕' })
  })

  it('can never be written: any request with a part of one is refused before it leaves', async () => {
    const sent: unknown[] = []
    setTransport({
      send: (one) => {
        sent.push(one)
        return Promise.resolve({})
      },
      cancel: () => Promise.resolve(),
    })
    hideNames(ROSTER)
    const text = shown({ advice: '请林晓燕改' }).advice
    expect(veiled({ advice: text })).toBe(true)
    // Also after the names are shown again, and when somebody has cut into it.
    hideNames(null)
    for (const advice of [text, text.slice(0, 5), text.slice(4)]) {
      await expect(call('homework_save', { advice } as never)).rejects.toMatchObject({ code: 'names_hidden' })
    }
    expect(sent).toEqual([])
    await call('homework_save', { advice: '请林晓燕改' } as never)
    expect(sent).toHaveLength(1)
  })

  it('a hundred thousand texts are hidden at once', () => {
    const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'
    const roster = Array.from({ length: 300 }, (_, index) => `${surnames[index % 16]}${String.fromCharCode(0x6653 + index)}明`)
    hideNames(roster)
    const rows = Array.from({ length: 50_000 }, (_, index) => ({ id: String(index), teacher: roster[index % 300], topic: '《背影》第一课时，王国维' }))
    const before = performance.now()
    const seen = shown({ rows })
    expect(performance.now() - before).toBeLessThan(1500)
    expect(plain(seen.rows[299]?.teacher ?? '')).toBe('教师300')
  })
})
