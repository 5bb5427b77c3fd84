/** Whom a measure can rest with: the members of a network and its organisations, by name. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { Named } from '#minutes/objects/rules.ts'
import { mayOrganise } from '#network/rules.ts'
import { membership, organisation } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'

/** @throws NotFound for those who do not organise */
export async function namedIn(db: Db, actor: Actor, networkId: string): Promise<Named> {
  if (actor.network?.id !== networkId || mayOrganise(actor) !== 'yes') throw new NotFound()
  const people = await db
    .select({ id: person.id, name: person.name })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(and(eq(membership.networkId, networkId), isNull(membership.to), isNull(person.deletedAt)))
  const organisations = await db
    .select({ id: organisation.id, name: organisation.name })
    .from(organisation)
    .where(and(eq(organisation.networkId, networkId), isNull(organisation.deletedAt)))
  return { people, organisations }
}
