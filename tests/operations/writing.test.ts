/**
 * Minutes that several write at once outlive whatever ends: the program and its database killed, or the database alone, with
 * those who write or without; the process in charge killed, or fallen silent, while another goes on. KILL_SEED and
 * WRITING_ROUNDS repeat a run or make it longer.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, expect, test } from 'vitest'
import { sendAway } from '../away.ts'
import { freePort, type Program, startProgram } from '../program.ts'
import { freshDatabase } from '../world.ts'
import { type Person, sitDown } from '../writers.ts'
import { databaseOf, databaseProcesses, furnish, type Installation, makeRoom, numbersFrom, rows } from './operator.ts'

const WRITERS = 5
const rounds = Number(process.env.WRITING_ROUNDS ?? 2)
const seed = Number(process.env.KILL_SEED ?? 20200429)
const room = makeRoom()
afterAll(room.remove)

const open: Person[] = []
afterEach(() => {
  for (const person of open.splice(0)) person.leave()
})

function sits(place: Installation, which: number, address: () => string): Person {
  const { cookie } = place.clients[which]!
  const person = sitDown(() => ({ address: address(), path: `${place.item}/minutes`, cookie }))
  open.push(person)
  return person
}
const ready = (people: readonly Person[]) =>
  Promise.all(people.map((one) => one.until(() => one.session.state.line === 'open', 'a line', 30_000)))

interface Writing {
  /** When each word was first seen by somebody else: the server had it by then. */
  readonly seen: ReadonlyMap<string, number>
  readonly typed: readonly string[]
  /** By person, in the order in which they typed them: each is one change. */
  readonly own: readonly (readonly string[])[]
  stop(): void
}

/** Everybody types words of their own, and looks for the words of the next. */
function write(people: readonly Person[], round: number, random: () => number): Writing {
  const seen = new Map<string, number>()
  const typed: string[] = []
  const own = people.map((): string[] => [])
  const timers: NodeJS.Timeout[] = []
  for (const [i, person] of people.entries()) {
    const type = () => {
      const word = `r${round}p${i}n${typed.length}`
      typed.push(word)
      own[i]!.push(word)
      person.type(`${word} `)
      timers[i] = globalThis.setTimeout(type, 5 + random() * 25)
    }
    timers[i] = globalThis.setTimeout(type, random() * 25)
    const neighbour = people[(i + 1) % people.length]!
    neighbour.doc.on('update', () => {
      const now = performance.now()
      for (const word of neighbour.text().split(/\s+/)) if (word.includes(`p${i}n`) && !seen.has(word)) seen.set(word, now)
    })
  }
  return {
    ...{ seen, typed, own },
    stop() {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

/** The program and its database at once, or in every other round the database alone: then the program ends by itself. */
async function killAll(program: Program, dataDir: string, round: number): Promise<void> {
  const postmaster = Number.parseInt(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10)
  for (const pid of new Set([...(round % 2 === 0 ? [program.pid] : []), postmaster, ...databaseProcesses(dataDir)]))
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // a worker of the database that ended meanwhile
    }
  await program.ended
}

test(`loses nothing that it had for 250 ms, through ${rounds} kills of program, database and everybody who writes`, {
  timeout: 400_000,
}, async () => {
  const random = numbersFrom(seed)
  const dataDir = room.place()
  const port = await freePort()
  const env = { DATA_DIR: dataDir, SAMPLE: 'no' }
  let program = await startProgram(env, port)
  const place = await furnish(await databaseOf(dataDir), WRITERS)
  const before = new Set<string>()
  const losses: number[] = []
  for (let round = 0; round < rounds; round++) {
    const people = Array.from({ length: WRITERS }, (_, i) => sits(place, i, () => program.address))
    await ready(people)
    const writing = write(people, round, random)
    // In full swing: everybody has been read by somebody, and has been told that something is kept.
    await people[0]!.until(() => writing.seen.size > 60, 'many words are seen', 60_000)
    await Promise.all(people.map((one) => one.until(() => one.session.state.kept > 0, 'something is kept', 60_000)))
    await setTimeout(random() * 600)
    const killed = performance.now()
    const answered = people.flatMap(({ session }, i) => writing.own[i]!.slice(0, session.state.kept))
    await killAll(program, dataDir, round)
    writing.stop()
    for (const person of people) person.leave()

    program = await startProgram(env, port)
    const late = sits(place, 0, () => program.address)
    await ready([late])
    const held = new Set(late.text().split(/\s+/))
    expect(
      [...before].filter((word) => !held.has(word)),
      `seed ${seed}: there after the last kill, and gone`,
    ).toEqual([])
    expect(
      answered.filter((word) => !held.has(word)),
      `seed ${seed}: said to be kept, and gone`,
    ).toEqual([])
    const lost = [...writing.seen].filter(([word]) => !held.has(word)).map(([, at]) => Math.round(killed - at))
    expect(
      lost.filter((age) => age > 250),
      `seed ${seed}: lost, by how many ms the server had it`,
    ).toEqual([])
    losses.push(...lost)
    for (const word of held) before.add(word)
    late.leave()
  }
  console.log(
    `${rounds} kills, seed ${seed}; ${before.size} words kept, lost ${losses.length}, the oldest ${Math.max(0, ...losses)} ms old`,
  )
  await program.stop()
})

test(`loses nothing at all while those who write live, through ${rounds} kills of program and database`, {
  timeout: 400_000,
}, async () => {
  const random = numbersFrom(seed + 1)
  const dataDir = room.place()
  const port = await freePort()
  const env = { DATA_DIR: dataDir, SAMPLE: 'no' }
  let program = await startProgram(env, port)
  const place = await furnish(await databaseOf(dataDir), WRITERS)
  const people = Array.from({ length: WRITERS }, (_, i) => sits(place, i, () => program.address))
  await ready(people)
  const all: string[] = []
  for (let round = 0; round < rounds; round++) {
    const writing = write(people, round, random)
    await people[0]!.until(() => writing.seen.size > 40, 'many words are seen', 60_000)
    await setTimeout(random() * 300)
    await killAll(program, dataDir, round)
    // They write on without a line.
    await setTimeout(100)
    writing.stop()
    all.push(...writing.typed)
    program = await startProgram(env, port)
    await Promise.all(
      people.map((one) =>
        one.until(
          () => one.session.state.made === one.session.state.kept && all.every((word) => one.text().includes(`${word} `)),
          'all is kept, and with everybody',
          60_000,
        ),
      ),
    )
    const documents = new Set(people.map((one) => JSON.stringify(one.document())))
    expect(documents.size, `seed ${seed}: everybody has the same`).toBe(1)
  }
  const url = await databaseOf(dataDir)
  for (const one of people) one.leave()
  // The last one out leaves a version.
  const newest = 'select text from minutes_revision order by number desc limit 1'
  const missing = async () => {
    const held = new Set((await rows<{ text: string }>(url, newest))[0]?.text.split(/\s+/))
    return all.filter((word) => !held.has(word)).length
  }
  for (let waited = 0; (await missing()) > 0; waited += 50) {
    expect(waited, 'milliseconds until the version is there').toBeLessThan(20_000)
    await setTimeout(50)
  }
  console.log(`${rounds} kills, seed ${seed + 1}; all ${all.length} words kept`)
  await program.stop()
})

test('goes on in another process when the one in charge is killed', { timeout: 200_000 }, async () => {
  const dataDir = room.place()
  const one = await startProgram({ DATA_DIR: dataDir, SAMPLE: 'no', WORKER: 'no' })
  const url = await databaseOf(dataDir)
  const other = await startProgram({ DATABASE_URL: url, DATA_DIR: room.place('files'), WORKER: 'no' })
  const place = await furnish(url, 4)
  const inCharge = async () => (await rows<{ address: string }>(url, 'select address from minutes_live'))[0]!.address

  // The first to come decides; the others are handed on, through whichever process they came.
  const first = sits(place, 0, () => other.address)
  await ready([first])
  expect(await inCharge()).toContain(new URL(other.address).port)
  let turn = 0
  const roundRobin = () => [one, other][turn++ % 2]!.address
  const people = [first, ...[1, 2, 3].map((which) => sits(place, which, which === 1 ? () => one.address : roundRobin))]
  await ready(people)
  for (const [i, person] of people.entries()) person.type(`før${i} `)
  const has = (person: Person, words: readonly string[]) => words.every((word) => person.text().includes(word))
  const before = people.map((_, i) => `før${i} `)
  await Promise.all(people.map((person) => person.until(() => has(person, before), 'everybody’s words')))
  await people[1]!.until(() => people[1]!.others.size === 3, 'those handed on are among the others')

  await other.stop('SIGKILL')
  const killed = performance.now()
  // Who came through the process that is gone comes through the one there is.
  people[0]!.leave()
  const again = sits(place, 0, () => one.address)
  const now = [again, ...people.slice(1)]
  for (const [i, person] of now.entries()) person.type(`etter${i} `)
  const after = now.map((_, i) => `etter${i} `)
  await Promise.all(now.map((person) => person.until(() => has(person, [...before, ...after]), 'all words again', 30_000)))
  await Promise.all(
    now.map((person) => person.until(() => person.session.state.made === person.session.state.kept, 'all is kept')),
  )
  expect(await inCharge()).toContain(new URL(one.address).port)
  console.log(`written on after ${Math.round(performance.now() - killed)} ms`)
  for (const person of now) person.leave()
  await one.stop()
})

test('goes on in another process when the one in charge falls silent, which loses nothing when it wakes', {
  timeout: 200_000,
}, async () => {
  const dataDir = room.place()
  const one = await startProgram({ DATA_DIR: dataDir, SAMPLE: 'no', WORKER: 'no' })
  const url = await databaseOf(dataDir)
  const other = await startProgram({ DATABASE_URL: url, DATA_DIR: room.place('files'), WORKER: 'no' })
  const place = await furnish(url, 3)
  const live = async () =>
    (await rows<{ address: string; settled: boolean }>(url, 'select address, seq = covered as settled from minutes_live'))[0]!
  const inCharge = async (program: Program) => (await live()).address.endsWith(`:${new URL(program.address).port}`)

  const direct = sits(place, 0, () => other.address)
  await ready([direct])
  const passed = [1, 2].map((which) => sits(place, which, () => one.address))
  await ready(passed)
  passed[0]!.type('før ')
  await direct.until(() => direct.text().includes('før'), 'those handed on are heard')
  expect(await inCharge(other)).toBe(true)
  // Nothing of it is halfway into the database, where it would hold what the other must take.
  while (!(await live()).settled) await setTimeout(20)

  process.kill(other.pid, 'SIGSTOP')
  try {
    const silent = performance.now()
    direct.type('inn i stillheten ')
    passed[0]!.type('etter ')
    await passed[1]!.until(() => passed[1]!.text().includes('etter'), 'written on', 30_000)
    console.log(`written on after ${Math.round(performance.now() - silent)} ms of silence`)
    expect(await inCharge(one)).toBe(true)
  } finally {
    process.kill(other.pid, 'SIGCONT')
  }
  const everybody = [direct, ...passed]
  const has = (person: Person) => ['før ', 'etter ', 'inn i stillheten '].every((words) => person.text().includes(words))
  await Promise.all(everybody.map((person) => person.until(() => has(person), 'all words', 60_000)))
  const isKept = ({ session: { state } }: Person) => state.made === state.kept
  await Promise.all(everybody.map((person) => person.until(() => isKept(person), 'all is kept', 30_000)))
  expect(await inCharge(one)).toBe(true)
  for (const person of everybody) person.leave()
  await other.stop()
  await one.stop()
})

test('has on its disk what the database was away for, when it is killed and everybody is gone', {
  timeout: 200_000,
}, async () => {
  const database = await freshDatabase()
  const env = { DATABASE_URL: database.url, DATA_DIR: room.place(), WORKER: 'no' }
  const program = await startProgram(env)
  const place = await furnish(database.url, WRITERS)
  const people = Array.from({ length: WRITERS }, (_, i) => sits(place, i, () => program.address))
  await ready(people)
  const bringBack = await sendAway(database.url)
  let writing: Writing
  let killed: number
  try {
    writing = write(people, 0, numbersFrom(seed + 2))
    await people[0]!.until(() => people[0]!.session.state.trouble === 'database', 'the database is missed', 60_000)
    await people[0]!.until(() => writing.seen.size > 60, 'many words are seen', 60_000)
    killed = performance.now()
    await program.stop('SIGKILL')
    writing.stop()
    for (const person of people) person.leave()
  } finally {
    await bringBack()
  }
  const next = await startProgram(env)
  const late = sits(place, 0, () => next.address)
  await ready([late])
  const held = new Set(late.text().split(/\s+/))
  const lost = [...writing.seen].filter(([word]) => !held.has(word)).map(([, at]) => Math.round(killed - at))
  console.log(`${writing.seen.size} words without a database, lost ${lost.length}, the oldest ${Math.max(0, ...lost)} ms old`)
  expect(
    lost.filter((age) => age > 250),
    `seed ${seed + 2}: lost, by how many ms the server had it`,
  ).toEqual([])
  late.leave()
  await next.stop()
  await database.drop()
})
