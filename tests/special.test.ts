/**
 * What one eats and where one sleeps has a right to read of its own: every address that answers a GET is asked, as everybody
 * without that right, and no answer holds a word of it. Routes that come later are asked too.
 */
import { inflateRawSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MeetingRow } from '#meeting/reads.ts'
import { membership } from '#network/tables.ts'
import { activity } from '#platform/activity/tables.ts'
import { mail } from '#platform/mail/tables.ts'
import { registrationLink } from '#registration/link/rules.ts'
import { registration, specialAnswer } from '#registration/tables.ts'
import { openConference } from './conference.ts'
import { makeWorld, type Who, type World } from './world.ts'

const SECRET = 'skalldyrhemmelighet'
let world: World
let meeting: MeetingRow
let path: string
let row: typeof registration.$inferSelect
const db = () => world.ground.db

beforeAll(async () => {
  world = await makeWorld()
  const opened = await openConference(world)
  ;({ meeting, path } = opened)
  const form = { for: 'self', name: 'Test member', email: 'member@nord.example', 'q.days': opened.days }
  const answer = await world.as('member', { url: `${path}/register`, form: { ...form, 'q.diet': SECRET } })
  expect(answer.statusCode).toBe(303)
  row = (await db().select().from(registration))[0]!
  expect(await db().select().from(specialAnswer)).toMatchObject([{ answer: SECRET }])
})
afterAll(() => world.end())

/** Every address that GET can ask of, with what is known of this meeting and this registration in it. */
function addresses(): string[] {
  const known: Record<string, string> = {
    ...{ network: 'nord', meeting: meeting.slug, series: 'ledermote', registrationId: row.id, networkId: world.networkId },
    ...{ member: row.personId!, registration: 'tull', token: 'tull', question: 'diet', file: 'diet', name: 'fil.txt' },
  }
  return [
    ...new Set(
      world.app.routeTable
        .filter((route) => /^GET/.test(route) && !/\/(assets|fonts|favicon|manifest|sign-in|healthz|readyz)/.test(route))
        .map((route) => route.split(' ')[1]!.replace(/:(\w+)/g, (_, name: string) => known[name] ?? row.id)),
    ),
    `${path}/registrations?state=registered`,
    `${path}/registrations?q=${SECRET}`,
  ]
}

/** The addresses whose answers hold the secret, packed or not, beyond the address itself. */
async function tellingAddresses(who: Who | null): Promise<string[]> {
  const found: string[] = []
  for (const url of addresses()) {
    const answer = await world.as(who, { url })
    const said = [answer.body, ...unpacked(answer.rawPayload), ...Object.values(answer.headers).map(String)].join('\n')
    if (said.replaceAll(url, '').replaceAll(`value="${SECRET}"`, '').includes(SECRET)) found.push(url)
  }
  return found
}

/** The files of a zip, which a workbook is too, as far as they can be unpacked one after another. */
function unpacked(payload: Buffer): string[] {
  const texts: string[] = []
  if (payload.subarray(0, 4).toString('latin1') !== 'PK\x03\x04') return texts
  for (let at = 0; at >= 0; at = payload.indexOf('PK\x03\x04', at + 4, 'latin1')) {
    const start = at + 30 + payload.readUInt16LE(at + 26) + payload.readUInt16LE(at + 28)
    try {
      texts.push(inflateRawSync(payload.subarray(start), { finishFlush: 2 }).toString())
    } catch {
      // A picture, or nothing that is packed.
    }
  }
  return texts
}

// Some hundred addresses, one after the other and as several people.
describe('what one eats', { timeout: 180_000 }, () => {
  it('is read by an owner: in the overview, on the registration and in the kitchen’s lists', async () => {
    const telling = await tellingAddresses('owner')
    expect(telling).toEqual(
      expect.arrayContaining([
        `${path}/registrations/kitchen.csv`,
        `${path}/registrations/kitchen.xlsx`,
        `${path}/registrations/${row.id}`,
      ]),
    )
  })

  it.each([null, 'outsider', 'organiser', 'operator'] as const)('is told to nobody else at any address: %s', async (who) => {
    expect(await tellingAddresses(who)).toEqual([])
  })

  it('is told to the one it is about, on what they take along and on the page of their link, and nowhere else', async () => {
    expect(await tellingAddresses('member')).toEqual(['/me/data.zip'])
    expect((await world.as(null, { url: registrationLink(world.ground.secret, row) })).body).toContain(SECRET)
  })

  it('is read by an organiser who was given that right, and by no member who is none', async () => {
    for (const who of ['organiser', 'member'] as const)
      await db().update(membership).set({ readsSpecial: true }).where(eq(membership.personId, world.people[who].id))
    expect(await tellingAddresses('organiser')).toContain(`${path}/registrations/kitchen.csv`)
    expect(await tellingAddresses('member')).toEqual(['/me/data.zip'])
    await db().update(membership).set({ readsSpecial: false })
    expect(await tellingAddresses('organiser')).toEqual([])
  })

  it('stands in no mail and in no history', async () => {
    const elsewhere = JSON.stringify([
      await db().select().from(mail),
      await db().select().from(activity),
      await db().select().from(registration),
    ])
    expect(elsewhere).not.toContain(SECRET)
  })

  it('an owner who erases somebody sees how much there is, and not what', async () => {
    const page = await world.as('owner', { url: '/nord/privacy/erase?email=member@nord.example' })
    expect(page.body).toContain('Kosthold og overnatting')
    expect(page.body).not.toContain(SECRET)
  })
})
