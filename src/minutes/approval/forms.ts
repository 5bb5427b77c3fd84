import { z } from 'zod'
import { isDate } from '#platform/words/dates.ts'
import { typedText } from '#platform/words/text.ts'

const number = z.coerce.number().int().min(0).max(1e9)
const text = (most: number) => z.string().transform(typedText).pipe(z.string().max(most, 'approval_too_long'))

/** Laying out for reading through, until the end of a day. */
export const proposeForm = z.object({
  number,
  until: z.union([z.literal('').transform(() => null), z.string().refine(isDate, 'approval_date_wrong')]).default(null),
})

export const correctionForm = z
  .object({
    number,
    part: number,
    after: text(10_000).optional(),
    remark: text(2000)
      .transform((remark) => remark || null)
      .default(null),
  })
  .refine(({ after, remark }) => after !== undefined || remark !== null, { path: ['remark'], message: 'approval_nothing_said' })

/** What becomes of a correction: accepted, with or without words; or answered. */
export const settleForm = z
  .object({
    do: z.enum(['accept', 'answer']),
    answer: text(2000)
      .transform((answer) => answer || null)
      .default(null),
  })
  .refine((form) => form.do === 'accept' || form.answer !== null, { path: ['answer'], message: 'approval_answer_missing' })

export const amendForm = z.object({ text: text(20_000).refine(Boolean, 'approval_amendment_missing') })
