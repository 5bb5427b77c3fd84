import { z } from 'zod'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { emailField, nameField } from '#people/rules.ts'
import { isDate } from '#platform/words/dates.ts'

const TEXT_LONGEST = 4000

/** Free text that many may come to read. */
const freeText = z
  .string()
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
  .pipe(z.string().max(TEXT_LONGEST, 'questions_too_long'))
  .refine((text) => !holdsIdentityNumber(text), 'people_identity_number')
const needed = freeText.refine((text) => text !== '', 'questions_empty')
const optional = freeText.transform((text) => text || null)
const absent = z.literal('').transform(() => null)

/** What anybody sends in. `name` and `email` are read only where nobody is signed in. */
export const sendForm = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['question', 'answer']),
    text: needed,
    item: z.union([absent, z.uuid()]).default(null),
    nameless: z.literal('on').optional(),
  }),
  z.object({
    kind: z.literal('matter'),
    text: needed,
    why: optional.default(null),
    outcome: optional.default(null),
    minutes: z.union([absent, z.coerce.number().int().min(1).max(600)], 'questions_minutes_wrong').default(null),
  }),
])
export type Sent = z.output<typeof sendForm>

/** Who sends, where nobody is signed in: a name, and an address for the answer if they want one. */
export const senderForm = z.object({ name: nameField, email: z.union([absent, emailField], 'people_email_wrong') })

export const answerForm = z.object({ answer: needed, as: z.enum(['answered', 'declined']) })
export const moveForm = z.object({ meeting: z.uuid('questions_choose_meeting') })
const isMoment = (text: string): boolean => isDate(text.slice(0, 10)) && /^T([01]\d|2[0-3]):[0-5]\d$/.test(text.slice(10))
/** A day and a time as the browser's field gives them, in the meeting's zone; empty takes the deadline away. */
export const untilForm = z.object({
  until: z.union([absent, z.string().refine(isMoment)], 'questions_until_wrong'),
})
