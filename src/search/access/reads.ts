/**
 * Who may find what, in SQL. What a passage says of its readers narrows what is looked at; whether each source may be read is then
 * asked of the source itself, as it stands now: what was withdrawn a moment ago is not found, indexed or not.
 */
import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { readableActions, whole } from '#actions/places/reads.ts'
import { action } from '#actions/tables.ts'
import { type Actor, holdsSince } from '#actor.ts'
import { material, materialVersion, preview } from '#materials/tables.ts'
import { shownItems } from '#matters/story/reads.ts'
import { type LinkedKind, matter, topic, topicLink } from '#matters/tables.ts'
import { readableBy } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { invitation, meeting, meetingRole } from '#meeting/tables.ts'
import { minutes, minutesObject } from '#minutes/tables.ts'
import { membership } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import { readablePlans } from '#plans/reads.ts'
import { plan } from '#plans/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { keptSql } from '#platform/db/kept.ts'
import { parent } from '#programme/items/reads.ts'
import { item } from '#programme/tables.ts'
import { input } from '#questions/tables.ts'
import type { Kind } from '../document.ts'
import { TAKEN } from '../gathering/questions/reads.ts'

/** How an actor stands in a network, as far as the search asks. */
export interface Reader {
  readonly actor: Actor
  readonly networkId: string
  readonly organises: boolean
  readonly member: boolean
  /** The meetings to which they were invited, or in which they have a part. */
  readonly invitedTo: readonly string[]
}

export async function readerOf(db: Db, actor: Actor, networkId: string): Promise<Reader> {
  const organises = mayEdit(actor, { networkId }) === 'yes'
  const member = actor.network?.id === networkId && actor.network.role !== null
  const personId = actor.person?.id
  if (organises || !personId) return { actor, networkId, organises, member, invitedTo: [] }
  const invited = db
    .select({ id: invitation.meetingId })
    .from(invitation)
    .where(
      and(eq(invitation.networkId, networkId), eq(invitation.personId, personId), holdsSince(personId, networkId, invitation.at)),
    )
  const working = db
    .select({ id: meetingRole.meetingId })
    .from(meetingRole)
    .where(
      and(
        eq(meetingRole.networkId, networkId),
        eq(meetingRole.personId, personId),
        holdsSince(personId, networkId, meetingRole.grantedAt),
      ),
    )
  const rows = await invited.union(working)
  return { actor, networkId, organises, member, invitedTo: rows.map((row) => row.id) }
}

const isInvited = (reader: Reader, meetingId: SQL): SQL =>
  reader.invitedTo.length === 0 ? sql`false` : sql`${meetingId} = any(${sql.param(reader.invitedTo)}::uuid[])`

/** Whether a passage, by what it was when it was indexed, is one to look at. */
export function mayBeFound(reader: Reader): SQL {
  if (reader.organises) return sql`true`
  const level = reader.member ? sql`p.level <= 1` : sql`p.level = 0`
  return reader.invitedTo.length === 0 ? level : sql`(${level} or ${isInvited(reader, sql`p.meeting_id`)})`
}

/** Whether an audience of a part of a meeting has this reader in it. */
const inside = (reader: Reader, audience: SQL, meetingId: SQL): SQL => {
  if (reader.organises) return sql`true`
  const invited = isInvited(reader, meetingId)
  const members = reader.member ? sql`true` : invited
  return sql`(case ${audience} when 'public' then true when 'members' then ${members} else ${invited} end)`
}

/** Of some matters (a set, in SQL) those that this reader may know of: whoever reads one of its treatments, as its page has it. */
function mattersKnown(db: Db, reader: Reader, those: SQL) {
  const alive = and(isNull(matter.deletedAt), isNull(matter.mergedInto), sql`${matter.id} in ${those}`)!
  if (reader.organises) return db.select({ id: matter.id }).from(matter).where(alive)
  return db
    .select({ id: matter.id })
    .from(matter)
    .innerJoin(item, eq(item.matterId, matter.id))
    .innerJoin(meeting, eq(meeting.id, item.meetingId))
    .leftJoin(parent, eq(parent.id, item.parentId))
    .where(shownItems(reader.actor, reader.networkId, alive))
}

/** Of some topics (a set, in SQL) those under which this reader finds something: the others stand in no list for them either. */
export function topicsKnown(db: Db, reader: Pick<Reader, 'actor' | 'networkId' | 'organises'>, those: SQL) {
  const alive = and(isNull(topic.deletedAt), isNull(topic.mergedInto), sql`${topic.id} in ${those}`)!
  if (reader.organises) return db.select({ id: topic.id }).from(topic).where(alive)
  const by = (kind: LinkedKind, subject: typeof item.id | typeof item.matterId) =>
    db
      .select({ id: topic.id })
      .from(topic)
      .innerJoin(topicLink, and(eq(topicLink.topicId, topic.id), eq(topicLink.kind, kind)))
      .innerJoin(item, eq(subject, topicLink.subjectId))
      .innerJoin(meeting, eq(meeting.id, item.meetingId))
      .leftJoin(parent, eq(parent.id, item.parentId))
      .where(shownItems(reader.actor, reader.networkId, alive))
  return by('item', item.id).union(by('matter', item.matterId))
}

/**
 * Of all in the common table `candidate` (as `c`), those that this reader may read now.
 * @param of the kinds that are asked about; what is of any other is not read. To plan for all takes longer than most questions
 */
export function mayRead(db: Db, reader: Reader, of: readonly Kind[]): SQL {
  const ask = () => readOf(db, reader, of)
  return isAnybody(reader.actor) ? keptForVisitors(`${reader.networkId} ${[...of].sort().join(' ')}`, ask) : ask()
}

/** Whoever is not signed in may read what all others may who are not. */
export const isAnybody = (actor: Actor): boolean => actor.kind === 'visitor' && actor.meeting === null
const keptForVisitors = keptSql()

function readOf(db: Db, reader: Reader, of: readonly Kind[]): SQL {
  const { actor, networkId } = reader
  const ids = (kind: string) => sql`(select source_id from candidate where kind = ${kind})`
  const meetings = db
    .select({ id: meeting.id })
    .from(meeting)
    .where(and(readableBy(actor, networkId), sql`${meeting.id} in (select meeting_id from candidate)`))
  // Sets, each made once for all candidates; a source that has moved is not where the passage says.
  const items = sql`(c.item_id, c.meeting_id) in (select i.id, i.meeting_id from ${item} i left join ${item} around on around.id = i.parent_id
    where i.id in (select item_id from candidate) and i.deleted_at is null and i.day_id is not null and around.deleted_at is null
    and ${inside(reader, sql`i.audience`, sql`i.meeting_id`)} and ${inside(reader, sql`coalesce(around.audience, 'public')`, sql`i.meeting_id`)})`
  const published = sql`c.item_id in (select t.item_id from ${minutes} t where t.item_id in (select item_id from candidate) and t.published_at is not null)`
  const decisions = sql`c.source_id in (select o.id from ${minutesObject} o where o.id in ${ids('decision')} and o.removed_at is null)`
  const materials = sql`(c.source_id, c.meeting_id) in (select x.id, x.meeting_id from ${material} x left join ${materialVersion} v on v.id = x.current_version_id
    left join ${preview} made on made.network_id = v.network_id and made.sha256 = v.sha256
    where x.id in (select source_id from candidate where kind in ('presentation', 'paper', 'recording')) and x.deleted_at is null and x.published_at is not null
    and coalesce(made.scan, 'off') not in ('waiting', 'infected') and ${inside(reader, sql`x.audience`, sql`x.meeting_id`)})`
  const questions = db
    .select({ id: input.id })
    .from(input)
    .where(
      and(inArray(input.state, TAKEN), isNull(input.deletedAt), isNull(input.mergedInto), sql`${input.id} in ${ids('question')}`),
    )
  const actions = db
    .select({ id: action.id })
    .from(action)
    .leftJoin(meeting, eq(meeting.id, action.meetingId))
    .leftJoin(item, eq(item.id, action.itemId))
    .leftJoin(whole, eq(whole.id, item.parentId))
    .leftJoin(minutesObject, eq(minutesObject.id, action.objectId))
    .leftJoin(minutes, eq(minutes.id, minutesObject.minutesId))
    .where(and(readableActions(db, actor, networkId), sql`${action.id} in ${ids('action')}`))
  const plans = db
    .select({ id: plan.id })
    .from(plan)
    .where(and(readablePlans(actor, networkId), sql`${plan.id} in ${ids('plan')}`))
  const members = db
    .select({ id: membership.personId })
    .from(membership)
    .innerJoin(person, and(eq(person.id, membership.personId), isNull(person.deletedAt)))
    .where(and(eq(membership.networkId, networkId), isNull(membership.to), sql`${person.id} in ${ids('person')}`))
  const known = (those: SQL): SQL => sql`c.source_id in ${those}`
  const byKind: Readonly<Record<Kind, () => SQL>> = {
    item: () => sql`true`,
    meeting: () => sql`true`,
    minutes: () => published,
    decision: () => sql`${published} and ${decisions}`,
    presentation: () => materials,
    paper: () => materials,
    recording: () => materials,
    action: () => known(sql`${actions}`),
    question: () => known(sql`${questions}`),
    plan: () => known(sql`${plans}`),
    person: () => (reader.member ? known(sql`${members}`) : sql`false`),
    matter: () => known(sql`${mattersKnown(db, reader, ids('matter'))}`),
    topic: () => known(sql`${topicsKnown(db, reader, ids('topic'))}`),
  }
  const each = Object.values(Object.groupBy(of, (kind) => (isFile(kind) ? 'file' : kind))).map(
    (alike) => sql`when c.kind in ${alike} then ${byKind[alike[0]!]()}`,
  )
  return sql`(c.meeting_id is null or c.meeting_id in ${meetings}) and (c.item_id is null or ${items})
    and case ${sql.join(each, sql` `)} else false end`
}

const isFile = (kind: Kind): boolean => kind === 'presentation' || kind === 'paper' || kind === 'recording'
