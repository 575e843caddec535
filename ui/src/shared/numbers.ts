/** Which numbers a field takes. */
export interface Range {
  /** Smallest. */
  least: number
  /** Largest. */
  most: number
  /** Smallest difference. */
  step: number
}

/** The number that was typed, in full width or with the stop of an input method; null when it is none. */
export function readNumber(text: string): number | null {
  const plain = text.normalize('NFKC').replace('。', '.').trim()
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null
}

/** Whether a number lies within the range and on one of its steps. */
export function fits(value: number, { least, most, step }: Range): boolean {
  const steps = (value - least) / step
  return value >= least && value <= most && Math.abs(steps - Math.round(steps)) < 1e-6
}

/** The next number on a step, upwards or downwards, within the range. */
export function stepped(value: number, by: 1 | -1, { least, most, step }: Range): number {
  const at = (value - least) / step
  // From between two steps, or from outside, to the nearest one in the direction.
  const to = by > 0 ? Math.floor(at + 1e-6) + 1 : Math.ceil(at - 1e-6) - 1
  return Math.min(most, Math.max(least, Math.round((least + to * step) * 1e4) / 1e4))
}
