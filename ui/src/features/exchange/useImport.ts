import { computed, ref, shallowRef } from 'vue'
import { type ImportAnswer, type ImportKind, type ImportPreview, type ImportResult, useAct, type WhereClause } from '@/host'
import { useUndoable } from '@/shared/composables/useUndoable'
import { m } from './messages'

/** One import from choosing the file to the written rows: nothing is written before `apply`. */
export function useImport(kind: () => ImportKind) {
  const pick = useAct('file_pick_open')
  const read = useAct('import_preview')
  const write = useAct('import_apply')
  const forgetting = useAct('import_column_forget')
  const undoable = useUndoable()

  const handle = ref<string | null>(null)
  const mapping = ref<Record<string, string>>({})
  const answers = ref<ImportAnswer[]>([])
  const byHand = ref(false)
  /** A day of the week that a list of weekdays means. */
  const week = ref<string | null>(null)
  const only = ref<WhereClause | null>(null)
  /** The term that is written into; none is the present one. */
  const termId = ref<string | null>(null)
  const createMissing = ref(false)
  const acceptDoubtful = ref(false)
  const preview = shallowRef<ImportPreview | null>(null)
  const result = shallowRef<ImportResult | null>(null)

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
    preview.value = (await read.attempt(request)) ?? preview.value
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
    return true
  }

  function restart(): void {
    handle.value = null
    preview.value = null
    result.value = null
    read.error.value = null
    write.error.value = null
    answers.value = []
  }

  const error = computed(() => pick.error.value ?? read.error.value ?? write.error.value ?? forgetting.error.value)

  return { pick, read, write, error, only, week, answers, answer, forget, pickByHand, termId, createMissing, acceptDoubtful, preview, result, toWrite, choose, look, assign, apply, restart }
}
