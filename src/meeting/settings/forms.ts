/** The forms about a meeting: what it is called and where it is held, its texts, its plan, its people. */
import { z } from 'zod'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { isDate } from '#platform/words/dates.ts'
import { type Locale, locales, typedText, type Words } from '#platform/words/text.ts'
import type { MeetingRow } from '../rules.ts'
import type { meetingText } from '../tables.ts'
import type { Flat } from './rules.ts'

const sent = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/** A form that two people may have open: its fields as texts, what they were based on, and answers to what was asked about. */
export interface SharedForm {
  readonly mine: Flat
  readonly was: Flat
  readonly asked: readonly string[]
  /** Fields that were asked about and not answered. */
  readonly unanswered: readonly string[]
}

/** @param names the fields of the form; others are passed over */
export function readSharedForm(body: unknown, names: readonly string[]): SharedForm {
  const fields = sent.catch({}).parse(body ?? {})
  const one = (name: string) => typedText([fields[name] ?? ''].flat().at(-1)!)
  const was = flatOf(one('was'))
  const asked = [fields.ask ?? []].flat().filter((name) => names.includes(name))
  const mine = Object.fromEntries(names.map((name) => [name, one(`use/${name}`) === 'theirs' ? (was[name] ?? '') : one(name)]))
  return { mine, was, asked, unanswered: asked.filter((name) => one(`use/${name}`) === '') }
}

function flatOf(json: string): Flat {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(json))
  } catch {
    // Cut short or tampered with: then every field counts as changed.
    return {}
  }
}

export const wordsIn = (flat: Flat, name: string): Words | null => {
  const found: Partial<Record<Locale, string>> = {}
  for (const locale of locales) if (flat[`${name}/${locale}`]) found[locale] = flat[`${name}/${locale}`]!
  return Object.keys(found).length > 0 ? found : null
}
const flatWords = (name: string, words: Words | null) =>
  Object.fromEntries(locales.map((locale) => [`${name}/${locale}`, words?.[locale] ?? '']))
const inEach = (...names: string[]) => names.flatMap((name) => locales.map((locale) => `${name}/${locale}`))

export const detailFields: readonly string[] = [...inEach('title', 'summary'), 'attendance', 'place', 'joinUrl']
export const detailsFlat = (row: MeetingRow): Flat => ({
  ...flatWords('title', row.title),
  ...flatWords('summary', row.summary),
  attendance: row.attendance,
  place: row.place ?? '',
  joinUrl: row.joinUrl ?? '',
})

export const textFields: readonly string[] = [...inEach('heading', 'body'), 'kind', 'audience']
export const textFlat = (row: Pick<typeof meetingText.$inferSelect, 'heading' | 'body' | 'kind' | 'audience'>): Flat => ({
  ...flatWords('heading', row.heading),
  ...flatWords('body', row.body),
  kind: row.kind,
  audience: row.audience,
})

/** How many characters a field takes. A text may be a whole invitation that was pasted with its programme. */
const LONGEST: Readonly<Record<string, number>> = { summary: 5_000, body: 300_000 }

/** Fields with more in them than they take, or with what has no business there. */
export function unfit(flat: Flat): Record<string, string> {
  const long = Object.keys(flat).filter((name) => flat[name]!.length > (LONGEST[name.split('/')[0]!] ?? 500))
  const secret = Object.keys(flat).filter((name) => holdsIdentityNumber(flat[name]!))
  return {
    ...Object.fromEntries(secret.map((name) => [name, 'people_identity_number'])),
    ...Object.fromEntries(long.map((name) => [name, 'shared_too_long'])),
  }
}

export const attendanceField = z.enum(['onsite', 'online', 'mixed']).catch('onsite')
export const audienceField = z.enum(['public', 'members', 'invited']).catch('public')
export const kindField = z.enum(['introduction', 'practical', 'about', 'ground_rules']).catch('introduction')

export const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
const web = z.string().refine((text) => text === '' || isWebAddress(text), 'meeting_set_bad_url')
/** @returns the message key of what is wrong with a way in, or null */
export const badUrl = (text: string): string | null => (web.safeParse(text).success ? null : 'meeting_set_bad_url')

const version = z.coerce.number().int().positive()
export const audienceForm = z.object({ audience: z.enum(['public', 'members', 'invited']), version })
export const placeForm = z.object({ series: z.string().default(''), locale: z.enum(locales), version })
const day = z.union([z.literal('').transform(() => null), z.string().refine(isDate, 'programme_bad_date')]).default(null)
/** `linksUntil`: the last day on which personal links hold. */
export const speakersForm = z.object({ corrections: z.enum(['proposed', 'direct']), linksUntil: day, version })
export const roleForm = z.object({
  person: z.uuid('meeting_set_choose_person'),
  role: z.enum(['chair', 'minute_taker', 'speaker', 'guest']),
})
export const inviteForm = z.object({
  person: z.union([z.uuid().transform((id) => [id]), z.array(z.uuid())], 'meeting_set_choose_person'),
})
export const idForm = z.object({ id: z.uuid() })
export const orderForm = z.object({ id: z.uuid(), to: z.enum(['up', 'down']) })
