import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#actor.ts'
import { type ItemRow, type MeetingRow, meetingById } from '#meeting/reads.ts'
import { day, meeting } from '#meeting/tables.ts'
import { follow, follower, news } from '#notices/tables.ts'
import { newId } from '#platform/db/id.ts'
import { Conflict, NotFound, Refused } from '#platform/errors.ts'
import { item } from '#programme/tables.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import type { MinutesDocument } from '../document.ts'
import { restore } from '../revision/writes.ts'
import { approve, propose, publish, recall, reopen } from '../state/writes.ts'
import { amendment, correction, minutes, minutesRevision } from '../tables.ts'
import { layDownPen, save } from '../writes.ts'
import { suggestionOf } from './formats.ts'
import { readForCorrecting } from './reads.ts'
import { accept, amend, answer, correct, withdrawCorrection } from './writes.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

let place: { meeting: MeetingRow; item: ItemRow }
/** The item's page. */
let at: string
let organiser: Actor
let member: Actor
beforeEach(async () => {
  const { db } = world.ground
  const { networkId } = world
  const [meetingId, dayId] = [newId(), newId()]
  const slug = `mote-${meetingId.slice(-8)}`
  const own = { id: meetingId, networkId, slug, title: { nb: 'Ledermøte' }, publishedAt: '2020-01-01T00:00:00Z' }
  await db.insert(meeting).values({ ...own, startsAt: '2020-04-29T07:00:00Z' })
  await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2020-04-29' })
  const about = { networkId, meetingId, dayId, position: 0, kind: 'talk' as const, expectsMinutes: true }
  const [made] = await db
    .insert(item)
    .values({ ...about, title: { nb: 'Om planen' } })
    .returning()
  place = { meeting: (await meetingById(db, meetingId))!, item: made! }
  at = `/${world.networkSlug}/${slug}/${made!.publicId}-om-planen`
  organiser = await world.actor('organiser', meetingId)
  member = await world.actor('member', meetingId)
})

const text = (...paragraphs: string[]): MinutesDocument => ({
  type: 'doc',
  content: paragraphs.map((one) => ({ type: 'paragraph', content: [{ type: 'text', text: one }] })),
})
const standing = async () => (await world.ground.db.select().from(minutes).where(eq(minutes.itemId, place.item.id)))[0]!
async function write(...paragraphs: string[]): Promise<number> {
  const { db } = world.ground
  const [row] = await db.select().from(minutes).where(eq(minutes.itemId, place.item.id))
  const given = { basedOn: row?.number ?? 0, window: 'window-a', edit: null, document: text(...paragraphs), take: true }
  const { number } = await save(db, organiser, place, given)
  await layDownPen(db, organiser, place, 'window-a')
  return number
}
async function layOut(...paragraphs: string[]): Promise<number> {
  const number = await write(...paragraphs)
  await propose(world.ground.db, organiser, place, number, null)
  return number
}
async function suggest(who: Actor, part: number, after: string | undefined, remark: string | null = null) {
  const { id, publishedNumber, locale } = await standing()
  const rows = await world.ground.db.select().from(minutesRevision).where(eq(minutesRevision.minutesId, id))
  const published = rows.find((row) => row.number === publishedNumber)!
  return correct(world.ground.db, who, place, suggestionOf(published, locale, { number: publishedNumber!, part, after, remark }))
}
const seen = async () => {
  const { publishedNumber, id } = await standing()
  const rows = await world.ground.db.select().from(minutesRevision).where(eq(minutesRevision.minutesId, id))
  return rows.find((row) => row.number === publishedNumber)?.text ?? null
}

describe('laying out', () => {
  test('puts the text before readers as one to be read through, and back to a draft it stays there', async () => {
    const number = await layOut('Ordet var fritt.')
    expect(await standing()).toMatchObject({ state: 'proposed', publishedNumber: number, correctionsUntil: null })
    expect((await world.as(null, { url: at })).body).toContain('data-state="proposed"')
    await recall(world.ground.db, organiser, place)
    expect(await standing()).toMatchObject({ state: 'draft', publishedNumber: number, proposedAt: null })
    await expect(recall(world.ground.db, organiser, place)).rejects.toEqual(new Refused('approval_not_proposed'))
  })

  test('is of the text that was seen, and told to those who follow', async () => {
    const { db } = world.ground
    const number = await write('Ordet var fritt.')
    await expect(propose(db, organiser, place, number - 1, null)).rejects.toBeInstanceOf(Conflict)
    const [who] = await db
      .insert(follower)
      .values({ networkId: world.networkId, email: `${newId()}@nord.example`, confirmedAt: '2020-01-01T00:00:00Z' })
      .returning()
    await db
      .insert(follow)
      .values({ networkId: world.networkId, followerId: who!.id, kind: 'meeting', subjectId: place.meeting.id })
    await propose(db, organiser, place, number, '2020-05-15')
    expect(await db.select().from(news).where(eq(news.meetingId, place.meeting.id))).toMatchObject([{ kind: 'minutes' }])
  })

  test('is for those who write, and not of what is approved or empty', async () => {
    const { db } = world.ground
    const number = await write('Ordet var fritt.')
    await expect(propose(db, member, place, number, null)).rejects.toBeInstanceOf(NotFound)
    await approve(db, organiser, place, number)
    await expect(propose(db, organiser, place, number, null)).rejects.toEqual(new Refused('minutes_is_approved'))
  })
})

describe('corrections', () => {
  test('are proposed by members to the text they read, and kept with what stood there', async () => {
    const number = await layOut('Ordet var fritt.', 'Møtet ble hevet kl. 14.')
    await suggest(member, 1, 'Møtet ble hevet kl. 15.', 'Jeg så på klokka.')
    const { corrections } = await readForCorrecting(world.ground.db, member, place.meeting, place.item)
    expect(corrections).toMatchObject([
      {
        ...{ number, part: 1, before: 'Møtet ble hevet kl. 14.', after: 'Møtet ble hevet kl. 15.' },
        ...{ remark: 'Jeg så på klokka.', name: 'Test member', state: 'open' },
      },
    ])
  })

  test('are neither seen nor proposed by visitors and strangers', async () => {
    await layOut('Ordet var fritt.')
    await suggest(member, 0, 'Ordet var ikke fritt.')
    for (const who of [null, 'outsider'] as const) {
      const actor = await world.actor(who, place.meeting.id)
      await expect(readForCorrecting(world.ground.db, actor, place.meeting, place.item)).rejects.toBeInstanceOf(NotFound)
      await expect(suggest(actor, 0, 'x')).rejects.toBeInstanceOf(NotFound)
      const page = await world.as(who, { url: at })
      expect(page.body).toContain('Ordet var fritt.')
      expect(page.body).not.toContain('/minutes/corrections')
    }
    expect((await world.as('member', { url: at })).body).toContain('/minutes/corrections')
  })

  test('end with the last day, and wait for the minutes to be laid out', async () => {
    const number = await write('Ordet var fritt.')
    await publish(world.ground.db, organiser, place, number)
    await expect(suggest(member, 0, 'x')).rejects.toEqual(new Refused('approval_not_proposed'))
    const today = Temporal.Now.plainDateISO(place.meeting.timezone)
    await propose(world.ground.db, organiser, place, number, today.subtract({ days: 1 }).toString())
    await expect(suggest(member, 0, 'x')).rejects.toEqual(new Refused('approval_too_late'))
    // Tomorrow, so that the day may end while this runs.
    await propose(world.ground.db, organiser, place, number, today.add({ days: 1 }).toString())
    expect(await suggest(member, 0, 'Rettet.')).toMatchObject({ state: 'open' })
  })

  test('to a text that is no longer the one before readers are not taken', async () => {
    const number = await layOut('Ordet var fritt.')
    await layOut('Ordet var helt fritt.')
    const given = { number, part: 0, before: 'Ordet var fritt.', after: 'x', remark: null }
    await expect(correct(world.ground.db, member, place, given)).rejects.toEqual(new Refused('approval_other_text'))
  })

  test('that change nothing and say nothing are none', async () => {
    await layOut('Ordet var fritt.')
    await expect(suggest(member, 0, ' Ordet var fritt. ')).rejects.toMatchObject({ fields: { after: 'approval_nothing_said' } })
    expect(await suggest(member, 0, 'Ordet var fritt.', 'Hvem hadde ordet?')).toMatchObject({ after: null })
  })

  test('accepted they are a revision that readers see; answered the text stays; each is settled once', async () => {
    const { db } = world.ground
    const number = await layOut('Ordet var fritt.', 'Møtet ble hevet kl. 14.')
    const first = await suggest(member, 1, 'Møtet ble hevet kl. 15.')
    const second = await suggest(member, 0, 'Ordet var bundet.')
    await accept(db, organiser, place, first.id, null)
    await answer(db, organiser, place, second.id, 'Det var fritt.')
    expect(await standing()).toMatchObject({ number: number + 1, publishedNumber: number + 1, state: 'proposed' })
    expect(await seen()).toBe('Ordet var fritt.\nMøtet ble hevet kl. 15.')
    const rows = await db.select().from(correction).where(eq(correction.itemId, place.item.id)).orderBy(asc(correction.createdAt))
    expect(rows.map(({ state, answer: words, answeredByName }) => [state, words, answeredByName])).toEqual([
      ['accepted', null, 'Test organiser'],
      ['answered', 'Det var fritt.', 'Test organiser'],
    ])
    for (const id of [first.id, second.id])
      await expect(accept(db, organiser, place, id, null)).rejects.toEqual(new Refused('approval_settled'))
    // As any revision it can be compared, and the text before it brought back.
    await restore(db, organiser, place, number)
    expect((await standing()).text).toBe('Ordet var fritt.\nMøtet ble hevet kl. 14.')
  })

  test('accepted while more is being written they go in, and the unfinished is not shown with them', async () => {
    const { db } = world.ground
    await layOut('Ordet var fritt.', 'Møtet ble hevet.')
    const one = await suggest(member, 0, 'Ordet var helt fritt.')
    await write('Ordet var fritt.', 'Møtet ble hevet.', 'Et halvt')
    await accept(db, organiser, place, one.id, null)
    expect((await standing()).text).toBe('Ordet var helt fritt.\nMøtet ble hevet.\nEt halvt')
    expect(await seen()).toBe('Ordet var fritt.\nMøtet ble hevet.')
  })

  test('of a passage that was rewritten since are for the minute taker to write in', async () => {
    const { db } = world.ground
    await layOut('Ordet var fritt.')
    const one = await suggest(member, 0, 'Ordet var helt fritt.')
    await write('Ordet gikk rundt.')
    await expect(accept(db, organiser, place, one.id, null)).rejects.toEqual(new Refused('approval_passage_changed'))
    await answer(db, organiser, place, one.id, 'Skrevet inn på en annen måte.')
    expect((await standing()).text).toBe('Ordet gikk rundt.')
  })

  test('are settled by those who write, and taken back by whoever proposed them', async () => {
    const { db } = world.ground
    await layOut('Ordet var fritt.')
    const one = await suggest(member, 0, 'x')
    await expect(accept(db, member, place, one.id, null)).rejects.toBeInstanceOf(NotFound)
    await expect(answer(db, member, place, one.id, 'x')).rejects.toBeInstanceOf(NotFound)
    await expect(withdrawCorrection(db, organiser, place, one.id)).rejects.toBeInstanceOf(NotFound)
    await withdrawCorrection(db, member, place, one.id)
    const read = async (who: Actor) => (await readForCorrecting(db, who, place.meeting, place.item)).corrections.length
    expect([await read(member), await read(organiser)]).toEqual([1, 0])
  })

  test('two who settle the same one at once settle it once', async () => {
    const { db } = world.ground
    const number = await layOut('Ordet var fritt.')
    const one = await suggest(member, 0, 'Ordet var helt fritt.')
    const both = await Promise.allSettled([
      accept(db, organiser, place, one.id, null),
      accept(db, organiser, place, one.id, null),
    ])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await standing()).number).toBe(number + 1)
  })
})

describe('approving', () => {
  test('waits until every correction has its answer', async () => {
    const { db } = world.ground
    const number = await layOut('Ordet var fritt.')
    const one = await suggest(member, 0, 'x')
    await expect(approve(db, organiser, place, number)).rejects.toEqual(new Refused('approval_corrections_open'))
    await answer(db, organiser, place, one.id, 'Nei.')
    expect(await approve(db, organiser, place, number)).toMatchObject({ state: 'approved' })
    await expect(suggest(member, 0, 'x')).rejects.toEqual(new Refused('minutes_is_approved'))
  })
})

describe('amendments', () => {
  test('are numbered, dated, and stand under the approved text, which stays', async () => {
    const { db } = world.ground
    const number = await layOut('Ordet var fritt.')
    await expect(amend(db, organiser, place, 'For tidlig.')).rejects.toEqual(new Refused('minutes_not_approved'))
    await approve(db, organiser, place, number)
    await Promise.all([amend(db, organiser, place, 'Alta deltok også.'), amend(db, organiser, place, 'Det regnet.')])
    const rows = await db.select().from(amendment).where(eq(amendment.itemId, place.item.id)).orderBy(asc(amendment.number))
    expect(rows.map((row) => row.number)).toEqual([1, 2])
    expect((await standing()).text).toBe('Ordet var fritt.')
    const { body } = await world.as(null, { url: at })
    for (const said of ['Ordet var fritt.', 'Tillegg 1, ', 'Tillegg 2, ', 'Alta deltok også.']) expect(body).toContain(said)
  })

  test('are for those who may approve, and hold no identity numbers', async () => {
    const { db } = world.ground
    await approve(db, organiser, place, await layOut('Ordet var fritt.'))
    await expect(amend(db, member, place, 'x')).rejects.toBeInstanceOf(NotFound)
    await expect(amend(db, organiser, place, 'Ring 11077941012.')).rejects.toMatchObject({
      fields: { text: 'minutes_identity_number' },
    })
    expect(await amend(db, organiser, place, 'Ring 77 00 00 00.')).toMatchObject({ number: 1 })
    await reopen(db, organiser, place)
    expect(await standing()).toMatchObject({ state: 'draft' })
  })
})

describe('the pages', () => {
  test('take a correction in place, say what is wrong with one, and show it word by word with its answer', async () => {
    await layOut('Ordet var fritt.', 'Møtet ble hevet kl. 14.')
    const url = `${at}/minutes/corrections`
    const { publishedNumber } = await standing()
    const form = { number: String(publishedNumber), part: '1', after: 'Møtet ble hevet kl. 15.', remark: '' }
    const wrong = await world.as('member', { url, form: { ...form, after: 'Møtet ble hevet kl. 14.' } })
    expect([wrong.statusCode, wrong.body.includes('Rett i teksten, eller skriv en merknad.')]).toEqual([422, true])
    expect((await world.as('member', { url, form })).statusCode).toBe(303)
    const page = (await world.as('organiser', { url })).body
    expect(page).toMatch(/<del>.*?14.*?<\/del>.*<ins>.*?15/s)
    const [one] = await world.ground.db.select().from(correction).where(eq(correction.itemId, place.item.id))
    const settle = (who: 'member' | 'organiser', given: Record<string, string>) =>
      world.as(who, { url: `${url}/${one!.id}/settle`, form: given })
    expect((await settle('member', { do: 'accept', answer: '' })).statusCode).toBe(404)
    expect((await settle('organiser', { do: 'answer', answer: '' })).statusCode).toBe(422)
    expect((await settle('organiser', { do: 'accept', answer: 'Takk!' })).statusCode).toBe(303)
    expect((await world.as('member', { url })).body).toContain('Takk!')
    expect((await standing()).text).toContain('kl. 15')
  })

  test('the workspace lays out, takes back and amends by forms', async () => {
    const number = await write('Ordet var fritt.')
    const post = (what: string, form: Record<string, string>) => world.as('organiser', { url: `${at}/minutes/${what}`, form })
    await post('propose', { number: String(number), until: '2035-05-15' })
    expect(await standing()).toMatchObject({ state: 'proposed', correctionsUntil: '2035-05-15' })
    expect((await world.as('organiser', { url: `${at}/minutes` })).body).toContain('15. mai 2035')
    await post('recall', {})
    expect(await standing()).toMatchObject({ state: 'draft' })
    await post('state', { do: 'approve', number: String(number) })
    await post('amend', { text: 'Alta deltok også.' })
    expect((await world.as('organiser', { url: `${at}/minutes` })).body).toContain('Alta deltok også.')
  })
})
