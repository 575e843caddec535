/** Accessibility faults of a page, by axe. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** One line for each fault: rule, element, what axe says. */
export async function faultsOf(sheet) {
  await sheet.evaluate(source)
  const result = await sheet.evaluate(() =>
    window.axe.run(document, { resultTypes: ['violations'], rules: { region: { enabled: false } } }),
  )
  return result.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} — ${node.failureSummary.split('\n').slice(1).join(' ')}`),
  )
}
