import { z } from 'zod'
import { isDate } from '#platform/words/dates.ts'
import type { SeenItem, WholeAct } from './rules.ts'

const seen = z
  .string()
  .regex(/^[\da-f-]{36}:\d{1,9}$/, 'minutes_error_shape')
  .transform((text): SeenItem => ({ itemId: text.slice(0, 36), number: Number(text.slice(37)) }))

/** One act on the minutes of all items; each is given with the revision that was seen. */
export const wholeForm = z.object({
  do: z.enum(['publish', 'propose', 'approve'] satisfies WholeAct[]),
  seen: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(seen)),
  until: z.union([z.literal('').transform(() => null), z.string().refine(isDate, 'approval_date_wrong')]).default(null),
})
