/** Told to stop, the program ends what it has begun, then its database, and is gone within ten seconds. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { SMTPServer } from 'smtp-server'
import { afterAll, expect, test } from 'vitest'
import { bareEnvironment, freePort, launch, type Program, startProgram } from '../program.ts'
import { databaseOf, databaseProcesses, furnish, type Installation, makeRoom, page, post, rows } from './operator.ts'

const room = makeRoom()
afterAll(room.remove)

/** Sends the signal and waits for the end. Nothing may be left. */
async function stopped(program: Omit<Program, 'address'>, dataDir: string, signal: NodeJS.Signals): Promise<void> {
  const { socketDir } = JSON.parse(readFileSync(join(dataDir, 'in-use.json'), 'utf8')) as { socketDir: string }
  const begun = performance.now()
  process.kill(program.pid, signal)
  expect(await program.ended, program.output()).toBe(0)
  const seconds = (performance.now() - begun) / 1000
  expect(seconds).toBeLessThan(10)
  expect(databaseProcesses(dataDir)).toEqual([])
  expect(existsSync(socketDir)).toBe(false)
}

/** Holds a person's row, so that whoever changes that name waits until it is let go. */
async function hold(url: string, personId: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {}) // the database may end before us
  await client.connect()
  await client.query('begin')
  await client.query('select from person where id = $1 for update', [personId])
  return async () => {
    await client.query('commit')
    await client.end()
  }
}

const dataDir = room.place()
let place: Installation

for (const [i, signal] of (['SIGTERM', 'SIGINT', 'SIGHUP'] as const).entries())
  test(`${signal}: a request under way is answered and kept, and the next start works`, async () => {
    const program = await startProgram({ DATA_DIR: dataDir, SAMPLE: 'no' })
    const url = await databaseOf(dataDir)
    if (i === 0) place = await furnish(url, 2)
    else expect(await page(program.address, place.clients[0]!, '/me')).toContain(`Navn ${i - 1}`)

    const letGo = await hold(url, place.clients[0]!.id)
    const answer = post(program.address, place.clients[0]!, '/me', { name: `Navn ${i}`, locale: 'nb' })
    await setTimeout(200)
    const stopping = stopped(program, dataDir, signal)
    // Told twice, as a terminal and npm do: it changes nothing.
    process.kill(program.pid, signal)
    await setTimeout(500)
    // Nobody new is let in meanwhile.
    await expect(fetch(`${program.address}/healthz`, { headers: { connection: 'close' } })).rejects.toThrow()
    await letGo()
    expect((await answer).status).toBe(303)
    await stopping
    // An ordinary end is nothing to warn of.
    expect(program.output()).not.toContain('"level":')
  })

test('a job that runs is finished before the end', async () => {
  let taken = ''
  let arrived: (() => void) | undefined
  const arriving = new Promise<void>((resolve) => {
    arrived = resolve
  })
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    async onData(stream, _session, done) {
      let letter = ''
      for await (const chunk of stream) letter += chunk
      arrived!()
      await setTimeout(1000)
      taken = letter
      done()
    },
  })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  const { port } = smtp.server.address() as AddressInfo
  const env = { DATA_DIR: dataDir, SMTP_URL: `smtp://127.0.0.1:${port}` }
  const program = await startProgram(env)
  const [{ email }] = (await rows<{ email: string }>(await databaseOf(dataDir), 'select email from person where id = $1', [
    place.clients[1]!.id,
  ])) as [{ email: string }]
  expect((await post(program.address, null, '/sign-in', { email, to: '/' })).status).toBe(303)
  await arriving
  expect(taken).toBe('')
  await stopped(program, dataDir, 'SIGTERM')
  expect(taken).toContain(email)

  // And it is known to be done: the next start does not send it again.
  const next = await startProgram({ ...env, WORKER: 'no' })
  expect(await rows(await databaseOf(dataDir), 'select state, tries from mail')).toEqual([{ state: 'sent', tries: 1 }])
  await next.stop()
  await new Promise<void>((resolve) => smtp.close(resolve))
})

test('a request that never ends and a sender who stops in the middle do not hold it', async () => {
  const program = await startProgram({ DATA_DIR: dataDir })
  const letGo = await hold(await databaseOf(dataDir), place.clients[0]!.id)
  const stuck = post(program.address, place.clients[0]!, '/me', { name: 'Aldri', locale: 'nb' })
  const half = connect(Number(new URL(program.address).port), '127.0.0.1')
  half.on('error', () => {})
  half.write(
    'POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nemail=',
  )
  await setTimeout(200)
  const refused = stuck.then(
    () => false,
    () => true,
  )
  await stopped(program, dataDir, 'SIGTERM')
  expect(await refused).toBe(true)
  half.destroy()
  await letGo().catch(() => {}) // its connection ended with the database
})

const noTerminal = !existsSync('/usr/bin/script') && process.env.REQUIRE_ALL !== '1'
test.skipIf(noTerminal)('[needs package: bsdutils] when its terminal is closed it ends as gently', async () => {
  const main = join(import.meta.dirname, '../../dist/server/main.js')
  const port = await freePort()
  const env = { ...bareEnvironment, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'info' }
  const terminal = spawn('script', ['-qec', `exec ${process.execPath} ${main}`, '/dev/null'], { env, stdio: 'ignore' })
  const ended = once(terminal, 'exit')
  while (!(await fetch(`http://localhost:${port}/readyz`).catch(() => null))?.ok) await setTimeout(50)
  const { pid } = JSON.parse(readFileSync(join(dataDir, 'in-use.json'), 'utf8')) as { pid: number }
  terminal.kill('SIGKILL')
  await ended
  for (let waited = 0; existsSync(`/proc/${pid}`) && waited < 10_000; waited += 50) await setTimeout(50)
  expect(existsSync(`/proc/${pid}`)).toBe(false)
  expect(databaseProcesses(dataDir)).toEqual([])
  // Given back, not left behind.
  expect(readFileSync(join(dataDir, 'in-use.json'), 'utf8')).toBe('')
})

test('when its database ends by itself, the program says so and ends', async () => {
  const program = await startProgram({ DATA_DIR: dataDir })
  process.kill(Number.parseInt(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10), 'SIGKILL')
  expect(await program.ended).toBe(1)
  expect(program.output()).toMatch(/"message":"The database ended by itself \(SIGKILL\).*"msg":"the database ended by itself"/)
  const next = await startProgram({ DATA_DIR: dataDir })
  await stopped(next, dataDir, 'SIGTERM')
})

test('told in the middle of its start it ends too, and leaves nothing running', { timeout: 90_000 }, async () => {
  const fresh = room.place()
  const env = { DATA_DIR: fresh, SAMPLE: 'no' }
  const port = await freePort()
  // From before anything is there, over the making of the database, to its first seconds.
  for (const after of [150, 500, 800, 1100, 1500]) {
    const program = launch({ ...env, PORT: String(port) })
    await setTimeout(after)
    process.kill(program.pid, 'SIGTERM')
    const code = await program.ended
    // Before our first line runs Node itself ends at once (null); after that the end is ours.
    expect([0, null], program.output()).toContain(code)
    expect(databaseProcesses(fresh)).toEqual([])
  }
  const program = await startProgram(env, port)
  await stopped(program, fresh, 'SIGTERM')
})
