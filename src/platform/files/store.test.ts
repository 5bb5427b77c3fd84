/** What every kind of store promises, tried on each. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type S3Server, startS3 } from '../../../tests/s3.ts'
import { Invalid } from '../errors.ts'
import { openFileStore } from './disk.ts'
import { openS3Store } from './s3.ts'
import type { FileStore } from './store.ts'

const MB = 1024 * 1024
const network = randomUUID()
let s3: S3Server
beforeAll(async () => {
  s3 = await startS3()
})
afterAll(() => s3.end())

interface Opened {
  readonly store: FileStore
  /** Where a file's bytes lie in the end, to make it old. */
  placeOf(sha256: string): string
}
let round = 0
const kinds: Record<string, (folder: string) => Opened> = {
  disk: (folder) => ({ store: openFileStore(folder), placeOf: (sha256) => join(folder, network, sha256) }),
  S3: (folder) => {
    const prefix = `folder/test${++round}/`
    return {
      store: openS3Store(s3.bucket(prefix), folder),
      placeOf: (sha256) => s3.pathOf(`${prefix}${network}/${sha256}`),
    }
  },
}

describe.each(Object.keys(kinds))('%s', (kind) => {
  let folder: string
  let store: FileStore
  let placeOf: Opened['placeOf']
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'samling-files-'))
    ;({ store, placeOf } = kinds[kind]!(folder))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const halves = () => (existsSync(join(folder, '.halves')) ? readdirSync(join(folder, '.halves')) : [])
  const put = (content: Buffer | string, limit = 10 * MB) => store.put(network, Readable.from([Buffer.from(content)]), limit)
  const listed = async () => (await Array.fromAsync(store.all())).map((file) => file.sha256)
  const age = (sha256: string) => {
    const old = new Date(Date.now() - 2 * 60 * 60 * 1000)
    utimesSync(placeOf(sha256), old, old)
  }

  describe('what comes in parts', () => {
    const id = randomUUID()
    const part = (content: Buffer | string) => Readable.from([Buffer.from(content)])

    test('is the same file in the end, told by its content, and stays until it is dropped', async () => {
      const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(9 * MB)])
      const { growing } = store
      await growing.begin(id)
      for (let at = 0; at < content.length; at += 2 * MB + 1)
        await growing.append(id, part(content.subarray(at, at + 2 * MB + 1)), at, content.length - at)
      const sha256 = createHash('sha256').update(content).digest('hex')
      const stored = { sha256, size: content.length, mediaType: 'application/pdf' }
      expect(await store.settle(network, id)).toEqual(stored)
      expect(await store.settle(network, id)).toEqual(stored)
      await growing.drop(id)
      expect(await growing.look(id)).toBeNull()
      expect((await buffer(await store.read(network, sha256))).equals(content)).toBe(true)
      await expect(store.settle(network, id)).rejects.toThrow()
      expect(halves()).toEqual([])
    })

    test('is as new as it is stored, however long ago it came: the sweep leaves it alone', async () => {
      await store.growing.begin(id)
      await store.growing.append(id, part('fra i natt'), 0, 10)
      const old = new Date(Date.now() - 2 * 60 * 60 * 1000)
      utimesSync(join(folder, '.growing', id), old, old)
      const { sha256 } = await store.settle(network, id)
      expect(await store.remove(network, sha256, 60 * 60 * 1000)).toBe(false)
      // And an equal file that was stored long ago becomes new.
      age(sha256)
      await store.settle(network, id)
      expect(await store.remove(network, sha256, 60 * 60 * 1000)).toBe(false)
    })
  })

  describe('storing', () => {
    // Around the sizes of parts: 5 MB is the least that S3 takes, 8 MB is ours.
    test.each([1, 65_537, 3 * MB + 17, 5 * MB, 8 * MB - 1, 8 * MB, 8 * MB + 1, 21 * MB + 4711])(
      'gives back every byte of %i, under the sum of its content',
      async (size) => {
        const content = randomBytes(size)
        const chunks = Readable.from([content.subarray(0, 5), content.subarray(5, 2 * MB), content.subarray(2 * MB)])
        const sha256 = createHash('sha256').update(content).digest('hex')
        expect(await store.put(network, chunks, 50 * MB)).toMatchObject({ sha256, size })
        expect((await buffer(await store.read(network, sha256))).equals(content)).toBe(true)
        const [kept, ...more] = await Array.fromAsync(store.all())
        expect(kept).toEqual({ networkId: network, sha256, size, storedAt: expect.any(Date) })
        expect(Math.abs(kept!.storedAt.getTime() - Date.now())).toBeLessThan(10_000)
        expect(more).toEqual([])
        expect(halves()).toEqual([])
      },
    )

    test('tells what a file is by its content', async () => {
      expect(await put('%PDF-1.7\n')).toMatchObject({ mediaType: 'application/pdf' })
      expect(await put('<svg xmlns="http://www.w3.org/2000/svg"/>')).toMatchObject({ mediaType: 'image/svg+xml' })
      expect(await put(Buffer.from([0, 1, 2]))).toMatchObject({ mediaType: 'application/octet-stream' })
    })

    test('gives a part, with both ends in it', async () => {
      const { sha256 } = await put('0123456789')
      const part = async (start: number, end: number) => String(await buffer(await store.read(network, sha256, { start, end })))
      expect(await part(2, 4)).toBe('234')
      expect(await part(9, 9)).toBe('9')
      expect(await part(0, 9)).toBe('0123456789')
    })

    test('rejects the reading of what is not there', async () => {
      await expect(store.read(network, 'a'.repeat(64))).rejects.toThrow()
      expect(await store.exists(network, 'a'.repeat(64))).toBe(false)
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

    test('nor when that happens before the first byte is read', async () => {
      const cut = new Readable({ read() {} })
      const putting = store.put(network, cut, MB)
      cut.destroy(new Error('cut at once'))
      await expect(putting).rejects.toThrow('cut at once')
      expect(halves()).toEqual([])
    })

    test('never steps outside its folder', async () => {
      await expect(store.read('../..', 'a'.repeat(64))).rejects.toThrow('no place')
      await expect(store.put('..', Readable.from([Buffer.from('x')]), 9)).rejects.toThrow('no place')
      expect(halves()).toEqual([])
      expect(readdirSync(join(folder, '..')).filter((name) => name === 'a'.repeat(64))).toEqual([])
    })
  })

  describe('removing', () => {
    test('takes what is old enough', async () => {
      const { sha256 } = await put('gammelt')
      expect(await store.remove(network, sha256, 60_000)).toBe(false)
      expect(await store.exists(network, sha256)).toBe(true)
      age(sha256)
      expect(await store.remove(network, sha256, 60_000)).toBe(true)
      expect(await store.exists(network, sha256)).toBe(false)
      expect(await listed()).toEqual([])
      expect(await store.remove(network, sha256)).toBe(false)
    })

    test('takes what is new where no age is asked for', async () => {
      const { sha256 } = await put('nytt')
      expect(await store.remove(network, sha256)).toBe(true)
      expect(await store.exists(network, sha256)).toBe(false)
    })

    test('leaves what was stored anew, also when it looked old a moment before', async () => {
      const { sha256 } = await put('igjen')
      age(sha256)
      await put('igjen')
      expect(await store.remove(network, sha256, 60_000)).toBe(false)
      expect(await store.exists(network, sha256)).toBe(true)
    })

    test('does not lose an equal file that is stored meanwhile', async () => {
      for (let i = 0; i < 30; i++) {
        const { sha256 } = await put('samtidig')
        age(sha256)
        await Promise.all([store.remove(network, sha256, 60_000), put('samtidig')])
        expect(await store.exists(network, sha256)).toBe(true)
      }
    })
  })

  test('an upload that stands still is told of, and swept when it is old', async () => {
    const slow = new Readable({ read() {} })
    slow.push(Buffer.alloc(MB))
    const putting = store.put(network, slow, 10 * MB)
    putting.catch(() => {})
    await expect.poll(async () => (await store.unfinished()).length).toBe(1)
    expect(await Array.fromAsync(store.all())).toEqual([])
    expect(await store.sweepHalves(60_000)).toBe(0)
    const old = new Date(Date.now() - 2 * 60 * 60 * 1000)
    utimesSync(join(folder, '.halves', halves()[0]!), old, old)
    expect((await store.unfinished())[0]!.getTime()).toBeCloseTo(old.getTime(), -4)
    expect(await store.sweepHalves(60_000)).toBe(1)
    expect(await store.unfinished()).toEqual([])
    slow.destroy(new Error('cut'))
    await expect(putting).rejects.toThrow('cut')
  })
})
