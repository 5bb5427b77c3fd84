/**
 * What followers are to be told, written in the transaction of the act that makes it so (`onRecorded`): a publication is news
 * if and only if it took place. Whoever publishes knows nothing of this.
 */
import { and, eq, isNull, notExists, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { material } from '#materials/tables.ts'
import { mayEdit, narrower } from '#meeting/rules.ts'
import { type Audience, meeting } from '#meeting/tables.ts'
import { minutes } from '#minutes/tables.ts'
import { type Act, type Doer, inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { item } from '#programme/tables.ts'
import { concerns } from '../following/reads.ts'
import { follow, follower, type NewsKind, news } from '../tables.ts'
import { isToldOfPlan } from './rules.ts'

/** Looks at an act and writes down what followers are to be told of it, or that they are not to be told any more. */
export async function noteNews(tx: Tx, by: Doer, act: Act): Promise<void> {
  if (!act.networkId || !act.meetingId) return
  if (act.about.kind === 'material') await noteMaterial(tx, by, act)
  if (act.about.kind === 'minutes') await noteMinutes(tx, by, act)
  if (act.about.kind === 'meeting') await noteMeeting(tx, by, act)
}

const becomesReadable = new Set(['material.added', 'material.published', 'material.restored'])
/** Published in this very transaction, whatever the act is called. */
const justPublished = sql<boolean>`${material.publishedAt} >= now()`

async function noteMaterial(tx: Tx, by: Doer, act: Act): Promise<void> {
  const [found] = await tx.select({ row: material, now: justPublished }).from(material).where(eq(material.id, act.about.id))
  const row = found?.row
  if (!row || row.publishedAt === null || row.deletedAt !== null) return withdraw(tx, act.about.id)
  const widened = act.action === 'material.changed' && isWider(row.audience, act.before)
  if (widened || ((found.now || becomesReadable.has(act.action)) && !(await stands(tx, row.id))))
    await write(tx, by, act, { kind: 'material', aboutId: row.id, itemId: row.itemId })
}

/** Minutes are told when they come, and once more when the text that readers see is approved. */
async function noteMinutes(tx: Tx, by: Doer, act: Act): Promise<void> {
  const [row] = await tx.select().from(minutes).where(eq(minutes.id, act.about.id))
  if (!row || row.publishedAt === null) return withdraw(tx, act.about.id)
  const approved = row.state === 'approved' && row.publishedNumber === row.number
  const told = ['minutes.published', 'minutes.proposed', 'minutes.approved'].includes(act.action)
  if (told && (approved || !(await stands(tx, row.id))))
    await write(tx, by, act, { kind: 'minutes', aboutId: row.id, itemId: row.itemId })
}

async function noteMeeting(tx: Tx, by: Doer, act: Act): Promise<void> {
  const id = act.about.id
  if (act.action === 'meeting.change_withdrawn') return withdraw(tx, (act.before as { id: string }).id)
  const [row] = await tx.select().from(meeting).where(eq(meeting.id, id))
  if (!row || row.template) return
  if (row.publishedAt === null || row.deletedAt !== null) return withdraw(tx, id)
  const widened = act.action === 'meeting.audience' && isWider(row.audience, act.before)
  if (widened || (act.action === 'meeting.published' && !(await stands(tx, id))))
    return write(tx, by, act, { kind: 'meeting', aboutId: id, itemId: null })
  const changeId = (act.after as { change?: string } | undefined)?.change
  if (isToldOfPlan(act.action.replace('meeting.', '')) && changeId)
    await write(tx, by, act, { kind: 'plan', aboutId: changeId, itemId: null })
}

const isWider = (now: Audience, before: unknown): boolean => {
  const was = (before as { audience?: Audience } | undefined)?.audience
  return was !== undefined && narrower(was, now)
}

/** Whether it has been news and was not withdrawn: it is told once. */
async function stands(tx: Tx, aboutId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: news.id })
    .from(news)
    .where(and(eq(news.aboutId, aboutId), isNull(news.withdrawnAt)))
    .limit(1)
  return rows.length > 0
}

async function write(
  tx: Tx,
  by: Doer,
  act: Act,
  what: { kind: NewsKind; aboutId: string; itemId: string | null },
): Promise<void> {
  // Held together with others who write news; whoever tells it waits for none and starts when all have ended. So what is
  // written here never bears an earlier moment than what was told before it could be seen.
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${newsLock(act.networkId!)})`)
  await tx.insert(news).values({
    ...what,
    networkId: act.networkId!,
    meetingId: act.meetingId!,
    at: sql`clock_timestamp()`,
    byPerson: by.person?.id ?? null,
  })
}

/** What tells and what writes news in a network hold the same lock. */
export const newsLock = (networkId: string) => sql`hashtextextended(${`news of ${networkId}`}, 0)`

/** Takes back what nobody has been told yet. What somebody knows stays news, so that it is not told twice. */
async function withdraw(tx: Tx, aboutId: string): Promise<void> {
  const told = tx
    .select({ one: sql`1` })
    .from(follow)
    .innerJoin(follower, eq(follower.id, follow.followerId))
    .innerJoin(meeting, eq(meeting.id, news.meetingId))
    .leftJoin(item, eq(item.id, news.itemId))
    .where(and(concerns, sql`${follower.toldUntil} >= ${news.at}`, sql`${follow.at} <= ${news.at}`))
  await tx
    .update(news)
    .set({ withdrawnAt: sql`now()` })
    .where(and(eq(news.aboutId, aboutId), isNull(news.withdrawnAt), notExists(told)))
}

/**
 * Holds back one thing that is waiting, or takes that back.
 * @throws NotFound for those who do not organise, and when there is no such news on the meeting
 */
export async function holdBack(
  db: Db,
  actor: Actor,
  row: Pick<typeof meeting.$inferSelect, 'id' | 'networkId'>,
  newsId: string,
  held: boolean,
): Promise<void> {
  if (mayEdit(actor, row) !== 'yes') throw new NotFound()
  await inTransaction(db, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock_shared(${newsLock(row.networkId)})`)
    const changed = await tx
      .update(news)
      // Let out again it is as new as when it happened just now: some may have been told of later things meanwhile.
      .set(held ? { withdrawnAt: sql`now()` } : { withdrawnAt: null, at: sql`clock_timestamp()` })
      .where(and(eq(news.id, newsId), eq(news.meetingId, row.id)))
      .returning({ id: news.id })
    if (changed.length === 0) throw new NotFound()
    await record(tx, actor, {
      networkId: row.networkId,
      meetingId: row.id,
      action: held ? 'news.held_back' : 'news.let_out',
      about: { kind: 'news', id: newsId },
      raises: [],
    })
  })
}
