import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { databaseUrl, TEMPLATE } from '../../../tests/database.ts'
import { type S3Server, startS3 } from '../../../tests/s3.ts'
import { migrate, migrationsFolder } from '../db/migrate.ts'
import { openFileStore } from '../files/disk.ts'
import { openS3Store } from '../files/s3.ts'
import type { FileStore } from '../files/store.ts'
import { backup } from './backup.ts'
import { type FileSource, folderSource, storeSource } from './files.ts'
import { restore } from './restore.ts'

const MB = 1024 * 1024
const network = randomUUID()
const root = mkdtempSync(join(tmpdir(), 'samling-backup-s3-'))
let s3: S3Server
let source: string
let made = 0
beforeAll(async () => {
  s3 = await startS3()
  source = await newDatabase(`template ${TEMPLATE}`)
})
afterAll(async () => {
  await s3.end()
  rmSync(root, { recursive: true, force: true })
})

async function newDatabase(from = 'template template0'): Promise<string> {
  const name = `backup_s3_${process.pid}_${++made}`
  const client = new pg.Client({ connectionString: inject('server') })
  await client.connect()
  await client.query(`create database ${name} ${from}`)
  await client.end()
  return databaseUrl(inject('server'), name)
}
const newFolder = () => mkdtempSync(join(root, 'folder-'))
const bucket = (prefix: string) => openS3Store(s3.bucket(prefix), newFolder())
const put = (store: FileStore, content: Buffer) => store.put(network, Readable.from([content]), 50 * MB)

async function archiveOf(files: FileSource): Promise<string> {
  const out = join(root, `archive${++made}`)
  await backup({ databaseUrl: source, files, out, version: '1.0.0' })
  return out
}
async function restoreFrom(from: string, filesDir: string, store?: FileStore) {
  const url = await newDatabase()
  const report = restore({ databaseUrl: url, filesDir, ...(store && { store }), from, migrations: migrationsFolder(), migrate })
  return { url, report: await report.catch((error: Error) => error) }
}

test('files go from a disk into a bucket and back, byte for byte', async () => {
  const folder = newFolder()
  const disk = openFileStore(folder)
  const contents = [randomBytes(9 * MB + 3), Buffer.from('liten'), randomBytes(70_000)]
  for (const content of contents) await put(disk, content)

  const there = bucket('there/')
  const staging = newFolder()
  const { report } = await restoreFrom(await archiveOf(folderSource(folder)), staging, there)
  expect(report).toMatchObject({ files: 3 })
  expect(readdirSync(staging).filter((name) => name !== '.halves')).toEqual([])

  const back = newFolder()
  expect((await restoreFrom(await archiveOf(storeSource(there)), back)).report).toMatchObject({ files: 3 })
  const again = openFileStore(back)
  for (const content of contents) {
    const sha256 = createHash('sha256').update(content).digest('hex')
    expect((await buffer(await again.read(network, sha256))).equals(content)).toBe(true)
  }
  expect(readdirSync(back)).toEqual([network])
})

test('a bucket that holds something is refused, and stays as it was', async () => {
  const taken = bucket('taken/')
  const { sha256 } = await put(taken, Buffer.from('min'))
  const { url, report } = await restoreFrom(await archiveOf(folderSource(newFolder())), newFolder(), taken)
  expect(String(report)).toMatch(/S3_URL leads to is not empty.*choose another bucket/)
  expect((await Array.fromAsync(taken.all())).map((file) => file.sha256)).toEqual([sha256])
  expect(await tables(url)).toBe(0)
})

test('a file that is not what its name says restores nothing, neither rows nor the files before it', async () => {
  const folder = newFolder()
  const disk = openFileStore(folder)
  for (let i = 0; i < 5; i++) await put(disk, Buffer.from(`fil ${i}`))
  writeFileSync(join(folder, network, 'f'.repeat(64)), 'something else')
  const target = bucket('damaged/')
  const { url, report } = await restoreFrom(await archiveOf(folderSource(folder)), newFolder(), target)
  expect(String(report)).toMatch(/The backup is damaged.*ffff is not what its name says. Nothing was restored/)
  expect(await Array.fromAsync(target.all())).toEqual([])
  expect(await tables(url)).toBe(0)
})

test('a bucket that goes away ends the backup in words, with no archive', async () => {
  const other = await startS3()
  const store = openS3Store(other.bucket(), newFolder())
  await put(store, Buffer.from('borte'))
  await other.end()
  const before = made
  await expect(archiveOf(storeSource(store))).rejects.toThrow(/^The backup stopped: the store that S3_URL leads to/)
  expect(existsSync(join(root, `archive${before + 1}`))).toBe(false)
})

async function tables(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query("select count(*)::int as n from pg_tables where schemaname = 'public'")
  await client.end()
  return rows[0].n
}
