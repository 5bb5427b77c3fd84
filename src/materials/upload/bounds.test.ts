/** Whose an upload is, how large and how many they may be, and what becomes of those nobody carries on. */
import { randomUUID } from 'node:crypto'
import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { membership } from '#network/tables.ts'
import { newId } from '#platform/db/id.ts'
import { speaker } from '#programme/tables.ts'
import { linkOf, type Stage, setStage } from '../../../tests/materials.ts'
import { uploadsOn } from '../../../tests/uploads.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { upload } from '../tables.ts'
import { clearUploads } from './writes.ts'

const LIMIT = 4_000_000

let world: World
let stage: Stage
/** `/s/{token}/{number}` */
let link: string
beforeAll(async () => {
  world = await makeWorld({ env: { UPLOAD_LIMIT: '4MB' } })
})
afterAll(() => world.end())
beforeEach(async () => {
  stage = await setStage(world)
  link = `${await linkOf(world, stage)}/${stage.number}`
})
const { begin, form, growing, handIn, offsetOf, patch, tus, uploads, versions, whole } = uploadsOn(
  () => world,
  () => stage,
)

describe('who may', () => {
  const strangers: readonly (Who | null)[] = [null, 'member', 'outsider', 'operator']
  const length = { 'upload-length': '10' }

  test('only those who may add to the item begin an upload', async () => {
    for (const who of strangers) expect([who, (await tus(who, 'POST', uploads(), length)).statusCode]).toEqual([who, 404])
    for (const who of ['owner', 'organiser'] as const)
      expect([who, (await tus(who, 'POST', uploads(), length)).statusCode]).toEqual([who, 201])
    // Who speaks on the item does for the item, and not for the whole meeting.
    const { db } = world.ground
    await db.update(speaker).set({ personId: world.people.member.id }).where(eq(speaker.id, stage.speakerId))
    expect((await tus('member', 'POST', uploads(), length)).statusCode).toBe(201)
    expect((await tus('member', 'POST', whole(), length)).statusCode).toBe(404)
    expect((await tus('organiser', 'POST', whole(), length)).statusCode).toBe(201)
  })

  test('each request is its sender’s own: nobody else sees, carries on, ends or hands in', async () => {
    const url = await begin(10)
    const token = link.split('/').slice(0, 3).join('/')
    const byLink = `${token}/${stage.number}/uploads/${url.split('/').at(-1)}`
    for (const [who, at] of [...strangers.map((one) => [one, url] as const), ['owner', url] as const, [null, byLink] as const]) {
      expect([who, (await tus(who, 'HEAD', at)).statusCode]).toEqual([who, 404])
      expect([who, (await patch(who, at, 0, Buffer.from('x'))).statusCode]).toEqual([who, 404])
      expect([who, (await tus(who, 'DELETE', at)).statusCode]).toEqual([who, 404])
    }
    await patch('organiser', url, 0, Buffer.from('0123456789'))
    expect((await handIn('owner', form(), url)).statusCode).toBe(404)
    expect((await handIn(null, link, url)).statusCode).toBe(404)
    expect(await versions()).toEqual([])
    expect((await handIn('organiser', form(), url)).statusCode).toBe(201)
  })

  test('who loses the right in mid-upload goes no further', async () => {
    const { db } = world.ground
    const url = await begin(10)
    expect((await patch('organiser', url, 0, Buffer.from('01'))).statusCode).toBe(204)
    await db.update(membership).set({ role: 'member' }).where(eq(membership.personId, world.people.organiser.id))
    try {
      for (const answer of [await patch('organiser', url, 2, Buffer.from('2')), await tus('organiser', 'HEAD', url)])
        expect(answer.statusCode).toBe(404)
    } finally {
      await db.update(membership).set({ role: 'organiser' }).where(eq(membership.personId, world.people.organiser.id))
    }
    expect(await offsetOf(url)).toBe(2)
    const byLink = await tus(null, 'POST', `${link}/uploads`, { 'upload-length': '10' })
    const own = String(byLink.headers['location'])
    expect((await tus(null, 'HEAD', own)).statusCode).toBe(200)
    await db
      .update(speaker)
      .set({ linkVersion: sql`${speaker.linkVersion} + 1` })
      .where(eq(speaker.id, stage.speakerId))
    for (const answer of [
      await tus(null, 'HEAD', own),
      await patch(null, own, 0, Buffer.from('x')),
      await tus(null, 'DELETE', own),
    ])
      expect(answer.statusCode).toBe(404)
  })

  test('what does not come from our own pages is refused', async () => {
    const url = await begin(10)
    const cross = { 'sec-fetch-site': 'cross-site', origin: 'https://annet.example' }
    expect((await patch('organiser', url, 0, Buffer.from('x'), cross)).statusCode).toBe(403)
    expect((await tus('organiser', 'DELETE', url, cross)).statusCode).toBe(403)
    expect((await tus('organiser', 'POST', uploads(), { ...cross, 'upload-length': '10' })).statusCode).toBe(403)
    expect(await offsetOf(url)).toBe(0)
    const answer = await tus('organiser', 'HEAD', url)
    for (const name of Object.keys(answer.headers)) expect(name).not.toMatch(/^access-control/)
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  })
})

describe('limits', () => {
  test('what is too large or empty is not begun, and no more is taken than was said', async () => {
    const before = growing().length
    for (const [size, why] of [
      [LIMIT + 1, 'for stor'],
      [0, 'tom'],
    ] as const) {
      const answer = await tus('organiser', 'POST', uploads(), { 'upload-length': String(size), accept: 'application/json' })
      expect(answer.statusCode).toBe(422)
      expect(answer.body).toContain(why)
    }
    expect(growing()).toHaveLength(before)
    const url = await begin(10)
    expect((await patch('organiser', url, 0, Buffer.from('01234567890'))).statusCode).toBe(413)
    expect((await patch('organiser', url, 3, Buffer.from('34'))).statusCode).toBe(409)
    expect(await offsetOf(url)).toBeLessThanOrEqual(10)
  })

  test('nobody leaves more than so many half-done', async () => {
    const { db } = world.ground
    const url = await begin(10, 'owner')
    const [row] = await db
      .select()
      .from(upload)
      .where(eq(upload.id, url.split('/').at(-1)!))
    const many = Array.from({ length: 49 }, () => ({ ...row!, id: randomUUID() }))
    await db.insert(upload).values(many)
    const answer = await tus('owner', 'POST', uploads(), { 'upload-length': '10', accept: 'application/json' })
    expect(answer.statusCode).toBe(403)
    expect(answer.body).toContain('mange opplastinger')
    await db.delete(upload).where(eq(upload.personId, row!.personId!))
  })

  test('an upload that its sender does not want is gone at once', async () => {
    const url = await begin(10)
    expect((await tus('organiser', 'DELETE', url)).statusCode).toBe(204)
    expect((await tus('organiser', 'HEAD', url)).statusCode).toBe(404)
    expect(growing()).not.toContain(url.split('/').at(-1))
  })

  test('what nobody carries on is cleared after a day, and what somebody does is not', async () => {
    const { db, config, files } = world.ground
    const left = await begin(10)
    const slow = await begin(10)
    const young = await begin(10)
    const id = (url: string) => url.split('/').at(-1)!
    const old = new Date(Date.now() - 25 * 60 * 60 * 1000)
    for (const url of [left, slow])
      await db
        .update(upload)
        .set({ createdAt: old.toISOString() })
        .where(eq(upload.id, id(url)))
    await patch('organiser', slow, 0, Buffer.from('01'))
    utimesSync(join(config.filesDir, '.growing', id(left)), old, old)
    const stray = newId()
    await files.growing.begin(stray)
    await files.growing.append(stray, Readable.from([Buffer.from('x')]), 0, 1)
    utimesSync(join(config.filesDir, '.growing', stray), old, old)
    const DAY = 24 * 60 * 60 * 1000
    expect(await clearUploads(world.ground, DAY)).toBe(1)
    expect(await clearUploads(world.ground, DAY)).toBe(0)
    expect((await tus('organiser', 'HEAD', left)).statusCode).toBe(404)
    expect(growing()).not.toContain(id(left))
    expect(growing()).not.toContain(stray)
    for (const url of [slow, young]) expect((await tus('organiser', 'HEAD', url)).statusCode).toBe(200)
  })
})
