/** Which column of a list says what: guessed from its heading in Bokmål, Nynorsk or English, or from what stands in it. Pure. */
import { folded } from '../../folding/rules.ts'

export const peopleFields = ['name', 'firstName', 'lastName', 'email', 'office', 'organisation', 'role'] as const
export const organisationFields = ['name', 'type', 'place', 'parent', 'municipality', 'library', 'countyNumber'] as const
export type PeopleField = (typeof peopleFields)[number]
export type OrganisationField = (typeof organisationFields)[number]

/** What each column is, in their order; null for one that is not taken in. */
export type Columns<F extends string> = readonly (F | null)[]

type Headings<F extends string> = Readonly<Record<F, readonly string[]>>

export const peopleHeadings: Headings<PeopleField> = {
  name: ['navn', 'namn', 'name', 'fullt navn', 'fullt namn', 'full name', 'deltaker', 'deltakar', 'kontaktperson', 'contact'],
  firstName: ['fornavn', 'førenamn', 'fornamn', 'first name', 'given name'],
  lastName: ['etternavn', 'etternamn', 'last name', 'surname', 'family name'],
  email: ['e-post', 'epost', 'e-postadresse', 'epostadresse', 'email', 'e-mail', 'mail', 'mailadresse', 'email address'],
  office: ['stilling', 'stillingstittel', 'tittel', 'office', 'title', 'job title', 'position', 'funksjon'],
  organisation: [
    ...[
      'organisasjon',
      'bibliotek',
      'bibliotek eller organisasjon',
      'arbeidssted',
      'arbeidsstad',
      'arbeidsgiver',
      'arbeidsgivar',
    ],
    ...['virksomhet', 'verksemd', 'kommune', 'institusjon', 'organisation', 'organization', 'library', 'employer', 'workplace'],
    'library or organisation',
  ],
  role: ['rolle', 'role'],
}

export const organisationHeadings: Headings<OrganisationField> = {
  name: ['navn', 'namn', 'name', 'organisasjon', 'bibliotek', 'organisation', 'organization', 'library', 'biblioteknavn'],
  type: ['type', 'slag', 'kategori', 'kind', 'category', 'bibliotektype'],
  place: ['sted', 'stad', 'poststed', 'poststad', 'place', 'town', 'city'],
  parent: [
    'hører til',
    'høyrer til',
    'eier',
    'eigar',
    'overordnet',
    'overordna',
    'belongs to',
    'parent',
    'kommune',
    'municipality',
  ],
  municipality: ['kommunenummer', 'kommunenr', 'komm.nr', 'knr', 'municipality number'],
  library: ['biblioteknummer', 'biblioteknr', 'bibliotek nr', 'bibl.nr', 'bibnr', 'library number', 'isil'],
  countyNumber: ['fylkesnummer', 'fylkesnr', 'fylke nr', 'county number'],
}

/** A number as a heading has it: "Kommune nr." is "kommunenr". */
const key = (text: string): string => folded(text).replaceAll(' ', '')

const fieldOf = <F extends string>(heading: string, headings: Headings<F>): F | null => {
  const sought = key(heading)
  if (sought === '') return null
  const entries = Object.entries(headings) as [F, readonly string[]][]
  return entries.find(([, names]) => names.some((name) => key(name) === sought))?.[0] ?? null
}

const LOOKED_AT = 10

/**
 * The row of headings, counted from 0, or null when there is none: lists often have a title above them.
 * @param rows as they came, empty ones too
 */
export function headingRow<F extends string>(rows: readonly (readonly string[])[], headings: Headings<F>): number | null {
  const known = rows.slice(0, LOOKED_AT).map((row) => row.filter((cell) => fieldOf(cell, headings) !== null).length)
  const most = Math.max(0, ...known)
  // One word may stand anywhere; with two, or a list of one column, it is a heading.
  const enough = rows.some((row) => row.filter((cell) => cell !== '').length > 1) ? 2 : 1
  return most >= enough ? known.indexOf(most) : null
}

/** What each column seems to be. Nothing is two columns: the first one has it. */
export function guessColumns<F extends string>(rows: readonly (readonly string[])[], headings: Headings<F>): Columns<F> {
  const at = headingRow(rows, headings)
  const width = Math.max(0, ...rows.map((row) => row.length))
  const taken = new Set<F>()
  const once = (field: F | null): F | null => {
    if (field === null || taken.has(field)) return null
    taken.add(field)
    return field
  }
  if (at !== null) return Array.from({ length: width }, (_, i) => once(fieldOf(rows[at]![i] ?? '', headings)))
  return byContent(rows, width).map((field) => (field !== null && field in headings ? once(field as F) : null))
}

/** Without headings: addresses tell themselves, and the first other column is names. */
function byContent(rows: readonly (readonly string[])[], width: number): (string | null)[] {
  const filled = (i: number) => rows.map((row) => row[i] ?? '').filter((cell) => cell !== '')
  const isEmail = (i: number) => filled(i).length > 0 && filled(i).every((cell) => cell.includes('@'))
  const columns = Array.from({ length: width }, (_, i) => (isEmail(i) ? 'email' : null))
  const name = columns.findIndex((field, i) => field === null && filled(i).length > 0)
  return columns.map((field, i) => (i === name ? 'name' : field))
}

/** The rows that say something, below the headings, each with its number in the list counted from 1. */
export function bodyOf<F extends string>(
  rows: readonly (readonly string[])[],
  headings: Headings<F>,
): { readonly line: number; readonly cells: readonly string[] }[] {
  const at = headingRow(rows, headings)
  return rows.flatMap((cells, i) => (i > (at ?? -1) && cells.some((cell) => cell !== '') ? [{ line: i + 1, cells }] : []))
}

/** What a row says, by field. */
export const said = <F extends string>(cells: readonly string[], columns: Columns<F>): Partial<Record<F, string>> =>
  Object.fromEntries(columns.flatMap((field, i) => (field === null || !cells[i] ? [] : [[field, cells[i]]]))) as Partial<
    Record<F, string>
  >
