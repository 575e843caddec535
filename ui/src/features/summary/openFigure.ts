import type { InjectionKey } from 'vue'
import type { Asked } from './figure'

/** How a figure anywhere in the tables opens its records. */
export const OPEN_FIGURE: InjectionKey<(asked: Asked) => void> = Symbol('open figure')
