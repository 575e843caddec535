import { BookOpenCheck, CalendarRange, CircleQuestionMark, DoorOpen, Ear, EyeOff, FileDiff, FileSpreadsheet, History, LockKeyhole, Moon, NotebookPen, User, Users } from '@lucide/vue'
import { type Component, computed, ref, type Ref, watch } from 'vue'
import { type Hit, type TextHit, useCommand } from '@/host'
import { needsOf } from '@/shared/access'
import { useLock } from '@/shared/composables/useLock'
import { useMay } from '@/shared/composables/useMay'
import { turnNames } from '@/shared/composables/useNames'
import { useRoster, useSchool } from '@/shared/composables/useSchool'
import { classDigits, fit } from '@/shared/find'
import { NOUNS } from '@/shared/imports'
import { help } from '@/shared/help'
import type { PaletteEntry } from '@/shared/palette'
import { useRouter } from '@/shared/router'
import { toggleTheme } from '@/shared/theme'
import { m } from './messages'
import { WINGS } from './rooms'

interface Action {
  id: string
  name: string
  pinyin: string
  icon: Component
  keys?: string
  /** Where it leads: the address says which commands it needs. */
  to?: string
  /** The address that says it, where the one above is but the way there. */
  asks?: string
  run?: () => void
  /** Comes only once something is typed. */
  typedOnly?: boolean
}

const ACTIONS: readonly Action[] = [
  { id: 'log', name: m.palette.log, pinyin: 'dengjitingke djtk tingke tk', keys: 'Ctrl N', icon: Ear, to: '/observations/new' },
  { id: 'drop-in', name: m.palette.dropIn, pinyin: 'tuimentingke tmtk', icon: DoorOpen, to: '/observations/new?now=1' },
  { id: 'homework', name: m.palette.homework, pinyin: 'dengjizuoyejiancha djzyjc', icon: BookOpenCheck, to: '/homework?new=1' },
  { id: 'plan', name: m.palette.plan, pinyin: 'xinjianjiaoan xjja', icon: FileDiff, to: '/plans?new=1' },
  { id: 'pairing', name: m.palette.pairing, pinyin: 'xinjianjiedui xjjd', icon: Users, to: '/mentoring?new=1' },
  { id: 'export', name: m.palette.export, pinyin: 'daochuxueqizongjie dcxqzj', icon: NotebookPen, to: '/summary', asks: '/summary?export' },
  { id: 'import', name: m.palette.import, pinyin: 'daoru dr', icon: FileSpreadsheet, to: '/settings', asks: '/import' },
  { id: 'history', name: m.palette.history, pinyin: 'caozuojilu czjl xiugaijilu xgjl', icon: History, to: '/history' },
  { id: 'new-year', name: m.palette.newYear, pinyin: 'xueqijiezhuan xqjz jiezhuan jz shengji sj', icon: CalendarRange, to: '/new-year' },
  { id: 'change', name: m.palette.change, pinyin: 'tiaokedaiketingke tkdktk daike dk', icon: CalendarRange, to: '/roster?tab=timetable', asks: '/roster?change', typedOnly: true },
  { id: 'merge', name: m.palette.merge, pinyin: 'hebingchongfudejiaoshixinxi hbcf', icon: Users, to: '/roster?tab=teachers', asks: '/roster?merge', typedOnly: true },
  ...Object.entries(NOUNS).map(([kind, noun]) => ({ id: `import-${kind}`, name: m.palette.importOf(noun), pinyin: 'daoru dr', icon: FileSpreadsheet, to: `/import/${kind}`, typedOnly: true })),
  { id: 'names', name: m.palette.names, pinyin: 'yincangxingming ycxm xianshixingming xsxm', keys: 'Ctrl H', icon: EyeOff, run: turnNames },
  { id: 'help', name: m.help, pinyin: 'bangzhu bz', keys: 'F1', icon: CircleQuestionMark, run: () => (help.value = '') },
  { id: 'theme', name: m.palette.theme, pinyin: 'qiehuanshense qhss', icon: Moon, run: toggleTheme },
]

/** How long after the last key the host is asked, in milliseconds. */
const PAUSE = 120
const GROUPS: Record<string, string> = { teacher: m.palette.people, class: m.palette.classes }
const ICONS: Record<string, Component> = { teacher: User, class: CalendarRange, observation: Ear, discussion: Users, planned_lesson: CalendarRange, book_review: NotebookPen, homework: BookOpenCheck, lesson_plan: FileDiff, pairing: Users, work_item: NotebookPen }

/** Everything that Ctrl+K finds: actions, people, classes, pages, and the records whose topic or texts hold what is typed. */
export function usePaletteEntries(typed: Ref<string>): Ref<PaletteEntry[]> {
  const router = useRouter()
  const { roster } = useRoster()
  const { allowed, dropsIn, opens } = useMay()
  const go = (to: string) => () => void router.push(to)

  const actions = computed<PaletteEntry[]>(() =>
    ACTIONS.filter(({ id, to, asks = to }) => (asks === undefined || opens(asks)) && (id !== 'drop-in' || dropsIn.value)).map(({ to, run, ...entry }) => ({
      ...entry,
      group: m.palette.actions,
      run: to === undefined ? () => run?.() : go(to),
    })),
  )
  const pages = computed<PaletteEntry[]>(() =>
    WINGS.flatMap((wing) => wing.rooms)
      .filter((room) => allowed(...needsOf(room.to)))
      .map((room) => ({ id: room.to, group: m.palette.pages, icon: room.icon, name: room.name, pinyin: room.pinyin, run: go(room.to) })),
  )

  const people = computed<PaletteEntry[]>(() =>
    (roster.value?.teachers ?? []).map((teacher) => ({
      id: teacher.id,
      group: m.palette.people,
      icon: User,
      name: teacher.display,
      pinyin: teacher.pinyin,
      note: [teacher.subject || teacher.department, ...teacher.posts].filter(Boolean).join(' · '),
      typedOnly: true,
      run: go(`/roster?teacher=${teacher.id}`),
    })),
  )

  const classes = computed<PaletteEntry[]>(() =>
    (roster.value?.classes ?? []).map((one) => ({
      id: one.id,
      group: m.palette.classes,
      icon: CalendarRange,
      name: one.name,
      pinyin: classDigits(one.name),
      note: m.palette.timetable,
      typedOnly: true,
      run: go(`/roster?class=${one.id}`),
    })),
  )

  // One letter is in nearly every text: the host is asked from the second on, once the keys rest.
  const query = ref('')
  const settled = computed(() => query.value.length > 1 && query.value === typed.value.trim())
  watch(typed, (text, _, next) => {
    const timer = setTimeout(() => (query.value = text.trim()), PAUSE)
    next(() => clearTimeout(timer))
  })
  const asked = () => ({ query: query.value })
  const enabled = () => query.value.length > 1
  const { data: hits } = useCommand('search_find', asked, { enabled })
  const { data: texts, refetch } = useCommand('search_text', asked, { enabled })
  // What is not in the index yet comes with the next look.
  watch(texts, (answer) => answer && !answer.complete && settled.value && setTimeout(refetch, 500))
  const found = computed<[PaletteEntry[], PaletteEntry[]]>(() => {
    if (!settled.value) return [[], []]
    const known = new Set([...people.value, ...classes.value].filter((entry) => fit(query.value, entry)).map((entry) => entry.id))
    const entry = (hit: Hit | TextHit, group: string, note: string) => ({ id: hit.id, group, icon: ICONS[hit.kind], name: hit.title, note, typedOnly: true, found: true, run: go(hit.route) })
    const named = (hits.value?.hits ?? []).map((hit) => entry(hit, GROUPS[hit.kind] ?? m.palette.records, hit.detail))
    const said = (texts.value?.hits ?? []).map((hit) => entry(hit, m.palette.texts(texts.value?.complete !== false), `${hit.field}：${hit.snippet}`))
    const fresh = (entry: PaletteEntry) => !known.has(entry.id) && known.add(entry.id)
    return [named.filter(fresh), said.filter(fresh)]
  })

  const lock = useLock()
  const { status } = useSchool()
  const door = computed<PaletteEntry[]>(() =>
    status.value?.protected
      ? [{ id: 'lock', group: m.palette.actions, name: m.state.lock, pinyin: 'suoding sd', keys: 'Ctrl L', icon: LockKeyhole, run: () => void lock() }]
      : [],
  )

  return computed(() => [...people.value, ...classes.value, ...found.value[0], ...actions.value, ...door.value, ...pages.value, ...found.value[1]])
}
