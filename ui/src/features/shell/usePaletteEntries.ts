import { BookOpenCheck, CalendarRange, DoorOpen, Ear, FileDiff, FileSpreadsheet, Moon, NotebookPen, User, Users } from '@lucide/vue'
import { computed, type Ref } from 'vue'
import { useRouter } from 'vue-router'
import { useCommand } from '@/host'
import { useRoster } from '@/shared/composables/useSchool'
import { classDigits } from '@/shared/find'
import type { PaletteEntry } from '@/shared/palette'
import { toggleTheme } from '@/shared/theme'
import { m } from './messages'
import { WINGS } from './rooms'

/** Everything that Ctrl+K finds: actions, people, classes, pages, and the records whose topic holds what is typed. */
export function usePaletteEntries(typed: Ref<string>): Ref<PaletteEntry[]> {
  const router = useRouter()
  const { roster } = useRoster()
  const go = (to: string) => () => void router.push(to)

  const actions: PaletteEntry[] = [
    { id: 'log', name: m.palette.log, pinyin: 'dengjitingke djtk tingke tk', keys: 'Ctrl N', icon: Ear, run: go('/observations/new') },
    { id: 'drop-in', name: m.palette.dropIn, pinyin: 'tuimentingke tmtk', icon: DoorOpen, run: go('/observations/new?now=1') },
    { id: 'homework', name: m.palette.homework, pinyin: 'dengjizuoyejiancha djzyjc', icon: BookOpenCheck, run: go('/homework?new=1') },
    { id: 'plan', name: m.palette.plan, pinyin: 'xinjianjiaoan xjja', icon: FileDiff, run: go('/plans?new=1') },
    { id: 'pairing', name: m.palette.pairing, pinyin: 'xinjianjiedui xjjd', icon: Users, run: go('/mentoring?new=1') },
    { id: 'export', name: m.palette.export, pinyin: 'daochuxueqizongjie dcxqzj', icon: NotebookPen, run: go('/summary') },
    { id: 'import', name: m.palette.import, pinyin: 'daoru dr', icon: FileSpreadsheet, run: go('/settings') },
    { id: 'theme', name: m.palette.theme, pinyin: 'qiehuanshense qhss', icon: Moon, run: toggleTheme },
  ].map((entry) => ({ ...entry, group: m.palette.actions }))

  const pages: PaletteEntry[] = WINGS.flatMap((wing) => wing.rooms).map((room) => ({
    id: room.to,
    group: m.palette.pages,
    icon: room.icon,
    name: room.name,
    pinyin: room.pinyin,
    run: go(room.to),
  }))

  const people = computed<PaletteEntry[]>(() =>
    (roster.value?.teachers ?? []).map((teacher) => ({
      id: teacher.id,
      group: m.palette.people,
      icon: User,
      name: teacher.name,
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

  // One letter is in nearly every topic: records are looked up from the second on.
  const { data: found } = useCommand('search_find', () => ({ query: typed.value.trim() }), {
    enabled: () => typed.value.trim().length > 1,
  })
  const records = computed<PaletteEntry[]>(() =>
    (typed.value.trim().length > 1 ? (found.value?.hits ?? []) : [])
      .filter((hit) => hit.kind === 'observation' || hit.kind === 'lesson_plan')
      .map((hit) => ({
        id: hit.id,
        group: m.palette.records,
        icon: hit.kind === 'observation' ? Ear : FileDiff,
        name: hit.title,
        note: hit.detail,
        typedOnly: true,
        run: go(hit.route),
      })),
  )

  return computed(() => [...people.value, ...classes.value, ...records.value, ...actions, ...pages])
}
