import { and, eq, isNotNull, notExists, sql } from 'drizzle-orm'
import { materialVersion } from '#materials/tables.ts'
import type { Tx } from '#platform/db/db.ts'
import type { FileKey } from '#platform/files/reads.ts'
import { forgetFile } from '#platform/files/writes.ts'
import { forgetSignInLinks, forgetSignIns } from '../signin/writes.ts'
import { erasure, person, profile } from '../tables.ts'
import { type Counts, type Sought, sumOf } from './rules.ts'

/** The account, what they told of themselves, and how they signed in. @returns also the photos, whose bytes go after the commit */
export async function forgetPerson(tx: Tx, { personId, email }: Sought): Promise<{ counts: Counts; photos: FileKey[] }> {
  const links = email ? await forgetSignInLinks(tx, email) : 0
  if (!personId) return { counts: sumOf([{ verification: links }]), photos: [] }
  const photos = await tx
    .select({ networkId: profile.networkId, sha256: profile.photoSha256 })
    .from(profile)
    .where(
      and(
        eq(profile.personId, personId),
        isNotNull(profile.photoSha256),
        // The same picture handed in at a meeting is the meeting's too.
        notExists(
          tx
            .select({ one: sql`1` })
            .from(materialVersion)
            .where(and(eq(materialVersion.networkId, profile.networkId), eq(materialVersion.sha256, profile.photoSha256))),
        ),
      ),
    )
  for (const photo of photos) await forgetFile(tx, photo.networkId, photo.sha256!)
  const profiles = await tx.delete(profile).where(eq(profile.personId, personId)).returning({ id: profile.personId })
  const sessions = await forgetSignIns(tx, [personId])
  const persons = await tx.delete(person).where(eq(person.id, personId)).returning({ id: person.id })
  return {
    counts: sumOf([{ verification: links, profile: profiles.length, person: persons.length, session: sessions }]),
    photos: photos.map(({ networkId, sha256 }) => ({ networkId, sha256: sha256! })),
  }
}

/** Notes that somebody was erased: numbers, and who did it where it was not they. */
export async function noteErasure(tx: Tx, byPerson: string | null, counts: Counts): Promise<void> {
  await tx.insert(erasure).values({ byPerson, counts })
}
