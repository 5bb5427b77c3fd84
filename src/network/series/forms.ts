/** The form of a series. Its rhythm is one field, however many controls it has: two people's halves make no rhythm. */
import { z } from 'zod'
import { readSharedForm, type SharedForm, wordsIn } from '#meeting/settings/forms.ts'
import type { Flat } from '#meeting/settings/rules.ts'
import { locales, type Words } from '#platform/words/text.ts'
import { weeks } from '../rhythm/rules.ts'
import type { Rhythm } from '../tables.ts'
import { seriesSlug } from './rules.ts'

export interface SeriesEdit {
  readonly name: Words
  readonly description: Words | null
  readonly slug: string
  readonly rhythm: Rhythm | null
}

const fields = [...['name', 'description'].flatMap((name) => locales.map((locale) => `${name}/${locale}`)), 'slug', 'rhythm']

/** What the controls of a rhythm show, also when what is chosen is none yet. */
export interface RhythmChoice {
  readonly kind: 'none' | Rhythm['kind']
  readonly weekday: number
  readonly week: Extract<Rhythm, { kind: 'weekday' }>['week']
  readonly months: readonly number[]
}

const choice = z.object({
  kind: z.enum(['none', 'weekday', 'months']).catch('none'),
  weekday: z.coerce.number().int().min(1).max(7).catch(2),
  week: z.coerce
    .number()
    .transform((week) => weeks.find((one) => one === week) ?? 1)
    .catch(1),
  months: z
    .preprocess((given) => [given ?? []].flat(), z.array(z.coerce.number().int().min(1).max(12)))
    .transform((months) => [...new Set(months)].sort((a, b) => a - b))
    .catch([]),
})

/** @returns the form, and what is wrong with it by field */
export function readSeriesForm(body: unknown): { form: SharedForm; wrong: Record<string, string> } {
  const sent = z
    .record(z.string(), z.unknown())
    .catch({})
    .parse(body ?? {})
  const chosen = choice.parse({ kind: sent.rhythm, weekday: sent.weekday, week: sent.week, months: sent.month })
  const form = readSharedForm({ ...sent, rhythm: choiceText(chosen) }, fields)
  const wrong: Record<string, string> = {}
  const { mine } = form
  if (!wordsIn(mine, 'name')) wrong.name = 'network_name_missing'
  for (const [field, text] of Object.entries(mine))
    if (text.length > (field.startsWith('description') ? 4000 : 200)) wrong[field] = 'network_too_long'
  if (seriesSlug(mine.slug ?? '') !== 'yes') wrong.slug = 'network_series_slug_form'
  const rhythm = rhythmChoice(mine.rhythm ?? '')
  if (rhythm.kind !== 'none' && rhythm.months.length === 0) wrong.rhythm = 'network_series_rhythm_no_months'
  return { form, wrong }
}

export const seriesFlat = ({ name, description, slug, rhythm }: SeriesEdit): Flat => ({
  ...Object.fromEntries(locales.map((locale) => [`name/${locale}`, name[locale] ?? ''])),
  ...Object.fromEntries(locales.map((locale) => [`description/${locale}`, description?.[locale] ?? ''])),
  slug,
  rhythm: choiceText({ kind: 'none', weekday: 2, week: 1, months: [], ...rhythm }),
})

export const seriesOf = (flat: Flat): SeriesEdit => ({
  name: wordsIn(flat, 'name') ?? {},
  description: wordsIn(flat, 'description'),
  slug: flat.slug ?? '',
  rhythm: rhythmOf(flat.rhythm ?? ''),
})

/** "weekday 2 3 1,2,3", "months 4,10", and nothing for none: a rhythm as a field that can be compared. */
const choiceText = ({ kind, weekday, week, months }: RhythmChoice): string =>
  ({ none: '', weekday: `weekday ${weekday} ${week} ${months}`, months: `months ${months}` })[kind]

export function rhythmChoice(text: string): RhythmChoice {
  const [kind, ...rest] = text.split(' ')
  // By place: where no month is chosen, the last word is another.
  const [weekday, week, months] = kind === 'weekday' ? rest : [undefined, undefined, rest[0]]
  return choice.parse({ kind: kind || 'none', weekday, week, months: months?.split(',').filter(Boolean) })
}

export function rhythmOf(text: string): Rhythm | null {
  const { kind, weekday, week, months } = rhythmChoice(text)
  if (kind === 'none' || months.length === 0) return null
  return kind === 'weekday' ? { kind, weekday, week, months } : { kind, months }
}
