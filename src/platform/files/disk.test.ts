import { spawn } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Invalid } from '../errors.ts'
import { openFileStore } from './disk.ts'
import type { FileStore } from './store.ts'

const MB = 1024 * 1024
let folder: string
let store: FileStore
const network = randomUUID()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samling-files-'))
  store = openFileStore(folder)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const halves = () => (existsSync(join(folder, '.halves')) ? readdirSync(join(folder, '.halves')) : [])
const put = (content: Buffer | string, limit = 10 * MB) => store.put(network, Readable.from([Buffer.from(content)]), limit)
const listed = async () => (await Array.fromAsync(store.all())).map((file) => file.sha256)

describe('storing', () => {
  test('gives back every byte, under the sum of its content', async () => {
    const content = randomBytes(3 * MB + 17)
    const chunks = Readable.from([content.subarray(0, 5), content.subarray(5, 2 * MB), content.subarray(2 * MB)])
    const stored = await store.put(network, chunks, 10 * MB)
    expect(stored).toEqual({
      sha256: createHash('sha256').update(content).digest('hex'),
      size: content.length,
      mediaType: 'application/octet-stream',
    })
    expect((await buffer(await store.read(network, stored.sha256))).equals(content)).toBe(true)
    expect(halves()).toEqual([])
  })

  test('gives a part, with both ends in it', async () => {
    const { sha256 } = await put('0123456789')
    expect(String(await buffer(await store.read(network, sha256, { start: 2, end: 4 })))).toBe('234')
    expect(String(await buffer(await store.read(network, sha256, { start: 9, end: 9 })))).toBe('9')
  })

  test('keeps equal content once in a network, and apart in two', async () => {
    const [a, b] = await Promise.all([put('likt'), put('likt')])
    expect(a).toEqual(b)
    const other = randomUUID()
    await store.put(other, Readable.from([Buffer.from('likt')]), MB)
    expect(await listed()).toEqual([a.sha256, a.sha256])
    expect(await store.exists(other, a.sha256)).toBe(true)
    expect(await store.exists(randomUUID(), a.sha256)).toBe(false)
  })

  test('takes exactly the limit, and not a byte more', async () => {
    await expect(put('12345', 5)).resolves.toMatchObject({ size: 5 })
    await expect(put('123456', 5)).rejects.toThrow(new Invalid({ file: 'shared_file_too_large' }))
    await expect(put('')).rejects.toMatchObject({ fields: { file: 'shared_file_empty' } })
    expect(halves()).toEqual([])
    expect(await listed()).toHaveLength(1)
  })

  test('stops reading where the limit is', async () => {
    let given = 0
    const endless = Readable.from(
      (function* () {
        for (;;) {
          given += MB
          yield Buffer.alloc(MB)
        }
      })(),
    )
    await expect(store.put(network, endless, 4 * MB)).rejects.toThrow(Invalid)
    expect(given).toBeLessThan(30 * MB)
    expect(endless.destroyed).toBe(true)
  })

  test('leaves nothing when the sender is cut off', async () => {
    const cut = new Readable({ read() {} })
    cut.push(Buffer.alloc(100))
    setTimeout(() => cut.destroy(new Error('cut')), 20)
    await expect(store.put(network, cut, MB)).rejects.toThrow('cut')
    expect(halves()).toEqual([])
    expect(await listed()).toEqual([])
  })

  test('never steps outside its folder', async () => {
    await expect(store.read('../..', 'a'.repeat(64))).rejects.toThrow('no place')
    await expect(store.put('..', Readable.from([Buffer.from('x')]), 9)).rejects.toThrow('no place')
    expect(readdirSync(join(folder, '..')).filter((name) => name === 'a'.repeat(64))).toEqual([])
  })
})

describe('removing', () => {
  test('takes what is old enough', async () => {
    const { sha256 } = await put('gammelt')
    expect(await store.remove(network, sha256, 60_000)).toBe(false)
    expect(await store.exists(network, sha256)).toBe(true)
    age(join(folder, network, sha256))
    expect(await store.remove(network, sha256, 60_000)).toBe(true)
    expect(await store.exists(network, sha256)).toBe(false)
    expect(await store.remove(network, sha256)).toBe(false)
  })

  test('leaves what was stored anew, also when it looked old a moment before', async () => {
    const { sha256 } = await put('igjen')
    age(join(folder, network, sha256))
    await put('igjen')
    expect(await store.remove(network, sha256, 60_000)).toBe(false)
    expect(await store.exists(network, sha256)).toBe(true)
  })

  test('does not lose an equal file that is stored meanwhile', async () => {
    for (let round = 0; round < 30; round++) {
      const { sha256 } = await put('samtidig')
      age(join(folder, network, sha256))
      await Promise.all([store.remove(network, sha256, 60_000), put('samtidig')])
      expect(await store.exists(network, sha256)).toBe(true)
    }
  })
})

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
  age(join(folder, '.halves', halves()[0]!))
  expect(await reopened.sweepHalves(60_000)).toBe(1)
  expect(halves()).toEqual([])
})

test('only files by their sums are listed', async () => {
  expect(await listed()).toEqual([])
  const { sha256 } = await put('fil')
  writeFileSync(join(folder, 'lost+found'), '')
  writeFileSync(join(folder, network, 'notes.txt'), '')
  expect(await listed()).toEqual([sha256])
})

function age(path: string) {
  const old = new Date(Date.now() - 2 * 60 * 60 * 1000)
  utimesSync(path, old, old)
}
