import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { swept } from './young.ts'

const gc = globalThis.gc
beforeEach(() => {
  globalThis.gc = vi.fn() as unknown as NonNullable<typeof gc>
})
afterEach(() => {
  globalThis.gc = gc
})

test('gives the same bytes, and sweeps once for every 8 MB', async () => {
  const content = randomBytes(33 * 1024 * 1024)
  const pieces = Array.from({ length: 33 }, (_, i) => content.subarray(i * 1024 * 1024, (i + 1) * 1024 * 1024))
  expect((await buffer(swept(Readable.from(pieces)))).equals(content)).toBe(true)
  expect(globalThis.gc).toHaveBeenCalledTimes(4)
  expect(globalThis.gc).toHaveBeenCalledWith({ type: 'minor' })
})

test('fails as the stream fails', async () => {
  const broken = new Readable({ read() {} })
  broken.push('x')
  setTimeout(() => broken.destroy(new Error('cut')), 10)
  await expect(buffer(swept(broken))).rejects.toThrow('cut')
})

test('lets go of the stream when nobody reads on', async () => {
  const endless = new Readable({ read: () => void endless.push(Buffer.alloc(1000)) })
  const reader = swept(endless)
  await once(reader, 'readable')
  const closed = new Promise((resolve) => endless.on('close', resolve))
  reader.destroy()
  await closed
  expect(endless.destroyed).toBe(true)
})

test('is the stream itself where Node keeps its sweeping to itself', () => {
  globalThis.gc = undefined
  const stream = Readable.from([])
  expect(swept(stream)).toBe(stream)
})
