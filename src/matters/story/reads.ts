/**
 * What was on, decided, done, written and asked about something, over all meetings of a network, as one reader may know of it.
 * Eight queries, however much there is: what a page does not show is only counted.
 */
import { and, asc, eq, inArray, isNotNull, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { listActions } from '#actions/reads.ts'
import type { Actor } from '#actor.ts'
import { decisionsWhere, on, parent, readable, rowsOf, viewOf } from '#decisions/published/reads.ts'
import { materialHref } from '#materials/rules.ts'
import { material, materialVersion, preview } from '#materials/tables.ts'
import { isOnItsWay, standingOf, viewPath } from '#materials/viewer/rules.ts'
import { itemPath, readableBy } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { type Audience, day, meeting } from '#meeting/tables.ts'
import { type MinutesDocument, textOfNode } from '#minutes/document.ts'
import { itemOutcome, minutes, minutesRevision } from '#minutes/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { wall } from '#platform/words/dates.ts'
import { item } from '#programme/tables.ts'
import { input } from '#questions/tables.ts'
import { beginning, chosen, type Story, type Treatment, yearOf } from './rules.ts'

type At = Pick<NetworkRow, 'id' | 'slug' | 'timezone'>

/**
 * @param about which items it is of, as a condition on `item`
 * @param year only of this one; null for the newest
 */
export async function readStory(db: Db, actor: Actor, network: At, about: SQL, year: number | null): Promise<Story> {
  const all = await db
    .select({ id: item.id, on })
    .from(item)
    .innerJoin(meeting, eq(meeting.id, item.meetingId))
    .leftJoin(parent, eq(parent.id, item.parentId))
    .leftJoin(day, eq(day.id, sql`coalesce(${parent.dayId}, ${item.dayId})`))
    .where(shownItems(actor, network.id, about))
    .orderBy(sql`${on} desc nulls first`, asc(item.publicId))
  const ids = chosen(all, year).map((one) => one.id)
  const treatments = await treatmentsOf(db, actor, network, ids)
  const years = [...new Set(all.flatMap((one) => yearOf(one.on) ?? []))]
  return { treatments, count: all.length, years, year }
}

/** In SQL, over `item`, its `meeting` and its `parent`: those of a published programme that this actor may read. */
export const shownItems = (actor: Actor, networkId: string, about: SQL): SQL =>
  and(
    eq(item.networkId, networkId),
    about,
    isNull(item.deletedAt),
    isNotNull(item.dayId),
    isNotNull(meeting.publishedAt),
    readable(actor, networkId),
  )!

async function treatmentsOf(db: Db, actor: Actor, network: At, ids: readonly string[]): Promise<Treatment[]> {
  const base = `/${network.slug}`
  const those = inArray(item.id, [...ids])
  const rows = await itemsWith(db, those)
  const postponedTo = await db
    .select({ id: meeting.id, slug: meeting.slug, title: meeting.title })
    .from(meeting)
    .where(
      and(
        inArray(
          meeting.id,
          rows.flatMap((row) => row.outcome?.toMeetingId ?? []),
        ),
        readableBy(actor, network.id),
      ),
    )
  const decisions = await rowsOf(db, decisionsWhere(db, and(those, eq(item.networkId, network.id))!), undefined)
  const actions = await listActions(db, actor, network, { itemIds: ids })
  const papers = await papersOf(db, actor, network.id, ids)
  const asked = await db
    .select()
    .from(input)
    .where(
      and(
        inArray(input.itemId, [...ids]),
        eq(input.kind, 'question'),
        inArray(input.state, ['shown', 'answered']),
        isNull(input.deletedAt),
        isNull(input.mergedInto),
      ),
    )
    .orderBy(asc(input.createdAt))
  return rows.map((row): Treatment => {
    const meetingPath = `${base}/${row.meeting.slug}`
    const path = itemPath(meetingPath, row.item, row.meeting.locale)
    const told = row.publishedAt !== null || row.meeting.closedAt !== null
    const to = postponedTo.find((one) => one.id === row.outcome?.toMeetingId) ?? null
    return {
      id: row.item.id,
      title: row.item.title,
      path,
      on: row.on,
      meeting: { title: row.meeting.title, path: meetingPath },
      outcome: told && row.outcome ? { kind: row.outcome.kind, referredTo: row.outcome.referredTo, to } : null,
      minutes:
        row.document === null
          ? null
          : { excerpt: excerptOf(row.document), locale: row.locale!, approved: row.state === 'approved' && row.stands === true },
      decisions: decisions
        .filter((one) => one.itemId === row.item.id)
        .sort((a, b) => a.position - b.position)
        .map((one) => viewOf(one, base)),
      // A page that visitors share is kept until something changes, and a day that passes changes nothing.
      actions: actions
        .filter((one) => one.itemId === row.item.id)
        .map((one) => (actor.kind === 'visitor' ? { ...one, overdue: false } : one)),
      papers: papers
        .filter((one) => one.itemId === row.item.id)
        .map(({ material: paper, file, made }) => ({
          id: paper.id,
          title: paper.title,
          pages: made?.pages ?? file?.pages ?? null,
          href: isOnItsWay(standingOf(made)) ? viewPath(meetingPath, paper.id) : (materialHref(paper, file) ?? path),
        })),
      questions: asked
        .filter((one) => one.itemId === row.item.id)
        .map((one) => ({
          id: one.id,
          text: one.text,
          locale: one.locale,
          href: `${path}#questions`,
          answeredOn: one.answeredAt && wall(one.answeredAt, row.meeting.timezone).date,
        })),
    }
  })
}

const itemsWith = (db: Db, those: SQL) =>
  db
    .select({
      item: { id: item.id, publicId: item.publicId, title: item.title },
      meeting: {
        slug: meeting.slug,
        title: meeting.title,
        locale: meeting.locale,
        timezone: meeting.timezone,
        closedAt: meeting.closedAt,
      },
      on,
      outcome: itemOutcome,
      locale: minutes.locale,
      state: minutes.state,
      stands: sql<boolean | null>`${minutes.number} = ${minutes.publishedNumber}`,
      publishedAt: minutes.publishedAt,
      document: minutesRevision.document,
    })
    .from(item)
    .innerJoin(meeting, eq(meeting.id, item.meetingId))
    .leftJoin(parent, eq(parent.id, item.parentId))
    .leftJoin(day, eq(day.id, sql`coalesce(${parent.dayId}, ${item.dayId})`))
    .leftJoin(itemOutcome, eq(itemOutcome.itemId, item.id))
    .leftJoin(minutes, and(eq(minutes.itemId, item.id), isNotNull(minutes.publishedAt)))
    .leftJoin(
      minutesRevision,
      and(eq(minutesRevision.minutesId, minutes.id), eq(minutesRevision.number, minutes.publishedNumber)),
    )
    .where(those)
    .orderBy(sql`${on} asc nulls last`, asc(item.publicId))

function papersOf(db: Db, actor: Actor, networkId: string, ids: readonly string[]) {
  const editor = mayEdit(actor, { networkId }) === 'yes'
  const open: Audience[] = editor ? ['public', 'members', 'invited'] : actor.network?.role ? ['public', 'members'] : ['public']
  return db
    .select({
      itemId: material.itemId,
      material: { id: material.id, networkId: material.networkId, title: material.title, url: material.url },
      file: { id: materialVersion.id, fileName: materialVersion.fileName, pages: materialVersion.pages },
      made: { state: preview.state, scan: preview.scan, done: preview.done, pages: preview.pages, reason: preview.reason },
    })
    .from(material)
    .leftJoin(materialVersion, eq(materialVersion.id, material.currentVersionId))
    .leftJoin(preview, and(eq(preview.networkId, material.networkId), eq(preview.sha256, materialVersion.sha256)))
    .where(
      and(
        inArray(material.itemId, [...ids]),
        isNull(material.deletedAt),
        isNotNull(material.publishedAt),
        inArray(material.audience, open),
        or(isNotNull(material.currentVersionId), isNotNull(material.url)),
        // What the scanner has not passed is handed to nobody.
        or(isNull(preview.scan), notInArray(preview.scan, ['waiting', 'infected'])),
      ),
    )
    .orderBy(asc(material.position), asc(material.id))
}

/** Running text alone: decisions and actions are told by themselves, and who was there is not for everybody. */
const excerptOf = (document: MinutesDocument): string =>
  beginning((document.content ?? []).flatMap((node) => (node.type === 'paragraph' ? [textOfNode(node)] : [])).join(' '))
