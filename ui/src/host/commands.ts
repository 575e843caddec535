import type { CommandFacts, PageGround } from './generated'

let known: Record<string, CommandFacts | undefined> = {}

/** Takes what the commands are, which stands on the other side of the wire. */
export function learnCommands(commands: PageGround['commands']): void {
  known = commands
}

/** What a command is; nothing for one that this host does not have yet. */
export function factsOf(name: string): CommandFacts | undefined {
  return known[name]
}
