import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, connect as dial } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type S3Server, startS3 } from '../../../tests/s3.ts'
import { openS3Store } from './s3.ts'

const MB = 1024 * 1024
const network = randomUUID()
let folder: string
let s3: S3Server
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samling-files-'))
  s3 = await startS3()
})
afterEach(async () => {
  await s3.end()
  rmSync(folder, { recursive: true, force: true })
})

const waiting = () => (existsSync(join(folder, '.halves')) ? readdirSync(join(folder, '.halves')) : [])
const sum = (content: Buffer) => createHash('sha256').update(content).digest('hex')

/** A line to the server that is cut for good once so many bytes have gone through it. */
async function lineOf(bytes: number): Promise<{ port: number; end: () => void }> {
  const { port } = new URL(s3.bucket().endpoint)
  let left = bytes
  const server = createServer((incoming) => {
    if (left <= 0) return void incoming.destroy()
    const outgoing = dial(Number(port), '127.0.0.1')
    for (const [from, to] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      from.on('error', () => to.destroy())
      from.on('close', () => to.destroy())
      from.pipe(to)
    }
    incoming.on('data', (chunk) => {
      left -= chunk.length
      if (left <= 0) incoming.destroy()
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as { port: number }).port, end: () => void server.close() }
}

test('a server that goes away in mid-upload: an error, nothing stored, nothing left, and the next one goes well', async () => {
  const content = randomBytes(30 * MB + 1)
  const line = await lineOf(20 * MB)
  const cut = openS3Store({ ...s3.bucket(), endpoint: `http://127.0.0.1:${line.port}` }, folder)
  await expect(cut.put(network, Readable.from([content]), 50 * MB)).rejects.toThrow()
  line.end()
  expect(waiting()).toEqual([])

  const store = openS3Store(s3.bucket(), folder)
  expect(await Array.fromAsync(store.all())).toEqual([])
  expect(await store.exists(network, sum(content))).toBe(false)
  await store.put(network, Readable.from([content]), 50 * MB)
  expect((await buffer(await store.read(network, sum(content)))).equals(content)).toBe(true)
})

test('a server that is not there is told as an error, and never as a file that is missing', async () => {
  const store = openS3Store(s3.bucket(), folder)
  const { sha256 } = await store.put(network, Readable.from([Buffer.from('her')]), MB)
  await s3.goAway()
  await expect(store.exists(network, sha256)).rejects.toThrow()
  await expect(store.remove(network, sha256)).rejects.toThrow()
  await expect(store.read(network, sha256)).rejects.toThrow()
  await expect(Array.fromAsync(store.all())).rejects.toThrow()
})

test('a wrong key and a bucket that is missing are errors', async () => {
  const put = (over: object) =>
    openS3Store({ ...s3.bucket(), ...over }, folder).put(network, Readable.from([Buffer.from('x')]), 9)
  await expect(put({ key: 'nobody' })).rejects.toMatchObject({ name: 'InvalidAccessKeyId' })
  await expect(put({ bucket: 'another' })).rejects.toMatchObject({ name: 'NoSuchBucket' })
  expect(waiting()).toEqual([])
})

test('lists more than one page of a thousand, and only what lies in its folder under a sum', async () => {
  const shas = Array.from({ length: 1003 }, (_, i) => sum(Buffer.from(String(i)))).sort()
  const store = openS3Store(s3.bucket('mine/'), folder)
  await store.put(network, Readable.from([Buffer.from('0')]), 9)
  const home = dirname(s3.pathOf(`mine/${network}/x`))
  for (const sha256 of shas) writeFileSync(join(home, `${sha256}._S3rver_object`), '0')
  writeFileSync(s3.pathOf(`mine/${network}/notes.txt`), 'x')
  await openS3Store(s3.bucket('other/'), folder).put(network, Readable.from([Buffer.from('else')]), 9)
  expect((await Array.fromAsync(store.all())).map((file) => file.sha256)).toEqual(shas)
})
