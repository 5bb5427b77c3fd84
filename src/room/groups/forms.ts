import { z } from 'zod'
import { isWebAddress } from '#meeting/settings/forms.ts'
import { typedText } from '#platform/words/text.ts'
import { keyed } from '../entry/forms.ts'

export const MOST_NOTES = 20_000

const whole = (from: number, to: number, wrong: string) => z.coerce.number(wrong).int(wrong).min(from, wrong).max(to, wrong)
const optionalId = z.union([z.literal('').transform(() => null), z.uuid()]).catch(null)
const texts = z.record(z.string(), z.union([z.string(), z.array(z.string())])).catch({})

/** What a division is asked for with; also as a query, for a proposal. */
export const divisionForm = z.object({
  dividing: z.enum(['random', 'region', 'mixed', 'choice']).catch('random'),
  count: whole(2, 30, 'groups_count_wrong').default(4),
  item: optionalId.default(null),
  minutes: whole(1, 480, 'groups_minutes_wrong').default(20),
  questions: z
    .string()
    .max(4000, 'shared_too_long')
    .default('')
    .transform((text) =>
      typedText(text)
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    ),
})
export type Division = z.output<typeof divisionForm>

/** Who is in which group, by number: fields `in.<participant>`, empty for none. */
export function placesIn(body: unknown): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const [name, value] of Object.entries(texts.parse(body ?? {}))) {
    const id = /^in\.([0-9a-f-]{36})$/.exec(name)?.[1]
    if (id) found.set(id, Number(value) || 0)
  }
  return found
}

/** Where groups meet, by number: fields `link.<number>`. What is no web address is said to be so. */
export function linksIn(body: unknown): { readonly links: ReadonlyMap<number, string>; readonly wrong: Record<string, string> } {
  const links = new Map<number, string>()
  const wrong: Record<string, string> = {}
  for (const [name, value] of Object.entries(texts.parse(body ?? {}))) {
    const number = Number(/^link\.(\d{1,2})$/.exec(name)?.[1])
    const link = String(value).trim()
    if (!number || link === '') continue
    if (isWebAddress(link) && link.length <= 500) links.set(number, link)
    else wrong[name] = 'meeting_set_bad_url'
  }
  return { links, wrong }
}

export const groupForm = keyed.extend({ group: z.uuid('groups_not_open') })

/** Notes as they were typed. `version`: what they were based on. */
export const notesForm = groupForm.extend({
  version: z.coerce.number().int().positive(),
  text: z.string().max(MOST_NOTES, 'groups_notes_long').transform(typedText),
})

export const breakoutForm = keyed.extend({ breakout: z.uuid('groups_not_open') })
export const extendForm = breakoutForm.extend({ until: z.iso.datetime() })
