/** The story of one change of plan: the meetings it is about as they stand now, and everybody who is told of it. */
import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { receiversOf } from '#notices/audience/reads.ts'
import { audienceOf, type Receiver } from '#notices/audience/rules.ts'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { appearance, item, speaker } from '#programme/tables.ts'
import { registrationsById } from '#registration/parting/reads.ts'
import type { RegistrationRow } from '#registration/rules.ts'
import { registration } from '#registration/tables.ts'
import { type AboutMeeting, aboutMeeting } from '../calendar/reads.ts'
import { type PlanChangeRow, untoldOf } from '../reads.ts'
import type { Concerned } from './rules.ts'

export interface Story {
  readonly change: PlanChangeRow
  /** The meeting it was decided about. */
  readonly whole: AboutMeeting
  /** What was split off from it, or put together with it. */
  readonly part: AboutMeeting | null
  readonly concerned: readonly Concerned[]
}

/** Who is told: those with a part in it, and those who asked to be told. */
const CONCERNED = ['registered', 'waiting', 'requested', 'speakers', 'chair', 'minute_taker', 'invited', 'followers'] as const

/** @throws NotFound where the meeting is gone, and for those who do not organise */
export async function readStory(db: Db, actor: Actor, change: PlanChangeRow): Promise<Story> {
  const whole = await aboutMeeting(db, change.meetingId)
  if (!whole) throw new NotFound()
  const part = change.partId ? await aboutMeeting(db, change.partId) : null
  const audience = audienceOf({ to: [...CONCERNED, ...(change.decision.members ? (['members'] as const) : [])] })
  const lists = []
  for (const about of [whole, part])
    if (about) lists.push(await receiversOf(db, actor, { network: whole.network, meeting: about.meeting }, audience))
  const byEmail = new Map<string, Receiver>()
  for (const one of lists.flat()) {
    const known = byEmail.get(one.email)
    byEmail.set(
      one.email,
      known ? { ...known, readsPage: known.readsPage || one.readsPage, groups: new Set([...known.groups, ...one.groups]) } : one,
    )
  }
  const rows = await rowsOf(db, change)
  const speaking = await speakersOf(
    db,
    [whole, part].flatMap((about) => about?.meeting.id ?? []),
  )
  const stood = new Map(change.before?.registrations.map((row) => [row.id, row]))
  const own = Map.groupBy(rows, (row) => row.email)
  const emails = new Set([...byEmail.keys(), ...rows.filter((row) => stood.has(row.id)).map((row) => row.email)])
  return {
    change,
    whole,
    part,
    concerned: [...emails].flatMap((email): Concerned[] => {
      const receiver = byEmail.get(email)
      const all = own.get(email) ?? []
      const before =
        all.map((row) => stood.get(row.id)).find((row) => row?.meetingId === whole.meeting.id) ??
        all.map((row) => stood.get(row.id)).find((row) => row !== undefined)
      const [first] = all
      if (!receiver && !first) return []
      const at = (about: AboutMeeting | null) => (about ? best(all.filter((row) => row.meetingId === about.meeting.id)) : null)
      return [
        {
          email,
          name: receiver?.name ?? first!.name,
          personId: receiver?.personId ?? first?.personId ?? null,
          locale: receiver?.locale ?? first!.locale,
          readsPage: receiver?.readsPage ?? whole.meeting.audience === 'public',
          groups: receiver?.groups ?? new Set(),
          follower: receiver?.follower ?? null,
          whole: at(whole),
          part: at(part),
          was: before ? { meetingId: before.meetingId, state: before.state, told: before.toldSequence !== null } : null,
          speaker: speaking.get(email) ?? null,
        },
      ]
    }),
  }
}

/** The one that counts, else the one that was given up. */
const best = (rows: readonly RegistrationRow[]): RegistrationRow | null =>
  rows.find((row) => row.state !== 'withdrawn' && row.state !== 'declined') ?? rows[0] ?? null

/** Registrations that count, and those that the change touched. */
async function rowsOf(db: Db, change: PlanChangeRow): Promise<RegistrationRow[]> {
  const touched = await registrationsById(db, change.before?.registrations.map((row) => row.id) ?? [])
  const standing = await db
    .select()
    .from(registration)
    .where(
      and(
        inArray(registration.meetingId, [change.meetingId, ...(change.partId ? [change.partId] : [])]),
        inArray(registration.state, ['registered', 'waiting', 'requested']),
      ),
    )
  const ids = new Set(standing.map((row) => row.id))
  return [...standing, ...touched.filter((row) => !ids.has(row.id))]
}

/** Who speaks, by address: one of their appearances, one that was asked before others. */
async function speakersOf(db: Db, meetingIds: readonly string[]): Promise<Map<string, NonNullable<Concerned['speaker']>>> {
  const rows = await db
    .select({
      id: speaker.id,
      linkVersion: speaker.linkVersion,
      own: speaker.email,
      known: person.email,
      askedAt: appearance.confirmAskedAt,
    })
    .from(speaker)
    .innerJoin(item, and(eq(item.id, speaker.itemId), isNull(item.deletedAt), isNotNull(item.dayId)))
    .leftJoin(person, and(eq(person.id, speaker.personId), isNull(person.deletedAt)))
    .leftJoin(appearance, eq(appearance.speakerId, speaker.id))
    .where(inArray(speaker.meetingId, [...meetingIds]))
  const found = new Map<string, NonNullable<Concerned['speaker']>>()
  for (const { id, linkVersion, own, known, askedAt } of rows) {
    const email = (own ?? known)?.toLowerCase()
    if (email && !found.get(email)?.asked) found.set(email, { id, linkVersion, asked: askedAt !== null })
  }
  return found
}

/** How many each change that nobody was told of would be told to, as things stand; by its id. */
export async function untoldCounts(db: Db, actor: Actor, meetingId: string): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {}
  for (const change of await untoldOf(db, meetingId)) counts[change.id] = (await readStory(db, actor, change)).concerned.length
  return counts
}
