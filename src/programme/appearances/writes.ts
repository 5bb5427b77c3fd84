/** What belongs to an appearance beside the programme's own words: it outlives the speaker's row, which operations take away and bring back. */
import { sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { appearance } from '../tables.ts'
import type { AppearanceRow } from './reads.ts'

/** Writes some of what is known of an appearance, within a write that records its act and has checked who may. */
export async function writeAppearance(
  tx: Tx,
  of: { readonly id: string; readonly networkId: string; readonly meetingId: string },
  set: Partial<Pick<AppearanceRow, 'bio' | 'noMaterialAt' | 'askedAt' | 'confirmAskedAt' | 'confirmedAt'>>,
): Promise<void> {
  const { id: speakerId, networkId, meetingId } = of
  await tx
    .insert(appearance)
    .values({ speakerId, networkId, meetingId, ...set })
    .onConflictDoUpdate({ target: appearance.speakerId, set: { ...set, version: sql`${appearance.version} + 1` } })
}

/** Notes when some were asked for what they owe. */
export async function markAsked(
  tx: Tx,
  of: readonly { readonly id: string; readonly networkId: string; readonly meetingId: string }[],
  at: string,
): Promise<void> {
  if (of.length === 0) return
  await tx
    .insert(appearance)
    .values(of.map(({ id: speakerId, networkId, meetingId }) => ({ speakerId, networkId, meetingId, askedAt: at })))
    .onConflictDoUpdate({ target: appearance.speakerId, set: { askedAt: at, version: sql`${appearance.version} + 1` } })
}
