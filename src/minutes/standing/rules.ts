import { createHash } from 'node:crypto'

/** Equal as stored: the database does not keep the order of keys. */
export const sameText = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )

/** A sum by which a text is known again: it may stand as part of what is written together before it has a number. */
export const sumOf = (document: unknown): string => createHash('sha256').update(canonical(document)).digest('base64url')
