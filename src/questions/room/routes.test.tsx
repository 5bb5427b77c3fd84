/** Asking in the room and leading the questions, as browsers do it: with a form, and beside the page. */

import { render } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { newId } from '#platform/db/id.ts'
import { mail } from '#platform/mail/tables.ts'
import { inLocale } from '#platform/words/words.ts'
import { participant } from '#room/tables.ts'
import { someIdentityNumber } from '../../../tests/identity.ts'
import { inRoom } from '../../../tests/room.ts'
import type { Who } from '../../../tests/world.ts'
import { input, inputVote } from '../tables.ts'
import { QuestionsConsole } from './parts/chair.tsx'
import { QuestionsInRoom } from './parts/questions.tsx'
import { readOwnQuestions, readQuestions } from './reads.ts'

const here = inRoom([mail, inputVote, input], { moderated: true, slowSeconds: 0 })
const { db, post, live } = here
const ask = (who: Who, text: string, more: Record<string, string> = {}) => live(who, '/room/questions', { text, ...more })
const all = async () => (await readQuestions(db(), here.april.meeting, 'chair')).questions
const only = async () => (await all())[0]!
const me = async () => (await db().select().from(participant))[0]!

describe('in the room', () => {
  it('a question goes to the chair by a plain form, and is taken back and brought back', async () => {
    const about = here.april.item('E-bøker')
    const answer = await post('member', '/room/questions', { text: 'Når?', item: about.id, nameless: 'on', key: newId() })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `${here.base}/room#questions`])
    const asked = await only()
    expect(asked).toMatchObject({ text: 'Når?', itemId: about.id, state: 'waiting', nameless: true, name: 'Test member' })
    expect((await readQuestions(db(), here.april.meeting, 'members')).questions).toEqual([])
    expect((await post('outsider', `/room/questions/${asked.id}/withdraw`)).statusCode).toBe(404)
    expect((await post('member', `/room/questions/${asked.id}/withdraw`)).statusCode).toBe(303)
    expect(await all()).toEqual([])
    await post('member', `/room/questions/${asked.id}/restore`)
    expect(await all()).toHaveLength(1)
  })

  it('a live page hears that it is done, with the way back and what is one’s own', async () => {
    const key = newId()
    const [first, again] = [await ask('member', 'Når?', { key }), await ask('member', 'Når?', { key })]
    expect(first.json()).toMatchObject({ ok: true, mine: { questions: { asked: [{ text: 'Når?', state: 'waiting' }] } } })
    expect(first.json().undo.action).toBe(`${here.base}/room/questions/${(await only()).id}/withdraw`)
    expect(again.json()).toMatchObject({ ok: true })
    expect(await all()).toHaveLength(1)
  })

  it('says kindly why something cannot be sent, and keeps nothing of it', async () => {
    for (const [text, status, says] of [
      ['', 422, 'Skriv noe her først'],
      ['x'.repeat(501), 422, '500 tegn'],
      [`Jeg er ${someIdentityNumber()}`, 422, 'fødselsnummer'],
    ] as const) {
      const answer = await ask('member', text)
      expect([answer.statusCode, answer.body.includes(says)]).toEqual([status, true])
    }
    expect((await ask('member', 'Når?', { item: newId() })).statusCode).toBe(404)
    expect(await all()).toEqual([])
    for (let i = 0; i < 5; i++) await ask('member', `Spørsmål ${i}`)
    const sixth = await ask('member', 'Spørsmål 6')
    expect([sixth.statusCode, sixth.body.includes('fem spørsmål de siste ti minuttene')]).toEqual([403, true])
  })

  it('brings what was typed again without script, with why', async () => {
    const typed = { text: `Jeg er ${someIdentityNumber()}, når?`, nameless: 'on' }
    const again = await post('member', '/room/questions', typed)
    expect([again.statusCode, again.body.includes(typed.text), again.body.includes('fødselsnummer skal ikke')]).toEqual([
      ...[422, true, true],
    ])
    expect(again.body).toMatch(/name="nameless"[^>]*checked/)
  })

  it('is not for somebody who has not come in', async () => {
    expect((await live(null, '/room/questions', { text: 'Når?' })).statusCode).toBe(403)
    expect(await all()).toEqual([])
  })

  it('"lurer også" is one press, and another takes it back', async () => {
    await ask('member', 'Når?')
    const { id } = await only()
    await live('organiser', `/chair/questions/${id}/turn`, { to: 'shown' })
    for (const wonders of ['yes', 'yes'])
      expect((await live('outsider', `/room/questions/${id}/wonder`, { wonders })).json().mine.questions.wonders).toEqual([id])
    expect((await only()).votes).toBe(1)
    await post('outsider', `/room/questions/${id}/wonder`, { wonders: 'no' })
    expect((await only()).votes).toBe(0)
  })
})

describe('from the chair', () => {
  it('every act has its way back, by the very form that the answer names', async () => {
    await ask('member', 'Når?')
    await ask('member', 'Når da?')
    const [one, other] = await all()
    const about = here.april.item('E-bøker').id
    expect((await live('organiser', `/chair/questions/${one!.id}/answering`, { on: 'yes' })).statusCode).toBe(403)
    for (const [act, form, stands] of [
      ['turn', { to: 'declined' }, { state: 'declined' }],
      ['turn', { to: 'shown' }, { state: 'shown' }],
      ['let in', {}, {}],
      ['answering', { on: 'yes' }, { state: 'shown', answeringAt: expect.any(String) }],
      ['turn', { to: 'answered' }, { state: 'answered' }],
      ['minutes', { on: 'yes' }, { noted: true }],
      ['move', { item: about }, { itemId: about }],
    ] as const) {
      const find = async () => (await all()).find((each) => each.id === one!.id)!
      if (act === 'let in') {
        await live('organiser', `/chair/questions/${one!.id}/turn`, { to: 'shown' })
        continue
      }
      const before = await find()
      const done = await live('organiser', `/chair/questions/${one!.id}/${act}`, form)
      expect([act, await find()]).toMatchObject([act, stands])
      const { undo } = done.json()
      await here.world.as('organiser', { url: undo.action, form: undo.fields })
      expect([act, await find()]).toEqual([act, before])
    }
    const merged = await live('organiser', `/chair/questions/${one!.id}/merge`, { into: other!.id })
    expect(await all()).toHaveLength(1)
    await here.world.as('organiser', { url: merged.json().undo.action, form: merged.json().undo.fields })
    expect(await all()).toHaveLength(2)
    const set = await live('organiser', '/chair/questions', { moderated: 'no', slowSeconds: '30' })
    expect(await readQuestions(db(), here.april.meeting, 'public')).toMatchObject({ moderated: false, slowSeconds: 30 })
    await here.world.as('organiser', { url: set.json().undo.action, form: set.json().undo.fields })
    expect(await readQuestions(db(), here.april.meeting, 'public')).toMatchObject({ moderated: true, slowSeconds: 0 })
  })

  it('a written answer stands on the item, and whoever asked is told', async () => {
    await ask('member', 'Når?')
    const { id } = await only()
    expect((await post('organiser', `/chair/questions/${id}/answer`, { answer: 'Til høsten.' })).headers.location).toBe(
      `${here.base}/chair#questions`,
    )
    expect((await here.world.as(null, { url: `${here.base}/questions` })).body).toContain('Til høsten.')
    expect((await db().select().from(mail)).map((one) => one.to)).toEqual(['member@nord.example'])
  })

  it('is not there for others', async () => {
    await ask('member', 'Når?')
    const { id } = await only()
    for (const [path, form] of [
      [`/${id}/turn`, { to: 'shown' }],
      [`/${id}/merge`, { into: newId() }],
      ['', { moderated: 'no', slowSeconds: '0' }],
    ] as const)
      for (const who of ['member', 'outsider', null] as const)
        expect((await post(who, `/chair/questions${path}`, form)).statusCode).toBe(404)
    expect((await only()).state).toBe('waiting')
  })
})

describe('as it is drawn', () => {
  const draw = async (channel: 'members' | 'chair') => {
    const state = await readQuestions(db(), here.april.meeting, channel)
    const items = here.april.items.filter((one) => one.parentId === null).map(({ id, title }) => ({ id, title }))
    const mine = await readOwnQuestions(db(), (await me()).id)
    const about = here.april.item('E-bøker').id
    return inLocale('nb', () =>
      channel === 'chair'
        ? render(<QuestionsConsole state={state} base={here.base} items={items} onStage={null} />)
        : render(<QuestionsInRoom state={state} mine={mine} base={here.base} now={about} items={items} />),
    )
  }

  it('works by forms alone, and says the truth about names', async () => {
    await ask('member', 'Åpent?', { item: here.april.item('E-bøker').id })
    await ask('member', 'Et annet sted?', { item: here.april.items[0]!.id })
    await ask('member', 'Tør vi?', { nameless: 'on' })
    for (const one of await all())
      if (one.text !== 'Tør vi?') await live('organiser', `/chair/questions/${one.id}/turn`, { to: 'shown' })
    const room = await draw('members')
    for (const words of [
      'Uten navn for de andre. Møteleder ser hvem du er.',
      'Møteleder ser spørsmålet før de andre.',
      'Venter på møteleder',
      'Til andre saker: 1 spørsmål',
    ])
      expect([words, room.includes(words)]).toEqual([words, true])
    expect(room).toMatch(/<form method="post" action="[^"]*\/wonder"/)
    expect(room).toMatch(/<option[^>]*value="[^"]*"[^>]*selected[^>]*>Om E-bøker/)
    const console = await draw('chair')
    expect(console).toContain('Test member, uten navn for de andre')
    expect(console).toContain('2 åpne, 1 til godkjenning')
    expect(console.match(/\sid="([^"]+)"/g)!.length).toBe(new Set(console.match(/\sid="([^"]+)"/g)).size)
    expect(room.match(/\sid="([^"]+)"/g)!.length).toBe(new Set(room.match(/\sid="([^"]+)"/g)).size)
  })
})
