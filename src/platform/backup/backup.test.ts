import {
  appendFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type DebianPostgres, skipDebianPostgres, startDebianPostgres } from '../../../tests/debian-postgres.ts'
import { type EmbeddedServer, startEmbedded } from '../db/embedded/keeper.ts'
import { migrate as migrateProgram, migrationsFolder } from '../db/migrate.ts'
import { backup } from './backup.ts'
import { BackupFailure } from './failure.ts'
import { type FileSource, folderSource } from './files.ts'
import { type RestoreReport, restore } from './restore.ts'

const root = mkdtempSync(join(tmpdir(), 'backup-test-'))
let server: EmbeddedServer
let debian: DebianPostgres | undefined
let made = 0
/** A filled database of the first schema, with its files. Tests read it and never change it, or put it back. */
let source: { url: string; filesDir: string }
let first: string
let both: string

beforeAll(async () => {
  server = await startEmbedded({ dataDir: join(root, 'data') })
  if (!skipDebianPostgres) debian = await startDebianPostgres()
  first = migrationsOf('first', [firstSchema])
  both = migrationsOf('both', [firstSchema, secondSchema])
  source = { url: await newDatabase(), filesDir: newFolder() }
  await up(first)(source.url)
  await query(source.url, rows)
  mkdirSync(join(source.filesDir, 'ab/cd'), { recursive: true })
  writeFileSync(join(source.filesDir, 'ab/cd/abcd0'), Buffer.alloc(700_000, 'ø'))
  writeFileSync(join(source.filesDir, 'ab/cd/tom'), '')
  writeFileSync(join(source.filesDir, `čoahkkin ${'lang '.repeat(30)}.pdf`), 'programma')
}, 30_000)

afterAll(async () => {
  await debian?.stop()
  await server?.stop()
  rmSync(root, { recursive: true, force: true })
})

let archive: string
beforeEach(() => {
  archive = join(root, `backup${++made}`)
})

test('brings back every row, file and position, and goes on from there', async () => {
  const lines: string[] = []
  const report = await backup({
    databaseUrl: source.url,
    files: folderSource(source.filesDir),
    out: archive,
    version: '1.0.0',
    log: (line) => lines.push(line),
  })
  expect(report).toMatchObject({ tables: 8, files: 3, bytes: statSync(archive).size })
  expect(report.rows).toBeGreaterThan(20_000)
  expect(lines.join('\n')).toMatch(/public\.row: 20000 rows\n8 tables, \d+ rows\n3 files, 1 MB/)
  expect(statSync(archive).mode & 0o777).toBe(0o600)

  const target = { url: await newDatabase(), filesDir: newFolder() }
  expect(await restoreInto(target)).toMatchObject({ version: '1.0.0', rows: report.rows, files: 3 })
  expect(await contents(target.url)).toEqual(await contents(source.url))
  expect(folder(target.filesDir)).toEqual(folder(source.filesDir))
  // Positions: the next number is one nobody has had. Triggers and keys are back at work.
  expect(await query(target.url, `INSERT INTO row (text) VALUES ('next') RETURNING id, shouted`)).toEqual([
    { id: '20001', shouted: 'NEXT' },
  ])
  expect(await query(target.url, `SELECT nextval('loose')`)).toEqual([{ nextval: '42' }])
  expect(await query(target.url, 'SELECT count(*)::int AS n FROM log')).toEqual([{ n: 1 }])
  await expect(query(target.url, `INSERT INTO child (id, parent) VALUES (99, 12345)`)).rejects.toThrow(/foreign key/)
  expect(await query(target.url, 'SELECT n FROM summary')).toEqual([{ n: '3' }])
})

test('an older backup is restored by a newer program, and brought up to date', async () => {
  await backupTo(archive)
  const target = { url: await newDatabase(), filesDir: newFolder() }
  await restoreInto(target, { migrations: both, migrate: up(both) })
  expect(await query(target.url, `SELECT name, added FROM parent WHERE name = 'Ánne'`)).toEqual([
    { name: 'Ánne', added: 'from Ánne' },
  ])
  expect(await query(target.url, 'SELECT count(*)::int AS n FROM drizzle.__drizzle_migrations')).toEqual([{ n: 2 }])

  // And the other way it is refused, not half understood.
  const newer = join(root, `backup${++made}`)
  await backup({ databaseUrl: target.url, files: folderSource(target.filesDir), out: newer, version: '2.0.0' })
  const old = { url: await newDatabase(), filesDir: newFolder() }
  await expect(restoreInto(old, { from: newer })).rejects.toThrow(
    /made by version 2\.0\.0 of the program, whose database this version does not know/,
  )
  await expectUntouched(old)
})

test.skipIf(skipDebianPostgres)(
  '[needs package: postgresql] goes from PostgreSQL 18 to an older one with an ordinary user, and back',
  async () => {
    await backupTo(archive)
    const older = { url: await debian!.newDatabase(), filesDir: newFolder() }
    await restoreInto(older)
    expect(await contents(older.url)).toEqual(await contents(source.url))
    await expect(query(older.url, `INSERT INTO child (id, parent) VALUES (99, 12345)`)).rejects.toThrow(/foreign key/)

    const back = join(root, `backup${++made}`)
    await backup({ databaseUrl: older.url, files: folderSource(older.filesDir), out: back, version: '1.0.0' })
    const target = { url: await newDatabase(), filesDir: newFolder() }
    await restoreInto(target, { from: back })
    expect(await contents(target.url)).toEqual(await contents(source.url))
    expect(folder(target.filesDir)).toEqual(folder(source.filesDir))
  },
)

test("the program's own schema survives the way, without its jobs", async () => {
  const from = await newDatabase()
  await migrateProgram(from)
  await query(
    from,
    `CREATE SCHEMA pgboss; CREATE TABLE pgboss.job AS SELECT 1 AS id; INSERT INTO secret (name, value) VALUES ('signing', 'x')`,
  )
  await backup({ databaseUrl: from, files: folderSource(join(root, 'no such folder')), out: archive, version: '1.0.0' })
  const target = { url: await newDatabase(), filesDir: newFolder() }
  await restoreInto(target, { migrations: migrationsFolder(), migrate: migrateProgram })
  const { 'pgboss.job': jobs, ...rest } = await contents(from)
  expect(jobs).toBeDefined()
  expect(await contents(target.url)).toEqual(rest)
})

test('is one moment, while others write', async () => {
  const url = await newDatabase()
  await up(first)(url)
  // Each transaction moves one from here to there: at any one moment the sum is the same.
  await query(
    url,
    `INSERT INTO account (id, amount) VALUES (1, 1000), (2, 0); INSERT INTO row (text) SELECT repeat(md5(g::text), 20) FROM generate_series(1, 30000) g`,
  )
  let writing = true
  let moved = 0
  const writer = (async () => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    for (; writing; moved++) {
      await client.query('BEGIN')
      await client.query('UPDATE account SET amount = amount - 1 WHERE id = 1')
      await client.query(`INSERT INTO row (text) VALUES ('moved')`)
      await client.query('UPDATE account SET amount = amount + 1 WHERE id = 2')
      await client.query('COMMIT')
    }
    await client.end()
  })()
  while (moved < 20) await new Promise((resolve) => setTimeout(resolve, 5))
  const before = moved
  await backup({ databaseUrl: url, files: folderSource(newFolder()), out: archive, version: '1.0.0' })
  expect(moved).toBeGreaterThan(before)
  writing = false
  await writer
  const target = { url: await newDatabase(), filesDir: newFolder() }
  await restoreInto(target)
  const [sums] = await query(
    target.url,
    `SELECT (SELECT sum(amount)::int FROM account) AS sum, (SELECT amount FROM account WHERE id = 2) AS there, (SELECT count(*)::int FROM row WHERE text = 'moved') AS rows`,
  )
  expect(sums!.sum).toBe(1000)
  expect(sums!.there).toBe(sums!.rows)
})

test('takes no harm from files that come and go', async () => {
  const filesDir = newFolder()
  for (let i = 0; i < 4; i++) writeFileSync(join(filesDir, `file${i}`), Buffer.alloc(20_000, i))
  const growing = join(filesDir, 'growing')
  writeFileSync(growing, 'x')
  const folder = folderSource(filesDir, (name) => name === 'file0')
  const files: FileSource = {
    async names() {
      const names = await folder.names()
      rmSync(join(filesDir, 'file2'))
      return names
    },
    async open(name) {
      const opened = await folder.open(name)
      if (name === 'growing') appendFileSync(growing, 'y'.repeat(1_000_000))
      return opened
    },
  }
  const lines: string[] = []
  await backup({ databaseUrl: source.url, files, out: archive, version: '1.0.0', log: (line) => lines.push(line) })
  const target = { url: await newDatabase(), filesDir: newFolder() }
  await restoreInto(target)
  expect(readdirSync(target.filesDir).sort()).toEqual(['file1', 'file3', 'growing'])
  expect(lines.join()).toContain('removed meanwhile: file2')
  expect(readFileSync(join(target.filesDir, 'growing'), 'utf8')).toBe('x')
})

test('streams, and puts secrets back beside what was there', async () => {
  const secret = join(newFolder(), 'secret')
  writeFileSync(secret, 'the old one')
  const out = new PassThrough()
  const [bytes] = await Promise.all([
    buffer(out),
    backup({ databaseUrl: source.url, files: folderSource(source.filesDir), secretFiles: [secret], out, version: '1.0.0' }),
  ])
  writeFileSync(archive, bytes)

  const place = join(newFolder(), 'secret')
  writeFileSync(place, 'made at a first start')
  const nowhere = { url: await newDatabase(), filesDir: newFolder() }
  await expect(restoreInto(nowhere)).rejects.toThrow(/a secret "secret" that this version of the program has no place for/)
  await expectUntouched(nowhere)
  await restoreInto(
    { url: await newDatabase(), filesDir: newFolder() },
    { secretFiles: [place], from: createReadStream(archive) },
  )
  expect(readFileSync(place, 'utf8')).toBe('the old one')
  expect(readFileSync(`${place}.before-restore`, 'utf8')).toBe('made at a first start')
})

test('refuses a database or a folder with something in it', async () => {
  await backupTo(archive)
  const filesDir = newFolder()
  await expect(restoreInto({ url: source.url, filesDir })).rejects.toThrow(
    /The database is not empty: it has 9 tables .* choose another DATA_DIR/,
  )
  writeFileSync(join(filesDir, 'mine'), 'x')
  const url = await newDatabase()
  await expect(restoreInto({ url, filesDir })).rejects.toThrow(/is not empty.*empty folder only/)
  expect(readdirSync(filesDir)).toEqual(['mine'])
  await expect(backupTo(archive)).rejects.toThrow(/exists already/)
})

test('refuses a damaged archive in words, wherever the damage is, and leaves nothing behind', async () => {
  await backupTo(archive)
  const target = { url: await newDatabase(), filesDir: newFolder() }
  const whole = readFileSync(archive)
  const refusal = /^The backup is damaged or cut off: .*Nothing was restored\. Use another copy/

  for (const part of [0, 0.01, 0.3, 0.6, 0.9, 0.99999]) {
    const cut = join(root, `backup${++made}`)
    writeFileSync(cut, whole)
    truncateSync(cut, Math.floor(whole.length * part))
    await expect(restoreInto(target, { from: cut }), `cut at ${part}`).rejects.toThrow(refusal)
  }
  for (const part of [0.1, 0.5, 0.9]) {
    const flipped = Buffer.from(whole)
    flipped[Math.floor(whole.length * part)]! ^= 0x10
    await expect(restoreInto(target, { from: stored(flipped) }), `flipped at ${part}`).rejects.toThrow(refusal)
  }
  // Changed by somebody who compresses it again properly: in a row, in a row that others need, in a file, at the end.
  const plain = zstdDecompressSync(whole)
  for (const [was, is, words] of [
    ['Ánne', 'Ånne', /the rows of public\.parent are not the ones/],
    ['\n20000\t', '\n20001\t', /the rows of public\.row are not/],
    ['programma', 'programmb', /its 3 files are not the ones/],
    ['"rows": 20000', '"rows": 20001', /public\.row has 20000 rows and should have 20001/],
    ['"version": "1.0.0"', '"version": "1.0.1"', /backup\.json was changed/],
    ['files/ab/cd/abcd0', 'files/../d/abcd0', /a file outside its folder/],
  ] as const) {
    const changed = replaced(plain, was, is)
    const from = stored(zstdCompressSync(changed, { params: { [constants.ZSTD_c_compressionLevel]: 1 } }))
    await expect(restoreInto(target, { from }), was).rejects.toThrow(words)
  }
  await expect(restoreInto(target, { from: stored(Buffer.from('PK\x03\x04 something else')) })).rejects.toThrow(
    /not a backup of this program/,
  )
  await expect(restoreInto(target, { from: join(root, 'nowhere') })).rejects.toThrow(/nowhere does not exist/)
  await expectUntouched(target)
  // There was something to be restored.
  await restoreInto(target)
}, 30_000)

test('says so when the disk is full, and leaves no half backup', async () => {
  const full = { databaseUrl: source.url, files: folderSource(source.filesDir), version: '1.0.0' }
  await expect(backup({ ...full, out: createWriteStream('/dev/full') })).rejects.toThrow(/^The backup stopped: the disk is full/)
  const unreachable = join(root, 'no folder here', 'backup')
  await expect(backup({ ...full, out: unreachable })).rejects.toThrow(BackupFailure)
  await expect(backup({ ...full, databaseUrl: 'postgresql://x@/x?host=/nowhere', out: archive })).rejects.toThrow(
    /the database does not answer/,
  )
  await expect(backup({ ...full, databaseUrl: await newDatabase(), out: archive })).rejects.toThrow(/nothing to back up/)
  expect(existsSync(archive) || existsSync(`${archive}.part`)).toBe(false)
})

function backupTo(out: string) {
  return backup({ databaseUrl: source.url, files: folderSource(source.filesDir), out, version: '1.0.0' })
}

function restoreInto(
  target: { url: string; filesDir: string },
  more: Partial<Parameters<typeof restore>[0]> = {},
): Promise<RestoreReport> {
  return restore({
    databaseUrl: target.url,
    filesDir: target.filesDir,
    from: archive,
    migrations: first,
    migrate: up(first),
    ...more,
  })
}

async function expectUntouched(target: { url: string; filesDir: string }): Promise<void> {
  expect(await query(target.url, `SELECT count(*)::int AS n FROM pg_class WHERE oid >= 16384`)).toEqual([{ n: 0 }])
  expect(readdirSync(target.filesDir)).toEqual([])
}

async function newDatabase(): Promise<string> {
  const name = `made${++made}`
  await query(server.url, `CREATE DATABASE ${name}`)
  return server.url.replace('@/samling?', `@/${name}?`)
}

function newFolder(): string {
  const path = join(root, `folder${++made}`)
  mkdirSync(path)
  return path
}

function stored(bytes: Buffer): string {
  const path = join(root, `backup${++made}`)
  writeFileSync(path, bytes)
  return path
}

/** Each table as the sum of its rows' text; the order of rows does not matter. */
async function contents(url: string): Promise<Record<string, string>> {
  const tables = await query(
    url,
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  )
  const found: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await query(
      url,
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C")), '') AS sum FROM ${name} t`,
    )
    found[String(name)] = String(row!.sum)
  }
  return found
}

function folder(dir: string): Record<string, string> {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    entries
      .map((entry) => [
        join(entry.parentPath, entry.name).slice(dir.length),
        readFileSync(join(entry.parentPath, entry.name), 'base64'),
      ])
      .sort(),
  )
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

function up(migrations: string): (url: string) => Promise<void> {
  return async (url) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await migrate(drizzle(client), { migrationsFolder: migrations })
    await client.end()
  }
}

function migrationsOf(name: string, texts: string[]): string {
  const path = join(root, name)
  mkdirSync(join(path, 'meta'), { recursive: true })
  const entries = texts.map((text, idx) => {
    writeFileSync(join(path, `000${idx}_step.sql`), text.trim().replaceAll(';\n\n', ';\n--> statement-breakpoint\n'))
    return { idx, version: '7', when: 1_790_000_000_000 + idx, tag: `000${idx}_step`, breakpoints: true }
  })
  writeFileSync(join(path, 'meta/_journal.json'), JSON.stringify({ version: '7', dialect: 'postgresql', entries }))
  return path
}

/** Of the same length, in a tar: offsets stay, and the header of the entry gets its sum anew. */
function replaced(tar: Buffer, was: string, is: string): Buffer {
  const changed = Buffer.from(tar)
  const at = changed.indexOf(was)
  if (at < 0) throw new Error(`${was} is not in the archive`)
  changed.write(is, at)
  if (at % 512 === 0) {
    changed.fill(' ', at + 148, at + 156)
    const sum = changed.subarray(at, at + 512).reduce((total, byte) => total + byte, 0)
    changed.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148)
  }
  return changed
}

// What makes loading hard: keys in a circle and into oneself, rows of a migration's own, triggers, generated columns,
// identities, names that need quotes, a second schema, and types whose text depends on settings.
const firstSchema = `
CREATE SCHEMA "auth";

CREATE TYPE "mood" AS ENUM ('glad', 'ikke glad');

CREATE SEQUENCE loose;

CREATE TABLE parent (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE, favourite bigint, above bigint REFERENCES parent);

CREATE TABLE child (id int PRIMARY KEY, parent bigint NOT NULL REFERENCES parent ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED);

ALTER TABLE parent ADD CONSTRAINT "its favourite" FOREIGN KEY (favourite) REFERENCES child;

CREATE TABLE "auth"."user" (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), "e-mail" text, parent bigint REFERENCES public.parent);

CREATE TABLE "Odd ""names""/here" ("a b" int, "ø" mood, tags text[], data jsonb, raw bytea, at timestamptz, lasts interval, part double precision, price numeric, born date);

CREATE TABLE row (id bigserial PRIMARY KEY, text text, shouted text GENERATED ALWAYS AS (upper(text)) STORED);

CREATE TABLE log (what text);

CREATE TABLE account (id int PRIMARY KEY, amount int);

CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO log VALUES (NEW.text); RETURN NEW; END';

CREATE TRIGGER noting AFTER INSERT ON row FOR EACH ROW EXECUTE FUNCTION note();

CREATE MATERIALIZED VIEW summary AS SELECT count(*) AS n FROM parent;

INSERT INTO parent (name) VALUES ('from the migration');
`
const secondSchema = `
ALTER TABLE parent ADD COLUMN added text;

UPDATE parent SET added = 'from ' || name;
`
const rows = `
UPDATE parent SET name = 'renamed later';
INSERT INTO parent (name) VALUES ('Ánne'), (E'tab\\t, line\\n, back\\\\slash, \\\\N');
INSERT INTO child SELECT id, id FROM parent;
UPDATE parent SET favourite = id, above = 1;
DELETE FROM parent WHERE false;
INSERT INTO "auth"."user" ("e-mail", parent) SELECT 'ane@example.no', id FROM parent;
INSERT INTO "Odd ""names""/here" VALUES
  (1, 'ikke glad', '{a,"b c",NULL}', '{"nb": "å", "se": "š\\\\t"}', '\\x00ff5c', '2026-11-22 16:25:12.123456+01', '1 mon -3 days 04:05:06.7', 0.1::float8 + 0.2, 12345678901234567890.123, 'infinity'),
  (NULL, NULL, '{}', 'null', '', '-infinity', '0', 'NaN', 'NaN', '0044-03-15 BC');
INSERT INTO row (text) SELECT 'row ' || g FROM generate_series(1, 20000) g;
DELETE FROM log;
SELECT setval('loose', 41);
REFRESH MATERIALIZED VIEW summary;
`
