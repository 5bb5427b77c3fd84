/** What a list would do to a network, as it stands now. */
import { createHash } from 'node:crypto'
import type { Actor } from '#actor.ts'
import type { Db } from '#platform/db/db.ts'
import { locales, pick } from '#platform/words/text.ts'
import { inLocale } from '#platform/words/words.ts'
import { folded } from '../folding/rules.ts'
import { organisationTypes } from '../organisations/forms.ts'
import { listOrganisations } from '../organisations/reads.ts'
import { typeName } from '../organisations/rules.ts'
import { listMembers } from '../people/reads.ts'
import type { NetworkRow } from '../reads.ts'
import type { OrganisationType } from '../tables.ts'
import type { Columns, OrganisationField, PeopleField } from './columns/rules.ts'
import { type OrganisationRowInput, sortOrganisations } from './organisations/rules.ts'
import { organisationFinder, type PersonInput, sortPeople, unknownOrganisations } from './people/rules.ts'
import type { Cells, Choices, Sorted } from './rules.ts'

export interface PeopleList {
  readonly rows: Cells
  readonly columns: Columns<PeopleField>
  readonly choices: Choices
  readonly makes: boolean
}

export interface PeoplePlan {
  readonly sorted: readonly Sorted<PersonInput>[]
  /** Names of organisations that are not there. */
  readonly unknown: readonly string[]
}

export async function planPeople(db: Db, actor: Actor, network: NetworkRow, list: PeopleList): Promise<PeoplePlan> {
  const members = await listMembers(db, actor, network.id)
  const organisations = await listOrganisations(db, actor, network.id)
  const names = new Map(organisations.map((one) => [one.id, pick(one.name, network.locale)?.text ?? '']))
  const organisationCalled = organisationFinder(organisations)
  const at = { ...list, members, organisationCalled, nameOf: (id: string | null) => (id && names.get(id)) || '' }
  return { sorted: sortPeople(list.rows, at), unknown: unknownOrganisations(list.rows, at) }
}

export interface OrganisationsList {
  readonly rows: Cells
  readonly columns: Columns<OrganisationField>
  readonly choices: Choices
}

export async function planOrganisations(
  db: Db,
  actor: Actor,
  network: NetworkRow,
  list: OrganisationsList,
): Promise<Sorted<OrganisationRowInput>[]> {
  const known = await listOrganisations(db, actor, network.id)
  const types = new Map(
    organisationTypes.flatMap((type) => [
      [folded(type), type] as const,
      ...locales.map((locale) => [folded(inLocale(locale, () => typeName(type))), type] as const),
    ]),
  )
  const { locale } = network
  const nameIn = (type: OrganisationType) => inLocale(locale, () => typeName(type))
  return sortOrganisations(list.rows, { ...list, known, types, typeName: nameIn, locale })
}

/** A short text that is the same while the same would be written: what was checked is what is taken in. */
export const digestOf = (rows: readonly Sorted[]): string =>
  createHash('sha256')
    .update(JSON.stringify(rows.map(({ line, state, id, input, changes }) => [line, state, id, input, changes])))
    .digest('hex')
    .slice(0, 24)
