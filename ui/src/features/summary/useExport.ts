import { computed, ref, shallowRef } from 'vue'
import { type Exported, type KejiError, type Protection, type ReportFormat, type ReportOptions, useAct } from '@/host'
import { endingOf } from '@/shared/papers'

/** Writes the paper to a file that the user chooses, or hands it to the system's viewer for printing. */
export function useExport() {
  const pick = useAct('file_pick_save')
  const write = useAct('report_export')
  const print = useAct('report_print')
  const open = useAct('file_open')
  const reveal = useAct('file_reveal')
  const done = shallowRef<Exported | null>(null)
  const stopped = ref(false)

  async function run(options: ReportOptions, format: ReportFormat, fileName: string, protection: Protection): Promise<void> {
    forget()
    const picked = await pick.attempt({ file_name: fileName, extension: endingOf(format, protection) })
    if (!picked?.handle) return
    const answer = await write.attempt({ options, format, handle: picked.handle, protection })
    if (answer) done.value = answer
    else stopped.value = write.error.value?.cancelled ?? false
  }

  async function toPrinter(options: ReportOptions): Promise<void> {
    forget()
    await print.attempt({ options })
  }

  function forget(): void {
    done.value = null
    stopped.value = false
    for (const act of [pick, write, print, open, reveal]) act.error.value = null
  }

  return {
    run,
    toPrinter,
    done,
    stopped,
    forget,
    cancel: () => (print.running.value ? print.cancel() : write.cancel()),
    busy: computed(() => pick.running.value || write.running.value || print.running.value),
    writing: write.running,
    printing: print.running,
    progress: computed(() => write.progress.value ?? print.progress.value),
    error: computed<KejiError | null>(() => {
      const errors = [pick, write, print, open, reveal].map((act) => act.error.value)
      return errors.find((error) => error && !error.cancelled) ?? null
    }),
    open: (file: Exported) => open.attempt({ handle: file.handle }),
    reveal: (file: Exported) => reveal.attempt({ handle: file.handle }),
  }
}

export type Export = ReturnType<typeof useExport>
