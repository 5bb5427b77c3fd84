/** The forms that make a meeting after another, and a template of a meeting. */
import { z } from 'zod'
import { isDate } from '#platform/words/dates.ts'
import { type Locale, locales, typedText, type Words, withoutEmpty } from '#platform/words/text.ts'
import { type Along, datesOf } from './rules.ts'

const sent = z.record(z.string(), z.union([z.string(), z.array(z.string())])).catch({})
const alongs = ['speakers', 'audience', 'place', 'join', 'invited', 'polls'] as const satisfies readonly (keyof Along)[]

export interface CopyForm {
  readonly from: string
  readonly title: Words
  readonly seriesId: string | null
  /** As typed, one for each day of the source. */
  readonly typed: readonly string[]
  readonly dates: readonly (string | null)[]
  readonly along: Along
  readonly wrong: Readonly<Record<string, string>>
}

/** What comes along unless somebody says otherwise: not who speaks, for that is what changes. */
export const alongAtFirst: Along = { speakers: false, audience: true, place: true, join: true, invited: true, polls: true }

/** @param before the dates of the days of the source, which those that are left open follow */
export function readCopyForm(body: unknown, before: readonly (string | null)[]): CopyForm {
  const fields = sent.parse(body ?? {})
  const field = (name: string) => typedText([fields[name] ?? ''].flat().at(-1)!)
  const wrong: Record<string, string> = {}
  const typed = before.map((_, i) => field(`date/${i}`))
  for (const [i, date] of typed.entries()) if (date !== '' && !isDate(date)) wrong[`date/${i}`] = 'programme_bad_date'
  const title = titleIn(field)
  if (!title) wrong.title = 'meeting_needs_title'
  return {
    from: field('from'),
    title: title ?? {},
    seriesId: field('series') || null,
    typed,
    dates: datesOf(
      before,
      typed.map((date) => (isDate(date) ? date : null)),
    ),
    along: alongIn(fields.along),
    wrong,
  }
}

/** After which meeting or template: sent along, hidden. */
export const fromForm = z.object({ from: z.uuid() })

export const fromQuery = z.object({
  from: z.string().default(''),
  series: z.string().default(''),
  date: z.string().refine(isDate).optional().catch(undefined),
})

/** @returns the name in the meeting's own language, and whether speakers come along */
export function readTemplateForm(body: unknown): { name: string; speakers: boolean } {
  const fields = sent.parse(body ?? {})
  return { name: typedText([fields.name ?? ''].flat().at(-1)!).slice(0, TITLE_LONGEST), speakers: fields.speakers === 'on' }
}

const TITLE_LONGEST = 500

function titleIn(field: (name: string) => string): Words | null {
  const found: Partial<Record<Locale, string>> = {}
  for (const locale of locales) found[locale] = field(`title/${locale}`).slice(0, TITLE_LONGEST)
  return withoutEmpty(found)
}

function alongIn(given: string | readonly string[] | undefined): Along {
  const chosen = new Set([given ?? []].flat())
  return Object.fromEntries(alongs.map((name) => [name, chosen.has(name)])) as unknown as Along
}
