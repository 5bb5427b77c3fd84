/** Days and items that go from one meeting to another: as operations on both, so that each list of versions tells it. */
import { and, inArray, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { Tx } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import type { Programme } from '../document.ts'
import { operate } from '../operation/writes.ts'
import { appearance, item, speaker } from '../tables.ts'
import { type Parting, parted, received } from './rules.ts'

/** What went over. */
export interface Moved {
  /** Every item, parts included. */
  readonly items: readonly string[]
  /** Who speaks on them. */
  readonly speakers: readonly string[]
  /** The day on which what stood on each day stands now, by the id of the old one. */
  readonly days: ReadonlyMap<string, string>
}

/**
 * Moves days whole, and single items, to another meeting. Ids, numbers and calendar ids stay, so that everything that hangs
 * on an item and every address that names it goes along. The caller holds both meetings and moves what others keep of them.
 */
export async function moveToMeeting(
  tx: Tx,
  actor: Actor,
  { from, to }: { readonly from: string; readonly to: string },
  what: Parting,
  action: 'programme.split_off' | 'programme.merged_back',
): Promise<Moved> {
  let going: Programme = { days: [], items: [] }
  await operate(tx, actor, from, action, (programme) => {
    const { stays, goes } = parted(programme, what)
    going = goes
    // A meeting has a day to stand on, also when all that it was goes on elsewhere: its dates tell when it was to be.
    return stays.days.length > 0 ? stays : { ...stays, days: goes.days.map((day) => ({ ...day, id: newId() })) }
  })
  const items = going.items.map((one) => one.id)
  const speakers = going.items.flatMap((one) => one.speakers.map((who) => who.id))
  if (items.length > 0) await tx.update(item).set({ meetingId: to }).where(inArray(item.id, items))
  if (speakers.length > 0) {
    await tx.update(speaker).set({ meetingId: to }).where(inArray(speaker.id, speakers))
    await tx.update(appearance).set({ meetingId: to }).where(inArray(appearance.speakerId, speakers))
  }
  let days: ReadonlyMap<string, string> = new Map()
  await operate(tx, actor, to, action, (programme) => {
    const all = received(programme, going, new Set(what.days), newId)
    days = all.days
    return all.programme
  })
  return { items, speakers, days }
}

/** Notes that speakers were asked whether they can still come. */
export async function askToConfirm(
  tx: Tx,
  of: readonly { readonly id: string; readonly networkId: string; readonly meetingId: string }[],
  at: string,
): Promise<void> {
  if (of.length === 0) return
  const set = { confirmAskedAt: at, confirmedAt: null }
  await tx
    .insert(appearance)
    .values(of.map(({ id: speakerId, networkId, meetingId }) => ({ speakerId, networkId, meetingId, ...set })))
    .onConflictDoUpdate({ target: appearance.speakerId, set: { ...set, version: sql`${appearance.version} + 1` } })
}

/** Takes the question back from those who have not answered it. */
export async function askNoMore(tx: Tx, speakerIds: readonly string[]): Promise<void> {
  if (speakerIds.length === 0) return
  await tx
    .update(appearance)
    .set({ confirmAskedAt: null })
    .where(and(inArray(appearance.speakerId, [...speakerIds]), sql`${appearance.confirmAskedAt} is not null`))
}
