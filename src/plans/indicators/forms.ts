/** The forms of an indicator and of what it says on a day. */
import { z } from 'zod'
import { readSharedForm, type SharedForm, unfit, wordsIn } from '#meeting/settings/forms.ts'
import type { Flat } from '#meeting/settings/rules.ts'
import { isDate } from '#platform/words/dates.ts'
import { locales, typedText, type Words } from '#platform/words/text.ts'
import { readingValue } from '../rules.ts'
import type { IndicatorKind } from '../tables.ts'

export interface IndicatorEdit {
  readonly name: Words
  readonly unit: Words | null
  readonly kind: IndicatorKind
  readonly target: number | null
  readonly baseline: number | null
}

export const indicatorFields: readonly string[] = [
  ...['name', 'unit'].flatMap((name) => locales.map((locale) => `${name}/${locale}`)),
  ...['kind', 'target', 'baseline'],
]

/** "27", "1 200", "12,5"; null for nothing, undefined for what is no number. */
export function numberOf(text: string): number | null | undefined {
  const plain = text
    .replaceAll(/[\s\u00a0]/g, '')
    .replace(/%$/, '')
    .replace(',', '.')
  if (plain === '') return null
  const number = Number(plain)
  return /^-?[\d.]+$/.test(plain) && Number.isFinite(number) && Math.abs(number) < 1e12 ? number : undefined
}

/** A value of a yes-or-no indicator is written as "yes" or "no". */
const amountOf = (kind: string | undefined, text: string): number | null | undefined => {
  if (kind === 'yes_no') return text === 'yes' ? 1 : text === 'no' ? 0 : null
  const number = numberOf(text)
  return kind === 'share' && number !== undefined && number !== null && (number < 0 || number > 100) ? undefined : number
}

const kinds = z.enum(['count', 'yes_no', 'share']).catch('count')

/** @returns the form, and what is wrong with it by field */
export function readIndicatorForm(body: unknown): { form: SharedForm; wrong: Record<string, string> } {
  const form = readSharedForm(body, indicatorFields)
  const { mine } = form
  const wrong: Record<string, string> = { ...unfit(mine) }
  if (!wordsIn(mine, 'name')) wrong.name = 'plans_name_missing'
  for (const field of ['target', 'baseline'])
    if (amountOf(mine.kind, mine[field] ?? '') === undefined)
      wrong[field] = mine.kind === 'share' ? 'plans_share_form' : 'plans_number_form'
  return { form, wrong }
}

const flatWords = (name: string, words: Words | null) =>
  Object.fromEntries(locales.map((locale) => [`${name}/${locale}`, words?.[locale] ?? '']))
const flatValue = (kind: IndicatorKind, value: number | null): string =>
  value === null ? '' : kind === 'yes_no' ? (value === 1 ? 'yes' : 'no') : String(value).replace('.', ',')

export const indicatorFlat = ({ name, unit, kind, target, baseline }: IndicatorEdit): Flat => ({
  ...flatWords('name', name),
  ...flatWords('unit', unit),
  kind,
  target: flatValue(kind, target),
  baseline: flatValue(kind, baseline),
})
export const emptyIndicator: Flat = indicatorFlat({ name: {}, unit: null, kind: 'count', target: null, baseline: null })

export const indicatorOf = (flat: Flat): IndicatorEdit => ({
  name: wordsIn(flat, 'name') ?? {},
  unit: wordsIn(flat, 'unit'),
  kind: kinds.parse(flat.kind),
  target: amountOf(flat.kind, flat.target ?? '') ?? null,
  baseline: amountOf(flat.kind, flat.baseline ?? '') ?? null,
})

export interface ReadingEdit {
  readonly on: string
  readonly value: number
  readonly numerator: number | null
  readonly denominator: number | null
  readonly note: string | null
}

const text = z.string().default('').transform(typedText)
const readingForm = z.object({ on: text, value: text, of: text, note: text })

/** What was typed for a reading, and what is wrong with it. A share may be written as "27" of "39", or as per cent alone. */
export function readReading(
  kind: IndicatorKind,
  body: unknown,
  today: string,
): { typed: Flat; wrong: Record<string, string>; edit: ReadingEdit | null } {
  const typed = readingForm.catch({ on: '', value: '', of: '', note: '' }).parse(body ?? {})
  const wrong: Record<string, string> = {}
  if (!isDate(typed.on)) wrong.on = 'plans_date_missing'
  else if (typed.on > today) wrong.on = 'plans_date_ahead'
  if (typed.note.length > 2000) wrong.note = 'shared_too_long'
  const denominator = kind === 'share' ? numberOf(typed.of) : null
  if (denominator === undefined || (denominator !== null && denominator <= 0)) wrong.of = 'plans_number_form'
  const value = kind === 'share' && denominator ? numberOf(typed.value) : amountOf(kind, typed.value)
  if (value === null) wrong.value = 'plans_value_missing'
  else if (value === undefined) wrong.value = kind === 'share' ? 'plans_share_form' : 'plans_number_form'
  else if (denominator && (value < 0 || value > denominator)) wrong.value = 'plans_share_of_form'
  if (Object.keys(wrong).length > 0) return { typed, wrong, edit: null }
  const of = denominator ? { numerator: value!, denominator } : { numerator: null, denominator: null }
  return {
    typed,
    wrong,
    edit: { on: typed.on, value: readingValue(kind, { value: value!, ...of }), ...of, note: typed.note || null },
  }
}
