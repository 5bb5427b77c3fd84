import { z } from 'zod'
import { isId } from '#platform/db/id.ts'
import { typedText } from '#platform/words/text.ts'
import { kinds } from './document.ts'
import { LONGEST_QUERY } from './rules.ts'

/** What is asked stands in the address; what makes no sense there is passed over, and of a long text the beginning is taken. */
export const searchQuery = z.object({
  q: z
    .string()
    .transform((text) => typedText(text).replaceAll(/\s+/g, ' ').slice(0, LONGEST_QUERY))
    .catch(''),
  kind: z.enum(kinds).nullable().catch(null),
  series: z.string().trim().max(80).catch(''),
  topic: z.string().trim().max(80).catch(''),
  year: z.coerce.number().int().min(1900).max(2200).nullable().catch(null),
  organisation: z.string().refine(isId).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(200).catch(1),
})
