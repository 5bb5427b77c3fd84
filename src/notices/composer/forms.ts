import { z } from 'zod'
import { locales, typedText, type Words, withoutEmpty } from '#platform/words/text.ts'
import { type Audience, meetingGroups } from '../audience/rules.ts'
import { templates } from './rules.ts'

/** One checked box comes as a text, several as a list, none not at all. */
const many = <T extends z.ZodType<string>>(each: T) =>
  z
    .preprocess((given) => (given === undefined ? [] : [given].flat()), z.array(each.nullable().catch(null)))
    .transform((all) => [...new Set(all.filter((one) => one !== null))])
const id = z.uuid()
const short = z.string().min(1).max(200)

/** Whom a letter is to reach, in a form or in an address: the registration overview leads here with one. What is none is passed over. */
export const audienceForm = z.object({
  to: many(z.enum(meetingGroups)),
  not: many(z.enum(meetingGroups)),
  registration: many(id),
  mode: many(z.enum(['onsite', 'online'])),
  day: many(id),
  group: many(short),
  answer: many(short),
  organisation: many(id),
})

export const beginForm = z.object({ template: z.enum(templates).catch('empty') })

const line = (text: string) => typedText(text).replaceAll(/\s*\n\s*/g, ' ')
const fields = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/** What was typed in each language. */
function wordsFrom(body: unknown, name: string, clean: (text: string) => string): Words {
  const given = fields.catch({}).parse(body ?? {})
  return withoutEmpty(Object.fromEntries(locales.map((l) => [l, clean([given[`${name}/${l}`] ?? ''].flat()[0] ?? '')]))) ?? {}
}

const rest = z.object({
  inlined: z.enum(['nothing', 'programme', 'change', 'duties', 'minutes']).catch('nothing'),
  version: z.coerce.number().int().catch(0),
  next: z.enum(['save', 'review']).catch('save'),
})

export interface Typed extends z.output<typeof rest> {
  readonly subject: Words
  readonly body: Words
  readonly audience: Audience
}

/** The composer's form. Nothing in it is refused here: what was typed is kept, and judged by the rules. */
export const readTyped = (body: unknown): Typed => ({
  ...rest.parse(body ?? {}),
  audience: audienceForm.parse(body ?? {}) as Audience,
  subject: wordsFrom(body, 'subject', line),
  body: wordsFrom(body, 'body', typedText),
})

/** The last step: when, and that it was looked through. */
export const sendForm = z.object({
  version: z.coerce.number().int().catch(0),
  count: z.coerce.number().int().catch(-1),
  when: z.enum(['now', 'later']).catch('now'),
  date: z.string().trim().catch('').default(''),
  time: z.string().trim().catch('').default(''),
  seen: z.string().optional(),
})
