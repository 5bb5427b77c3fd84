/** Actions as one reader may see them. */
import { and, asc, desc, eq, gt, inArray, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { itemPath, type MeetingRow, readableBy } from '#meeting/reads.ts'
import { meeting } from '#meeting/tables.ts'
import { minutes, minutesObject } from '#minutes/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import { organisation } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import { item } from '#programme/tables.ts'
import { isOfOwnOrganisation, isOwn, readableActions, readsItem, whole } from './places/reads.ts'
import { type ActionRow, isOverdue, type UpdateRow } from './rules.ts'
import { type ActionStatus, action, actionUpdate } from './tables.ts'

/** An action as a line of a list. */
export interface ActionView extends Omit<ActionRow, 'said' | 'deletedAt'> {
  /** `/{network}/actions/{publicId}` */
  readonly path: string
  /** The meeting it belongs to, as far as it may be read. */
  readonly meeting: (Pick<MeetingRow, 'id' | 'slug' | 'title' | 'startsAt'> & { readonly path: string }) | null
  /** The item it came up at, as far as it may be read. */
  readonly item: { readonly id: string; readonly title: Words; readonly path: string } | null
  /** The anchor of its block in the minutes. */
  readonly blockId: string | null
  /** Told to members, and to whoever has a part in the meeting; null for all others. */
  readonly ownerName: string | null
  readonly ownerOrganisation: Words | null
  readonly overdue: boolean
  /** Given to this reader in person. */
  readonly own: boolean
  /** Given to this reader, or to the organisation they belong to. */
  readonly mine: boolean
  /** Its minutes are approved; true also of what stands in none. */
  readonly approved: boolean
  /** The newest thing told of it; null for those who are not told. */
  readonly last: { readonly at: string; readonly name: string | null; readonly text: string } | null
}

/** Which actions are asked for; all that is said must hold. */
export interface ActionFilter {
  readonly ids?: readonly string[]
  readonly of?: 'mine' | 'organisation'
  readonly meetingId?: string
  readonly seriesId?: string
  readonly itemIds?: readonly string[]
  readonly objectIds?: readonly string[]
  readonly matterId?: string
  /** What came up at some items, and what is of some matters without an item; the matters as SQL that stands behind `in`. */
  readonly about?: { readonly itemIds: readonly string[]; readonly matters: SQL }
  readonly measureId?: string
  /** Only what belongs to some measure of a plan. */
  readonly ofAnyMeasure?: boolean
  readonly status?: ActionStatus
  /** Still to be done. */
  readonly open?: boolean
  readonly overdue?: boolean
  /** Changed or told of after this moment; an ISO instant. */
  readonly changedSince?: string
  readonly publicId?: number
  readonly limit?: number
}

type At = Pick<NetworkRow, 'id' | 'slug' | 'timezone'>

/** More than any network has; and still few enough for a query that names each. */
const MOST = 50_000

/** Whether an actor is told names of owners, and what owners tell: members of the network. */
export const isTold = (actor: Actor, networkId: string): boolean =>
  actor.network?.id === networkId && (actor.network.role !== null || actor.kind === 'job')

/** Actions of a network as an actor may see them, by due date, those without one last. Two queries. */
export async function listActions(
  db: Db,
  actor: Actor,
  network: At,
  filter: ActionFilter = {},
  now: Temporal.Instant = Temporal.Now.instant(),
): Promise<ActionView[]> {
  const today = now.toZonedDateTimeISO(network.timezone).toPlainDate().toString()
  const rows = await select(db, actor, network)
    .where(and(readableActions(db, actor, network.id), ...chosen(db, actor, network, filter, today)))
    .orderBy(sql`${action.due} asc nulls last`, asc(action.publicId))
    .limit(filter.limit ?? MOST)
  const told = rows.filter((one) => one.mine || isTold(actor, network.id)).map((one) => one.row.id)
  const last = await newestOf(db, told)
  return rows.map((one) => viewOf(one, network, today, isTold(actor, network.id) || one.mine, last))
}

/** One action by its number. @throws NotFound alike when there is none and when it is not for this actor */
export async function readAction(db: Db, actor: Actor, network: At, publicId: number): Promise<ActionView> {
  if (!Number.isSafeInteger(publicId) || publicId < 1) throw new NotFound()
  const [found] = await listActions(db, actor, network, { publicId, limit: 1 })
  if (!found) throw new NotFound()
  return found
}

/** One action by its id. @throws NotFound */
export async function actionById(db: Db, actor: Actor, network: At, id: string): Promise<ActionView> {
  const [found] = isId(id) ? await listActions(db, actor, network, { ids: [id], limit: 1 }) : []
  if (!found) throw new NotFound()
  return found
}

/** What was told and changed of some actions, newest first. The actor must have been shown them. @param since an ISO instant */
export async function listUpdates(db: Db, ids: readonly string[], since?: string): Promise<UpdateRow[]> {
  if (ids.length === 0) return []
  return db
    .select()
    .from(actionUpdate)
    .where(and(inArray(actionUpdate.actionId, [...ids]), since ? gt(actionUpdate.at, since) : undefined))
    .orderBy(desc(actionUpdate.at), desc(actionUpdate.id))
}

/** How many times something was told or changed of an action. */
export const countUpdates = (db: Db, id: string): Promise<number> => db.$count(actionUpdate, eq(actionUpdate.actionId, id))

const select = (db: Db, actor: Actor, network: At) =>
  db
    .select({
      row: action,
      meeting: { id: meeting.id, slug: meeting.slug, title: meeting.title, startsAt: meeting.startsAt, locale: meeting.locale },
      item: { id: item.id, publicId: item.publicId, title: item.title },
      readsMeeting: sql<boolean>`${readableBy(actor, network.id)}`,
      readsItem: sql<boolean>`${readsItem(actor, network.id)}`,
      state: minutes.state,
      blockId: minutesObject.blockId,
      // Not joined: with two tables more the database takes five times as long to plan this as to answer it.
      ownerName: sql<
        string | null
      >`(select ${person.name} from ${person} where ${person.id} = ${action.personId} and ${person.deletedAt} is null)`,
      ownerOrganisation: sql<Words | null>`(select ${organisation.name} from ${organisation} where ${organisation.id} = ${action.organisationId})`,
      own: isOwn(actor, network.id),
      mine: sql<boolean>`(${isOwn(actor, network.id)} or ${isOfOwnOrganisation(db, actor, network.id)})`,
    })
    .from(action)
    .leftJoin(meeting, eq(meeting.id, action.meetingId))
    .leftJoin(item, and(eq(item.id, action.itemId), isNull(item.deletedAt)))
    .leftJoin(whole, eq(whole.id, item.parentId))
    .leftJoin(minutesObject, eq(minutesObject.id, action.objectId))
    .leftJoin(minutes, eq(minutes.id, minutesObject.minutesId))

function chosen(db: Db, actor: Actor, network: At, f: ActionFilter, today: string): (SQL | undefined)[] {
  const stillOpen = notInArray(action.status, ['done', 'dropped', 'no_conclusion'])
  return [
    f.ids && inArray(action.id, [...f.ids]),
    f.publicId === undefined ? undefined : eq(action.publicId, f.publicId),
    f.of === 'mine' ? isOwn(actor, network.id) : undefined,
    f.of === 'organisation' ? isOfOwnOrganisation(db, actor, network.id) : undefined,
    f.meetingId === undefined ? undefined : eq(action.meetingId, f.meetingId),
    f.seriesId === undefined ? undefined : eq(meeting.seriesId, f.seriesId),
    f.itemIds && inArray(action.itemId, [...f.itemIds]),
    f.objectIds && inArray(action.objectId, [...f.objectIds]),
    f.matterId === undefined ? undefined : or(eq(action.matterId, f.matterId), eq(item.matterId, f.matterId)),
    f.about &&
      or(inArray(action.itemId, [...f.about.itemIds]), and(isNull(action.itemId), sql`${action.matterId} in ${f.about.matters}`)),
    f.measureId === undefined ? undefined : eq(action.measureId, f.measureId),
    f.ofAnyMeasure ? sql`${action.measureId} is not null` : undefined,
    f.status && eq(action.status, f.status),
    f.open ? stillOpen : undefined,
    f.overdue ? and(stillOpen, sql`${action.due} < ${today}`) : undefined,
    f.changedSince === undefined ? undefined : gt(action.updatedAt, f.changedSince),
  ]
}

type Found = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

function viewOf(
  one: Found,
  network: At,
  today: string,
  told: boolean,
  last: ReadonlyMap<string, ActionView['last']>,
): ActionView {
  const { said: _said, deletedAt: _deleted, ...row } = one.row
  // Whoever owns an action sees it wherever it came up; what a meeting or an item is called they see where they may read it.
  const at = one.readsMeeting ? one.meeting : null
  const of = at && one.readsItem ? one.item : null
  const path = at ? `/${network.slug}/${at.slug}` : ''
  return {
    ...row,
    path: `/${network.slug}/actions/${row.publicId}`,
    meeting: at && { ...at, path },
    item: at && of && { ...of, path: itemPath(path, of, at.locale) },
    blockId: of && one.blockId,
    ownerName: told ? one.ownerName : null,
    ownerOrganisation: one.ownerOrganisation,
    overdue: isOverdue(row, today),
    own: one.own,
    mine: one.mine,
    approved: row.objectId === null || one.state === 'approved',
    // Why something rests is told as its owners' words are.
    reason: told ? row.reason : null,
    last: (told && last.get(row.id)) || null,
  }
}

/** The newest words told of each. */
async function newestOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, ActionView['last']>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectDistinctOn([actionUpdate.actionId], {
      actionId: actionUpdate.actionId,
      at: actionUpdate.at,
      name: actionUpdate.name,
      text: actionUpdate.text,
    })
    .from(actionUpdate)
    .where(and(inArray(actionUpdate.actionId, [...ids]), sql`${actionUpdate.text} is not null`))
    .orderBy(actionUpdate.actionId, desc(actionUpdate.at))
  return new Map(rows.map(({ actionId, at, name, text }) => [actionId, { at, name, text: text! }]))
}
