/** Making topics, and saying what is about them. For organisers. */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { mayOrganise } from '#network/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import { anywhereIn, meetingSubject } from '#platform/live/subjects.ts'
import { withoutEmpty } from '#platform/words/text.ts'
import { item } from '#programme/tables.ts'
import { type LinkedKind, type TopicMoved, topic, topicLink } from '../tables.ts'
import type { TopicGiven } from './forms.ts'
import { linkedTo, topicOptions } from './reads.ts'
import { addressFor, type TopicRow } from './rules.ts'

/** @throws Invalid({ name }) for one that is called like another */
export async function makeTopic(db: Db, actor: Actor, networkId: string, given: TopicGiven): Promise<TopicRow> {
  return inTransaction(db, async (tx) => {
    onlyOrganisers(actor)
    await checkName(tx, networkId, given, null)
    const all = await tx.select({ slug: topic.slug }).from(topic).where(eq(topic.networkId, networkId))
    const slug = addressFor(given.name, new Set(all.map((one) => one.slug)))
    const [row] = await tx
      .insert(topic)
      .values({ networkId, slug, name: given.name, description: withoutEmpty(given.description) })
      .returning()
    await note(tx, actor, row!, 'topic.made')
    return row!
  })
}

/** Its address stays. @throws Conflict where somebody else changed it meanwhile; Invalid as `makeTopic` */
export async function changeTopic(db: Db, actor: Actor, networkId: string, id: string, given: TopicGiven): Promise<TopicRow> {
  return inTransaction(db, async (tx) => {
    onlyOrganisers(actor)
    const row = await held(tx, networkId, id)
    if (row.version !== given.version) throw new Conflict<TopicGiven>({ ...row, description: row.description ?? {} }, given)
    await checkName(tx, networkId, given, id)
    return put(tx, actor, row, { name: given.name, description: withoutEmpty(given.description) }, 'topic.changed')
  })
}

/** Takes a topic away or brings it back, with all that was said to be about it. */
export async function removeTopic(db: Db, actor: Actor, networkId: string, id: string, removed: boolean): Promise<TopicRow> {
  return inTransaction(db, async (tx) => {
    onlyOrganisers(actor)
    const row = await held(tx, networkId, id, !removed)
    return put(tx, actor, row, { deletedAt: removed ? sql`now()` : null }, removed ? 'topic.removed' : 'topic.restored')
  })
}

/** Two topics that are one: what is about the first is about the second, and its address leads there. */
export async function mergeTopic(db: Db, actor: Actor, networkId: string, id: string, into: string): Promise<TopicRow> {
  return inTransaction(db, async (tx) => {
    onlyOrganisers(actor)
    if (id === into) throw new Invalid({ into: 'matters_choose_topic' })
    // In one order, whoever is put into whom: each into the other at the same moment would wait for the other.
    for (const one of [id, into].sort()) await held(tx, networkId, one)
    const [row, to] = [await held(tx, networkId, id), await held(tx, networkId, into)]
    // What both have stays once.
    const links = await tx.execute<TopicMoved['links'][number]>(
      sql`insert into ${topicLink} (network_id, topic_id, kind, subject_id, by, by_name, at)
        select network_id, ${into}, kind, subject_id, by, by_name, at from ${topicLink} where topic_id = ${id}
        on conflict do nothing returning kind, subject_id as "subjectId"`,
    )
    const gone = await tx.update(topic).set({ mergedInto: into }).where(eq(topic.mergedInto, id)).returning({ id: topic.id })
    const moved: TopicMoved = { links: links.rows, topics: gone.map((one) => one.id) }
    // Its own links stay where they are, for it may stand by itself again.
    await put(tx, actor, row, { mergedInto: into, moved }, 'topic.merged')
    await note(tx, actor, to, 'topic.changed')
    return to
  })
}

/** Parts two topics again: the second is about what it was about before, and what was said of it since. @throws NotFound */
export async function partTopic(db: Db, actor: Actor, to: TopicRow, id: string): Promise<TopicRow> {
  return inTransaction(db, async (tx) => {
    onlyOrganisers(actor)
    const its = and(eq(topic.id, id), eq(topic.mergedInto, to.id), eq(topic.networkId, to.networkId))
    const [row] = await tx.select().from(topic).where(its).for('update')
    if (!row?.moved) throw new NotFound()
    await checkName(tx, row.networkId, row, row.id)
    // Before its links go, so that the pages they stood on are known.
    await note(tx, actor, to, 'topic.changed')
    for (const kind of ['item', 'matter'] as const) {
      const ids = row.moved.links.filter((one) => one.kind === kind).map((one) => one.subjectId)
      await tx
        .delete(topicLink)
        .where(and(eq(topicLink.topicId, to.id), eq(topicLink.kind, kind), inArray(topicLink.subjectId, ids)))
    }
    await tx
      .update(topic)
      .set({ mergedInto: row.id })
      .where(and(inArray(topic.id, [...row.moved.topics]), eq(topic.mergedInto, to.id)))
    return put(tx, actor, row, { mergedInto: null, moved: null }, 'topic.parted')
  })
}

/** Says of something which topics it is about; all others it was given by itself are taken from it. */
export async function setTopics(
  db: Db,
  actor: Actor,
  of: { readonly networkId: string; readonly kind: LinkedKind; readonly subjectId: string },
  topicIds: readonly string[],
): Promise<void> {
  await inTransaction(db, async (tx) => {
    onlyOrganisers(actor)
    const known = new Set((await topicOptions(tx, of.networkId)).map((one) => one.id))
    const wanted = topicIds.filter((id) => known.has(id))
    const own = and(eq(topicLink.kind, of.kind), eq(topicLink.subjectId, of.subjectId))
    const before = (await tx.select({ id: topicLink.topicId }).from(topicLink).where(own)).map((one) => one.id)
    const gone = before.filter((id) => known.has(id) && !wanted.includes(id))
    const come = wanted.filter((id) => !before.includes(id))
    if (gone.length > 0) await tx.delete(topicLink).where(and(own, inArray(topicLink.topicId, gone)))
    for (const topicId of come) await add(tx, actor, { ...of, topicId })
    if (gone.length + come.length === 0) return
    await record(tx, actor, {
      networkId: of.networkId,
      action: 'topic.linked',
      about: { kind: of.kind, id: of.subjectId },
      before,
      after: wanted,
      raises: [anywhereIn(of.networkId), ...(await meetingsWith(tx, of))],
    })
  })
}

/** Takes items into a topic, or out of it. */
export async function linkItems(db: Db, actor: Actor, row: TopicRow, items: readonly string[], linked: boolean): Promise<void> {
  await inTransaction(db, async (tx) => {
    onlyOrganisers(actor)
    const found = await tx
      .select({ id: item.id, meetingId: item.meetingId })
      .from(item)
      .where(and(inArray(item.id, [...items]), eq(item.networkId, row.networkId), isNull(item.deletedAt)))
    const ids = found.map((one) => one.id)
    if (linked)
      for (const subjectId of ids) await add(tx, actor, { networkId: row.networkId, topicId: row.id, kind: 'item', subjectId })
    else
      await tx
        .delete(topicLink)
        .where(and(eq(topicLink.topicId, row.id), eq(topicLink.kind, 'item'), inArray(topicLink.subjectId, ids)))
    await record(tx, actor, {
      networkId: row.networkId,
      action: linked ? 'topic.linked' : 'topic.unlinked',
      about: { kind: 'topic', id: row.id },
      after: ids,
      raises: [anywhereIn(row.networkId), ...found.map((one) => meetingSubject(one.meetingId))],
    })
  })
}

const add = (tx: Tx, actor: Actor, link: Pick<typeof topicLink.$inferInsert, 'networkId' | 'topicId' | 'kind' | 'subjectId'>) =>
  tx
    .insert(topicLink)
    .values({ ...link, by: actor.person?.id ?? null, byName: actor.person?.name ?? null })
    .onConflictDoNothing()

async function held(tx: Tx, networkId: string, id: string, removed = false): Promise<TopicRow> {
  const [row] = await tx
    .select()
    .from(topic)
    .where(and(eq(topic.id, id), eq(topic.networkId, networkId)))
    .for('update')
  if (!row || row.mergedInto !== null || (row.deletedAt !== null) !== removed) throw new NotFound()
  return row
}

async function put(
  tx: Tx,
  actor: Actor,
  row: TopicRow,
  set: Parameters<ReturnType<Tx['update']>['set']>[0],
  action: string,
): Promise<TopicRow> {
  const [after] = await tx
    .update(topic)
    .set({ ...set, version: sql`${topic.version} + 1`, updatedAt: sql`now()` })
    .where(eq(topic.id, row.id))
    .returning()
  await note(tx, actor, after!, action)
  return after!
}

async function checkName(tx: Tx, networkId: string, { name }: Pick<TopicGiven, 'name'>, but: string | null): Promise<void> {
  const given = new Set((Object.values(name) as string[]).map((one) => one.toLocaleLowerCase('nb')))
  const others = (await topicOptions(tx, networkId)).filter((one) => one.id !== but)
  if (others.some((one) => (Object.values(one.name) as string[]).some((other) => given.has(other.toLocaleLowerCase('nb')))))
    throw new Invalid({ name: 'matters_topic_taken' })
}

/** The name of a topic stands on the pages of all that is about it. */
async function note(tx: Tx, actor: Actor, row: TopicRow, action: string): Promise<void> {
  const meetings = await tx.selectDistinct({ id: item.meetingId }).from(item).where(linkedTo(tx, row.id))
  await record(tx, actor, {
    networkId: row.networkId,
    action,
    about: { kind: 'topic', id: row.id },
    after: { name: row.name },
    raises: [anywhereIn(row.networkId), ...meetings.map((one) => meetingSubject(one.id))],
  })
}

async function meetingsWith(tx: Tx, of: { readonly kind: LinkedKind; readonly subjectId: string }) {
  const rows = await tx
    .selectDistinct({ id: item.meetingId })
    .from(item)
    .where(of.kind === 'item' ? eq(item.id, of.subjectId) : eq(item.matterId, of.subjectId))
  return rows.map((one) => meetingSubject(one.id))
}

function onlyOrganisers(actor: Actor): void {
  if (mayOrganise(actor) !== 'yes') throw new NotFound()
}
