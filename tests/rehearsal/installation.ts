/** Where the day is rehearsed: a network with its libraries and people, and the April 2020 meeting as it was announced. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { personActor } from '#actor.ts'
import { findMeeting } from '#meeting/reads.ts'
import { meeting, meetingRole } from '#meeting/tables.ts'
import { publish } from '#meeting/writes.ts'
import { membership, network, organisation } from '#network/tables.ts'
import { makeAuth } from '#people/signin/writes.ts'
import { person } from '#people/tables.ts'
import { openDatabase } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { sharedSecret } from '#platform/db/secret.ts'
import { createMeetingFromText } from '#programme/intake/writes.ts'

const LIBRARIES = 6
/** What the clock on the wall shows when it is set: the meeting is to begin at nine, and will be some minutes late. */
const CLOCK = { hour: 9, minute: 4 }

export interface Guest {
  readonly name: string
  readonly cookie: string
}

export interface Installation {
  readonly meetingId: string
  /** `/{network}/{meeting}` */
  readonly base: string
  /** Two who lead the meeting together, one of them its organiser. */
  readonly chairs: readonly [Guest, Guest]
  readonly members: readonly Guest[]
}

/** Furnishes an empty installation. @param members how many come beside those who chair */
export async function furnishApril(url: string, members: number): Promise<Installation> {
  const { db, end } = openDatabase(url, { connections: 2 })
  try {
    const [networkId, slug] = [newId(), 'nord']
    await db.insert(network).values({ id: networkId, slug, name: { nb: 'Bibliotek i nord' } })
    const libraries = Array.from({ length: LIBRARIES }, (_, i) => ({
      ...{ id: newId(), networkId, type: 'municipality' as const },
      name: { nb: `Bibliotek ${i + 1}` },
    }))
    await db.insert(organisation).values(libraries)
    const people = Array.from({ length: members + 2 }, (_, i) => ({
      id: newId(),
      name: i === 0 ? 'Møteleder' : i === 1 ? 'Nestleder' : `Medlem ${i - 1}`,
      email: `person${i}@nord.example`,
    }))
    await db.insert(person).values(people)
    await db.insert(membership).values(
      people.map(({ id }, i) => ({
        ...{ networkId, personId: id, organisationId: libraries[i % LIBRARIES]!.id },
        role: i === 0 ? ('organiser' as const) : ('member' as const),
      })),
    )
    const text = readFileSync(join(import.meta.dirname, '..', '..', 'sample', 'april-2020.txt'), 'utf8')
    const organiser = await personActor(db, people[0]!.id, { networkId })
    const made = await createMeetingFromText(db, organiser, networkId, text)
    const meetingId = made.id
    // A zone of its own, in which it is that time of day now, whenever this is run.
    await db.update(meeting).set({ timezone: zoneWhereItIsNow() }).where(eq(meeting.id, meetingId))
    await db.insert(meetingRole).values({ networkId, meetingId, personId: people[1]!.id, role: 'chair' })
    await publish(db, await personActor(db, people[0]!.id, { networkId, meetingId }), meetingId)
    const { slug: meetingSlug } = (await findMeeting(db, networkId, made.slug))!

    const auth = makeAuth(db, await sharedSecret(db, 'signing'), { baseUrl: 'http://localhost:3000' })
    const signedIn: Guest[] = []
    for (const { name, email } of people) {
      const set = await auth.spendLinkToken(await auth.makeLinkToken(email), new Headers())
      signedIn.push({ name, cookie: cookieOf(set ?? []) })
    }
    const [chair, second, ...rest] = signedIn as [Guest, Guest, ...Guest[]]
    return { meetingId, base: `/${slug}/${meetingSlug}`, chairs: [chair, second], members: rest }
  } finally {
    await end()
  }
}

/** What a browser sends back of the cookies it was given. */
export const cookieOf = (set: readonly string[]): string => set.map((line) => line.split(';')[0]).join('; ')

/** Comes in by the short code, with a name. */
export async function comeInByCode(address: string, code: string, name: string): Promise<Guest> {
  const answer = await fetch(`${address}/k/${code}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: address },
    body: new URLSearchParams({ name, organisation: 'Gjestebiblioteket' }),
  })
  if (answer.status !== 303) throw new Error(`${name} was not let in: ${answer.status}`)
  return { name, cookie: cookieOf(answer.headers.getSetCookie()) }
}

/** "+05:37" */
function zoneWhereItIsNow(): string {
  const now = Temporal.Now.zonedDateTimeISO('UTC')
  const day = 24 * 60
  const ahead = (((CLOCK.hour - now.hour) * 60 + CLOCK.minute - now.minute + day / 2 + day) % day) - day / 2
  const two = (n: number) => String(Math.trunc(Math.abs(n))).padStart(2, '0')
  return `${ahead < 0 ? '-' : '+'}${two(ahead / 60)}:${two(ahead % 60)}`
}
