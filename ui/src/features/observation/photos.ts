import { onBeforeUnmount, onMounted, ref } from 'vue'

/** The photo that stays open beside the fields of a sheet; empty for none, null where there is no place beside them. */
export const docked = ref<string | null>(null)

/** The pictures among what was dropped or pasted. HEIC has no kind in some systems: the program tells what it is. */
function picturesOf(carried: DataTransfer | null): File[] {
  return [...(carried?.files ?? [])].filter((file) => file.type.startsWith('image/') || /\.(jpe?g|png|webp|hei[cf])$/i.test(file.name))
}

/** The bytes of a file as base64. */
export function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'))
    reader.readAsDataURL(file)
  })
}

const EVENTS = ['dragover', 'drop', 'paste'] as const

/** Takes the pictures that are dropped anywhere on the page or pasted, where they are wanted when it opens. */
export function takePictures(take: (files: File[]) => void, wanted = () => true): void {
  /** A file that is let go anywhere must not replace the page; what files they are is told only when they are let go. */
  function dropped(event: DragEvent | ClipboardEvent): void {
    const carried = event instanceof DragEvent ? event.dataTransfer : event.clipboardData
    const files = picturesOf(carried)
    if (carried?.types.includes('Files') && (event.type !== 'paste' || files.length > 0)) event.preventDefault()
    if (event.type !== 'dragover' && files.length > 0) take(files)
  }

  onMounted(() => {
    if (wanted()) EVENTS.forEach((name) => window.addEventListener(name, dropped))
  })
  onBeforeUnmount(() => EVENTS.forEach((name) => window.removeEventListener(name, dropped)))
}
