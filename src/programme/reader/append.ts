/** Adds to the end of a list. Spread arguments lie on the stack, which a table of a hundred thousand rows would overflow. */
export function append<T>(all: T[], more: Iterable<T>): void {
  for (const one of more) all.push(one)
}
