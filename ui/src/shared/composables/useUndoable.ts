import { useAct } from '@/host'
import { offerUndo } from '../undo'

/** Gives a function that offers, for eight seconds, to take back an act: `undoable('已删除《背影》', answer.act)`. */
export function useUndoable(): (text: string, act: string) => void {
  const undo = useAct('undo')
  return (text, act) => {
    offerUndo(text, async () => {
      await undo.run({ act })
    })
  }
}
