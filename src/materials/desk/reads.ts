/** For organisers: how far everything that a meeting expects of its speakers and minute takers has come. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type ItemView, itemsOf, type MeetingRow, type MeetingView, readMeeting } from '#meeting/reads.ts'
import type { Db } from '#platform/db/db.ts'
import type { Words } from '#platform/words/text.ts'
import { appearancesAt } from '#programme/appearances/reads.ts'
import { item } from '#programme/tables.ts'
import { showingOf } from '../publishing/rules.ts'
import { type Reminding, readReminding } from '../reminders/reads.ts'
import { type Duty, type Standing, standingOf, suggestionFor } from '../reminders/rules.ts'
import { material, materialVersion, preview, proposal } from '../tables.ts'
import {
  countStages,
  fileStage,
  lacksMinutes,
  nextStep,
  type PresentationStage,
  presentationStage,
  type Received,
  type Step,
} from './rules.ts'

export interface DeskReceived extends Received {
  readonly title: Words
  /** When its current file came; null for a link. */
  readonly at: string | null
}

export interface DeskRow {
  readonly item: ItemView
  readonly received: readonly DeskReceived[]
  readonly awaited: readonly Duty[]
  readonly stage: PresentationStage
  /** When somebody was last asked for it; an ISO instant. */
  readonly askedAt: string | null
}

export interface PlannedReminder {
  readonly daysBefore: number
  readonly standing: Standing
  readonly sentAt: string | null
  readonly sentTo: number | null
}

export interface Desk extends Reminding {
  readonly view: MeetingView
  /** In the order of the programme: what expects, has or could have something; no breaks. */
  readonly rows: readonly DeskRow[]
  readonly counts: ReturnType<typeof countStages>
  readonly step: Step
  /** What is missing of minutes is missing from now on. */
  readonly begun: boolean
  readonly reminders: readonly PlannedReminder[]
  /** Corrections by speakers that nobody has decided on. */
  readonly proposals: number
  /** Days before the meeting that we would suggest; only while there is no plan. */
  readonly suggested: readonly number[]
}

/** @throws NotFound for those who do not organise */
export async function readDesk(
  db: Db,
  actor: Actor,
  row: MeetingRow,
  now: Temporal.Instant = Temporal.Now.instant(),
): Promise<Desk> {
  const reminding = await readReminding(db, actor, row, now)
  const view = await readMeeting(db, actor, row, now)
  const received = await receivedOf(db, row)
  const appearances = await appearancesAt(db, row.id)
  const rows = [...itemsOf(view.days)].filter(isWork).map((on): DeskRow => {
    const own = received.get(on.id) ?? []
    const awaited = reminding.duties.filter((one) => one.item.id === on.id)
    const said = on.speakers.flatMap((one) => appearances.get(one.id) ?? [])
    const declined = said.some((one) => one.noMaterialAt !== null)
    const asked = said.flatMap((one) => one.askedAt ?? [])
    return {
      item: on,
      received: own,
      awaited,
      stage: presentationStage({ expected: on.expectsMaterial, received: own, awaited, declined }),
      askedAt: asked.sort().at(-1) ?? null,
    }
  })
  const stages = rows.map((one) => one.stage)
  const reminders = reminding.plan.map((one) => ({ ...one, standing: standingOf(one, row, now) }))
  const suggested = reminding.plan.length > 0 ? [] : suggestionFor(row, now)
  const begun = view.meeting.state === 'live' || view.meeting.state === 'held' || view.meeting.state === 'closed'
  const proposals = await db.$count(proposal, and(eq(proposal.meetingId, row.id), isNull(proposal.decidedAt)))
  const step = nextStep({
    stages,
    proposals,
    minutes: begun ? rows.filter(({ item: on }) => lacksMinutes(on)).length : 0,
    askable: reminding.receivers.map(lastAsked),
    unreached: reminding.unreached.length,
    mayRemind: reminding.may === 'yes',
    planned: reminders.filter((one) => one.standing === 'ahead' || one.standing === 'due').length,
    suggested: suggested.length,
    now,
  })
  return { ...reminding, view, rows, counts: countStages(stages), step, begun, proposals, reminders, suggested }
}

const lastAsked = ({ duties }: { readonly duties: readonly Duty[] }): string | null =>
  duties.some((one) => one.askedAt === null) ? null : duties.map((one) => one.askedAt!).sort()[0]!

/** A break that nobody speaks in and nothing hangs on is nobody's work, nor is a part of which nothing is expected. */
const isWork = (one: ItemView): boolean =>
  one.expectsMaterial ||
  one.expectsMinutes ||
  one.minutes !== null ||
  one.materials.length > 0 ||
  (one.parentId === null && one.speakers.length > 0)

/** What was handed in that can stand for a presentation, by item. */
async function receivedOf(db: Db, row: MeetingRow): Promise<Map<string, DeskReceived[]>> {
  const rows = await db
    .select({ material, rule: item.publishRule, file: materialVersion, preview: { scan: preview.scan, state: preview.state } })
    .from(material)
    .innerJoin(item, eq(item.id, material.itemId))
    .leftJoin(materialVersion, eq(materialVersion.id, material.currentVersionId))
    .leftJoin(preview, and(eq(preview.networkId, material.networkId), eq(preview.sha256, materialVersion.sha256)))
    .where(and(eq(material.meetingId, row.id), isNull(material.deletedAt)))
    .orderBy(asc(material.position), asc(material.id))
  const shown = rows.filter(({ material: one, file }) => one.kind === 'link' || (one.kind === 'presentation' && file !== null))
  return Map.groupBy(
    shown.map(({ material: one, rule, file, preview: made }) => ({
      itemId: one.itemId!,
      id: one.id,
      title: one.title,
      at: file?.uploadedAt ?? null,
      stage: fileStage(file && made),
      showing: showingOf(one, rule).is,
    })),
    (one) => one.itemId,
  )
}
