/** The values of a field with the number of rows that have each, most first; rows without one are left out. */
export function counted<T>(rows: readonly T[], of: (row: T) => string): { id: string; name: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const row of rows) {
    const value = of(row)
    if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts]
    .map(([name, count]) => ({ id: name, name, count }))
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'zh-CN'))
}
