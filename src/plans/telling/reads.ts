/** What was told of measures, and what happened to them, in time. */
import { and, desc, eq, inArray, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { readableBy } from '#meeting/reads.ts'
import { meeting } from '#meeting/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import { isMember } from '#network/rules.ts'
import { organisation } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { wall } from '#platform/words/dates.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { Words } from '#platform/words/text.ts'
import type { PlanView } from '../reads.ts'
import type { PlanRow } from '../rules.ts'
import { measureUpdate } from '../tables.ts'
import type { Happened } from './rules.ts'

export interface UpdateView extends Omit<typeof measureUpdate.$inferSelect, 'removedAt'> {
  readonly organisation: Words | null
  readonly own: boolean
}

/** What was told of some measures, newest first. Who told it is for members; the organisation, for everybody. */
export async function listUpdates(db: Db, actor: Actor, measureIds: readonly string[], limit?: number): Promise<UpdateView[]> {
  if (measureIds.length === 0) return []
  const rows = db
    .select({ row: measureUpdate, organisation: organisation.name })
    .from(measureUpdate)
    .leftJoin(organisation, eq(organisation.id, measureUpdate.organisationId))
    .where(and(inArray(measureUpdate.measureId, [...measureIds]), isNull(measureUpdate.removedAt)))
    .orderBy(desc(measureUpdate.at), desc(measureUpdate.id))
  const member = isMember(actor)
  return (await (limit ? rows.limit(limit) : rows)).map(({ row, organisation: name }) => ({
    ...row,
    ...(!member && { by: null, byName: null }),
    organisation: name,
    own: row.by !== null && row.by === actor.person?.id,
  }))
}

/** The last meeting that was held and that this actor may read: of the plan's series, where it is of one. */
export async function lastMeeting(
  db: Db,
  actor: Actor,
  row: Pick<PlanRow, 'networkId' | 'seriesId'>,
): Promise<{ readonly slug: string; readonly title: Words; readonly startsAt: string; readonly timezone: string } | null> {
  const past: SQL = lte(sql`coalesce(${meeting.endsAt}, ${meeting.startsAt})`, sql`now()`)
  const [found] = await db
    .select({ slug: meeting.slug, title: meeting.title, startsAt: meeting.startsAt, timezone: meeting.timezone })
    .from(meeting)
    .where(
      and(
        readableBy(actor, row.networkId),
        isNotNull(meeting.startsAt),
        isNotNull(meeting.publishedAt),
        past,
        row.seriesId ? eq(meeting.seriesId, row.seriesId) : undefined,
      ),
    )
    .orderBy(desc(meeting.startsAt))
    .limit(1)
  return found ? { ...found, startsAt: found.startsAt! } : null
}

/**
 * All that happened to a plan's measures, newest first: what was told, periods that were moved, what indicators said.
 * @param since `YYYY-MM-DD`: only what came on that day or later
 */
export async function listHappened(
  db: Db,
  actor: Actor,
  network: Pick<NetworkRow, 'timezone'>,
  view: PlanView,
  since?: string,
): Promise<Happened[]> {
  const measures = view.goals.flatMap((one) => one.measures)
  const updates = await listUpdates(
    db,
    actor,
    measures.map((one) => one.id),
  )
  const on = (instant: string) => wall(instant, network.timezone).date
  const all = measures.flatMap((of): Happened[] => {
    const about = { number: of.number, title: of.title, path: of.path }
    return [
      ...updates
        .filter((one) => one.measureId === of.id)
        .map(
          (one): Happened => ({
            kind: 'told',
            about,
            on: on(one.at),
            at: one.at,
            text: one.text,
            locale: one.locale,
            status: one.status,
            progress: one.progress,
          }),
        ),
      ...of.moves.map(
        (one): Happened => ({
          kind: 'moved',
          about,
          on: on(one.at),
          at: one.at,
          before: { starts: one.beforeStarts, ends: one.beforeEnds },
          after: { starts: one.starts, ends: one.ends },
          reason: one.reason,
        }),
      ),
      ...of.indicators.flatMap((measuring) =>
        measuring.readings.map(
          (one): Happened => ({
            kind: 'read',
            about,
            on: one.on,
            at: one.at,
            indicator: { name: measuring.name, kind: measuring.kind, unit: measuring.unit },
            reading: { value: one.value, numerator: one.numerator, denominator: one.denominator },
          }),
        ),
      ),
    ]
  })
  return all
    .filter((one) => !since || one.on >= since)
    .sort((a, b) => b.on.localeCompare(a.on) || Temporal.Instant.compare(instantOf(b.at), instantOf(a.at)))
}
