import { z } from 'zod'
import { PICTURE_WORDS } from './rules.ts'

/** What a picture shows. A box that is not ticked is not sent. */
export const describeForm = z.object({
  alt: z.string().trim().max(PICTURE_WORDS, 'pictures_alt_long').default(''),
  decorative: z.literal('yes').optional(),
})

/** The same of one that stands in the text: the so many-th, and which that was. */
export const describeOneForm = describeForm.extend({ place: z.coerce.number().int().min(0).max(1e6), file: z.uuid() })
