import { z } from 'zod'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { typedText } from '#platform/words/text.ts'
import { MOST_OPTIONS } from '../rules.ts'
import { fieldsIn, type Typed, WORDS_LONGEST } from './rules.ts'

const text = z
  .string()
  .transform((typed) => typedText(typed).replaceAll(/\s+/g, ' '))
  .pipe(z.string().max(WORDS_LONGEST, 'polls_words_long'))
  .refine((typed) => !holdsIdentityNumber(typed), 'people_identity_number')
const one = z.string().max(40)

/** A ballot, whatever its kind: `choice` once or several times, `place_{option}` for a ranking, `text` for free words. */
export const ballotForm = z
  .looseObject({
    choice: z.union([one.transform((id) => [id]), z.array(one).max(MOST_OPTIONS)]).default([]),
    text: text.default(''),
  })
  .transform((fields): Typed => fieldsIn(fields as Parameters<typeof fieldsIn>[0]))

/** What a chair takes down in a roll call. */
export const calledForm = z.object({ voter: z.uuid(), choice: z.enum(['yes', 'no', 'abstain']) })
