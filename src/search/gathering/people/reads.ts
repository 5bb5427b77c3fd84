/** The members of a network, as its other members see them. */
import { and, eq, isNull } from 'drizzle-orm'
import { membership, organisation } from '#network/tables.ts'
import { shownOf } from '#people/profile/rules.ts'
import { person, profile } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { speaker } from '#programme/tables.ts'
import type { Passage } from '../../document.ts'
import { wordsOfName } from '../../words/rules.ts'
import { inAny } from '../rules.ts'

export async function gatherPeople(db: Db, networkId: string): Promise<Passage[]> {
  const rows = await db
    .select({ member: membership, name: person.name, organisation: organisation.name, profile })
    .from(membership)
    .innerJoin(person, and(eq(person.id, membership.personId), isNull(person.deletedAt)))
    .leftJoin(organisation, eq(organisation.id, membership.organisationId))
    .leftJoin(profile, and(eq(profile.personId, person.id), eq(profile.networkId, membership.networkId)))
    .where(and(eq(membership.networkId, networkId), isNull(membership.to)))
  return rows.map(({ member, name, organisation, profile }) => ({
    ...{ kind: 'person', sourceId: member.personId, meetingId: null, itemId: null, seriesId: null, level: 1, place: {} },
    organisationId: member.organisationId,
    day: member.from.slice(0, 10),
    locale: 'nb',
    title: name,
    text: [[member.office, inAny(organisation, 'nb')].filter(Boolean).join(', '), inAny(shownOf(profile, null).about, 'nb')]
      .filter(Boolean)
      .join('\n'),
    names: [name],
  }))
}

/** Every word that is part of the name of somebody the network knows, as it is written. */
export async function namesIn(db: Db, networkId: string): Promise<Set<string>> {
  const members = await db
    .select({ name: person.name })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(eq(membership.networkId, networkId))
  const speakers = await db.selectDistinct({ name: speaker.name }).from(speaker).where(eq(speaker.networkId, networkId))
  return new Set([...members, ...speakers].flatMap(({ name }) => wordsOfName(name)))
}
