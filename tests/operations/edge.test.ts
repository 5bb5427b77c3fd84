/** What only a real line can bring: senders who break off, send too much, or speak no HTTP. Nothing of it may stop the program. */
import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Program, startProgram } from '../program.ts'
import { databaseOf, furnish, type Installation, makeRoom, page, post, rows } from './operator.ts'

const room = makeRoom()
const dataDir = room.place()
let program: Program
let place: Installation
let url: string

beforeAll(async () => {
  program = await startProgram({ DATA_DIR: dataDir, SAMPLE: 'no', UPLOAD_LIMIT: '20MB' })
  url = await databaseOf(dataDir)
  place = await furnish(url, 1)
})
afterAll(async () => {
  await program?.stop()
  room.remove()
})
afterEach(async () => {
  expect(await page(program.address, null, place.meeting)).toContain('Åpning')
  // Nothing a sender does is a fault of ours: no line of that level in the log.
  expect(program.output()).not.toMatch(/"level":(50|60)/)
})

/** Sends bytes as they are; resolves with all that comes back until the line is closed (or breaks, or two seconds pass). */
function speak(bytes: string | Buffer, andThen: 'listen' | 'hang up' = 'listen'): Promise<string> {
  const { port } = new URL(program.address)
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1')
    let heard = ''
    socket.setTimeout(2000, () => socket.destroy())
    socket.on('data', (chunk) => (heard += chunk.toString('latin1')))
    socket.on('error', () => {})
    socket.on('close', () => resolve(heard))
    socket.write(bytes, () => {
      if (andThen === 'hang up') void setTimeout(50).then(() => socket.destroy())
    })
  })
}

const formHead = (path: string, length: number, type = 'application/x-www-form-urlencoded') =>
  [
    `POST ${path} HTTP/1.1`,
    `Host: ${new URL(program.address).host}`,
    `Origin: ${program.address}`,
    `Cookie: ${place.clients[0]!.cookie}`,
    `Content-Type: ${type}`,
    `Content-Length: ${length}`,
    'Connection: close',
    '',
    '',
  ].join('\r\n')

test('a form that breaks off in the middle changes nothing', async () => {
  const body = 'name=Halve&locale=nb'
  expect(await speak(formHead('/me', body.length) + body)).toMatch(/^HTTP\/1\.1 303/)
  await speak(`${formHead('/me', 1000)}name=Avbrutt&locale=nb`, 'hang up')
  await speak(formHead('/me', 1000).slice(0, 80), 'hang up')
  expect(await page(program.address, place.clients[0]!, '/me')).toContain('Halve')
})

test('an upload that breaks off leaves neither a file nor half of one', async () => {
  const part = '--grense\r\nContent-Disposition: form-data; name="file"; filename="halv.txt"\r\n\r\n'
  for (let i = 0; i < 3; i++)
    await speak(
      formHead(`${place.item}/materials`, 5_000_000, 'multipart/form-data; boundary=grense') + part + 'x'.repeat(400_000),
      'hang up',
    )
  const left = () =>
    readdirSync(join(dataDir, 'files'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  for (let waited = 0; left().length > 0 && waited < 3000; waited += 50) await setTimeout(50)
  expect(left()).toEqual([])
  expect(await rows(url, 'select from material')).toEqual([])
})

test('a form of seven megabytes is refused with words', async () => {
  const answer = await post(program.address, place.clients[0]!, '/me', { name: 'x'.repeat(7 * 1024 * 1024), locale: 'nb' })
  expect(answer.status).toBe(413)
  expect(await answer.text()).toMatch(/<h1[^>]*>[^<]+<\/h1>[\s\S]*<p>[^<]+<\/p>/)
  // Also when it does not say how long it is.
  let chunks = 0
  const stream = new ReadableStream({
    async pull(controller) {
      await setTimeout(1)
      if (++chunks > 500) controller.close()
      else controller.enqueue(new TextEncoder().encode('x'.repeat(100_000)))
    },
  })
  const long = await fetch(`${program.address}/me`, {
    method: 'POST',
    headers: {
      origin: program.address,
      cookie: place.clients[0]!.cookie,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: stream,
    duplex: 'half',
  } as RequestInit).catch(() => null)
  // Whoever goes on sending may miss the answer; what counts is that it was not taken.
  if (long) expect(long.status).toBe(413)
  expect(await page(program.address, place.clients[0]!, '/me')).not.toContain('xxx')
})

test('floods of headers and addresses without end are turned away', async () => {
  const host = `Host: localhost\r\n`
  const many = Array.from({ length: 500 }, (_, i) => `X-Flod-${i}: ${'y'.repeat(100)}\r\n`).join('')
  expect(await speak(`GET /healthz HTTP/1.1\r\n${host}${many}\r\n`)).toMatch(/^HTTP\/1\.1 431/)
  expect(await speak(`GET /healthz HTTP/1.1\r\n${host}Cookie: ${'z'.repeat(60_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431/)
  expect(await speak(`GET /${'a'.repeat(60_000)} HTTP/1.1\r\n${host}\r\n`)).toMatch(/^HTTP\/1\.1 431/)
})

test('what is no HTTP, or two kinds at once, is refused', async () => {
  const host = `Host: localhost\r\n`
  for (const bytes of [
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', // TLS to a plain port
    'HELO samling\r\n\r\n',
    `GET / HTTP/1.1\r\n\r\n`, // no Host
    // RFC 9112 §6.3: a request that could be read in two ways.
    `POST /me HTTP/1.1\r\n${host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `POST /me HTTP/1.1\r\n${host}Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef`,
    `GET / HTTP/1.1\r\n${host}X: a\x00b\r\n\r\n`,
  ])
    expect(await speak(Buffer.from(bytes, 'latin1')), JSON.stringify(bytes)).toMatch(/^HTTP\/1\.1 4\d\d/)
})

test('what cannot be read or kept is told, and no fault', async () => {
  for (const path of [
    '/%',
    '/%ff%fe',
    '/%00',
    '/a%00b/c',
    '/%c0%ae%c0%ae/etc/passwd',
    '/..%2f..%2fetc/passwd',
    '//evil.example',
    '/?lang=%ff',
    '/*',
    '/drift/%E2%80%AE',
  ]) {
    const heard = await speak(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
    expect(heard, path).toMatch(/^HTTP\/1\.1 (200|40[04]) /)
    expect(heard, path).not.toContain('root:')
  }
  const answer = await post(program.address, place.clients[0]!, '/me', { name: 'Ane\0', locale: 'nb' })
  expect([400, 422]).toContain(answer.status)
  expect(await answer.text()).toContain('<h1')
})
