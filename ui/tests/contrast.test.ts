import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(resolve(import.meta.dirname, '../src/shared/styles/tokens.css'), 'utf8')

/** Text on its ground; every pair at least 4.5 : 1. */
const TEXT: [string, string][] = [
  ['ink', 'paper'],
  ['ink', 'surface'],
  ['ink-2', 'paper'],
  ['ink-2', 'sel'],
  ['ink-3', 'paper'],
  ['ink-3', 'surface'],
  ['ink-3', 'surface-2'],
  ['ink-3', 'sunken'],
  ['qing', 'surface'],
  ['qing', 'surface-2'],
  ['qing', 'paper'],
  ['qing', 'qing-soft'],
  ['qing-on', 'qing-fill'],
  ['zhu', 'surface'],
  ['zhu', 'paper'],
  ['zhu', 'sel'],
  ['zhu', 'zhu-soft'],
  ['zhu-on', 'zhu-fill'],
  ['ink-2', 'he-soft'],
  ['ink-3', 'he-soft'],
  ['he', 'surface'],
  ['he', 'paper'],
  ['he', 'he-soft'],
  ['ink', 'he-soft'],
  ['zhu2', 'surface'],
  ['zhu2', 'paper'],
  ['zhu2', 'zhu2-soft'],
  ['lan', 'surface'],
  ['lan', 'lan-soft'],
  ['ins-ink', 'ins-bg'],
  ['del-ink', 'del-bg'],
  ['toast-ink', 'toast'],
  ['toast-act', 'toast'],
  ['h-on-lo', 'h1'],
  ['h-on-lo', 'h2'],
  ['h-on-hi', 'h3'],
  ['h-on-hi', 'h4'],
  ['h-on-hi', 'h5'],
]
const HEAT = ['h0', 'h1', 'h2', 'h3', 'h4', 'h5']

/** Full dichromacy after Machado, Oliveira and Fernandes (2009), on linear RGB. */
const BLINDNESS: Record<string, number[][]> = {
  none: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}

function tokens(theme: 'light' | 'dark'): Record<string, string> {
  const start = css.indexOf(`[data-theme='${theme}']`)
  const block = css.slice(css.indexOf('{', start), css.indexOf('}', start))
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/gi)].map((found) => [found[1], found[2]]))
}

function linear(hex: string): number[] {
  return [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
}

function luminance([red = 0, green = 0, blue = 0]: number[]): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(linear(one)), luminance(linear(other))].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

describe.each(['light', 'dark'] as const)('%s theme', (theme) => {
  const colour = tokens(theme)
  const of = (name: string) => colour[name] ?? expect.fail(`no token --${name}`)

  it.each(TEXT)('%s on %s can be read', (ink, ground) => {
    expect(contrast(of(ink), of(ground))).toBeGreaterThanOrEqual(4.5)
  })

  it('borders of fields can be seen', () => {
    expect(contrast(of('field'), of('surface'))).toBeGreaterThanOrEqual(3)
  })

  it.each(Object.entries(BLINDNESS))('the heat scale is monotone in lightness (%s)', (_, matrix) => {
    const light = HEAT.map((step) => {
      const rgb = linear(of(step))
      return luminance(matrix.map((row) => row.reduce((sum, factor, at) => sum + factor * (rgb[at] ?? 0), 0)))
    })
    const steps = light.slice(1).map((value, at) => value - (light[at] ?? 0))
    expect(steps.every((step) => step < 0) || steps.every((step) => step > 0)).toBe(true)
  })
})
