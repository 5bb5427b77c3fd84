/** What goes into the archive that everybody may have: what a signed-out visitor may read, read as that visitor. */
import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { type ActionView, listActions } from '#actions/reads.ts'
import { type Actor, visitor } from '#actor.ts'
import { listDecisions } from '#decisions/reads.ts'
import type { DecisionView } from '#decisions/rules.ts'
import { mayHand } from '#materials/previews/rules.ts'
import { materialVersion, preview } from '#materials/tables.ts'
import { itemsOf, type MeetingRow, type MeetingView, readableBy, readMeeting } from '#meeting/reads.ts'
import { meeting } from '#meeting/tables.ts'
import { minutesPicture } from '#minutes/pictures/tables.ts'
import { listPlans, type PlanView } from '#plans/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { type InputView, inputsOf } from '#questions/reads.ts'
import { fileIn, type Placed, pictureIn, picturesShown, type Scope } from './rules.ts'

/** A meeting with all of it that is for everybody. */
export interface Archived {
  readonly view: MeetingView
  /** What was asked and sent in, by item; what was put to the meeting as a whole under its own id. */
  readonly inputs: ReadonlyMap<string, readonly InputView[]>
  /** Files that may be handed out, by material. */
  readonly files: ReadonlyMap<string, Placed>
  /** Pictures in minutes, by the id that stands in the text. */
  readonly pictures: ReadonlyMap<string, Placed>
}

/** Of the network, or as far as it is of the series or the meeting. */
export interface Registers {
  readonly decisions: readonly DecisionView[]
  readonly actions: readonly ActionView[]
  readonly plans: readonly PlanView[]
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

/** @param row a meeting everybody may read: `meetingsOf` @param scanning whether there is a scanner */
export async function readArchived(db: Db, row: MeetingRow, scanning: boolean): Promise<Archived> {
  const actor = anybody(row.networkId, row.id)
  const [view, inputs] = await Promise.all([readMeeting(db, actor, row), inputsOf(db, actor, row)])
  const [files, pictures] = await Promise.all([filesOf(db, view, scanning), picturesOf(db, view)])
  return { view, inputs: Map.groupBy(inputs, (one) => one.itemId ?? row.id), files, pictures }
}

export async function readRegisters(db: Db, { network, series, meeting: only }: Scope): Promise<Registers> {
  const actor = anybody(network.id)
  const asked = { series: series?.slug ?? '', topic: '', year: null, q: '', sort: 'newest', page: 1 } as const
  const [decided, actions, plans] = await Promise.all([
    listDecisions(db, actor, network, asked, { most: MOST, ...(only && { meetingId: only.id }) }),
    listActions(db, actor, network, {
      ...(series && { seriesId: series.id }),
      ...(only && { meetingId: only.id }),
      limit: MOST,
    }),
    series || only ? [] : listPlans(db, actor, network),
  ])
  return { decisions: decided.decisions, actions, plans }
}
/** More than any network will ever have. */
const MOST = 1_000_000

async function filesOf(db: Db, { meeting: { networkId, slug }, papers, days }: MeetingView, scanning: boolean) {
  const materials = [...papers, ...[...itemsOf(days)].flatMap((item) => item.materials)].filter((one) => one.current !== null)
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
