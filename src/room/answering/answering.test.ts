/** Plain forms that cannot be taken: the page they came from, with the reason and what was put into them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type April, aprilMeeting } from '../../../tests/april.ts'
import { formIn } from '../../../tests/form.ts'
import { votersOf } from '../../../tests/voters.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { comeIn } from '../entry/writes.ts'
import { turn } from '../floor/tables.ts'
import { ballot } from '../polls/tables.ts'

let world: World
let april: April
let at: string
beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
  at = `/nord/${april.meeting.slug}`
})
afterAll(() => world.end())
beforeEach(async () => {
  await clear()
  await db().delete(turn)
  await comeIn(db(), await world.actor('member', april.meeting.id), april.meeting)
})

const { clear, db, opened } = votersOf(() => ({ world, april }))
const send = (path: string, form: Record<string, string | string[]>, who: Who = 'member', headers = {}) =>
  world.as(who, { url: `${at}${path}`, form, headers })
const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const ballots = () => db().$count(ballot)

describe('a wrong ballot without script', () => {
  it('comes again with what was chosen, and the fault at the field', async () => {
    const id = await opened({ kind: 'several', options: ['Felles', 'Egen', 'Ingen'], most: 2 })
    const vote = `/room/polls/${id}/vote`
    const answer = await send(vote, { choice: ['1', '3', '2'] })
    expect([answer.statusCode, await ballots()]).toEqual([422, 0])
    expect([formIn(answer.body, at + vote)['choice']].flat()).toEqual(['1', '2', '3'])
    const fault = `${id}-wrong`
    expect(answer.body).toContain(`<fieldset class="ds-fieldset" aria-describedby="${fault}">`)
    expect(words(new RegExp(`id="${fault}">(.*?)</p>`).exec(answer.body)![1]!)).toContain('Du har valgt flere enn du kan')
    expect(answer.body).toMatch(/<a class="ds-link" href="#unsent">Du har valgt flere.*<form[^>]*id="unsent"/s)
    // The page would otherwise come anew while somebody puts it right.
    expect(answer.body).not.toContain('http-equiv="refresh"')
    expect((await world.as('member', { url: `${at}/room` })).body).toContain('http-equiv="refresh"')

    expect((await send(vote, { choice: ['1', '3'] })).statusCode).toBe(303)
    expect(await ballots()).toBe(1)
  })

  it('keeps the places of a ranking as they were typed, and says when there are none', async () => {
    const id = await opened({ kind: 'ranking', options: ['Felles', 'Egen'] })
    const vote = `/room/polls/${id}/vote`
    const twice = await send(vote, { place_1: '2', place_2: '2' })
    expect(twice.statusCode).toBe(422)
    expect(formIn(twice.body, at + vote)).toMatchObject({ place_1: '2', place_2: '2' })
    expect(words(twice.body)).toContain('To svar har fått samme plass')
    const none = await send(vote, { place_1: '', place_2: '' })
    expect([none.statusCode, words(none.body).includes('Velg et svar først')]).toEqual([422, true])
    expect(await ballots()).toBe(0)
  })

  it('keeps what was given before where nothing new was sent', async () => {
    const id = await opened({ kind: 'words' })
    await send(`/room/polls/${id}/vote`, { text: 'Bokbuss' })
    const page = (await world.as('member', { url: `${at}/room` })).body
    expect(formIn(page, `${at}/room/polls/${id}/vote`)['text']).toBe('Bokbuss')
    const long = await send(`/room/polls/${id}/vote`, { text: 'Bokbuss '.repeat(40) })
    expect([long.statusCode, formIn(long.body, `${at}/room/polls/${id}/vote`)['text']]).toEqual([422, 'Bokbuss '.repeat(40)])
  })
})

describe('an act that a rule says no to', () => {
  it('is answered with the room and the reason', async () => {
    const id = await opened({ secrecy: 'secret' })
    const form = { choice: 'yes' }
    expect((await send(`/room/polls/${id}/vote`, form)).statusCode).toBe(303)
    const again = await send(`/room/polls/${id}/vote`, form)
    expect(again.statusCode).toBe(403)
    expect(again.body).toContain('class="sm-room"')
    expect(words(again.body)).toContain('Du har allerede stemt')
    // There is no form to put right any more.
    expect(again.body).not.toContain('href="#unsent"')
  })

  it('is answered to chairs with the console, the reason, and what they had written', async () => {
    const id = await opened()
    const show = await send(`/chair/polls/${id}/show`, {}, 'organiser')
    expect([show.statusCode, show.body.includes('class="sm-ctl"')]).toEqual([403, true])
    expect(words(show.body)).toContain('Resultatet kan vises når avstemningen er lukket')
    const name = `Kari ${'Nordmann '.repeat(60)}`
    const long = await send('/chair/floor/add', { name, kind: 'ordinary' }, 'organiser')
    expect([long.statusCode, long.body.includes('class="sm-ctl"')]).toEqual([422, true])
    expect(/<textarea[^>]*id="unsent-typed"[^>]*>([^<]*)</.exec(long.body)![1]).toContain('Kari Nordmann Nordmann')
    expect(await db().$count(turn)).toBe(0)
  })

  it('goes on being answered in short to the live page, and as not there to whom it is not for', async () => {
    const id = await opened()
    const live = await send(`/chair/polls/${id}/show`, {}, 'organiser', { accept: 'application/json' })
    expect([live.statusCode, live.json().message]).toEqual([403, expect.stringContaining('når avstemningen er lukket')])
    const stranger = await send(`/chair/polls/${id}/show`, {}, 'member')
    expect([stranger.statusCode, stranger.body.includes('sm-ctl'), stranger.body.includes('sm-room')]).toEqual([
      404,
      false,
      false,
    ])
    expect((await send('/room/polls/nothing/vote', { choice: 'yes' })).statusCode).toBe(404)
  })
})
