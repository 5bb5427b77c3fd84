import { and, eq, notInArray, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { membership } from '#network/tables.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { Locale } from '#platform/words/text.ts'
import type { ProfileInput } from './forms.ts'
import { type PersonRow, personByEmail } from './reads.ts'
import { plainEmail } from './rules.ts'
import { person } from './tables.ts'

/** Changes one's own name and language. */
export async function changeProfile(db: Db, actor: Actor, input: ProfileInput): Promise<void> {
  const id = actor.person?.id
  if (!id) throw new NotFound()
  await inTransaction(db, async (tx) => {
    const [before] = await tx
      .select({ name: person.name, locale: person.locale })
      .from(person)
      .where(eq(person.id, id))
      .for('update')
    await tx.update(person).set(input).where(eq(person.id, id))
    await record(tx, actor, {
      networkId: null,
      action: 'person.changed',
      about: { kind: 'person', id },
      before,
      after: input,
      raises: [],
    })
  })
}

/**
 * The person with an address, made if there is none. Whoever is known already keeps their own name.
 * @param fields.sample for people of the sample network, who go with it
 */
export async function findOrAddPerson(
  tx: Tx,
  actor: Actor,
  fields: { name: string; email: string; locale?: Locale | null; sample?: boolean },
): Promise<PersonRow> {
  const email = plainEmail(fields.email)
  const known = await personByEmail(tx, email)
  if (known) return known
  const [made] = await tx
    .insert(person)
    .values({ ...fields, email })
    .onConflictDoNothing()
    .returning()
  // Somebody else was faster with the same address.
  if (!made) return (await personByEmail(tx, email))!
  await record(tx, actor, {
    networkId: null,
    action: 'person.added',
    about: { kind: 'person', id: made.id },
    after: { name: made.name, email },
    raises: [],
  })
  return made
}

/**
 * Makes the person with this address the operator, who may make networks. An operator that was only a stand-in, made before
 * an address was given, loses that right.
 */
export async function makeOperator(db: Db, actor: Actor, email: string, name: string): Promise<PersonRow> {
  return inTransaction(db, async (tx) => {
    const owner = await findOrAddPerson(tx, actor, { name, email })
    await tx
      .update(person)
      .set({ operator: sql`${person.id} = ${owner.id}` })
      .where(sql`${person.operator} <> (${person.id} = ${owner.id}) and (${person.operator} or ${person.id} = ${owner.id})`)
    if (!owner.operator)
      await record(tx, actor, {
        networkId: null,
        action: 'person.made_operator',
        about: { kind: 'person', id: owner.id },
        raises: [],
      })
    return owner
  })
}

/** Removes the sample's people. Whoever has been given a place in another network stays, and is a sample no more. */
export async function removeSamplePeople(tx: Tx): Promise<string[]> {
  const elsewhere = tx.select({ id: membership.personId }).from(membership)
  const gone = await tx
    .delete(person)
    .where(and(eq(person.sample, true), notInArray(person.id, elsewhere)))
    .returning({ id: person.id })
  await tx.update(person).set({ sample: false }).where(eq(person.sample, true))
  return gone.map((row) => row.id)
}
