/** The nightly sweep of the files. */
import { createHash, randomBytes } from 'node:crypto'
import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { file } from '#platform/files/tables.ts'
import { onStage, pdf } from '../../tests/materials.ts'
import { sweepFiles } from './jobs.ts'

const LIMIT = 1_000_000
const { world, get, upload } = onStage()

describe('the nightly sweep', () => {
  test('takes strays that are old, keeps what has a row, and tells of what is missing', async () => {
    const { db, files } = world().ground
    const stray = await files.put(world().networkId, Readable.from([randomBytes(20)]), 100)
    const kept = await upload({ content: Buffer.concat([pdf, randomBytes(9)]) })
    expect(await sweepFiles(db, files)).toMatchObject({ strays: 0, missing: [] })
    expect((await sweepFiles(db, files, 0)).strays).toBeGreaterThan(0)
    expect(await files.exists(world().networkId, stray.sha256)).toBe(false)
    expect((await get(null, kept.href)).statusCode).toBe(200)

    const lost = createHash('sha256').update('lost').digest('hex')
    await db.insert(file).values({ networkId: world().networkId, sha256: lost, size: 1, mediaType: 'text/plain' })
    expect((await sweepFiles(db, files)).missing).toEqual([`${world().networkId}/${lost}`])
  })

  test('never takes what is being handed in again at that moment', async () => {
    const { db, files, config } = world().ground
    const longAgo = new Date(Date.now() - 2 * 60 * 60 * 1000)
    for (let round = 0; round < 15; round++) {
      const content = Buffer.concat([pdf, Buffer.from(`samtidig ${round}`)])
      const { sha256 } = await files.put(world().networkId, Readable.from([content]), LIMIT)
      await utimes(join(config.filesDir, world().networkId, sha256), longAgo, longAgo)
      const [{ href }] = await Promise.all([upload({ content }), sweepFiles(db, files)])
      expect((await get(null, href)).rawPayload.equals(content)).toBe(true)
    }
  })
})
