/** Making the list of what is due, and what an owner answers. Nothing is deleted here. */
import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { membership, network } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { isId, newId } from '#platform/db/id.ts'
import { NotFound, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { Written } from '#platform/mail/letter.tsx'
import { queueMail } from '#platform/mail/writes.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import { outOfTime } from '../out/reads.ts'
import { GRACE_DAYS, mayKeep, termsOf } from '../rules.ts'
import { dueDocument } from '../tables.ts'
import { LISTED, waitingOf } from './reads.ts'

/** What owners are told when a list waits for them. */
export interface Waiting {
  readonly name: Words
  readonly href: string
  readonly n: number
}

const AT_ONCE = 500

/**
 * Puts on the list what is out of time now and not answered yet, and takes off it what no longer is, as after a change of
 * the rules. What was kept longer comes back when that is over.
 * @param write the letter to owners; none where one of them asked for the list
 * @returns how many wait
 */
export function makeList(
  ground: Pick<Ground, 'db' | 'config' | 'jobs'>,
  actor: Actor,
  networkId: string,
  now: Temporal.Instant,
  write?: (locale: Locale, what: Waiting) => Written,
): Promise<number> {
  only(actor, networkId)
  return inTransaction(ground.db, async (tx) => {
    // Two lists at once would answer each other's rows.
    const [of] = await tx.select().from(network).where(eq(network.id, networkId)).for('update')
    if (!of) throw new NotFound()
    const found = await outOfTime(tx, networkId, termsOf(of.keeping), now)
    const today = now.toZonedDateTimeISO(of.timezone).toPlainDate().toString()
    for (let i = 0; i < found.length; i += AT_ONCE) await list(tx, networkId, found.slice(i, i + AT_ONCE), today)
    const still = found.map((one) => `${one.kind} ${one.aboutId}`)
    await tx
      .delete(dueDocument)
      .where(
        and(
          eq(dueDocument.networkId, networkId),
          eq(dueDocument.state, 'waiting'),
          sql`${dueDocument.kind} || ' ' || ${dueDocument.aboutId} <> all(${sql.param(still)}::text[])`,
        ),
      )
    const n = await tx.$count(dueDocument, and(eq(dueDocument.networkId, networkId), eq(dueDocument.state, 'waiting')))
    if (write && n > 0) await tellOwners(ground, tx, of, n, write)
    await record(tx, actor, {
      networkId,
      action: LISTED,
      about: { kind: 'network', id: networkId },
      after: { waiting: n },
      raises: [],
    })
    return n
  })
}

async function list(tx: Tx, networkId: string, found: Awaited<ReturnType<typeof outOfTime>>, today: string): Promise<void> {
  const given = (name: string) => sql.raw(`excluded.${name}`)
  const comesBack = or(
    eq(dueDocument.state, 'waiting'),
    sql`${dueDocument.state} = 'kept' and ${dueDocument.keptUntil} <= ${today}`,
    // These are about what is written anew under the same id; the others end with their document.
    sql`${dueDocument.state} = 'deleted' and ${dueDocument.kind} in ('draft', 'question')`,
  )
  await tx
    .insert(dueDocument)
    .values(found.map((one) => ({ id: newId(), networkId, ...one })))
    .onConflictDoUpdate({
      target: [dueDocument.kind, dueDocument.aboutId],
      set: {
        state: 'waiting',
        meetingId: given('meeting_id'),
        itemId: given('item_id'),
        title: given('title'),
        audience: given('audience'),
        shownAt: given('shown_at'),
        parts: given('parts'),
        bytes: given('bytes'),
        files: given('files'),
        years: given('years'),
        outAt: given('out_at'),
        keptUntil: null,
        reason: null,
        deleteAt: null,
        deletedAt: null,
      },
      setWhere: comesBack!,
    })
}

async function tellOwners(
  ground: Pick<Ground, 'config' | 'jobs'>,
  tx: Tx,
  of: typeof network.$inferSelect,
  n: number,
  write: (locale: Locale, what: Waiting) => Written,
): Promise<void> {
  const owners = await tx
    .select({ email: person.email, locale: person.locale })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(and(eq(membership.networkId, of.id), eq(membership.role, 'owner'), isNull(membership.to), isNull(person.deletedAt)))
  const what = { name: of.name, href: `${ground.config.baseUrl}/${of.slug}/settings/due`, n }
  for (const { email, locale } of owners)
    if (email) await queueMail(ground, tx, { networkId: of.id, to: email, kind: 'keeping', ...write(locale ?? of.locale, what) })
}

type Which = Parameters<typeof waitingOf>[1]

/**
 * An owner says yes: what was chosen goes when the days of grace are over.
 * @returns how many, and when they go
 */
export function approve(
  db: Db,
  actor: Actor,
  networkId: string,
  which: Which,
  now: Temporal.Instant,
): Promise<{ readonly n: number; readonly deleteAt: string }> {
  const deleteAt = now.add({ hours: 24 * GRACE_DAYS }).toString()
  return answer(db, actor, networkId, which, 'keeping.approved', { state: 'approved', deleteAt }).then((n) => ({ n, deleteAt }))
}

/** An owner says that it is kept longer than the rule says. @returns how many */
export const keepLonger = (
  db: Db,
  actor: Actor,
  networkId: string,
  ids: readonly string[],
  longer: { readonly until: string; readonly reason: string },
): Promise<number> =>
  answer(db, actor, networkId, { ids }, 'keeping.kept_longer', { state: 'kept', keptUntil: longer.until, reason: longer.reason })

function answer(
  db: Db,
  actor: Actor,
  networkId: string,
  which: Which,
  action: string,
  set: Partial<typeof dueDocument.$inferInsert>,
): Promise<number> {
  only(actor, networkId)
  return inTransaction(db, async (tx) => {
    const rows = await tx.update(dueDocument).set(set).where(waitingOf(networkId, which)).returning({ id: dueDocument.id })
    if (rows.length > 0)
      await record(tx, actor, {
        networkId,
        action,
        about: { kind: 'network', id: networkId },
        after: { ...set, ids: rows.map((row) => row.id) },
        raises: [],
      })
    return rows.length
  })
}

/**
 * Within the days of grace, or of what is kept longer: it stands on the list again.
 * @throws NotFound when it is gone, or was never answered
 */
export function takeBack(db: Db, actor: Actor, networkId: string, id: string): Promise<void> {
  only(actor, networkId)
  if (!isId(id)) return Promise.reject(new NotFound())
  return inTransaction(db, async (tx) => {
    const [row] = await tx
      .update(dueDocument)
      .set({ state: 'waiting', deleteAt: null, keptUntil: null, reason: null })
      .where(and(eq(dueDocument.networkId, networkId), eq(dueDocument.id, id), inArray(dueDocument.state, ['approved', 'kept'])))
      .returning({ id: dueDocument.id })
    if (!row) throw new NotFound()
    const about = { kind: 'due_document', id }
    await record(tx, actor, { networkId, action: 'keeping.taken_back', about, raises: [] })
  })
}

function only(actor: Actor, networkId: string): void {
  if (mayKeep(actor) !== 'yes' || actor.network?.id !== networkId) throw new Refused('network_only_owners')
}
