import { z } from 'zod'
import { longWords, nameWords, wordsFrom } from '#network/forms.ts'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { typedText, type Words } from '#platform/words/text.ts'

export const matterForm = z.object({ name: nameWords, summary: longWords, version: z.coerce.number().int().catch(0) })
export interface MatterGiven {
  readonly name: Words
  readonly summary: Words
  readonly version: number
}

/** The fields of a matter as `matterForm` reads them; several languages stand in fields of their own. */
export const matterFields = (body: unknown) => {
  const sent = (body ?? {}) as Readonly<Record<string, unknown>>
  return { name: wordsFrom(sent, 'name'), summary: wordsFrom(sent, 'summary'), version: sent['version'] }
}

/** A fact is a line, not a text: it is read again at every meeting. */
const FACT_LONGEST = 500
export const factForm = z.object({
  text: z
    .string()
    .transform(typedText)
    .refine((text) => text !== '', 'matters_fact_empty')
    .refine((text) => text.length <= FACT_LONGEST, 'matters_fact_long')
    .refine((text) => !holdsIdentityNumber(text), 'people_identity_number'),
})
export const factIdForm = z.object({ fact: z.uuid() })
/** A matter as chosen from the list or typed. */
export const chosenForm = z.object({
  matter: z.string().trim().min(1, 'matters_choose_matter').max(400, 'matters_choose_matter'),
})
