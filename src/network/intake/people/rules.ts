/** People of a list, held against those who belong. Pure. */
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { emailField, NAME_LONGEST } from '#people/rules.ts'
import type { Words } from '#platform/words/text.ts'
import { folded } from '../../folding/rules.ts'
import type { NetworkRole } from '../../tables.ts'
import { bodyOf, type Columns, type PeopleField, peopleHeadings, said } from '../columns/rules.ts'
import { type Cells, type Choices, problemOf, type Sorted } from '../rules.ts'

/** Somebody who belongs now. */
export interface KnownMember {
  /** Of the membership. */
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly office: string | null
  readonly organisationId: string | null
}

export interface KnownOrganisation {
  readonly id: string
  readonly name: Words
  readonly numbers: readonly { readonly number: string }[]
}

export interface PersonInput {
  readonly name: string
  readonly email: string
  readonly office: string | null
  readonly organisationId: string | null
  /** An organisation that is made first. */
  readonly makes: string | null
  readonly role: NetworkRole
}

const roles: Readonly<Record<NetworkRole, readonly string[]>> = {
  owner: ['eier', 'eigar', 'owner'],
  organiser: ['arrangør', 'organiser', 'organizer'],
  member: ['medlem', 'member', 'deltaker', 'deltakar'],
}
const LONGEST = 120

export interface PeopleAt {
  readonly columns: Columns<PeopleField>
  readonly members: readonly KnownMember[]
  /** The id of the organisation that a text means, or null. */
  readonly organisationCalled: (text: string) => string | null
  readonly choices: Choices
  /** Whether organisations that are not there are made. */
  readonly makes: boolean
  /** What an organisation is called, for whoever reads. */
  readonly nameOf: (id: string | null) => string
}

/** Each row with what becomes of it. */
export function sortPeople(rows: Cells, at: PeopleAt): Sorted<PersonInput>[] {
  const seen = new Map<string, number>()
  const byEmail = new Map(at.members.flatMap((one) => (one.email ? [[one.email.toLowerCase(), one] as const] : [])))
  const byName = Map.groupBy(at.members, (one) => folded(one.name))
  return bodyOf(rows, peopleHeadings).map(({ line, cells }): Sorted<PersonInput> => {
    const row = said(cells, at.columns)
    const name = (row.name ?? [row.firstName, row.lastName].filter(Boolean).join(' ')).trim()
    const facts = [row.email, row.office, row.organisation].filter((fact) => fact !== undefined)
    const base = { line, name, facts, changes: [], problem: null, candidates: [], id: null, input: null }
    const wrong = (key: string, value = ''): Sorted<PersonInput> => ({ ...base, state: 'wrong', problem: problemOf(key, value) })
    const choice = at.choices.get(line)
    if (choice === 'skip') return { ...base, state: 'skipped' }

    const email = row.email === undefined ? null : (emailField.safeParse(row.email).data ?? null)
    if (row.email !== undefined && email === null) return wrong('directory_take_email_wrong', row.email)
    const named = name === '' ? [] : (byName.get(folded(name)) ?? [])
    const mine = email ? byEmail.get(email) : named.length === 1 ? named[0] : undefined
    if (name === '' && !mine) return wrong('directory_take_no_name')
    if (name.length > LONGEST || name.length > NAME_LONGEST) return wrong('directory_take_name_long')
    if (cells.some(holdsIdentityNumber)) return wrong('people_identity_number')
    const role = row.role === undefined ? 'member' : roleCalled(row.role)
    if (role === null) return wrong('directory_take_role_wrong', row.role)
    const place = organisationOf(row.organisation, at)
    if (place === null) return wrong('directory_take_organisation_wrong', row.organisation)
    if ((row.office ?? '').length > LONGEST) return wrong('directory_take_office_long')
    if (email) {
      const first = seen.get(email)
      if (first !== undefined) return wrong('directory_take_twice', String(first))
      seen.set(email, line)
    }

    const chosen = typeof choice === 'object' ? at.members.find((one) => one.id === choice.id) : undefined
    const is = mine ?? chosen
    if (is) return held(is, { ...base, facts }, { row, place }, at)
    if (email === null) return wrong('directory_take_no_email')
    const candidates = named.map((one) => ({
      id: one.id,
      label: [one.name, one.email, at.nameOf(one.organisationId)].filter(Boolean).join(', '),
    }))
    if (candidates.length > 0 && choice !== 'new') return { ...base, state: 'double', candidates }
    const input = { name, email, role, office: row.office ?? null, ...place }
    return { ...base, state: 'new', candidates, input }
  })
}

/** Somebody who belongs already: their name and address are their own, and their role is given by hand. */
function held(
  is: KnownMember,
  base: Omit<Sorted<PersonInput>, 'state'>,
  { row, place }: { row: Partial<Record<PeopleField, string>>; place: Pick<PersonInput, 'organisationId' | 'makes'> },
  at: PeopleAt,
): Sorted<PersonInput> {
  const office = row.office ?? is.office
  // What a list does not say is left as it is.
  const moved = row.organisation !== undefined && (place.makes !== null || place.organisationId !== is.organisationId)
  const changes = [
    ...(office === is.office ? [] : [{ before: is.office ?? '', after: office ?? '' }]),
    ...(moved ? [{ before: at.nameOf(is.organisationId), after: place.makes ?? at.nameOf(place.organisationId) }] : []),
  ]
  const input: PersonInput = {
    name: is.name,
    email: is.email ?? '',
    role: 'member',
    office,
    organisationId: moved ? place.organisationId : is.organisationId,
    makes: moved ? place.makes : null,
  }
  return { ...base, name: is.name, id: is.id, changes, state: changes.length > 0 ? 'changed' : 'same', input }
}

function roleCalled(text: string): NetworkRole | null {
  const found = Object.entries(roles).find(([, names]) => names.some((name) => folded(name) === folded(text)))
  return (found?.[0] as NetworkRole | undefined) ?? null
}

/** Finds an organisation by its name in any language, or by a number it has or had. */
export function organisationFinder(organisations: readonly KnownOrganisation[]): (text: string) => string | null {
  const ids = new Map<string, string>()
  for (const { id, name, numbers } of organisations)
    for (const key of [...Object.values(name).map(folded), ...numbers.map(({ number }) => number)])
      if (!ids.has(key)) ids.set(key, id)
  return (text) => ids.get(folded(text)) ?? null
}

/** Null where there is none that is called so and none is made. */
function organisationOf(
  text: string | undefined,
  { organisationCalled, makes }: Pick<PeopleAt, 'organisationCalled' | 'makes'>,
): Pick<PersonInput, 'organisationId' | 'makes'> | null {
  if (text === undefined) return { organisationId: null, makes: null }
  const found = organisationCalled(text)
  if (found) return { organisationId: found, makes: null }
  return makes ? { organisationId: null, makes: text } : null
}

/** The names of organisations in a list that are not there, each once. */
export function unknownOrganisations(rows: Cells, at: Pick<PeopleAt, 'columns' | 'organisationCalled'>): string[] {
  const names = bodyOf(rows, peopleHeadings).flatMap(({ cells }) => {
    const { organisation } = said(cells, at.columns)
    return organisation !== undefined && at.organisationCalled(organisation) === null ? [organisation] : []
  })
  return [...new Map(names.map((name) => [folded(name), name])).values()]
}
