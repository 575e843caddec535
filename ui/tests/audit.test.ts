import { fireEvent } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import { setTransport } from '@/host/call'
import type { HistoryAct, HistoryPage, Purge } from '@/host/generated'
import { endingOf, passwordStands } from '@/shared/papers'
import { fakeHost, LI, LIN } from './fakeHost'
import { mountApp } from './mountApp'

afterEach(() => setTransport(null))

const act = (id: string, day: string, more: Partial<HistoryAct> = {}): HistoryAct => ({
  id, at: `2026-09-${day}T10:05:00+08:00`, who: '教务主任', what: `修改${id}`, undoes: false, changes: 1, fields: [], ...more,
})
const fields = [
  { record: '听课记录《背影》', field: '课题', before: '《背影》', after: '《背影》第一课时', purged: false },
  { record: '听课记录《背影》', field: '优点', before: '板书清楚\n朗读到位', after: null, purged: false },
  { record: '听课记录《背影》', field: '建议', before: null, after: null, purged: true },
]

describe('history of a record', () => {
  it('names who changed what, with the values before and after', async () => {
    setTransport(fakeHost('checker', { history_record: { acts: [act('x1', '02', { fields })], more: null, actors: [] } }).transport)
    const { getByRole, container, settled } = await mountApp('/observations?id=s1')
    await fireEvent.click(getByRole('button', { name: '修改记录' }))
    await settled()
    const dialog = container.querySelector('dialog') as HTMLElement
    expect(dialog.textContent).toContain('2026年9月2日 10:05')
    expect(dialog.querySelectorAll('.b')).toHaveLength(1)
    const [topic, gone] = [...dialog.querySelectorAll('del')]
    expect([topic?.textContent, topic?.className]).toEqual(['《背影》', 'muted'])
    // What was deleted is struck out in red, and it is said that nothing took its place.
    expect([gone?.className, gone?.parentElement?.textContent]).toEqual(['zhu', '板书清楚\n朗读到位 → （空）'])
    expect([...dialog.querySelectorAll('dd')].at(-1)?.textContent).toBe('已清除')
  })
})

describe("the office's history", () => {
  it('goes on by pages, narrows by account, and shows the fields of the chosen act', async () => {
    const asked: HistoryPage[] = []
    const host = fakeHost('director', {
      history_office: ((request: HistoryPage) => {
        asked.push(request)
        const actors = [{ id: 'a', label: '语文组长' }]
        if (request.actor) return { acts: [act('x9', '01')], more: null, actors }
        return request.before
          ? { acts: [act('x3', '01')], more: null, actors }
          : { acts: [act('x1', '02', { undoes: true }), act('x2', '02')], more: 'x2', actors }
      }) as never,
      history_act: act('x1', '02', { fields }),
    })
    setTransport(host.transport)
    const { getByRole, container, settled } = await mountApp('/history')
    expect(container.textContent).toContain('2026年9月2日')
    expect(container.querySelector('.record .tag')?.textContent).toBe('撤销')
    await fireEvent.click(getByRole('button', { name: '更多' }))
    await settled()
    expect(asked.at(-1)).toEqual({ before: 'x2', actor: null, day: null })
    expect(container.textContent).toContain('共 3 次')
    await fireEvent.click(container.querySelector('.record') as HTMLElement)
    await settled()
    expect(container.querySelector('.drawer')?.textContent).toContain('《背影》第一课时')
    await fireEvent.click(getByRole('button', { name: '账号' }))
    await settled()
    const menu = container.querySelectorAll('[popover] .mi')
    if (menu[1]) {
      await fireEvent.click(menu[1])
      await settled()
      expect(asked.at(-1)).toEqual({ before: null, actor: 'a', day: null })
    }
  })

  it.each([
    [{ links: 1234, head: 'abcd', backups: 5, findings: [] }, '变更链 1,234 环，完好；与 5 份备份的签名一致'],
    [{ links: 7, head: 'abcd', backups: 0, findings: [] }, '变更链 7 环，完好；还没有备份可以比对签名'],
    [{ links: 7, head: 'abcd', backups: 1, findings: ['第 3 环对不上'] }, '第 3 环对不上'],
  ])('says what the check found', async (answer, text) => {
    setTransport(fakeHost('director', { history_check: answer }).transport)
    const { getByRole, container, settled } = await mountApp('/history')
    await fireEvent.click(getByRole('button', { name: '核对完整性' }))
    await settled()
    expect(container.textContent).toContain(text)
  })
})

describe('purging', () => {
  const groups = [
    { key: 'deleted', title: '已删除的记录', records: [{ kind: '听课记录', count: 3 }, { kind: '教案', count: 1 }], due: true },
    { key: '2011-2012-1', title: '2011—2012学年第一学期', records: [{ kind: '听课记录', count: 90 }], due: false },
  ]

  it('asks with the passphrase, takes older backups along, and says what went', async () => {
    const asked: Purge[] = []
    const host = fakeHost('director', {
      purge_preview: { retention: 'years10', groups },
      purge_run: ((request: Purge) => {
        asked.push(request)
        return { records: 4, backups: 2, act: 'a' }
      }) as never,
    })
    setTransport(host.transport)
    const { getByRole, getByLabelText, container, settled } = await mountApp('/settings')
    const boxes = [...container.querySelectorAll<HTMLInputElement>('.purge input[type=checkbox]')]
    expect(boxes.map((one) => one.disabled)).toEqual([false, true])
    await fireEvent.click(boxes[0] as HTMLInputElement)
    await fireEvent.click(getByRole('button', { name: '清除所选…' }))
    await settled()
    expect(container.querySelector('.ask')?.textContent).toContain('4 条记录的内容会从数据文件里抹掉，不能撤销')
    const confirm = container.querySelector('.ask .danger') as HTMLButtonElement
    expect(confirm.disabled).toBe(true)
    await fireEvent.update(getByLabelText('教务主任的口令'), 'geheim-geheim')
    await fireEvent.submit(container.querySelector('.ask') as HTMLFormElement)
    await settled()
    expect(asked).toEqual([{ keys: ['deleted'], passphrase: 'geheim-geheim', backups: true }])
    expect(container.textContent).toContain('已清除 4 条，并删去 2 份更早的备份')
  })

  it('changes the retention and leaves the other settings alone', async () => {
    const host = fakeHost('director', { vault_settings_save: { act: 'a' } })
    setTransport(host.transport)
    const { getByRole, settled } = await mountApp('/settings')
    await fireEvent.click(getByRole('radio', { name: '30 年' }))
    await settled()
    expect(host.sent.find((one) => one.name === 'vault_settings_save')?.request).toEqual({ auto_lock_minutes: 10, retention: 'years30' })
  })
})

describe('protection of files', () => {
  it('asks for a password that every archive program takes, and for an archive then', () => {
    expect(['短', 'short7!', '口令口令口令口令', 'long enough'].map(passwordStands)).toEqual([false, false, false, false])
    expect(passwordStands('Qingxi-2026')).toBe(true)
    expect(endingOf('pdf', { kind: 'password', password: 'Qingxi-2026' })).toBe('zip')
    expect(endingOf('pdf', { kind: 'coded' })).toBe('pdf')
  })
})

describe('a file that leaves the office', () => {
  it('is asked for codes or an archive before a file leaves', async () => {
    const host = fakeHost('director', {
      file_pick_save: { handle: 'h', file_name: 'x' },
      report_export: { file_name: 'x.zip', size: 1, handle: 'h' },
    })
    setTransport(host.transport)
    const { getByRole, getByLabelText, queryByRole, settled } = await mountApp('/summary')
    const go = getByRole('button', { name: /^导出 PDF/ }) as HTMLButtonElement
    await fireEvent.click(getByRole('radio', { name: '代号' }))
    expect(queryByRole('button', { name: '导出代号对照表' })).not.toBeNull()
    await fireEvent.click(go)
    await settled()
    const last = (name: string) => host.sent.filter((one) => one.name === name).at(-1)?.request
    expect(last('report_export')).toMatchObject({ protection: { kind: 'coded' } })
    await fireEvent.click(getByRole('radio', { name: '加密压缩包' }))
    expect(go.disabled).toBe(true)
    await fireEvent.update(getByLabelText('口令'), 'Qingxi-2026')
    await fireEvent.click(go)
    await settled()
    expect(last('file_pick_save')).toMatchObject({ extension: 'zip' })
    expect(last('report_export')).toMatchObject({ protection: { kind: 'password', password: 'Qingxi-2026' } })
  })

  it("writes a teacher's own dossier, and nobody else's", async () => {
    const host = fakeHost('teacher', { file_pick_save: { handle: 'h', file_name: 'x' }, dossier_export: { file_name: 'x', size: 1, handle: 'h' } })
    setTransport(host.transport)
    const { container, getByRole, go, settled } = await mountApp(`/roster?teacher=${LI}`)
    expect(container.textContent).not.toContain('本人资料')
    await go(`/roster?teacher=${LIN}`)
    expect(container.querySelector('details')?.textContent).toContain('本人资料')
    await fireEvent.click(getByRole('button', { name: '导出 PDF' }))
    await settled()
    expect(host.sent.find((one) => one.name === 'dossier_export')?.request).toEqual({
      teacher_id: LIN, format: 'pdf', protection: { kind: 'clear' }, handle: 'h',
    })
  })
})
