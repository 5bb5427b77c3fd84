/** Taking a transcript in, setting its clock, and laying it beside the minutes. Nothing of it enters them here. */
import { and, eq, gte, inArray, lte } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import { type Act, inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import { minutes } from '../tables.ts'
import { readTranscript } from './reader.ts'
import { findTranscript, onlyWriters, spansIn } from './reads.ts'
import { dropAll } from './retention/writes.ts'
import { begunAt, type Setting, setBy, split, type TranscriptRow, unset } from './rules.ts'
import { transcript, transcriptLine, transcriptSpeaker } from './tables.ts'

/** So many rows in one statement: each takes nine of the 65535 places a statement has. */
const BATCH = 2000

/**
 * Reads a file and keeps what it says; the file itself is not kept. What was said is split over the items at once, as far as it
 * is known when.
 * @throws Invalid({file}) when it is no transcript
 */
export async function takeIn(
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  file: { readonly fileName: string; readonly bytes: Uint8Array },
): Promise<TranscriptRow> {
  onlyWriters(actor, meeting)
  const heard = readTranscript(file.bytes, file.fileName)
  if (typeof heard === 'string') throw new Invalid({ file: heard })
  const labels = [...new Set(heard.said.flatMap(({ speaker }) => (speaker === null ? [] : [speaker])))]
  const numbers = new Map(labels.map((label, i) => [label, i + 1]))
  return inTransaction(db, async (tx) => {
    const home = { networkId: meeting.networkId }
    const [row] = await tx
      .insert(transcript)
      .values({
        ...home,
        meetingId: meeting.id,
        fileName: file.fileName,
        beganAt: heard.began && new Date(heard.began.at).toISOString(),
        beganFrom: heard.began?.from ?? null,
        uploadedBy: actor.person?.id ?? null,
      })
      .returning()
    const of = { ...home, transcriptId: row!.id }
    const lines = heard.said.map(({ speaker, start, end, text }, i) => ({
      ...{ ...of, number: i + 1, start, end, text },
      speaker: speaker === null ? null : numbers.get(speaker)!,
    }))
    for (let i = 0; i < lines.length; i += BATCH) await tx.insert(transcriptLine).values(lines.slice(i, i + BATCH))
    if (labels.length > 0) await tx.insert(transcriptSpeaker).values(labels.map((label, i) => ({ ...of, number: i + 1, label })))
    await splitAnew(tx, meeting, row!)
    await record(tx, actor, act(row!, 'transcript.taken_in', { lines: lines.length }))
    return row!
  })
}

/** Puts every line that nobody placed by hand where the times say. */
async function splitAnew(tx: Tx, meeting: MeetingRow, row: TranscriptRow): Promise<void> {
  const lines = await tx
    .select({ number: transcriptLine.number, start: transcriptLine.start })
    .from(transcriptLine)
    .where(eq(transcriptLine.transcriptId, row.id))
    .orderBy(transcriptLine.number)
  for (const { first, last, itemId } of split(lines, row, await spansIn(tx, meeting)))
    await tx
      .update(transcriptLine)
      .set({ itemId })
      .where(
        and(
          eq(transcriptLine.transcriptId, row.id),
          eq(transcriptLine.byHand, false),
          gte(transcriptLine.number, first),
          lte(transcriptLine.number, last),
        ),
      )
}

/**
 * Says when the recording began, and which track it heard.
 * @throws Invalid({time}) when it cannot have begun then, by what is known of its lines
 */
export const setBeginning = (
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  id: string,
  { at, track }: { readonly at: number; readonly track: string | null },
): Promise<void> =>
  setClock(db, actor, meeting, id, async (row) => {
    const set = begunAt(row, at)
    if (typeof set === 'string') throw new Invalid({ time: set })
    return { ...set, beganFrom: 'typed', track }
  })

/**
 * Says when one line was said: all that was said moves with it, or what came after.
 * @throws Invalid({time}) when a recording cannot have run so
 */
export const setLine = (
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  id: string,
  told: { readonly line: number; readonly at: number; readonly reach: 'all' | 'onwards' },
): Promise<void> =>
  setClock(db, actor, meeting, id, async (row, tx) => {
    const set = setBy(row, { ...told, offset: await offsetOf(tx, row, told.line) })
    if (typeof set === 'string') throw new Invalid({ time: set })
    return { ...set, ...(row.beganAt === null && { beganFrom: 'typed' as const }) }
  })

/** Takes back that the recording paused before what was said at an offset. */
export const unsetAt = (db: Db, actor: Actor, meeting: MeetingRow, id: string, offset: number): Promise<void> =>
  setClock(db, actor, meeting, id, async (row) => unset(row, offset))

async function offsetOf(tx: Tx, row: TranscriptRow, number: number): Promise<number> {
  const [line] = await tx
    .select({ start: transcriptLine.start })
    .from(transcriptLine)
    .where(and(eq(transcriptLine.transcriptId, row.id), eq(transcriptLine.number, number)))
  if (!line) throw new NotFound()
  return line.start
}

type Clock = Setting & Pick<TranscriptRow, 'beganFrom' | 'track'>

const setClock = (
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  id: string,
  decide: (row: TranscriptRow, tx: Tx) => Promise<Partial<Clock>>,
): Promise<void> =>
  changing(db, actor, meeting, id, async (tx, before) => {
    const set = await decide(before, tx)
    const [row] = await tx.update(transcript).set(set).where(eq(transcript.id, id)).returning()
    await splitAnew(tx, meeting, row!)
    if (row!.keptAt !== null) await dropApproved(tx, row!)
    await record(tx, actor, act(row!, 'transcript.timed', { beganAt: row!.beganAt, pauses: row!.anchors.length }))
  })

/** Lays it beside the minutes of its items; those that are approved already have no use for it. */
export const keep = (db: Db, actor: Actor, meeting: MeetingRow, id: string): Promise<void> =>
  changing(db, actor, meeting, id, async (tx) => {
    const [row] = await tx
      .update(transcript)
      .set({ keptAt: Temporal.Now.instant().toString(), keptBy: actor.person?.id ?? null })
      .where(eq(transcript.id, id))
      .returning()
    await dropApproved(tx, row!)
    await record(tx, actor, act(row!, 'transcript.kept', {}))
  })

/** Of what lies beside the minutes, what was said in items whose minutes are approved: it has no use any more. */
export async function dropApproved(tx: Tx, row: TranscriptRow): Promise<void> {
  if (row.lastsBecause !== null) return
  const approved = tx.select({ id: minutes.itemId }).from(minutes).where(eq(minutes.state, 'approved'))
  await tx.delete(transcriptLine).where(and(eq(transcriptLine.transcriptId, row.id), inArray(transcriptLine.itemId, approved)))
}

/** Says why it is to outlive the approval of the minutes; null: it is not. */
export const last = (db: Db, actor: Actor, meeting: MeetingRow, id: string, because: string | null): Promise<void> =>
  changing(db, actor, meeting, id, async (tx, before) => {
    await tx.update(transcript).set({ lastsBecause: because }).where(eq(transcript.id, id))
    if (because === null && before.keptAt !== null) await dropApproved(tx, { ...before, lastsBecause: null })
    await record(tx, actor, act(before, because === null ? 'transcript.goes' : 'transcript.lasts', { because }))
  })

/** Takes all of it away, for good. */
export const remove = (db: Db, actor: Actor, meeting: MeetingRow, id: string): Promise<void> =>
  changing(db, actor, meeting, id, async (tx, row) => {
    await dropAll(tx, [id])
    await record(tx, actor, act(row, 'transcript.removed', {}))
  })

/** A change of one transcript, held fast. Nobody but its handlers sees it, so no page is made anew for it. */
export const changing = (
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  id: string,
  change: (tx: Tx, row: TranscriptRow) => Promise<void>,
): Promise<void> =>
  inTransaction(db, async (tx) => {
    await findTranscript(tx, actor, meeting, id)
    const [row] = await tx.select().from(transcript).where(eq(transcript.id, id)).for('update')
    if (!row) throw new NotFound()
    await change(tx, row)
  })

/** What was done to which transcript; never what was said. */
export const act = (row: Pick<TranscriptRow, 'id' | 'networkId' | 'meetingId'>, action: string, after: unknown): Act => ({
  networkId: row.networkId,
  meetingId: row.meetingId,
  action,
  about: { kind: 'transcript', id: row.id },
  after,
  raises: [],
})
