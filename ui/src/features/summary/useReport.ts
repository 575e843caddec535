import { computed, ref, watchEffect } from 'vue'
import { type ReportOptions, type SummaryRequest, useCommand } from '@/host'
import { useMay } from '@/shared/composables/useMay'
import { useRoster, useSchool } from '@/shared/composables/useSchool'

export type ScopeKind = 'school' | 'department' | 'teacher'

const SCOPES: readonly ScopeKind[] = ['school', 'department', 'teacher']

/** What the summary is about, and what its paper holds. */
export function useReport() {
  const { today, term } = useSchool()
  const { departments, everyone } = useRoster()
  const { role, me, may } = useMay()
  /** Whether the whole school is in reach; otherwise the host narrows what is asked to the own part of it. */
  const whole = computed(() => role.value === 'director' || role.value === 'checker')
  const scopes = computed(() => (whole.value ? SCOPES : SCOPES.slice(role.value === 'department_head' ? 1 : 2)))
  const asked = ref<ScopeKind | null>(null)
  const scope = computed<ScopeKind>({
    get: () => asked.value ?? scopes.value[0] ?? 'teacher',
    set: (one) => {
      asked.value = one
    },
  })
  const departmentId = ref('')
  const teacherId = ref<string | null>(null)
  watchEffect(() => {
    if (scopes.value.length === 1) teacherId.value = me.value
  })
  const asOf = ref<string | null>(null)
  const signedBy = ref('')
  /** Sections that are left out. */
  const left = ref<ReadonlySet<string>>(new Set())

  const request = computed<SummaryRequest>(() => ({
    term_id: term.value?.id ?? null,
    as_of: asOf.value,
    scope: {
      department_id: scope.value === 'department' && departmentId.value ? departmentId.value : null,
      teacher_id: scope.value === 'teacher' ? teacherId.value : null,
    },
  }))
  // Kept apart from the answer, so that choosing sections does not depend on what the choice brings back.
  const known = ref<string[]>([])
  const options = computed<ReportOptions>(() => ({
    summary: request.value,
    sections: left.value.size === 0 ? [] : known.value.filter((key) => !left.value.has(key)),
    signed_by: signedBy.value.trim(),
  }))
  const enabled = () => term.value !== null
  const summary = useCommand('summary_get', () => request.value, { enabled })
  const preview = useCommand('report_preview', () => options.value, { enabled: () => enabled() && may('report_preview') })
  const sections = computed(() => preview.data.value?.sections ?? [])

  function toggle(key: string): void {
    known.value = sections.value.map((section) => section.key)
    const next = new Set(left.value)
    if (!next.delete(key)) next.add(key)
    // A paper holds at least one section.
    if (known.value.some((own) => !next.has(own))) left.value = next
  }

  return {
    today,
    term,
    departments,
    everyone,
    scope,
    scopes,
    whole,
    departmentId,
    teacherId,
    asOf,
    signedBy,
    left,
    toggle,
    request,
    options,
    summary,
    preview,
    sections,
  }
}

export type Report = ReturnType<typeof useReport>
