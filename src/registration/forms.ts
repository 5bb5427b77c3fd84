/** Who is registered: the part of the form that is the same for every meeting. */
import { z } from 'zod'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { emailField, nameField } from '#people/rules.ts'
import { typedText } from '#platform/words/text.ts'

const short = (longest = 200) =>
  z
    .string()
    .default('')
    .transform((text) => typedText(text).replace(/\s+/g, ' '))
    .pipe(
      z
        .string()
        .max(longest, 'registration_too_long')
        .refine((text) => !holdsIdentityNumber(text), 'registration_identity_number'),
    )
    .transform((text) => text || null)

const idOrNothing = z
  .string()
  .default('')
  .transform((id) => (z.uuid().safeParse(id).success ? id : null))

export const whoForm = z.object({
  /** self: oneself · colleague · substitute: somebody instead of a member */
  for: z.enum(['self', 'colleague', 'substitute']).catch('self'),
  name: nameField.refine((name) => !holdsIdentityNumber(name), 'registration_identity_number'),
  email: emailField,
  office: short(),
  organisation: idOrNothing,
  organisationName: short(),
  group: short(40),
  substituteFor: idOrNothing,
})
export type Who = z.output<typeof whoForm>

export const substituteForm = z.object({ name: nameField, email: emailField })
/** Which registrations an organiser wants to see; what nobody offered means any. */
export const selectionForm = z.object({
  state: z.enum(['registered', 'waiting', 'requested', 'unconfirmed', 'withdrawn', 'declined']).or(z.literal('')).catch(''),
  mode: z.enum(['onsite', 'online']).or(z.literal('')).catch(''),
  day: z.uuid().or(z.literal('')).catch(''),
  group: z.string().max(40).catch(''),
})

/** Opening again: with the deadline there was, when closing is taken back. */
export const openForm = z.object({ deadline: z.iso.datetime().nullable().catch(null) })
export const versionForm = z.object({ version: z.coerce.number().int() })
