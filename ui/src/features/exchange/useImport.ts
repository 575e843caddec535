import { computed, ref, shallowRef } from 'vue'
import { call, type ImportAnswer, type ImportKind, type ImportPreview, type ImportResult, useAct, type WhereClause } from '@/host'
import { useUndoable } from '@/shared/composables/useUndoable'
import { handed } from '@/shared/handed'
import { useRouter } from '@/shared/router'
import { m } from './messages'

/** One import from choosing the file to the written rows: nothing is written before `apply`. */
export function useImport(kind: () => ImportKind) {
  const router = useRouter()
  /** A file that was chosen before, and the term that was made for it. */
  const start = handed<{ file: string; term: string }>()
  const pick = useAct('file_pick_open')
  const read = useAct('import_preview')
  const write = useAct('import_apply')
  const forgetting = useAct('import_column_forget')
  const assigning = useAct('timetable_assign')
  const undoable = useUndoable()

  const handle = ref(start.file ?? null)
  const mapping = ref<Record<string, string>>({})
  const answers = ref<ImportAnswer[]>([])
  const byHand = ref(false)
  /** A day of the week that a list of weekdays means. */
  const week = ref<string | null>(null)
  const only = ref<WhereClause | null>(null)
  /** The term that is written into; none is the present one. */
  const termId = ref(start.term ?? null)
  const createMissing = ref(false)
  const acceptDoubtful = ref(false)
  const preview = shallowRef<ImportPreview | null>(null)
  const result = shallowRef<ImportResult | null>(null)
  /** Assignments that the timetable shows and the term lacks. */
  const lacking = ref(0)

  /** Rows that `apply` would write. */
  const toWrite = computed(() => {
    const shown = preview.value
    return shown ? shown.new + shown.changed + (acceptDoubtful.value ? shown.doubtful : 0) : 0
  })

  async function choose(): Promise<void> {
    const picked = await pick.attempt({ purpose: 'import' })
    if (!picked?.handle) return
    handle.value = picked.handle
    mapping.value = {}
    answers.value = []
    byHand.value = false
    only.value = null
    acceptDoubtful.value = false
    preview.value = null
    await look()
  }

  let turns = 0
  async function look(): Promise<void> {
    if (handle.value === null) return
    const request = {
      kind: kind(),
      handle: handle.value,
      term_id: termId.value,
      only: only.value,
      create_missing: createMissing.value,
      mapping: mapping.value,
      answers: answers.value,
      by_hand: byHand.value,
      week: week.value,
    }
    const turn = ++turns
    const next = await read.attempt(request)
    // Only the newest question counts when somebody answers faster than the file is read.
    if (next && turn === turns) preview.value = next
  }

  /** Reads the column as another field; an empty field leaves the column out. */
  async function assign(heading: string, field: string): Promise<void> {
    mapping.value = { ...mapping.value, [heading]: field }
    await look()
  }

  /** Answers a cell, or takes all answers back; the file stays as it is. */
  async function answer(next: ImportAnswer | null): Promise<void> {
    answers.value = next ? [...answers.value, next] : []
    await look()
  }

  async function forget(heading: string): Promise<void> {
    if (await forgetting.attempt({ kind: kind(), heading })) await look()
  }

  /** The term where the days of the file belong: read into it, or make it first and come back. */
  async function belong(): Promise<void> {
    const term = preview.value?.elsewhere?.term
    if (term?.id) {
      termId.value = term.id
      return look()
    }
    await router.push({ path: '/calendar', state: { asked: term && { ...term }, back: `/import/${kind()}`, file: handle.value } })
  }

  /** The same file as one of another kind. */
  async function as(other: string): Promise<void> {
    await router.push({ path: `/import/${other}`, state: { file: handle.value } })
  }

  /** Shows the file although needed columns are unknown. */
  async function pickByHand(): Promise<void> {
    byHand.value = true
    await look()
  }

  async function apply(): Promise<boolean> {
    if (!preview.value) return false
    const written = await write.attempt({ token: preview.value.token, accept_doubtful: acceptDoubtful.value })
    if (!written) return false
    result.value = written
    if (written.act) undoable(m.done.undo(m.noun(kind())), written.act)
    if (kind() === 'timetable') {
      const counted = await call('timetable_assign', { term_id: termId.value, dry_run: true }).catch(() => null)
      lacking.value = counted?.added ?? 0
    }
    return true
  }

  /** Proposes what the timetable shows; it waits to be confirmed. */
  async function assignments(): Promise<void> {
    const done = await assigning.attempt({ term_id: termId.value, dry_run: false })
    if (!done) return
    lacking.value = 0
    if (done.act) undoable(m.done.assigned(done.added), done.act)
  }

  function restart(): void {
    handle.value = null
    preview.value = null
    result.value = null
    lacking.value = 0
    read.error.value = null
    write.error.value = null
    answers.value = []
  }

  if (start.file) void look()

  const error = computed(() => pick.error.value ?? read.error.value ?? write.error.value ?? forgetting.error.value ?? assigning.error.value)

  return { pick, read, write, error, only, week, answers, answer, belong, as, forget, pickByHand, lacking, assignments, termId, createMissing, acceptDoubtful, preview, result, toWrite, choose, look, assign, apply, restart }
}
