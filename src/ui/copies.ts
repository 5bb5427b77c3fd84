/**
 * Copies in the browser of what the server does not have yet. They outlive a crash and a dead line, are offered back when
 * the page is opened again, and are gone once it is saved; the answer to a sign-out clears the whole storage. A storage that
 * is full or closed to us is no error: what is typed still stands in the page, and the page warns before it is left.
 */
export interface Copies<T> {
  read(key: string): T | null
  write(key: string, copy: T): void
  drop(key: string): void
  /** Of every copy there is. */
  keys(): string[]
}

/** @param kind names what is kept, and whose it is: 'programme.<person>' */
export function copiesOf<T>(kind: string): Copies<T> {
  const prefix = `samling.${kind}.`
  const attempt = <R>(act: () => R, otherwise: R): R => {
    try {
      return act()
    } catch {
      return otherwise
    }
  }
  return {
    read: (key) => attempt(() => JSON.parse(localStorage.getItem(prefix + key) ?? 'null') as T | null, null),
    write: (key, copy) => attempt(() => localStorage.setItem(prefix + key, JSON.stringify(copy)), undefined),
    drop: (key) => attempt(() => localStorage.removeItem(prefix + key), undefined),
    keys: () =>
      attempt(
        () =>
          Object.keys(localStorage)
            .filter((key) => key.startsWith(prefix))
            .map((key) => key.slice(prefix.length)),
        [],
      ),
  }
}
