import { z } from 'zod'
import { Invalid } from '#platform/errors.ts'
import { isDate } from '#platform/words/dates.ts'
import { type Locale, typedText, type Words } from '#platform/words/text.ts'
import { deletedKinds, type Keeping, type Keepings, type KeepKind, keepKinds, LEAST_YEARS, MOST_YEARS } from './rules.ts'

type Body = Readonly<Record<string, unknown>>

const REASON_LONGEST = 500

/**
 * The rules as a form sends them: for each kind `<kind>.keep`, `<kind>.years` and `<kind>.reason`, the last in the network's
 * own language.
 * @throws Invalid
 */
export function readKeepings(body: Body, locale: Locale, before: Keepings): Keepings {
  const errors: Record<string, string> = {}
  const field = (kind: KeepKind, name: string) => {
    const value = body[`${kind.id}.${name}`]
    return typeof value === 'string' ? typedText(value) : ''
  }
  const chosen = keepKinds
    .filter((kind) => !kind.fixed)
    .map((kind): [string, Keeping] => {
      const [typed, text] = [field(kind, 'years'), field(kind, 'reason')]
      const always = field(kind, 'keep') !== 'years'
      const years = always ? null : /^\d{1,3}$/.test(typed) ? Number(typed) : 0
      if (years !== null && (years < LEAST_YEARS || years > MOST_YEARS)) errors[`${kind.id}.years`] = 'keeping_years_wrong'
      if (text.length > REASON_LONGEST) errors[`${kind.id}.reason`] = 'keeping_reason_long'
      const was: Words | null = before[kind.id]?.reason ?? null
      // The words in other languages were of the text before, and go with it.
      return [kind.id, { years, reason: text === '' ? null : text === was?.[locale] ? was : { [locale]: text } }]
    })
  if (Object.keys(errors).length > 0) throw new Invalid(errors)
  return Object.fromEntries(chosen)
}

const ids = z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.uuid()).max(20_000))

/** Which documents of the list an answer is for: those that were ticked, all of a kind, or all that wait. */
export const answerForm = z
  .object({ chosen: ids, act: z.enum(['chosen', 'all', 'keep', ...deletedKinds]) })
  .refine(({ chosen, act }) => chosen.length > 0 || (act !== 'chosen' && act !== 'keep'), {
    path: ['chosen'],
    message: 'keeping_due_nothing_chosen',
  })

/** Keeping longer. @param today in the network's zone */
export const longerForm = (today: string) =>
  z.object({
    until: z
      .string({ message: 'keeping_due_until_wrong' })
      .trim()
      .refine((text) => isDate(text) && text > today, 'keeping_due_until_wrong'),
    reason: z
      .string({ message: 'keeping_due_reason_missing' })
      .transform(typedText)
      .refine((text) => text !== '', 'keeping_due_reason_missing')
      .refine((text) => text.length <= REASON_LONGEST, 'keeping_reason_long'),
  })
