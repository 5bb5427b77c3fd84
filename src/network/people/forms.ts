import { z } from 'zod'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { emailField, nameField } from '#people/rules.ts'
import type { NetworkRole } from '../tables.ts'

export const roles = ['owner', 'organiser', 'member'] as const satisfies readonly NetworkRole[]

export const officeField = z
  .string()
  .trim()
  .max(120, 'network_too_long')
  .refine((office) => !holdsIdentityNumber(office), 'people_identity_number')
  .transform((office) => office || null)

export const organisationField = z.union([z.literal('').transform(() => null), z.uuid('network_people_organisation_wrong')])

const place = { role: z.enum(roles), organisationId: organisationField, office: officeField }

/** Somebody's place in the network: role, office, on behalf of whom. */
export const placeForm = z.object(place)
export type PlaceInput = z.output<typeof placeForm>

/** What an owner decides of a member: the place, who they stand in for, and whether they read what is kept apart. */
export const memberForm = z.object({
  ...place,
  substituteOf: z.union([z.literal('').transform(() => null), z.uuid('directory_substitute_wrong')]).default(null),
  readsSpecial: z
    .string()
    .optional()
    .transform((box) => box !== undefined),
})
export type MemberInput = z.output<typeof memberForm>

export const inviteForm = z.object({ name: nameField, email: emailField, ...place })
export type InviteInput = z.output<typeof inviteForm>
