import { computed } from 'vue'
import { allows, namesHidden, type Role, writes } from '@/host'
import { needsOf } from '../access'
import { useRoster, useSchool } from './useSchool'

/** What the account that is signed in may do. Whatever writes rests while names are hidden. */
export function useMay() {
  const { status } = useSchool()
  const role = computed<Role>(() => status.value?.role ?? 'visitor')
  /** Whether the role may call all of these. */
  const allowed = (...names: readonly string[]) => allows(role.value, names)
  /** Whether all of these can be called now. */
  const may = (...names: readonly string[]) => allowed(...names) && !(namesHidden.value && names.some(writes))
  return {
    role,
    /** Dropping in on a lesson is for those who lead. */
    dropsIn: computed(() => role.value !== 'teacher'),
    /** The own line on the roster. */
    me: computed(() => status.value?.account?.teacher_id ?? null),
    allowed,
    may,
    /** Whether an entry may lead to this address. */
    opens: (to: string) => may(...needsOf(to)),
  }
}

/** Whose records the account writes: everybody's, the department's, the own ones. */
export function useReach() {
  const { status } = useSchool()
  const { role, me } = useMay()
  const { roster } = useRoster()
  const ids = computed<ReadonlySet<string> | null>(() => {
    if (role.value === 'director' || role.value === 'checker') return null
    const own = me.value === null ? [] : [me.value]
    if (role.value !== 'department_head') return new Set(own)
    const teachers = roster.value?.teachers
    if (!teachers) return null
    const known = status.value?.account?.department_id ?? teachers.find((one) => one.id === me.value)?.department_id
    // A head whose department is not told: the host decides.
    return known ? new Set([...own, ...teachers.filter((one) => one.department_id === known).map((one) => one.id)]) : null
  })
  const reaches = (id: string | null) => ids.value === null || (id !== null && ids.value.has(id))
  return { reaches, within: <T extends { id: string }>(people: readonly T[]) => people.filter((one) => reaches(one.id)) }
}
