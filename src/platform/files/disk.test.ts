import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openFileStore } from './disk.ts'

let folder: string
const network = randomUUID()
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samling-files-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const halves = () => (existsSync(join(folder, '.halves')) ? readdirSync(join(folder, '.halves')) : [])

test('a process killed in mid-upload leaves a half, which the sweep takes when it is old', async () => {
  const code = `
    import { Readable } from 'node:stream'
    import { openFileStore } from ${JSON.stringify(join(import.meta.dirname, 'disk.ts'))}
    const slow = new Readable({ read() { setTimeout(() => this.push(Buffer.alloc(65536)), 5) } })
    openFileStore(${JSON.stringify(folder)}).put(${JSON.stringify(network)}, slow, 1e9)
  `
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'inherit' })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  await expect
    .poll(() => halves().map((name) => statSync(join(folder, '.halves', name)).size > 0), { timeout: 20_000 })
    .toEqual([true])
  child.kill('SIGKILL')
  await gone

  const reopened = openFileStore(folder)
  expect(await Array.fromAsync(reopened.all())).toEqual([])
  expect(await reopened.sweepHalves(60_000)).toBe(0)
  const old = new Date(Date.now() - 2 * 60 * 60 * 1000)
  utimesSync(join(folder, '.halves', halves()[0]!), old, old)
  expect(await reopened.sweepHalves(60_000)).toBe(1)
  expect(halves()).toEqual([])
})

test('only files by their sums are listed', async () => {
  const store = openFileStore(folder)
  expect(await Array.fromAsync(store.all())).toEqual([])
  const { sha256 } = await store.put(network, Readable.from([Buffer.from('fil')]), 9)
  writeFileSync(join(folder, 'lost+found'), '')
  writeFileSync(join(folder, network, 'notes.txt'), '')
  expect((await Array.fromAsync(store.all())).map((file) => file.sha256)).toEqual([sha256])
})
