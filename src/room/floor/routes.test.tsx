/** Asking to speak and leading the list, as browsers do it: with a form, and beside the page. */

import { render } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { newId } from '#platform/db/id.ts'
import { inLocale } from '#platform/words/words.ts'
import { inRoom } from '../../../tests/room.ts'
import { participant } from '../tables.ts'
import { FloorConsole } from './parts/chair.tsx'
import { FloorInRoom } from './parts/floor.tsx'
import { readFloor, readNames, readOwnFloor } from './reads.ts'
import { turn } from './tables.ts'

const here = inRoom([turn], { floorOpen: true })
const { db, post, live } = here
const floor = () => readFloor(db(), here.april.meeting, 'chair')
const names = async () => (await floor()).waiting.map((one) => one.name)
const back = (answer: Awaited<ReturnType<typeof live>>) => {
  const { undo } = answer.json()
  return live('organiser', undo.action.slice(here.base.length), undo.fields)
}

describe('in the room', () => {
  it('one tap asks and one withdraws, by a plain form and beside the page', async () => {
    const answer = await post('member', '/room/floor', { kind: 'ordinary', item: here.april.items[0]!.id })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `${here.base}/room#floor`])
    const again = await live('member', '/room/floor', { kind: 'ordinary', item: '' })
    expect(again.json()).toMatchObject({ ok: true, mine: { floor: { turns: [{ kind: 'ordinary' }] } } })
    expect(await names()).toEqual(['Test member'])
    const { id } = (await floor()).waiting[0]!
    expect((await post('outsider', `/room/floor/${id}/withdraw`)).statusCode).toBe(404)
    await post('member', `/room/floor/${id}/withdraw`)
    expect(await names()).toEqual([])
    await post('member', `/room/floor/${id}/restore`)
    expect(await names()).toEqual(['Test member'])
  })

  it('says kindly why not', async () => {
    await live('organiser', '/chair/floor/close')
    const closed = await live('member', '/room/floor', { kind: 'ordinary' })
    expect([closed.statusCode, closed.body.includes('Talelisten er lukket')]).toEqual([403, true])
    expect((await live(null, '/room/floor', { kind: 'ordinary' })).statusCode).toBe(403)
    expect(await names()).toEqual([])
  })
})

describe('from the chair', () => {
  it('every step has its way back, by the very form that the answer names', async () => {
    for (const who of ['member', 'outsider', 'owner'] as const) await live(who, '/room/floor', { kind: 'ordinary' })
    const stand = async () => {
      const { speaking, waiting, open, repliesOpen, turnSeconds } = await floor()
      return { speaking: speaking?.name ?? null, waiting: waiting.map((one) => one.name), open, repliesOpen, turnSeconds }
    }
    const idOf = async (name: string) => (await floor()).waiting.find((one) => one.name === name)!.id
    const seen = async () => ({ seen: (await floor()).speaking?.id ?? '' })
    const there = { speaking: null, waiting: ['Test member', 'Test outsider', 'Test owner'] }
    expect(await stand()).toMatchObject(there)
    for (const [act, form, stands] of [
      ['/next', await seen(), { speaking: 'Test member' }],
      [`/${await idOf('Test owner')}/give`, {}, { speaking: 'Test owner' }],
      [`/${await idOf('Test outsider')}/remove`, {}, { waiting: ['Test member', 'Test owner'] }],
      ['/add', { name: 'Per Gjest', organisation: 'Avisa', key: newId() }, { waiting: [...there.waiting, 'Per Gjest'] }],
      ['/close', {}, { open: false }],
      ['/close-replies', {}, { repliesOpen: false }],
      ['/times', { turnSeconds: '180', replySeconds: '30' }, { turnSeconds: 180 }],
    ] as const) {
      const done = await live('organiser', `/chair/floor${act}`, form)
      expect([act, done.json().message !== '', await stand()]).toMatchObject([act, true, stands])
      await back(done)
      expect([act, await stand()]).toMatchObject([act, { ...there, open: true, repliesOpen: true, turnSeconds: 120 }])
    }
  })

  it('clears the list of those the chair saw, in one press, and brings them back where they stood', async () => {
    const ids = async () => (await floor()).waiting.map((one) => one.id).join(' ')
    for (const who of ['member', 'outsider'] as const) await live(who, '/room/floor', { kind: 'ordinary' })
    const seen = await ids()
    await live('owner', '/room/floor', { kind: 'ordinary' })
    const cleared = await live('organiser', '/chair/floor/clear', { turns: seen })
    expect([cleared.json().message, await names()]).toEqual(['Listen er tømt.', ['Test owner']])
    const again = await live('organiser', '/chair/floor/clear', { turns: seen })
    expect([again.json().message, again.json().undo]).toEqual(['Det var allerede gjort.', undefined])
    // One of them asks anew meanwhile: they wait once.
    await live('outsider', '/room/floor', { kind: 'ordinary' })
    const brought = await back(cleared)
    expect([brought.json().message, await names()]).toEqual([
      'De står på listen igjen.',
      ['Test member', 'Test owner', 'Test outsider'],
    ])
    // Whoever has the floor by now is not taken from it.
    const all = await ids()
    await live('organiser', '/chair/floor/next', { seen: '' })
    const plain = await post('organiser', '/chair/floor/clear', { turns: all })
    expect([plain.statusCode, plain.headers.location]).toEqual([303, `${here.base}/chair#floor`])
    expect([(await floor()).speaking?.name, await names()]).toEqual(['Test member', []])
    expect((await live('organiser', '/chair/floor/clear', { turns: 'ikke noen' })).statusCode).toBe(422)
  })

  it('two who press "next" for the same speaker make one step, and the second is told', async () => {
    for (const who of ['member', 'outsider', 'owner'] as const) await live(who, '/room/floor', { kind: 'ordinary' })
    const both = await Promise.all([
      live('organiser', '/chair/floor/next', { seen: '' }),
      live('owner', '/chair/floor/next', { seen: '' }),
    ])
    expect(both.map((one) => one.json().message).sort()).toEqual(['Det var allerede gjort.', 'Neste taler har ordet.'])
    const { id } = (await floor()).speaking!
    expect((await floor()).speaking!.name).toBe('Test member')
    for (const way of ['pause', 'resume'])
      expect((await post('organiser', `/chair/floor/${id}/${way}`)).headers.location).toBe(`${here.base}/chair#floor`)
    await back(await live('organiser', `/chair/floor/${id}/end`))
    expect((await floor()).speaking!.name).toBe('Test member')
    expect((await live('organiser', `/chair/floor/${id}/move`, { before: '' })).statusCode).toBe(403)
  })

  it('is not there for others', async () => {
    await live('member', '/room/floor', { kind: 'ordinary' })
    const { id } = (await floor()).waiting[0]!
    for (const [path, form] of [
      ['/next', { seen: '' }],
      [`/${id}/give`, {}],
      [`/${id}/remove`, {}],
      ['/add', { name: 'Per' }],
      ['/close', {}],
      ['/clear', { turns: id }],
    ] as const)
      for (const who of ['member', 'outsider', null] as const)
        expect((await post(who, `/chair/floor${path}`, form)).statusCode).toBe(404)
    expect(await names()).toEqual(['Test member'])
  })

  it('wrong times are refused, and stand as they stood', async () => {
    const wrong = await live('organiser', '/chair/floor/times', { turnSeconds: 'lenge', replySeconds: '5' })
    expect([wrong.statusCode, wrong.body.includes('fra 10 til 3600')]).toEqual([422, true])
    expect((await floor()).turnSeconds).toBe(120)
  })
})

describe('as it is drawn', () => {
  it('shows one’s own place and what one can ask for, and the chairs their keys, by forms alone', async () => {
    for (const who of ['outsider', 'member'] as const) await live(who, '/room/floor', { kind: 'ordinary' })
    await live('organiser', '/chair/floor/next', { seen: '' })
    const people = await db().select().from(participant)
    const me = people.find((one) => one.name === 'Test member')!
    const names = await readNames(db(), here.april.meeting)
    const mine = await readOwnFloor(db(), me.id)
    const [room, console] = await inLocale('nb', async () => [
      render(
        <FloorInRoom state={await readFloor(db(), here.april.meeting, 'members')} mine={mine} base={here.base} itemId={null} />,
      ),
      render(<FloorConsole state={await floor()} base={here.base} itemId={null} names={names} />),
    ])
    for (const words of ['Du er nr. 1', 'Trekk deg', 'Be om kort replikk', 'Til møtets orden'])
      expect([words, room!.includes(words)]).toEqual([words, true])
    // They wait already, so there is nothing more of that kind to ask for.
    expect(room).not.toContain('Be om ordet')
    for (const words of ['Neste taler', 'Stopp klokka', 'Ikke hatt ordet', 'Steng listen', 'Taletid i møtet', 'Test member'])
      expect([words, console!.includes(words)]).toEqual([words, true])
    expect(console).not.toContain('sm-drag')
    for (const html of [room!, console!])
      expect(html.match(/\sid="([^"]+)"/g)!.length).toBe(new Set(html.match(/\sid="([^"]+)"/g)).size)
  })
})
