import { learnCommands } from './commands'
import { learnWords } from './errors'
import type { PageGround } from './generated'

/** Takes what the page must know before it shows anything. */
export function learn({ words, commands }: PageGround): void {
  learnWords(words)
  learnCommands(commands)
}
