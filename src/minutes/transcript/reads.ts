/** Transcripts as those who write minutes see them. Nobody else learns that there are any. */
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayWriteMinutes } from '#meeting/rules.ts'
import type { Db } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import { wall } from '#platform/words/dates.ts'
import { readCourse } from '#room/show/reads.ts'
import type { Place } from '../reads.ts'
import { clockOf, type LineRow, type Setting, type Span, spansOf, type TranscriptRow } from './rules.ts'
import { transcript, transcriptLine, transcriptSpeaker } from './tables.ts'

export interface TranscriptHead {
  readonly row: TranscriptRow
  readonly lines: number
}

export type SpeakerRow = typeof transcriptSpeaker.$inferSelect

/** Something that was said, as it is shown. */
export interface LineView extends Pick<LineRow, 'number' | 'speaker' | 'start' | 'text' | 'itemId' | 'byHand' | 'dropped'> {
  /** When, in milliseconds since 1970; null while the recording's clock is not set. */
  readonly at: number | null
  /** Who, as the file says or as was decided. */
  readonly name: string | null
}

/** Whoever writes minutes may read each item of the meeting, and so what was said in all of them. @throws NotFound for others */
export function onlyWriters(actor: Actor, meeting: MeetingRow): void {
  if (mayWriteMinutes(actor, meeting) !== 'yes') throw new NotFound()
}

/** The transcripts of a meeting, the newest first. */
export async function listTranscripts(db: Db, actor: Actor, meeting: MeetingRow): Promise<TranscriptHead[]> {
  onlyWriters(actor, meeting)
  return db
    .select({ row: transcript, lines: count(transcriptLine.number) })
    .from(transcript)
    .leftJoin(transcriptLine, eq(transcriptLine.transcriptId, transcript.id))
    .where(eq(transcript.meetingId, meeting.id))
    .groupBy(transcript.id)
    .orderBy(desc(transcript.createdAt), desc(transcript.id))
}

/** @throws NotFound alike when there is none in this meeting and when it is not for the actor */
export async function findTranscript(db: Db, actor: Actor, meeting: MeetingRow, id: string): Promise<TranscriptRow> {
  onlyWriters(actor, meeting)
  if (!isId(id)) throw new NotFound()
  const [row] = await db
    .select()
    .from(transcript)
    .where(and(eq(transcript.id, id), eq(transcript.meetingId, meeting.id)))
  if (!row) throw new NotFound()
  return row
}

export const speakersOf = (db: Db, transcriptId: string): Promise<SpeakerRow[]> =>
  db
    .select()
    .from(transcriptSpeaker)
    .where(eq(transcriptSpeaker.transcriptId, transcriptId))
    .orderBy(asc(transcriptSpeaker.number))

/** How much of a transcript fell to one item, or between them. */
export interface Share {
  readonly itemId: string | null
  readonly lines: number
  readonly dropped: number
}

export const sharesOf = (db: Db, transcriptId: string): Promise<Share[]> =>
  db
    .select({
      itemId: transcriptLine.itemId,
      lines: sql<number>`count(*) filter (where not ${transcriptLine.dropped})::int`,
      dropped: sql<number>`count(*) filter (where ${transcriptLine.dropped})::int`,
    })
    .from(transcriptLine)
    .where(eq(transcriptLine.transcriptId, transcriptId))
    .groupBy(transcriptLine.itemId)

/** What was said in one item, or between them, with what was left out; in the order of time. */
export async function linesIn(db: Db, row: TranscriptRow, itemId: string | null): Promise<LineView[]> {
  const where = and(
    eq(transcriptLine.transcriptId, row.id),
    itemId === null ? isNull(transcriptLine.itemId) : eq(transcriptLine.itemId, itemId),
  )
  const lines = await db.select().from(transcriptLine).where(where).orderBy(asc(transcriptLine.number))
  return shown(lines, row, await speakersOf(db, row.id))
}

function shown(lines: readonly LineRow[], setting: Setting, speakers: readonly SpeakerRow[]): LineView[] {
  const clock = clockOf(setting)
  const names = new Map(speakers.map((one) => [one.number, one.name ?? one.label]))
  return lines.map(({ number, speaker, start, text, itemId, byHand, dropped }) => ({
    ...{ number, speaker, start, text, itemId, byHand, dropped },
    at: clock?.(start) ?? null,
    name: speaker === null ? null : (names.get(speaker) ?? null),
  }))
}

/** What lies beside the minutes of one item. */
export interface BesideMinutes {
  /** Of which transcript a line is; several where several recorded. */
  readonly lines: readonly (LineView & { readonly transcriptId: string })[]
  /** Some of it outlives the approval. */
  readonly lasts: boolean
}

/** @throws NotFound for who may not write these minutes */
export async function besideMinutes(db: Db, actor: Actor, { meeting, item: at }: Place): Promise<BesideMinutes> {
  onlyWriters(actor, meeting)
  const found = await db
    .select({ line: transcriptLine, row: transcript })
    .from(transcriptLine)
    .innerJoin(transcript, eq(transcript.id, transcriptLine.transcriptId))
    .where(and(eq(transcriptLine.itemId, at.id), eq(transcriptLine.dropped, false), isNotNull(transcript.keptAt)))
    .orderBy(asc(transcript.createdAt), asc(transcript.id), asc(transcriptLine.number))
  const rows = [...new Map(found.map(({ row }) => [row.id, row])).values()]
  if (rows.length === 0) return { lines: [], lasts: false }
  const ids = rows.map((row) => row.id)
  const speakers = await db.select().from(transcriptSpeaker).where(inArray(transcriptSpeaker.transcriptId, ids))
  const lines = rows.flatMap((row) =>
    shown(
      found.filter((one) => one.row.id === row.id).map((one) => one.line),
      row,
      speakers.filter((one) => one.transcriptId === row.id),
    ).map((line) => ({ ...line, transcriptId: row.id })),
  )
  return { lines, lasts: rows.some((row) => row.lastsBecause !== null) }
}

/** When the items of a meeting were on, for splitting what was said. */
export async function spansIn(db: Db, meeting: Pick<MeetingRow, 'id' | 'timezone'>): Promise<Span[]> {
  const { plan, runs, pauses } = await readCourse(db, meeting)
  return spansOf(plan, runs, pauses, (moment) => wall(new Date(moment).toISOString(), meeting.timezone).date)
}

/** Which item a line belongs to by now; undefined where there is no such line. */
export async function lineItem(db: Db, row: Pick<TranscriptRow, 'id'>, number: number): Promise<string | null | undefined> {
  const [line] = await db
    .select({ itemId: transcriptLine.itemId })
    .from(transcriptLine)
    .where(and(eq(transcriptLine.transcriptId, row.id), eq(transcriptLine.number, number)))
  return line?.itemId
}
