/** Groups of a room: what all see of them, and one's own. */
import { and, asc, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayReadPart, narrowest } from '#meeting/rules.ts'
import type { Db } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import { instantOf } from '#platform/words/instant.ts'
import { item } from '#programme/tables.ts'
import { type Channel, seesIn } from '../entry/rules.ts'
import { participant } from '../tables.ts'
import { type BreakoutStanding, mayChoose, mayNote, standingOf } from './rules.ts'
import { breakout, breakoutGroup, breakoutMember, type Dividing } from './tables.ts'

export type BreakoutRow = typeof breakout.$inferSelect
export type GroupRow = typeof breakoutGroup.$inferSelect

export interface MemberView {
  readonly id: string
  readonly name: string
  readonly organisation: string | null
}

export interface GroupView {
  readonly id: string
  readonly number: number
  /** How many are in it. */
  readonly count: number
  /** Who, for chairs alone; each member sees the others of their own. */
  readonly members: readonly MemberView[] | null
  /** Null while they are the group's own. */
  readonly notes: string | null
  /** Raised by every save. */
  readonly version: number
  readonly notesAt: string | null
}

export interface BreakoutView {
  readonly id: string
  readonly itemId: string | null
  readonly questions: readonly string[]
  readonly dividing: Dividing
  readonly standing: BreakoutStanding
  readonly startedAt: string | null
  readonly endsAt: string | null
  readonly groups: readonly GroupView[]
}

export interface GroupsPart {
  /** The newest first. */
  readonly breakouts: readonly BreakoutView[]
}

const iso = (stamp: string | null) => stamp && instantOf(stamp).toString({ smallestUnit: 'millisecond' })

/** The groups of a meeting, in three queries. */
export async function readGroups(db: Db, meeting: Pick<MeetingRow, 'id'>, channel: Channel): Promise<GroupsPart> {
  const chair = channel === 'chair'
  const found = await db
    .select({ row: breakout, about: item.audience })
    .from(breakout)
    .leftJoin(item, eq(item.id, breakout.itemId))
    .where(and(eq(breakout.meetingId, meeting.id), isNull(breakout.deletedAt), chair ? undefined : isNotNull(breakout.startedAt)))
    .orderBy(desc(breakout.createdAt), desc(breakout.id))
  // Most meetings have none.
  if (found.length === 0) return { breakouts: [] }
  const groups = await db
    .select()
    .from(breakoutGroup)
    .where(eq(breakoutGroup.meetingId, meeting.id))
    .orderBy(asc(breakoutGroup.number))
  const members = await membersOf(db, eq(breakoutMember.meetingId, meeting.id))
  const view = (one: GroupRow, standing: BreakoutStanding): GroupView => {
    const own = members.filter((member) => member.groupId === one.id)
    return {
      id: one.id,
      number: one.number,
      count: own.length,
      members: chair ? own.map(({ id, name, organisation }) => ({ id, name, organisation })) : null,
      notes: chair || standing === 'returned' ? one.notes : null,
      version: one.version,
      notesAt: iso(one.notesAt),
    }
  }
  return {
    breakouts: found
      .filter(({ about }) => chair || seesIn(channel, about ?? 'public'))
      .map(({ row }) => {
        const standing = standingOf(row)
        return {
          ...{ id: row.id, itemId: row.itemId, questions: row.questions, dividing: row.dividing, standing },
          startedAt: iso(row.startedAt),
          endsAt: iso(row.endsAt),
          groups: groups.filter((one) => one.breakoutId === row.id).map((one) => view(one, standing)),
        }
      }),
  }
}

const membersOf = (db: Db, where: ReturnType<typeof eq>) =>
  db
    .select({
      groupId: breakoutMember.groupId,
      id: participant.id,
      name: participant.name,
      organisation: participant.organisation,
    })
    .from(breakoutMember)
    .innerJoin(participant, eq(participant.id, breakoutMember.participantId))
    .where(where)
    .orderBy(asc(participant.name), asc(participant.id))

export interface OwnGroup {
  readonly id: string
  readonly breakoutId: string
  readonly number: number
  readonly members: readonly MemberView[]
  readonly notes: string
  readonly notesBy: string | null
  readonly notesAt: string | null
  readonly version: number
  /** Whether they meet on video somewhere: then `/room/groups/{id}/join` leads there. */
  readonly hasLink: boolean
  readonly mayNote: boolean
}

export interface OwnGroups {
  /** The groups one is in, by breakout. */
  readonly groups: readonly OwnGroup[]
  /** The breakouts in which one may choose a group. */
  readonly choosable: readonly string[]
}

/** A participant's own groups with their notes, in four queries. */
export async function readOwnGroups(db: Db, participantId: string): Promise<OwnGroups> {
  const [who] = await db.select().from(participant).where(eq(participant.id, participantId))
  if (!who) return { groups: [], choosable: [] }
  const running = await db
    .select()
    .from(breakout)
    .where(and(eq(breakout.meetingId, who.meetingId), isNull(breakout.deletedAt), isNotNull(breakout.startedAt)))
  const own = await db
    .select({ group: breakoutGroup })
    .from(breakoutMember)
    .innerJoin(breakoutGroup, eq(breakoutGroup.id, breakoutMember.groupId))
    .where(eq(breakoutMember.participantId, participantId))
  const all = await membersOf(db, eq(breakoutMember.meetingId, who.meetingId))
  const placed = new Set(own.map(({ group }) => group.breakoutId))
  return {
    groups: own.flatMap(({ group }) => {
      const of = running.find((one) => one.id === group.breakoutId)
      if (!of) return []
      const { id, breakoutId, number, notes, notesBy, notesAt, version, joinUrl } = group
      const members = all.filter((one) => one.groupId === id).map(({ groupId: _, ...one }) => one)
      const may = mayNote(of, { member: true, chair: false }) === 'yes'
      return [
        {
          ...{ id, breakoutId, number, notes, notesBy, version, members },
          notesAt: iso(notesAt),
          hasLink: joinUrl !== null,
          mayNote: may,
        },
      ]
    }),
    choosable: running.filter((one) => mayChoose(one, placed.has(one.id)) === 'yes').map((one) => one.id),
  }
}

/** One group with what it is part of, for an act. @throws NotFound */
export async function groupById(
  db: Db,
  meetingId: string,
  id: string,
): Promise<{ readonly group: GroupRow; readonly breakout: BreakoutRow }> {
  const [found] = isId(id)
    ? await db
        .select({ group: breakoutGroup, breakout })
        .from(breakoutGroup)
        .innerJoin(breakout, eq(breakout.id, breakoutGroup.breakoutId))
        .where(and(eq(breakoutGroup.id, id), eq(breakoutGroup.meetingId, meetingId), isNull(breakout.deletedAt)))
    : []
  if (!found) throw new NotFound()
  return found
}

/** Whether somebody is in a group. */
export async function isMember(db: Db, groupId: string, participantId: string | undefined): Promise<boolean> {
  if (!participantId) return false
  const one = and(eq(breakoutMember.groupId, groupId), eq(breakoutMember.participantId, participantId))
  return (await db.$count(breakoutMember, one)) > 0
}

/** What groups brought back to an item. */
export interface GroupNotes {
  readonly id: string
  readonly questions: readonly string[]
  readonly groups: readonly { readonly id: string; readonly number: number; readonly notes: string }[]
}

/** The notes that were returned to an item, or to the meeting as a whole, as far as this reader may see them. */
export async function notesOf(db: Db, actor: Actor, meeting: MeetingRow, itemId: string | null): Promise<GroupNotes[]> {
  const rows = await db
    .select({ row: breakout, group: breakoutGroup, about: item.audience })
    .from(breakout)
    .innerJoin(breakoutGroup, eq(breakoutGroup.breakoutId, breakout.id))
    .leftJoin(item, eq(item.id, breakout.itemId))
    .where(
      and(
        eq(breakout.meetingId, meeting.id),
        itemId === null ? isNull(breakout.itemId) : eq(breakout.itemId, itemId),
        isNull(breakout.deletedAt),
        isNotNull(breakout.returnedAt),
      ),
    )
    .orderBy(asc(breakout.createdAt), asc(breakout.id), asc(breakoutGroup.number))
  const seen = rows.filter(({ about }) => mayReadPart(actor, meeting, narrowest(meeting.audience, about ?? 'public')) === 'yes')
  return [...Map.groupBy(seen, ({ row }) => row.id).values()].map((of) => ({
    id: of[0]!.row.id,
    questions: of[0]!.row.questions,
    groups: of.map(({ group: { id, number, notes } }) => ({ id, number, notes })).filter(({ notes }) => notes !== ''),
  }))
}
