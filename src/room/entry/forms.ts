import { z } from 'zod'
import { nameField } from '#people/rules.ts'

export const codeForm = z.object({ code: z.string().trim().min(1, 'room_code_empty').max(40, 'room_code_unknown') })

/** What a guest tells of themselves. */
export const guestForm = z.object({
  name: nameField,
  organisation: z
    .string()
    .trim()
    .max(120, 'room_organisation_long')
    .default('')
    .transform((text) => text || null),
})

/** The key that forms in a room carry, so that what is sent twice is done once. Without script there is none. */
export const keyed = z.object({ key: z.union([z.uuid(), z.literal('').transform(() => null)]).default(null) })
