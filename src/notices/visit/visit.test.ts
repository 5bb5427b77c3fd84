/** What is new since one's last visit, as somebody who is signed in meets it. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { placeOf } from '#materials/reads.ts'
import { material } from '#materials/tables.ts'
import { addAddress } from '#materials/writes.ts'
import { addScheduleChange } from '#meeting/writes.ts'
import { network } from '#network/tables.ts'
import { activity, revision } from '#platform/activity/tables.ts'
import { item } from '#programme/tables.ts'
import { removeSample } from '#sample/remove.ts'
import { type April, aprilMeeting, block, giveMinutes, givePresentation } from '../../../tests/april.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { visit } from '../tables.ts'
import { noteLook } from './writes.ts'

let world: World
let april: April
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())
beforeEach(async () => {
  await db().delete(visit)
  april = await aprilMeeting(world)
})

const db = () => world.ground.db
const path = () => `/nord/${april.meeting.slug}`
const as = (who: Who | null) => world.actor(who, april.meeting.id)
const page = async (who: Who | null) => (await world.as(who, { url: path(), headers: { 'accept-language': 'nb' } })).body
const ago = (minutes: number) => Temporal.Now.instant().subtract({ minutes })
/** Somebody looked at the page so many minutes ago. */
const looked = async (who: Who, minutes: number) => noteLook(db(), await as(who), april.meeting, ago(minutes), ago(minutes))
/** The visit before this one ended just now. */
async function sawEverything(who: Who) {
  const now = Temporal.Now.instant().toString()
  const key = { networkId: world.networkId, personId: world.people[who].id, meetingId: april.meeting.id }
  await db().delete(visit)
  await db()
    .insert(visit)
    .values({ ...key, at: now, before: now })
}
async function hang(words: string, by: Who = 'organiser') {
  const place = (await placeOf(db(), april.item(words).id))!
  const about = { kind: 'link', title: `Om ${words}`, url: 'https://example.org/', description: '', locale: 'nb' } as const
  return addAddress(db(), await as(by), place, { ...about, audience: 'public' })
}
/** The list at the top: each row's words. */
const listed = (body: string) =>
  [...(/<ul class="sm-since__list">(.*?)<\/ul>/s.exec(body)?.[1] ?? '').matchAll(/<li[^>]*>(.*?)<\/li>/gs)].map(([, one]) =>
    one!.replace(/<[^>]+>/g, ''),
  )
/** The items whose rows bear a mark, and which. */
const marked = (body: string) =>
  april.items.flatMap((one) => {
    const row = body.split(`id="sak-${one.publicId}"`)[1]?.split('<li class="sm-row')[0] ?? ''
    const mark = /<span class="sm-new">([^<]+)<\/span>/.exec(row)?.[1]
    return mark ? [`${one.title.nb}: ${mark}`] : []
  })
const tell = (who: Who | null, made: Temporal.Instant) =>
  world.as(who, { url: `${path()}/seen`, form: { made: String(made.epochMilliseconds) } })

describe('somebody who is signed in', () => {
  it('sees what came since they were here last, in a list with ways to it and in the rows', async () => {
    await hang('Digital formidling')
    await sawEverything('member')
    await hang('E-bøker')
    await giveMinutes(db(), april.item('biblioteksystem'), block('decision', 'b1', 'Vi kartlegger.'), {
      publishedAt: new Date().toISOString(),
    })
    await addScheduleChange(db(), await as('organiser'), april.meeting.id, { status: 'postponed' })
    const id = await givePresentation(db(), april.item('E-bøker'), 'Saksliste', { publishedAt: new Date().toISOString() })
    await db().update(material).set({ itemId: null, kind: 'paper' }).where(eq(material.id, id))
    const body = await page('member')
    expect(listed(body)).toEqual([
      expect.stringContaining('utsatt'),
      'Papirer til møtet: dokument',
      'Om biblioteksystem: godkjent referat, beslutning',
      'Om E-bøker: lenke',
    ])
    expect(marked(body)).toEqual(['Om biblioteksystem: Nytt', 'Om E-bøker: Nytt'])
    for (const one of ['biblioteksystem', 'E-bøker'].map(april.item)) {
      expect(body).toContain(`href="#sak-${one.publicId}"`)
      expect(body).toContain(`id="sak-${one.publicId}"`)
    }
    expect(body).toContain('href="#plan"')
    expect(body).toContain('id="plan"')
  })

  it('sees the marks through every reload, until the visit has ended and another has begun', async () => {
    await looked('member', 60)
    await db()
      .update(visit)
      .set({ at: Temporal.Now.instant().subtract({ minutes: 31 }).toString() })
    await hang('E-bøker')
    for (let i = 0; i < 3; i += 1) {
      expect(marked(await page('member'))).toEqual(['Om E-bøker: Nytt'])
      expect((await tell('member', Temporal.Now.instant())).statusCode).toBe(204)
    }
    // A day later nothing has come.
    await db()
      .update(visit)
      .set({ at: Temporal.Now.instant().add({ seconds: 1 }).toString() })
    await db()
      .update(visit)
      .set({ before: Temporal.Now.instant().add({ seconds: 1 }).toString() })
    const body = await page('member')
    expect([listed(body), marked(body)]).toEqual([[], []])
  })

  it('is told nothing was noted by looking: only a post notes it', async () => {
    await page('member')
    await page('member')
    expect(await db().select().from(visit)).toEqual([])
    const acts = await db().$count(activity)
    const raised = await db().select().from(revision)
    await tell('member', Temporal.Now.instant())
    expect(await db().select().from(visit)).toHaveLength(1)
    // It is nobody's news and stands in nobody's history.
    expect(await db().$count(activity)).toBe(acts)
    expect(await db().select().from(revision)).toEqual(raised)
  })

  it('who looks at a page that was made before something came sees that as new the next time', async () => {
    const made = Temporal.Now.instant()
    await hang('E-bøker')
    await tell('member', made)
    await db()
      .update(visit)
      .set({ at: Temporal.Instant.from(made).subtract({ minutes: 40 }).toString() })
    expect(marked(await page('member'))).toEqual(['Om E-bøker: Nytt'])
  })

  it('is not shown their own doings as new, nor an organiser the changes to the rows', async () => {
    for (const who of ['organiser', 'owner', 'member'] as const) await looked(who, 40)
    await hang('E-bøker', 'organiser')
    await hang('biblioteksystem', 'owner')
    await db()
      .update(item)
      .set({ updatedAt: new Date().toISOString() })
      .where(eq(item.id, april.item('handlingsplan').id))
    expect(marked(await page('organiser'))).toEqual(['Om biblioteksystem: Nytt'])
    expect(marked(await page('owner'))).toEqual(['Om E-bøker: Nytt'])
    const all = marked(await page('member'))
    expect(all).toContainEqual(expect.stringMatching(/^Om handlingsplan .*: Endret$/))
    expect(all).toHaveLength(3)
  })

  it('takes all as seen with a button, without script too, and takes that back', async () => {
    await looked('member', 40)
    await hang('E-bøker')
    expect(await page('member')).toMatch(/<noscript><form class="sm-post" method="post" action="[^"]+\/seen">/)
    const answer = await world.as('member', { url: `${path()}/seen/all`, method: 'POST' })
    expect([answer.statusCode, answer.headers['location']]).toEqual([303, path()])
    expect(marked(await page('member'))).toEqual([])
    const notice = answer.cookies.find((one) => one.name === 'samling_notice')!.value
    const { undo } = JSON.parse(Buffer.from(notice.split('.')[0]!, 'base64url').toString())
    await world.as('member', { url: undo.action, form: undo.fields })
    expect(marked(await page('member'))).toEqual(['Om E-bøker: Nytt'])
    // Without script a button notes the look, and leads back.
    const noted = await world.as('member', { url: `${path()}/seen`, method: 'POST' })
    expect([noted.statusCode, noted.headers['location']]).toEqual([303, path()])
  })

  it('cannot note a look at what they may not read, nor one of tomorrow', async () => {
    expect((await tell(null, Temporal.Now.instant())).statusCode).toBe(404)
    await tell('member', Temporal.Now.instant().add({ hours: 24 }))
    const [row] = await db().select().from(visit)
    expect(Date.parse(row!.at)).toBeLessThanOrEqual(Date.now())
    for (const made of ['x', '-1', '9e99', ''])
      expect((await world.as('member', { url: `${path()}/seen`, form: { made } })).statusCode).toBeLessThan(500)
  })

  it('is forgotten with the network', async () => {
    await looked('member', 40)
    await db().update(network).set({ sample: true })
    await removeSample(world.ground, await world.actor('owner'))
    expect(await db().select().from(visit)).toEqual([])
    await world.end()
    world = await makeWorld()
  })
})

describe('somebody who is not signed in', () => {
  it('gets the same bytes as all others, with what the browser needs to reckon by itself', async () => {
    await hang('E-bøker')
    const [first, second] = [await world.as(null, { url: path() }), await world.as(null, { url: path() })]
    expect(second.body).toBe(first.body)
    const island = /<samling-island data-name="notices\/visit\/since" data-props="([^"]+)"/.exec(first.body)![1]!
    const props = JSON.parse(island.replaceAll('&quot;', '"'))
    const row = april.item('E-bøker')
    expect(props.rows).toEqual([
      { anchor: `sak-${row.publicId}`, title: 'Om E-bøker', changes: [{ at: expect.any(Number), kind: 'link' }] },
    ])
    expect(props.seen).toBe(props.rows[0].changes[0].at)
    expect(first.body).not.toContain('/seen')
  })
})
