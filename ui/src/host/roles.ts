import type { CommandName } from './call'
import { factsOf } from './commands'
import type { Role } from './generated'

/** Whether the role may call all of these; a command that this host does not have yet is nobody's. */
export function allows(role: Role, names: readonly string[]): boolean {
  return names.every((name) => factsOf(name)?.roles.includes(role) ?? false)
}

/** Commands that touch everything because they open or close a school: nothing is written by them. */
const DOORS: readonly CommandName[] = ['school_open', 'sample_open', 'unlock', 'unlock_by_recovery', 'lock']

/** Whether the command writes records. */
export function writes(name: string): boolean {
  return (factsOf(name)?.touches.length ?? 0) > 0 && !DOORS.includes(name as CommandName)
}
