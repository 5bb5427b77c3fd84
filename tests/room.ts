/** A room on a database of its own, in the meeting of 29 April 2020: what its tests begin with. */
import type { PgTable } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Actor } from '#actor.ts'
import type { ParticipantRow } from '#room/entry/reads.ts'
import { comeInAsGuest } from '#room/entry/writes.ts'
import { type Setup, setUp } from '#room/setup/writes.ts'
import { participant, room, roomKey } from '#room/tables.ts'
import { type April, aprilMeeting } from './april.ts'
import { makeWorld, type Who, type World } from './world.ts'

/**
 * Makes world and meeting before a file's first test, and empties the room before each of them.
 * @param tables emptied together with the room's own
 * @param setup how the room stands when a test begins
 */
export function inRoom(tables: readonly PgTable[], setup: Setup) {
  let world: World
  let april: April
  let chair: Actor
  beforeAll(async () => {
    world = await makeWorld()
    april = await aprilMeeting(world)
    chair = await world.actor('organiser', april.meeting.id)
  })
  afterAll(() => world.end())
  beforeEach(async () => {
    for (const table of [...tables, participant, room, roomKey]) await db().delete(table)
    await setUp(db(), chair, april.meeting, setup)
  })

  const db = () => world.ground.db
  const base = () => `/nord/${april.meeting.slug}`
  /** By a plain form. @param path below the meeting's */
  const post = (who: Who | null, path: string, form: Record<string, string> = {}) =>
    world.as(who, { url: `${base()}${path}`, form })
  /** Beside the page, as a live one does it. */
  const live = (who: Who | null, path: string, form: Record<string, string> = {}) =>
    world.as(who, { url: `${base()}${path}`, form, headers: { accept: 'application/json' } })
  const guest = (name: string, organisation: string | null = null): Promise<ParticipantRow> =>
    comeInAsGuest(db(), { networkId: world.networkId, meetingId: april.meeting.id }, { name, organisation })

  return {
    get world() {
      return world
    },
    get april() {
      return april
    },
    get chair() {
      return chair
    },
    /** `/{network}/{meeting}` */
    get base() {
      return base()
    },
    db,
    post,
    live,
    guest,
    /** So many guests. */
    guests: (n: number) => Promise.all(Array.from({ length: n }, (_, i) => guest(`Gjest ${i}`))),
  }
}
