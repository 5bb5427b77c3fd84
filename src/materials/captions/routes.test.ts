import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { activity } from '#platform/activity/tables.ts'
import { file } from '#platform/files/tables.ts'
import { type April, aprilMeeting } from '../../../tests/april.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { type Place, placeOf } from '../reads.ts'
import type { MaterialRow } from '../rules.ts'
import { material } from '../tables.ts'
import { addAddress, publishMaterial } from '../writes.ts'
import { LARGEST_CAPTIONS } from './reader.ts'
import { captionsHref, captionsPath } from './rules.ts'

const srt = '1\n00:00:01,000 --> 00:00:03,000\nVelkommen til årets møte.\n\n2\n00:00:09,000 --> 00:00:10,000\nTakk.\n'

let world: World
let april: April
let place: Place
let recording: MaterialRow
beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
  place = (await placeOf(world.ground.db, april.item('E-bøker').id))!
})
afterAll(() => world.end())
beforeEach(async () => {
  const about = { title: 'Opptak av møtet', description: '', locale: 'nb', audience: 'public' } as const
  const form = { ...about, kind: 'recording' as const, url: 'https://video.example.no/42' }
  recording = await addAddress(world.ground.db, await actor(), place, form)
})

const actor = () => world.actor('organiser', april.meeting.id)
const work = () => captionsPath(place.meetingPath, recording.id)
const vtt = () => captionsHref(place.meetingPath, recording.id)
const view = () => work().replace(/\/captions$/, '')
const row = async () => (await world.ground.db.select().from(material).where(eq(material.id, recording.id)))[0]!
const get = (who: Who | null, url: string, headers = {}) => world.as(who, { url, headers })

function give(who: Who | null, content: string | Buffer, name = 'opptak.srt') {
  const head = `--grense\r\ncontent-disposition: form-data; name="captions"; filename="${name}"\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from('\r\n--grense--\r\n')])
  const headers = { 'content-type': 'multipart/form-data; boundary=grense' }
  return world.as(who, { method: 'POST', url: work(), payload, headers })
}

describe('a recording', () => {
  test('is published by nobody but an organiser, who is told what is owed', async () => {
    expect((await row()).publishedAt).toBeNull()
    for (const url of [view(), vtt()]) expect((await get(null, url)).statusCode).toBe(404)
    const before = await get('organiser', view())
    expect(before.body).toContain('Opptaket er ikke publisert')
    expect(before.body).toContain('tekste og synstolke det innen 14 dager')
    await publishMaterial(world.ground.db, await actor(), place, recording.id)
    expect((await get('organiser', view())).body).toContain('Opptaket er publisert og mangler teksting')
    const seen = await get(null, view())
    expect(seen.body).toContain('Se opptaket hos video.example.no')
    expect(seen.body).not.toContain('synstolke')
  })
})

describe('a recording that is a file', () => {
  const mp4 = Buffer.from([0, 0, 0, 0x18, ...Buffer.from('ftypmp42'), 0, 0, 0, 0, ...Buffer.from('mp42isom')])
  const upload = (who: Who) => {
    const fields = { kind: 'recording', locale: 'nn', title: 'Heile møtet', description: '' }
    const parts = Object.entries(fields).map(
      ([name, value]) => `--grense\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    const head = `${parts.join('')}--grense\r\ncontent-disposition: form-data; name="file"; filename="møte.mp4"\r\n\r\n`
    const payload = Buffer.concat([Buffer.from(head), mp4, Buffer.from('\r\n--grense--\r\n')])
    const headers = { 'content-type': 'multipart/form-data; boundary=grense' }
    return world.as(who, { method: 'POST', url: `${place.path}/materials`, payload, headers })
  }
  const uploaded = async () =>
    (
      await world.ground.db
        .select()
        .from(material)
        .where(eq(material.title, { nn: 'Heile møtet' }))
    ).at(-1)!

  test('is hidden too, and is seen and heard in the page with its captions once it is published', async () => {
    expect((await upload('organiser')).statusCode).toBe(303)
    recording = await uploaded()
    expect(recording).toMatchObject({ kind: 'recording', publishedAt: null, url: null })
    expect((await get(null, view())).statusCode).toBe(404)
    await give('organiser', srt)
    await publishMaterial(world.ground.db, await actor(), place, recording.id)
    const { body } = await get(null, view())
    expect(body).toMatch(/<video[^>]*src="\/files\/[^"]*\/mote\.mp4"/)
    expect(body).toContain(`<track kind="captions" src="${vtt()}" srclang="nn"`)
    expect(body).toContain('<div class="sm-prose" lang="nn"><p>Velkommen til årets møte.</p>')
    // The programme leads there, not to a download.
    expect((await get(null, place.meetingPath)).body).toContain(`href="${view()}"`)
  })

  test('and what turns out to be one is hidden again', async () => {
    const form = { kind: 'recording', locale: 'nb', title_nb: 'Opptaket', url: 'https://example.no', version: '' }
    const about = { title: 'Lenke', description: '', locale: 'nb', audience: 'public' } as const
    const link = await addAddress(world.ground.db, await actor(), place, { ...about, kind: 'link', url: 'https://example.no' })
    expect(link.publishedAt).not.toBeNull()
    const url = `${place.path}/materials/${link.id}`
    expect((await world.as('organiser', { url, form: { ...form, version: String(link.version) } })).statusCode).toBe(303)
    recording = link
    expect(await row()).toMatchObject({ kind: 'recording', publishedAt: null })
  })
})

describe('captions', () => {
  test('come as SubRip and are had as WebVTT, with all that is said as text', async () => {
    const answer = await give('organiser', srt)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, work()])
    expect(await row()).toMatchObject({ captionsName: 'opptak.srt', captionsText: 'Velkommen til årets møte.\n\nTakk.' })
    expect((await get(null, vtt())).statusCode).toBe(404)
    await publishMaterial(world.ground.db, await actor(), place, recording.id)
    const had = await get(null, vtt())
    expect(had.body).toBe(
      'WEBVTT\n\n00:00:01.000 --> 00:00:03.000\nVelkommen til årets møte.\n\n00:00:09.000 --> 00:00:10.000\nTakk.\n',
    )
    expect(had.headers).toMatchObject({ 'content-type': 'text/vtt; charset=utf-8', 'cache-control': 'public, no-cache' })
    expect((await get(null, vtt(), { 'if-none-match': had.headers.etag })).statusCode).toBe(304)
    expect((await get(null, view())).body).toContain('Velkommen til årets møte.')
    expect((await get('organiser', view())).body).toContain('Opptaket er tekstet')
    const [stored] = await world.ground.db
      .select()
      .from(file)
      .where(eq(file.sha256, (await row()).captionsSha256!))
    expect(stored).toBeDefined()
    const acts = await world.ground.db.select().from(activity).where(eq(activity.aboutId, recording.id))
    expect(acts.map((act) => act.action)).toContain('material.captioned')
  })

  test('are replaced and taken away', async () => {
    await give('organiser', srt)
    await give('organiser', 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Kari>Nå sier vi det slik.', 'nytt.vtt')
    expect(await row()).toMatchObject({ captionsName: 'nytt.vtt', captionsText: 'Kari: Nå sier vi det slik.' })
    expect((await world.as('organiser', { url: `${work()}/remove`, form: {} })).statusCode).toBe(303)
    expect(await row()).toMatchObject({ captionsSha256: null, captionsName: null, captionsText: null })
    expect((await get('organiser', vtt())).statusCode).toBe(404)
  })

  test.each<[string, string | Buffer, string]>([
    ['some other text', 'Hei på dere', 'Filen er verken WebVTT eller SubRip.'],
    ['a cue that ends before it begins', 'WEBVTT\n\n00:05.000 --> 00:02.000\nHei', 'Noe i filen slutter før det begynner.'],
    ['nothing', '', 'Velg en fil med teksting.'],
    ['far too much', Buffer.alloc(LARGEST_CAPTIONS + 10, 'a'), 'Grensen er 5 MB.'],
  ])('that cannot be read are refused, and those there are stay: %s', async (_what, content, told) => {
    await give('organiser', srt)
    const answer = await give('organiser', content)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(told)
    expect(answer.body).toContain('href="#captions"')
    expect((await row()).captionsName).toBe('opptak.srt')
  })

  test('are for organisers to give, and for recordings alone', async () => {
    await publishMaterial(world.ground.db, await actor(), place, recording.id)
    for (const who of [null, 'outsider', 'member'] as const) {
      expect((await give(who, srt)).statusCode).toBe(404)
      expect((await get(who, work())).statusCode).toBe(404)
    }
    await world.ground.db.update(material).set({ kind: 'link' }).where(eq(material.id, recording.id))
    expect((await give('organiser', srt)).statusCode).toBe(404)
    expect((await row()).captionsSha256).toBeNull()
  })
})
