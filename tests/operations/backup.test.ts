/** Backup while people work, restore on another machine and on another PostgreSQL: same people, same words, same files. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { skipDebianPostgres, startDebianPostgres } from '../debian-postgres.ts'
import { type Program, startProgram } from '../program.ts'
import { databaseOf, databaseProcesses, furnish, type Installation, makeRoom, page, post, rows, samling } from './operator.ts'

const room = makeRoom()
const [dataDir, archive] = [room.place(), room.place('archive')]
let program: Program
let place: Installation
/** What was answered before the backup began. */
const before: string[] = []

beforeAll(async () => {
  program = await startProgram({ DATA_DIR: dataDir, SAMPLE: 'no' })
  place = await furnish(await databaseOf(dataDir), 2)
  for (const word of ['Om nett og hylle', 'Čoahkkin Kárášjogas', 'Grøt & ære <b>']) {
    await write(word)
    before.push(word)
  }
  await upload('Referat frå i fjor.txt', 'Møtet vart heva.\n'.repeat(5000))
})

afterAll(async () => {
  await program?.stop()
  room.remove()
})

async function write(word: string): Promise<void> {
  const client = place.clients[0]!
  const answer = await post(program.address, client, `${place.meeting}/programme/new`, { 'title/nb': word, kind: 'talk' })
  expect(answer.status).toBe(303)
}

async function upload(name: string, text: string): Promise<void> {
  const form = new FormData()
  for (const [field, value] of Object.entries({ kind: 'paper', title: name, locale: 'nn' })) form.set(field, value)
  form.set('file', new File([text], name, { type: 'text/plain' }))
  expect((await post(program.address, place.clients[1]!, `${place.item}/materials`, form)).status).toBe(303)
}

/** The programme and its acts, in one order everywhere. */
const contents = (url: string) =>
  rows(url, `select title, position, public_id, version from item order by public_id`).then(async (items) => ({
    items,
    acts: await rows(url, 'select id, action, after, by_name from activity order by id'),
    people: await rows(url, 'select id, name, email from person order by id'),
    secrets: await rows(url, 'select name, value from secret order by name'),
  }))

/** The stored files, by name, with their bytes. */
function files(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => !path.startsWith('.halves') && statSync(join(folder, path)).isFile())
      .map((path) => [path, readFileSync(join(folder, path), 'latin1')]),
  )
}

/** A program on a restored installation: whoever was signed in still is, reads what was there, and goes on writing. */
async function expectAtHome(env: Record<string, string>, url: () => Promise<string>): Promise<void> {
  const restored = await startProgram(env)
  try {
    const [client] = place.clients
    expect(await page(restored.address, client!, '/me')).toContain('Organiser 0')
    const meeting = await page(restored.address, null, place.meeting)
    for (const word of before) expect(meeting).toContain(word.replace('&', '&amp;').replaceAll('<', '&lt;'))
    expect(meeting).toContain('Referat frå i fjor')
    const [file] = await rows<{ id: string; name: string }>(await url(), 'select id, file_name as name from material_version')
    const got = await fetch(`${restored.address}/files/${place.networkId}/${file!.id}/${encodeURIComponent(file!.name)}`)
    expect(await got.text()).toBe('Møtet vart heva.\n'.repeat(5000))
    // A number nobody has had: sequences came along.
    const answer = await post(restored.address, client!, `${place.meeting}/programme/new`, {
      'title/nb': 'Etterpå',
      kind: 'talk',
    })
    expect(answer.status).toBe(303)
    expect(await page(restored.address, null, place.meeting)).toContain('Etterpå')
  } finally {
    await restored.stop()
  }
}

test('a backup is taken while people write, and holds all that was answered before', async () => {
  let done = false
  let during = 0
  const working = (async () => {
    while (!done) await write(`Underveis ${++during}`)
  })()
  const { code, err } = await samling(['backup', archive], { DATA_DIR: dataDir }).finally(() => {
    done = true
  })
  await working
  expect(err).toMatch(/^Backed up \d+ rows of \d+ tables and 1 files in [\d.]+ s: /m)
  expect(code).toBe(0)
  expect(during).toBeGreaterThan(1)
  // It holds every secret: nobody else may read it.
  expect(statSync(archive).mode & 0o777).toBe(0o600)

  // Never over an older one.
  const again = await samling(['backup', archive], { DATA_DIR: dataDir })
  expect(again.code).toBe(1)
  expect(again.err).toContain(`${archive} exists already`)
})

test('restored into an empty folder it is the same installation', async () => {
  const restored = room.place()
  const { code, err } = await samling(['restore', archive], { DATA_DIR: restored })
  expect(err).toContain('Restored. "npm start" runs it.')
  expect(code).toBe(0)
  expect(databaseProcesses(restored)).toEqual([])
  expect(files(join(restored, 'files'))).toEqual(files(join(dataDir, 'files')))
  await expectAtHome({ DATA_DIR: restored }, () => databaseOf(restored))

  // Into that one, which is in use now, nothing is restored, and what is there stays.
  const refused = await samling(['restore', archive], { DATA_DIR: restored })
  expect(refused.code).toBe(1)
  expect(refused.err).toMatch(/^The database is not empty: it has \d+ tables .*choose another DATA_DIR/m)
  expect(databaseProcesses(restored)).toEqual([])
  await expectStays(restored)
})

async function expectStays(restored: string): Promise<void> {
  const again = await startProgram({ DATA_DIR: restored })
  expect(await page(again.address, null, place.meeting)).toContain('Etterpå')
  await again.stop()
}

test('nothing is restored under a running program, nor beside somebody’s files', async () => {
  const running = await samling(['restore', archive], { DATA_DIR: dataDir })
  expect(running.code).toBe(1)
  expect(running.err).toContain('Samling is running on this DATA_DIR. Stop it first')

  const occupied = room.place()
  mkdirSync(join(occupied, 'files'), { recursive: true })
  writeFileSync(join(occupied, 'files', 'viktig.txt'), 'ikke rør')
  const { code, err } = await samling(['restore', archive], { DATA_DIR: occupied })
  expect(code).toBe(1)
  expect(err).toContain(`${join(occupied, 'files')} is not empty`)
  expect(readFileSync(join(occupied, 'files', 'viktig.txt'), 'utf8')).toBe('ikke rør')

  const cut = room.place('cut')
  writeFileSync(cut, readFileSync(archive).subarray(0, statSync(archive).size / 2))
  const half = room.place()
  const damaged = await samling(['restore', cut], { DATA_DIR: half })
  expect(damaged.code).toBe(1)
  expect(damaged.err).toMatch(/^The backup is damaged or cut off: /m)
  expect(existsSync(join(half, 'files')) ? files(join(half, 'files')) : {}).toEqual({})
  // And the same folder still takes the whole one.
  expect((await samling(['restore', archive], { DATA_DIR: half })).code).toBe(0)
})

test.skipIf(skipDebianPostgres)(
  '[needs package: postgresql] goes to an older PostgreSQL of somebody else’s, works there, and comes back',
  async () => {
    const debian = await startDebianPostgres()
    try {
      const [url, there] = [await debian.newDatabase(), room.place()]
      const env = { DATABASE_URL: url, DATA_DIR: there }
      expect(await samling(['restore', archive], env)).toMatchObject({ code: 0 })
      expect(existsSync(join(there, 'postgres'))).toBe(false)
      await expectAtHome(env, async () => url)

      const [back, home] = [room.place('archive'), room.place()]
      expect(await samling(['backup', back], env)).toMatchObject({ code: 0 })
      expect(await samling(['restore', back], { DATA_DIR: home })).toMatchObject({ code: 0 })
      expect(files(join(home, 'files'))).toEqual(files(join(there, 'files')))
      const after = await contents(url)
      const again = await startProgram({ DATA_DIR: home })
      expect(await contents(await databaseOf(home))).toEqual(after)
      await again.stop()
    } finally {
      await debian.stop()
    }
  },
)
