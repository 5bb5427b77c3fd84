/** What a line loses without a word, what comes before what it belongs to, and what another process did meanwhile. */
import type { AddressInfo } from 'node:net'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { makeWorld, type World } from '../../../tests/world.ts'
import { type Person, sitDown, somethingToWrite, type Where, type Writable } from '../../../tests/writers.ts'
import { checkDocument } from '../forms.ts'
import { minutes } from '../tables.ts'
import { documentOf, writeInto } from './forms.ts'
import { logSince } from './reads.ts'
import { EDITION, FIELD, fromEditor, readFromServer } from './rules.ts'
import { append, bringUp, openLive } from './writes.ts'

let world: World
let place: Writable
let where: Where
const sitting: Person[] = []
beforeAll(async () => {
  world = await makeWorld()
  await world.app.listen({ port: 0, host: '127.0.0.1' })
})
beforeEach(async () => {
  place = await somethingToWrite(world)
  const { port } = world.app.server.address() as AddressInfo
  where = { address: `http://127.0.0.1:${port}`, path: place.path, cookie: await world.cookies('organiser') }
})
afterEach(() => {
  for (const person of sitting.splice(0)) person.leave()
})
afterAll(() => world.end())

async function arrives(): Promise<Person> {
  const person = sitDown(where)
  sitting.push(person)
  await person.until(() => person.session.state.line === 'open', 'a line', 30_000)
  return person
}
const minutesId = async () =>
  (await world.ground.db.select({ id: minutes.id }).from(minutes).where(eq(minutes.itemId, place.item.id)))[0]!.id
const kept = (person: Person) =>
  person.until(() => person.session.state.made === person.session.state.kept, 'all is kept', 30_000)

it('sees within half a minute that words were lost on the way here, and gets them', async () => {
  const timers = vi.spyOn(globalThis, 'setInterval')
  const one = await arrives()
  const compare = timers.mock.calls.find(([, every]) => every === 30_000)?.[0]
  timers.mockRestore()
  const other = await arrives()
  // What comes over the line is lost, and the line is whole.
  const hear = one.deafen()
  other.type('Dette kom ikke fram.')
  await kept(other)
  hear()
  other.type(' Men dette.')
  await kept(other)
  await other.until(() => other.text().includes('Men dette'), 'it is written')
  expect(one.text()).not.toContain('kom ikke fram')
  compare!()
  await one.until(() => one.text() === other.text(), 'both have the same', 30_000)
  expect(one.text()).toBe('Dette kom ikke fram. Men dette.')
})

it('keeps what comes before what it belongs to, and says so only then', async () => {
  const { db } = world.ground
  await arrives()
  const id = await minutesId()
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (const words of ['Først.', 'Så.'])
    writeInto(doc, checkDocument({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] }))
  const [first, second] = updates as [Uint8Array, Uint8Array]
  const socket = new WebSocket(`${where.address.replace('http', 'ws')}${where.path}/live?edition=${EDITION}`, {
    headers: { cookie: where.cookie, origin: where.address },
  })
  const heard: string[] = []
  const said = (is: string) =>
    vi.waitFor(() => expect(heard, 'what the server said').toContain(is), { timeout: 20_000, interval: 10 })
  socket.on('message', (data: Buffer) => heard.push(readFromServer(new Uint8Array(data))!.is))
  try {
    await said('writers')
    socket.send(fromEditor({ is: 'update', count: 2, update: second }))
    // It asks for what is missing, and what it has is in the log when it says that it is kept.
    await said('vector')
    await said('saved')
    const stored = new Y.Doc()
    for (const { bytes } of await logSince(db, id, 0)) Y.applyUpdate(stored, bytes)
    Y.applyUpdate(stored, first)
    expect(JSON.stringify(documentOf(stored))).toContain('Så.')
    // A merged state holds it too, until what it belongs to has come.
    await bringUp(db, id)
    await append(db, id, [{ bytes: first, author: null }])
    expect((await bringUp(db, id)).text).toBe('Så.')
  } finally {
    socket.close()
  }
})

it('does not bring back what another process took away and merged before this one heard of it', async () => {
  const { db } = world.ground
  const writer = await arrives()
  writer.type('Blir. Tas bort.')
  await kept(writer)
  const id = await minutesId()
  await bringUp(db, id)
  writer.leave()
  // Two who have the same in memory.
  const [here, there] = [await openLive(db, id), await openLive(db, id)]
  const lineOf = (doc: Y.Doc) => (doc.getXmlFragment(FIELD).get(0) as Y.XmlElement).get(0) as Y.XmlText
  const change = async (doc: Y.Doc, act: (line: Y.XmlText) => void) => {
    const before = Y.encodeStateVector(doc)
    act(lineOf(doc))
    await append(db, id, [{ bytes: Y.encodeStateAsUpdate(doc, before), author: null }])
  }
  // Nothing but taken away: no vector tells of it.
  await change(there.doc, (line) => line.delete(5, 10))
  await bringUp(db, id, there)
  await change(here.doc, (line) => line.insert(0, 'Nytt. '))
  expect((await bringUp(db, id, here)).text).toBe('Nytt. Blir.')
})
