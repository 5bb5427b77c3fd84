/**
 * A large file handed in through the program against the same bytes in a bare stream to the same disk, with the same sum and
 * fsync; its download against bare node:http; and what the program holds in memory meanwhile. Then presentations made
 * readable (previews.ts).
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { calibrate, median, tell } from './figures.ts'
import { previewFigures } from './previews.ts'
import { addMeeting, benchWorld, signIn } from './world.ts'

const MB = 1e6
const SIZE = 500 * MB
const SMALL = 50 * MB
/** What pages send in one request (materials/upload/islands/sending.ts). */
const PART = 64 * 1024 * 1024
const ROUNDS = 5
/** A prime number of bytes, so that the pieces fall nowhere in step with anybody's buffers. */
const piece = randomBytes(65_521)

calibrate('materials')
const world = await benchWorld({ UPLOAD_LIMIT: '1GB', WORKER: 'no' })
const cookie = await signIn(world)
await addMeeting(world, 'mote', 3)
const { rows } = await world.sql.query('select public_id from item order by public_id limit 1')
const address = new URL(`${world.program.address}/bench/mote/${rows[0].public_id}/materials`)
const bare = await startBare(world.folder)
await handIn(SMALL)
await handInByParts(SMALL)
await memory()
await times()
bare.child.kill()
await world.end()
await previewFigures()

/** Each in turn, round by round: a slow moment of the machine then falls on all alike. */
async function times(): Promise<void> {
  const took = { stream: [] as number[], http: [] as number[], program: [] as number[], parts: [] as number[] }
  const gave = { http: [] as number[], program: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    took.stream.push(await timed(() => toDisk(content(SIZE))))
    took.http.push(await timed(() => send(new URL(bare.address), content(SIZE), {})))
    let href = ''
    const whole = async () => took.program.push(await timed(async () => (href = await handIn(SIZE))))
    const byParts = async () => took.parts.push(await timed(() => handInByParts(SIZE)))
    // Whoever comes later finds the disk busy with what came before.
    for (const way of round % 2 === 0 ? [byParts, whole] : [whole, byParts]) await way()
    gave.http.push(await timed(() => fetchAll(new URL(bare.address))))
    gave.program.push(await timed(() => fetchAll(new URL(href, address))))
  }
  const rate = (ms: readonly number[]) => SIZE / MB / (median(ms) / 1000)
  // The fastest of each: whatever else the machine does makes them slower only, and not alike, for some take two cores.
  const ratio = (of: readonly number[], ours: readonly number[]) => Math.min(...of) / Math.min(...ours)
  tell({ bench: 'materials', figure: 'upload-500MB', value: rate(took.program), unit: 'MB/s' })
  tell({
    bench: 'materials',
    figure: 'upload-500MB-ratio',
    value: ratio(took.stream, took.program),
    unit: 'times',
    of: 'the speed of a bare stream to disk with SHA-256 and fsync, without a line',
  })
  tell({
    bench: 'materials',
    figure: 'upload-500MB-ratio-over-a-line',
    value: ratio(took.http, took.program),
    unit: 'times',
    of: 'the speed of the same behind bare node:http',
  })
  tell({
    bench: 'materials',
    figure: 'upload-500MB-by-parts-ratio',
    value: ratio(took.stream, took.parts),
    unit: 'times',
    of: 'the speed of that bare stream, for uploads that can be resumed',
  })
  tell({ bench: 'materials', figure: 'download-500MB', value: rate(gave.program), unit: 'MB/s' })
  tell({
    bench: 'materials',
    figure: 'download-500MB-ratio',
    value: ratio(gave.http, gave.program),
    unit: 'times',
    of: 'the speed of bare node:http',
  })
}

/** The most that the program held while it took a file, beyond what it held before: ten times the bytes, and then? */
async function memory(): Promise<void> {
  for (const [name, act] of [
    ['50MB', () => handIn(SMALL)],
    ['500MB', () => handIn(SIZE)],
    ['1000MB', () => handIn(2 * SIZE - MB)],
    ['50MB-by-parts', () => handInByParts(SMALL)],
    ['500MB-by-parts', () => handInByParts(SIZE)],
  ] as const) {
    // "5" forgets the highest mark (proc(5)).
    writeFileSync(`/proc/${world.program.pid}/clear_refs`, '5')
    const before = kilobytes('VmRSS')
    await act()
    tell({ bench: 'materials', figure: `upload-${name}-memory`, value: (kilobytes('VmHWM') - before) / 1024, unit: 'MB' })
  }
}

function kilobytes(of: 'VmRSS' | 'VmHWM'): number {
  return Number(new RegExp(`^${of}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${world.program.pid}/status`, 'utf8'))?.[1])
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await act()
  return performance.now() - began
}

/** So many bytes, other ones each time. */
function* content(size: number): Generator<Buffer> {
  const first = randomBytes(16)
  yield first
  for (let left = size - first.length; left > 0; left -= piece.length) yield left < piece.length ? piece.subarray(0, left) : piece
}

async function toDisk(bytes: Iterable<Buffer>): Promise<void> {
  const path = join(world.folder, 'bare')
  const hash = createHash('sha256')
  const summed = new Transform({
    transform(chunk, _, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(Readable.from(bytes), summed, createWriteStream(path))
  const file = await open(path)
  await file.sync()
  await file.close()
  hash.digest('hex')
  rmSync(path)
}

/** As a browser sends a form. Returns the address of the file. */
async function handIn(size: number): Promise<string> {
  const boundary = '----grense'
  const field = (name: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const head = Buffer.from(
    `${field('kind', 'presentation')}${field('locale', 'nb')}${field('title', '')}${field('description', '')}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="Stor.bin"\r\n\r\n`,
  )
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`)
  function* form(): Generator<Buffer> {
    yield head
    yield* content(size)
    yield tail
  }
  const answer = await send(address, form(), {
    cookie,
    origin: world.program.address,
    accept: 'application/json',
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': String(head.length + size + tail.length),
  })
  const { id } = JSON.parse(answer) as { id: string }
  const found = await world.sql.query('select id from material_version where material_id = $1', [id])
  return `/files/${world.networkId}/${found.rows[0].id}/stor.bin`
}

/** As a page with script sends it: part by part (tus), and then the form. */
async function handInByParts(size: number): Promise<void> {
  const own = { cookie, origin: world.program.address, accept: 'application/json' }
  const headers = { ...own, 'tus-resumable': '1.0.0' }
  const uploads = new URL(address.href.replace(/materials$/, 'uploads'))
  const begun = await fetch(uploads, {
    method: 'POST',
    headers: { ...headers, 'upload-length': String(size), 'upload-metadata': `filename ${btoa('Stor.bin')}` },
  })
  const upload = new URL(begun.headers.get('location')!, address)
  for (let from = 0; from < size; from += PART) {
    const length = Math.min(PART, size - from)
    const about = { 'content-type': 'application/offset+octet-stream', 'content-length': String(length) }
    await send(upload, content(length), { ...headers, ...about, 'upload-offset': String(from) }, 'PATCH')
  }
  const form = new FormData()
  const fields = { kind: 'presentation', locale: 'nb', title: '', description: '', upload: upload.pathname.split('/').at(-1)! }
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  const answer = await fetch(address, { method: 'POST', headers: own, body: form })
  if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`)
}

function send(to: URL, body: Iterable<Buffer>, headers: Record<string, string>, method = 'POST'): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(to, { method, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk) => (text += chunk))
      answer.on('end', () => (answer.statusCode! < 300 ? resolve(text) : reject(new Error(`${answer.statusCode}: ${text}`))))
    })
    pipeline(Readable.from(body), sent).catch(reject)
  })
}

function fetchAll(from: URL): Promise<void> {
  return new Promise((resolve, reject) => {
    request(from, { headers: { cookie } }, (answer) => {
      let size = 0
      answer.on('data', (chunk: Buffer) => (size += chunk.length)).on('error', reject)
      answer.on('end', () => (size === SIZE ? resolve() : reject(new Error(`${from} gave ${size} bytes (${answer.statusCode})`))))
    })
      .on('error', reject)
      .end()
  })
}

/** The least that takes a file over a line and gives it back, in a process of its own. */
async function startBare(folder: string): Promise<{ address: string; child: ChildProcess }> {
  const code = `
    const { createServer } = require('node:http')
    const { createHash } = require('node:crypto')
    const { createReadStream, createWriteStream } = require('node:fs')
    const { open } = require('node:fs/promises')
    const { Transform } = require('node:stream')
    const { pipeline } = require('node:stream/promises')
    const path = ${JSON.stringify(join(folder, 'bare-http'))}
    createServer(async (request, response) => {
      if (request.method === 'GET') return void createReadStream(path).pipe(response)
      const hash = createHash('sha256')
      const summed = new Transform({ transform(chunk, _, done) { hash.update(chunk); done(null, chunk) } })
      await pipeline(request, summed, createWriteStream(path))
      const file = await open(path)
      await file.sync()
      await file.close()
      response.end(hash.digest('hex'))
    }).listen(0, '127.0.0.1', function () { console.log(this.address().port) })
  `
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await new Promise<string>((resolve) => child.stdout!.once('data', (line) => resolve(String(line).trim())))
  return { address: `http://127.0.0.1:${port}/`, child }
}
