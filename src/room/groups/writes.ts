/** Groups are made, filled, given time, called back. Chairs' acts; who is placed where is theirs to decide. */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayChair } from '#meeting/rules.ts'
import { type Act, inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { NotFound, Refused } from '#platform/errors.ts'
import { meetingSubject, roomSubject } from '#platform/live/subjects.ts'
import { item } from '#programme/tables.ts'
import type { ParticipantRow } from '../entry/reads.ts'
import { once } from '../entry/writes.ts'
import { participant } from '../tables.ts'
import type { Division } from './forms.ts'
import { type BreakoutRow, groupById } from './reads.ts'
import { mayChoose } from './rules.ts'
import { breakout, breakoutGroup, breakoutMember } from './tables.ts'

interface Made extends Division {
  /** Participants, each with the number of their group from 1; others and 0 are in none. */
  readonly places: ReadonlyMap<string, number>
  /** Where groups meet, by number. */
  readonly links: ReadonlyMap<number, string>
}

/**
 * Divides those in the room, and begins.
 * @throws NotFound for all but chairs, and for an item of another meeting
 */
export async function beginGroups(db: Db, actor: Actor, meeting: MeetingRow, made: Made, key: string | null): Promise<void> {
  if (mayChair(actor, meeting) !== 'yes') throw new NotFound()
  const at = { networkId: meeting.networkId, meetingId: meeting.id }
  await inTransaction(db, async (tx) => {
    if (key && !(await once(tx, at, key))) return
    if (made.item !== null) await itemIn(tx, meeting.id, made.item)
    const id = newId()
    const { dividing, questions, minutes } = made
    const now = Temporal.Now.instant()
    await tx.insert(breakout).values({
      ...{ id, ...at, itemId: made.item, dividing, questions, createdBy: actor.person?.id ?? null },
      ...{ startedAt: now.toString(), endsAt: now.add({ minutes }).toString() },
    })
    const groups = Array.from({ length: made.count }, (_, i) => ({ id: newId(), number: i + 1 }))
    await tx
      .insert(breakoutGroup)
      .values(groups.map((group) => ({ ...group, ...at, breakoutId: id, joinUrl: made.links.get(group.number) ?? null })))
    await place(tx, meeting, id, groups, made.places)
    await record(
      tx,
      actor,
      act(meeting, 'groups.begun', id, { after: { dividing, count: made.count, placed: made.places.size } }),
    )
  })
}

/** Moves participants between groups, as chairs see fit. Only those named are moved. */
export async function movePeople(
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  id: string,
  places: ReadonlyMap<string, number>,
): Promise<void> {
  await change(db, actor, meeting, id, 'groups.moved', async (tx) => {
    const groups = await tx.select().from(breakoutGroup).where(eq(breakoutGroup.breakoutId, id))
    const named = [...places.keys()]
    if (named.length > 0)
      await tx.delete(breakoutMember).where(and(eq(breakoutMember.breakoutId, id), inArray(breakoutMember.participantId, named)))
    await place(tx, meeting, id, groups, places)
    return { after: { moved: named.length } }
  })
}

/** Those of the meeting alone: what a form names may be anybody's id. */
async function place(
  tx: Tx,
  meeting: MeetingRow,
  breakoutId: string,
  groups: readonly { readonly id: string; readonly number: number }[],
  places: ReadonlyMap<string, number>,
): Promise<void> {
  const named = [...places.keys()]
  if (named.length === 0) return
  const here = await tx
    .select({ id: participant.id })
    .from(participant)
    .where(and(eq(participant.meetingId, meeting.id), inArray(participant.id, named)))
  const at = { breakoutId, networkId: meeting.networkId, meetingId: meeting.id }
  const members = here.flatMap(({ id }) => {
    const group = groups.find((one) => one.number === places.get(id))
    return group ? [{ ...at, participantId: id, groupId: group.id }] : []
  })
  if (members.length > 0) await tx.insert(breakoutMember).values(members).onConflictDoNothing()
}

/** Goes into a group oneself. @throws Refused where that is not for them to choose */
export async function chooseGroup(
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  me: ParticipantRow,
  groupId: string,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const { group, breakout: of } = await groupById(tx, meeting.id, groupId)
    const mine = and(eq(breakoutMember.breakoutId, of.id), eq(breakoutMember.participantId, me.id))
    const [before] = await tx.select().from(breakoutMember).where(mine).for('update')
    if (before?.groupId === groupId) return group.number
    const may = mayChoose(of, before !== undefined)
    if (may !== 'yes') throw new Refused(may)
    await tx
      .insert(breakoutMember)
      .values({
        ...{ breakoutId: of.id, participantId: me.id, groupId },
        ...{ networkId: meeting.networkId, meetingId: meeting.id },
      })
      .onConflictDoUpdate({ target: [breakoutMember.breakoutId, breakoutMember.participantId], set: { groupId } })
    await record(tx, actor, act(meeting, 'groups.chosen', of.id, { after: { number: group.number } }))
    return group.number
  })
}

/**
 * The groups are to be back at another moment. It says when, not by how much: two chairs who press at once mean the same.
 * @returns when it was before
 */
export const setBack = (db: Db, actor: Actor, meeting: MeetingRow, id: string, until: string): Promise<BreakoutRow> =>
  change(db, actor, meeting, id, 'groups.extended', async (tx, before) => {
    await tx.update(breakout).set({ endsAt: until }).where(eq(breakout.id, id))
    return { before: { endsAt: before.endsAt }, after: { endsAt: until } }
  })

type Way = 'call' | 'return' | 'reopen' | 'remove' | 'restore'

/** Calls the groups back, takes their notes to the item, lets them go on, takes them away, brings them back. Twice is once. */
export const lead = (db: Db, actor: Actor, meeting: MeetingRow, id: string, way: Way): Promise<BreakoutRow> =>
  change(
    db,
    actor,
    meeting,
    id,
    `groups.${{ call: 'called', return: 'returned', reopen: 'reopened', remove: 'removed', restore: 'restored' }[way]}`,
    async (tx) => {
      const now = sql`now()`
      const set = {
        call: { closedAt: sql`coalesce(${breakout.closedAt}, now())` },
        return: {
          closedAt: sql`coalesce(${breakout.closedAt}, now())`,
          returnedAt: sql`coalesce(${breakout.returnedAt}, now())`,
        },
        reopen: { closedAt: null, returnedAt: null },
        remove: { deletedAt: now },
        restore: { deletedAt: null },
      }[way]
      await tx
        .update(breakout)
        .set({ ...set, version: sql`${breakout.version} + 1` })
        .where(eq(breakout.id, id))
      return {}
    },
    way === 'restore',
  )

async function change(
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  id: string,
  action: string,
  write: (tx: Tx, before: BreakoutRow) => Promise<{ before?: unknown; after?: unknown }>,
  removed = false,
): Promise<BreakoutRow> {
  if (mayChair(actor, meeting) !== 'yes') throw new NotFound()
  return inTransaction(db, async (tx) => {
    const [before] = await tx
      .select()
      .from(breakout)
      .where(and(eq(breakout.id, id), eq(breakout.meetingId, meeting.id), removed ? undefined : isNull(breakout.deletedAt)))
      .for('update')
    if (!before) throw new NotFound()
    const what = await write(tx, before)
    await record(tx, actor, act(meeting, action, id, what))
    return before
  })
}

async function itemIn(tx: Tx, meetingId: string, id: string): Promise<void> {
  const found = await tx.$count(item, and(eq(item.id, id), eq(item.meetingId, meetingId), isNull(item.deletedAt)))
  if (found === 0) throw new NotFound()
}

/** What a group wrote stands on the item's page once it is returned. */
const act = (meeting: MeetingRow, action: string, id: string, what: { before?: unknown; after?: unknown }): Act => ({
  networkId: meeting.networkId,
  meetingId: meeting.id,
  action,
  about: { kind: 'breakout', id },
  ...what,
  raises: [roomSubject(meeting.id), ...(/returned|reopened|removed|restored/.test(action) ? [meetingSubject(meeting.id)] : [])],
})
