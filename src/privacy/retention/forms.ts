import { z } from 'zod'
import { withTerm } from './rules.ts'

/** Whole days within what is allowed, for each purpose with a term. The message says nothing of the bounds: the field's help does. */
export const retentionForm = z.object(
  Object.fromEntries(
    withTerm.map(({ id, least, most }) => [
      id,
      z
        .string({ message: 'privacy_days_wrong' })
        .trim()
        .regex(/^\d{1,5}$/, 'privacy_days_wrong')
        .transform(Number)
        .refine((days) => days >= least && days <= most, 'privacy_days_wrong'),
    ]),
  ) as Record<string, z.ZodType<number>>,
)
