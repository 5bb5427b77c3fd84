/** Those who are in the room on the day, what they do together, and what is measured of it. */
import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { RoomState } from '#room/reads.ts'
import type { ShowRow } from '#room/show/reads.ts'
import { databaseOf, rows } from '../operations/operator.ts'
import type { Program } from '../program.ts'
import { type AccessPoint, accessPointTo } from './accesspoint.ts'
import { type Answered, type Attendee, comeIn, type Fields, PATIENCE_MS } from './attendee.ts'
import { comeInByCode, type Installation } from './installation.ts'
import { type Measured, nothingYet } from './measured.ts'

export const MEMBERS = 30
export const GUESTS = 10
export const ALL = MEMBERS + GUESTS
/** The last members sit behind one network that fails. */
const BEHIND = 5

/** An item that a chair started, and the moments between which that was, in milliseconds since 1970. */
export interface Started {
  readonly itemId: string
  readonly between: readonly [from: number, to: number]
}

export interface Day {
  readonly at: Installation
  /** Two who chair: the first does most. */
  readonly chairs: readonly [Attendee, Attendee]
  /** Forty: members first, then guests. */
  readonly people: readonly Attendee[]
  /** Of the members, those behind the network that fails. */
  readonly behind: readonly Attendee[]
  readonly network: AccessPoint
  readonly measured: Measured
  /** What a chair started, in that order. */
  readonly started: Started[]
  /** The item of the programme whose title holds these words; of several alike the one that comes first and has not been on. */
  item(words: string): ShowRow
  /** An act, awaited until every page shows what it did. @param who those it is shown to, where not all have a line */
  act(
    by: Attendee,
    path: string,
    fields: Fields,
    seen: (state: RoomState) => boolean,
    who?: readonly Attendee[],
  ): Promise<Answered>
  /** The chair starts an item. */
  start(words: string): Promise<ShowRow>
  /** Awaits that all hold the same, and that it is what the server has. */
  alike(): Promise<void>
  /** The program is killed, and started again on the same data and port. @returns when it was killed, by `performance.now()` */
  restart(): Promise<number>
  /** Rows of the database. */
  // biome-ignore lint/suspicious/noExplicitAny: whatever is asked for.
  rows(query: string, values?: unknown[]): Promise<any[]>
  end(): void
}

/** @param kill kills the program and starts it again on the same data and port */
export async function gather(at: Installation, dataDir: string, program: Program, kill: () => Promise<unknown>): Promise<Day> {
  const { base } = at
  const measured = nothingYet()
  const origin = program.address
  const network = await accessPointTo(origin)
  const coming = (one: { name: string; cookie: string }, channel: 'room' | 'chair' = 'room', through = origin) =>
    comeIn({ ...one, through, origin, base, channel, onNews: () => measured.deliveries++ })
  const chairs = [coming(at.chairs[0], 'chair'), coming(at.chairs[1], 'chair')] as const
  const [chair] = chairs
  await chair.sees(() => true, 'the room')
  // The short code is on the console, on the screen, and in the invitation.
  assert.equal((await chair.post('chair/settings/code', { way: 'new' })).status, 303)
  await chair.sees((state) => state.people.code !== null, 'the short code')
  const guests = await Promise.all(
    Array.from({ length: GUESTS }, (_, i) => comeInByCode(origin, chair.state().people.code!, `Gjest ${i + 1}`)),
  )
  const members = at.members.map((one, i) => coming(one, 'room', i < MEMBERS - BEHIND ? origin : network.address))
  const people = [...members, ...guests.map((one) => coming(one))]
  const started: Started[] = []

  const day: Day = {
    ...{ at, chairs, people, behind: members.slice(-BEHIND), network, measured, started },
    item(words) {
      const { rows, show } = chair.state().show
      const found = rows.find((row) => row.title?.nb?.includes(words) && !show.runs.some((run) => run.itemId === row.id))
      assert.ok(found, `nothing about "${words}" is to come`)
      return found
    },
    async act(by, path, fields, seen, who = people) {
      // Who saw it before it was done would be asked for nothing.
      for (const one of who) assert.ok(!seen(one.state()), `${one.name} saw ${path} before it was done`)
      const began = performance.now()
      const all = Promise.all(who.map((one) => one.sees(seen, path)))
      const [answer] = await Promise.all([
        by.post(path, fields).then((answer) => {
          measured.answered.push(performance.now() - began)
          assert.ok(answer.ok, `${path} was answered ${answer.status}: ${answer.message}`)
          return answer
        }),
        all,
      ])
      for (const at of await all) measured.seen.push(at - began)
      // Those who chair have it too before they go on; some of it they had before the others.
      await Promise.all(chairs.map((one) => one.sees(seen, path)))
      return answer
    },
    async start(words) {
      const row = day.item(words)
      const from = Date.now()
      await day.act(chair, 'chair/show/start', { item: row.id }, (state) => isOn(state, row.id))
      started.push({ itemId: row.id, between: [from, Date.now()] })
      return row
    },
    async alike() {
      const began = performance.now()
      const [member, guest] = [people[0]!, people.at(-1)!]
      for (;;) {
        const given = new Map(await Promise.all([member, guest].map(async (one) => [one, await whole(one)] as const)))
        const apart = people.flatMap((one, i) => partsApart(one.state(), given.get(i < MEMBERS ? member : guest)!, ['signals']))
        // The door to the video is for members; all else is the same for guests.
        apart.push(...partsApart(member.state(), guest.state(), ['signals', 'video']))
        if (apart.length === 0) return
        assert.ok(performance.now() - began < PATIENCE_MS, `not the same for all: ${[...new Set(apart)]}`)
        await setTimeout(20)
      }
    },
    async restart() {
      const killed = performance.now()
      await kill()
      measured.programBack.push(performance.now() - killed)
      return killed
    },
    rows: async (query, values) => rows(await databaseOf(dataDir), query, values),
    end() {
      for (const one of [...chairs, ...people]) one.leave()
      network.stop()
    },
  }
  await Promise.all(
    [...people, ...chairs].map((one) =>
      one.sees(({ people }, line) => line === 'live' && people.present === ALL + chairs.length, 'everybody'),
    ),
  )
  return day
}

/** Whether an item is on. */
const isOn = ({ show }: RoomState, itemId: string): boolean =>
  show.show.runs.some((run) => run.itemId === itemId && run.to === null)

/** The room as the server would give it to somebody who comes in now. */
async function whole(one: Attendee): Promise<RoomState> {
  return ((await (await one.get('room/state')).json()) as { parts: RoomState }).parts
}

/** The parts in which two states differ. @param but those that are let go of by the clock, or are not for both */
const partsApart = (one: RoomState, other: RoomState, but: readonly (keyof RoomState)[]): string[] =>
  (Object.keys(other) as (keyof RoomState)[]).filter((part) => !but.includes(part) && !isDeepStrictEqual(one[part], other[part]))
