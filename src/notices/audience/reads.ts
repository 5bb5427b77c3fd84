/** Everybody who can be told of a meeting or of a network's doings, in a fixed number of queries however many they are. */
import { and, eq, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import { type Actor, holdsSince } from '#actor.ts'
import { dutiesOf } from '#materials/reminders/reads.ts'
import type { MeetingRow } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { invitation, meetingRole } from '#meeting/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import { mayOrganise } from '#network/rules.ts'
import { membership } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { Locale } from '#platform/words/text.ts'
import { item, speaker } from '#programme/tables.ts'
import { isActive, type RegistrationRow } from '#registration/rules.ts'
import { registration } from '#registration/tables.ts'
import { follow, follower } from '../tables.ts'
import { type Audience, type Group, type Known, type Receiver, receiversIn } from './rules.ts'

/** What a letter is about: a meeting, or with null the network as a whole. */
export interface Subject {
  readonly network: Pick<NetworkRow, 'id' | 'locale'>
  readonly meeting: MeetingRow | null
}

/**
 * Who gets a letter to an audience at this moment: one for each address, in the order of the first by which they are known.
 * Never whoever was erased, has no access to what it is about, or withdrew and has no part in it.
 * @throws NotFound for those who do not organise
 */
export const receiversOf = async (db: Db, actor: Actor, about: Subject, audience: Audience): Promise<Receiver[]> =>
  receiversIn(await readKnown(db, actor, about), audience)

/** Everybody who could be told. @throws NotFound as above */
export async function readKnown(db: Db, actor: Actor, about: Subject): Promise<Known[]> {
  const may = about.meeting ? mayEdit(actor, about.meeting) : mayOrganise(actor)
  if (actor.network?.id !== about.network.id || may !== 'yes') throw new NotFound()
  const found = gathering(about)
  const { meeting } = about
  for (const row of await membersOf(db, about.network.id)) {
    const entry = found.of(row)
    entry.member = true
    entry.organisationId = row.organisationId
    if (row.role !== 'member') entry.groups.add('organisers')
  }
  if (meeting) await addPeopleOf(db, meeting, found)
  const wanted = meeting ? [meeting.id, ...(meeting.seriesId ? [meeting.seriesId] : []), about.network.id] : [about.network.id]
  for (const row of await followersOf(db, about.network.id, wanted, meeting?.id ?? null)) {
    const entry = found.of(row)
    entry.groups.add('followers')
    entry.follower = { id: row.id, linkVersion: row.linkVersion }
  }
  return found.all()
}

async function addPeopleOf(db: Db, meeting: MeetingRow, found: ReturnType<typeof gathering>): Promise<void> {
  for (const row of await takingPart(db, meeting)) {
    const entry = found.of(row)
    entry.invited = true
    if (row.role === 'chair' || row.role === 'minute_taker') entry.groups.add(row.role)
    else if (row.role !== 'speaker' && !row.declined) entry.groups.add('invited')
  }
  // Those that count come first: a person who withdrew and came back is there.
  for (const row of await registrationsOf(db, meeting.id)) {
    const entry = found.of(row)
    if (!isActive(row.state)) entry.out ||= entry.registration === null
    else if (entry.registration === null) entry.registration = row
  }
  for (const row of await speakersOf(db, meeting)) found.of(row).groups.add('speakers')
  for (const { email, name, personId, locale, quiet } of await dutiesOf(db, meeting))
    if (email !== null && !quiet) found.of({ email, name, personId, locale }).groups.add('owing')
}

interface Entry {
  email: string
  name: string
  personId: string | null
  locale: Locale | null
  organisationId: string | null
  member: boolean
  invited: boolean
  out: boolean
  registration: RegistrationRow | null
  follower: Known['follower']
  readonly groups: Set<Group>
}

/** Where whoever is found several times, as a member, a speaker and registered with another address, becomes one. */
function gathering({ network, meeting }: Subject) {
  const entries: Entry[] = []
  const byPerson = new Map<string, Entry>()
  const byEmail = new Map<string, Entry>()
  return {
    of(row: { email: string; name: string; personId: string | null; locale: Locale | null }): Entry {
      const email = row.email.toLowerCase()
      let entry = (row.personId && byPerson.get(row.personId)) || byEmail.get(email)
      if (!entry) {
        const { name, personId, locale } = row
        entry = {
          email,
          name,
          personId,
          locale,
          organisationId: null,
          member: false,
          invited: false,
          out: false,
          registration: null,
          follower: null,
          groups: new Set(),
        }
        entries.push(entry)
      }
      entry.personId ??= row.personId
      entry.name ||= row.name
      entry.locale ??= row.locale
      if (entry.personId) byPerson.set(entry.personId, entry)
      if (!byEmail.has(email)) byEmail.set(email, entry)
      return entry
    },
    all(): Known[] {
      const known = entries.flatMap((entry) => knownFrom(entry, network.locale, meeting) ?? [])
      // Two who registered with the same address, or whose secretary's it is, read one letter.
      return [...Map.groupBy(known, (one) => one.email).values()].map((same) => {
        const first = same.find((one) => one.registration) ?? same[0]!
        return same.length === 1 ? first : { ...first, groups: new Set(same.flatMap((one) => [...one.groups])) }
      })
    },
  }
}

function knownFrom(entry: Entry, locale: Locale, meeting: MeetingRow | null): Known | null {
  const { registration: own, member, invited, groups } = entry
  const reader = groups.has('organisers') ? 'organiser' : invited ? 'invited' : member ? 'member' : 'visitor'
  const published = meeting === null || meeting.publishedAt !== null
  const inside = meeting === null || meeting.audience === 'public' || invited || (meeting.audience === 'members' && member)
  const readsPage = reader === 'organiser' || (published && inside)
  if (own) groups.add(own.state as 'registered' | 'waiting' | 'requested')
  if (own?.askedAgainAt) groups.add('unanswered')
  if (member && readsPage) groups.add('members')
  if (meeting && readsPage && !own && (member || groups.has('invited'))) groups.add('unregistered')
  // Whoever is registered, speaks or leads has been let in; the others must be able to read what they are told of.
  if (!readsPage) for (const group of ['members', 'invited', 'followers', 'unregistered'] as const) groups.delete(group)
  if (groups.size === 0 && !own) return null
  return {
    // Where they said that they want to be written to about this meeting.
    email: own?.email.toLowerCase() ?? entry.email,
    name: own?.name ?? entry.name,
    personId: entry.personId,
    locale: own?.locale ?? entry.locale ?? locale,
    organisationId: own?.organisationId ?? entry.organisationId,
    reader,
    readsPage,
    registration: own,
    follower: entry.follower,
    groups,
    out: entry.out && own === null,
  }
}

const living = and(isNull(person.deletedAt), isNotNull(person.email))
const who = { personId: person.id, name: person.name, email: sql<string>`${person.email}`, locale: person.locale }

const membersOf = (db: Db, networkId: string) =>
  db
    .select({ ...who, role: membership.role, organisationId: membership.organisationId })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(and(eq(membership.networkId, networkId), isNull(membership.to), living))
    .orderBy(person.name, person.id)

/** Those with a part in the meeting and those invited, as far as that still holds. */
async function takingPart(db: Db, { id, networkId }: MeetingRow) {
  const withRoles = await db
    .select({ ...who, role: meetingRole.role, declined: sql<boolean>`false` })
    .from(meetingRole)
    .innerJoin(person, eq(person.id, meetingRole.personId))
    .where(and(eq(meetingRole.meetingId, id), living, holdsSince(person.id, networkId, meetingRole.grantedAt)))
  const invited = await db
    .select({ ...who, role: sql<null>`null`, declined: invitation.declined })
    .from(invitation)
    .innerJoin(person, eq(person.id, invitation.personId))
    .where(and(eq(invitation.meetingId, id), living, holdsSince(person.id, networkId, invitation.at)))
  return [...withRoles, ...invited]
}

async function registrationsOf(db: Db, meetingId: string): Promise<RegistrationRow[]> {
  const rows = await db
    .select({ row: registration })
    .from(registration)
    .leftJoin(person, eq(person.id, registration.personId))
    .where(
      and(
        eq(registration.meetingId, meetingId),
        // An address that nobody confirmed may be anybody's.
        ne(registration.state, 'unconfirmed'),
        isNull(person.deletedAt),
        sql`${registration.email} like '%@%'`,
      ),
    )
    .orderBy(sql`${registration.state} in ('withdrawn', 'declined')`, registration.number)
  return rows.map(({ row }) => row)
}

async function speakersOf(db: Db, meeting: MeetingRow) {
  const rows = await db
    .select({ name: speaker.name, own: speaker.email, personId: person.id, known: person.email, locale: person.locale })
    .from(speaker)
    .innerJoin(item, eq(item.id, speaker.itemId))
    .leftJoin(person, and(eq(person.id, speaker.personId), isNull(person.deletedAt)))
    .where(and(eq(speaker.meetingId, meeting.id), isNull(item.deletedAt), or(isNotNull(item.dayId), isNotNull(item.parentId))))
    .orderBy(speaker.id)
  return rows.flatMap(({ name, own, known, personId, locale }) => {
    const email = own ?? known
    return email ? [{ name, email, personId, locale: locale ?? meeting.locale }] : []
  })
}

/** @param meetingId its items count too: who follows one wants to know when it is held */
async function followersOf(db: Db, networkId: string, subjects: readonly string[], meetingId: string | null) {
  const items = db.select({ id: item.id }).from(item).where(sql`${item.meetingId} = ${meetingId}::uuid`)
  const rows = await db
    .selectDistinct({
      id: follower.id,
      linkVersion: follower.linkVersion,
      personId: person.id,
      own: follower.email,
      known: person.email,
      name: person.name,
      locale: follower.locale,
      spoken: person.locale,
    })
    .from(follower)
    .innerJoin(follow, eq(follow.followerId, follower.id))
    .leftJoin(person, and(eq(person.id, follower.personId), isNull(person.deletedAt)))
    .where(
      and(
        eq(follower.networkId, networkId),
        isNotNull(follower.confirmedAt),
        or(inArray(follow.subjectId, [...subjects]), inArray(follow.subjectId, items)),
      ),
    )
  return rows.flatMap(({ own, known, personId, name, locale, spoken, ...rest }) => {
    const email = known ?? own
    return email ? [{ ...rest, email, name: name ?? '', personId, locale: personId ? spoken : locale }] : []
  })
}
