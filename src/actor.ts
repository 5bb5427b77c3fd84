/**
 * Who is this person in this network and meeting? The only maker of an Actor, which every read and write takes: no Actor,
 * no access. A signed-out visitor, a speaker with a personal link and a job are Actors too.
 */
import { and, eq, inArray, isNull, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { invitation, type MeetingRole, meetingRole } from '#meeting/tables.ts'
import { membership, type NetworkRole } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import type { Locale } from '#platform/words/text.ts'

declare const brand: unique symbol

export interface Actor {
  readonly [brand]: true
  readonly kind: 'visitor' | 'person' | 'speaker' | 'job'
  readonly person: {
    readonly id: string
    readonly name: string
    readonly email: string | null
    readonly locale: Locale | null
  } | null
  /** May make networks. */
  readonly operator: boolean
  readonly network: { readonly id: string; readonly role: NetworkRole | null } | null
  readonly meeting: { readonly id: string; readonly roles: ReadonlySet<MeetingRole>; readonly invited: boolean } | null
  /** With a personal link: which appearance it is for. */
  readonly speaker: { readonly id: string; readonly itemId: string; readonly name: string } | null
}

type Fields = Omit<Actor, typeof brand>
const make = (fields: Fields): Actor => Object.freeze(fields) as Actor
const nobody: Fields = { kind: 'visitor', person: null, operator: false, network: null, meeting: null, speaker: null }

/** Someone who is not signed in. */
export const visitor = (where: { networkId?: string; meetingId?: string } = {}): Actor =>
  make({
    ...nobody,
    network: where.networkId ? { id: where.networkId, role: null } : null,
    meeting: where.meetingId ? { id: where.meetingId, roles: new Set(), invited: false } : null,
  })

/** A job of the program itself, in one network or in none. It is not stopped by rules for persons. */
export const jobActor = (networkId?: string): Actor =>
  make({ ...nobody, kind: 'job', network: networkId ? { id: networkId, role: 'owner' } : null })

/** Someone with a speaker's personal link, once the link is verified: acts on that one appearance and nothing else. */
export const speakerActor = (link: {
  networkId: string
  meetingId: string
  itemId: string
  speakerId: string
  name: string
}): Actor =>
  make({
    ...nobody,
    kind: 'speaker',
    network: { id: link.networkId, role: null },
    meeting: { id: link.meetingId, roles: new Set(['speaker']), invited: true },
    speaker: { id: link.speakerId, itemId: link.itemId, name: link.name },
  })

/**
 * In SQL: whether a part in a meeting or an invitation that a person was given still holds. Whoever leaves the network leaves
 * what they had been given there; what they are given as a guest afterwards holds, and all holds again when they come back.
 */
export const holdsSince = (personId: SQLWrapper | string, networkId: string, given: SQLWrapper): SQL => {
  const of = sql`m.person_id = ${personId} and m.network_id = ${networkId}`
  return sql`(exists (select 1 from ${membership} as m where ${of} and m."to" is null)
    or not exists (select 1 from ${membership} as m where ${of} and m."to" > ${given}))`
}

/**
 * A signed-in person in a network and a meeting, in one query.
 * @returns a visitor when there is no such person any more
 */
export async function personActor(
  db: Db,
  personId: string,
  where: { networkId?: string; meetingId?: string } = {},
): Promise<Actor> {
  return (await personActors(db, [personId], where)).get(personId) ?? visitor(where)
}

/** The same for many at once, by id; who is no more is not among them. */
export async function personActors(
  db: Db,
  personIds: readonly string[],
  where: { networkId?: string; meetingId?: string } = {},
): Promise<Map<string, Actor>> {
  const none = '00000000-0000-0000-0000-000000000000'
  const rows = await db
    .select({
      id: person.id,
      name: person.name,
      email: person.email,
      locale: person.locale,
      operator: person.operator,
      role: membership.role,
      roles: sql<MeetingRole[]>`coalesce((select array_agg(${meetingRole.role}) from ${meetingRole}
        where ${meetingRole.personId} = ${person.id} and ${meetingRole.meetingId} = ${where.meetingId ?? none}
        and ${holdsSince(person.id, where.networkId ?? none, meetingRole.grantedAt)}), '{}')`,
      invited: sql<boolean>`exists (select 1 from ${invitation}
        where ${invitation.personId} = ${person.id} and ${invitation.meetingId} = ${where.meetingId ?? none}
        and ${holdsSince(person.id, where.networkId ?? none, invitation.at)})`,
    })
    .from(person)
    .leftJoin(
      membership,
      and(eq(membership.personId, person.id), eq(membership.networkId, where.networkId ?? none), isNull(membership.to)),
    )
    .where(and(inArray(person.id, personIds as string[]), isNull(person.deletedAt)))
  return new Map(
    rows.map((row) => [
      row.id,
      make({
        kind: 'person',
        person: { id: row.id, name: row.name, email: row.email, locale: row.locale },
        operator: row.operator,
        network: where.networkId ? { id: where.networkId, role: row.role } : null,
        meeting: where.meetingId
          ? { id: where.meetingId, roles: new Set(row.roles), invited: row.invited || row.roles.length > 0 }
          : null,
        speaker: null,
      }),
    ]),
  )
}

/** Whoever a request comes from, by its session: a person, or a visitor when nobody is signed in. */
export function actorOf(
  db: Db,
  request: { readonly session: { readonly personId: string } | null },
  where: { networkId?: string; meetingId?: string } = {},
): Promise<Actor> {
  return request.session ? personActor(db, request.session.personId, where) : Promise.resolve(visitor(where))
}
