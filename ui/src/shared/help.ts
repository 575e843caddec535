import { ref } from 'vue'

/** What the help tells of: a topic, or the topic of a screen by its address; empty for the list of topics, null while it is closed. */
export const help = ref<string | null>(null)

/** Whether the help lies at the left, so that forms at the right of the page can be filled in beside it. */
export const helpLeft = ref(false)
