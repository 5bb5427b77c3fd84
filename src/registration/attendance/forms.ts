import { z } from 'zod'
import { nameField } from '#people/rules.ts'
import { presences } from './rules.ts'

const mode = z.enum(['onsite', 'online']).catch('onsite')

/** One line of the organiser's list; no presence takes the line away. */
export const keepForm = z.object({
  /** 'person:<id>', 'registration:<id>', 'attendance:<id>' or 'new'. */
  who: z.string().regex(/^(?:new|(?:person|registration|attendance):[0-9a-f-]{36})$/, 'registration_attendance_none'),
  name: nameField.optional(),
  presence: z.union([z.literal('').transform(() => null), z.enum(presences)]),
  mode,
})
export type Keep = z.output<typeof keepForm>

/** The public number of an item. */
export const itemForm = z.object({ item: z.coerce.number('registration_choice_wrong').int('registration_choice_wrong') })

export const checkInForm = z.object({ mode })
