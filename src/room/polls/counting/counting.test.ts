/** Each kind of poll, counted by the database. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#platform/db/id.ts'
import { type April, aprilMeeting } from '../../../../tests/april.ts'
import { votersOf } from '../../../../tests/voters.ts'
import { makeWorld, type World } from '../../../../tests/world.ts'
import { takeDown } from '../ballots/writes.ts'
import { pollResultsOf } from '../reads.ts'
import { noteAgreed } from '../writes.ts'

let world: World
let april: April
beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
})
afterAll(() => world.end())
beforeEach(() => clear())

const { chair, clear, close, comes, db, opened, rowOf, says, seen, votes } = votersOf(() => ({ world, april }))

describe('counting', () => {
  const three = ['Felles', 'Egen', 'Ingen']
  const result = async (id: string) => {
    await close(id)
    return (await rowOf(id)).result!
  }

  it('one, and several at most n', async () => {
    const [a, b, c] = [await comes(), await comes(), await comes()]
    const single = await opened({ kind: 'single', options: three })
    for (const [who, choice] of [
      [a, '1'],
      [b, '1'],
      [c, '3'],
    ] as const)
      await says(who, single, choice)
    expect(await result(single)).toMatchObject({ ballots: 3, counts: { 1: 2, 3: 1 } })
    const several = await opened({ kind: 'several', options: three, most: 2 })
    await votes(a, several, { choice: ['1', '2'] })
    await votes(b, several, { choice: ['2'] })
    await expect(votes(c, several, { choice: ['1', '2', '3'] })).rejects.toMatchObject({
      fields: { choice: 'polls_choose_fewer' },
    })
    expect(await result(several)).toMatchObject({ ballots: 2, counts: { 1: 1, 2: 2 } })
  })

  it('a ranking gives as many points as there are options to the first, one less to the next, none to the unplaced', async () => {
    const [a, b] = [await comes(), await comes()]
    const id = await opened({ kind: 'ranking', options: three })
    await votes(a, id, { places: { 2: '1', 1: '2', 3: '3' } })
    await votes(b, id, { places: { 2: '1' } })
    expect(await result(id)).toMatchObject({ ballots: 2, counts: { 2: 6, 1: 2, 3: 1 } })
  })

  it('a scale by its steps, free words by how often they were written', async () => {
    const [a, b, c] = [await comes(), await comes(), await comes()]
    const scale = await opened({ kind: 'scale', most: 5 })
    for (const [who, choice] of [
      [a, '5'],
      [b, '4'],
      [c, '5'],
    ] as const)
      await says(who, scale, choice)
    expect(await result(scale)).toMatchObject({ ballots: 3, counts: { 4: 1, 5: 2 } })
    const words = await opened({ kind: 'words' })
    for (const [who, text] of [
      [a, 'Mer tid'],
      [b, 'mer tid'],
      [c, 'Nærhet'],
    ] as const)
      await votes(who, words, { text })
    expect((await result(words)).texts).toEqual([
      { text: expect.stringMatching(/^mer tid$/i), count: 2 },
      { text: 'Nærhet', count: 1 },
    ])
  })

  it('a roll call is by name, and a chair takes down what is said aloud', async () => {
    const kari = await comes({ name: 'Kari Nord' })
    const lars = await comes({ name: 'Lars Holm' })
    const id = await opened({ kind: 'roll_call', secrecy: 'open' })
    await says(kari, id, 'no')
    await takeDown(db(), await chair(), april.meeting, id, { voter: lars.personId!, choice: 'yes' })
    expect((await seen('chair', id))!.roll).toMatchObject([
      { name: 'Kari Nord', said: 'no' },
      { name: 'Lars Holm', said: 'yes' },
    ])
    expect((await seen('members', id))!.roll).toBeNull()
    await expect(takeDown(db(), await chair(), april.meeting, id, { voter: newId(), choice: 'yes' })).rejects.toMatchObject({
      reason: 'polls_not_elector',
    })
    expect(await result(id)).toEqual({
      ballots: 2,
      counts: { yes: 1, no: 1 },
      named: [
        { name: 'Kari Nord', choice: { options: ['no'] } },
        { name: 'Lars Holm', choice: { options: ['yes'] } },
      ],
    })
  })

  it('"agreed, nobody against" is on record at once, on its item and with how many were there', async () => {
    await comes()
    await comes()
    const about = april.item('E-bøker')
    const made = await noteAgreed(db(), await chair(), april.meeting, { question: '', item: about.id })
    expect(await rowOf(made!.id)).toMatchObject({ kind: 'agreed', question: about.title, electors: 2 })
    const found = await pollResultsOf(db(), await world.actor(null, april.meeting.id), april.meeting, about.id)
    expect(found).toMatchObject([{ kind: 'agreed', electors: 2, result: { ballots: 0 } }])
    await expect(noteAgreed(db(), await chair(), april.meeting, { question: '', item: null })).rejects.toMatchObject({
      status: 422,
    })
  })
})
