/** Whatever several do at once, in whatever order it arrives: everybody ends with the same text, and it is the one that is stored. */
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, it } from 'vitest'
import * as Y from 'yjs'
import { type MeetingRow, meetingById } from '#meeting/reads.ts'
import { day, meeting } from '#meeting/tables.ts'
import { newId } from '#platform/db/id.ts'
import { item } from '#programme/tables.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { type Person, sitDown } from '../../../tests/writers.ts'
import type { MinutesDocument, MinutesNode } from '../document.ts'
import { checkDocument } from '../forms.ts'
import { restore } from '../revision/writes.ts'
import { minutes } from '../tables.ts'
import { save } from '../writes.ts'
import { writeInto } from './forms.ts'
import { FIELD } from './rules.ts'
import { bringUp } from './writes.ts'

let world: World
let address: string
let place: { meeting: MeetingRow; dayId: string }
beforeAll(async () => {
  world = await makeWorld()
  await world.app.listen({ port: 0, host: '127.0.0.1' })
  address = `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}`
  const { db } = world.ground
  const { networkId } = world
  const [meetingId, dayId] = [newId(), newId()]
  await db
    .insert(meeting)
    .values({ id: meetingId, networkId, slug: 'mote', title: { nb: 'Møte' }, publishedAt: new Date().toISOString() })
  await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2020-04-29' })
  place = { meeting: (await meetingById(db, meetingId))!, dayId }
})
afterAll(() => world.end())

async function newItem(): Promise<{ id: string; path: string }> {
  const id = newId()
  const { networkId, networkSlug } = world
  const [made] = await world.ground.db
    .insert(item)
    .values({ id, networkId, meetingId: place.meeting.id, dayId: place.dayId, position: 0, kind: 'talk', title: { nb: 'Sak' } })
    .returning()
  return { id, path: `/${networkSlug}/mote/${made!.publicId}-sak/minutes` }
}

const paragraph = (text: string): MinutesNode => ({ type: 'paragraph', content: [{ type: 'text', text }] })

/** Something that somebody does to the text as they have it. Numbers choose where. */
interface Letters {
  readonly does: 'type' | 'erase'
  readonly at: number
  readonly words: string
}
interface Block {
  readonly does: 'add' | 'drop' | 'wrap'
  readonly at: number
}
interface Other {
  readonly does: 'cut' | 'restore'
}
type Act = Letters | Block | Other
const spot = fc.nat(30)
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record<Letters>({
      does: fc.constantFrom('type', 'type', 'erase'),
      at: spot,
      words: fc.constantFrom('a', 'ord ', 'Ætt'),
    }),
  },
  { weight: 3, arbitrary: fc.record<Block>({ does: fc.constantFrom('add', 'drop', 'wrap'), at: spot }) },
  { weight: 1, arbitrary: fc.record<Other>({ does: fc.constantFrom('cut', 'restore') }) },
)

/** What an editor does: it has the document as it is, and makes it another one. */
function reshape(person: Person, one: Block): void {
  const blocks = [...(person.document().content ?? [])]
  const at = one.at % blocks.length
  if (one.does === 'add') blocks.splice(at, 0, paragraph(`ny ${one.at}`))
  else if (one.does === 'drop') blocks.splice(at, blocks.length > 1 ? 1 : 0)
  else {
    const decided = blocks[at]!.type === 'paragraph'
    blocks[at] = decided
      ? { type: 'decision', attrs: { id: newId() }, content: [blocks[at]!] }
      : (blocks[at]!.content?.[0] ?? paragraph('x'))
  }
  writeInto(person.doc, checkDocument({ type: 'doc', content: blocks }))
}

function writeLetters({ doc }: Person, one: Letters): void {
  const lines: Y.XmlText[] = []
  const gather = (part: Y.XmlFragment) => {
    for (const child of part.toArray()) {
      if (child instanceof Y.XmlText) lines.push(child)
      else if (child instanceof Y.XmlElement) gather(child)
    }
  }
  gather(doc.getXmlFragment(FIELD))
  const line = lines[one.at % Math.max(1, lines.length)]
  if (!line) return
  const where = one.at % (line.length + 1)
  if (one.does === 'type') line.insert(where, one.words)
  else line.delete(where, Math.min(one.words.length, line.length - where))
}

it('lets several replicas end with the same text, which is the one that is stored', { timeout: 120_000 }, async () => {
  const organiser = await world.actor('organiser', place.meeting.id)
  const cookies = [await world.cookies('organiser'), await world.cookies('owner')]
  const play = fc.array(fc.record({ who: fc.nat(2), act }), { minLength: 5, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(play, async (acts) => {
      const { id, path } = await newItem()
      const where = { meeting: place.meeting, item: { id } }
      const start: MinutesDocument = { type: 'doc', content: [paragraph('Ordet var fritt.'), paragraph('Planen.')] }
      await save(world.ground.db, organiser, where, { basedOn: 0, window: 'w', edit: null, document: start })
      const people = [0, 1, 0].map((who) => sitDown({ address, path, cookie: cookies[who]! }))
      try {
        await Promise.all(people.map((one) => one.until(() => one.session.state.line === 'open', 'a line', 30_000)))
        for (const { who, act: one } of acts) {
          if (one.does === 'cut') people[who]!.cut()
          else if (one.does === 'restore') await restore(world.ground.db, organiser, where, 1)
          else if (one.does === 'type' || one.does === 'erase') writeLetters(people[who]!, one)
          else reshape(people[who]!, one as Block)
          // Now and then the others get a turn in between.
          if ('at' in one && one.at % 3 === 0) await new Promise(setImmediate)
        }
        const texts = () => new Set(people.map((one) => JSON.stringify(one.document())))
        const isKept = ({ session: { state } }: Person) => state.line === 'open' && state.made === state.kept
        await until(() => texts().size === 1 && people.every(isKept), 'all have the same, and it is kept')
        // What was brought back last may be on its way still.
        await until(async () => texts().has(await storedText(id)), 'it is the stored text')
      } finally {
        for (const one of people) one.leave()
      }
    }),
    { numRuns: 20 },
  )
})

/** Brought up to the log, in the order of keys that a checked document has: the database keeps its own. */
async function storedText(itemId: string): Promise<string> {
  const [row] = await world.ground.db.select({ id: minutes.id }).from(minutes).where(eq(minutes.itemId, itemId))
  return JSON.stringify(checkDocument((await bringUp(world.ground.db, row!.id)).document))
}

async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let waited = 0; !(await holds()); waited += 20) {
    if (waited > 30_000) throw new Error(`waited long until ${what}`)
    await wait(20)
  }
}
