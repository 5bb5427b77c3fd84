/**
 * The archive that everybody may have, of a hundred meetings with a gigabyte of files, fetched over a line: against a bare zip
 * stream of the same files in a process of its own, and what the program holds in memory meanwhile. MEETINGS and ROUNDS in the
 * environment make it smaller to try; the figures are of the whole.
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { newId } from '../src/platform/db/id.ts'
import { openFileStore } from '../src/platform/files/disk.ts'
import { calibrate, median, say, tell } from './figures.ts'
import { addMeeting, benchWorld } from './world.ts'

const MEETINGS = Number(process.env['MEETINGS'] ?? 100)
const ITEMS = 12
const FILES = 10
/** Bytes of each file. */
const SIZE = 1e6
const ROUNDS = Number(process.env['ROUNDS'] ?? 11)

calibrate('archive')
const world = await benchWorld({ WORKER: 'no', LOG_LEVEL: 'error' })
const folder = join(world.folder, 'files')
const store = openFileStore(folder)
for (let i = 0; i < MEETINGS; i++) await fill(await addMeeting(world, `mote-${i}`, ITEMS))
say(`  ${MEETINGS} meetings with ${ITEMS} items and ${FILES} files of ${SIZE / 1e6} MB each`)

const ours = new URL(`${world.program.address}/bench/archive/network.zip`)
const bare = await startBare()
await fetched(ours)
await fetched(bare.address)
const took = { ours: [] as number[], bare: [] as number[] }
let [most, bytes] = [0, 0]
for (let round = 0; round < ROUNDS; round++) {
  took.bare.push((await fetched(bare.address)).ms)
  // "5" forgets the highest mark (proc(5)).
  writeFileSync(`/proc/${world.program.pid}/clear_refs`, '5')
  const before = kilobytes('VmRSS')
  const answer = await fetched(ours)
  most = Math.max(most, (kilobytes('VmHWM') - before) / 1024)
  took.ours.push(answer.ms)
  bytes = answer.bytes
}
bare.end()
if (bytes < MEETINGS * FILES * SIZE) throw new Error(`the archive has ${bytes} bytes`)
tell({ bench: 'archive', figure: 'static-1GB', value: bytes / 1e6 / (median(took.ours) / 1000), unit: 'MB/s' })
tell({
  bench: 'archive',
  figure: 'static-1GB-ratio',
  // Each round by itself: what slows the machine for a while slows both of its halves.
  value: median(took.ours.map((ours, round) => took.bare[round]! / ours)),
  unit: 'times',
  of: 'the speed of a bare zip stream of the same files',
})
tell({ bench: 'archive', figure: 'static-1GB-memory', value: most, unit: 'MB' })
await world.end()

/** Hangs files on the items of a meeting, published. */
async function fill(meetingId: string): Promise<void> {
  const { rows } = await world.sql.query(`select id from item where meeting_id = $1 and kind <> 'break' order by position`, [
    meetingId,
  ])
  for (let i = 0; i < FILES; i++) {
    const { sha256 } = await store.put(world.networkId, Readable.from([randomBytes(SIZE)]), 2 * SIZE)
    const [materialId, versionId] = [newId(), newId()]
    const values = [world.networkId, meetingId, rows[i % rows.length].id, materialId, versionId, sha256, SIZE]
    await world.sql.query(
      `with f as (insert into file (network_id, sha256, size, media_type) values ($1, $6, $7, 'application/octet-stream')),
         v as (insert into material_version (id, network_id, material_id, number, sha256, file_name, media_type, size)
           values ($5, $1, $4, 1, $6, 'Lysbilder.bin', 'application/octet-stream', $7))
       insert into material (id, network_id, meeting_id, item_id, kind, title, position, current_version_id, published_at)
         values ($4, $1, $2, $3, 'presentation', '{"nb":"Lysbilder"}', 0, $5, now())`,
      values,
    )
  }
}

function kilobytes(of: 'VmRSS' | 'VmHWM'): number {
  return Number(new RegExp(`^${of}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${world.program.pid}/status`, 'utf8'))?.[1])
}

function fetched(from: URL): Promise<{ readonly ms: number; readonly bytes: number }> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    request(from, (answer) => {
      let size = 0
      answer.on('data', (chunk: Buffer) => (size += chunk.length)).on('error', reject)
      answer.on('end', () =>
        answer.statusCode === 200
          ? resolve({ ms: performance.now() - began, bytes: size })
          : reject(new Error(`${from} answered ${answer.statusCode}`)),
      )
    })
      .on('error', reject)
      .end()
  })
}

/** The least that makes a zip archive of the same files and sends it. */
async function startBare(): Promise<{ readonly address: URL; end(): void }> {
  const root = join(import.meta.dirname, '..')
  const program = `import { createReadStream, readdirSync, statSync } from 'node:fs'
    import { createServer } from 'node:http'
    import { zipOf } from '${root}/src/platform/files/zipstream.ts'
    const folder = ${JSON.stringify(join(folder, world.networkId))}
    async function* all() {
      for (const name of readdirSync(folder))
        yield { name, content: createReadStream(folder + '/' + name, { highWaterMark: 262144 }), stored: { size: statSync(folder + '/' + name).size } }
    }
    const server = createServer((_, answer) => zipOf(all()).pipe(answer)).listen(0, '127.0.0.1', () => console.log(server.address().port))`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', resolve)
    child.once('exit', () => reject(new Error('the bare zip stream did not begin')))
  })
  return { address: new URL(`http://127.0.0.1:${Number(port)}/`), end: () => void child.kill() }
}
