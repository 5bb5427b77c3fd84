/** Saying of two that they are two, and taking that back. */
import { and, eq } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Invalid, NotFound, Refused } from '#platform/errors.ts'
import { readOrganisation } from '../../organisations/reads.ts'
import { readMember } from '../../people/reads.ts'
import { mayManage, mayOrganise } from '../../rules.ts'
import { apart } from '../../tables.ts'
import type { PairInput } from '../forms.ts'
import { inOrder } from './rules.ts'

export type Of = 'people' | 'organisations'
const rights = { people: mayManage, organisations: mayOrganise } as const
const reads = { people: readMember, organisations: readOrganisation } as const

/** From now on the two are not suggested. @throws Invalid for the same one twice, NotFound where one is not of this network */
export async function keepApart(db: Db, actor: Actor, networkId: string, of: Of, pair: PairInput): Promise<void> {
  if (pair.one === pair.other) throw new Invalid({ other: 'directory_double_choose' })
  await change(db, actor, networkId, of, pair, 'double.apart', async (tx, [one, other]) => {
    for (const id of [one, other]) await reads[of](tx, networkId, id)
    await tx.insert(apart).values({ networkId, one, other }).onConflictDoNothing()
  })
}

/** They may be one after all. */
export async function letBeLikely(db: Db, actor: Actor, networkId: string, of: Of, pair: PairInput): Promise<void> {
  await change(db, actor, networkId, of, pair, 'double.likely', async (tx, [one, other]) => {
    await tx.delete(apart).where(and(eq(apart.networkId, networkId), eq(apart.one, one), eq(apart.other, other)))
  })
}

async function change(
  db: Db,
  actor: Actor,
  networkId: string,
  of: Of,
  pair: PairInput,
  action: string,
  write: (tx: Tx, two: readonly [string, string]) => Promise<void>,
): Promise<void> {
  if (actor.network?.id !== networkId || !actor.network.role) throw new NotFound()
  const may = rights[of](actor)
  if (may !== 'yes') throw new Refused(may)
  await inTransaction(db, async (tx) => {
    const two = inOrder(pair.one, pair.other)
    await write(tx, two)
    await record(tx, actor, {
      networkId,
      action,
      about: { kind: of === 'people' ? 'membership' : 'organisation', id: two[0] },
      after: { other: two[1] },
      raises: [],
    })
  })
}
