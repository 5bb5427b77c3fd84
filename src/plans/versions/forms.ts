import { z } from 'zod'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { isDate } from '#platform/words/dates.ts'
import { typedText } from '#platform/words/text.ts'

const NOTE_LONGEST = 500

export const adoptForm = z.object({
  on: z.string().refine(isDate, 'planio_date_missing'),
  note: z
    .string()
    .default('')
    .transform(typedText)
    .refine((text) => text.length <= NOTE_LONGEST, 'planio_note_too_long')
    .refine((text) => !holdsIdentityNumber(text), 'people_identity_number')
    .transform((text) => text || null),
  /** The plan that whoever adopts it has read. */
  version: z.coerce.number().int(),
  decision: z
    .union([z.literal('').transform(() => null), z.uuid()])
    .catch(null)
    .default(null),
})
export type Adoption = z.output<typeof adoptForm>
