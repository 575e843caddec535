import { computed } from 'vue'
import { type Calendar, useCommand } from '@/host'
import type { ClassChoice } from '../components/ClassPicker.vue'
import type { Person } from '../components/PersonPicker.vue'

/** The school that is open, its clock and its term: what nearly every screen asks first. */
export function useSchool() {
  const { data, error, pending } = useCommand('app_status', () => ({}))
  return {
    status: data,
    error,
    pending,
    /** Today by the school's clock; empty until known. */
    today: computed(() => data.value?.today ?? ''),
    term: computed(() => data.value?.term ?? null),
    week: computed(() => data.value?.week ?? null),
    sample: computed(() => data.value?.school?.sample ?? false),
  }
}

/** The roster, ready for the pickers. */
export function useRoster() {
  const { data, error, pending } = useCommand('roster_get', () => ({}))
  const people = computed<Person[]>(() => (data.value?.teachers ?? []).filter((teacher) => teacher.in_service).map(toPerson))
  return {
    roster: data,
    error,
    pending,
    /** Teachers in service. */
    people,
    /** Everyone who is or was on the roster: for records of people who have left. */
    everyone: computed<Person[]>(() => (data.value?.teachers ?? []).map(toPerson)),
    classes: computed<ClassChoice[]>(() => (data.value?.classes ?? []).map(({ id, name }) => ({ id, name }))),
    subjects: computed(() => data.value?.subjects ?? []),
    departments: computed(() => data.value?.departments ?? []),
  }
}

/** The term's weeks, special days and periods. */
export function useCalendar() {
  const { data, error, pending } = useCommand('calendar_get', () => ({ term_id: null }))
  const weeks = computed<Calendar['weeks']>(() => data.value?.weeks ?? [])
  return {
    calendar: data,
    error,
    pending,
    weeks,
    periods: computed(() => data.value?.periods ?? []),
    /** The teaching week with that number. */
    weekOf: (number: number | null) => weeks.value.find((week) => week.number === number) ?? null,
  }
}

function toPerson(teacher: { id: string; display: string; pinyin: string; department: string; subject: string }): Person {
  return { id: teacher.id, name: teacher.display, pinyin: teacher.pinyin, department: teacher.subject || teacher.department }
}
