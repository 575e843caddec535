import type { PageGround } from './generated'

/** What the wire carries when a command is refused: a stable code, values for its sentence, a detail for the log. */
export interface WireError {
  code: string
  params?: Record<string, unknown>
  detail?: string | null
}

/** The sentence of an error and, where there is one, what the user can do about it. */
export interface ErrorWords {
  text: string
  mend: string | null
}

interface Entry {
  text: string
  mend?: string | null
}

let WORDS: Record<string, Entry | undefined> = {}

/** Takes the words of the codes, which stand on the other side of the wire. */
export function learnWords(words: PageGround['words']): void {
  WORDS = words
}

/** Codes that arise on this side of the wire; all others come with their words from Rust. */
const OWN: Record<string, Entry | undefined> = {
  host_unreachable: { text: '和程序后台的联系断了，刚才的操作没有完成。', mend: '请关闭窗口，重新打开课迹。' },
  names_hidden: { text: '姓名已隐藏，不能在隐藏时写入。', mend: '按 Ctrl+H 显示姓名后再编辑。' },
}
const UNKNOWN: Entry = { text: '程序遇到没有预料到的情况（{code}），刚才的操作没有完成。', mend: '请再试一次；仍不行请把日志文件交给管理员。' }

/** An error of a command. Act on `code`; show `words`; never match on text. */
export class KejiError extends Error {
  readonly code: string
  readonly params: Record<string, unknown>
  readonly detail: string | null

  constructor(wire: WireError) {
    super(wire.code)
    this.name = 'KejiError'
    this.code = wire.code
    this.params = wire.params ?? {}
    this.detail = wire.detail ?? null
  }

  /** The Chinese words for this error, with its values filled in. */
  get words(): ErrorWords {
    const entry = WORDS[this.code] ?? OWN[this.code] ?? UNKNOWN
    const values = { code: this.code, ...this.params }
    return { text: fill(entry.text, values), mend: entry.mend ? fill(entry.mend, values) : null }
  }

  /** Whether the user stopped the work: nothing to complain about. */
  get cancelled(): boolean {
    return this.code === 'cancelled'
  }
}

/** Turns whatever was thrown into a KejiError, so that every catch has one kind of thing. */
export function toKejiError(thrown: unknown): KejiError {
  if (thrown instanceof KejiError) return thrown
  if (isWire(thrown)) return new KejiError(thrown)
  return new KejiError({ code: 'host_unreachable', detail: thrown instanceof Error ? thrown.message : String(thrown) })
}

function isWire(value: unknown): value is WireError {
  return typeof value === 'object' && value !== null && typeof (value as { code?: unknown }).code === 'string'
}

function fill(text: string, values: Record<string, unknown>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => (values[name] === undefined ? '' : String(values[name])))
}
