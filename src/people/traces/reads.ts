import { eq } from 'drizzle-orm'
import { network } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { session } from '../signin/tables.ts'
import { person, profile } from '../tables.ts'
import type { Sought, Trace } from './rules.ts'

export async function peopleTraces(db: Db, { personId }: Sought): Promise<Trace[]> {
  if (!personId) return []
  const persons = await db
    .select({ name: person.name, email: person.email, locale: person.locale, since: person.createdAt })
    .from(person)
    .where(eq(person.id, personId))
  const profiles = await db
    .select({
      network: network.name,
      about: profile.about,
      phone: profile.phone,
      photo: profile.photoSha256,
      shown: profile.shown,
      changed: profile.updatedAt,
    })
    .from(profile)
    .innerJoin(network, eq(network.id, profile.networkId))
    .where(eq(profile.personId, personId))
  const sessions = await db
    .select({ since: session.createdAt, used: session.updatedAt, device: session.userAgent })
    .from(session)
    .where(eq(session.userId, personId))
  return [
    { kind: 'person', rows: persons },
    { kind: 'profile', rows: profiles },
    { kind: 'sign_in', rows: sessions },
  ]
}
