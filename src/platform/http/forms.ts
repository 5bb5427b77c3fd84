import type { z } from 'zod'
import { Invalid } from '../errors.ts'

/**
 * Checks a form or a query against its schema.
 * @throws Invalid with a message key for each field; the schema gives the keys as its messages
 */
export function readForm<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const result = schema.safeParse(body ?? {})
  if (result.success) return result.data
  const fields: Record<string, string> = {}
  for (const issue of result.error.issues) fields[issue.path.join('.') || 'form'] ??= issue.message
  throw new Invalid(fields)
}

/**
 * Two forms in one: what is wrong in either is said at once.
 * @throws Invalid with the fields of both
 */
export function both<A, B>(first: () => A, second: () => B): [A, B] {
  const wrong: Record<string, string> = {}
  const attempt = <T>(read: () => T): T => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      Object.assign(wrong, error.fields)
      return undefined as T
    }
  }
  const tried: [A, B] = [attempt(first), attempt(second)]
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong)
  return tried
}
