/** Questions in the room on a real database: asking, wondering, and chairs who act at once. */
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { visitor } from '#actor.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import { newId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import { item } from '#programme/tables.ts'
import type { ParticipantRow } from '#room/entry/reads.ts'
import type { Channel } from '#room/entry/rules.ts'
import { comeIn } from '#room/entry/writes.ts'
import { setUp } from '#room/setup/writes.ts'
import { participant } from '#room/tables.ts'
import { inRoom } from '../../../tests/room.ts'
import { mergeParticipantInInputs } from '../merging/writes.ts'
import { inputsOf } from '../reads.ts'
import type { InputRow } from '../rules.ts'
import { input, inputVote } from '../tables.ts'
import { answer, send } from '../writes.ts'
import { merge, moveToItem, setAnswering, takeApart, takeToMinutes, turnInto } from './chairing/writes.ts'
import { readOwnQuestions, readQuestions } from './reads.ts'
import { askInRoom, withdraw, wonder } from './writes.ts'

const here = inRoom([inputVote, input], { moderated: false, slowSeconds: 0 })
const { db, guest, guests } = here
const moderate = (moderated: boolean, slowSeconds = 0) => setUp(db(), here.chair, here.april.meeting, { moderated, slowSeconds })
const as = (who: ParticipantRow, channel: Channel = 'members') => ({ actor: visitor(), participant: who, channel })
const ask = async (who: ParticipantRow, text = 'Når kommer e-bøkene?', more: object = {}) =>
  (await askInRoom(db(), here.april.meeting, as(who), {
    ...{ text, itemId: null, nameless: false, locale: 'nb' as const, key: null },
    ...more,
  }))!
const wonders = (who: ParticipantRow, { id }: Pick<InputRow, 'id'>, yes = true) =>
  wonder(db(), here.april.meeting, as(who), id, yes)
const read = (channel: Channel = 'members') => readQuestions(db(), here.april.meeting, channel)
const texts = async (channel?: Channel) => (await read(channel)).questions.map((one) => one.text)
const votes = async (of: Pick<InputRow, 'id'>) => (await read('chair')).questions.find((one) => one.id === of.id)?.votes
const rowOf = async (of: Pick<InputRow, 'id'>) => (await db().select().from(input).where(eq(input.id, of.id)))[0]!

describe('asking in the room', () => {
  it('shows at once, or waits for a chair who lets it in', async () => {
    const kari = await guest('Kari')
    await ask(kari, 'Åpent?')
    await moderate(true)
    const waits = await ask(kari, 'Venter?')
    expect(await texts()).toEqual(['Åpent?'])
    expect(await texts('chair')).toContain('Venter?')
    expect((await readOwnQuestions(db(), kari.id)).asked.map((one) => [one.text, one.state])).toEqual([
      ['Venter?', 'waiting'],
      ['Åpent?', 'shown'],
    ])
    expect(await turnInto(db(), here.chair, here.april.meeting, waits.id, 'shown')).toBe('waiting')
    expect(await texts()).toContain('Venter?')
  })

  it('shows no name where none was wanted, but to the chairs', async () => {
    await ask(await guest('Kari', 'Alta'), 'Tør vi?', { nameless: true })
    expect((await read()).questions[0]).toMatchObject({ name: null, organisation: null, nameless: true })
    expect(JSON.stringify(await read())).not.toContain('Kari')
    expect((await read('chair')).questions[0]).toMatchObject({ name: 'Kari', organisation: 'Alta', nameless: true })
  })

  it('is five times in ten minutes, also where all come at once', async () => {
    const kari = await guest('Kari')
    const tried = await Promise.allSettled(Array.from({ length: 12 }, (_, i) => ask(kari, `Spørsmål ${i}`)))
    expect(tried.filter((one) => one.status === 'fulfilled')).toHaveLength(5)
    expect(tried.flatMap((one) => (one.status === 'rejected' ? [String(one.reason.message)] : []))).toEqual(
      Array.from({ length: 7 }, () => 'questions_room_too_many'),
    )
    // It is for each participant: somebody else asks freely, and time passes.
    await ask(await guest('Lars'))
    await db().update(input).set({ createdAt: sql`now() - interval '11 minutes'` }).where(eq(input.participantId, kari.id))
    await ask(kari, 'Igjen?')
    await moderate(false, 60)
    await expect(ask(kari, 'For fort?')).rejects.toThrow('questions_room_slow')
  })

  it('is done once for a key, however often it is sent', async () => {
    const kari = await guest('Kari')
    const key = newId()
    await Promise.all(
      Array.from({ length: 6 }, () =>
        askInRoom(db(), here.april.meeting, as(kari), { text: 'Én gang?', itemId: null, nameless: false, locale: 'nb', key }),
      ),
    )
    expect(await texts()).toEqual(['Én gang?'])
  })

  it('is not for the muted, nor for guests where guests may not, nor to an item that is not for them', async () => {
    const kari = await guest('Kari')
    await setUp(db(), here.chair, here.april.meeting, { guestsMay: { ask: false, vote: true, queue: true } })
    await expect(ask(kari)).rejects.toThrow('room_guests_ask_not')
    expect((await readOwnQuestions(db(), kari.id)).mayNotAsk).toBe('room_guests_ask_not')
    const member = await comeIn(db(), await here.world.actor('member', here.april.meeting.id), here.april.meeting)
    const asked = await ask(member)
    await db().update(participant).set({ mutedAt: '2026-11-23T10:00:00Z' })
    await expect(ask(member)).rejects.toThrow('room_muted')
    // Reading, voting and taking back go on.
    const muted = { ...member, mutedAt: '2026-11-23T10:00:00Z' }
    expect(await wonders(muted, asked)).toBe(true)
    await withdraw(db(), here.april.meeting, as(muted), asked.id, true)
    await db().update(participant).set({ mutedAt: null })
    const closed = here.april.item('E-bøker')
    await db().update(item).set({ audience: 'invited' }).where(eq(item.id, closed.id))
    await expect(ask(member, 'Hm?', { itemId: closed.id })).rejects.toThrow(NotFound)
    const inside = await askInRoom(db(), here.april.meeting, as(member, 'invited'), {
      ...{ text: 'Innenfor?', itemId: closed.id, nameless: false, locale: 'nb', key: null },
    })
    expect([await texts('members'), await texts('invited')]).toEqual([[], ['Innenfor?']])
    await expect(wonders(member, inside!)).rejects.toThrow(NotFound)
    await db().update(item).set({ audience: 'public' }).where(eq(item.id, closed.id))
  })

  it('is taken back and brought back by whoever asked, before it is being answered', async () => {
    const [kari, lars] = await guests(2)
    const asked = await ask(kari!)
    await expect(withdraw(db(), here.april.meeting, as(lars!), asked.id, true)).rejects.toThrow(NotFound)
    await withdraw(db(), here.april.meeting, as(kari!), asked.id, true)
    expect(await texts('chair')).toEqual([])
    expect((await readOwnQuestions(db(), kari!.id)).asked[0]).toMatchObject({ withdrawn: true })
    await withdraw(db(), here.april.meeting, as(kari!), asked.id, false)
    expect(await texts()).toHaveLength(1)
    await setAnswering(db(), here.chair, here.april.meeting, asked.id, true)
    await expect(withdraw(db(), here.april.meeting, as(kari!), asked.id, true)).rejects.toThrow('questions_taken_up')
  })

  it('goes on from what was sent in beforehand, which is there and is its sender’s', async () => {
    const member = await here.world.actor('member', here.april.meeting.id)
    const open = { ...here.april.meeting, inputUntil: '2999-01-01T10:00:00Z' }
    const sent = await send(db(), member, open, { kind: 'question', text: 'Sendt inn', item: null } as never, null, 'nb')
    expect([await texts(), await texts('chair')]).toEqual([[], ['Sendt inn']])
    await turnInto(db(), here.chair, here.april.meeting, sent.id, 'shown')
    expect(await texts()).toEqual(['Sendt inn'])
    const me = await comeIn(db(), member, here.april.meeting)
    expect((await readOwnQuestions(db(), me.id)).asked.map((one) => one.text)).toEqual(['Sendt inn'])
    await withdraw(db(), here.april.meeting, { ...as(me), actor: member }, sent.id, true)
    expect(await texts()).toEqual([])
  })
})

describe('wondering too', () => {
  it('is one vote for each participant, however many come at once, and is taken back', async () => {
    const [kari, ...others] = await guests(12)
    const asked = await ask(kari!)
    await Promise.all([...Array.from({ length: 15 }, () => wonders(kari!, asked)), ...others.map((one) => wonders(one, asked))])
    expect(await votes(asked)).toBe(12)
    expect(await wonders(kari!, asked)).toBe(false)
    expect((await readOwnQuestions(db(), kari!.id)).wonders).toEqual([asked.id])
    expect(await Promise.all([wonders(kari!, asked, false), wonders(kari!, asked, false)])).toContain(true)
    expect(await votes(asked)).toBe(11)
  })

  it('is not for what the room does not see', async () => {
    const kari = await guest('Kari')
    await moderate(true)
    await expect(wonders(kari, await ask(kari))).rejects.toThrow(NotFound)
  })
})

describe('the chairs', () => {
  it('put doubles together: each participant counts once, and all of it can be taken apart', async () => {
    const [a, b, c, d] = await guests(4)
    const [first, second, third] = [await ask(a!, 'E-bøker?'), await ask(b!, 'Når e-bøker?'), await ask(c!, 'Kommer e-bøker?')]
    for (const [who, of] of [
      [a, first],
      [b, first],
      [b, second],
      [c, second],
      [d, third],
    ] as const)
      await wonders(who!, of)
    expect(await merge(db(), here.chair, here.april.meeting, second.id, first.id)).toEqual([])
    expect([await texts(), await votes(first)]).toEqual([['E-bøker?', 'Kommer e-bøker?'], 3])
    expect((await readOwnQuestions(db(), c!.id)).wonders).toEqual([first.id])
    // What hung on it goes along, and comes back with it.
    const its = await merge(db(), here.chair, here.april.meeting, first.id, third.id)
    expect([its, await texts(), await votes(third)]).toEqual([[second.id], ['Kommer e-bøker?'], 4])
    expect((await read('chair')).questions[0]!.merged.map((one) => one.text)).toEqual(['E-bøker?', 'Når e-bøker?'])
    // Somebody who wondered about a double takes it back from the one that is left.
    await wonders(b!, third, false)
    expect(await votes(third)).toBe(3)
    await takeApart(db(), here.chair, here.april.meeting, first.id, its)
    expect(await votes(first)).toBe(2)
    await takeApart(db(), here.chair, here.april.meeting, second.id, [])
    expect(await texts()).toHaveLength(3)
    await expect(merge(db(), here.chair, here.april.meeting, first.id, first.id)).rejects.toThrow('questions_room_same')
  })

  it('lose no double when the one it was put together with is taken back', async () => {
    const [a, b] = await guests(2)
    const [first, second] = [await ask(a!, 'Min?'), await ask(b!, 'Din?')]
    await merge(db(), here.chair, here.april.meeting, second.id, first.id)
    expect(
      (await inputsOf(db(), visitor({ networkId: here.world.networkId }), here.april.meeting)).map((one) => one.text),
    ).toEqual(['Min?'])
    await withdraw(db(), here.april.meeting, as(a!), first.id, true)
    expect(await texts()).toEqual(['Din?'])
  })

  it('cannot put two together in a ring, whoever comes first', async () => {
    const [a, b] = await guests(2)
    const [first, second] = [await ask(a!, 'Min?'), await ask(b!, 'Din?')]
    await Promise.allSettled([
      merge(db(), here.chair, here.april.meeting, first.id, second.id),
      merge(db(), here.chair, here.april.meeting, second.id, first.id),
    ])
    expect(await texts()).toHaveLength(1)
  })

  it('have one question answered at a time, whoever chooses at once; the last one stands', async () => {
    const asked = await Promise.all((await guests(6)).map((one, i) => ask(one, `Spørsmål ${i}`)))
    await Promise.all(asked.map((one) => setAnswering(db(), here.chair, here.april.meeting, one.id, true)))
    expect(await db().$count(input, sql`${input.answeringAt} is not null`)).toBe(1)
    const now = (await read()).questions[0]!
    expect(now.answeringAt).not.toBeNull()
    const other = asked.find((one) => one.id !== now.id)!
    expect(await setAnswering(db(), here.chair, here.april.meeting, other.id, true)).toBe(now.id)
    await setAnswering(db(), here.chair, here.april.meeting, other.id, false)
    expect((await read()).questions.every((one) => one.answeringAt === null)).toBe(true)
    // Past the rules the index holds.
    await expect(db().update(input).set({ answeringAt: sql`now()` })).rejects.toThrow()
  })

  it('mark it answered once for two who press at once, and take that back', async () => {
    const asked = await ask(await guest('Kari'))
    await setAnswering(db(), here.chair, here.april.meeting, asked.id, true)
    const done = await Promise.all([1, 2, 3].map(() => turnInto(db(), here.chair, here.april.meeting, asked.id, 'answered')))
    expect(done.filter((was) => was === 'shown')).toHaveLength(1)
    expect(await rowOf(asked)).toMatchObject({ state: 'answered', answeringAt: null, answeredByName: 'Test organiser' })
    await turnInto(db(), here.chair, here.april.meeting, asked.id, 'shown')
    expect(await rowOf(asked)).toMatchObject({ state: 'shown', answeredAt: null, answeredByName: null })
  })

  it('answer in writing, which cannot be unsaid', async () => {
    const asked = await ask(await comeIn(db(), await here.world.actor('member', here.april.meeting.id), here.april.meeting))
    const teller = { ground: here.world.ground, letter: () => ({ subject: 'Svar', text: 'Svar', html: '<p>Svar</p>' }) }
    await answer(teller, here.chair, here.april.meeting.id, asked.id, { answer: 'Til høsten.', as: 'answered', locale: 'nb' })
    expect((await read()).questions[0]).toMatchObject({ state: 'answered', answer: { nb: 'Til høsten.' } })
    await expect(turnInto(db(), here.chair, here.april.meeting, asked.id, 'shown')).rejects.toThrow(
      'questions_room_answered_in_writing',
    )
  })

  it('move a question to another item and note it for the minutes', async () => {
    const asked = await ask(await guest('Kari'))
    const about = here.april.item('E-bøker')
    expect(await moveToItem(db(), here.chair, here.april.meeting, asked.id, about.id)).toBeNull()
    expect(await moveToItem(db(), here.chair, here.april.meeting, asked.id, null)).toBe(about.id)
    await expect(moveToItem(db(), here.chair, here.april.meeting, asked.id, newId())).rejects.toThrow(NotFound)
    await takeToMinutes(db(), here.chair, here.april.meeting, asked.id, true)
    expect((await read('chair')).questions[0]!.noted).toBe(true)
    await takeToMinutes(db(), here.chair, here.april.meeting, asked.id, false)
    expect((await rowOf(asked)).notedAt).toBeNull()
  })

  it('are chairs: to others none of it exists', async () => {
    const member = await here.world.actor('member', here.april.meeting.id)
    const asked = await ask(await guest('Kari'))
    for (const act of [
      turnInto(db(), member, here.april.meeting, asked.id, 'declined'),
      setAnswering(db(), member, here.april.meeting, asked.id, true),
      merge(db(), member, here.april.meeting, asked.id, asked.id),
      moveToItem(db(), member, here.april.meeting, asked.id, null),
      takeToMinutes(db(), member, here.april.meeting, asked.id, true),
    ])
      await expect(act).rejects.toThrow(NotFound)
    expect(await texts()).toHaveLength(1)
  })
})

describe('what is read', () => {
  it('costs the same however many ask and wonder', async () => {
    // The least of some: news of what was written before leaves by a query of its own.
    const cost = async () => {
      const costs: number[] = []
      for (let i = 0; i < 3; i++) {
        const before = here.world.database.queries()
        await read('chair')
        costs.push(here.world.database.queries() - before)
      }
      return Math.min(...costs)
    }
    const people = await guests(8)
    await ask(people[0]!)
    const one = await cost()
    for (const who of people) await wonders(who, await ask(who))
    expect(await cost()).toBe(one)
  })

  it('makes one of two participants who were one: votes are counted once', async () => {
    const [a, b] = await guests(2)
    const asked = await ask(a!)
    await wonders(a!, asked)
    await wonders(b!, asked)
    await inTransaction(db(), (tx) => mergeParticipantInInputs(tx, b!.id, a!.id))
    expect(await votes(asked)).toBe(1)
  })
})
