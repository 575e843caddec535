/** What the page before handed over with the address, beside it: gone when the program is opened anew. */
export function handed<T>(): Partial<T> {
  return (history.state ?? {}) as Partial<T>
}
