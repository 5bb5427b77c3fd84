/** The form of a plan: what it is called, for which time and for whom. */
import { z } from 'zod'
import { readSharedForm, type SharedForm, unfit, wordsIn } from '#meeting/settings/forms.ts'
import type { Flat } from '#meeting/settings/rules.ts'
import { isDate } from '#platform/words/dates.ts'
import { locales, type Words } from '#platform/words/text.ts'
import type { PlanRow } from './rules.ts'
import type { PlanState } from './tables.ts'

export interface PlanEdit {
  readonly title: Words
  readonly description: Words | null
  readonly slug: string
  readonly starts: string
  readonly ends: string
  readonly seriesId: string | null
  readonly audience: 'public' | 'members'
  readonly state: PlanState
}

const inEach = (...names: string[]) => names.flatMap((name) => locales.map((locale) => `${name}/${locale}`))
export const planFields: readonly string[] = [
  ...inEach('title', 'description'),
  ...['slug', 'starts', 'ends', 'series', 'audience', 'state'],
]

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const SLUG_LONGEST = 80
/** Words that stand where a plan's address does. */
const reserved: ReadonlySet<string> = new Set(['new', 'import', 'restore', 'consultations'])
export const isPlanSlug = (slug: string): boolean => SLUG.test(slug) && slug.length <= SLUG_LONGEST && !reserved.has(slug)

/** @returns the form, and what is wrong with it by field. @param fresh a plan that is being made: its address comes of its title */
export function readPlanForm(body: unknown, fresh = false): { form: SharedForm; wrong: Record<string, string> } {
  const form = readSharedForm(body, planFields)
  const { mine } = form
  const wrong: Record<string, string> = { ...unfit(mine) }
  if (!wordsIn(mine, 'title')) wrong.title = 'plans_title_missing'
  if (!fresh && !isPlanSlug(mine.slug ?? '')) wrong.slug = 'plans_slug_form'
  for (const field of ['starts', 'ends']) if (!isDate(mine[field] ?? '')) wrong[field] = 'plans_date_missing'
  if (!wrong.starts && !wrong.ends && mine.ends! < mine.starts!) wrong.ends = 'plans_ends_before'
  return { form, wrong }
}

const flatWords = (name: string, words: Words | null) =>
  Object.fromEntries(locales.map((locale) => [`${name}/${locale}`, words?.[locale] ?? '']))

export const planFlat = (row: PlanRow): Flat => ({
  ...flatWords('title', row.title),
  ...flatWords('description', row.description),
  slug: row.slug,
  starts: row.starts,
  ends: row.ends,
  series: row.seriesId ?? '',
  audience: row.audience === 'public' ? 'public' : 'members',
  state: row.state,
})

/** A plan that nobody has written yet: four years from the next. */
export const emptyPlan = (year: number): Flat => ({
  ...flatWords('title', null),
  ...flatWords('description', null),
  slug: '',
  starts: `${year}-01-01`,
  ends: `${year + 3}-12-31`,
  series: '',
  audience: 'public',
  state: 'draft',
})

const audience = z.enum(['public', 'members']).catch('members')
const state = z.enum(['draft', 'consultation', 'adopted', 'ended']).catch('draft')

export const planOf = (flat: Flat): PlanEdit => ({
  title: wordsIn(flat, 'title') ?? {},
  description: wordsIn(flat, 'description'),
  slug: flat.slug ?? '',
  starts: flat.starts ?? '',
  ends: flat.ends ?? '',
  seriesId: z.uuid().safeParse(flat.series).data ?? null,
  audience: audience.parse(flat.audience),
  state: state.parse(flat.state),
})
