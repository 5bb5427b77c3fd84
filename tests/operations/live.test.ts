/** Rooms in several programs on one database: the same state in each, and everybody back after a restart, a kill among them. */
import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/db/id.ts'
import { type Listening, listenTo } from '../listening.ts'
import { type Program, startProgram } from '../program.ts'
import { databaseOf, furnish, type Installation, makeRoom, post, rows } from './operator.ts'

const READERS = 10
const room = makeRoom()
let one: Program
let other: Program
let url: string
let place: Installation
let itemId: string

const startOther = (port?: number) => startProgram({ DATABASE_URL: url, DATA_DIR: room.place('files'), WORKER: 'no' }, port)

beforeAll(async () => {
  const dataDir = room.place()
  one = await startProgram({ DATA_DIR: dataDir, SAMPLE: 'no', WORKER: 'no' })
  url = await databaseOf(dataDir)
  other = await startOther()
  place = await furnish(url, 1)
  itemId = (await rows<{ id: string }>(url, 'select id from item'))[0]!.id
})
const open: Listening[] = []
afterEach(() => {
  for (const reader of open.splice(0)) reader.close()
})
afterAll(async () => {
  await other.stop()
  await one.stop()
  room.remove()
})

async function listen(to: Program, headers: Record<string, string> = {}): Promise<Listening> {
  const reader = await listenTo(`${to.address}${place.meeting}/room/live`, headers)
  open.push(reader)
  await reader.heard((event) => event.name === 'message')
  return reader
}
const crowd = (to: Program) => Promise.all(Array.from({ length: READERS }, () => listen(to)))

/** The chair's keys: this item, so many minutes. */
async function extend(to: Program, minutes: number): Promise<void> {
  const act = (name: string, fields: Record<string, string>) =>
    post(to.address, place.clients[0]!, `${place.meeting}/chair/show/${name}`, { key: newId(), item: itemId, ...fields })
  expect((await act('start', {})).status).toBe(303)
  expect((await act('extend', { minutes: String(minutes) })).status).toBe(303)
}
/** What a reader would be given now. */
async function stateIn(program: Program): Promise<{ rev: number; parts: Record<string, unknown> }> {
  return (await fetch(`${program.address}${place.meeting}/room/state`)).json() as Promise<{
    rev: number
    parts: Record<string, unknown>
  }>
}
const given = (parts: Record<string, unknown>): number | undefined =>
  (parts['show'] as { show: { given: Record<string, number> } }).show.given[itemId]

async function until(holds: () => boolean, what: string, withinMs: number): Promise<number> {
  const begun = performance.now()
  while (!holds()) {
    expect(performance.now() - begun, `milliseconds until ${what}`).toBeLessThan(withinMs)
    await setTimeout(5)
  }
  return Math.round(performance.now() - begun)
}

test('what a chair does in one is seen in both, and is the same', async () => {
  const readers = [...(await crowd(one)), ...(await crowd(other))]
  const waits: number[] = []
  for (let minutes = 30; minutes < 36; minutes++) {
    await extend(minutes % 2 ? one : other, minutes)
    waits.push(await until(() => readers.every((reader) => given(reader.held()) === minutes), 'all have it', 3000))
    expect(new Set(readers.map((reader) => JSON.stringify(reader.held()))).size).toBe(1)
  }
  console.log(`all had it after ${waits.join(', ')} ms`)
  const [here, there] = await Promise.all([one, other].map(stateIn))
  expect(here!.parts).toEqual(there!.parts)
  expect(readers[0]!.held()).toEqual(here!.parts)
})

test('one that stops says so to all who listen, and after its start they have what happened meanwhile', async () => {
  const readers = await crowd(other)
  const begun = performance.now()
  await other.stop()
  expect(performance.now() - begun, 'milliseconds until it is gone').toBeLessThan(10_000)
  for (const reader of readers) {
    await reader.ended
    expect(reader.events.at(-1)!.name).toBe('bye')
    expect(reader.rest()).toBe('')
  }
  await extend(one, 50)
  other = await startOther(Number(new URL(other.address).port))
  const lastId = readers[0]!.events.findLast(({ id }) => id !== null)!.id!
  const back = await Promise.all(readers.map(() => listen(other, { 'last-event-id': lastId })))
  const { parts } = await stateIn(one)
  expect(given(parts)).toBe(50)
  for (const reader of back) expect(reader.held()).toEqual(parts)
})

test('one that is killed in the middle of telling leaves nobody with half an event, and nobody behind', async () => {
  const readers = await crowd(other)
  const acting = (async () => {
    for (let minutes = 60; minutes < 75; minutes++) await extend(one, minutes)
  })()
  await setTimeout(300)
  await other.stop('SIGKILL')
  await acting
  // Fails where something came that is no event.
  await Promise.all(readers.map((reader) => reader.ended))
  for (const reader of readers) {
    const numbers = reader.events.filter(({ name }) => name === 'message').map(({ data }) => data)
    for (const [i, data] of numbers.entries()) if (i > 0) expect(data.after).toBe(numbers[i - 1]!.rev)
  }
  other = await startOther(Number(new URL(other.address).port))
  const back = await crowd(other)
  await until(() => back.every((reader) => given(reader.held()) === 74), 'all are back', 3000)
})
