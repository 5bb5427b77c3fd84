/** Several actions changed at once, and that taken back. */
import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import type { Bulk } from '../forms.ts'
import { ownerIn } from '../owners/reads.ts'
import { listActions } from '../reads.ts'
import { type ActionRow, mayUpdate } from '../rules.ts'
import { type ActionBefore, action, actionBulk, actionUpdate } from '../tables.ts'
import { type At, move, note, put, statusSet, type Told } from '../writes.ts'

export interface Done {
  readonly changed: number
  /** Not theirs to change, gone, or changed by somebody since they were shown. */
  readonly left: number
  /** What undoes it; null where nothing was changed. */
  readonly id: string | null
}

/**
 * Changes all that were chosen, that the actor may change, and that are as they were shown: what the form leaves empty stays.
 * @throws Invalid when nothing is to be changed, when it is not said why they rest, or for an owner who is not of the network
 */
export function changeMany({ db, tell }: Told, actor: Actor, network: At, form: Bulk): Promise<Done> {
  if (!actor.person) throw new NotFound()
  const personId = actor.person.id
  const owner = ownerOf(form)
  if (!form.status && !form.due && !owner && !form.project) throw new Invalid({ ids: 'actions_bulk_nothing' })
  if ((form.status === 'blocked' || form.status === 'dropped') && !form.reason)
    throw new Invalid({ reason: 'actions_reason_missing' })
  return inTransaction(db, async (tx) => {
    const versions = new Map(form.ids.map(({ id, version }) => [id, version]))
    const seen = await listActions(tx, actor, network, { ids: [...versions.keys()] })
    const mine = seen.filter((one) => mayUpdate(actor, one, one) === 'yes').map((one) => one.id)
    if (owner) await checkOwner(tx, network.id, owner)
    const held = await tx
      .select()
      .from(action)
      .where(and(inArray(action.id, mine), isNull(action.deletedAt)))
      .orderBy(action.id)
      .for('update')
    const rows = held.filter((row) => row.version === versions.get(row.id))
    const before: ActionBefore[] = []
    const given: ActionRow[] = []
    const gather: Told['tell'] = async (_, all) => {
      given.push(...all)
    }
    for (const row of rows) {
      const set: Partial<ActionRow> = {
        ...(form.status && statusSet(row, form.status, form.reason)),
        ...(form.due && { due: form.due, dueToCome: false }),
        ...owner,
        ...(form.project && { project: form.project }),
      }
      const names = (Object.keys(set) as (keyof ActionRow)[]).filter((name) => set[name] !== row[name])
      if (names.length === 0) continue
      const after = await move(tx, actor, row, { set, words: form.reason, via: 'bulk', tell: gather })
      before.push({ id: row.id, version: after.version, was: Object.fromEntries(names.map((name) => [name, row[name]])) })
    }
    // One mail to each, whatever they were given.
    await tell(tx, given, form.reason)
    const left = versions.size - rows.length
    if (before.length === 0) return { changed: 0, left, id: null }
    const [kept] = await tx
      .insert(actionBulk)
      .values({ networkId: network.id, personId, before })
      .returning({ id: actionBulk.id })
    return { changed: before.length, left, id: kept!.id }
  })
}

/** Given to somebody it is theirs alone: the other kind of owner is taken off. */
function ownerOf({ owner }: Bulk): Pick<ActionRow, 'personId' | 'organisationId'> | null {
  if (owner === null) return null
  const [kind, id = ''] = owner.split(':')
  return kind === 'person' ? { personId: id, organisationId: null } : { personId: null, organisationId: id }
}

/** @throws Invalid({owner}): the form has one field for both kinds */
const checkOwner = (tx: Tx, networkId: string, owner: Pick<ActionRow, 'personId' | 'organisationId'>) =>
  ownerIn(tx, networkId, { project: null, ...owner }, null).catch((error) => {
    throw error instanceof Invalid ? new Invalid({ owner: 'actions_owner_wrong' }) : error
  })

/**
 * Makes each as it was before, unless somebody changed it since. Only by whoever changed them, and once.
 * @throws NotFound
 */
export function undoMany(db: Db, actor: Actor, network: At, id: string): Promise<Done> {
  return inTransaction(db, async (tx) => {
    const own = and(eq(actionBulk.id, id), eq(actionBulk.networkId, network.id), isNull(actionBulk.undoneAt))
    const [bulk] = isId(id) && actor.person ? await tx.select().from(actionBulk).where(own).for('update') : []
    if (!bulk || bulk.personId !== actor.person?.id) throw new NotFound()
    const ids = bulk.before.map((one) => one.id)
    const may = (await listActions(tx, actor, network, { ids })).map((one) => one.id)
    const rows = await tx
      .select()
      .from(action)
      .where(and(inArray(action.id, ids), isNull(action.deletedAt)))
      .orderBy(action.id)
      .for('update')
    let changed = 0
    for (const { id: actionId, version, was } of bulk.before) {
      const row = rows.find((one) => one.id === actionId)
      if (!row || row.version !== version || !may.includes(actionId)) continue
      const after = await put(tx, row, was)
      await forgetTrace(tx, row)
      await note(tx, actor, after, 'action.undone', row)
      changed += 1
    }
    await tx.update(actionBulk).set({ undoneAt: Temporal.Now.instant().toString() }).where(eq(actionBulk.id, id))
    return { changed, left: ids.length - changed, id: null }
  })
}

/** What was taken back at once did not happen. */
async function forgetTrace(tx: Tx, row: ActionRow): Promise<void> {
  const [last] = await tx
    .select({ id: actionUpdate.id, via: actionUpdate.via })
    .from(actionUpdate)
    .where(eq(actionUpdate.actionId, row.id))
    .orderBy(desc(actionUpdate.at), desc(actionUpdate.id))
    .limit(1)
  if (last?.via === 'bulk') await tx.delete(actionUpdate).where(eq(actionUpdate.id, last.id))
}
