import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createConnection, createServer } from 'node:net'
import { Readable } from 'node:stream'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scan, scannerVersion, TooLargeToScan } from '#platform/scan/clamd.ts'
import { type April, aprilMeeting } from '../../../tests/april.ts'
import { type Clamd, hasClamd, MARK, startClamd } from '../../../tests/clamd.ts'
import { pdf } from '../../../tests/presented.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { placeOf } from '../reads.ts'
import { materialHref } from '../rules.ts'
import { materialVersion } from '../tables.ts'
import { pdfHref, pictureHref } from '../viewer/rules.ts'
import { addFile } from '../writes.ts'
import { makeReadable, scanFile } from './jobs.ts'
import { pagesOf, previewOf } from './reads.ts'
import { mayHand } from './rules.ts'
import { takeUp } from './takeup/jobs.ts'

test('a file is handed out when it is clean, or where nobody scans', () => {
  expect((['off', 'clean', 'waiting', 'infected', null] as const).map((scan) => mayHand(scan, true))).toEqual([
    'previews_scan_waiting',
    'yes',
    'previews_scan_waiting',
    'previews_scan_infected',
    'previews_scan_waiting',
  ])
  expect((['off', 'clean', 'infected', null] as const).map((scan) => mayHand(scan, false))).toEqual([
    'yes',
    'yes',
    'previews_scan_infected',
    'yes',
  ])
})

describe.skipIf(!hasClamd)('with a ClamAV daemon (the package clamav-daemon)', () => {
  let clamd: Clamd
  let world: World
  let april: April
  beforeAll(async () => {
    clamd = await startClamd({ largest: 2_000_000 })
    world = await makeWorld({ env: { CLAMD_URL: clamd.url } })
    april = await aprilMeeting(world)
  }, 60_000)
  afterAll(async () => {
    await world?.end()
    await clamd?.end()
  })

  async function handIn(content: Buffer, fileName: string) {
    const { ground, networkId } = world
    const place = await placeOf(ground.db, april.item('E-bøker').id)
    const stored = await ground.files.put(networkId, Readable.from([content]), 1e9)
    const form = { kind: 'presentation', title: '', description: '', locale: 'nb' }
    const row = await addFile(ground, await world.actor('organiser'), place!, form as never, { ...stored, fileName })
    const [version] = await ground.db.select().from(materialVersion).where(eq(materialVersion.id, row.currentVersionId!))
    return { networkId, sha256: stored.sha256, version: version!, href: materialHref(row, version!)! }
  }
  const rowOf = async (file: { networkId: string; sha256: string }) =>
    (await previewOf(world.ground.db, file.networkId, file.sha256))!

  test('nobody gets a file before it is found clean, and it gets its pages after', async () => {
    const content = await pdf(1)
    const file = await handIn(content, 'ren.pdf')
    for (const who of [null, 'member', 'organiser', 'owner'] as const) {
      const answer = await world.as(who, { url: file.href })
      expect(answer.statusCode).toBe(403)
      expect(answer.body).toContain('kontrolleres for virus')
      expect(answer.rawPayload.includes(content)).toBe(false)
    }
    // Nor are pages made of it.
    await makeReadable(world.ground, file)
    expect(await rowOf(file)).toMatchObject({ scan: 'waiting', state: 'waiting' })
    await scanFile(world.ground, file)
    expect(await rowOf(file)).toMatchObject({ scan: 'clean', state: 'waiting' })
    expect((await world.as(null, { url: file.href })).rawPayload.equals(content)).toBe(true)
    await makeReadable(world.ground, file)
    expect(await rowOf(file)).toMatchObject({ scan: 'clean', state: 'done', done: 1 })
    const [page] = await pagesOf(world.ground.db, file.networkId, file.sha256)
    expect((await world.as(null, { url: pictureHref(file.version, 1, page!.small) })).statusCode).toBe(200)
  })

  test('nobody ever gets an infected one', async () => {
    const file = await handIn(Buffer.concat([await pdf(1), Buffer.from(MARK)]), 'smittet.pdf')
    await scanFile(world.ground, file)
    await makeReadable(world.ground, file)
    expect(await rowOf(file)).toMatchObject({
      scan: 'infected',
      state: 'none',
      threat: expect.stringContaining('Samling.Prove'),
      done: 0,
    })
    for (const who of [null, 'owner'] as const) {
      const answer = await world.as(who, { url: file.href })
      expect(answer.statusCode).toBe(403)
      expect(answer.body).toContain('har virus')
    }
    expect((await world.as('owner', { url: pdfHref(file.version) })).statusCode).toBe(404)
  })

  test('one that the daemon does not take stays where it is, and says why', async () => {
    const file = await handIn(randomBytes(6_000_000), 'stor.bin')
    await scanFile(world.ground, file)
    expect(await rowOf(file)).toMatchObject({ scan: 'waiting', reason: 'previews_scan_too_large' })
    expect((await world.as('owner', { url: file.href })).statusCode).toBe(403)
    await expect(scan(clamd.url, async () => Readable.from([randomBytes(6_000_000)]))).rejects.toThrow(TooLargeToScan)
  })

  test('a daemon whose line breaks before its answer is asked again with the whole file, three times at most', async () => {
    let torn = 0
    const tear = createServer((line) => {
      if (torn-- > 0) line.once('data', () => line.resetAndDestroy())
      else line.pipe(createConnection(clamd.url.slice('unix:'.length))).pipe(line)
    }).listen(0, '127.0.0.1')
    await once(tear, 'listening')
    const url = `tcp://127.0.0.1:${(tear.address() as AddressInfo).port}`
    const content = await pdf(1)
    const asked = () => scan(url, async () => Readable.from([content]))
    torn = 2
    expect(await asked()).toEqual({ clean: true })
    torn = 3
    await expect(asked()).rejects.toMatchObject({ code: expect.stringMatching(/EPIPE|ECONNRESET|HUNG_UP/) })
    expect(torn).toBe(0)
    tear.close()
  })

  test('a daemon that is away is no verdict', async () => {
    const away = { ...world.ground, config: { ...world.ground.config, CLAMD_URL: 'unix:/nowhere/s' } }
    const file = await handIn(await pdf(2), 'venter.pdf')
    await expect(scanFile(away, file)).rejects.toThrow()
    expect(await rowOf(file)).toMatchObject({ scan: 'waiting' })
    await expect(scannerVersion('unix:/nowhere/s')).rejects.toThrow()
    expect(await scannerVersion(clamd.url)).toMatch(/^ClamAV \d/)
  })

  test('files that lay there before the daemon was put in place are looked through too', async () => {
    const without = { ...world.ground, config: { ...world.ground.config, CLAMD_URL: null } }
    const file = await handIn(await pdf(3), 'fra-før.pdf')
    await takeUp(without)
    expect(await rowOf(file)).toMatchObject({ scan: 'off' })
    expect((await world.as(null, { url: file.href })).statusCode).toBe(403)
    await takeUp(world.ground)
    expect(await rowOf(file)).toMatchObject({ scan: 'waiting' })
    await scanFile(world.ground, file)
    expect((await world.as(null, { url: file.href })).statusCode).toBe(200)
  })
})
