/** Many followers: what each costs, and that one who begins to follow more is told no old news and loses none. */
import { setTimeout } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { placeOf } from '#materials/reads.ts'
import { addAddress } from '#materials/writes.ts'
import { mail } from '#platform/mail/tables.ts'
import { type April, aprilMeeting } from '../../tests/april.ts'
import { makeWorld, type World } from '../../tests/world.ts'
import { gather } from './jobs.ts'
import { follow, follower, news } from './tables.ts'

let world: World
let april: April
let other: April
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())
beforeEach(async () => {
  for (const table of [mail, news, follow, follower]) await db().delete(table)
  april = await aprilMeeting(world)
  other = await aprilMeeting(world)
  await db().delete(news)
})

const db = () => world.ground.db
const inMinutes = (minutes: number) => Temporal.Now.instant().add({ minutes })
async function hang(on: April, words: string, title: string) {
  const place = (await placeOf(db(), on.item(words).id))!
  const about = { kind: 'link', title, url: 'https://example.org/', description: '', locale: 'nb', audience: 'public' } as const
  return addAddress(db(), await world.actor('organiser', on.meeting.id), place, about)
}
const press = (kind: string, subjectId: string, way: 'follow' | 'unfollow' = 'follow') =>
  world.as('member', { url: `/nord/${way}`, form: { kind, subjectId } })
const texts = async () =>
  (await db().select().from(mail).where(eq(mail.kind, 'digest')).orderBy(mail.createdAt)).map((one) => one.text)
const said = (text: string | undefined) => (text?.match(/(?:Gammelt|Nytt|Nyere) \d/g) ?? []).sort()

/** Addresses that follow a meeting, confirmed. */
async function followers(count: number, subjectId: string): Promise<void> {
  const { networkId } = world
  const rows = await db()
    .insert(follower)
    .values(Array.from({ length: count }, (_, i) => ({ networkId, email: `leser${i}@example.org`, confirmedAt: sql`now()` })))
    .returning()
  await db()
    .insert(follow)
    .values(rows.map((row) => ({ networkId, followerId: row.id, kind: 'meeting' as const, subjectId })))
}

describe('one moment says how far somebody has been told', () => {
  it('who begins to follow more is told no old news of it, and loses nothing of what they followed', async () => {
    await press('meeting', april.meeting.id)
    await hang(april, 'E-bøker', 'Nytt 1')
    await hang(other, 'E-bøker', 'Gammelt 1')
    await press('meeting', other.meeting.id)
    await hang(other, 'biblioteksystem', 'Nytt 2')
    await gather(world.ground, inMinutes(31))
    expect((await texts()).map(said)).toEqual([['Nytt 1', 'Nytt 2']])
    // Taking it up again after a while is a new beginning.
    await press('meeting', other.meeting.id, 'unfollow')
    await hang(other, 'Digital formidling', 'Gammelt 2')
    await press('meeting', other.meeting.id)
    await hang(april, 'biblioteksystem', 'Nyere 1')
    await gather(world.ground, inMinutes(31))
    expect((await texts()).map(said)).toEqual([['Nytt 1', 'Nytt 2'], ['Nyere 1']])
  })

  it('what is followed twice is told once, and stopping one of them loses nothing', async () => {
    await press('network', world.networkId)
    await press('meeting', april.meeting.id)
    await press('item', april.item('E-bøker').id)
    await hang(april, 'E-bøker', 'Nytt 1')
    await press('network', world.networkId, 'unfollow')
    await gather(world.ground, inMinutes(31))
    expect((await texts()).map(said)).toEqual([['Nytt 1']])
    expect((await texts())[0]!.match(/Nytt 1/g)).toHaveLength(1)
  })

  it('a network chooses how long it must be quiet', async () => {
    await press('meeting', april.meeting.id)
    await hang(april, 'E-bøker', 'Nytt 1')
    const page = await world.as('owner', { url: '/nord/settings' })
    const fields = [...page.body.matchAll(/<(?:input|textarea|select)[^>]* name="([^"]+)"[^>]*>/g)].map(([tag, name]) => [
      name!,
      /value="([^"]*)"/.exec(tag)?.[1] ?? '',
    ])
    const form = { ...Object.fromEntries(fields), timezone: 'Europe/Oslo', locale: 'nb', 'name.nb': 'Nord', quietMinutes: '90' }
    expect((await world.as('owner', { url: '/nord/settings', form: { ...form, quietMinutes: '4' } })).statusCode).toBe(422)
    expect((await world.as('owner', { url: '/nord/settings', form })).statusCode).toBe(303)
    await gather(world.ground, inMinutes(89))
    expect(await texts()).toEqual([])
    expect((await world.as('member', { url: '/me/following' })).body).toContain('stille i 90 minutter')
    expect((await world.as('organiser', { url: `/nord/${april.meeting.slug}/notices` })).body).toContain('stille i 90 minutter')
    await gather(world.ground, inMinutes(91))
    expect(await texts()).toHaveLength(1)
  })
})

describe('five hundred followers', () => {
  const count = async (run: () => Promise<unknown>) => {
    // What was just raised is told to other processes in the background.
    await setTimeout(200)
    const before = world.database.queries()
    await run()
    return world.database.queries() - before
  }

  it('cost a few queries each when they are told, and together one while there is nothing to tell yet', async () => {
    await followers(500, april.meeting.id)
    await hang(april, 'E-bøker', 'Nytt 1')
    await hang(april, 'biblioteksystem', 'Nytt 2')
    expect(await count(() => gather(world.ground, inMinutes(10)))).toBe(1)
    const all = await count(() => gather(world.ground, inMinutes(100)))
    expect(await texts()).toHaveLength(500)
    const each = all / 500
    expect(each).toBeLessThan(12)
    // As many for one as for the next, and no more where the programme is longer or the news is more.
    await db().delete(mail)
    await db().execute(sql`delete from follower where id in (select id from follower limit 400)`)
    for (const words of ['E-bøker', 'biblioteksystem', 'Digital formidling', 'handlingsplan']) await hang(april, words, 'Nyere 1')
    const few = await count(() => gather(world.ground, inMinutes(100)))
    expect(await texts()).toHaveLength(100)
    expect(few / 100).toBeLessThan(each + 0.5)
    expect(await count(() => gather(world.ground, inMinutes(100)))).toBe(1)
  }, 60_000)
})
