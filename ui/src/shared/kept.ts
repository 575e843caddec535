import { shallowRef } from 'vue'

/** Unsaved texts of forms by form, in the memory of this sitting only: they name people and never go to disk unencrypted. */
const texts = new Map<string, string>()

/** Photos of written pages that have not found their sheet yet. */
export const keptPhotos = shallowRef<File[]>([])

/** What was typed into that form and neither saved nor given up. */
export function keptText(form: string): string | undefined {
  return texts.get(form)
}

/** Keeps what stands in the form; null forgets it. */
export function keepText(form: string, text: string | null): void {
  if (text === null) texts.delete(form)
  else texts.set(form, text)
}

/** Another school is opened: nothing of this one stays. */
export function forgetKept(): void {
  texts.clear()
  keptPhotos.value = []
}
