/** Who is written to about an action. */
import { and, eq, isNotNull, isNull } from 'drizzle-orm'
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

/**
 * Whoever owns an action and has an address: the person it was given to; where there is none, all who belong to the organisation
 * now, since nobody of them is its contact more than another.
 */
export async function receiversOf(
  db: Db,
  { networkId, personId, organisationId }: Pick<ActionRow, 'networkId' | 'personId' | 'organisationId'>,
): Promise<Receiver[]> {
  const fields = { personId: person.id, email: person.email, locale: person.locale }
  const reached = and(isNull(person.deletedAt), isNotNull(person.email))
  if (personId === null && organisationId === null) return []
  const rows =
    personId !== null
      ? await db
          .select(fields)
          .from(person)
          .where(and(eq(person.id, personId), reached))
      : await db
          .select(fields)
          .from(membership)
          .innerJoin(person, eq(person.id, membership.personId))
          .where(
            and(
              eq(membership.networkId, networkId),
              eq(membership.organisationId, organisationId!),
              isNull(membership.to),
              reached,
            ),
          )
          .orderBy(person.id)
  return rows.map((one) => ({ ...one, email: one.email! }))
}

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
