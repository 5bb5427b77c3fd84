/** Who is written to about an action. */
import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { personActor } from '#actor.ts'
import { membership } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import type { Locale } from '#platform/words/text.ts'
import { type ActionView, listActions } from '../reads.ts'
import type { ActionRow } from '../rules.ts'

export interface Receiver {
  readonly personId: string
  readonly email: string
  readonly locale: Locale | null
}

type Owned = Pick<ActionRow, 'personId' | 'organisationId'>

/**
 * Whoever owns an action and has an address: the person it was given to; where there is none, all who belong to the organisation
 * now, since nobody of them is its contact more than another.
 */
export const receiversOf = async (db: Db, row: Owned & Pick<ActionRow, 'networkId'>): Promise<readonly Receiver[]> =>
  (await receiversOfAll(db, row.networkId, [row]))(row)

/** The same for many actions of a network. Two queries. */
export async function receiversOfAll(
  db: Db,
  networkId: string,
  rows: readonly Owned[],
): Promise<(row: Owned) => readonly Receiver[]> {
  const fields = { personId: person.id, email: sql<string>`${person.email}`, locale: person.locale }
  const reached = and(isNull(person.deletedAt), isNotNull(person.email))
  const ids = (of: (row: Owned) => string | null) => [...new Set(rows.flatMap((row) => of(row) ?? []))]
  const people = await db
    .select(fields)
    .from(person)
    .where(and(inArray(person.id, ids(personOf)), reached))
  const members = await db
    .select({ organisationId: membership.organisationId, ...fields })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(
      and(
        eq(membership.networkId, networkId),
        inArray(membership.organisationId, ids(organisationAloneOf)),
        isNull(membership.to),
        reached,
      ),
    )
    .orderBy(person.id)
  const byPerson = Map.groupBy(people, (one) => one.personId)
  const byOrganisation = Map.groupBy(members, (one) => one.organisationId)
  return (row) => byPerson.get(personOf(row) ?? '') ?? byOrganisation.get(organisationAloneOf(row)) ?? []
}

const personOf = ({ personId }: Owned) => personId
const organisationAloneOf = ({ personId, organisationId }: Owned) => (personId === null ? organisationId : null)

/** Some actions as one of their owners sees them; without those that are not for them, or not theirs. */
export async function asOwnerSees(
  db: Db,
  personId: string,
  network: Parameters<typeof listActions>[2],
  ids: readonly string[],
  now?: Temporal.Instant,
): Promise<ActionView[]> {
  const reader = await personActor(db, personId, { networkId: network.id })
  return (await listActions(db, reader, network, { ids, open: true }, now)).filter((one) => one.mine)
}
