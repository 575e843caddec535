import { say } from '@/shared/undo'
import { m } from './messages'

/** Puts a text on the clipboard and says so. */
export async function copied(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    say(done)
  } catch {
    say(m.remind.failed)
  }
}
