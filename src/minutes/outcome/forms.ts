import { z } from 'zod'
import { typedText } from '#platform/words/text.ts'
import type { OutcomeKind } from '../tables.ts'
import { outcomeKinds } from './rules.ts'

/** What came of one item, as a form says it. */
export interface OutcomeGiven {
  readonly itemId: string
  readonly kind: OutcomeKind
  readonly toMeetingId: string | null
  readonly referredTo: string | null
}

const one = z.object({
  itemId: z.uuid(),
  kind: z.enum(outcomeKinds as [OutcomeKind, ...OutcomeKind[]], 'outcome_error_kind'),
  toMeetingId: z.union([z.literal('').transform(() => null), z.uuid('outcome_error_meeting')]).default(null),
  referredTo: z
    .string()
    .transform(typedText)
    .pipe(z.string().max(200, 'outcome_error_long'))
    .transform((text) => text || null)
    .default(null),
})

/** The outcomes of a form, whose fields are `kind-{item}`, `to-{item}` and `referred-{item}`; items left open are left out. */
export const outcomesForm = z.record(z.string(), z.unknown()).transform((body, context): OutcomeGiven[] =>
  Object.entries(body)
    .filter(([name, value]) => name.startsWith('kind-') && value !== '')
    .flatMap(([name, kind]) => {
      const itemId = name.slice(5)
      const read = one.safeParse({ itemId, kind, toMeetingId: body[`to-${itemId}`], referredTo: body[`referred-${itemId}`] })
      if (read.success) return [given(read.data)]
      context.addIssue({ code: 'custom', path: [name], message: read.error.issues[0]!.message })
      return []
    }),
)

/** Where it was sent belongs to what was sent somewhere. */
const given = (read: OutcomeGiven): OutcomeGiven => ({
  ...read,
  toMeetingId: read.kind === 'postponed' ? read.toMeetingId : null,
  referredTo: read.kind === 'referred' ? read.referredTo : null,
})
