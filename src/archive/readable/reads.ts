/** What goes into the archive that everybody may have: what a signed-out visitor may read, read as that visitor. */
import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { type ActionView, listActions } from '#actions/reads.ts'
import { type Actor, visitor } from '#actor.ts'
import { listDecisions } from '#decisions/reads.ts'
import type { DecisionView } from '#decisions/rules.ts'
import { type Gone, goneFrom } from '#keeping/gone/reads.ts'
import { mayHand } from '#materials/previews/rules.ts'
import { material, materialVersion, preview } from '#materials/tables.ts'
import { readStory, type Story } from '#matters/story/reads.ts'
import { about, listTopics, type TopicLine } from '#matters/topics/reads.ts'
import { itemsOf, type MeetingRow, type MeetingView, readableBy, readMeeting } from '#meeting/reads.ts'
import { meeting } from '#meeting/tables.ts'
import { minutesPicture } from '#minutes/pictures/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import { listPlans, type PlanView } from '#plans/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { type InputView, inputsOf } from '#questions/reads.ts'
import { captionsIn, fileIn, type Placed, pictureIn, picturesShown, type Scope } from './rules.ts'

/** A meeting with all of it that is for everybody. */
export interface Archived {
  readonly view: MeetingView
  /** What was asked and sent in, by item; what was put to the meeting as a whole under its own id. */
  readonly inputs: ReadonlyMap<string, readonly InputView[]>
  /** Files that may be handed out, by material. */
  readonly files: ReadonlyMap<string, Placed>
  /** Captions of recordings, by material. */
  readonly captions: ReadonlyMap<string, Omit<Placed, 'size'>>
  /** What was deleted by a rule, by item; of the meeting as a whole under its own id. */
  readonly gone: ReadonlyMap<string, readonly Gone[]>
  /** Pictures in minutes, by the id that stands in the text. */
  readonly pictures: ReadonlyMap<string, Placed>
}

/** Of the network, or as far as it is of the series or the meeting. */
export interface Registers {
  readonly decisions: readonly DecisionView[]
  readonly actions: readonly ActionView[]
  readonly plans: readonly PlanView[]
  /** Those that something is to be told of. */
  readonly topics: readonly TopicLine[]
}

const anybody = (networkId: string, meetingId?: string): Actor => visitor({ networkId, ...(meetingId && { meetingId }) })

/** The meetings everybody may read, newest first. */
export async function meetingsOf(db: Db, { network, series, meeting: only }: Scope): Promise<MeetingRow[]> {
  return db
    .select()
    .from(meeting)
    .where(
      and(
        readableBy(anybody(network.id), network.id),
        isNotNull(meeting.publishedAt),
        series ? eq(meeting.seriesId, series.id) : undefined,
        only ? eq(meeting.id, only.id) : undefined,
      ),
    )
    .orderBy(sql`${meeting.startsAt} desc nulls last`, meeting.id)
}

export interface Reading {
  readonly network: NetworkRow
  /** Whether there is a scanner. */
  readonly scanning: boolean
  /** The meetings of which something was deleted by a rule: `meetingsMissing`. */
  readonly missing: ReadonlySet<string>
}

/** @param row a meeting everybody may read: `meetingsOf` */
export async function readArchived(db: Db, row: MeetingRow, { network, scanning, missing }: Reading): Promise<Archived> {
  const actor = anybody(row.networkId, row.id)
  const [view, inputs, gone] = await Promise.all([
    readMeeting(db, actor, row, undefined, network),
    inputsOf(db, actor, row),
    missing.has(row.id) ? goneFrom(db, actor, row, 'all') : [],
  ])
  const files = await filesOf(db, view, scanning)
  const [captions, pictures] = await Promise.all([captionsOf(db, view, files), picturesOf(db, view)])
  const byItem = <T extends { readonly itemId: string | null }>(all: readonly T[]) =>
    Map.groupBy(all, (one) => one.itemId ?? row.id)
  return { view, inputs: byItem(inputs), gone: byItem(gone), files, captions, pictures }
}

export async function readRegisters(db: Db, { network, series, meeting: only }: Scope): Promise<Registers> {
  const actor = anybody(network.id)
  const asked = { series: series?.slug ?? '', topic: '', year: null, q: '', sort: 'newest', page: 1 } as const
  const [decided, actions, plans, topics] = await Promise.all([
    listDecisions(db, actor, network, asked, { most: MOST, ...(only && { meetingId: only.id }) }),
    listActions(db, actor, network, {
      ...(series && { seriesId: series.id }),
      ...(only && { meetingId: only.id }),
      limit: MOST,
    }),
    series || only ? [] : listPlans(db, actor, network),
    series || only ? [] : listTopics(db, actor, network),
  ])
  return { decisions: decided.decisions, actions, plans, topics: topics.filter((one) => one.count > 0) }
}
/** More than any network will ever have. */
const MOST = 1_000_000

/** All that is told of a topic, oldest first. */
export const readTopic = (db: Db, { network }: Scope, topic: Pick<TopicLine, 'id'>): Promise<Story> =>
  readStory(db, anybody(network.id), network, about(db, topic.id), { year: null, page: 1 }, MOST)

const materialsOf = ({ papers, days }: MeetingView) => [...papers, ...[...itemsOf(days)].flatMap((item) => item.materials)]

async function filesOf(db: Db, view: MeetingView, scanning: boolean) {
  const { networkId, slug } = view.meeting
  const materials = materialsOf(view).filter((one) => one.current !== null)
  const rows =
    materials.length === 0
      ? []
      : await db
          .select({ version: materialVersion, scan: preview.scan })
          .from(materialVersion)
          .leftJoin(preview, and(eq(preview.networkId, materialVersion.networkId), eq(preview.sha256, materialVersion.sha256)))
          .where(
            and(
              eq(materialVersion.networkId, networkId),
              inArray(
                materialVersion.id,
                materials.map((one) => one.current!.id),
              ),
            ),
          )
  const known = new Map(rows.map((row) => [row.version.id, row]))
  const files = new Map<string, Placed>()
  for (const [i, one] of materials.entries()) {
    const found = known.get(one.current!.id)
    // What a scanner has not let through is not handed on.
    if (!found || mayHand(found.scan, scanning) !== 'yes') continue
    const { sha256, size, fileName } = found.version
    files.set(one.id, { path: fileIn(slug, i + 1, fileName), sha256, size })
  }
  return files
}

/** Beside the recordings and called as they are: that is how players find them. */
async function captionsOf(db: Db, view: MeetingView, files: ReadonlyMap<string, Placed>): Promise<Archived['captions']> {
  const { networkId, slug } = view.meeting
  const recordings = materialsOf(view).filter((one) => one.kind === 'recording')
  if (recordings.length === 0) return new Map()
  const ids = recordings.map((one) => one.id)
  const rows = await db
    .select({ id: material.id, sha256: material.captionsSha256 })
    .from(material)
    .where(and(eq(material.networkId, networkId), inArray(material.id, ids), isNotNull(material.captionsSha256)))
  return new Map(rows.map(({ id, sha256 }) => [id, { path: captionsIn(slug, id, files.get(id)), sha256: sha256! }]))
}

async function picturesOf(db: Db, view: MeetingView): Promise<Map<string, Placed>> {
  const shown = picturesShown([...itemsOf(view.days)].map((item) => item.minutes?.html ?? ''))
  const { networkId, slug } = view.meeting
  const rows =
    shown.length === 0
      ? []
      : await db
          .select()
          .from(minutesPicture)
          .where(and(eq(minutesPicture.networkId, networkId), inArray(minutesPicture.id, shown)))
  return new Map(rows.map(({ id, mediaType, sha256, size }) => [id, { path: pictureIn(slug, id, mediaType), sha256, size }]))
}
