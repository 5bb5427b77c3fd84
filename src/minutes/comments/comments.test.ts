/** Comments on minutes and suggestions for them: who sees them, who is told, and what becomes of the text. */
import type { AddressInfo } from 'node:net'
import { and, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import { inTransaction } from '#platform/activity/writes.ts'
import { newId } from '#platform/db/id.ts'
import { Refused } from '#platform/errors.ts'
import { someIdentityNumber } from '../../../tests/identity.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { type Person, sitDown, somethingToWrite, type Writable } from '../../../tests/writers.ts'
import { moveMinutes } from '../parting/writes.ts'
import { approve, publish } from '../state/writes.ts'
import { minutes, minutesRevision } from '../tables.ts'
import { FIELD } from '../together/rules.ts'
import { endSitting } from '../together/writes.ts'
import { openMinutes } from '../writes.ts'
import { passageBetween } from './reader.ts'
import { maySettle, type Settlement, type ThreadState, type ThreadView } from './rules.ts'
import { minutesComment, minutesThread } from './tables.ts'
import { mergeWhoComments } from './traces/writes.ts'
import { beginThread, settleThread } from './writes.ts'

let world: World
let address: string
let cookie: string
beforeAll(async () => {
  world = await makeWorld()
  await world.app.listen({ port: 0, host: '127.0.0.1' })
  address = `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}`
  cookie = await world.cookies('organiser')
})
afterAll(() => world.end())
const seated: Person[] = []
afterEach(() => {
  for (const one of seated.splice(0)) one.leave()
})

async function writer(at: Writable): Promise<Person> {
  const one = sitDown({ address, path: at.path, cookie, origin: world.ground.config.baseUrl })
  seated.push(one)
  await one.until(() => one.session.state.line === 'open', 'the line is open')
  return one
}

const SECRET = 'hemmelignotat'
const json = { accept: 'application/json' }
const post = (who: Who | null, url: string, form: Record<string, string>, headers: Record<string, string> = json) =>
  world.as(who, { url, form, headers })
const threads = async (at: Writable, who: Who = 'organiser'): Promise<ThreadView[]> =>
  (await world.as(who, { url: `${at.path}/comments`, headers: json })).json()

/** The words of the first line from one place to another, as an editor would choose them. */
function choose({ doc, session }: Person, from: number, to: number) {
  const run = (doc.getXmlFragment(FIELD).get(0) as Y.XmlElement).get(0) as Y.XmlText
  const quote = (run.toDelta() as { insert: string }[])
    .map(({ insert }) => insert)
    .join('')
    .slice(from, to)
  return { quote, passage: passageBetween(session.life!, { run, index: from }, { run, index: to }) }
}
const asForm = ({ quote, passage }: ReturnType<typeof choose>) => ({ quote, passage: JSON.stringify(passage) })
const kept = (one: Person) => one.until(() => one.session.state.kept === one.session.state.made, 'it is kept')
const firstLine = (one: Person) => (one.doc.getXmlFragment(FIELD).get(0) as Y.XmlElement).get(0) as Y.XmlText

describe('a comment', () => {
  it('is told to those who have the text open, is answered, settled and opened again', async () => {
    const at = await somethingToWrite(world)
    const [one, other] = [await writer(at), await writer(at)]
    one.type('Vi kjøper inn bøker.')
    await kept(one)
    const before = other.commented
    const made = await post('organiser', `${at.path}/comments`, { text: 'Hvor mange?', ...asForm(choose(one, 3, 13)) })
    expect(made.json()).toMatchObject([{ quote: 'kjøper inn', state: 'open', comments: [{ text: 'Hvor mange?' }] }])
    await other.until(() => other.commented > before, 'the other one is told')
    const [{ id }] = made.json() as [ThreadView]
    await post('organiser', `${at.path}/comments/${id}/reply`, { text: 'Tolv.' })
    await post('organiser', `${at.path}/comments/${id}/settle`, { do: 'resolve' })
    const settled = await post('organiser', `${at.path}/comments/${id}/reply`, { text: 'For sent' })
    expect([settled.statusCode, settled.json().message]).toEqual([403, expect.stringContaining('Åpne den igjen')])
    expect(await threads(at)).toMatchObject([
      { state: 'resolved', settledByName: 'Test organiser', comments: [{ text: 'Hvor mange?' }, { text: 'Tolv.' }] },
    ])
    await post('organiser', `${at.path}/comments/${id}/settle`, { do: 'reopen' })
    expect(await threads(at)).toMatchObject([{ state: 'open', settledByName: null }])
    // It is said beside the text, not in it, and makes no version.
    expect(one.text()).toBe('Vi kjøper inn bøker.')
  })

  it('works from a form without an editor, on all of the text, before anybody has begun', async () => {
    const at = await somethingToWrite(world)
    const html = { accept: 'text/html' }
    const made = await post('organiser', `${at.path}/comments`, { text: 'Husk budsjettet' }, html)
    expect([made.statusCode, made.headers['location']]).toEqual([303, `${at.path}#comments`])
    const page = (await world.as('organiser', { url: at.path })).body
    expect(page).toContain('Husk budsjettet')
    const [thread] = await threads(at)
    expect(page).toContain(`action="${at.path}/comments/${thread!.id}/settle"`)
    const settle = await post('organiser', `${at.path}/comments/${thread!.id}/settle`, { do: 'accept' }, html)
    expect(settle.statusCode).toBe(303)
    expect(await threads(at)).toMatchObject([{ state: 'open', quote: null }])
  })

  it('says something, and no identity number; what was typed comes back', async () => {
    const at = await somethingToWrite(world)
    expect((await post('organiser', `${at.path}/comments`, { text: '  ' })).json().fields.text).toContain('Skriv en kommentar')
    const words = `Nummeret er ${someIdentityNumber()} hos oss`
    for (const [text, status] of [
      [words, 422],
      ['Ring 22 22 22 22', 200],
    ] as const)
      expect([text, (await post('organiser', `${at.path}/comments`, { text })).statusCode]).toEqual([text, status])
    expect((await post('organiser', `${at.path}/comments`, { text: words }, { accept: 'text/html' })).body).toContain(words)
    const wrong = ['{}', 'nei', JSON.stringify({ life: newId(), from: { html: '<b>' }, to: {} })]
    for (const passage of wrong)
      expect((await post('organiser', `${at.path}/comments`, { text: 'Hei', quote: 'a', passage })).statusCode).toBe(422)
  })

  it('is seen by those who write and by nobody else, wherever the minutes are read', async () => {
    const at = await somethingToWrite(world)
    const { db } = world.ground
    const organiser = await world.actor('organiser', at.meeting.id)
    const one = await writer(at)
    one.type('Alle ser dette.')
    await kept(one)
    await post('organiser', `${at.path}/comments`, { text: SECRET, ...asForm(choose(one, 0, 4)) })
    const begun = await openMinutes(db, organiser, at)
    const { number } = await endSitting(db, begun.id)
    await publish(db, organiser, at, number)
    const item = at.path.replace(/\/minutes$/, '')
    const meeting = item.slice(0, item.lastIndexOf('/'))
    for (const who of [null, 'member', 'outsider'] as const) {
      for (const act of ['comments', `comments/${newId()}/reply`, `comments/${newId()}/settle`])
        expect((await post(who, `${at.path}/${act}`, { text: 'Hei', do: 'resolve' })).statusCode, `${who} ${act}`).toBe(404)
      expect((await world.as(who, { url: `${at.path}/comments` })).statusCode).toBe(404)
      for (const url of [item, `${meeting}/minutes`, `${meeting}/minutes.json`, `${meeting}/minutes.md`, `${meeting}.json`]) {
        const { body } = await world.as(who, { url })
        expect(body, `${who} ${url}`).not.toContain(SECRET)
        if (url.includes('/minutes') || url === item) expect(body, `${who} ${url}`).toContain('Alle ser dette.')
      }
    }
    expect((await threads(at))[0]!.comments[0]!.text).toBe(SECRET)
  })

  it('does not hinder approval, is told of before it, and can be settled after', async () => {
    const at = await somethingToWrite(world)
    const { db } = world.ground
    const organiser = await world.actor('organiser', at.meeting.id)
    const one = await writer(at)
    one.type('Vedtatt.')
    await kept(one)
    const thread = await beginThread(db, organiser, at, { place: null, proposed: null, text: 'Mangler stemmetall' })
    const closing = `${at.path.split('/').slice(0, 3).join('/')}/closing`
    expect((await world.as('organiser', { url: at.path })).body).toContain('1 åpen kommentar')
    expect((await world.as('organiser', { url: closing })).body).toContain('kommentarer til teksten er ikke løst')
    const { number } = await endSitting(db, thread.minutesId)
    await approve(db, organiser, at, number, async () => {})
    const late = beginThread(db, organiser, at, { place: null, proposed: null, text: 'For sent' })
    await expect(late).rejects.toThrow(new Refused('minutes_is_approved'))
    await settleThread(db, organiser, at, thread.id, 'resolve')
    expect((await world.as('organiser', { url: closing })).body).not.toContain('kommentarer til teksten er ikke løst')
  })

  it('goes along with its item, and to the one whom two people become', async () => {
    const [at, elsewhere] = [await somethingToWrite(world), await somethingToWrite(world)]
    const { db } = world.ground
    const organiser = await world.actor('organiser', at.meeting.id)
    const { id } = await beginThread(db, organiser, at, { place: null, proposed: null, text: 'Hos hvem?' })
    await settleThread(db, organiser, at, id, 'resolve')
    const [from, to] = [world.people.organiser.id, world.people.member.id]
    await inTransaction(db, async (tx) => {
      await moveMinutes(tx, [at.item.id], elsewhere.meeting.id)
      await mergeWhoComments(tx, world.networkId, from, to)
    })
    const [thread] = await db.select().from(minutesThread).where(eq(minutesThread.id, id))
    expect(thread).toMatchObject({ meetingId: elsewhere.meeting.id, by: to, settledBy: to })
    const [comment] = await db.select().from(minutesComment).where(eq(minutesComment.threadId, id))
    expect(comment!.by).toBe(to)
  })
})

describe('a suggestion', () => {
  async function suggested() {
    const at = await somethingToWrite(world)
    const [one, other] = [await writer(at), await writer(at)]
    one.type('Vi kjøper inn bøker.')
    await other.until(() => other.text() === 'Vi kjøper inn bøker.', 'the other one has it')
    await kept(one)
    const made = await post('organiser', `${at.path}/comments`, {
      ...{ suggest: 'yes', proposed: 'låner', text: '' },
      ...asForm(choose(one, 3, 9)),
    })
    const [thread] = made.json() as [ThreadView]
    return {
      at,
      one,
      other,
      thread,
      settle: (how: string) => post('organiser', `${at.path}/comments/${thread.id}/settle`, { do: how }),
    }
  }

  it('is taken into the text that everybody has open, wherever it stands by then, once', async () => {
    const { at, one, other, thread, settle } = await suggested()
    expect(thread).toMatchObject({ quote: 'kjøper', proposed: 'låner', now: 'kjøper', byName: 'Test organiser' })
    firstLine(other).insert(0, 'I år: ')
    await one.until(() => one.text() === 'I år: Vi kjøper inn bøker.', 'both have what was written before it')
    await kept(other)
    expect((await settle('accept')).json()).toMatchObject([{ state: 'accepted' }])
    for (const person of [one, other]) await person.until(() => person.text() === 'I år: Vi låner inn bøker.', 'everybody has it')
    expect([(await settle('accept')).statusCode, (await settle('reopen')).statusCode]).toEqual([403, 403])
    const [row] = await world.ground.db.select().from(minutes).where(eq(minutes.itemId, at.item.id))
    expect(row!.text).toContain('I år: Vi låner inn bøker.')
    const [revision] = await world.ground.db
      .select()
      .from(minutesRevision)
      .where(and(eq(minutesRevision.minutesId, row!.id), eq(minutesRevision.number, row!.number)))
    expect(revision!.byName).toBe('Test organiser')
  })

  it('is refused when the passage says something else by now, and shown beside that', async () => {
    const { at, one, settle } = await suggested()
    firstLine(one).insert(5, 'X')
    await kept(one)
    const refused = await settle('accept')
    expect([refused.statusCode, refused.json().message]).toEqual([403, expect.stringContaining('endret siden forslaget')])
    expect(await threads(at)).toMatchObject([{ state: 'open', now: 'kjXøper' }])
    expect(one.text()).toBe('Vi kjXøper inn bøker.')
    const page = (await world.as('organiser', { url: at.path })).body
    expect(page).toContain('«kjXøper»')
    expect(page).not.toContain('value="accept"')
    expect(page).toContain('value="decline"')
  })

  it('is refused in another life of the text', async () => {
    const { at, one, thread, settle } = await suggested()
    const other = { ...choose(one, 3, 9).passage, life: newId() }
    await world.ground.db.update(minutesThread).set({ passage: other }).where(eq(minutesThread.id, thread.id))
    expect((await settle('accept')).statusCode).toBe(403)
    expect(await threads(at)).toMatchObject([{ state: 'open', now: null }])
  })

  it('is of a passage, and says something else in one line', async () => {
    const { at, one } = await suggested()
    const of = asForm(choose(one, 3, 9))
    for (const form of [
      { proposed: 'låner' },
      { ...of, proposed: 'kjøper' },
      { ...of, proposed: 'to\nlinjer' },
      { ...of, quote: 'to\nlinjer', proposed: 'én' },
    ])
      expect((await post('organiser', `${at.path}/comments`, { suggest: 'yes', ...form })).statusCode).toBe(422)
    // The field stands there with the passage's words in it also where only a comment is meant.
    const plain = await post('organiser', `${at.path}/comments`, { ...of, proposed: 'kjøper', text: 'Sikkert?' })
    expect(plain.json().at(-1)).toMatchObject({ proposed: null, comments: [{ text: 'Sikkert?' }] })
  })
})

describe('what becomes of a thread', () => {
  const can = async (
    state: ThreadState,
    proposed: string | null,
    how: Settlement,
    minutesState: 'draft' | 'approved' = 'draft',
  ) => {
    const { networkId } = world
    const meeting = { id: newId(), networkId }
    return maySettle(await world.actor('organiser', meeting.id), meeting, { state: minutesState }, { state, proposed }, how)
  }
  it.each([
    ['open', null, 'resolve', 'yes'],
    ['open', null, 'accept', 'comments_not_so'],
    ['open', 'ord', 'resolve', 'comments_not_so'],
    ['open', 'ord', 'accept', 'yes'],
    ['open', '', 'decline', 'yes'],
    ['open', null, 'reopen', 'comments_not_settled'],
    ['resolved', null, 'resolve', 'comments_settled'],
    ['resolved', null, 'reopen', 'yes'],
    ['declined', 'ord', 'reopen', 'yes'],
    ['accepted', 'ord', 'reopen', 'comments_not_settled'],
  ] as const)('%s, proposing %s: to %s is %s', async (state, proposed, how, verdict) => {
    expect(await can(state, proposed, how)).toBe(verdict)
  })
  it('takes nothing into approved minutes', async () => {
    expect([await can('open', 'ord', 'accept', 'approved'), await can('open', 'ord', 'decline', 'approved')]).toEqual([
      'minutes_is_approved',
      'yes',
    ])
  })
})
