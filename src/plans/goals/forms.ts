/** The form of a goal, and what that of a measure has in common with it. */
import { z } from 'zod'
import { readSharedForm, type SharedForm, unfit, wordsIn } from '#meeting/settings/forms.ts'
import type { Flat } from '#meeting/settings/rules.ts'
import { locales, type Words } from '#platform/words/text.ts'

export interface GoalEdit {
  readonly title: Words
  readonly description: Words | null
  readonly weight: number | null
}

export const goalFields: readonly string[] = [
  ...['title', 'description'].flatMap((name) => locales.map((locale) => `${name}/${locale}`)),
  'weight',
]

/** "2", "1,5"; null where nothing is written, undefined for what is no weight. */
export function weightOf(text: string): number | null | undefined {
  if (text === '') return null
  const weight = Number(text.replace(',', '.'))
  return Number.isFinite(weight) && weight >= 0 && weight <= 1000 ? weight : undefined
}

/** @returns the form, and what is wrong with it by field */
export function readGoalForm(body: unknown, fields = goalFields): { form: SharedForm; wrong: Record<string, string> } {
  const form = readSharedForm(body, fields)
  const wrong: Record<string, string> = { ...unfit(form.mine) }
  if (!wordsIn(form.mine, 'title')) wrong.title = 'plans_title_missing'
  if (weightOf(form.mine.weight ?? '') === undefined) wrong.weight = 'plans_weight_form'
  return { form, wrong }
}

export const goalFlat = (row: GoalEdit): Flat => ({
  ...Object.fromEntries(locales.map((locale) => [`title/${locale}`, row.title[locale] ?? ''])),
  ...Object.fromEntries(locales.map((locale) => [`description/${locale}`, row.description?.[locale] ?? ''])),
  weight: row.weight === null ? '' : String(row.weight).replace('.', ','),
})

export const goalOf = (flat: Flat): GoalEdit => ({
  title: wordsIn(flat, 'title') ?? {},
  description: wordsIn(flat, 'description'),
  weight: weightOf(flat.weight ?? '') ?? null,
})

/** One line in which a goal or measure is added. */
export const addForm = z.object({
  title: z.string().trim().min(1, 'plans_title_missing').max(500, 'shared_too_long'),
})
export const toForm = z.object({ to: z.enum(['up', 'down']) })
