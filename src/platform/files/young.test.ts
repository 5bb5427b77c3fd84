import { randomBytes } from 'node:crypto'
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

test('goes on as before where Node keeps its sweeping to itself', async () => {
  globalThis.gc = undefined
  const content = randomBytes(9 * 1024 * 1024)
  expect((await buffer(swept(Readable.from([content])))).equals(content)).toBe(true)
})
