import { createHash } from 'node:crypto'
import { and, asc, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type MeetingRole, meetingRole } from '#meeting/tables.ts'
import { membership, type NetworkRole, network } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { item, speaker } from '#programme/tables.ts'
import { person } from '../tables.ts'
import { session, user, verification } from './tables.ts'

export interface OwnSession {
  readonly id: string
  readonly since: string
  readonly lastUsed: string
  readonly userAgent: string | null
  readonly current: boolean
}

/** Where a person is signed in, this session first, then the one used last. */
export async function ownSessions(db: Db, actor: Actor, currentId: string | null): Promise<OwnSession[]> {
  const personId = actor.person?.id
  if (!personId) throw new NotFound()
  const rows = await db
    .select()
    .from(session)
    .where(and(eq(session.userId, personId), gt(session.expiresAt, new Date())))
    .orderBy(desc(session.updatedAt))
  return rows
    .map((row) => ({
      id: row.id,
      since: row.createdAt.toISOString(),
      lastUsed: row.updatedAt.toISOString(),
      userAgent: row.userAgent,
      current: row.id === currentId,
    }))
    .sort((a, b) => Number(b.current) - Number(a.current))
}

/** Of some sessions, those that still hold. */
export async function sessionsThatHold(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ id: session.id })
    .from(session)
    .where(and(inArray(session.id, ids as string[]), gt(session.expiresAt, new Date())))
  return new Set(rows.map(({ id }) => id))
}

/** What a mailed link still is, without spending it: who it is for, and whether its hour has passed. Null: unknown or spent. */
export async function linkOf(db: Db, token: string): Promise<{ email: string; expired: boolean } | null> {
  const hashed = createHash('sha256').update(token).digest('base64url')
  const [row] = await db
    .select()
    .from(verification)
    .where(eq(verification.identifier, `magic-link:${hashed}`))
  if (!row) return null
  const { email } = JSON.parse(row.value) as { email: string }
  return { email, expired: row.expiresAt.getTime() <= Date.now() }
}

/** The operator of the installation, and whether that person has ever come in. */
export async function operatorNow(db: Db): Promise<{ email: string | null; hasSignedIn: boolean } | null> {
  const [row] = await db
    .select({ email: person.email, hasSignedIn: sql<boolean>`${user.id} is not null` })
    .from(person)
    .leftJoin(user, eq(user.id, sql`${person.id}::text`))
    .where(and(eq(person.operator, true), isNull(person.deletedAt)))
    .orderBy(sql`${user.id} is null`, asc(person.createdAt))
    .limit(1)
  return row ?? null
}

export interface SamplePerson {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly office: string | null
  readonly role: NetworkRole
  /** Of all the sample's meetings. */
  readonly meetingRoles: readonly MeetingRole[]
}

/** The sample's people with what they are, owners first. */
export async function samplePeople(db: Db): Promise<SamplePerson[]> {
  return db
    .select({
      id: person.id,
      name: person.name,
      email: person.email,
      office: membership.office,
      role: membership.role,
      meetingRoles: sql<MeetingRole[]>`coalesce((select array_agg(distinct ${meetingRole.role}) from ${meetingRole}
        where ${meetingRole.personId} = ${person.id}), '{}')`,
    })
    .from(person)
    .innerJoin(membership, and(eq(membership.personId, person.id), isNull(membership.to)))
    .where(and(eq(person.sample, true), isNull(person.deletedAt)))
    .orderBy(sql`array_position(array['owner','organiser','member'], ${membership.role})`, person.createdAt, person.id)
}

/** A speaker of the sample who has no account, with what their personal link is made of: one who is to hand in a presentation. */
export async function sampleSpeaker(db: Db): Promise<{ id: string; linkVersion: number; name: string } | null> {
  const [row] = await db
    .select({ id: speaker.id, linkVersion: speaker.linkVersion, name: speaker.name })
    .from(speaker)
    .innerJoin(network, and(eq(network.id, speaker.networkId), eq(network.sample, true)))
    .innerJoin(item, and(eq(item.id, speaker.itemId), isNull(item.deletedAt)))
    .where(isNull(speaker.personId))
    .orderBy(desc(item.expectsMaterial), asc(item.position), asc(speaker.position))
    .limit(1)
  return row ?? null
}
