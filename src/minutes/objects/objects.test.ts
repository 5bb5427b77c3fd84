import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#actor.ts'
import { network } from '#network/tables.ts'
import { newId } from '#platform/db/id.ts'
import { input } from '#questions/tables.ts'
import { action, decision, furnishStage, type MinutesStage, paragraph, rowsOf, writeOn } from '../../../tests/minutesstage.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import type { MinutesNode } from '../document.ts'
import type { Place } from '../reads.ts'
import { approve, publish } from '../state/writes.ts'
import { openMinutes } from '../writes.ts'
import { numberWords } from './rules.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

let stage: MinutesStage
let organiser: Actor
beforeEach(async () => {
  stage = await furnishStage(world)
  organiser = stage.organiser
})

const furnish = (set = {}) => furnishStage(world, set)
const [A, B, C] = [newId(), newId(), newId()]
const write = (place: Place, ...content: MinutesNode[]) => writeOn(world, organiser, place, ...content)
const rows = (place: Place = stage.first) => rowsOf(world, place)

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
    const publishAll = async (at: MinutesStage) =>
      publish(db, organiser, at.first, await write(at.first, decision(newId(), 'Nytt.')))
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
    expect(page.body).toMatch(new RegExp(`<a href="/${world.networkSlug}/decisions/[\\d-]+">Beslutning ${words}</a></p>`))
  })
})

test('minutes that were begun and hold nothing have no rows', async () => {
  await openMinutes(world.ground.db, organiser, stage.first)
  expect(await rows()).toEqual([])
})
