import { z } from 'zod'
import { isDate } from '#platform/words/dates.ts'
import type { Words } from '#platform/words/text.ts'
import { nameWords, wordsFrom } from '../forms.ts'
import type { NumberKind, OrganisationType } from '../tables.ts'

export const organisationTypes = [
  'public',
  'county',
  'academic',
  'school',
  'special',
  'municipality',
  'other',
] as const satisfies readonly OrganisationType[]
export const numberKinds = ['municipality', 'library', 'county'] as const satisfies readonly NumberKind[]

/** How many digits each kind of number has (Statistics Norway; the national library's register). */
const digits: Record<NumberKind, number> = { county: 2, municipality: 4, library: 7 }

const plainDate = z
  .string()
  .trim()
  .transform((text) => text || null)
  .pipe(z.string().refine(isDate, 'network_org_date_wrong').nullable())

const numberRow = z
  .object({ kind: z.enum(numberKinds), number: z.string().trim(), validFrom: plainDate, validTo: plainDate })
  .refine((row) => /^\d+$/.test(row.number) && row.number.length === digits[row.kind], {
    message: 'network_org_number_wrong',
    path: ['number'],
  })
  .refine((row) => !row.validFrom || !row.validTo || row.validFrom <= row.validTo, {
    message: 'network_org_date_wrong',
    path: ['validTo'],
  })

export const organisationForm = z.object({
  name: nameWords,
  type: z.enum(organisationTypes),
  place: z
    .string()
    .trim()
    .max(120, 'network_too_long')
    .transform((place) => place || null),
  parentId: z.union([z.literal('').transform(() => null), z.uuid('network_org_parent_wrong')]),
  numbers: z.array(numberRow),
})
export type OrganisationInput = z.output<typeof organisationForm>

/** Rows of the form that may be filled in beyond those that are there. */
export const EMPTY_ROWS = 2
const MOST_ROWS = 20

/** A form's flat fields (`name.nb`, `number.0.kind`, …) as what the schema reads; rows without a number are left out. */
export function organisationFrom(body: Readonly<Record<string, string>>): unknown {
  const rows = Array.from({ length: MOST_ROWS }, (_, i) => {
    const field = (name: string) => body[`number.${i}.${name}`] ?? ''
    return { kind: field('kind'), number: field('number'), validFrom: field('from'), validTo: field('to') }
  })
  return {
    name: wordsFrom(body, 'name'),
    type: body.type,
    place: body.place ?? '',
    parentId: body.parent ?? '',
    numbers: rows.filter((row) => row.number.trim() !== ''),
  }
}

/** The form's flat fields of an organisation as it stands. */
export function fieldsOf(of: {
  readonly name: Words
  readonly type: OrganisationType
  readonly place: string | null
  readonly parentId: string | null
  readonly numbers: readonly { kind: NumberKind; number: string; validFrom: string | null; validTo: string | null }[]
}): Record<string, string> {
  const numbers = of.numbers.flatMap(({ kind, number, validFrom, validTo }, i) => [
    [`number.${i}.kind`, kind],
    [`number.${i}.number`, number],
    [`number.${i}.from`, validFrom ?? ''],
    [`number.${i}.to`, validTo ?? ''],
  ])
  const names = Object.entries(of.name).map(([locale, name]) => [`name.${locale}`, name])
  return Object.fromEntries([
    ...names,
    ['type', of.type],
    ['place', of.place ?? ''],
    ['parent', of.parentId ?? ''],
    ...numbers,
  ]) as Record<string, string>
}
