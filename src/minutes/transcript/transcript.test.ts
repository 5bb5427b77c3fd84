/** A transcript on its way from a file to a quotation, on a real database: who may, where what was said ends up, and how it goes. */

import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { itemPath } from '#meeting/reads.ts'
import { grantMeetingRole } from '#meeting/writes.ts'
import { person } from '#people/tables.ts'
import { activity } from '#platform/activity/tables.ts'
import { newId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import type { StepKind } from '#room/show/document.ts'
import { step } from '#room/tables.ts'
import { type April, aprilMeeting } from '../../../tests/april.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { textOfNode } from '../document.ts'
import { approve } from '../state/writes.ts'
import { minutes, minutesRevision } from '../tables.ts'
import { save } from '../writes.ts'
import { besideMinutes, linesIn, sharesOf, speakersOf } from './reads.ts'
import { purgeTranscripts } from './retention/writes.ts'
import type { TranscriptRow } from './rules.ts'
import { transcript, transcriptLine, transcriptSpeaker } from './tables.ts'
import { forgetInTranscripts } from './traces/writes.ts'

let world: World
let april: April
beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
})
afterAll(() => world.end())
beforeEach(async () => {
  for (const table of [transcriptLine, transcriptSpeaker, transcript, minutesRevision, minutes, step]) await db().delete(table)
})

const db = () => world.ground.db
const all = () => `/nord/${april.meeting.slug}/transcripts`
const plan = () => april.item('handlingsplan')
const books = () => april.item('E-bøker')
const base = (of = books()) => `${itemPath(`/nord/${april.meeting.slug}`, of, 'nb')}/minutes`
const actor = () => world.actor('organiser', april.meeting.id)
const place = (of = books()) => ({ meeting: april.meeting, item: of })

/** Words each at a minute of the recording. */
const vtt = (...lines: readonly (readonly [minute: number, words: string])[]) =>
  `WEBVTT\n\n${lines.map(([minute, words]) => `${clock(minute)}.000 --> ${clock(minute)}.500\n${words}`).join('\n\n')}\n`
const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`

function give(who: Who | null, content: string | Buffer, name = 'møte.vtt') {
  const head = `--grense\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from('\r\n--grense--\r\n')])
  return world.as(who, {
    method: 'POST',
    url: all(),
    payload,
    headers: { 'content-type': 'multipart/form-data; boundary=grense' },
  })
}
const rowNow = async (): Promise<TranscriptRow> => (await db().select().from(transcript))[0]!
const post = async (act: string, form: Record<string, string>, who: Who = 'organiser') =>
  world.as(who, { url: `${all()}/${(await rowNow()).id}/${act}`, form })
const said = async (itemId: string | null) =>
  (await linesIn(db(), await rowNow(), itemId)).filter((line) => !line.dropped).map((line) => line.text)

/** From 12.00 on the day: an item is on, a pause, another item. */
async function logged(...steps: readonly (readonly [at: string, kind: StepKind, itemId?: string])[]) {
  await db()
    .insert(step)
    .values(
      steps.map(([at, kind, itemId], i) => ({
        id: newId(),
        networkId: world.networkId,
        meetingId: april.meeting.id,
        number: i + 1,
        at: `2020-04-29T${at}:00+02:00`,
        kind,
        detail: itemId ? { itemId } : {},
      })),
    )
}
const noonInZoom = 'GMT20200429-100000_Recording.transcript.vtt'

describe('a file', () => {
  it('is split over the items by when they really were on, and says so', async () => {
    await logged(['12:05', 'started', plan().id], ['12:20', 'paused'], ['12:30', 'started', books().id], ['12:50', 'ended'])
    const answer = await give(
      'organiser',
      vtt([1, 'før'], [6, 'i planen'], [25, 'i pausen'], [31, 'om bøker'], [55, 'etterpå']),
      noonInZoom,
    )
    expect(answer.statusCode).toBe(303)
    expect([await said(plan().id), await said(books().id), await said(null)]).toEqual([
      ['i planen'],
      ['om bøker'],
      ['før', 'i pausen', 'etterpå'],
    ])
    const page = await world.as('organiser', { url: answer.headers.location as string })
    expect(page.body).toContain('Delt etter når sakene faktisk begynte')
    expect(page.body).toContain('12.05–12.20')
    expect(page.body).toContain('etter navnet på filen')
  })

  it('is split by the programme where nothing was logged, and says so', async () => {
    await give('organiser', vtt([0, 'om system'], [25, 'om bøker']), noonInZoom)
    expect(await said(books().id)).toEqual(['om bøker'])
    const page = await world.as('organiser', { url: `${all()}/${(await rowNow()).id}` })
    expect(page.body).toContain('Ingen førte kjøreplanen')
  })

  it('that says no time waits for one; a line sets it, for all or from there on', async () => {
    await give('organiser', vtt([0, 'en'], [10, 'to'], [20, 'tre']))
    expect(await said(null)).toEqual(['en', 'to', 'tre'])
    const set = (line: string, time: string, reach: string) => post('lines/time', { line, date: '2020-04-29', time, reach })
    await set('2', '12.25', 'onwards')
    expect(await said(books().id)).toEqual(['to', 'tre'])
    const books1220 = await linesIn(db(), await rowNow(), books().id)
    expect(books1220.map(({ at }) => new Date(at!).toISOString())).toEqual([
      '2020-04-29T10:25:00.000Z',
      '2020-04-29T10:35:00.000Z',
    ])
    // A pause before the third.
    await set('3', '13.20.30', 'onwards')
    expect([await said(books().id), await said(april.item('Digital formidling').id)]).toEqual([['to'], ['tre']])
    const early = await set('3', '12.30', 'onwards')
    expect(early.statusCode).toBe(422)
    expect(early.body).toContain('kortere tid på klokka enn i opptaket')
    expect(early.body).toContain('href="#line-time"')
    await post('clock/remove', { offset: String(20 * 60_000) })
    expect(await said(books().id)).toEqual(['to', 'tre'])
    await post('clock', { date: '2020-04-29', time: '13:10' })
    expect(await said(books().id)).toEqual([])
  })

  it.each([
    ['Kjære alle', 'Dette er ikke en transkripsjon'],
    ['', 'Velg en fil'],
    ['x'.repeat(5_000_001), 'over 5 MB'],
  ])('that is none comes again with words: %#', async (content, words) => {
    const answer = await give('organiser', content)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(words)
    expect(await db().select().from(transcript)).toEqual([])
  })
})

describe('by hand', () => {
  beforeEach(async () => {
    await give('organiser', vtt([21, '<v Kari Holm>a'], [22, '<v Ola>b'], [23, '<v Kari Holm>c'], [80, '<v Ola>d']), noonInZoom)
  })

  it('a border between items is moved, and stays when the clock is set anew', async () => {
    expect(await said(books().id)).toEqual(['a', 'b', 'c'])
    await post('lines/place', { line: '2', item: plan().id, reach: 'until' })
    expect([await said(plan().id), await said(books().id)]).toEqual([['a', 'b'], ['c']])
    await post('lines/place', { line: '2', item: '', reach: 'one' })
    await post('clock', { date: '2020-04-29', time: '05.00' })
    expect([await said(plan().id), await said(books().id), await said(null)]).toEqual([['a'], [], ['b', 'c', 'd']])
  })

  it('a recording is not of a year that no calendar here has', async () => {
    const before = (await rowNow()).beganAt
    for (const date of ['0000-04-29', '9999-12-31'])
      expect((await post('clock', { date, time: '05.00' })).statusCode, date).toBe(422)
    expect((await rowNow()).beganAt).toBe(before)
  })

  it('a line is left out, and comes back by the way that is offered', async () => {
    await post('lines/leave-out', { line: '1', dropped: 'yes' })
    expect(await said(books().id)).toEqual(['b', 'c'])
    await post('lines/leave-out', { line: '1', dropped: 'no' })
    expect(await said(books().id)).toEqual(['a', 'b', 'c'])
  })

  it('what was heard wrong is corrected, and the history does not keep the words', async () => {
    await post('lines/words', { line: '1', text: '  Handlingsplanen\nvedtas. ' })
    expect(await said(books().id)).toEqual(['Handlingsplanen vedtas.', 'b', 'c'])
    const acts = await db().select().from(activity).where(eq(activity.action, 'transcript.corrected'))
    expect(acts).toHaveLength(1)
    expect(JSON.stringify(acts)).not.toContain('Handlingsplanen')
    const empty = await post('lines/words', { line: '1', text: ' ' })
    expect([empty.statusCode, await said(books().id)]).toEqual([422, ['Handlingsplanen vedtas.', 'b', 'c']])
    expect(empty.body).toContain('Skriv det som ble sagt.')
  })

  it('speakers are named by whoever accepts a suggestion, never by the program', async () => {
    const { id } = world.people.member
    await db().update(person).set({ name: 'Kari Anne Holm' }).where(eq(person.id, id))
    const names = async () => (await speakersOf(db(), (await rowNow()).id)).map((one) => [one.label, one.name, one.personId])
    const page = await world.as('organiser', { url: `${all()}/${(await rowNow()).id}` })
    expect(page.body).toContain(`<option value="${id}" selected`)
    expect(page.body).toContain('Forslag, etter navnet')
    expect(await names()).toEqual([
      ['Kari Holm', null, null],
      ['Ola', null, null],
    ])
    await post('names', { speaker_1: id, speaker_2: '' })
    expect(await names()).toEqual([
      ['Kari Holm', 'Kari Anne Holm', id],
      ['Ola', null, null],
    ])
    const strange = await post('names', { speaker_2: newId() })
    expect(strange.statusCode).toBe(422)
    await post('lines/speaker', { line: '2', speaker: '1' })
    expect((await linesIn(db(), await rowNow(), books().id)).map(({ name }) => name)).toEqual(Array(3).fill('Kari Anne Holm'))
    expect((await post('lines/speaker', { line: '2', speaker: '9' })).statusCode).toBe(404)
  })
})

describe('beside the minutes', () => {
  beforeEach(async () => {
    await give(
      'organiser',
      vtt([21, '<v Kari Holm>Vi kjøper bøker & lisenser.'], [22, '<v Ola>Nei.'], [23, 'Ja.'], [80, 'i en annen sak']),
      noonInZoom,
    )
    await post('lines/leave-out', { line: '2', dropped: 'yes' })
  })
  const page = async (who: Who = 'organiser') => (await world.as(who, { url: base() })).body

  it('it lies when it is kept, without what was left out and what was said elsewhere', async () => {
    expect(await page()).not.toContain('Vi kjøper bøker')
    await post('keep', {})
    const body = await page()
    expect(body).toContain('Vi kjøper bøker &amp; lisenser.')
    expect(body).toContain('<time>12.21</time>')
    expect(body).toContain('Slettes når referatet er godkjent')
    for (const other of ['Nei.', 'i en annen sak']) expect(body).not.toContain(other)
  })

  it('a button quotes it below what stands, as a revision, and nothing else does', async () => {
    await post('keep', {})
    expect(await db().select().from(minutes)).toEqual([])
    const form = { transcript: (await rowNow()).id, line: '1' }
    await save(db(), await actor(), place(), { basedOn: 0, window: 'v', edit: null, document: paragraph('Fra før.') })
    const quoted = await world.as('organiser', { url: `${base()}/transcript`, form })
    expect(quoted.statusCode).toBe(303)
    const [row] = await db().select().from(minutes)
    expect(row!.document.content!.map((node) => [node.type, textOfNode(node)])).toEqual([
      ['paragraph', 'Fra før.'],
      ['blockquote', '«Vi kjøper bøker & lisenser.»\nKari Holm, kl. 12.21'],
    ])
    expect(row!.number).toBe(2)
    // What was left out cannot be quoted either.
    await world.as('organiser', { url: `${base()}/transcript`, form: { ...form, line: '2' } })
    expect((await db().select().from(minutes))[0]!.number).toBe(2)
  })

  it('it goes when the minutes of its item are approved, unless somebody said why not', async () => {
    await post('keep', {})
    const approveBooks = async () => {
      const { number } = await save(db(), await actor(), place(), {
        basedOn: 0,
        window: 'v',
        edit: null,
        document: paragraph('Kjøpt.'),
      })
      await approve(db(), await actor(), place(), number)
    }
    expect((await post('last', { because: ' ' })).statusCode).toBe(422)
    await post('last', { because: 'Klagesak om vedtaket' })
    await approveBooks()
    expect(await said(books().id)).toHaveLength(2)
    await post('last/end', {})
    expect(await said(books().id)).toEqual([])
    expect(await sharesOf(db(), (await rowNow()).id)).toHaveLength(1)
    await db().delete(minutesRevision)
    await db().delete(minutes)
    await give('organiser', vtt([21, 'Igjen.']), noonInZoom)
    await approveBooks()
    // Nothing is left of the second that belongs to an item.
    expect(await db().select().from(transcript)).toHaveLength(1)
    expect(await db().select().from(transcriptLine).where(eq(transcriptLine.text, 'Igjen.'))).toEqual([])
  })

  it('nothing is laid beside what is approved, by hand either', async () => {
    await post('keep', {})
    const { number } = await save(db(), await actor(), place(plan()), {
      ...{ basedOn: 0, window: 'v', edit: null },
      document: paragraph('Vedtatt.'),
    })
    await approve(db(), await actor(), place(plan()), number)
    const stays = (await said(books().id)).length
    await post('lines/place', { line: '1', item: plan().id, reach: 'one' })
    expect([await said(plan().id), (await said(books().id)).length]).toEqual([[], stays - 1])
  })

  it('it goes some time after the meeting and after it came, whichever is later', async () => {
    const later = Temporal.Now.instant().add({ hours: 1 })
    expect(await purgeTranscripts(db(), world.networkId, later.subtract({ hours: 2 }), 10)).toBe(0)
    await post('last', { because: 'Klagesak om vedtaket' })
    expect(await purgeTranscripts(db(), world.networkId, later, 10)).toBe(0)
    await post('last/end', {})
    expect(await purgeTranscripts(db(), world.networkId, later, 10)).toBe(1)
    for (const table of [transcript, transcriptLine, transcriptSpeaker]) expect(await db().select().from(table)).toEqual([])
  })

  it('what somebody said goes with them', async () => {
    const sought = { personId: null, email: null, names: ['Kari Holm'], speakerIds: [] }
    await db().transaction((tx) => forgetInTranscripts(tx as never, sought))
    expect(await said(books().id)).toEqual(['Ja.'])
    expect(await db().select().from(transcriptSpeaker).where(eq(transcriptSpeaker.label, 'Kari Holm'))).toEqual([])
  })

  it('is only for those who write minutes', async () => {
    await post('keep', {})
    const one = `${all()}/${(await rowNow()).id}`
    expect((await world.as('outsider', { url: one })).statusCode).toBe(404)
    await grantMeetingRole(db(), await actor(), april.meeting.id, world.people.outsider.id, 'minute_taker')
    expect(await page('outsider')).toContain('Vi kjøper bøker')
    expect((await world.as('outsider', { url: one })).body).toContain('Vi kjøper bøker')
    await expect(besideMinutes(db(), await world.actor('member', april.meeting.id), place())).rejects.toThrow(NotFound)
    expect((await world.as('member', { url: one })).statusCode).toBe(404)
    const reader = await world.as('member', { url: base().replace(/\/minutes$/, '') })
    expect(reader.statusCode).toBe(200)
    expect(reader.body).not.toContain('Vi kjøper bøker')
  })
})

const paragraph = (text: string) => ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] })
