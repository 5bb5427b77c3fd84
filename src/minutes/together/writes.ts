/**
 * What several write at once, kept: a log to which every update is added in order, a merged state that the log runs ahead
 * of, and the minutes that follow from both. The log is the truth. Any process may add to it, and no process may
 * put what it has in memory in place of what is stored; so it does not matter for what is kept which process is in charge.
 */
import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import * as Y from 'yjs'
import { jobActor } from '#actor.ts'
import { person } from '#people/tables.ts'
import { type Doer, inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { MinutesDocument } from '../document.ts'
import type { Limits } from '../forms.ts'
import type { MinutesRow } from '../rules.ts'
import { sameText } from '../standing/rules.ts'
import { act, addRevision, setText } from '../standing/writes.ts'
import { minutes, minutesRevision } from '../tables.ts'
import { documentOf, updateOf, writeInto } from './forms.ts'
import { type LiveRow, logSince } from './reads.ts'
import { minutesLive, minutesUpdate } from './tables.ts'

/** A shared document as it is stored, with the number of the last update in it. */
export interface Loaded {
  readonly life: string
  readonly doc: Y.Doc
  readonly seq: number
}

/** The shared document of some minutes. It is made of their text the first time: once, whoever else comes at the same moment. */
export async function openLive(db: Db, minutesId: string): Promise<Loaded> {
  return inTransaction(db, async (tx) => {
    const row = await rowUnderLock(tx, minutesId)
    const live = (await liveUnderLock(tx, row.id)) ?? (await begin(tx, row))
    const log = await logSince(tx, row.id, live.covered)
    return { life: live.life, doc: docOf(live, log), seq: live.seq }
  })
}

async function begin(tx: Tx, row: MinutesRow): Promise<LiveRow> {
  const state = updateOf(row.document)
  const vector = Y.encodeStateVectorFromUpdate(state)
  const [made] = await tx.insert(minutesLive).values({ minutesId: row.id, networkId: row.networkId, state, vector }).returning()
  return made!
}

export interface Written {
  readonly bytes: Uint8Array
  readonly author: string | null
}

/**
 * Adds to the log. When this resolves it is in the database.
 * @returns the number of the last of them, and when
 * @throws NotFound when the document is no more
 */
export async function append(db: Db, minutesId: string, written: readonly Written[]): Promise<{ seq: number; at: string }> {
  const { rows } = await db.execute<{ seq: number; at: string }>(sql`
    with live as (
      update ${minutesLive} set seq = seq + ${written.length} where minutes_id = ${minutesId} returning minutes_id, network_id, seq
    )
    insert into ${minutesUpdate} (minutes_id, seq, network_id, bytes, author, at)
    select live.minutes_id, live.seq - ${written.length} + one.place, live.network_id, one.bytes, one.author, clock_timestamp()
    from live, unnest(
      ${sql.param(written.map(({ bytes }) => Buffer.from(bytes)))}::bytea[],
      ${sql.param(written.map(({ author }) => author))}::uuid[]
    ) with ordinality as one(bytes, author, place)
    returning seq, at::text as at`)
  if (rows.length === 0) throw new NotFound()
  return rows.reduce((last, row) => (row.seq > last.seq ? row : last))
}

/** What a process holds in memory: everything up to `seq`, and perhaps more. */
interface Known {
  readonly doc: Y.Doc
  readonly seq: number
}

/**
 * Brings the merged state and the minutes up to the log.
 * @param known spares reading the state anew
 * @returns the minutes as they are then
 * @throws Invalid({document}) when what was written is too long to be stored as minutes; the log and the state keep it all the same
 */
export async function bringUp(db: Db, minutesId: string, known?: Known): Promise<MinutesRow> {
  const { row, document } = await inTransaction(db, async (tx) => gather(tx, await rowUnderLock(tx, minutesId), { known }))
  if (document instanceof Error) throw document
  return row
}

/**
 * The same within a write that holds the row, and what was written is a revision of its own afterwards: whoever approves,
 * restores or compares goes by revisions.
 * @throws Invalid({document}) when it is too long
 */
export async function settle(tx: Tx, row: MinutesRow, most?: Limits): Promise<MinutesRow> {
  const gathered = await gather(tx, row, { most })
  if (gathered.document instanceof Error) throw gathered.document
  const { live, document } = gathered
  return live && document ? makeRevision(tx, live, gathered.row, document) : gathered.row
}

/** Ends a sitting: what was written since the last revision becomes one. @returns the minutes as they are then */
export async function endSitting(db: Db, minutesId: string): Promise<MinutesRow> {
  return inTransaction(db, async (tx) => settle(tx, await rowUnderLock(tx, minutesId)))
}

interface Gathered {
  readonly row: MinutesRow
  /** The shared document as it is stored now; null when there is none, or nobody wrote since the last revision. */
  readonly live: LiveRow | null
  readonly document: MinutesDocument | Error | null
}

async function gather(
  tx: Tx,
  row: MinutesRow,
  { known, most }: { known?: Known | undefined; most?: Limits | undefined },
): Promise<Gathered> {
  // What is approved stands; what was on its way comes in when the approval is taken back.
  if (row.state === 'approved') return { row, live: null, document: null }
  const live = await liveUnderLock(tx, row.id)
  const written = live && live.seq > live.covered
  // What was too long is in the merged state and not in the text.
  const whole = written || most !== undefined
  if (!live || (!whole && live.authors.length === 0)) return { row, live: null, document: null }
  if (!whole) return { row, live, document: row.document }
  const log = await logSince(tx, row.id, live.covered)
  const doc = known ? broughtUp(known, live, log) : docOf(live, log)
  const authors = [...new Set([...live.authors, ...log.flatMap(({ author }) => author ?? [])])]
  const state = Y.encodeStateAsUpdate(doc)
  const [merged] = await tx
    .update(minutesLive)
    .set({ state, vector: Y.encodeStateVector(doc), covered: live.seq, authors })
    .where(eq(minutesLive.minutesId, row.id))
    .returning()
  await tx.delete(minutesUpdate).where(and(eq(minutesUpdate.minutesId, row.id), lte(minutesUpdate.seq, live.seq)))
  const document = storable(doc, most)
  if (document instanceof Error) return { row, live: merged!, document }
  const changed = sameText(document, row.document) ? row : await setText(tx, row, document)
  // The first words are a revision at once: from then on the minutes are begun.
  const first = row.number === 0 && changed.text !== ''
  return { row: first ? await makeRevision(tx, merged!, changed, document) : changed, live: first ? null : merged!, document }
}

/** A document in memory with all that is stored. What it has beyond that stays in it. */
function broughtUp({ doc, seq }: Known, live: LiveRow, log: readonly { seq: number; bytes: Uint8Array }[]): Y.Doc {
  // Whatever memory lacks of what is stored is taken in before it is written back. No vector tells of what was only taken
  // away: when the state has come further than memory knows, it counts whatever the vectors say.
  if (live.covered > seq || !covers(doc, live.vector)) Y.applyUpdate(doc, live.state, 'log')
  for (const one of log) if (one.seq > seq) Y.applyUpdate(doc, one.bytes, 'log')
  return doc
}

function covers(doc: Y.Doc, vector: Uint8Array): boolean {
  const has = Y.decodeStateVector(Y.encodeStateVector(doc))
  return [...Y.decodeStateVector(vector)].every(([client, clock]) => (has.get(client) ?? 0) >= clock)
}

function docOf(live: Pick<LiveRow, 'state'>, log: readonly { bytes: Uint8Array }[]): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, live.state)
  for (const { bytes } of log) Y.applyUpdate(doc, bytes)
  return doc
}

function storable(doc: Y.Doc, most?: Limits): MinutesDocument | Error {
  try {
    return documentOf(doc, most)
  } catch (error) {
    return error as Error
  }
}

async function makeRevision(tx: Tx, live: LiveRow, row: MinutesRow, document: MinutesDocument): Promise<MinutesRow> {
  await tx.update(minutesLive).set({ authors: [] }).where(eq(minutesLive.minutesId, row.id))
  const [stands] = await tx
    .select({ document: minutesRevision.document })
    .from(minutesRevision)
    .where(and(eq(minutesRevision.minutesId, row.id), eq(minutesRevision.number, row.number)))
  if (stands && sameText(stands.document, document)) return row
  const people = live.authors.length
    ? await tx.select({ id: person.id, name: person.name }).from(person).where(inArray(person.id, live.authors))
    : []
  const [only] = people
  const by: Doer = people.length === 1 ? { kind: 'person', person: only! } : jobActor(row.networkId)
  const byName = people.map(({ name }) => name).join(', ') || null
  const made = await addRevision(tx, by, row, document, { reason: 'save', byName, authors: people.map(({ id }) => id) })
  const [changed] = await tx.update(minutes).set({ number: made.number }).where(eq(minutes.id, row.id)).returning()
  const meeting = { id: row.meetingId, networkId: row.networkId }
  await record(tx, by, act(meeting, row, 'minutes.saved', { number: made.number }))
  return changed!
}

/**
 * A text was made to stand by other means than writing together: those who write get it as a change like any other.
 * The row is held, and was settled before.
 */
export async function tellWriters(tx: Tx, by: Doer, row: MinutesRow, document: MinutesDocument): Promise<void> {
  const live = await liveUnderLock(tx, row.id)
  if (!live) return
  const doc = docOf(live, await logSince(tx, row.id, live.covered))
  const changes: Uint8Array[] = []
  doc.on('update', (change: Uint8Array) => changes.push(change))
  writeInto(doc, document)
  if (changes.length > 0) await append(tx, row.id, [{ bytes: Y.mergeUpdates(changes), author: by.person?.id ?? null }])
}

async function rowUnderLock(tx: Tx, minutesId: string): Promise<MinutesRow> {
  const [row] = await tx.select().from(minutes).where(eq(minutes.id, minutesId)).for('update')
  if (!row) throw new NotFound()
  return row
}

async function liveUnderLock(tx: Tx, minutesId: string): Promise<LiveRow | undefined> {
  const [live] = await tx.select().from(minutesLive).where(eq(minutesLive.minutesId, minutesId)).for('update')
  return live
}
