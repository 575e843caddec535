import { ref } from 'vue'

/** The draft of a crash that was already spoken of in this sitting, by the moment it was saved. */
export const seenRecovered = ref<string | null>(null)
