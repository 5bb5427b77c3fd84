import { z } from 'zod'
import { aboutForm, aboutFrom } from '#people/profile/forms.ts'
import { officeField } from '../forms.ts'

/** One's own page in a network; `seen` is the version it was made from. */
export const ownForm = aboutForm.extend({ office: officeField, seen: z.coerce.number().int().min(0).catch(0) })
export type OwnInput = z.output<typeof ownForm>

/** A form's flat fields as what the schema reads. */
export const ownFrom = (body: Readonly<Record<string, unknown>>) => ({
  ...aboutFrom(body),
  office: String(body['office'] ?? ''),
  seen: body['seen'],
})
