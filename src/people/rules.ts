/** What a person's details may be. Pure. */
import { z } from 'zod'
import type { NetworkRole } from '#network/tables.ts'
import { m } from '#platform/words/words.ts'
import { holdsIdentityNumber } from './identity/rules.ts'

export const NAME_LONGEST = 120

/** An e-mail address as we compare them: nobody's mail depends on capital letters. */
export const plainEmail = (email: string): string => email.trim().toLowerCase()

/** A form field with an e-mail address. */
export const emailField = z
  .string({ message: 'people_email_missing' })
  .trim()
  .min(1, 'people_email_missing')
  .max(254, 'people_email_wrong')
  .pipe(z.email('people_email_wrong'))
  .transform(plainEmail)

/** A form field with a person's name. */
export const nameField = z
  .string({ message: 'people_name_missing' })
  .transform((name) => name.replace(/\s+/g, ' ').trim())
  .pipe(z.string().min(1, 'people_name_missing').max(NAME_LONGEST, 'people_name_long'))
  .refine((name) => !holdsIdentityNumber(name), 'people_identity_number')

/** What a role in a network is called, in the language in force. */
export const roleName = (role: NetworkRole): string =>
  ({ owner: m.people_role_owner, organiser: m.people_role_organiser, member: m.people_role_member })[role]()
