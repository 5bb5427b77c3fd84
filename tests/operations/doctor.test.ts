/** `samling doctor` on a real installation with damage planted in it, while the program runs. */
import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'drizzle-orm'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { material, materialVersion } from '#materials/tables.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import { openDatabase } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import type { Finding } from '#platform/doctor/finding.ts'
import { openS3Store } from '#platform/files/s3.ts'
import type { StoredFile } from '#platform/files/store.ts'
import { keepFile } from '#platform/files/writes.ts'
import { startS3 } from '../s3.ts'
import { makeWorld, type World } from '../world.ts'
import { samling } from './operator.ts'

let world: World
let env: Record<string, string>
beforeAll(async () => {
  world = await makeWorld()
  env = { DATABASE_URL: world.database.url, DATA_DIR: world.ground.config.dataDir }
})
afterAll(() => world.end())

const doctor = (args: string[] = [], over: Record<string, string> = {}) => samling(['doctor', ...args], { ...env, ...over })

async function findings(
  over: Record<string, string> = {},
): Promise<{ sound: boolean; findings: Finding[]; code: number | null }> {
  const { code, out, err } = await doctor(['--json'], over)
  if (!out) throw new Error(err)
  return { ...(JSON.parse(out) as { sound: boolean; findings: Finding[] }), code }
}
const about = (all: readonly Finding[], area: Finding['about'], is?: Finding['is']) =>
  all.filter((one) => one.about === area && (!is || one.is === is)).map((one) => one.text)

/** A stored file with its row and, if it has a name, a material that speaks of it. */
async function keep(content: Buffer, name?: string, row = true): Promise<StoredFile> {
  const { ground, networkId } = world
  const stored = await ground.files.put(networkId, Readable.from([content]), 1e8)
  await inTransaction(ground.db, async (tx) => {
    if (row) await keepFile(tx, ground.files, networkId, stored)
    if (!name) return
    const [materialId, id] = [newId(), newId()]
    const { sha256, size, mediaType } = stored
    await tx
      .insert(material)
      .values({ id: materialId, networkId, meetingId: newId(), itemId: newId(), kind: 'paper', title: { nb: name }, position: 0 })
    await tx.insert(materialVersion).values({ id, networkId, materialId, number: 1, sha256, size, mediaType, fileName: name })
  })
  return stored
}
const placeOf = ({ sha256 }: StoredFile) => join(world.ground.config.filesDir, world.networkId, sha256)
function age(path: string) {
  const old = new Date(Date.now() - 2 * 60 * 60 * 1000)
  utimesSync(path, old, old)
}

describe('files', () => {
  beforeEach(async () => {
    await world.ground.db.execute(sql`truncate file, material, material_version`)
    rmSync(join(world.ground.config.filesDir), { recursive: true, force: true })
  })

  test('nothing is wrong: exit code 0, one line each', async () => {
    await keep(randomBytes(300_000), 'Program.pdf')
    await keep(Buffer.from('referat'))
    const { code, out, err } = await doctor()
    expect(code, out + err).toBe(0)
    expect(err).toBe('')
    expect(out).toMatch(/^ok {5}settings {2}People reach it at http/m)
    expect(out).toMatch(/^ok {5}database {2}PostgreSQL \d+[.\d]* .*answers\.$/m)
    expect(out).toMatch(/^ok {5}database {2}Its schema is that of this version \(\d+ migrations\)\.$/m)
    expect(out).toMatch(/^ok {5}files {5}2 files \(300\.0 kB\) are what their names say\.$/m)
    expect(out).toMatch(/\nNothing is wrong\.\n$/)
  })

  test('a flipped byte, a file that is gone, a row that is gone, a stray, an upload that never ended', async () => {
    const damaged = await keep(randomBytes(100_000), 'Lysbilder vår.pptx')
    const gone = await keep(Buffer.from('borte'), 'Sakspapir.pdf')
    const unknown = await keep(Buffer.from('uten rad'), 'Uten rad.txt', false)
    const stray = await keep(Buffer.from('herreløs'), undefined, false)
    const young = await keep(Buffer.from('på vei inn'), undefined, false)
    const bytes = readFileSync(placeOf(damaged))
    bytes[50_000]! ^= 1
    writeFileSync(placeOf(damaged), bytes)
    rmSync(placeOf(gone))
    age(placeOf(stray))
    const half = join(world.ground.config.filesDir, '.halves', 'half')
    writeFileSync(half, 'halv')
    age(half)
    const before = await everything()

    const { sound, code, findings: found } = await findings()
    expect([sound, code]).toEqual([false, 1])
    expect(about(found, 'files', 'wrong')).toEqual([
      expect.stringMatching(new RegExp(`/${damaged.sha256} \\("Lysbilder vår.pptx"\\) is damaged`)),
      expect.stringMatching(new RegExp(`/${gone.sha256} \\("Sakspapir.pdf"\\) is gone: it has a row and no bytes`)),
      expect.stringMatching(new RegExp(`/${unknown.sha256} \\("Uten rad.txt"\\) is spoken of and has no row`)),
    ])
    expect(about(found, 'files', 'note')).toEqual([
      expect.stringContaining(`1 file that nothing points to, as ${world.networkId}/${stray.sha256}`),
      expect.stringMatching(/^1 upload never ended/),
    ])
    expect(JSON.stringify(found)).not.toContain(young.sha256)
    expect(await everything()).toEqual(before)

    const { out, code: again } = await doctor()
    expect(again).toBe(1)
    expect(out).toMatch(/^wrong {2}files {5}.*Lysbilder vår.pptx/m)
    expect(out).toMatch(/\n3 things wrong\.\n$/)
  })

  test('a size that differs from the row’s is damage, even where the name holds', async () => {
    const file = await keep(Buffer.from('hel'))
    await world.ground.db.execute(sql`update file set size = 4`)
    expect(about((await findings()).findings, 'files', 'wrong')).toEqual([expect.stringContaining(`${file.sha256} is damaged`)])
  })

  test('in a bucket too: what is flipped, and a bucket that is not there', async () => {
    const s3 = await startS3()
    const store = openS3Store(s3.bucket('filer/'), world.ground.config.filesDir)
    const stored = await store.put(world.networkId, Readable.from([randomBytes(50_000)]), 1e6)
    await world.ground.db.execute(
      sql`insert into file (network_id, sha256, size, media_type) values (${world.networkId}, ${stored.sha256}, 50000, 'x/x')`,
    )
    const { endpoint, bucket, key, secret } = s3.bucket()
    const settings = { S3_URL: `${endpoint}/${bucket}/filer`, S3_KEY: key, S3_SECRET: secret }
    expect((await findings(settings)).findings.filter((one) => one.is === 'wrong')).toEqual([])
    const path = s3.pathOf(`filer/${world.networkId}/${stored.sha256}`)
    const bytes = readFileSync(path)
    bytes[7]! ^= 128
    writeFileSync(path, bytes)
    expect(about((await findings(settings)).findings, 'files', 'wrong')).toEqual([expect.stringContaining('is damaged')])
    await s3.end()
    const { code, findings: found } = await findings(settings)
    expect(code).toBe(1)
    expect(about(found, 'files', 'wrong')).toEqual([expect.stringMatching(/^The files cannot be read/)])
  })
})

test('its database refuses every change', async () => {
  const { db, end } = openDatabase(world.database.url, { connections: 3, readOnly: true })
  const tries = Array.from({ length: 3 }, () => db.execute(sql`delete from mail`))
  for (const tried of await Promise.allSettled(tries))
    expect(tried).toMatchObject({ status: 'rejected', reason: { cause: { code: '25006' } } })
  await end()
})

describe('around the files', () => {
  test('a database that does not answer: told, and digests are verified all the same', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as { port: number }
    await new Promise((resolve) => server.close(resolve))
    const { code, findings: found } = await findings({ DATABASE_URL: `postgresql://samling:hemmelig@127.0.0.1:${port}/samling` })
    expect(code).toBe(1)
    expect(about(found, 'database', 'wrong')).toEqual([expect.stringMatching(/does not answer: nothing listens there/)])
    expect(about(found, 'files', 'ok')).toEqual([expect.stringContaining('not compared with the rows')])
    expect(JSON.stringify(found)).not.toContain('hemmelig')
  })

  test('a migration that is missing, and one too many', async () => {
    const { db } = world.ground
    const { rows } = await db.execute(
      sql`delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations) returning hash, created_at`,
    )
    expect(about((await findings()).findings, 'database', 'wrong')).toEqual([
      expect.stringMatching(/^1 migration of this version is missing: "npm start"/),
    ])
    await db.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${rows[0]!['hash']}, ${rows[0]!['created_at']}), ('later', 9999999999999)`,
    )
    expect(about((await findings()).findings, 'database', 'wrong')).toEqual([
      expect.stringContaining('a newer version of Samling'),
    ])
    await db.execute(sql`delete from drizzle.__drizzle_migrations where hash = 'later'`)
  })

  test('LibreOffice that is not there: what to install, and it is no fault', async () => {
    const { findings: found } = await findings({ PATH: '/nowhere' })
    expect(about(found, 'programs', 'note')).toContainEqual(expect.stringMatching(/LibreOffice is not there.*apt-get install/))
  })

  test('mail: none, a server that lets us in, one that does not', async () => {
    expect(about((await findings()).findings, 'mail', 'note')).toContainEqual(expect.stringContaining('SMTP_URL is not set'))
    const smtp = new SMTPServer({
      authOptional: false,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ password }, _, answer) =>
        password === 'riktig' ? answer(null, { user: 'samling' }) : answer(new Error('Invalid login')),
    })
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
    const { port } = smtp.server.address() as { port: number }
    const at = (password: string) => ({ SMTP_URL: `smtp://samling:${password}@127.0.0.1:${port}`, MAIL_FROM: 'S <s@example.no>' })
    const fine = await findings(at('riktig'))
    expect(about(fine.findings, 'mail', 'ok')).toEqual([expect.stringContaining('lets us in')])
    const refused = await findings(at('galt'))
    expect(about(refused.findings, 'mail', 'wrong')).toEqual([
      expect.stringMatching(/does not take mail from us: .*Invalid login/),
    ])
    expect(JSON.stringify(refused)).not.toContain('galt')
    await new Promise<void>((resolve) => smtp.close(() => resolve()))
  })

  test('an address that only this machine can reach, where others shall', async () => {
    const { findings: found } = await findings({ HOST: '0.0.0.0' })
    expect(about(found, 'settings', 'wrong')).toEqual([expect.stringContaining('BASE_URL is not set')])
  })
})

/** All rows' fingerprints, all files and when they were last written to. */
async function everything() {
  const { rows } = await world.ground.db.execute<{ name: string }>(
    sql`select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by 1`,
  )
  const sums: Record<string, unknown> = {}
  for (const { name } of rows) {
    const { rows: sum } = await world.ground.db.execute(
      sql.raw(`select count(*)::int as n, md5(string_agg(t::text, '|' order by t::text)) as sum from ${name} t`),
    )
    sums[name] = sum[0]
  }
  const files = await Array.fromAsync(world.ground.files.all())
  return { sums, files, halves: await world.ground.files.unfinished() }
}
