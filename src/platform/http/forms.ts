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
