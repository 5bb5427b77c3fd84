/** What people tell the members of a network about themselves. Only they write it; the record says that, not what. */
import { Readable } from 'node:stream'
import { and, eq, ne, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { materialVersion } from '#materials/tables.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import { forgetFile, keepFile, sweepFile } from '#platform/files/writes.ts'
import type { Ground } from '#platform/ground.ts'
import { profile } from '../tables.ts'
import type { AboutInput } from './forms.ts'
import { PHOTO_LARGEST, readPhoto } from './reader.ts'
import { profileOf } from './reads.ts'
import { consentsTo, type ProfileRow } from './rules.ts'

/**
 * Keeps what somebody wrote about themselves, and their consents.
 * @param seen the version the form was made from; 0 where there was none
 * @throws Conflict when it was changed in another window meanwhile
 */
export async function saveAbout(db: Db, actor: Actor, networkId: string, input: AboutInput, seen: number): Promise<void> {
  const personId = ownIn(actor, networkId)
  await inTransaction(db, async (tx) => {
    const before = await held(tx, networkId, personId)
    // A row that was only just made says nothing yet.
    if (before.version !== Math.max(seen, 1)) throw new Conflict<unknown>(before, input)
    const shown = consentsTo(input.shown, before.shown, Temporal.Now.instant().toString())
    await put(tx, before, { about: input.about, phone: input.phone, shown })
    await note(tx, actor, networkId, personId, 'profile.changed', { shown: Object.keys(shown).sort() })
  })
}

/**
 * Takes a picture of somebody, in place of the one there was. It is shown from then on: that is why one sends it.
 * @param sent the file as it came
 * @throws Invalid({ photo }) for what is no picture
 */
export async function setPhoto(
  { db, files }: Pick<Ground, 'db' | 'files'>,
  actor: Actor,
  networkId: string,
  sent: Uint8Array,
): Promise<void> {
  const personId = ownIn(actor, networkId)
  const stored = await files.put(networkId, Readable.from([await readPhoto(sent)]), PHOTO_LARGEST)
  const gone = await inTransaction(db, async (tx) => {
    await keepFile(tx, files, networkId, stored)
    const before = await held(tx, networkId, personId)
    const shown = { ...before.shown, photo: before.shown.photo ?? Temporal.Now.instant().toString() }
    await put(tx, before, { photoSha256: stored.sha256, photoType: stored.mediaType, shown })
    await note(tx, actor, networkId, personId, 'profile.photo_given')
    return before.photoSha256 === stored.sha256 ? null : forgetPhoto(tx, before)
  })
  if (gone) await sweepFile(db, files, networkId, gone, 0)
}

/** Takes the picture away, from the disk too. */
export async function removePhoto({ db, files }: Pick<Ground, 'db' | 'files'>, actor: Actor, networkId: string): Promise<void> {
  const personId = ownIn(actor, networkId)
  const gone = await inTransaction(db, async (tx) => {
    const before = await held(tx, networkId, personId)
    if (!before.photoSha256) return null
    const { photo: _, ...shown } = before.shown
    await put(tx, before, { photoSha256: null, photoType: null, shown })
    await note(tx, actor, networkId, personId, 'profile.photo_removed')
    return forgetPhoto(tx, before)
  })
  if (gone) await sweepFile(db, files, networkId, gone, 0)
}

/** Two persons were one: what the one that goes had said stands for the one that stays, unless that one has said something. */
export async function mergeProfiles(tx: Tx, networkId: string, from: string, to: string): Promise<void> {
  const [staying, going] = [await profileOf(tx, networkId, to), await profileOf(tx, networkId, from)]
  if (!going) return
  const of = (personId: string) => and(eq(profile.networkId, networkId), eq(profile.personId, personId))
  if (!staying) {
    await tx.update(profile).set({ personId: to }).where(of(from))
    return
  }
  if (going.photoSha256) await forgetPhoto(tx, going)
  await tx.delete(profile).where(of(from))
}

/** The row, held until the transaction ends; made where there is none. */
async function held(tx: Tx, networkId: string, personId: string): Promise<ProfileRow> {
  await tx.insert(profile).values({ networkId, personId }).onConflictDoNothing()
  const [row] = await tx
    .select()
    .from(profile)
    .where(and(eq(profile.networkId, networkId), eq(profile.personId, personId)))
    .for('update')
  return row!
}

async function put(tx: Tx, before: ProfileRow, change: Partial<ProfileRow>): Promise<void> {
  await tx
    .update(profile)
    .set({ ...change, version: before.version + 1, updatedAt: sql`now()` })
    .where(and(eq(profile.networkId, before.networkId), eq(profile.personId, before.personId)))
}

/** The sum of the picture when nothing else has the same bytes, so that they may go; null otherwise. */
async function forgetPhoto(tx: Tx, { networkId, personId, photoSha256: sha256 }: ProfileRow): Promise<string | null> {
  if (!sha256) return null
  const [others] = await tx
    .select({ personId: profile.personId })
    .from(profile)
    .where(and(eq(profile.networkId, networkId), eq(profile.photoSha256, sha256), ne(profile.personId, personId)))
    .limit(1)
  // Somebody may have saved the picture and handed it in as a presentation.
  const [handedIn] = await tx
    .select({ id: materialVersion.id })
    .from(materialVersion)
    .where(and(eq(materialVersion.networkId, networkId), eq(materialVersion.sha256, sha256)))
    .limit(1)
  if (others || handedIn) return null
  await forgetFile(tx, networkId, sha256)
  return sha256
}

function ownIn(actor: Actor, networkId: string): string {
  if (!actor.person || actor.network?.id !== networkId || !actor.network.role) throw new NotFound()
  return actor.person.id
}

const note = (tx: Tx, actor: Actor, networkId: string, personId: string, action: string, after?: unknown) =>
  record(tx, actor, { networkId, action, about: { kind: 'person', id: personId }, after, raises: [] })
