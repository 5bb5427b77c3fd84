import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Invalid } from '../errors.ts'
import { type Growing, growingIn } from './growing.ts'

const KB = 1024
const id = randomUUID()
let folder: string
let growing: Growing
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samling-growing-'))
  growing = growingIn(folder)
  await growing.begin(id)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const bytes = (content: Buffer | string) => Readable.from([Buffer.from(content)])
const sumOf = (content: Buffer) => createHash('sha256').update(content).digest('hex')
/** Gives some bytes and then breaks off, as a line does. */
const broken = (content: Buffer) =>
  Readable.from(
    (function* () {
      yield content
      throw new Error('the line broke')
    })(),
  )

test('what came before the line broke stays, and the rest goes behind it', async () => {
  const content = randomBytes(900 * KB)
  await expect(growing.append(id, broken(content.subarray(0, 700 * KB)), 0, content.length)).rejects.toThrow('the line broke')
  const { size } = (await growing.look(id))!
  expect(size).toBe(700 * KB)
  expect(await growing.append(id, bytes(content.subarray(size)), size, content.length - size)).toBe(content.length)
  expect(await growing.finish(id)).toMatchObject({ sha256: sumOf(content), size: content.length })
})

test('whoever comes after a restart finds how far it has come, and the sum is that of the whole', async () => {
  const content = randomBytes(300 * KB)
  await growing.append(id, bytes(content.subarray(0, 100 * KB)), 0, content.length)
  const restarted = growingIn(folder)
  expect(await restarted.look(id)).toMatchObject({ size: 100 * KB })
  expect(await restarted.all()).toEqual([id])
  await restarted.append(id, bytes(content.subarray(100 * KB)), 100 * KB, 200 * KB)
  expect((await restarted.finish(id)).sha256).toBe(sumOf(content))
})

test('a sum that does not fit what lies there is worked out anew', async () => {
  const content = randomBytes(200 * KB)
  await growing.append(id, bytes(content), 0, content.length)
  // As when a disk was full, or another process wrote.
  truncateSync(join(folder, '.growing', id), 50 * KB)
  await growing.append(id, bytes(content.subarray(50 * KB)), 50 * KB, 150 * KB)
  expect((await growing.finish(id)).sha256).toBe(sumOf(content))
})

test('takes nothing at another place than where it stands, and no more than there is room for', async () => {
  await growing.append(id, bytes('12345'), 0, 5)
  await expect(growing.append(id, bytes('x'), 3, 5)).rejects.toThrow('does not stand at 3')
  await expect(growing.append(id, bytes('678'), 5, 2)).rejects.toThrow(new Invalid({ file: 'shared_file_too_large' }))
  expect((await growing.look(id))!.size).toBe(5)
})

test('a name that leads elsewhere is none', async () => {
  writeFileSync(join(folder, 'utenfor'), 'urørt')
  await expect(growing.begin('../utenfor')).rejects.toThrow('no name')
  await expect(growing.append('../utenfor', bytes('x'), 5, 1)).rejects.toThrow('no name')
  await expect(growing.drop('../utenfor')).rejects.toThrow('no name')
  await expect(growing.begin(id)).rejects.toThrow('EEXIST')
})
