/**
 * What was on, decided, done, written and asked about something, over all meetings of a network, as one reader may know of it.
 * Eight queries, however much there is: what a page does not show is only counted.
 */
import { and, asc, eq, inArray, isNotNull, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { type ActionView, listActions } from '#actions/reads.ts'
import type { Actor } from '#actor.ts'
import { decisionsWhere, rowsOf, viewOf } from '#decisions/published/reads.ts'
import type { DecisionView } from '#decisions/rules.ts'
import { materialHref } from '#materials/rules.ts'
import { material, materialVersion, preview } from '#materials/tables.ts'
import { isOnItsWay, standingOf, viewPath } from '#materials/viewer/rules.ts'
import { itemPath, type OutcomeView, readableBy } from '#meeting/reads.ts'
import { openTo } from '#meeting/rules.ts'
import { day, meeting } from '#meeting/tables.ts'
import { type MinutesDocument, textOfNode } from '#minutes/document.ts'
import { itemOutcome, minutes, minutesRevision } from '#minutes/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { wall } from '#platform/words/dates.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import { itsDay, on, parent, readableItems } from '#programme/items/reads.ts'
import { item } from '#programme/tables.ts'
import { input } from '#questions/tables.ts'
import { matterPath } from '../rules.ts'
import { matter } from '../tables.ts'
import { type Alone, type Asked, type Asking, beginning, chosen, chosenAlone, type Paper, PER_PAGE, yearOf } from './rules.ts'

/** One time that something was on, as one reader may know of it. */
export interface Treatment {
  readonly id: string
  readonly title: Words
  readonly path: string
  /** "2020-04-29"; null while the day is not known. */
  readonly on: string | null
  readonly meeting: { readonly title: Words; readonly path: string }
  /** What it is a treatment of, where that is followed over time. */
  readonly matter: { readonly title: Words; readonly path: string } | null
  readonly outcome: OutcomeView | null
  readonly minutes: { readonly excerpt: string; readonly locale: Locale; readonly approved: boolean } | null
  readonly decisions: readonly DecisionView[]
  readonly actions: readonly ActionView[]
  readonly papers: readonly Paper[]
  readonly questions: readonly Asked[]
}

export interface Story {
  /** Oldest first. */
  readonly treatments: readonly Treatment[]
  /** Actions that came up at no item. */
  readonly alone: readonly Alone<ActionView>[]
  /** How many treatments there are in all, on other pages too. */
  readonly count: number
  /** The years there is something of, newest first. */
  readonly years: readonly number[]
  /** The year that is shown; null for all of them. */
  readonly year: number | null
  /** Which page of it, and of how many; the first is the newest. */
  readonly page: number
  readonly pages: number
}

export interface Of {
  /** Which items it is of, as a condition on `item`. */
  readonly items: SQL
  /** Which matters: what is to be done about one may have come up at no item. Ids, as SQL that stands behind `in`. */
  readonly matters: SQL
}

type At = Pick<NetworkRow, 'id' | 'slug' | 'timezone'>

/** @param size so many treatments; all of them in what is not read page by page */
export async function readStory(db: Db, actor: Actor, network: At, about: Of, asking: Asking, size = PER_PAGE): Promise<Story> {
  const all = await db
    .select({ id: item.id, on })
    .from(item)
    .innerJoin(meeting, eq(meeting.id, item.meetingId))
    .leftJoin(parent, eq(parent.id, item.parentId))
    .leftJoin(day, itsDay)
    .where(shownItems(actor, network.id, about.items))
    .orderBy(sql`${on} desc nulls first`, asc(item.publicId))
  const { those, span, page, pages } = chosen(all, asking, size)
  const ids = those.map((one) => one.id)
  // Side by side: the database takes longer to plan the largest of these than to answer all of them.
  const [listed, treated] = await Promise.all([
    listActions(db, actor, network, { about: { itemIds: ids, matters: about.matters } }),
    treatmentsOf(db, actor, network, ids),
  ])
  const actions = listed.map((one) =>
    // A page that visitors share is kept until something changes, and a day that passes changes nothing.
    actor.kind === 'visitor' ? { ...one, overdue: false } : one,
  )
  const ofItem = Map.groupBy(actions, (one) => one.itemId)
  const alone = (ofItem.get(null) ?? []).map(
    (action): Alone<ActionView> => ({ on: wall(action.meeting?.startsAt ?? action.createdAt, network.timezone).date, action }),
  )
  const years = new Set([...all, ...alone].flatMap((one) => yearOf(one.on) ?? []))
  return {
    treatments: treated.map((one) => ({ ...one, actions: ofItem.get(one.id) ?? [] })),
    alone: chosenAlone(alone, asking.year, span),
    count: all.length,
    years: [...years].sort((a, b) => b - a),
    year: asking.year,
    page,
    pages,
  }
}

/** In SQL, over `item`, its `meeting` and its `parent`: those of a published programme that this actor may read. */
export const shownItems = (actor: Actor, networkId: string, about: SQL): SQL =>
  and(eq(item.networkId, networkId), about, isNotNull(meeting.publishedAt), readableItems(actor, networkId))!

async function treatmentsOf(db: Db, actor: Actor, network: At, ids: readonly string[]): Promise<Omit<Treatment, 'actions'>[]> {
  const base = `/${network.slug}`
  const those = inArray(item.id, [...ids])
  const [rows, decided, papers, asked] = await Promise.all([
    itemsWith(db, those),
    rowsOf(db, decisionsWhere(db, and(those, eq(item.networkId, network.id))!), undefined),
    papersOf(db, actor, network.id, ids),
    questionsOf(db, ids),
  ])
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
  const decisions = Map.groupBy(decided, (one) => one.itemId)
  return rows.map((row) => {
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
      matter: row.matter && { title: row.matter.title, path: matterPath(base, row.matter) },
      outcome: told && row.outcome ? { kind: row.outcome.kind, referredTo: row.outcome.referredTo, to } : null,
      minutes:
        row.document === null
          ? null
          : { excerpt: excerptOf(row.document), locale: row.locale!, approved: row.state === 'approved' && row.stands === true },
      decisions: (decisions.get(row.item.id) ?? []).sort((a, b) => a.position - b.position).map((one) => viewOf(one, base)),
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
      matter: { publicId: matter.publicId, title: matter.title },
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
    .leftJoin(day, itsDay)
    .leftJoin(matter, and(eq(matter.id, item.matterId), isNull(matter.deletedAt)))
    .leftJoin(itemOutcome, eq(itemOutcome.itemId, item.id))
    .leftJoin(minutes, and(eq(minutes.itemId, item.id), isNotNull(minutes.publishedAt)))
    .leftJoin(
      minutesRevision,
      and(eq(minutesRevision.minutesId, minutes.id), eq(minutesRevision.number, minutes.publishedNumber)),
    )
    .where(those)
    .orderBy(sql`${on} asc nulls last`, asc(item.publicId))

/** What was asked about some items and is shown, oldest first. */
const questionsOf = (db: Db, ids: readonly string[]) =>
  db
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

function papersOf(db: Db, actor: Actor, networkId: string, ids: readonly string[]) {
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
        inArray(material.audience, openTo(actor, networkId)),
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
