import { and, asc, eq, isNull } from 'drizzle-orm'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { pick, type Words } from '#platform/words/text.ts'
import { membership, organisation } from '../tables.ts'

export interface Names {
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly organisations: readonly { readonly id: string; readonly name: Words }[]
}

/** Whom a network is made of, to choose among: its members and its organisations, by name. Who asks must be allowed to know of the members. */
export async function namesIn(db: Db, networkId: string): Promise<Names> {
  const [people, organisations] = await Promise.all([
    db
      .select({ id: person.id, name: person.name })
      .from(membership)
      .innerJoin(person, eq(person.id, membership.personId))
      .where(and(eq(membership.networkId, networkId), isNull(membership.to), isNull(person.deletedAt)))
      .orderBy(asc(person.name), asc(person.id)),
    db
      .select({ id: organisation.id, name: organisation.name })
      .from(organisation)
      .where(and(eq(organisation.networkId, networkId), isNull(organisation.deletedAt)))
      .orderBy(asc(organisation.createdAt), asc(organisation.id)),
  ])
  const alphabet = new Intl.Collator('nb')
  const nameOf = (one: { readonly name: Words }) => pick(one.name, 'nb')?.text ?? ''
  return {
    people: people.sort((a, b) => alphabet.compare(a.name, b.name)),
    organisations: organisations.sort((a, b) => alphabet.compare(nameOf(a), nameOf(b))),
  }
}
