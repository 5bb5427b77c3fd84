import { and, asc, desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#actor.ts'
import { type MeetingRow, meetingById } from '#meeting/reads.ts'
import { day, meeting, meetingRole } from '#meeting/tables.ts'
import { network, organisation } from '#network/tables.ts'
import { newId } from '#platform/db/id.ts'
import { Conflict, NotFound, Refused } from '#platform/errors.ts'
import { mail } from '#platform/mail/tables.ts'
import { item } from '#programme/tables.ts'
import { input } from '#questions/tables.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { blocksIn, type MinutesNode } from '../document.ts'
import type { Place } from '../reads.ts'
import { approve, publish, reopen } from '../state/writes.ts'
import { minutes, minutesObject } from '../tables.ts'
import { layDownPen, openMinutes, save } from '../writes.ts'
import { ownerLetter } from './mails.tsx'
import { listObjects } from './reads.ts'
import { numberWords } from './rules.ts'
import { type Edit, editObject, tellOwners } from './writes.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

interface Stage {
  readonly meeting: MeetingRow
  readonly first: Place
  readonly second: Place
  readonly path: string
  readonly numbers: readonly number[]
}
let stage: Stage
let organiser: Actor
beforeEach(async () => {
  stage = await furnish()
  organiser = await world.actor('organiser', stage.meeting.id)
})

async function furnish(set: Partial<typeof meeting.$inferInsert> = {}): Promise<Stage> {
  const { db } = world.ground
  const { networkId } = world
  const [meetingId, dayId] = [newId(), newId()]
  const slug = `mote-${meetingId.slice(-8)}`
  await db.insert(meeting).values({
    ...{ id: meetingId, networkId, slug, title: { nb: 'Ledermøte' }, publishedAt: '2020-01-01T00:00:00Z' },
    ...{ startsAt: '2020-04-29T07:00:00Z', ...set },
  })
  await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2020-04-29' })
  const items = await db
    .insert(item)
    .values(
      [0, 1].map((position) => ({
        ...{ networkId, meetingId, dayId, position, kind: 'talk' as const, expectsMinutes: true },
        title: { nb: position === 0 ? 'Om handlingsplan' : 'Om e-bøker' },
      })),
    )
    .returning()
  const row = (await meetingById(db, meetingId))!
  const [first, second] = items.map((one): Place => ({ meeting: row, item: one }))
  return {
    ...{ meeting: row, first: first!, second: second!, path: `/${world.networkSlug}/${slug}` },
    numbers: items.map((one) => one.publicId),
  }
}

const [A, B, C] = [newId(), newId(), newId()]
const paragraph = (text: string): MinutesNode => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const decision = (id: string, text: string): MinutesNode => ({ type: 'decision', attrs: { id }, content: [paragraph(text)] })
const action = (id: string, text: string, attrs: object = {}): MinutesNode => ({
  type: 'action',
  attrs: { id, who: null, due: null, ...attrs },
  content: [paragraph(text)],
})

/** Writes and lays the pen down. */
async function write(place: Place, ...content: MinutesNode[]): Promise<number> {
  const { db } = world.ground
  const [row] = await db.select().from(minutes).where(eq(minutes.itemId, place.item.id))
  const document = { type: 'doc', content: content.length > 0 ? content : [paragraph('Tomt.')] }
  const { number } = await save(db, organiser, place, {
    ...{ basedOn: row?.number ?? 0, window: 'window-a', edit: null, document, take: true },
  })
  await layDownPen(db, organiser, place, 'window-a')
  return number
}
const rows = (place: Place = stage.first) =>
  world.ground.db.select().from(minutesObject).where(eq(minutesObject.itemId, place.item.id)).orderBy(asc(minutesObject.position))
const standing = async (place: Place = stage.first) =>
  (await world.ground.db.select().from(minutes).where(eq(minutes.itemId, place.item.id)))[0]!
const teller = () => ({ ground: world.ground, letter: ownerLetter })
const nobody = { personId: null, organisationId: null }
const edit = (basedOn: number, more: Partial<Edit> = {}, blockId = B, place = stage.first) =>
  editObject(teller(), organiser, place, blockId, { basedOn, change: {}, owner: nobody, tellNow: false, ...more })

describe('rows follow the text', () => {
  test('each block has one, in the order of the text, saying what it says', async () => {
    await write(stage.first, decision(A, 'Planen sendes ut.'), action(B, 'Sende den.', { who: 'Alta', due: '2020-05-15' }))
    expect(await rows()).toMatchObject([
      { blockId: A, kind: 'decision', text: 'Planen sendes ut.', position: 0, number: null, removedAt: null },
      { blockId: B, kind: 'action', text: 'Sende den.', who: 'Alta', due: '2020-05-15', position: 1 },
    ])
    await write(stage.first, action(B, 'Sende den i dag.'), decision(A, 'Planen sendes ut.'))
    expect(await rows()).toMatchObject([
      { blockId: B, text: 'Sende den i dag.', who: null, due: null, position: 0 },
      { blockId: A, position: 1 },
    ])
  })

  test('one cut out is kept, and is the same again when it is pasted back', async () => {
    await write(stage.first, decision(A, 'Ja.'), decision(B, 'Nei.'))
    const [before] = await rows()
    await write(stage.first, decision(B, 'Nei.'))
    expect((await rows()).find((row) => row.blockId === A)!.removedAt).not.toBeNull()
    await write(stage.first, decision(B, 'Nei.'), decision(A, 'Ja.'))
    const after = await rows()
    expect(after).toHaveLength(2)
    expect(after[1]).toMatchObject({ id: before!.id, blockId: A, removedAt: null, position: 1 })
  })

  test('cut from one item and pasted into another of the meeting it comes along with its number', async () => {
    await write(stage.first, decision(A, 'Ja.'))
    await publish(world.ground.db, organiser, stage.first, 1)
    const [before] = await rows()
    await write(stage.first)
    await write(stage.second, decision(A, 'Ja.'))
    expect(await rows(stage.first)).toEqual([])
    expect(await rows(stage.second)).toMatchObject([{ id: before!.id, number: before!.number, removedAt: null }])
  })

  test('copied into another meeting it is another, with its own row and number', async () => {
    await write(stage.first, decision(A, 'Ja.'))
    const other = await furnish()
    organiser = await world.actor('organiser', other.meeting.id)
    await write(other.first, decision(A, 'Ja.'))
    expect(await rows(stage.first)).toMatchObject([{ blockId: A, removedAt: null }])
    expect(await rows(other.first)).toMatchObject([{ blockId: A, removedAt: null }])
  })

  test('an answer is tied to the question it came from, or that asks the same; never to one of another meeting', async () => {
    const { db } = world.ground
    const elsewhere = await furnish()
    const ask = async (meetingId: string, text: string) =>
      (
        await db.insert(input).values({ networkId: world.networkId, meetingId, kind: 'question', text, locale: 'nb' }).returning()
      )[0]!.id
    const mine = await ask(stage.meeting.id, 'Når?')
    const theirs = await ask(elsewhere.meeting.id, 'Hvor?')
    const answer = (id: string, question: string, from: string | null): MinutesNode => ({
      type: 'answer',
      attrs: { id, input: from },
      content: [{ type: 'question', content: [{ type: 'text', text: question }] }, paragraph('Snart.')],
    })
    await write(stage.first, answer(A, 'Når blir det?', mine), answer(B, 'Når?', null), answer(C, 'Hvor?', theirs))
    expect((await rows()).map((row) => row.inputId)).toEqual([mine, mine, null])
  })

  test('a question is answered when readers see its answer, and one that was declined stays so', async () => {
    const { db } = world.ground
    const about = { networkId: world.networkId, meetingId: stage.meeting.id, kind: 'question' as const, locale: 'nb' as const }
    const [open, declined] = await db
      .insert(input)
      .values([
        { ...about, text: 'Når?', state: 'shown' },
        { ...about, text: 'Hvor?', state: 'declined' },
      ])
      .returning()
    const states = async () => {
      const found = await db.select().from(input).where(eq(input.meetingId, stage.meeting.id)).orderBy(desc(input.text))
      return found.map((row) => [row.state, row.answeredByName])
    }
    const answer = (id: string, question: string): MinutesNode => ({
      type: 'answer',
      attrs: { id, input: null },
      content: [{ type: 'question', content: [{ type: 'text', text: question }] }, paragraph('Snart.')],
    })
    const number = await write(stage.first, answer(A, open!.text), answer(B, declined!.text))
    expect(await states()).toEqual([
      ['shown', null],
      ['declined', null],
    ])
    await publish(db, organiser, stage.first, number)
    expect(await states()).toEqual([
      ['answered', 'Test organiser'],
      ['declined', null],
    ])
  })
})

describe('numbers', () => {
  const numbers = async (place: Place) => Object.fromEntries((await rows(place)).map((row) => [row.text, numberWords(row)]))

  test('are given when the text comes before readers, and stay when it is reordered and added to', async () => {
    const { db } = world.ground
    const at = await furnish({ startsAt: '2031-04-29T07:00:00Z' })
    organiser = await world.actor('organiser', at.meeting.id)
    const first = await write(at.first, decision(A, 'En.'), action(C, 'Gjøre.'), decision(B, 'To.'))
    expect(await numbers(at.first)).toEqual({ 'En.': null, 'Gjøre.': null, 'To.': null })
    await publish(db, organiser, at.first, first)
    expect(await numbers(at.first)).toEqual({ 'En.': '1/31', 'Gjøre.': null, 'To.': '2/31' })
    const later = await write(at.first, decision(newId(), 'Ny.'), decision(B, 'To.'), decision(A, 'En.'))
    await approve(db, organiser, at.first, later)
    expect(await numbers(at.first)).toMatchObject({ 'To.': '2/31', 'En.': '1/31', 'Ny.': '3/31' })
  })

  test('go on through the year in a series, are never given twice, and begin anew in the next year', async () => {
    const { db } = world.ground
    const inSeries = async (startsAt: string) => {
      const at = await furnish({ startsAt, seriesId: world.seriesId })
      organiser = await world.actor('organiser', at.meeting.id)
      return at
    }
    const publishAll = async (at: Stage) => publish(db, organiser, at.first, await write(at.first, decision(newId(), 'Nytt.')))
    const spring = await inSeries('2033-04-29T07:00:00Z')
    await publish(db, organiser, spring.first, await write(spring.first, decision(A, 'En.'), decision(B, 'To.')))
    // Taken out again: its number is not used for anything else.
    await publish(db, organiser, spring.first, await write(spring.first, decision(A, 'En.')))
    const autumn = await inSeries('2033-10-29T07:00:00Z')
    await publishAll(autumn)
    expect(await numbers(autumn.first)).toEqual({ 'Nytt.': '3/33' })
    const next = await inSeries('2034-04-29T07:00:00Z')
    await publishAll(next)
    expect(await numbers(next.first)).toEqual({ 'Nytt.': '1/34' })
  })

  test('count within each meeting where the network wants that', async () => {
    const { db } = world.ground
    await db.update(network).set({ decisionNumbers: 'meeting' }).where(eq(network.id, world.networkId))
    for (const text of ['Her.', 'Der.']) {
      const at = await furnish()
      organiser = await world.actor('organiser', at.meeting.id)
      await publish(db, organiser, at.first, await write(at.first, decision(newId(), text)))
      expect(await numbers(at.first)).toEqual({ [text]: '1' })
    }
    await db.update(network).set({ decisionNumbers: 'year' }).where(eq(network.id, world.networkId))
  })

  test('two who publish at once give no number twice', async () => {
    const { db } = world.ground
    const first = await write(stage.first, decision(A, 'En.'), decision(B, 'To.'))
    const second = await write(stage.second, decision(C, 'Tre.'))
    await Promise.all([publish(db, organiser, stage.first, first), publish(db, organiser, stage.second, second)])
    const given = [...(await rows(stage.first)), ...(await rows(stage.second))].map((row) => row.number)
    expect(new Set(given).size).toBe(3)
  })

  test('stand on the decision where readers see it, and on no draft', async () => {
    const number = await write(stage.first, decision(A, 'Planen sendes ut.'))
    await publish(world.ground.db, organiser, stage.first, number)
    const words = numberWords((await rows())[0]!)!
    const page = await world.as(null, { url: `${stage.path}/${stage.numbers[0]}-om-handlingsplan` })
    expect(page.body).toContain(`Beslutning ${words}</p>`)
  })
})

describe('changing one from outside the editor', () => {
  test('changes the text, as a revision, and the row with it', async () => {
    const number = await write(stage.first, paragraph('Ordet var fritt.'), action(B, 'Sende den.'))
    await edit(number, { change: { text: 'Sende planen.', who: 'Alta', due: 'to_come' } })
    const row = await standing()
    expect(row.number).toBe(number + 1)
    expect(blocksIn(row.document)[0]).toMatchObject({ id: B, text: 'Sende planen.', who: 'Alta', due: 'to_come' })
    expect(row.document.content![0]).toEqual(paragraph('Ordet var fritt.'))
    expect(await rows()).toMatchObject([{ text: 'Sende planen.', who: 'Alta', due: 'to_come' }])
  })

  test('what was written elsewhere in the text meanwhile stays; of the same block both are told', async () => {
    const number = await write(stage.first, paragraph('Først.'), action(B, 'Sende den.'))
    await write(stage.first, paragraph('Først, og mer.'), action(B, 'Sende den.'))
    await edit(number, { change: { text: 'Sende planen.' } })
    expect((await standing()).text).toContain('Først, og mer.')
    const conflict = await edit(number, { change: { text: 'Noe annet.' } }).catch((error: unknown) => error)
    expect(conflict).toBeInstanceOf(Conflict)
    expect((conflict as Conflict<{ text: string }>).theirs.text).toBe('Sende planen.')
    expect((await standing()).text).toContain('Sende planen.')
  })

  test('waits for whoever has the text open, and for approved minutes to be opened; the owner can be changed', async () => {
    const { db } = world.ground
    const number = await write(stage.first, action(B, 'Sende den.'))
    await approve(db, organiser, stage.first, number)
    await expect(edit(number, { change: { text: 'x' } })).rejects.toEqual(new Refused('minutes_is_approved'))
    await edit(number, { owner: { personId: world.people.member.id, organisationId: null } })
    expect(await rows()).toMatchObject([{ personId: world.people.member.id, text: 'Sende den.' }])
    await reopen(db, organiser, stage.first)
    await edit(number, { change: { text: 'Sende planen.' } })
    expect(await rows()).toMatchObject([{ text: 'Sende planen.' }])
  })

  test('is for those who write the minutes, and of what stands in them', async () => {
    const number = await write(stage.first, action(B, 'Sende den.'))
    const given = { basedOn: number, change: { text: 'x' }, owner: nobody, tellNow: false }
    const member = await world.actor('member', stage.meeting.id)
    await expect(editObject(teller(), member, stage.first, B, given)).rejects.toBeInstanceOf(NotFound)
    await expect(editObject(teller(), organiser, stage.first, A, given)).rejects.toBeInstanceOf(NotFound)
    await expect(editObject(teller(), organiser, stage.second, B, given)).rejects.toBeInstanceOf(NotFound)
    await editObject(teller(), organiser, stage.first, B, given)
    expect(await rows()).toMatchObject([{ text: 'x' }])
  })

  test('an owner is of the network', async () => {
    const number = await write(stage.first, action(B, 'Sende den.'))
    const [own] = await world.ground.db
      .insert(organisation)
      .values({ networkId: world.networkId, name: { nb: 'Alta' }, type: 'public' })
      .returning()
    const [other] = await world.ground.db
      .insert(organisation)
      .values({ networkId: newId(), name: { nb: 'Fjern' }, type: 'public' })
      .returning()
    for (const owner of [
      { personId: world.people.outsider.id, organisationId: null },
      { personId: null, organisationId: other!.id },
    ])
      await expect(edit(number, { owner })).rejects.toMatchObject({ fields: expect.anything() })
    await edit(number, { owner: { personId: world.people.member.id, organisationId: own!.id } })
    expect(await rows()).toMatchObject([{ personId: world.people.member.id, organisationId: own!.id }])
  })
})

describe('owners are told', () => {
  const email = 'member@nord.example'
  const mails = () =>
    world.ground.db
      .select()
      .from(mail)
      .where(and(eq(mail.to, email), eq(mail.kind, 'action')))
  const theMember = () => ({ personId: world.people.member.id, organisationId: null })
  const approveAndTell = (number: number) =>
    approve(world.ground.db, organiser, stage.first, number, (tx, row) => tellOwners(teller(), tx, stage.meeting, row))
  beforeEach(async () => {
    await world.ground.db.delete(mail)
  })

  test('when the minutes are approved, once, also when they are opened and approved again', async () => {
    const number = await write(stage.first, action(B, 'Sende ut utkastet.', { due: '2020-05-15' }))
    expect(await edit(number, { owner: theMember() })).toBe(false)
    expect(await mails()).toEqual([])
    await approveAndTell(number)
    const [told, ...more] = await mails()
    expect(more).toEqual([])
    expect(told!.subject).toBe('Du er ansvarlig for en oppfølging: Ledermøte')
    for (const said of ['Sende ut utkastet.', '15. mai 2020', `${stage.path}/${stage.numbers[0]}-om-handlingsplan#minutes`])
      expect(told!.text).toContain(said)
    await reopen(world.ground.db, organiser, stage.first)
    await approveAndTell(number)
    expect(await mails()).toHaveLength(1)
  })

  test('at once where that is chosen, and then not again; a new owner is told too', async () => {
    const number = await write(stage.first, action(B, 'Sende den.'))
    expect(await edit(number, { owner: theMember(), tellNow: true })).toBe(true)
    expect(await edit(number, { owner: theMember(), tellNow: true })).toBe(false)
    await edit(number, { owner: { personId: world.people.owner.id, organisationId: null } })
    await approveAndTell(number)
    expect(await mails()).toHaveLength(1)
    expect((await world.ground.db.select().from(mail)).map((one) => one.to).sort()).toEqual([email, 'owner@nord.example'])
  })

  test('who may not read the item is told that there is something, and nothing of what', async () => {
    await world.ground.db.update(item).set({ audience: 'invited' }).where(eq(item.id, stage.first.item.id))
    const number = await write(stage.first, action(B, 'Hemmelig gjøremål.'))
    await edit(number, { owner: theMember(), tellNow: true })
    const [told] = await mails()
    expect(told!.text).toContain('Bibliotek i nord')
    expect(`${told!.subject} ${told!.text} ${told!.html}`).not.toMatch(/Hemmelig|Ledermøte|om-handlingsplan/)
    // Somebody invited is told all of it.
    await world.ground.db
      .insert(meetingRole)
      .values({ networkId: world.networkId, meetingId: stage.meeting.id, personId: world.people.owner.id, role: 'guest' })
    await edit(number, { owner: { personId: world.people.owner.id, organisationId: null }, tellNow: true })
    const all = await world.ground.db.select().from(mail).where(eq(mail.to, 'owner@nord.example'))
    expect(all[0]!.text).toContain('Hemmelig gjøremål.')
  })

  test('no identity number goes out in a mail', async () => {
    const number = await write(stage.first, action(B, 'Ring 11077941012.'))
    await expect(edit(number, { owner: theMember(), tellNow: true })).rejects.toEqual(new Refused('minutes_identity_number'))
    expect(await mails()).toEqual([])
  })
})

describe('the list', () => {
  test('shows readers what is published, and those who write what stands', async () => {
    const number = await write(stage.first, decision(A, 'Planen sendes ut.'))
    await publish(world.ground.db, organiser, stage.first, number)
    await write(stage.first, decision(A, 'Planen sendes ikke ut.'), action(B, 'Tenke mer.'))
    const seen = async (who: Actor) =>
      (await listObjects(world.ground.db, who, stage.meeting, [stage.first.item.id])).map((one) => [
        one.block.text,
        one.row !== null,
      ])
    expect(await seen(organiser)).toEqual([
      ['Planen sendes ikke ut.', true],
      ['Tenke mer.', true],
    ])
    expect(await seen(await world.actor('member', stage.meeting.id))).toEqual([['Planen sendes ut.', false]])
    const page = await world.as(null, { url: `${stage.path}/decisions` })
    expect(page.body).toContain('Planen sendes ut.')
    expect(page.body).not.toMatch(/Tenke mer|ikke ut|Rett</)
    expect((await world.as('organiser', { url: `${stage.path}/decisions` })).body).toContain('Tenke mer.')
  })

  test('the form changes what stands, says what is wrong, and keeps what was typed', async () => {
    const number = await write(stage.first, action(B, 'Sende den.'))
    const url = `${stage.path}/decisions/${stage.numbers[0]}/${B}`
    expect((await world.as('member', { url })).statusCode).toBe(404)
    expect((await world.as('organiser', { url })).body).toContain('Sende den.')
    const form = {
      basedOn: String(number),
      text: 'Sende planen.',
      who: 'Alta',
      due: '2020-05-15',
      personId: '',
      organisationId: '',
    }
    const wrong = await world.as('organiser', { url, form: { ...form, text: ' ' } })
    expect([wrong.statusCode, wrong.body.includes('value="Alta"')]).toEqual([422, true])
    const right = await world.as('organiser', { url, form })
    expect([right.statusCode, right.headers.location]).toEqual([303, `${stage.path}/decisions#o-${B}`])
    expect(await rows()).toMatchObject([{ text: 'Sende planen.', who: 'Alta', due: '2020-05-15' }])
    const late = await world.as('organiser', { url, form: { ...form, text: 'For sent.' } })
    expect(late.statusCode).toBe(409)
    expect((await standing()).text).toContain('Sende planen.')
  })
})

test('minutes that were begun and hold nothing have no rows', async () => {
  await openMinutes(world.ground.db, organiser, stage.first)
  expect(await rows()).toEqual([])
})
