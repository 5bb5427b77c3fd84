/**
 * What is hidden is hidden everywhere: every address that answers a GET is asked, as those who may not see it, and no answer
 * holds a word of it. Routes that come later are asked too.
 */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { speakerActor } from '#actor.ts'
import { changePublishRule, publishByClock } from '#materials/publishing/writes.ts'
import { type Place, placeOf } from '#materials/reads.ts'
import { material } from '#materials/tables.ts'
import { addAddress, addFile, hideMaterial, publishMaterial, replaceFile } from '#materials/writes.ts'
import { day, meeting } from '#meeting/tables.ts'
import { newId } from '#platform/db/id.ts'
import { item, type PublishRule, speaker } from '#programme/tables.ts'
import { moveItem } from '#programme/writes.ts'
import { makeWorld, type Who, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

const outside: readonly (Who | null)[] = [null, 'member']

interface Stage {
  readonly place: Place
  readonly params: Readonly<Record<string, string>>
  /** Words, names, sums and addresses of what is hidden. */
  readonly secrets: readonly string[]
  /** What all of it is called by. */
  readonly word: string
  readonly file: string
}

/** A published meeting with an item on which a speaker has handed in a file and a link, under a rule. */
async function stage(rule: PublishRule): Promise<Stage> {
  const { db, files } = world.ground
  const { networkId } = world
  const [meetingId, dayId, itemId, speakerId] = [newId(), newId(), newId(), newId()]
  const slug = `mote-${meetingId.slice(-8)}`
  const when = { startsAt: '2050-05-04T10:20:00Z', endsAt: '2050-05-04T11:00:00Z', publishedAt: new Date().toISOString() }
  await db
    .insert(meeting)
    .values({ id: meetingId, networkId, seriesId: world.seriesId, slug, title: { nb: 'Ledermøte' }, ...when })
  await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2050-05-04' })
  await db.insert(item).values({
    ...{ id: itemId, networkId, meetingId, dayId, position: 0, kind: 'talk' },
    ...{ title: { nb: 'Om lesing' }, start: '12:20', end: '13:00' },
  })
  await db.insert(speaker).values({ id: speakerId, networkId, meetingId, itemId, position: 0, name: 'Kari Nordmann' })
  const organiser = await world.actor('organiser', meetingId)
  await changePublishRule(db, organiser, (await placeOf(db, itemId))!, rule)
  const place = (await placeOf(db, itemId))!
  const guest = speakerActor({ networkId, meetingId, itemId, speakerId, name: 'Kari Nordmann' })
  // Words of its own: other meetings' stand in the network's lists and feeds.
  const word = `hemmelig${meetingId.slice(-8)}`
  const content = Buffer.from(`${word}stoff`)
  const stored = await files.put(networkId, Readable.from([content]), 1e6)
  const about = { title: `${word}tittel`, description: `${word}beskrivelse`, locale: 'nb' } as const
  const upload = { ...stored, fileName: `${word}fil.txt` }
  const made = await addFile(world.ground, guest, place, { ...about, kind: 'presentation' }, upload)
  await addAddress(db, guest, place, { ...about, kind: 'link', url: `https://${word}.example/sted` })
  const sha256 = createHash('sha256').update(content).digest('hex')
  const versionId = made.currentVersionId!
  return {
    place,
    word,
    secrets: [word, sha256, versionId, made.id],
    file: `/files/${networkId}/${versionId}/fil.txt`,
    params: {
      network: world.networkSlug,
      meeting: slug,
      item: place.path.split('/').at(-1)!,
      id: made.id,
      material: made.id,
      networkId,
      versionId,
      name: 'fil.txt',
      sha256,
      series: 'ledermote',
      speaker: 'kari-nordmann',
      speakerId,
      page: '1',
      number: '1',
      size: 'small',
    },
  }
}

/** Every address that GET can ask of, those with an ending too; what is not known of a route is tried with the material's id. */
function addresses({ params }: Stage): string[] {
  const patterns = world.app.routeTable
    .filter((route) => /^GET/.test(route) && !/\/(assets|fonts|favicon|manifest|sign-in|healthz|readyz)/.test(route))
    .map((route) => route.split(' ')[1]!)
  const plain = [...new Set(patterns)].map((pattern) =>
    pattern.replace(/:(\w+)/g, (_, name: string) => params[name] ?? params['id']!),
  )
  const [base, onItem] = [
    `/${params['network']}/${params['meeting']}`,
    `/${params['network']}/${params['meeting']}/${params['item']}`,
  ]
  return [...plain, `${base}.json`, `${base}.ics`, `${base}?print`, `${base}?items`, `${onItem}.ics`, `${base}?lang=en`]
}

/** Where a word of what is hidden stands in an answer, but for the address that was asked. */
async function leaks(to: Who | null, of: Stage): Promise<string[]> {
  const found: string[] = []
  for (const url of addresses(of)) {
    const answer = await world.as(to, { url })
    // An answer may repeat the address it was asked at.
    const said = [answer.body, ...Object.values(answer.headers).map(String)]
      .join('\n')
      .replaceAll(url, '')
      .replaceAll(encodeURIComponent(url), '')
    for (const secret of of.secrets) if (said.includes(secret)) found.push(`${url}: ${secret}`)
  }
  return found
}

/** That somebody does see it is shown for each way of hiding: otherwise nothing would be proved. */
async function expectHidden(of: Stage): Promise<void> {
  for (const who of outside) expect([who, await leaks(who, of)]).toEqual([who, []])
  for (const who of outside) expect((await world.as(who, { url: of.file })).statusCode).toBe(404)
  expect((await world.as('organiser', { url: `${of.place.path}/materials` })).body).toContain(`${of.word}tittel`)
  expect((await world.as('organiser', { url: of.file })).body).toContain(`${of.word}stoff`)
}

async function expectShown(of: Stage): Promise<void> {
  expect((await world.as(null, { url: of.place.path })).body).toContain(`${of.word}tittel`)
  expect((await world.as(null, { url: `${of.place.meetingPath}.json` })).body).toContain(`${of.word}fil`)
  expect((await world.as(null, { url: of.file })).body).toContain(`${of.word}stoff`)
  expect((await leaks(null, of)).length).toBeGreaterThan(3)
}

// Every page of the site, several times over; one of them is set by a program of its own.
describe('what is hidden is hidden everywhere', { timeout: 180_000 }, () => {
  it('until an organiser approves it', async () => {
    const own = await stage('approval')
    await expectHidden(own)
    await publishMaterial(world.ground.db, await world.actor('organiser'), own.place, own.params['id']!)
    await expectShown(own)
  })

  it('until its item is over', async () => {
    const own = await stage('after')
    await expectHidden(own)
    await publishByClock(world.ground.db, Temporal.Instant.from('2050-05-04T11:00:00Z'))
    await expectShown(own)
  })

  it('when an organiser has hidden it', async () => {
    const own = await stage('at_once')
    await expectShown(own)
    const organiser = await world.actor('organiser')
    const hung = await world.ground.db.select().from(material).where(eq(material.itemId, own.place.item.id))
    for (const { id } of hung) await hideMaterial(world.ground.db, organiser, own.place, id)
    await expectHidden(own)
  })

  it('while its item lies on the shelf', async () => {
    const own = await stage('at_once')
    await moveItem(world.ground.db, await world.actor('organiser'), own.place.meeting.id, own.place.item.id, { dayId: null })
    await expectHidden(own)
  })

  it('a new version that waits beside what readers have', async () => {
    const own = await stage('approval')
    const { db, files } = world.ground
    const id = own.params['id']!
    await publishMaterial(db, await world.actor('organiser'), own.place, id)
    const content = Buffer.from(`nyhemmelighet ${newId()}`)
    const stored = await files.put(world.networkId, Readable.from([content]), 1e6)
    const { networkId, meeting: row, item: on } = { networkId: world.networkId, ...own.place }
    const who = { networkId, meetingId: row.id, itemId: on.id, speakerId: own.params['speakerId']!, name: 'Kari Nordmann' }
    await replaceFile(world.ground, speakerActor(who), own.place, id, { ...stored, fileName: 'nyhemmelig.txt' })
    const waiting = { ...own, secrets: ['nyhemmelig', createHash('sha256').update(content).digest('hex')] }
    for (const reader of outside) expect(await leaks(reader, waiting)).toEqual([])
    expect((await world.as('organiser', { url: `${own.place.path}/materials` })).body).toContain('Godkjenn versjon 2')
    expect((await world.as(null, { url: own.file })).body).toContain(`${own.word}stoff`)
  })
})
