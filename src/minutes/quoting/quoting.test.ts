/** What happened in the room, put into the minutes: by whoever writes them, by the chair in one press, and never twice. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { grantMeetingRole } from '#meeting/writes.ts'
import { newId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import { input } from '#questions/tables.ts'
import { turn } from '#room/floor/tables.ts'
import { breakout, breakoutGroup } from '#room/groups/tables.ts'
import { noteAgreed, showResult } from '#room/polls/writes.ts'
import { type April, aprilMeeting } from '../../../tests/april.ts'
import { votersOf } from '../../../tests/voters.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { blocksIn, textOfNode } from '../document.ts'
import { approve } from '../state/writes.ts'
import { minutes, minutesRevision } from '../tables.ts'
import { save } from '../writes.ts'
import { contextAt } from './reads.ts'
import { standingIn } from './rules.ts'
import { putIn } from './writes.ts'

let world: World
let april: April
/** The address of the minutes. */
let at: string
beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
  at = `/nord/${april.meeting.slug}/${about().publicId}-om-e-boker/minutes`
  await grantMeetingRole(db(), await chair(), april.meeting.id, world.people.outsider.id, 'minute_taker')
})
afterAll(() => world.end())
beforeEach(async () => {
  await clear()
  for (const table of [minutes, minutesRevision, input, breakout, breakoutGroup, turn]) await db().delete(table)
})

const { chair, clear, close, comes, db, opened, says } = votersOf(() => ({ world, april }))
const about = () => april.item('E-bøker')
const place = () => ({ meeting: april.meeting, item: about() })
const home = () => ({ networkId: world.networkId, meetingId: april.meeting.id, itemId: about().id })
const context = async (who: Who = 'organiser') =>
  contextAt(db(), await world.actor(who, april.meeting.id), place(), world.ground.config.baseUrl, 'nb')
const offered = async () => (await context()).room.map(({ is, title }) => `${is}: ${title}`)
const stands = async () => (await db().select().from(minutes))[0]
const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const put = (who: Who, quote: string) => world.as(who, { url: `${at}/quotes`, form: { quote } })
/** The word that the next page will say, for a form that was answered. */
const said = (answer: Awaited<ReturnType<typeof put>>) =>
  JSON.parse(Buffer.from(/samling_notice=([\w-]+)/.exec(String(answer.headers['set-cookie']))![1]!, 'base64url').toString()).text

/** A poll that was held and shown. @returns its id */
async function held(of: Parameters<typeof opened>[0] = {}, answers: readonly string[] = ['yes']): Promise<string> {
  const voters = await Promise.all(answers.map((_, i) => comes({ name: `Velger ${i}` })))
  const id = await opened({ item: about().id, ...of })
  for (const [i, who] of voters.entries()) await says(who, id, answers[i]!)
  await close(id)
  await showResult(db(), await chair(), april.meeting, id, true)
  return id
}

async function asked(text: string, more: Partial<typeof input.$inferInsert> = {}): Promise<string> {
  const id = newId()
  await db()
    .insert(input)
    .values({ ...home(), id, kind: 'question', state: 'answered', text, locale: 'nb', name: 'Peder Ås', ...more })
  return id
}

async function discussed(returnedAt: string | null): Promise<string> {
  const [division, group] = [newId(), newId()]
  await db()
    .insert(breakout)
    .values({ ...home(), id: division, dividing: 'mixed', returnedAt })
  const { itemId: _, ...there } = home()
  await db()
    .insert(breakoutGroup)
    .values({ ...there, id: group, breakoutId: division, number: 2, notes: 'Felles innkjøp' })
  return group
}

describe('what is offered', () => {
  it('is what was shown, marked, brought back, and who spoke: on this item, and nothing else', async () => {
    await held()
    await held({ item: null, question: 'Om hele møtet' })
    const unshown = await held({ question: 'Ikke vist' })
    await showResult(db(), await chair(), april.meeting, unshown, false)
    await opened({ item: about().id, question: 'Pågår' })
    await held({ question: 'Få i hemmelighet', secrecy: 'secret' }, ['yes', 'no', 'yes', 'yes'])
    await held({ question: 'Fem i hemmelighet', secrecy: 'secret' }, ['yes', 'no', 'yes', 'yes', 'yes'])
    await asked('Umerket')
    await asked('Merket', { notedAt: '2020-04-29T10:00:00Z' })
    await asked('Tatt tilbake', { notedAt: '2020-04-29T10:00:00Z', deletedAt: '2020-04-29T10:05:00Z' })
    await discussed(null)
    await discussed('2020-04-29T11:00:00Z')
    const spoke = { ...home(), position: 1, name: 'Kari Nes' }
    await db()
      .insert(turn)
      .values([
        { ...spoke, startedAt: '2020-04-29T10:04:00Z' },
        { ...spoke, name: 'Kom ikke til' },
      ])
    expect(await offered()).toEqual([
      'poll: Går vi for det?',
      'poll: Fem i hemmelighet',
      'question: Merket',
      'group: Gruppe 2',
      'spoken: Ordet hadde',
    ])
    const page = words((await world.as('outsider', { url: at })).body)
    expect(page).toMatch(/Fra rommet.*Går vi for det\?.*For: 1 \(100 %\).*12\.04 Kari Nes/)
    for (const hidden of ['Ikke vist', 'Pågår', 'Få i hemmelighet', 'Umerket', 'Tatt tilbake', 'Kom ikke til'])
      expect(page).not.toContain(hidden)
  })

  it('is for those who write minutes, and no others', async () => {
    const id = await held()
    expect((await put('member', id)).statusCode).toBe(404)
    expect(await stands()).toBeUndefined()
    await expect(context('member')).rejects.toThrow(NotFound)
    expect((await put('outsider', newId())).statusCode).toBe(404)
    expect((await put('outsider', id)).statusCode).toBe(303)
    expect((await stands())!.number).toBe(1)
  })
})

describe('putting it in without script', () => {
  it('is a revision at the end of what was written, once, and says so', async () => {
    const id = await held()
    const window = newId()
    const written = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Først' }] }, { type: 'paragraph' }],
    }
    await save(db(), await chair(), place(), { basedOn: 0, window, edit: null, document: written })
    await db().update(minutes).set({ writerUntil: null })

    const done = await put('outsider', id)
    expect([done.headers.location, said(done)]).toEqual([`${at}#room`, 'Satt inn sist i referatet.'])
    const row = (await stands())!
    expect(textOfNode(row.document)).toMatch(/^Først\nGår vi for det\?\nFor: 1/)
    expect(row.document.content!.map((node) => node.type)).toEqual(['paragraph', 'paragraph', 'bulletList', 'paragraph'])
    const revisions = await db().select().from(minutesRevision).orderBy(minutesRevision.number)
    expect(revisions.map((one) => [one.number, one.reason, one.by])).toEqual([
      [1, 'save', world.people.organiser.id],
      [2, 'save', world.people.outsider.id],
    ])
    // Whoever comes next need not wait for the pen.
    expect(row.writerUntil).toBeNull()

    expect(said(await put('organiser', id))).toBe('Dette står i referatet fra før.')
    expect((await stands())!.number).toBe(2)
    const page = (await world.as('outsider', { url: at })).body
    expect(page).toMatch(new RegExp(`data-quote="${id}"[^>]* hidden`))
    expect(page).not.toMatch(new RegExp(`data-quoted="${id}"[^>]* hidden`))
  })

  it('is in once, also when it is pressed by several at the same time', async () => {
    const [one, other] = [await held(), await asked('Merket', { notedAt: '2020-04-29T10:00:00Z', answer: { nb: 'Ja.' } })]
    const actor = await chair()
    const done = await Promise.all([one, other, one, other, one].map((id) => putIn(world.ground, actor, place(), id)))
    expect(done.filter((outcome) => outcome === 'put')).toHaveLength(2)
    const { document, number } = (await stands())!
    expect([number, standingIn(document)]).toEqual([2, new Set([one, other])])
    expect(blocksIn(document)).toMatchObject([{ kind: 'answer', id: other, question: 'Merket (Peder Ås)', text: 'Ja.' }])
  })

  it('is refused while somebody else writes in the form, with words that say so, and into what is approved', async () => {
    const id = await held()
    const writer = await world.actor('outsider', april.meeting.id)
    const text = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Skrevet i skjemaet.' }] }] }
    await save(db(), writer, place(), { basedOn: 0, window: 'skjema-nummer-1', edit: null, document: text })
    expect(said(await put('organiser', id))).toMatch(/^Noen andre skriver i dette referatet nå/)
    expect((await stands())!.number).toBe(1)
    await db().update(minutes).set({ writerUntil: null })
    const other = await held({ question: 'Til slutt?' })
    await put('outsider', other)
    await approve(db(), await chair(), place(), 2)
    expect((await put('organiser', id)).statusCode).toBe(303)
    expect(standingIn((await stands())!.document)).toEqual(new Set([other]))
    expect((await world.as('outsider', { url: at })).body).not.toContain('data-quote=')
  })
})

describe('from the chairs’ console', () => {
  const take = (id: string, headers: Record<string, string> = { accept: 'application/json' }, who: Who = 'organiser') =>
    world.as(who, { url: `/nord/${april.meeting.slug}/chair/polls/${id}/minutes`, form: {}, headers })

  it('is one press: what all agreed on is a decision in the minutes of its item', async () => {
    const agreed = (await noteAgreed(db(), await chair(), april.meeting, { question: '', item: about().id }))!
    expect((await take(agreed.id)).json()).toMatchObject({ ok: true, message: 'Resultatet er satt inn i referatet av saken.' })
    expect((await take(agreed.id)).json().message).toBe('Dette står i referatet fra før.')
    expect(blocksIn((await stands())!.document)).toMatchObject([
      { kind: 'decision', id: agreed.id, text: `${about().title.nb}\nEnighet, ingen imot. 0 til stede.` },
    ])
    expect((await take(agreed.id, {})).headers.location).toBe(`/nord/${april.meeting.slug}/chair#polls`)
    expect((await world.as('organiser', { url: `/nord/${april.meeting.slug}/chair` })).body).toContain(
      `/chair/polls/${agreed.id}/minutes`,
    )
  })

  it('takes nothing that has not been shown, or that may not be told, or that is on no item', async () => {
    const why = async (id: string) => {
      const answer = await take(id)
      return [answer.statusCode, answer.json().message]
    }
    const waiting = await opened({ item: about().id })
    expect(await why(waiting)).toEqual([403, expect.stringContaining('Vis resultatet først')])
    await close(waiting)
    expect((await why(waiting))[0]).toBe(403)
    expect(await why(await held({ secrecy: 'secret' }, ['yes', 'no']))).toEqual([403, expect.stringContaining('Færre enn fem')])
    expect(await why(await held({ item: null }))).toEqual([403, expect.stringContaining('hele møtet')])
    expect((await take(await held(), {}, 'member')).statusCode).toBe(404)
    expect(await stands()).toBeUndefined()
  })
})
