/** Says who was there. */
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { membership } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Invalid, NotFound, Refused } from '#platform/errors.ts'
import { registrationById } from '../reads.ts'
import type { At } from '../rows/writes.ts'
import { attendance } from '../tables.ts'
import type { Keep } from './forms.ts'
import { at, ownAttendance } from './reads.ts'
import { mayCheckIn, mayKeepAttendance } from './rules.ts'

/** A meeting, or an item of it, at which it is kept who was there. */
type Kept = At & { readonly itemId: string | null }
type Runs = Kept & Parameters<typeof mayCheckIn>[1]

/** One says oneself that one is there. Twice is once; an organiser's word stands over it. */
export async function checkIn(db: Db, actor: Actor, meeting: Runs, mode: 'onsite' | 'online'): Promise<void> {
  const may = mayCheckIn(actor, meeting, Temporal.Now.instant())
  if (may !== 'yes') throw new Refused(may)
  await inTransaction(db, async (tx) => {
    const who = (await whoIs(tx, meeting, `person:${actor.person!.id}`))!
    const before = await ownAttendance(tx, actor, meeting.id, meeting.itemId)
    if (before && !before.own) return
    await put(tx, actor, meeting, who, { presence: 'present', mode, own: true }, before?.id ?? null)
  })
}

/** Takes back that one is there, as long as one said so oneself. */
export async function checkOut(db: Db, actor: Actor, meeting: Kept): Promise<void> {
  await inTransaction(db, async (tx) => {
    const before = await ownAttendance(tx, actor, meeting.id, meeting.itemId)
    if (!before?.own) throw new NotFound()
    await tx.delete(attendance).where(eq(attendance.id, before.id))
    await note(tx, actor, meeting, before.id, 'attendance.removed', null)
  })
}

/**
 * What whoever keeps the list says of one: present, excused, absent, a substitute came; or nothing again.
 * @throws NotFound when it is about nobody of this meeting; Invalid for a new one without a name
 */
export async function keepAttendance(db: Db, actor: Actor, meeting: Kept, said: Keep): Promise<void> {
  const may = mayKeepAttendance(actor, meeting)
  if (may !== 'yes') throw new Refused(may)
  await inTransaction(db, async (tx) => {
    const who = said.who === 'new' ? newcomer(said.name) : await whoIs(tx, meeting, said.who)
    if (!who) throw new NotFound()
    const [before] = who.where
      ? await tx
          .select({ id: attendance.id })
          .from(attendance)
          .where(and(eq(attendance.meetingId, meeting.id), at(meeting.itemId), who.where))
          .for('update')
      : []
    if (said.presence !== null)
      return put(tx, actor, meeting, who, { presence: said.presence, mode: said.mode, own: false }, before?.id ?? null)
    if (!before) return
    await tx.delete(attendance).where(eq(attendance.id, before.id))
    await note(tx, actor, meeting, before.id, 'attendance.removed', null)
  })
}

/** Whom something is said of, and how their line is found; `where` is null for somebody new. */
interface Whose {
  readonly name: string
  readonly personId: string | null
  readonly registrationId: string | null
  readonly organisationId: string | null
  readonly where: SQL | null
}

function newcomer(name: string | undefined): Whose {
  if (!name) throw new Invalid({ name: 'people_name_missing' })
  return { name, personId: null, registrationId: null, organisationId: null, where: null }
}

async function whoIs(tx: Tx, meeting: At, who: string): Promise<Whose | null> {
  const [kind = '', id = ''] = who.split(':')
  if (kind === 'person') {
    const [row] = await tx
      .select({ name: person.name, organisationId: membership.organisationId })
      .from(person)
      .leftJoin(
        membership,
        and(eq(membership.personId, person.id), eq(membership.networkId, meeting.networkId), isNull(membership.to)),
      )
      .where(and(eq(person.id, id), isNull(person.deletedAt)))
    return row ? { ...row, personId: id, registrationId: null, where: eq(attendance.personId, id) } : null
  }
  if (kind === 'registration') {
    const row = await registrationById(tx, id)
    if (row?.meetingId !== meeting.id) return null
    const { name, personId, organisationId } = row
    return { name, personId, registrationId: id, organisationId, where: eq(attendance.registrationId, id) }
  }
  const [row] = await tx
    .select()
    .from(attendance)
    .where(and(eq(attendance.id, id), eq(attendance.meetingId, meeting.id)))
  return row ? { ...row, where: eq(attendance.id, id) } : null
}

async function put(
  tx: Tx,
  actor: Actor,
  meeting: Kept,
  who: Whose,
  said: Pick<typeof attendance.$inferInsert, 'presence' | 'mode' | 'own'>,
  before: string | null,
): Promise<void> {
  const by = { byPerson: actor.person?.id ?? null, at: sql`now()` }
  const { where: _, ...whose } = who
  const [row] = before
    ? await tx
        .update(attendance)
        .set({ ...said, ...by, version: sql`${attendance.version} + 1` })
        .where(eq(attendance.id, before))
        .returning({ id: attendance.id })
    : await tx
        .insert(attendance)
        .values({
          networkId: meeting.networkId,
          meetingId: meeting.id,
          itemId: meeting.itemId,
          name: whose.name,
          personId: whose.personId,
          registrationId: whose.registrationId,
          organisationId: whose.organisationId,
          ...said,
          ...by,
        })
        .onConflictDoNothing()
        .returning({ id: attendance.id })
  if (row) await note(tx, actor, meeting, row.id, 'attendance.said', said)
}

const note = (tx: Tx, actor: Actor, meeting: At, id: string, action: string, after: unknown) =>
  record(tx, actor, {
    networkId: meeting.networkId,
    action,
    about: { kind: 'attendance', id },
    meetingId: meeting.id,
    after,
    // Nothing of it stands on a page that readers share.
    raises: [],
  })
