import { computed, nextTick, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { type BlankForm, call, type Candidate, type KejiError, newId, type Rubric, toKejiError, useAct, useCommand, useRefresh } from '@/host'
import { useAutosave } from '@/shared/composables/useAutosave'
import { clockTime } from '@/shared/dates'
import { lacking, refused, type Problems } from './completeness'
import { carried, countOf } from './score'
import { blankForm, formOf, headingOf, inputOf, minutesLeft, type SheetForm, type SheetFrame } from './sheetForm'
import { blank, type TimelineRow } from './timeline'

/** What the address asks of a new sheet. */
export interface Asked {
  /** A drop-in: the present lesson. */
  now: boolean
  teacherId: string | null
  classId: string | null
  period: number | null
  /** A planned lesson whose heading is taken, and its day. */
  lessonId: string | null
  date: string | null
  /** Number of the blank form from which the sheet is written. */
  form: string | null
  /** The photo that is open beside the fields from the start; `last` for the newest. */
  photo: string | null
}

/** How often the school's clock is asked for while a sheet is open, in milliseconds. */
const CLOCK_EVERY = 20_000
const DROP_IN = '推门课'
/** What an ordinary visit is called; schools differ. */
const ORDINARY = ['随堂课', '常态课']
const OBSERVER_KEY = 'keji.observer'

/** One sheet on the desk: loads or begins it, saves it while it is written, hands it in. */
export function useSheet(id: string, fresh: boolean, asked: Asked, used: (id: string) => void) {
  const form = ref<SheetForm>(blankForm(id, ''))
  const frame = shallowRef<SheetFrame | null>(null)
  const ready = ref(false)
  const failure = shallowRef<KejiError | null>(null)
  /** Whether the sheet is in the database. */
  const kept = ref(!fresh)
  const tried = ref(false)
  /** The observer that was filled in from last time. */
  const lastObserver = ref<string | null>(null)
  const today = ref('')
  const clock = ref('')
  const sitting = newId()
  const refresh = useRefresh()
  const submitting = useAct('observation_submit')
  const removing = useAct('observation_delete')

  const prefill = useCommand(
    'observation_prefill',
    () => ({
      date: form.value.date || null,
      period: form.value.period,
      subject: form.value.subject.trim(),
      lesson_kind: form.value.kind,
      class_id: form.value.classId,
    }),
    { enabled: () => ready.value },
  )
  const candidates = computed<Candidate[]>(() => (form.value.period === null ? [] : (prefill.data.value?.candidates ?? [])))
  /** Minutes until the lesson of the sheet ends; null when it is not under way. */
  const left = computed(() => {
    if (form.value.date !== today.value || prefill.data.value?.period !== form.value.period) return null
    return minutesLeft(prefill.data.value?.hours ?? '', clock.value)
  })
  const problems = computed<Problems>(() => ({
    ...(tried.value ? lacking(form.value, today.value) : {}),
    ...refused(submitting.error.value),
  }))

  const autosave = useAutosave({
    save: async () => {
      if (!frame.value) return ''
      const saved = await call('observation_save', inputOf(form.value, sitting, frame.value.rubric, paper?.number))
      kept.value = true
      return saved.saved_at
    },
  })

  async function load(): Promise<void> {
    try {
      await readClock()
      if (fresh) await begin()
      else await reopen()
      await nextTick()
      ready.value = true
    } catch (thrown) {
      failure.value = toKejiError(thrown)
    }
  }

  /** The blank form from which a new sheet is written. */
  let paper: BlankForm | null = null

  async function begin(): Promise<void> {
    if (asked.form) paper = await call('blank_form_find', { number: asked.form })
    if (paper?.sheet_id) return used(paper.sheet_id)
    const planned = asked.lessonId ? (await call('planned_lesson_list', { date: asked.date })).rows.find((one) => one.id === asked.lessonId) : undefined
    const known = await call('observation_prefill', { date: asked.date, period: planned?.period ?? asked.period, subject: '', lesson_kind: '', class_id: planned?.class_id ?? asked.classId })
    frame.value = { state: 'draft', rubric: known.rubric, together: [], number: paper?.number ?? '' }
    const made = { ...blankForm(id, known.date), period: known.period, enteredAfter: !known.running }
    const wanted = asked.now ? [DROP_IN] : ORDINARY
    made.kind = wanted.find((kind) => known.lesson_kinds.includes(kind)) ?? ''
    const status = await call('app_status', {})
    const office = status.role === 'director' || status.role === 'checker'
    // A teacher listens in person; who listened last on this machine may be somebody else.
    const remembered = office ? await rememberedObserver() : null
    made.observerId = paper?.observer?.id ?? remembered ?? status.account?.teacher_id ?? null
    lastObserver.value = paper?.observer ? null : remembered
    if (planned) {
      const { teacher_id, class_id, subject, topic, place, lesson_kind } = planned
      form.value = { ...made, period: planned.period, teacherId: teacher_id, classId: class_id, subject, topic, place, kind: lesson_kind }
      return
    }
    const lesson = known.candidates.find(
      (one) =>
        (asked.classId !== null && one.class_id === asked.classId) ||
        (asked.teacherId !== null && one.teacher_id === asked.teacherId),
    )
    form.value = lesson ? { ...made, ...headingOf(lesson) } : { ...made, teacherId: asked.teacherId, classId: asked.classId }
  }

  /** Who listened last time on this machine, when this school knows the person. */
  async function rememberedObserver(): Promise<string | null> {
    const known = localStorage.getItem(OBSERVER_KEY)
    if (known === null) return null
    const { teachers } = await call('roster_get', {})
    return teachers.some((one) => one.id === known && one.in_service) ? known : null
  }

  async function reopen(): Promise<void> {
    const sheet = await call('observation_get', { id })
    frame.value = { state: sheet.state, rubric: sheet.rubric, together: sheet.together, number: sheet.form_number }
    form.value = formOf(sheet)
  }

  async function readClock(): Promise<void> {
    const status = await call('app_status', {})
    today.value = status.today
    clock.value = clockTime(status.now).slice(0, 5)
  }

  // A clock that cannot be read leaves the rows without a time: nothing is invented.
  const ticking = setInterval(() => void readClock().catch(() => undefined), CLOCK_EVERY)
  onScopeDispose(() => clearInterval(ticking))

  /** Gives the row the school's time when its first word is written while the lesson is under way. */
  async function stamp(row: TimelineRow): Promise<void> {
    if (row.clock !== null || form.value.enteredAfter) return
    await readClock().catch(() => undefined)
    if (left.value === null || row.clock !== null) return
    row.clock = clock.value
  }

  /** Whether the scoring sheet was chosen by hand. */
  let picked = false

  function swap(rubric: Rubric): void {
    if (!frame.value) return
    form.value.scores = carried(form.value.scores, frame.value.rubric.document, rubric.document)
    frame.value = { ...frame.value, rubric }
    autosave.touch()
  }

  /** Scores by another sheet from now on. Gives what takes it back where scores were lost by it, with their number. */
  function choose(id: string): { name: string; lost: number; back: () => void } | null {
    const rubric = prefill.data.value?.rubrics.find((one) => one.id === id)
    const before = frame.value?.rubric
    if (!rubric || !before) return null
    const { scores } = form.value
    picked = true
    swap(rubric)
    const lost = countOf(scores) - countOf(form.value.scores)
    const back = () => {
      swap(before)
      form.value.scores = scores
    }
    return lost > 0 ? { name: rubric.document.name, lost, back } : null
  }

  /** Makes an ordinary visit of what was called a drop-in. */
  function ordinary(): void {
    const kinds = prefill.data.value?.lesson_kinds ?? []
    form.value.kind = ORDINARY.find((kind) => kinds.includes(kind)) ?? ''
  }

  /** Fills the heading from a lesson of the timetable. */
  function take(candidate: Candidate): void {
    Object.assign(form.value, headingOf(candidate))
  }

  function touched(): void {
    if (ready.value) autosave.touch()
  }
  // What is written in a row its line tells of: there may be hundreds.
  watch(() => ({ ...form.value, rows: [] }), touched, { deep: true })
  // Until something is scored the sheet that fits subject and kind is taken; one that was chosen by hand stays.
  watch(
    () => prefill.data.value?.rubric,
    (rubric) => {
      if (!rubric || !fresh || picked || !frame.value || countOf(form.value.scores) > 0) return
      if (rubric.id !== frame.value.rubric.id) swap(rubric)
    },
  )
  // Another moment is another lesson: until a row is written, whether it runs decides whether times are kept.
  watch(
    () => [form.value.date, form.value.period, prefill.data.value?.running] as const,
    () => {
      const known = prefill.data.value
      if (!ready.value || !fresh || !known || known.date !== form.value.date || known.period !== form.value.period) return
      if (form.value.rows.every(blank)) form.value.enteredAfter = !known.running
    },
  )

  /** Hands the sheet in; the answer's act, or null when something is lacking or refused. */
  async function submit(): Promise<string | null> {
    if (!frame.value) return null
    tried.value = true
    submitting.error.value = null
    if (Object.keys(lacking(form.value, today.value)).length > 0) return null
    await autosave.flush()
    // What follows is one save of the whole sheet; a later one of the draft would count as an amendment.
    autosave.drop()
    const answer = await submitting.attempt({ sheet: inputOf(form.value, sitting, frame.value.rubric, paper?.number) })
    if (!answer) {
      autosave.touch()
      return null
    }
    if (form.value.observerId) localStorage.setItem(OBSERVER_KEY, form.value.observerId)
    return answer.act
  }

  /** Deletes the sheet; the answer's act, or null when there was nothing to delete or it failed. */
  async function remove(): Promise<string | null> {
    await autosave.flush()
    autosave.drop()
    if (!kept.value) return null
    return (await removing.attempt({ id }))?.act ?? null
  }

  /** Brings the sheet into the database, before something is put on it. False when it could not be saved. */
  async function store(): Promise<boolean> {
    if (!kept.value) autosave.touch()
    return (await autosave.flush()) && kept.value
  }

  /** Saves what is left and lets every list know. False when it could not be saved. */
  async function leave(): Promise<boolean> {
    const saved = await autosave.flush()
    if (kept.value) refresh(['observation'])
    return saved
  }

  void load()
  return {
    form,
    frame,
    ready,
    failure,
    kept,
    lastObserver,
    today,
    left,
    prefill: prefill.data,
    candidates,
    problems,
    autosave,
    submitError: computed(() => {
      const error = submitting.error.value
      return error && Object.keys(refused(error)).length === 0 ? error : null
    }),
    submitting: submitting.running,
    stamp,
    touched,
    take,
    choose,
    ordinary,
    submit,
    remove,
    store,
    leave,
  }
}
