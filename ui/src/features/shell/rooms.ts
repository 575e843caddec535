import {
  BookOpenCheck,
  CalendarClock,
  CalendarDays,
  Database,
  Ear,
  FileDiff,
  LayoutDashboard,
  ListChecks,
  NotebookPen,
  Settings,
  Sigma,
  Users,
} from '@lucide/vue'
import type { Component } from 'vue'
import { m } from './messages'

/** A room of the program: one entry of the navigation. */
export interface Room {
  to: string
  icon: Component
  name: string
  /** For finding with Ctrl+K. */
  pinyin: string
}

/** Rooms that stand together under a heading. */
export interface Wing {
  title: string
  rooms: Room[]
}

/** Every room that exists, in the order of the navigation. */
export const WINGS: Wing[] = [
  { title: '', rooms: [{ to: '/', icon: LayoutDashboard, name: m.rooms.dashboard, pinyin: 'gongzuotai gzt' }] },
  {
    title: m.groups.daily,
    rooms: [
      { to: '/observations', icon: Ear, name: m.rooms.observations, pinyin: 'tingkepingke tkpk' },
      { to: '/lessons', icon: CalendarClock, name: m.rooms.lessons, pinyin: 'gongkaikeanpai gkkap kongtangketing ktkt 空堂可听' },
      { to: '/homework', icon: BookOpenCheck, name: m.rooms.homework, pinyin: 'zuoyejiancha zyjc' },
      { to: '/plans', icon: FileDiff, name: m.rooms.plans, pinyin: 'beikejiancha bkjc' },
      { to: '/mentoring', icon: Users, name: m.rooms.mentoring, pinyin: 'qinglanjiedui qljd' },
    ],
  },
  {
    title: m.groups.end,
    rooms: [
      { to: '/ledger', icon: Sigma, name: m.rooms.ledger, pinyin: 'tingketongji tktj hejian tingkeben 核减 覆盖情况 下周听谁 听课本查阅 登记表收发' },
      { to: '/summary', icon: NotebookPen, name: m.rooms.summary, pinyin: 'xueqizongjie xqzj' },
    ],
  },
  {
    title: m.groups.base,
    rooms: [
      { to: '/roster', icon: Database, name: m.rooms.roster, pinyin: 'mingceyukebiao mcykb' },
      { to: '/calendar', icon: CalendarDays, name: m.rooms.calendar, pinyin: 'xiaoli xl' },
      { to: '/quota', icon: ListChecks, name: m.rooms.quota, pinyin: 'tingkerenwu tkrw' },
      { to: '/settings', icon: Settings, name: m.rooms.settings, pinyin: 'shezhi sz' },
    ],
  },
]

/** Whether the path lies in the room: its page or one below it. */
export function inside(room: Room, path: string): boolean {
  return room.to === '/' ? path === '/' : path === room.to || path.startsWith(`${room.to}/`)
}
