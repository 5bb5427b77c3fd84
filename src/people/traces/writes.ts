import { eq, type SQL } from 'drizzle-orm'
import { isSpokenOf } from '#materials/kept/reads.ts'
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
  const { profiles, photos } = await forgetProfiles(tx, eq(profile.personId, personId))
  const sessions = await forgetSignIns(tx, [personId])
  const persons = await tx.delete(person).where(eq(person.id, personId)).returning({ id: person.id })
  return {
    counts: sumOf([{ verification: links, profile: profiles, person: persons.length, session: sessions }]),
    photos,
  }
}

/** Notes that somebody was erased: numbers, and who did it where it was not they. */
export async function noteErasure(tx: Tx, byPerson: string | null, counts: Counts): Promise<void> {
  await tx.insert(erasure).values({ byPerson, counts })
}

/** Takes away some profiles. @returns how many, and the photos that nothing speaks of any more: `sweepFile` takes their bytes, or the night does */
export async function forgetProfiles(tx: Tx, theirs: SQL): Promise<{ profiles: number; photos: FileKey[] }> {
  const gone = await tx.delete(profile).where(theirs).returning({ networkId: profile.networkId, sha256: profile.photoSha256 })
  const photos: FileKey[] = []
  for (const { networkId, sha256 } of gone) {
    // The same picture handed in at a meeting is the meeting's too.
    if (sha256 === null || (await isSpokenOf(tx, { networkId, sha256 }))) continue
    await forgetFile(tx, networkId, sha256)
    photos.push({ networkId, sha256 })
  }
  return { profiles: gone.length, photos }
}
