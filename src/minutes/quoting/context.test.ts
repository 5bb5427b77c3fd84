/** What lies beside the minutes of an item: the programme, pages of files, who was there, and the meeting before. */

import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { action as actionRow, actionUpdate } from '#actions/tables.ts'
import { material, materialVersion, preview, previewPage } from '#materials/tables.ts'
import { type MeetingRow, meetingById } from '#meeting/reads.ts'
import { meeting } from '#meeting/tables.ts'
import { grantMeetingRole, publish as publishMeeting } from '#meeting/writes.ts'
import { newId } from '#platform/db/id.ts'
import { createMeetingFromText } from '#programme/intake/writes.ts'
import { item } from '#programme/tables.ts'
import { attendance } from '#registration/tables.ts'
import { type April, aprilMeeting, givePresentation } from '../../../tests/april.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { type MinutesNode, textOfNode } from '../document.ts'
import { approve, publish } from '../state/writes.ts'
import { minutes, minutesObject, minutesRevision } from '../tables.ts'
import { layDownPen, save } from '../writes.ts'
import { contextAt, quotesIn } from './reads.ts'
import type { Quote } from './rules.ts'
import { putIn } from './writes.ts'

let world: World
let april: April
/** The meeting before, in the same series. */
let before: MeetingRow
let at: string
const db = () => world.ground.db
const about = () => april.item('E-bøker')
const place = () => ({ meeting: april.meeting, item: about() })
const organiser = () => world.actor('organiser', april.meeting.id)

beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
  const text = 'Ledermøte januar 2020\n\n29. januar 2020\n10.00 Om E-bøker\n11.00 Lukket sak\n12.00 Noe helt annet'
  const made = await createMeetingFromText(db(), await world.actor('organiser'), world.networkId, text, {
    seriesId: world.seriesId,
  })
  await publishMeeting(db(), await world.actor('organiser', made.id), made.id)
  before = (await meetingById(db(), made.id))!
  at = `/nord/${april.meeting.slug}/${about().publicId}-om-e-boker/minutes`
  await grantMeetingRole(db(), await organiser(), april.meeting.id, world.people.outsider.id, 'minute_taker')
})
afterAll(() => world.end())
beforeEach(async () => {
  for (const table of [minutes, minutesRevision, minutesObject, material, materialVersion, preview, previewPage, attendance])
    await db().delete(table)
})

const context = async (who: Who = 'organiser') =>
  contextAt(db(), await world.actor(who, april.meeting.id), place(), 'https://samling.example', 'nb')
const said = ({ nodes }: Quote) => nodes.map(textOfNode).join('\n')
const hrefs = ({ nodes }: Pick<Quote, 'nodes'>): unknown[] =>
  nodes.flatMap((node) => [
    ...(node.marks ?? []).flatMap((mark) => (mark.type === 'link' ? [mark.attrs?.href] : [])),
    ...hrefs({ nodes: node.content ?? [] }),
  ])

/** Minutes of an item of the meeting before. */
async function written(title: string, more: readonly MinutesNode[], published = true): Promise<void> {
  const [of] = (await db().select().from(item).where(eq(item.meetingId, before.id))).filter((one) => one.title.nb === title)
  const there = { meeting: before, item: of! }
  const actor = await world.actor('organiser', before.id)
  const window = newId()
  const document = { type: 'doc', content: more }
  const { number } = await save(db(), actor, there, { basedOn: 0, window, edit: null, document })
  await layDownPen(db(), actor, there, window)
  if (published) await publish(db(), actor, there, number)
}
const line = (text: string): MinutesNode => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const action = (id: string, text: string): MinutesNode => ({
  type: 'action',
  attrs: { id, who: 'Fylkesbiblioteket', due: '2020-05-15' },
  content: [line(text)],
})

describe('of the programme', () => {
  it('is who speaks, what is written, and the way to what has no pages', async () => {
    await db()
      .update(item)
      .set({ description: { nb: 'Erfaringer fra\nsommeren.' } })
      .where(eq(item.id, about().id))
    await db()
      .insert(material)
      .values({
        ...{ networkId: world.networkId, meetingId: april.meeting.id, itemId: about().id, kind: 'link', position: 0 },
        ...{ title: { nb: 'Avtalen' }, url: 'https://example.org/avtale', publishedAt: '2020-04-20T10:00:00Z' },
      })
    const { programme } = await context()
    expect(programme.find(({ is }) => is === 'text')).toMatchObject({ title: 'Om saken', lang: null })
    expect(said(programme.find(({ is }) => is === 'text')!)).toBe('Erfaringer fra\nsommeren.')
    const way = programme.find(({ is }) => is === 'link')!
    expect([said(way), hrefs(way)]).toEqual(['Avtalen', ['https://example.org/avtale']])
  })
})

describe('pages of files', () => {
  async function paged(publishedAt: string | null = '2020-04-28T10:00:00Z'): Promise<string> {
    const id = await givePresentation(db(), about(), 'Status', { publishedAt })
    const own = { networkId: world.networkId, sha256: 'a'.repeat(64) }
    await db()
      .insert(preview)
      .values({ ...own, state: 'done', scan: 'clean', done: 2, pages: 2 })
      .onConflictDoNothing()
    const picture = { ...own, small: 'b'.repeat(64), large: 'c'.repeat(64), width: 960, height: 540 }
    await db()
      .insert(previewPage)
      .values([
        { ...picture, page: 1, text: 'Utlånet øker\nog avtalene er\nvanskelige' },
        { ...picture, page: 2, text: '  ' },
      ])
      .onConflictDoNothing()
    return id
  }

  it('are quoted by their words with where they are from, or pointed to', async () => {
    const id = await paged()
    const [deck] = (await context()).decks
    expect([deck!.title, deck!.all, deck!.pages.map(({ page }) => page)]).toEqual(['Status', 2, [1, 2]])
    const [first, second] = deck!.pages
    const address = `https://samling.example/nord/${april.meeting.slug}/view/${id}#slide-`
    expect(first!.text!.nodes[0]!.type).toBe('blockquote')
    expect(said(first!.text!)).toBe('Utlånet øker og avtalene er vanskelige\nStatus, side 1')
    expect([hrefs(first!.text!), hrefs(second!.link)]).toEqual([[`${address}1`], [`${address}2`]])
    // A page without words has none to quote.
    expect(second!.text).toBeNull()
  })

  it('enter without script, at the end and once, and are no others’ to put in', async () => {
    await paged()
    const { id } = (await context()).decks[0]!.pages[0]!.text!
    expect((await world.as('member', { url: `${at}/quotes`, form: { quote: id } })).statusCode).toBe(404)
    expect((await world.as('outsider', { url: `${at}/quotes`, form: { quote: id } })).statusCode).toBe(303)
    expect(await putIn(world.ground, await organiser(), place(), id)).toBe('there')
    const [row] = await db().select().from(minutes)
    expect([row!.number, row!.text]).toEqual([1, expect.stringContaining('Utlånet øker og avtalene er vanskelige')])
    const page = (await world.as('outsider', { url: at })).body
    expect(page).toMatch(new RegExp(`data-quote="${id}"[^>]* hidden`))
  })

  it('are offered no more once the minutes are approved, and still read', async () => {
    await paged()
    const { id } = (await context()).decks[0]!.pages[0]!.text!
    await putIn(world.ground, await organiser(), place(), id)
    await approve(db(), await organiser(), place(), 1)
    const page = (await world.as('organiser', { url: at })).body
    expect(page).toContain('Utlånet øker og avtalene er vanskelige')
    expect(page).not.toContain('data-quote=')
  })
})

it('tells who was there, and quotes them with where they come from', async () => {
  const home = { networkId: world.networkId, meetingId: april.meeting.id, mode: 'online', own: false } as const
  await db()
    .insert(attendance)
    .values([
      { ...home, name: 'Kari Nes', presence: 'present' },
      { ...home, name: 'Ola Vik', presence: 'excused' },
      { ...home, name: 'Siv Dal', presence: 'present' },
    ])
  const { present } = await context()
  expect([present.ofItem, said(present.quote!)]).toEqual([false, 'Til stede (2): Kari Nes, Siv Dal\nForfall (1): Ola Vik'])
  // Whoever writes without keeping the list is not led to it.
  const way = `href="/nord/${april.meeting.slug}/attendance"`
  expect((await world.as('organiser', { url: at })).body).toContain(way)
  const page = (await world.as('outsider', { url: at })).body
  expect(page).toContain('2 av 3')
  expect(page).not.toContain(way)
})

describe('the meeting before', () => {
  it('is there with what it said of an item of the same name, and of no other', async () => {
    const [open, decided] = [newId(), newId()]
    await written('Om E-bøker', [
      line('Vi snakket.'),
      { type: 'decision', attrs: { id: decided }, content: [line('Vi går sammen.')] },
      action(open, 'Lage oversikt'),
    ])
    await written('Noe helt annet', [action(newId(), 'Ikke herfra')])
    const { last } = await context()
    expect([last!.title, last!.items.map(({ title }) => title)]).toEqual(['Ledermøte januar 2020', ['Om E-bøker']])
    const [decision, action_] = last!.items[0]!.quotes
    expect([decision!.id, action_!.id]).toEqual([decided, open])
    expect(said(decision!)).toMatch(/^Beslutning( \d+\/20)?: Vi går sammen\.\nLedermøte januar 2020$/)
    expect(said(action_!)).toBe(
      'Oppfølging: Lage oversikt\nAnsvarlig: Fylkesbiblioteket. Frist: 15. mai 2020. Ledermøte januar 2020',
    )
    // A quotation, so that nobody is asked to do it twice.
    await putIn(world.ground, await organiser(), place(), open)
    expect(await db().$count(minutesObject, eq(minutesObject.meetingId, april.meeting.id))).toBe(0)
    const page = (await world.as('organiser', { url: at })).body
    expect(page).toContain('Vi snakket.')
    expect(page).not.toContain('Ikke herfra')
  })

  it('tells of what was to be done as it stands now, and no more of what has ended', async () => {
    const open = newId()
    await written('Om E-bøker', [action(open, 'Samle avtalene')])
    const [live] = await db().select().from(actionRow).where(eq(actionRow.text, 'Samle avtalene'))
    const told = { networkId: world.networkId, actionId: live!.id, text: '27 av 39 kommuner har svart.' }
    await db().insert(actionUpdate).values(told)
    await db().update(actionRow).set({ status: 'under_way', due: '2020-11-01' }).where(eq(actionRow.id, live!.id))
    const quote = (await context()).last!.items[0]!.quotes.find((one) => one.id === open)
    expect(said(quote!)).toContain('Frist: 1. november 2020. Status: Under arbeid. 27 av 39 kommuner har svart.')
    await db().update(actionRow).set({ status: 'done' }).where(eq(actionRow.id, live!.id))
    expect((await context()).last?.items.flatMap(({ quotes }) => quotes).filter((one) => one.id === open)).toEqual([])
  })

  it('tells who writes only here no more than its readers know', async () => {
    await written('Om E-bøker', [line('Halvferdig.'), action(newId(), 'Ikke vist')], false)
    expect((await context()).last!.items[0]!.quotes).toHaveLength(1)
    expect((await context('outsider')).last?.items ?? []).toEqual([])
    const page = (await world.as('outsider', { url: at })).body
    for (const hidden of ['Halvferdig', 'Ikke vist']) expect(page).not.toContain(hidden)
  })

  it('is not there where they may not read it', async () => {
    await written('Om E-bøker', [action(newId(), 'Bare for dem som var bedt')])
    await db().update(meeting).set({ audience: 'invited' }).where(eq(meeting.id, before.id))
    expect((await context()).last!.items).toHaveLength(1)
    expect((await context('outsider')).last?.path).not.toBe(`/nord/${before.slug}`)
    expect((await world.as('outsider', { url: at })).body).not.toContain('Bare for dem som var bedt')
    await db().update(meeting).set({ audience: 'public' }).where(eq(meeting.id, before.id))
  })
})

it('has an id of its own for everything, which stays', async () => {
  await written('Om E-bøker', [action(newId(), 'Lage oversikt')])
  await givePresentation(db(), about(), 'Status')
  const ids = quotesIn(await context()).map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(quotesIn(await context()).map(({ id }) => id)).toEqual(ids)
})

it('leaves readers without an editor', async () => {
  await putIn(world.ground, await organiser(), place(), (await context()).programme[0]!.id)
  await publish(db(), await organiser(), place(), 1)
  const asked = await world.as('member', { url: at })
  expect([asked.statusCode, asked.headers.location]).toEqual([302, at.replace('/minutes', '')])
  const page = (await world.as('member', { url: at.replace('/minutes', '') })).body
  expect(page).toContain('Erfaringer fra')
  expect(page).not.toContain('minutes/editor')
  expect((await world.as('outsider', { url: at })).body).toContain('minutes/editor')
})
