/** Several programs on one PostgreSQL of Debian's: they start at once, show each other's changes, and outlive its hiccups. */
import { writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DebianPostgres, skipDebianPostgres, startDebianPostgres } from '../debian-postgres.ts'
import { freePort, launch, type Program, startProgram } from '../program.ts'
import { furnish, type Installation, makeRoom, page, post, rows } from './operator.ts'

const room = makeRoom()
let debian: DebianPostgres | undefined
let url: string
let programs: [Program, Program] | undefined
let place: Installation

beforeAll(async () => {
  if (skipDebianPostgres) return
  debian = await startDebianPostgres()
  url = await debian.newDatabase()
  // On an empty database, at the same moment: one makes the tables while the other waits.
  const env = { DATABASE_URL: url, DATA_DIR: room.place() }
  programs = await Promise.all([startProgram(env), startProgram(env)])
  place = await furnish(url, 1)
})

afterAll(async () => {
  await Promise.all((programs ?? []).map((program) => program.stop()))
  await debian?.stop()
  room.remove()
})

const add = (to: Program, word: string) =>
  post(to.address, place.clients[0]!, `${place.meeting}/programme/new`, { 'title/nb': word, kind: 'talk' })

test.skipIf(skipDebianPostgres)(
  '[needs package: postgresql] two starting at once on an empty database both become ready',
  async () => {
    const [one, other] = programs!
    for (const program of [one, other]) expect((await fetch(`${program.address}/readyz`)).status).toBe(200)
    expect(debian!.version).toMatch(/^1[5-9]\./)
    const applied = await rows<{ hash: string }>(url, 'select hash from drizzle.__drizzle_migrations')
    expect(new Set(applied.map(({ hash }) => hash)).size).toBe(applied.length)
    // No sample in a database that is not the program's own.
    expect(await rows(url, 'select slug from network where sample')).toEqual([])
    // Both know the same sessions.
    for (const program of [one, other]) expect(await page(program.address, place.clients[0]!, '/me')).toContain('Organiser 0')
  },
)

test.skipIf(skipDebianPostgres)('[needs package: postgresql] one that has no folder for files does not start', async () => {
  const file = room.place('file')
  writeFileSync(file, 'a letter')
  const program = launch({ DATABASE_URL: url, DATA_DIR: file, PORT: String(await freePort()) })
  expect(await program.ended).toBe(1)
  expect(program.output()).toContain(`Samling could not start: ${file} must be a folder, and something else has that name`)
})

test.skipIf(skipDebianPostgres)(
  '[needs package: postgresql] a change in one is on the page the other has kept within a second',
  async () => {
    const [one, other] = programs!
    const waits: number[] = []
    for (let i = 0; i < 8; i++) {
      const kept = await fetch(other.address + place.meeting)
      await kept.text()
      const word = `Nytt punkt nummer ${i}`
      expect((await add(one, word)).status).toBe(303)
      const begun = performance.now()
      while (!(await page(other.address, null, place.meeting)).includes(word)) {
        expect(performance.now() - begun, 'milliseconds until the other shows it').toBeLessThan(1000)
        await setTimeout(5)
      }
      waits.push(Math.round(performance.now() - begun))
      // And who had the old page is not told that it still stands.
      const headers = { 'if-none-match': kept.headers.get('etag')! }
      expect((await fetch(other.address + place.meeting, { headers })).status).toBe(200)
    }
    console.log(`the other showed it after ${waits.join(', ')} ms`)
  },
)

test.skipIf(skipDebianPostgres)(
  '[needs package: postgresql] a meeting taken back in one is gone from the other, kept page and all',
  async () => {
    const [one, other] = programs!
    const status = async () => (await fetch(other.address + place.meeting)).status
    for (let i = 0; i < 3; i++) {
      expect([await status(), await status()]).toEqual([200, 200])
      expect((await post(one.address, place.clients[0]!, `${place.meeting}/unpublish`, {})).status).toBe(303)
      const begun = performance.now()
      expect((await fetch(one.address + place.meeting)).status, 'at once where it was done').toBe(404)
      while ((await status()) !== 404) {
        expect(performance.now() - begun, 'milliseconds until it is gone').toBeLessThan(1000)
        await setTimeout(5)
      }
      expect((await post(one.address, place.clients[0]!, `${place.meeting}/publish`, {})).status).toBe(303)
      while ((await status()) !== 200) {
        expect(performance.now() - begun, 'milliseconds until it is back').toBeLessThan(2000)
        await setTimeout(5)
      }
    }
  },
)

test.skipIf(skipDebianPostgres)(
  '[needs package: postgresql] every connection is cut: both go on, nothing answered is lost, and no old page is shown',
  async () => {
    const [one, other] = programs!
    const answered: string[] = []
    for (let cut = 0; cut < 3; cut++) {
      let stop = false
      const writing = [one, other].map(async (program, who) => {
        for (let i = 0; !stop; i++) {
          const word = `Kutt ${cut} ${who} ${i}.`
          const answer = await add(program, word)
          // A page with words and a reference, never silence.
          if (answer.status === 303) answered.push(word)
          else expect(await answer.text()).toContain('<h1')
        }
      })
      await setTimeout(300)
      await rows(
        url,
        `select pg_terminate_backend(pid) from pg_stat_activity 
        where application_name like 'samling%' and pid <> pg_backend_pid()`,
      )
      await setTimeout(300)
      stop = true
      await Promise.all(writing)
    }
    expect(answered.length).toBeGreaterThan(20)
    for (const program of [one, other]) {
      for (let waited = 0; (await fetch(`${program.address}/readyz`)).status !== 200; waited += 50) {
        expect(waited).toBeLessThan(3000)
        await setTimeout(50)
      }
      const shown = await page(program.address, null, place.meeting)
      expect(answered.filter((word) => !shown.includes(word))).toEqual([])
    }
  },
)

// The last one: there is no database afterwards.
test.skipIf(skipDebianPostgres)(
  '[needs package: postgresql] with the database gone they live, are not ready, and answer with words and a reference that the log holds',
  async () => {
    const [one] = programs!
    await debian!.stop()
    debian = undefined
    for (let waited = 0; (await fetch(`${one.address}/readyz`)).status !== 503; waited += 50) {
      expect(waited).toBeLessThan(3000)
      await setTimeout(50)
    }
    const ready = (await (await fetch(`${one.address}/readyz`)).json()) as { problems: string[] }
    expect(ready.problems).toContain('the database does not answer')
    expect((await fetch(`${one.address}/healthz`)).status).toBe(200)
    // Not from memory either: nobody can say whether it still stands.
    const answer = await fetch(one.address + place.meeting, { headers: { 'accept-language': 'en' } })
    expect(answer.status).toBe(500)
    const reference = /Reference: ([0-9a-f]{10})/.exec(await answer.text())![1]!
    const line = one
      .output()
      .split('\n')
      .find((told) => told.includes(`"ref":"${reference}"`) && told.includes('"err"'))
    expect(JSON.parse(line!)).toMatchObject({ level: 50, path: place.meeting, msg: 'failed' })
  },
)
