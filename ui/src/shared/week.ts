import { ref, shallowRef } from 'vue'

/** The week chosen on the term ruler; null is the whole term. Lists filter by it. */
export const chosenWeek = ref<number | null>(null)

/** The week that the calendar is asked to show; a new object for every asking. */
export const askedWeek = shallowRef<{ number: number } | null>(null)
