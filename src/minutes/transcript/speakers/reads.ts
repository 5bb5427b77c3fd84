import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import { maySeePeople } from '#network/rules.ts'
import { membership, organisation } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { pick } from '#platform/words/text.ts'
import { speaker } from '#programme/tables.ts'
import { participant } from '#room/tables.ts'
import type { Candidate } from './rules.ts'

/**
 * Who may have spoken in a meeting: the speakers of its programme, those who were in its room, and the members of its network
 * as far as the actor may know of them. Each once, by name.
 */
export async function candidatesOf(db: Db, actor: Actor, meeting: MeetingRow): Promise<Candidate[]> {
  const speakers = await db
    .select({ personId: speaker.personId, name: speaker.name, email: speaker.email, about: speaker.office })
    .from(speaker)
    .where(eq(speaker.meetingId, meeting.id))
  const there = await db
    .select({ personId: participant.personId, name: participant.name, email: person.email, about: participant.organisation })
    .from(participant)
    .leftJoin(person, eq(person.id, participant.personId))
    .where(eq(participant.meetingId, meeting.id))
  const members =
    maySeePeople(actor) !== 'yes'
      ? []
      : await db
          .select({ personId: person.id, name: person.name, email: person.email, organisation: organisation.name })
          .from(membership)
          .innerJoin(person, eq(person.id, membership.personId))
          .leftJoin(organisation, eq(organisation.id, membership.organisationId))
          .where(and(eq(membership.networkId, meeting.networkId), isNull(membership.to), isNull(person.deletedAt)))
          .orderBy(asc(person.name))
  const known = new Map<string, Candidate>()
  for (const { organisation: home, ...one } of members)
    known.set(one.personId, { ...one, about: pick(home, meeting.locale)?.text ?? null })
  const names = new Set([...known.values()].map((one) => one.name))
  for (const one of [...speakers, ...there]) {
    // Whoever is nobody in particular here is left out where somebody of the name is known.
    if (one.personId === null && names.has(one.name)) continue
    const key = one.personId ?? one.name
    if (!known.has(key)) known.set(key, one)
    names.add(one.name)
  }
  return [...known.values()].sort((a, b) => a.name.localeCompare(b.name, 'nb'))
}
