import { PiniaColada } from '@pinia/colada'
import { fireEvent, render, waitFor } from '@testing-library/vue'
import { createPinia } from 'pinia'
import { afterEach, expect, it } from 'vitest'
import { KejiError } from '@/host'
import { setTransport } from '@/host/call'
import { undoOffer } from '../undo'
import ErrorNote from './ErrorNote.vue'
import SaveState from './SaveState.vue'

const sent: string[] = []
const plugins = () => [createPinia(), PiniaColada]
const full = new KejiError({ code: 'disk_full' })

afterEach(() => {
  setTransport(null)
  sent.length = 0
})

it('offers the reserve on a full disk and then the retry', async () => {
  setTransport({ send: async ({ name }) => sent.push(name), cancel: async () => undefined })
  const { getByRole, emitted } = render(ErrorNote, { props: { error: full }, global: { plugins: plugins() } })
  await fireEvent.click(getByRole('button', { name: '动用预留空间' }))
  await waitFor(() => expect(emitted().mend).toHaveLength(1))
  expect(sent).toEqual(['reserve_drop'])
  expect(undoOffer.value?.text).toContain('预留空间')
})

it('offers it beside a draft that is not saved, and for no other failure', () => {
  const props = { status: 'failed' as const, savedAt: null }
  const draft = render(SaveState, { props: { ...props, error: full }, global: { plugins: plugins() } })
  expect(draft.queryByRole('button')).not.toBeNull()
  draft.unmount()
  const other = render(SaveState, { props: { ...props, error: new KejiError({ code: 'store_io' }) }, global: { plugins: plugins() } })
  expect(other.queryByRole('button')).toBeNull()
})
