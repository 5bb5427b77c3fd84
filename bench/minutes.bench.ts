/**
 * Minutes: how soon a keystroke is seen by another and is in the database while twenty write, how soon a long text is open, and
 * what a writer costs the server. Those who write are the editor's own session, in this process; the server is another.
 */
import { setTimeout } from 'node:timers/promises'
import * as Y from 'yjs'
import type { MinutesDocument } from '../src/minutes/document.ts'
import { writeInto } from '../src/minutes/together/forms.ts'
import { type Person, sitDown } from '../tests/writers.ts'
import { cpuSeconds } from './crowd.ts'
import { exportFigures } from './export.ts'
import { calibrate, median, say, tell } from './figures.ts'
import { transcriptFigures } from './transcript.ts'
import { addMeeting, benchWorld, signIn } from './world.ts'

const ITEMS = 20
/** A quick typist, and the ten seconds that each measurement lasts. */
const KEY_EVERY_MS = 250
const LASTS_MS = 10_000

calibrate('minutes')
// Before the server runs beside it.
await exportFigures()
transcriptFigures()
const world = await benchWorld({ WORKER: 'no' })
const meetingId = await addMeeting(world, 'referatmotet', ITEMS * 1.5)
const items = await world.sql.query<{ number: string }>(
  // Every third item's minutes are approved.
  `select public_id as number from item where meeting_id = $1 and id not in (select item_id from minutes) order by position limit $2`,
  [meetingId, ITEMS],
)
const paths = items.rows.map(({ number }) => `/bench/referatmotet/${number}-sak/minutes`)
const cookie = await signIn(world)

await whileTwentyWrite()
await aLongText()
await whatAWriterCosts()
await world.end()

/** So many people over the first so many items, in turn. */
async function sit(count: number, over: number): Promise<Person[]> {
  const people = Array.from({ length: count }, (_, i) =>
    sitDown({ address: world.program.address, path: paths[i % over]!, cookie }),
  )
  await Promise.all(people.map((one) => one.until(() => one.session.state.line === 'open', 'a line', 60_000)))
  return people
}

/** Everybody types, each at their own beat, until it is over. */
async function typing(people: readonly Person[], lasts: number, key = (person: Person): void => person.type('e')): Promise<void> {
  const until = performance.now() + lasts
  await Promise.all(
    people.map(async (person, i) => {
      await setTimeout((i * KEY_EVERY_MS) / people.length)
      while (performance.now() < until) {
        key(person)
        await setTimeout(KEY_EVERY_MS)
      }
    }),
  )
}

/** Twenty on one item, and nine other items open with somebody who types. */
async function whileTwentyWrite(): Promise<void> {
  const twenty = await sit(20, 1)
  const elsewhere = paths.slice(1, 10).map((path) => sitDown({ address: world.program.address, path, cookie }))
  await Promise.all(elsewhere.map((one) => one.until(() => one.session.state.line === 'open', 'a line', 60_000)))
  const echoes: number[] = []
  const kept: number[] = []
  const waits: Promise<unknown>[] = []
  const key = (person: Person) => {
    const began = performance.now()
    person.type('e')
    const { made } = person.session.state
    const at = twenty.indexOf(person)
    if (at < 0) return
    const reader = twenty[(at + 7) % twenty.length]!
    const clock = Y.getState(person.doc.store, person.doc.clientID)
    const seen = () => Y.getState(reader.doc.store, person.doc.clientID) >= clock
    waits.push(
      reader.until(seen, 'it is seen', 30_000).then(() => echoes.push(performance.now() - began)),
      person
        .until(() => person.session.state.kept >= made, 'it is kept', 30_000)
        .then(() => kept.push(performance.now() - began)),
    )
  }
  await typing([...twenty, ...elsewhere], LASTS_MS, key)
  await Promise.all(waits)
  tell({ bench: 'minutes', figure: 'echo_p50', value: median(echoes), unit: 'ms' })
  tell({ bench: 'minutes', figure: 'echo_p95', value: p95(echoes), unit: 'ms' })
  tell({ bench: 'minutes', figure: 'kept_p50', value: median(kept), unit: 'ms' })
  tell({ bench: 'minutes', figure: 'kept_p95', value: p95(kept), unit: 'ms' })
  say(`${echoes.length} keystrokes by twenty on one item, ten items open`)
  for (const one of [...twenty, ...elsewhere]) one.leave()
}

/** Fifty pages: until the text is here and both sides have compared; what a browser takes to draw it comes on top. */
async function aLongText(): Promise<void> {
  const path = paths[10]!
  const [line, page] = ['Planen ble lagt fram og drøftet, og ordet var fritt. '.repeat(8), 8]
  const content = Array.from({ length: 50 * page }, (_, i) => ({
    type: 'paragraph',
    content: [{ type: 'text', text: `${i} ${line}` }],
  }))
  const author = sitDown({ address: world.program.address, path, cookie })
  await author.until(() => author.session.state.line === 'open', 'a line')
  writeInto(author.doc, { type: 'doc', content } satisfies MinutesDocument)
  await author.until(() => author.session.state.kept === author.session.state.made, 'it is kept', 60_000)
  author.leave()
  const times: number[] = []
  for (let i = 0; i < 5; i++) {
    // Nobody has it open: the server reads it from the database.
    await nobodyOn(10)
    const began = performance.now()
    const reader = sitDown({ address: world.program.address, path, cookie })
    await reader.until(() => reader.session.state.line === 'open', 'it is open', 60_000)
    times.push(performance.now() - began)
    reader.leave()
  }
  tell({ bench: 'minutes', figure: 'open_50_pages', value: median(times), unit: 'ms' })
}

/** Until no process is in charge of an item any more. */
async function nobodyOn(item: number): Promise<void> {
  const asked =
    'select 1 from minutes_live l join minutes m on m.id = l.minutes_id join item i on i.id = m.item_id where i.public_id = $1 and l.owner is not null'
  while ((await world.sql.query(asked, [items.rows[item]!.number])).rows.length > 0) await setTimeout(20)
}

/**
 * What a writer costs the server, few and many, over as many items: milliseconds of its processor for each in a second in which
 * they type as they do here. By keys that were typed, since a busy machine types fewer; without what the server does for nobody.
 */
async function whatAWriterCosts(): Promise<void> {
  const costs: number[] = []
  const idle = await cpuWhile(() => setTimeout(LASTS_MS))
  for (const count of [5, 20, 100]) {
    const people = await sit(count, Math.min(count, ITEMS))
    await typing(people, 2000)
    let keys = 0
    const busy = await cpuWhile(() =>
      typing(people, LASTS_MS, (person) => {
        keys++
        person.type('e')
      }),
    )
    const cost = ((busy.cpuMs - (idle.cpuMs * busy.lastedMs) / idle.lastedMs) / keys) * (1000 / KEY_EVERY_MS)
    costs.push(cost)
    say(`${keys} keystrokes by ${count}`)
    tell({ bench: 'minutes', figure: `cpu_per_writer_${count}`, value: cost, unit: 'ms/s' })
    for (const one of people) one.leave()
    await setTimeout(1000)
  }
  tell({ bench: 'minutes', figure: 'cpu_100_beside_5', value: costs.at(-1)! / costs[0]!, unit: '×', of: 'cpu_per_writer_5' })
}

/** What the server's processor does meanwhile. */
async function cpuWhile(act: () => Promise<unknown>): Promise<{ cpuMs: number; lastedMs: number }> {
  const [cpu, began] = [cpuSeconds(world.program.pid), performance.now()]
  await act()
  return { cpuMs: (cpuSeconds(world.program.pid) - cpu) * 1000, lastedMs: performance.now() - began }
}

function p95(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)]!
}
