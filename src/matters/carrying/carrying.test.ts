/** Every way in which something comes back, made with the writes that make it so, and what arrives of it. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { listActions } from '#actions/reads.ts'
import { tellOf } from '#actions/writes.ts'
import { day } from '#meeting/tables.ts'
import { setOutcomes } from '#minutes/outcome/writes.ts'
import { publish } from '#minutes/state/writes.ts'
import type { OutcomeKind } from '#minutes/tables.ts'
import { type NetworkRow, networkBySlug } from '#network/reads.ts'
import { newId } from '#platform/db/id.ts'
import { itemById } from '#programme/reads.ts'
import { item } from '#programme/tables.ts'
import { removeItem } from '#programme/writes.ts'
import { send } from '#questions/writes.ts'
import { action, furnishStage, type MinutesStage, type paragraph, writeOn } from '../../../tests/minutesstage.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { matter } from '../tables.ts'
import { addFact } from '../writes.ts'
import { readCarrying } from './reads.ts'
import { isPromise } from './rules.ts'
import { leave, take, takeBack } from './writes.ts'

let world: World
let network: NetworkRow
beforeAll(async () => {
  world = await makeWorld()
  network = (await networkBySlug(world.ground.db, world.networkSlug))!
})
afterAll(() => world.end())
const db = () => world.ground.db

/** Three meetings of a series of their own, each with "Om handlingsplan" and "Om e-bøker", and the one that is prepared. */
let [first, second, last, here]: MinutesStage[] = []
beforeEach(async () => {
  const seriesId = newId()
  const at = async (startsAt: string) => {
    const stage = await furnishStage(world, { seriesId, startsAt, title: { nb: `Møtet ${startsAt.slice(0, 4)}` } })
    await db()
      .update(day)
      .set({ date: startsAt.slice(0, 10) })
      .where(eq(day.meetingId, stage.meeting.id))
    return stage
  }
  first = await at('2020-04-29T07:00:00Z')
  second = await at('2021-04-29T07:00:00Z')
  last = await at('2022-04-29T07:00:00Z')
  here = await at('2023-04-29T07:00:00Z')
  await db().delete(item).where(eq(item.meetingId, here.meeting.id))
  // Nobody kept account, and what comes up is called otherwise each time: nothing of it comes back by itself.
  for (const [stage, year] of [
    [first, 2020],
    [second, 2021],
    [last, 2022],
  ] as const) {
    await call(stage.first.item.id, `Om handlingsplan ${year}`)
    await call(stage.second.item.id, `Om e-bøker ${year}`)
  }
})

const call = (id: string, title: string) =>
  db()
    .update(item)
    .set({ title: { nb: title } })
    .where(eq(item.id, id))
const came = (stage: MinutesStage, which: 'first' | 'second', kind: OutcomeKind, toMeetingId: string | null = null) =>
  setOutcomes(db(), stage.organiser, stage.meeting.id, [{ itemId: stage[which].item.id, kind, toMeetingId, referredTo: null }])
const write = async (stage: MinutesStage, which: 'first' | 'second', ...text: Parameters<typeof paragraph>[0][]) =>
  publish(
    db(),
    stage.organiser,
    stage[which],
    await writeOn(world, stage.organiser, stage[which], ...text.map((one) => action(newId(), one))),
  )
/** What is offered, and why. */
const offered = async () =>
  (await readCarrying(db(), here!.organiser, network, here!.meeting)).open.map((one) => [one.title.nb, ...one.why])
const found = async (title: string) => {
  const { open } = await readCarrying(db(), here!.organiser, network, here!.meeting)
  const one = open.find((other) => other.title.nb === title)!
  return { source: one.source, id: one.id }
}
/** Takes along what is called so. @returns what arrived */
const arrives = async (title: string) => {
  await take(db(), here!.organiser, network, here!.meeting, await found(title), null)
  const { taken } = await readCarrying(db(), here!.organiser, network, here!.meeting)
  return itemById(db(), here!.meeting.id, taken[0]!.choice.madeItemId!)
}

it('what was not reached comes back, as far as somebody kept account of that meeting', async () => {
  expect(await offered()).toEqual([])
  await came(last!, 'first', 'noted')
  expect(await offered()).toEqual([['Om e-bøker 2022', 'not_reached']])
  expect(await arrives('Om e-bøker 2022')).toMatchObject({ title: { nb: 'Om e-bøker 2022' }, description: null, kind: 'talk' })
  expect(await offered()).toEqual([])
})

it('what was postponed comes back until it has been on again, or to the meeting it was postponed to', async () => {
  await came(first!, 'first', 'postponed')
  await came(second!, 'second', 'postponed', here!.meeting.id)
  expect(await offered()).toEqual([
    ['Om e-bøker 2021', 'postponed_here'],
    ['Om handlingsplan 2020', 'postponed'],
  ])
  // It was on once more, under another name, and settled.
  const [tied] = await db()
    .insert(matter)
    .values({ networkId: network.id, title: { nb: 'Planen' } })
    .returning()
  for (const place of [first!.first, second!.first])
    await db().update(item).set({ matterId: tied!.id }).where(eq(item.id, place.item.id))
  await came(second!, 'first', 'decided')
  expect(await offered()).toEqual([['Om e-bøker 2021', 'postponed_here']])
  // The meeting it was postponed to has been, and it was not on there.
  await came(second!, 'second', 'postponed', last!.meeting.id)
  expect(await offered()).toEqual([['Om e-bøker 2021', 'postponed']])
  const made = await arrives('Om e-bøker 2021')
  // The two are treatments of one matter.
  const before = await itemById(db(), second!.meeting.id, second!.second.item.id)
  expect([made.matterId, made.description]).toEqual([before.matterId, null])
  expect(before.matterId).not.toBeNull()
})

it('what is on at every meeting comes back, once', async () => {
  await call(first!.first.item.id, 'Økonomi')
  await call(last!.first.item.id, 'Økonomi')
  expect(await offered()).toEqual([['Økonomi', 'recurring']])
  expect(await arrives('Økonomi')).toMatchObject({ title: { nb: 'Økonomi' } })
})

it('what is still to be done, and what was promised, comes with what its owner told since and with what is to be remembered', async () => {
  await write(second!, 'first', 'Kartlegge bruken.', 'Fylkesbiblioteket legger frem tallene på neste ledermøte.')
  // The same matter was on again under another name, and something is to be done about that too.
  const tied = await db()
    .insert(matter)
    .values({ networkId: network.id, title: { nb: 'Tallene' } })
    .returning()
  for (const place of [second!.first, last!.second])
    await db().update(item).set({ matterId: tied[0]!.id }).where(eq(item.id, place.item.id))
  await write(last!, 'second', 'Sende ut skjemaet.')
  await came(last!, 'first', 'noted')
  await addFact(db(), here!.organiser, tied[0]!, 'Skjemaet har 12 spørsmål.', 'nb')
  const [counting] = (await listActions(db(), here!.organiser, network, {})).filter((one) => one.text === 'Kartlegge bruken.')
  const told = { version: counting!.version, status: 'under_way' as const, progress: null, text: '27 har svart.' }
  await tellOf(world.ground, here!.organiser, network, counting!.id, told, 'page')
  expect(await offered()).toEqual([['Om e-bøker 2022', 'actions', 'promised']])

  const forAll = await arrives('Om e-bøker 2022')
  // What owners tell is for members: it does not stand in a programme that everybody reads.
  expect(forAll.description?.nb?.split('\n').toSorted()).toEqual([
    '• Oppfølging: Fylkesbiblioteket legger frem tallene på neste ledermøte (Ikke begynt)',
    '• Oppfølging: Kartlegge bruken (Under arbeid)',
    '• Oppfølging: Sende ut skjemaet (Ikke begynt)',
    '• Skjemaet har 12 spørsmål.',
  ])
  await takeBack(db(), here!.organiser, here!.meeting, { source: 'item', id: last!.second.item.id })
  await db().update(item).set({ audience: 'members' }).where(eq(item.meetingId, last!.meeting.id))
  const forMembers = await arrives('Om e-bøker 2022')
  expect(forMembers).toMatchObject({ audience: 'members', matterId: tied[0]!.id })
  expect(forMembers.description?.nb).toContain('• Siden sist: 27 har svart.')
})

it('what was sent in and not taken up comes with why, and with who asked for it, and does not come twice', async () => {
  const sent = { kind: 'matter', text: 'Felles e-bokavtale', why: 'Prisene øker.', outcome: 'Et vedtak.', minutes: null } as const
  const row = await send(db(), last!.organiser, last!.meeting, sent, null, 'nb')
  expect(await offered()).toEqual([['Felles e-bokavtale', 'proposed']])
  const made = await arrives('Felles e-bokavtale')
  expect(made.description).toEqual({ nb: 'Prisene øker.\nEt vedtak.' })
  const [of] = await db().select().from(matter).where(eq(matter.id, made.matterId!))
  expect(of).toMatchObject({ title: { nb: 'Felles e-bokavtale' }, proposedByName: row.name })
  // Whatever the item is called from now on.
  await call(made.id, 'E-bøker sammen')
  expect(await offered()).toEqual([])
  await removeItem(db(), here!.organiser, here!.meeting.id, made.id)
  expect(await offered()).toEqual([['Felles e-bokavtale', 'proposed']])
})

it('two who choose at once make one item; what is no suggestion any more is said to be none', async () => {
  await came(last!, 'first', 'postponed')
  const which = await found('Om handlingsplan 2022')
  const both = await Promise.all([1, 2].map(() => take(db(), here!.organiser, network, here!.meeting, which, null)))
  expect(both).toEqual([{ nb: 'Om handlingsplan 2022' }, { nb: 'Om handlingsplan 2022' }])
  expect(await db().$count(item, eq(item.meetingId, here!.meeting.id))).toBe(1)
  expect(await leave(db(), here!.organiser, network, here!.meeting, which)).toBeNull()

  // What is worked on is not taken out by an undo; what nobody has touched is, once.
  const { taken } = await readCarrying(db(), here!.organiser, network, here!.meeting)
  const itemId = taken[0]!.choice.madeItemId!
  await setOutcomes(db(), here!.organiser, here!.meeting.id, [{ itemId, kind: 'noted', toMeetingId: null, referredTo: null }])
  await expect(takeBack(db(), here!.organiser, here!.meeting, which)).rejects.toMatchObject({ message: 'matters_carry_treated' })

  // Its source is gone.
  await came(last!, 'second', 'postponed')
  const gone = await found('Om e-bøker 2022')
  await removeItem(db(), last!.organiser, last!.meeting.id, last!.second.item.id)
  expect(await take(db(), here!.organiser, network, here!.meeting, gone, null)).toBeNull()
})

it('a promise is one that somebody reports, next time', () => {
  for (const text of [
    'Fylkesbiblioteket orienterer på neste møte.',
    'Anne legg fram tal på neste ledarmøte.',
    'Vi kommer tilbake med en plan neste gang.',
    'Peder kjem attende til saka neste gong.',
    'Redegjøre for budsjettet på neste biblioteksjefmøte.',
    'Anne reports to the next leaders’ meeting.',
  ])
    expect([text, isPromise(text)]).toEqual([text, true])
  for (const text of ['Sende ut planen før neste møte.', 'Legge fram budsjettet for styret.', 'Report on costs.'])
    expect([text, isPromise(text)]).toEqual([text, false])
})
