/** A whole network taken out and taken in elsewhere: every row of every table that is not left out, and nothing of what is. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { membership, network } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import { openFileStore } from '#platform/files/disk.ts'
import { type ZipEntry, zipOf } from '#platform/files/zipstream.ts'
import { aprilMeeting } from '../../../tests/april.ts'
import { plant } from '../../../tests/planted.ts'
import { freshDatabase, makeWorld, type World } from '../../../tests/world.ts'
import { unpacked } from '../../../tests/zip.ts'
import { wholeOf } from './formats.ts'
import { tablesOf } from './reads.ts'
import { blanked, leftOut, MANIFEST } from './rules.ts'
import { importNetwork } from './writes.ts'

let world: World
let folder: string
let archive: Buffer
let path: string
const elsewhere = '018f0000-0000-7000-8000-00000000e15e'

beforeAll(async () => {
  world = await makeWorld()
  folder = mkdtempSync(join(tmpdir(), 'samling-whole-'))
  await plant(world)
  await aprilMeeting(world)
  const { db, database } = world.ground
  // Another network, with a person of its own and one who belongs to both.
  await db.insert(network).values({ id: elsewhere, slug: 'sor', name: { nb: 'Sør' } })
  const [stranger] = await db.insert(person).values({ name: 'Fremmed', email: 'fremmed@sor.example' }).returning()
  for (const personId of [stranger!.id, world.people.member.id])
    await db.insert(membership).values({ networkId: elsewhere, personId, role: 'member' })
  await database.pool.query("update room set code = 'ABC234' where meeting_id = (select meeting_id from room limit 1)")
  // Signs that part lines elsewhere, as they come out of documents.
  await database.pool.query(
    "update network set description = jsonb_build_object('nb', E'Først\\u2028så\\u2029til slutt\\u0085') where slug = 'nord'",
  )
  const { zip } = await wholeOf(world.ground, { id: world.networkId, slug: 'nord' })
  archive = await buffer(zip)
  path = join(folder, 'nord.zip')
  writeFileSync(path, archive)
}, 120_000)
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await world.end()
})

/** All rows of every table, as JSON, without what the archive leaves out. */
async function rowsOf(pool: pg.Pool, where: (table: string) => string): Promise<Map<string, unknown[]>> {
  const { rows: names } = await pool.query<{ name: string }>(
    "select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname = 'public' order by 1",
  )
  const found = new Map<string, unknown[]>()
  for (const { name } of names) {
    if (leftOut[`public.${name}`]) continue
    const without = Object.keys(blanked[`public.${name}`] ?? {})
    const { rows } = await pool.query<{ row: string }>(
      `select (to_jsonb(t) - $1::text[])::text as row from "${name}" as t where ${where(name)} order by 1`,
      [without],
    )
    found.set(
      name,
      rows.map((one) => one.row),
    )
  }
  return found
}

const intoNew = async () => {
  const database = await freshDatabase()
  const files = openFileStore(mkdtempSync(join(folder, 'files-')))
  return { database, files }
}

describe('there and back', () => {
  it('is the same in every row of every table that goes along, and in every file', async () => {
    const { database, files } = await intoNew()
    const result = await importNetwork({ database, files, from: path })
    expect(result).toMatchObject({ slug: 'nord', missing: 0, known: 0, renumbered: 0 })
    const here = await rowsOf(world.database.pool, (table) =>
      table === 'network'
        ? `id = '${world.networkId}'`
        : table === 'person'
          ? "email <> 'fremmed@sor.example' and email not like 'outsider%' and email not like 'operator%' or email is null"
          : `network_id = '${world.networkId}'`,
    )
    const there = await rowsOf(database.pool, (table) => (table === 'activity' ? "action <> 'network.imported'" : 'true'))
    expect([...there.keys()]).toEqual([...here.keys()])
    for (const [table, rows] of here) expect([table, there.get(table)]).toEqual([table, rows])
    // It was a rich world: most tables have something to lose.
    expect([...here.values()].filter((rows) => rows.length > 0).length).toBeGreaterThan(35)
    const { rows: stored } = await database.pool.query<{ sha256: string }>('select sha256 from file')
    expect(stored.length).toBeGreaterThan(3)
    expect(result.files).toBe(stored.length)
    for (const { sha256 } of stored) {
      const [mine, theirs] = await Promise.all([
        world.ground.files.read(world.networkId, sha256).then(buffer),
        files.read(world.networkId, sha256).then(buffer),
      ])
      expect(theirs.equals(mine)).toBe(true)
    }
    const { rows: operators } = await database.pool.query('select 1 from person where operator')
    expect(operators).toEqual([])
    // Pages that waited there are waited for here at once.
    const { rows: drawn } = await database.pool.query<{ at: string }>('select distinct at::date::text as at from preview')
    expect(drawn).toEqual([{ at: '1970-01-01' }])
    // What is made there next has a number of its own.
    const { rows: next } = await database.pool.query(
      "select 1 where nextval('public_id') <= all (select greatest(max(m.public_id), max(i.public_id)) from meeting m, item i)",
    )
    expect(next).toEqual([])
    await database.drop()
  }, 60_000)

  it('stands beside what is there: numbers are given anew, and known persons are the same', async () => {
    const other = await makeWorld()
    try {
      await aprilMeeting(other)
      const before = await rowsOf(other.database.pool, (table) =>
        table === 'person' ? 'true' : table === 'network' ? 'true' : 'network_id is not null',
      )
      const { database, files } = other.ground
      const result = await importNetwork({ database, files, from: path, slug: 'nordover' })
      expect(result.known).toBeGreaterThan(2)
      expect(result.renumbered).toBeGreaterThan(5)
      const after = await rowsOf(database.pool, (table) =>
        table === 'person' ? 'true' : table === 'network' ? 'true' : 'network_id is not null',
      )
      for (const [table, rows] of before) expect(after.get(table)).toEqual(expect.arrayContaining(rows))
      // Who is a member there is a member here, by the address.
      const seen = await other.as('member', { url: '/nordover/people' })
      expect(seen.statusCode).toBe(200)
      const front = await other.as(null, { url: '/nordover' })
      expect([front.statusCode, front.body.includes('/nordover/')]).toEqual([200, true])
      expect((await other.as(null, { url: '/' })).body).toContain('/nordover')
      // The address an item had leads to the one it has.
      const { rows } = await world.database.pool.query<{ slug: string; number: string }>(
        `select m.slug, i.public_id as number from item i join meeting m on m.id = i.meeting_id where m.published_at is not null
          and m.audience = 'public' and i.audience = 'public' and i.parent_id is null and i.day_id is not null
          and i.public_id in (select public_id from item order by public_id limit 8) limit 1`,
      )
      const led = await other.as(null, { url: `/nordover/${rows[0]!.slug}/${rows[0]!.number}` })
      expect([led.statusCode, led.headers['location']]).toEqual([301, expect.stringContaining(`/nordover/${rows[0]!.slug}/`)])
      expect((await other.as(null, { url: led.headers['location'] as string })).statusCode).toBe(200)
    } finally {
      await other.end()
    }
  }, 60_000)
})

describe('what is left out', () => {
  it('has a reason, and is there in the database', async () => {
    const { rows } = await world.database.pool.query<{ name: string }>(
      "select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and n.nspname in ('public', 'auth')",
    )
    const there = new Set(rows.map((row) => row.name))
    expect(Object.keys(leftOut).filter((name) => !there.has(name))).toEqual([])
    // Everything else goes along: it has the network in each row, or is the network and its persons.
    const client = await world.database.pool.connect()
    const along = await tablesOf(client)
    client.release()
    const astray = along.filter(
      (table) => !['network', 'person'].includes(table.name) && !table.columns.some((one) => one.name === 'network_id'),
    )
    expect(astray.map((table) => table.name)).toEqual([])
    for (const [name, columns] of Object.entries(blanked)) {
      const table = along.find((one) => `public.${one.name}` === name)
      for (const column of Object.keys(columns)) expect(table?.columns.map((one) => one.name)).toContain(column)
    }
  })

  it('stands nowhere in the archive', async () => {
    const files = unpacked(archive)
    const text = [...files]
      .filter(([name]) => name.startsWith('tables/'))
      .map(([, content]) => content.toString())
      .join('')
    const { rows: secrets } = await world.database.pool.query<{ value: string }>('select value::text as value from secret')
    expect(secrets.length).toBeGreaterThan(0)
    for (const { value } of secrets) expect(text).not.toContain(value)
    for (const name of ['ballot', 'special_answer', 'mail', 'search_passage'])
      expect(files.has(`tables/${name}.ndjson`)).toBe(false)
    expect(text).not.toContain('fremmed@sor.example')
    expect(text).not.toContain('ABC234')
    expect(text).toContain(world.people.member.email)
  })
})

/** A manifest that can be written in. */
interface Loose {
  format: string
  schema: { migration: number }
  tables: { name: string; columns: string[]; rows: number; bytes: number; sha256: string }[]
}

describe('an archive that is not as it was made', () => {
  /** The archive with some files changed; null takes one out. */
  const changed = async (change: (files: Map<string, Buffer>) => void): Promise<string> => {
    const files = unpacked(archive)
    change(files)
    const all = async function* (): AsyncGenerator<ZipEntry> {
      for (const [name, content] of files) yield { name, content: [content] }
    }
    const at = join(folder, 'changed.zip')
    writeFileSync(at, await buffer(zipOf(all())))
    return at
  }
  const manifest = (files: Map<string, Buffer>, change: (manifest: Loose) => void) => {
    const said = JSON.parse(files.get(MANIFEST)!.toString()) as Loose
    change(said)
    files.set(MANIFEST, Buffer.from(JSON.stringify(said)))
  }
  const stored = (files: Map<string, Buffer>) => [...files.keys()].find((name) => name.startsWith('files/'))!

  it.each<[string, RegExp, (files: Map<string, Buffer>) => void]>([
    [
      'rows that were changed',
      /the rows of series are not those/,
      (files) => files.set('tables/series.ndjson', Buffer.from('{}\n')),
    ],
    ['rows that are missing', /the rows of item are missing/, (files) => files.delete('tables/item.ndjson')],
    ['a file that was changed', /is not the one that was put in/, (files) => files.set(stored(files), Buffer.from('other'))],
    [
      'a newer schema',
      /made by a newer version/,
      (files) => manifest(files, (said) => Object.assign(said.schema, { migration: 9e15 })),
    ],
    [
      'another form',
      /wants a newer program/,
      (files) => manifest(files, (said) => Object.assign(said, { format: 'samling.network/2' })),
    ],
    [
      'a column that is gone',
      /meeting\.moon, which this version does not know/,
      (files) => manifest(files, (said) => said.tables.find((one) => one.name === 'meeting')!.columns.push('moon')),
    ],
    [
      'a table that is left out',
      /secret\.name, which this version/,
      (files) =>
        manifest(files, (said) =>
          said.tables.push({ name: 'secret', columns: ['name'], rows: 0, bytes: 0, sha256: 'a'.repeat(64) }),
        ),
    ],
    ['a way out of the folder', /which is no part of a network/, (files) => files.set('../../etc/cron.d/evil', Buffer.from('x'))],
    [
      'pages for everybody',
      /archive of pages that everybody may read/,
      (files) => {
        files.clear()
        files.set('index.html', Buffer.from('')).set('checksums.txt', Buffer.from(''))
      },
    ],
    ['no manifest', /not an archive of a network/, (files) => files.delete(MANIFEST)],
  ])('%s', async (_, words, change) => {
    const { database, files } = await intoNew()
    await expect(importNetwork({ database, files, from: await changed(change) })).rejects.toThrow(words)
    expect((await database.pool.query('select 1 from network union all select 1 from meeting')).rows).toEqual([])
    await database.drop()
  })

  it('without a file: all else is taken in, and how many are missing is told', async () => {
    const { database, files } = await intoNew()
    const without = await changed((all) => all.delete(stored(all)))
    const { missing } = await importNetwork({ database, files, from: without })
    expect(missing).toBe(1)
    await database.drop()
  }, 30_000)

  it('cut off', async () => {
    const { database, files } = await intoNew()
    for (const length of [0, 10, archive.length / 2, archive.length - 30]) {
      writeFileSync(join(folder, 'cut.zip'), archive.subarray(0, length))
      await expect(importNetwork({ database, files, from: join(folder, 'cut.zip') })).rejects.toThrow(/damaged or cut off/)
    }
    const other = join(import.meta.dirname, 'whole.test.ts')
    await expect(importNetwork({ database, files, from: other })).rejects.toThrow('does not begin as a zip archive')
    await database.drop()
  })

  it('is here already, or has an address that another has', async () => {
    const { database, files } = world.ground
    await expect(importNetwork({ database, files, from: path })).rejects.toThrow('in this installation already')
    const other = await intoNew()
    await other.database.db.insert(network).values({ slug: 'nord', name: { nb: 'En annen' } })
    await expect(importNetwork({ ...other, from: path })).rejects.toThrow('Another network has the address /nord here')
    await expect(importNetwork({ ...other, from: path, slug: 'Å nei' })).rejects.toThrow('cannot be the address')
    expect((await importNetwork({ ...other, from: path, slug: 'nordover' })).slug).toBe('nordover')
    await other.database.drop()
  }, 30_000)
})
