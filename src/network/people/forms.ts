import { z } from 'zod'
import { emailField, nameField } from '#people/rules.ts'
import type { NetworkRole } from '../tables.ts'

export const roles = ['owner', 'organiser', 'member'] as const satisfies readonly NetworkRole[]

const place = {
  role: z.enum(roles),
  organisationId: z.union([z.literal('').transform(() => null), z.uuid('network_people_organisation_wrong')]),
  office: z
    .string()
    .trim()
    .max(120, 'network_too_long')
    .transform((office) => office || null),
}

/** Somebody's place in the network: role, office, on behalf of whom. */
export const placeForm = z.object(place)
export type PlaceInput = z.output<typeof placeForm>

export const inviteForm = z.object({ name: nameField, email: emailField, ...place })
export type InviteInput = z.output<typeof inviteForm>
