/** Organisations of a list, held against those that are there. Pure. */
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { folded } from '../../folding/rules.ts'
import type { NumberKind, OrganisationType } from '../../tables.ts'
import { bodyOf, type Columns, type OrganisationField, organisationHeadings, said } from '../columns/rules.ts'
import { type Cells, type Choices, problemOf, type Sorted } from '../rules.ts'

export interface NumberRow {
  readonly kind: NumberKind
  readonly number: string
  readonly validFrom: string | null
  readonly validTo: string | null
}

/** One that is there. */
export interface KnownOne {
  readonly id: string
  readonly name: Words
  readonly type: OrganisationType
  readonly place: string | null
  readonly parentId: string | null
  readonly numbers: readonly NumberRow[]
}

export interface OrganisationRowInput {
  readonly name: Words
  readonly type: OrganisationType
  readonly place: string | null
  readonly parentId: string | null
  /** What it belongs to, where that stands in the same list and is made first. */
  readonly parentName: string | null
  readonly numbers: readonly NumberRow[]
}

export interface OrganisationsAt {
  readonly columns: Columns<OrganisationField>
  readonly known: readonly KnownOne[]
  readonly choices: Choices
  /** The network's own: the language that names in a list are in. */
  readonly locale: Locale
  /** Names of types in every language, to be known again. */
  readonly types: ReadonlyMap<string, OrganisationType>
  /** What a type is called, for whoever reads. */
  readonly typeName: (type: OrganisationType) => string
}

const digits: Readonly<Record<NumberKind, number>> = { county: 2, municipality: 4, library: 7 }
const numberFields = { municipality: 'municipality', library: 'library', countyNumber: 'county' } as const
const LONGEST = 200

/** Each row with what becomes of it. */
export function sortOrganisations(rows: Cells, at: OrganisationsAt): Sorted<OrganisationRowInput>[] {
  const body = bodyOf(rows, organisationHeadings)
  const inList = new Set(body.map(({ cells }) => folded(said(cells, at.columns).name ?? '')))
  const seen = new Map<string, number>()
  const { byName, alike } = indexOf(at.known)
  return body.map(({ line, cells }): Sorted<OrganisationRowInput> => {
    const row = said(cells, at.columns)
    const name = (row.name ?? '').trim()
    const facts = [row.type, row.place, row.municipality, row.library].filter((fact) => fact !== undefined)
    const base = { line, name, facts, changes: [], problem: null, candidates: [], id: null, input: null }
    const wrong = (key: string, value = ''): Sorted<OrganisationRowInput> => ({
      ...base,
      state: 'wrong',
      problem: problemOf(key, value),
    })
    const choice = at.choices.get(line)
    if (choice === 'skip') return { ...base, state: 'skipped' }

    const numbers = numbersIn(row)
    if (typeof numbers === 'string') return wrong('directory_take_number_wrong', numbers)
    const chosen = typeof choice === 'object' ? at.known.find((one) => one.id === choice.id) : undefined
    const is = byName(name) ?? chosen
    if (name === '') return wrong('directory_take_no_name')
    if (name.length > LONGEST) return wrong('directory_take_name_long')
    const type = row.type === undefined ? guessType(name) : (at.types.get(folded(row.type)) ?? null)
    if (type === null) return wrong('directory_take_type_wrong', row.type)
    const parent = row.parent === undefined ? undefined : byName(row.parent)
    if (row.parent !== undefined && !parent && !inList.has(folded(row.parent)))
      return wrong('directory_take_parent_wrong', row.parent)
    const first = seen.get(folded(name))
    if (first !== undefined) return wrong('directory_take_twice', String(first))
    seen.set(folded(name), line)

    const parentName = row.parent !== undefined && !parent ? row.parent : null
    if (is) return held(is, base, { row, type, numbers, parentId: parent?.id ?? null, parentName }, at)
    const candidates = alike(name, numbers).map((one) => ({ id: one.id, label: pick(one.name, at.locale)?.text ?? '' }))
    if (candidates.length > 0 && choice !== 'new') return { ...base, state: 'double', candidates }
    const input: OrganisationRowInput = {
      name: { [at.locale]: name },
      type,
      place: row.place ?? null,
      parentId: parent?.id ?? null,
      parentName,
      numbers,
    }
    return { ...base, state: 'new', candidates, input }
  })
}

interface Row {
  readonly row: Partial<Record<OrganisationField, string>>
  readonly type: OrganisationType
  readonly numbers: readonly NumberRow[]
  readonly parentId: string | null
  readonly parentName: string | null
}

/** One that is there. A number that is new is added; what was valid before stays with its dates. */
function held(
  is: KnownOne,
  base: Omit<Sorted<OrganisationRowInput>, 'state'>,
  said: Row,
  at: OrganisationsAt,
): Sorted<OrganisationRowInput> {
  const { row } = said
  const type = row.type === undefined ? is.type : said.type
  const place = row.place ?? is.place
  const parentId = row.parent === undefined ? is.parentId : said.parentId
  const added = said.numbers.filter((one) => !is.numbers.some((known) => known.kind === one.kind && known.number === one.number))
  const nameOf = (id: string | null) => pick(at.known.find((one) => one.id === id)?.name, at.locale)?.text ?? ''
  const changes = [
    ...(type === is.type ? [] : [{ before: at.typeName(is.type), after: at.typeName(type) }]),
    ...(place === is.place ? [] : [{ before: is.place ?? '', after: place ?? '' }]),
    ...(parentId === is.parentId && said.parentName === null
      ? []
      : [{ before: nameOf(is.parentId), after: said.parentName ?? nameOf(parentId) }]),
    ...added.map((one) => ({ before: '', after: one.number })),
  ]
  const input = { name: is.name, type, place, parentId, parentName: said.parentName, numbers: [...is.numbers, ...added] }
  const name = pick(is.name, at.locale)?.text ?? base.name
  return { ...base, name, id: is.id, changes, state: changes.length > 0 ? 'changed' : 'same', input }
}

/** To find by name in any language; and those with the same library number, or a name that differs only in what every library is called. */
function indexOf(known: readonly KnownOne[]) {
  const names = new Map<string, KnownOne>()
  const cores = new Map<string, Set<KnownOne>>()
  const libraries = new Map<string, Set<KnownOne>>()
  const add = (to: Map<string, Set<KnownOne>>, key: string, one: KnownOne) => to.set(key, (to.get(key) ?? new Set()).add(one))
  for (const one of known) {
    for (const name of Object.values(one.name)) {
      if (!names.has(folded(name))) names.set(folded(name), one)
      if (coreOf(name) !== '') add(cores, coreOf(name), one)
    }
    for (const { kind, number } of one.numbers) if (kind === 'library') add(libraries, number, one)
  }
  return {
    byName: (name: string): KnownOne | undefined => names.get(folded(name)),
    alike: (name: string, numbers: readonly NumberRow[]): KnownOne[] => [
      ...new Set([
        ...numbers.flatMap(({ kind, number }) => (kind === 'library' ? [...(libraries.get(number) ?? [])] : [])),
        ...(cores.get(coreOf(name)) ?? []),
      ]),
    ],
  }
}

/** What is left of a library's name without what every library is called; a municipality keeps its word and is no library. */
export const coreOf = (name: string): string =>
  folded(name)
    .replace(/\b(?:folke|kommunale?|offentlige?|public|municipal)?\s*(?:bibliotek(?:et)?|library)\b/g, ' # ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^#$/, '')

/** The numbers of a row, or the one that is none. Excel takes the nought away from "0301". */
function numbersIn(row: Partial<Record<OrganisationField, string>>): readonly NumberRow[] | string {
  const found: NumberRow[] = []
  for (const [field, kind] of Object.entries(numberFields) as [keyof typeof numberFields, NumberKind][]) {
    const text = row[field]
    if (text === undefined) continue
    const bare = text.replace(/^NO-/i, '').replace(/\s/g, '')
    const number = /^\d+$/.test(bare) && kind !== 'library' ? bare.padStart(digits[kind], '0') : bare
    if (!/^\d+$/.test(number) || number.length !== digits[kind]) return text
    found.push({ kind, number, validFrom: null, validTo: null })
  }
  return found
}

/** Where a list does not say it, the name mostly does. */
export function guessType(name: string): OrganisationType {
  const text = folded(name)
  if (/\bkommune\b|\bmunicipality\b|\bsuohkan\b/.test(text) && !/bibliotek|library/.test(text)) return 'municipality'
  if (/fylkesbibliotek|county library/.test(text)) return 'county'
  if (/universitet|hogskole|university|college/.test(text)) return 'academic'
  if (/skole|school|skule/.test(text)) return 'school'
  return /bibliotek|library|girjeradju/.test(text) ? 'public' : 'other'
}
