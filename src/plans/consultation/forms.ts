import { z } from 'zod'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { emailField, nameField } from '#people/rules.ts'
import { isDate } from '#platform/words/dates.ts'
import { typedText } from '#platform/words/text.ts'

const TEXT_LONGEST = 6000

const freeText = z
  .string()
  .default('')
  .transform(typedText)
  .refine((text) => text.length <= TEXT_LONGEST, 'planio_input_too_long')
  .refine((text) => !holdsIdentityNumber(text), 'people_identity_number')
const needed = freeText.refine((text) => text !== '', 'planio_input_empty')
const absent = z.literal('').transform(() => null)

const isMoment = (text: string): boolean => isDate(text.slice(0, 10)) && /^T([01]\d|2[0-3]):[0-5]\d$/.test(text.slice(10))

/** A day and a time as the browser's field gives them, on the wall where the network is. */
export const openForm = z.object({
  deadline: z.string().default('').refine(isMoment, 'planio_deadline_wrong'),
  text: freeText.transform((text) => text || null),
  openToAll: z
    .literal('on')
    .optional()
    .transform((on) => on === 'on'),
  version: z.coerce.number().int().optional(),
})
export type Opening = z.output<typeof openForm>

/** `about` is the id of a goal or a measure, or nothing for the plan as a whole. */
export const inputForm = z.object({ text: needed, about: z.union([absent, z.uuid()]).default(null) })
export const changeForm = z.object({ text: needed })
/** Who sends, where nobody is signed in. */
export const senderForm = z.object({
  name: nameField,
  email: z.union([absent, emailField], 'people_email_wrong').default(null),
})
export type Sender = z.output<typeof senderForm>
/** `version`: of what was said, as it stood when the form was made. */
export const answerForm = z.object({ answer: needed, version: z.coerce.number().int().optional() })
