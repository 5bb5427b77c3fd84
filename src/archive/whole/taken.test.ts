/** A whole network taken from its page by whoever owns it. */
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { workFolder } from '#platform/workfolder.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { unpacked } from '../../../tests/zip.ts'
import { dumpRows } from './reads.ts'
import { MANIFEST } from './rules.ts'

let world: World
let folder: string
beforeAll(async () => {
  world = await makeWorld()
  folder = mkdtempSync(join(tmpdir(), 'samling-taken-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await world.end()
})

describe('taken from the page', () => {
  it('is for owners, and recorded', async () => {
    const url = '/nord/archive/full.zip'
    for (const who of [null, 'member', 'organiser'] as const)
      expect((await world.as(who, { url, form: {} })).statusCode).toBeGreaterThanOrEqual(403)
    const answer = await world.as('owner', { url, form: {} })
    expect(answer.headers['content-disposition']).toBe('attachment; filename="nord-full.zip"')
    expect(unpacked(answer.rawPayload).has(MANIFEST)).toBe(true)
    const { rows } = await world.database.pool.query("select by_person from activity where action = 'network.exported'")
    expect(rows).toEqual([{ by_person: world.people.owner.id }])
  })

  it('fails alone where the disk is full', async () => {
    const full = mkdtempSync(join(folder, 'full-'))
    symlinkSync('/dev/full', join(full, 'network'))
    const client = await world.database.pool.connect()
    try {
      await client.query('begin')
      await expect(dumpRows(client, world.networkId, full)).rejects.toThrow('ENOSPC')
    } finally {
      client.release(true)
    }
  })

  it('leaves nothing behind on this machine', async () => {
    expect(readdirSync(workFolder()).filter((name) => name.startsWith('network-'))).toEqual([])
  })
})
