import { createServer } from 'node:http'
import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { type Listening, listenTo } from '../../../tests/listening.ts'
import { makeHub, type Topic } from './hub.ts'
import type { Reading } from './state.ts'
import { roomSubject, roomSums, type Subject } from './subjects.ts'

const acts = [roomSubject('1')]
const sums = [roomSums('1')]

/** A topic that is what it is told to be, on a server that streams it. */
async function stand(perSecond = 4) {
  const listeners = new Set<(subjects: readonly Subject[]) => void>()
  const now: { reading: Reading | null; fails: boolean; known: boolean; takes: number } = {
    ...{ reading: { rev: 1, parts: { a: 1, b: { text: 'b' } } }, fails: false, known: true, takes: 0 },
  }
  const hub = makeHub(
    {
      seen: () => (now.known ? 1 : null),
      watch: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    { perSecond, log: () => {} },
  )
  const topic: Topic = {
    ...{ key: 'one', acts, sums },
    async read(known) {
      const { reading } = now
      await setTimeout(now.takes)
      if (now.fails) throw new Error('the database is away')
      return reading && reading.rev === known ? 'same' : reading
    },
  }
  const server = createServer((request, answer) => {
    const lastId = (request.headers['last-event-id'] as string | undefined) ?? null
    void hub
      .listen(topic, answer, { lastId, headers: { 'x-base': 'yes' } })
      .then((stream) => stream ?? answer.writeHead(404).end())
  }).listen(0, '127.0.0.1')
  await new Promise((up) => server.once('listening', up))
  const { port } = server.address() as { port: number }
  ends.push(() => {
    hub.stop()
    server.closeAllConnections()
    server.close()
  })
  const raise = (...subjects: Subject[]) => {
    for (const listener of listeners) listener(subjects)
  }
  const become = (parts: Record<string, unknown>, subjects: readonly Subject[] = acts) => {
    now.reading = { rev: (now.reading?.rev ?? 0) + 1, parts: { ...now.reading?.parts, ...parts } }
    raise(...subjects)
  }
  const listen = (headers = {}) => listenTo(`http://127.0.0.1:${port}/`, headers)
  return { hub, topic, now, port, raise, become, listen }
}

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

const states = (one: Listening) => one.events.filter((event) => event.name === 'message').map((event) => event.data)
describe('who listens', () => {
  it('is given the whole state, and then the parts that changed, with numbers that follow each other', async () => {
    const { become, listen } = await stand()
    const one = await listen()
    expect(one.answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(one.answer.headers.get('x-accel-buffering')).toBe('no')
    expect(one.answer.headers.get('cache-control')).toContain('no-transform')
    expect(one.answer.headers.get('x-base')).toBe('yes')
    await one.heard((event) => event.name === 'beat' && Math.abs(event.data.now - Date.now()) < 5000)
    expect((await one.heard((event) => event.data.rev === 1)).data).toEqual({ rev: 1, parts: { a: 1, b: { text: 'b' } } })
    become({ a: 2 })
    const second = await one.heard((event) => event.data.rev === 2)
    expect(second.data).toMatchObject({ rev: 2, after: 1, parts: { a: 2 } })
    expect(second.data.parts).not.toHaveProperty('b')
    // A raise that changes nothing they see is not told.
    become({})
    become({ b: { text: 'c' } })
    expect((await one.heard((event) => event.data.rev === 4)).data).toMatchObject({
      ...{ after: 2, parts: {}, fields: { b: { text: 'c' } } },
    })
  })

  it('is told nothing again that they have, and all of it when they missed something', async () => {
    const { become, listen } = await stand()
    const one = await listen()
    const { id } = await one.heard((event) => event.name === 'message')
    one.close()
    const knows = await listen({ 'last-event-id': id! })
    await knows.heard((event) => event.name === 'beat')
    become({ a: 2 })
    await knows.heard((event) => event.data.rev === 2)
    expect(states(knows).map(({ rev }) => rev)).toEqual([2])
    const missed = await listen({ 'last-event-id': id! })
    expect((await missed.heard((event) => event.name === 'message')).data).toEqual({ rev: 2, parts: { a: 2, b: { text: 'b' } } })
  })

  it('costs one read for each change, however many there are', async () => {
    const { hub, become, listen } = await stand()
    const all = await Promise.all(Array.from({ length: 40 }, () => listen()))
    await Promise.all(all.map((one) => one.heard((event) => event.data.rev === 1)))
    expect(hub.counts()).toEqual({ reads: 1, streams: 40, dropped: 0 })
    // Both subjects in one commit.
    become({ a: 2 }, [...acts, ...sums])
    await Promise.all(all.map((one) => one.heard((event) => event.data.rev === 2)))
    expect(hub.counts().reads).toBe(2)
    for (const one of all) one.close()
    while (hub.counts().streams > 0) await setTimeout(5)
    become({ a: 3 })
    await setTimeout(50)
    expect(hub.counts().reads, 'nobody listens').toBe(2)
  })

  it('hears no more than four updates a second, the last one among them, and an act without waiting for what is counted', async () => {
    const { become, listen } = await stand()
    const one = await listen()
    await one.heard((event) => event.data.rev === 1)
    const began = performance.now()
    let votes = 0
    while (performance.now() - began < 2500) {
      become({ votes: ++votes }, sums)
      await setTimeout(3)
    }
    become({ act: 'next' })
    await one.heard((event) => event.data.parts?.act === 'next')
    // The last count came with the act, or just before it where that was its turn.
    expect(one.held()).toMatchObject({ act: 'next', votes })
    become({ votes: 'last' }, sums)
    await one.heard((event) => event.data.parts?.votes === 'last')
    const times = one.events.filter((event) => event.name === 'message').map((event) => event.at)
    // What went within a second may arrive a little closer together.
    for (const from of times) expect(times.filter((at) => at >= from && at < from + 900).length).toBeLessThanOrEqual(4)
    expect(votes).toBeGreaterThan(50)
  })

  it('hears nothing of a read that failed, and all of it when the database is back', async () => {
    const { now, become, listen } = await stand()
    const one = await listen()
    await one.heard((event) => event.data.rev === 1)
    now.fails = true
    become({ a: 2 })
    await setTimeout(100)
    expect(states(one)).toHaveLength(1)
    now.fails = false
    await one.heard((event) => event.data.rev === 2)
    expect(one.held()).toEqual({ a: 2, b: { text: 'b' } })
  })

  it('hears of what changed while it was being read', async () => {
    const { now, become, listen } = await stand()
    const one = await listen()
    await one.heard((event) => event.data.rev === 1)
    now.takes = 60
    become({ a: 2 })
    await setTimeout(20)
    become({ b: 'new' })
    await one.heard((event) => event.data.parts?.b === 'new')
    expect(one.held()).toEqual({ a: 2, b: 'new' })
  })

  it('is sent away when there is nothing to hear any more, and told to come back when the process stops', async () => {
    const { hub, now, raise, listen } = await stand()
    const one = await listen()
    await one.heard((event) => event.data.rev === 1)
    now.reading = null
    raise(...acts)
    await one.heard((event) => event.name === 'gone')
    await one.ended
    expect((await listen()).answer.status).toBe(404)
    now.reading = { rev: 9, parts: {} }
    const other = await listen()
    await other.heard((event) => event.data.rev === 9)
    hub.stop()
    await other.heard((event) => event.name === 'bye')
    await other.ended
    expect(other.rest()).toBe('')
  })

  it('is let go when too slow, while the others hear everything', async () => {
    const { hub, port, become, listen } = await stand(0)
    const slow = connect(port, '127.0.0.1')
    slow.write('GET / HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n')
    slow.pause()
    const closed = new Promise((resolve) => slow.once('close', resolve).on('error', () => {}))
    const one = await listen()
    await one.heard((event) => event.data.rev === 1)
    while (hub.counts().streams < 2) await setTimeout(5)
    const text = 'x'.repeat(200_000)
    // The machine keeps some megabytes for a connection by itself.
    for (let i = 2; hub.counts().dropped === 0; i++) {
      expect(i, 'updates until it is let go').toBeLessThan(200)
      become({ a: `${i}${text}` })
      await one.heard((event) => event.data.rev === i)
    }
    expect(hub.counts()).toMatchObject({ streams: 1, dropped: 1 })
    slow.resume()
    await closed
    expect(states(one).at(-1).rev).toBe(states(one).length)
  })
})

describe('a part', () => {
  it('travels as the fields that changed, and as a whole where it has others than before', async () => {
    const { become, listen } = await stand(0)
    const one = await listen()
    await one.heard((event) => event.data.rev === 1)
    const heard = async (rev: number) => {
      const { parts, fields } = (await one.heard((event) => event.data.rev === rev)).data
      return { parts, ...(fields && { fields }) }
    }
    become({ b: { text: 'b', rows: [1, 2] } })
    expect(await heard(2)).toEqual({ parts: { b: { text: 'b', rows: [1, 2] } } })
    become({ b: { text: 'c', rows: [1, 2] }, a: [3] })
    expect(await heard(3)).toEqual({ parts: { a: [3] }, fields: { b: { text: 'c' } } })
    become({ b: { text: undefined, rows: [1] }, a: null })
    expect(await heard(4)).toEqual({ parts: { b: { rows: [1] }, a: null } })
    become({ b: { rows: [1], other: 'x' } })
    expect(await heard(5)).toEqual({ parts: { b: { rows: [1], other: 'x' } } })
  })
})

describe('who asks once', () => {
  it('is answered from what is held while it stands, and by a read where that is not known', async () => {
    const { hub, topic, now, become } = await stand()
    const rev = async () => (await hub.stateOf(topic))?.rev
    expect([await rev(), await rev(), hub.counts().reads]).toEqual([1, 1, 1])
    become({ a: 2 })
    become({ a: 3 })
    expect([await rev(), await rev(), hub.counts().reads]).toEqual([3, 3, 2])
    // The line that brings news is down: what is held may be old.
    now.known = false
    now.reading = { rev: 4, parts: { a: 4 } }
    expect(await rev()).toBe(4)
    now.fails = true
    await expect(hub.stateOf(topic)).rejects.toThrow('away')
  })

  it('gets a tag that is the same for the same parts, whatever their number', async () => {
    const { hub, topic, become } = await stand()
    const tag = async () => (await hub.stateOf(topic))!.etag
    const first = await tag()
    become({ a: 2 })
    expect(await tag()).not.toBe(first)
    become({ a: 1 })
    expect(await tag()).toBe(first)
  })
})
