/** What the program says before it begins: about its settings, the machine, the folder, the port, the database. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { settings } from '#config.ts'
import { freePort, launch, startProgram } from '../program.ts'
import { databaseProcesses, makeRoom, run, samling } from './operator.ts'

const room = makeRoom()
afterAll(room.remove)

/** A start that must fail: its exit code and everything it said. */
async function failure(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const program = launch({ DATA_DIR: room.place(), PORT: String(await freePort()), ...env })
  const late = setTimeout(() => process.kill(program.pid, 'SIGKILL'), 20_000)
  const code = await program.ended
  clearTimeout(late)
  return { code, said: program.output() }
}

describe('settings', () => {
  const wrong: Record<string, [value: string, what: string]> = {
    PORT: ['70000', 'must lie between 1 and 65535'],
    BASE_URL: ['samling.example.no', 'is not an http or https address'],
    DATABASE_URL: ['mysql://samling:hemmelig@db.example.no/samling', 'must begin with postgres:// or postgresql://'],
    DATABASE_POOL: ['mange', 'is not a whole number'],
    SMTP_URL: ['https://post:hemmelig@example.no', 'must begin with smtp:// or smtps://'],
    MAIL_FROM: ['Samling', 'must hold an e-mail address'],
    OWNER_EMAIL: ['Ane', 'is not an e-mail address'],
    SAMPLE: ['ja', 'must be yes or no'],
    UPLOAD_LIMIT: ['mye', 'is not a size such as 512MB'],
    LOG_LEVEL: ['loud', 'must be debug, info, warn or error'],
    ACCESSIBILITY_URL: ['uustatus', 'is not an http or https address'],
  }

  it('stop the start when one is wrong, with its name, what is wrong and an example', async () => {
    const dataDir = room.place()
    const { code, said } = await failure({ DATA_DIR: dataDir, PORT: 'abc' })
    expect(code).toBe(1)
    expect(said).toBe(
      'Samling cannot start with these settings:\nPORT: "abc" is not a whole number. Example: PORT=8080\n"npx samling config" lists them all.\n',
    )
    expect(existsSync(dataDir)).toBe(false)
  })

  it('are all told at once, and secrets are not repeated', async () => {
    const env = Object.fromEntries(Object.entries(wrong).map(([name, [value]]) => [name, value]))
    const { code, said } = await failure(env)
    expect(code).toBe(1)
    for (const [name, [, what]] of Object.entries(wrong)) {
      const line = said.split('\n').find((one) => one.startsWith(`${name}: `)) ?? `${name} is not mentioned`
      expect(line).toContain(what)
      expect(line).toContain(`Example: ${name}=${settings[name as keyof typeof settings].example}`)
    }
    expect(said).not.toContain('hemmelig')
  })

  it('are listed by samling config, each with its value, its meaning and an example', async () => {
    const env = { PORT: '4321', SMTP_URL: 'smtp://post:hemmelig@example.no' }
    const { code, out } = await run('bin/samling.mjs', ['config'], env)
    expect(code).toBe(0)
    for (const [name, { meaning, example }] of Object.entries(settings)) {
      expect(out).toMatch(new RegExp(`^${name} `, 'm'))
      expect(out).toContain(`${meaning}; e.g. ${example}`)
    }
    expect(out).toMatch(/^PORT +4321$/m)
    expect(out).toMatch(/^HOST +127\.0\.0\.1 {2}\(default\)$/m)
    expect(out).toMatch(/^SMTP_URL +\(set\)$/m)
    expect(out).not.toContain('hemmelig')

    const bad = await samling(['config'], { PORT: 'abc' })
    expect(bad.code).toBe(1)
    expect(bad.out).toMatch(/^HOST /m)
    expect(bad.err).toContain('PORT: "abc" is not a whole number')
  })
})

describe('a start that cannot succeed says why in words', () => {
  /** No stack, no name of a system call on its own: a sentence of ours. */
  const inWords = (said: string) => {
    expect(said).toMatch(/^Samling could not start: /)
    expect(said).not.toMatch(/^\s+at /m)
  }

  it('an old Node', async () => {
    const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.8' } })`
    for (const command of ['start', 'samling', 'test', 'check', 'dev']) {
      const file = join(import.meta.dirname, '../../bin', `${command}.mjs`)
      const child = spawn(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(old)}`, file])
      let said = ''
      child.stderr.on('data', (chunk) => (said += chunk))
      expect(await new Promise((resolve) => child.once('close', resolve)), command).toBe(1)
      expect(said).toMatch(/^Samling needs Node 20 or newer; this is .*\nInstall a newer Node/)
    }
  })

  it('a port that is taken; nothing is left running', async () => {
    const other = await new Promise<Server>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => resolve(server))
    })
    const { port } = other.address() as { port: number }
    const dataDir = room.place()
    const { code, said } = await failure({ DATA_DIR: dataDir, PORT: String(port) })
    other.close()
    expect(code).toBe(1)
    inWords(said)
    expect(said).toContain(
      `Port ${port} on 127.0.0.1 is taken by another program. Stop that one, or choose another port. Example: PORT=${port + 1}`,
    )
    expect(databaseProcesses(dataDir)).toEqual([])
  })

  it('an address that is not of this machine', async () => {
    const { code, said } = await failure({ HOST: '192.0.2.1' })
    expect(code).toBe(1)
    inWords(said)
    expect(said).toContain('HOST: "192.0.2.1" is no address of this machine. Example: HOST=')
  })

  it('a database that nobody answers for', async () => {
    const { code, said } = await failure({ DATABASE_URL: `postgresql://samling:hemmelig@localhost:${await freePort()}/samling` })
    expect(code).toBe(1)
    inWords(said)
    expect(said).toMatch(/The database that DATABASE_URL leads to does not answer: nothing listens there \(.*ECONNREFUSED.*\)/)
    expect(said).not.toContain('hemmelig')
  })

  it('something else where the data folder should be', async () => {
    const file = room.place()
    writeFileSync(file, 'a letter')
    const { code, said } = await failure({ DATA_DIR: file })
    expect(code).toBe(1)
    inWords(said)
    expect(said).toContain(`${file} must be a folder, and something else has that name (EEXIST`)
    expect(said).toContain('Choose another DATA_DIR.')
    expect(readFileSync(file, 'utf8')).toBe('a letter')
  })

  it('a second program on the same data folder, while the first goes on', async () => {
    const dataDir = room.place()
    const first = await startProgram({ DATA_DIR: dataDir, SAMPLE: 'no' })
    const { code, said } = await failure({ DATA_DIR: dataDir })
    expect(code).toBe(1)
    inWords(said)
    expect(said).toContain(`The data folder ${dataDir} is in use by process ${first.pid}, since `)
    expect(said).toContain(`Stop that one first (kill ${first.pid}), or give this one a folder of its own in DATA_DIR.`)
    expect((await fetch(`${first.address}/readyz`)).status).toBe(200)
    await first.stop()
  })
})

describe('samling', () => {
  it('tells its commands, and what it was asked that it does not know', async () => {
    expect((await samling([], {})).out).toContain('samling backup FILE')
    const misused = [['backupp'], ['constructor'], ['backup'], ['restore'], ['programme', 'read', '-', '--colour']]
    const answers = await Promise.all(misused.map((args) => samling(args, { DATA_DIR: room.place() })))
    for (const [i, { code, out, err }] of answers.entries()) {
      expect(code, misused[i]!.join(' ')).toBe(2)
      expect(out).toBe('')
      expect(err).toContain('samling backup FILE')
    }
  })

  it('makes nothing where there is no installation', async () => {
    const dataDir = room.place()
    const { code, err } = await samling(['backup', join(room.folder, 'nothing.backup')], { DATA_DIR: dataDir })
    expect(code).toBe(1)
    expect(err).toContain(`There is no installation in ${dataDir}. Say in DATA_DIR where it is`)
    expect(existsSync(dataDir)).toBe(false)
    const restored = await samling(['restore', join(room.folder, 'no-such.backup')], { DATA_DIR: dataDir })
    expect(restored.code).toBe(1)
    expect(restored.err).toContain(`There is no file "${join(room.folder, 'no-such.backup')}"`)
    expect(existsSync(dataDir)).toBe(false)
  })

  it('runs where the dependencies are not installed as far as saying so', async () => {
    const bare = room.place('checkout')
    mkdirSync(join(bare, 'bin'), { recursive: true })
    for (const file of ['bin/samling.mjs', 'bin/ground.mjs', 'package.json', 'package-lock.json'])
      writeFileSync(join(bare, file), readFileSync(join(import.meta.dirname, '../..', file)))
    const { code, err } = await run(join(bare, 'bin/samling.mjs'), ['config'])
    expect(code).toBe(1)
    expect(err).toBe('The dependencies are missing, or older than this version of Samling. Run "npm ci" in its folder first.\n')
  })
})
