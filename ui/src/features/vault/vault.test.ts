import { expect, it } from 'vitest'
import type { Backup } from '@/host'
import { byDay, compared, sizeText } from './backupText'
import { groupsOf } from './groups'

function backup(made_at: string): Backup {
  return {
    handle: made_at,
    file_name: '',
    second: false,
    made_at,
    reason: 'timed',
    records: [],
    last_act_at: null,
    size: 0,
    damaged: made_at === '',
    same_keys: true,
  }
}

it('groups backups by day, newest first, damaged ones last', () => {
  const rows = ['2026-11-18T17:00:00+08:00', '', '2026-11-19T08:02:00+08:00', '2026-11-19T10:00:00+08:00'].map(backup)
  expect(byDay(rows).map(({ day, rows: own }) => [day, own.map((row) => row.made_at.slice(11, 16))])).toEqual([
    ['2026-11-19', ['10:00', '08:02']],
    ['2026-11-18', ['17:00']],
    ['', ['']],
  ])
})

it('compares every kind of either side', () => {
  const now = [{ kind: '听课记录', count: 413 }]
  const after = [
    { kind: '听课记录', count: 408 },
    { kind: '结对', count: 9 },
  ]
  expect(compared(now, after)).toEqual([
    { kind: '听课记录', now: 413, after: 408 },
    { kind: '结对', now: 0, after: 9 },
  ])
})

it('writes sizes as people read them', () => {
  expect([sizeText(300), sizeText(860_000), sizeText(2_412_345)]).toEqual(['1 KB', '860 KB', '2.4 MB'])
})

it('reads a recovery key in any writing', () => {
  const groups = ['7K3MX', 'Q2A9D', '4TZ8P']
  expect(groupsOf('7k3mx-q2a9d 4tz8p')).toEqual(groups)
  expect(groupsOf('７Ｋ３ＭＸ　Q2A9D\n4TZ8P')).toEqual(groups)
  expect(groupsOf('7K3MXQ2A9D4TZ8P')).toEqual(groups)
  expect(groupsOf('7K3MX·Q2')).toEqual(['7K3MX', 'Q2'])
})
