/** Uploads part by part, by the client that pages use, over lines that break. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, utimesSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { Upload, type UploadOptions } from 'tus-js-client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { day, meeting } from '#meeting/tables.ts'
import { membership } from '#network/tables.ts'
import { newId } from '#platform/db/id.ts'
import { item, speaker } from '#programme/tables.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { speakerLink } from '../speakerlink/rules.ts'
import { material, materialVersion, upload } from '../tables.ts'
import { clearUploads } from './writes.ts'

const LIMIT = 4_000_000
const pdf = (size: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size - 9)])

let world: World
let address: string
beforeAll(async () => {
  world = await makeWorld({ env: { UPLOAD_LIMIT: '4MB' } })
  await world.app.listen({ port: 0, host: '127.0.0.1' })
  address = `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}`
})
afterAll(() => world.end())

/** `/nord/mote-…`, with one item and its speaker. */
interface Stage {
  readonly at: string
  readonly item: string
  readonly itemId: string
  readonly speakerId: string
  /** `/s/{token}/{number}` */
  readonly link: string
}
let stage: Stage
beforeEach(async () => {
  const { db, secret } = world.ground
  const { networkId } = world
  const [meetingId, dayId, itemId, speakerId] = [newId(), newId(), newId(), newId()]
  const slug = `mote-${meetingId.slice(-8)}`
  await db
    .insert(meeting)
    .values({ id: meetingId, networkId, slug, title: { nb: 'Ledermøte' }, publishedAt: new Date().toISOString() })
  await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2020-04-29' })
  const [row] = await db
    .insert(item)
    .values({ id: itemId, networkId, meetingId, dayId, position: 0, kind: 'talk', title: { nb: 'Om E-bøker' } })
    .returning()
  const [one] = await db
    .insert(speaker)
    .values({ id: speakerId, networkId, meetingId, itemId, position: 0, name: 'Áile Ŋuorga' })
    .returning()
  const at = `/${world.networkSlug}/${slug}`
  stage = {
    at,
    item: String(row!.publicId),
    itemId,
    speakerId,
    link: `${speakerLink(secret, one!)}/${row!.publicId}`,
  }
})

const uploads = () => `${stage.at}/${stage.item}/uploads`
const whole = () => `${stage.at}/uploads`
const form = () => `${stage.at}/${stage.item}/materials`
const headersOf = async (who: Who | null) => ({
  origin: address,
  accept: 'application/json',
  ...(who && { cookie: await world.cookies(who) }),
})

interface Sent {
  readonly url: string
  readonly told: string | null
}
/** Sends a file with the client. Resolves when its last byte is there. */
function send(content: Buffer, options: UploadOptions & { name?: string }): Promise<Sent> & { client: Upload } {
  const { name = 'Plan.pdf', ...more } = options
  let client!: Upload
  const sent = new Promise<Sent>((resolve, reject) => {
    client = new Upload(content, {
      metadata: { filename: name },
      retryDelays: Array.from({ length: 40 }, () => 50),
      onSuccess: ({ lastResponse }) =>
        resolve({
          url: new URL(client.url!).pathname,
          told: decodeURIComponent(lastResponse.getHeader('samling-told') ?? '') || null,
        }),
      onError: reject,
      ...more,
    })
    client.start()
  })
  return Object.assign(sent, { client })
}
const sendAs = async (who: Who | null, content: Buffer, options: Parameters<typeof send>[1] = {}) =>
  send(content, { endpoint: address + uploads(), headers: await headersOf(who), ...options })

/** Hands in what was sent, with the form around it. */
function handIn(who: Who | null, to: string, url: string, fields: Record<string, string> = {}) {
  const all = { kind: 'presentation', locale: 'nb', title: '', description: '', upload: url.split('/').at(-1)!, ...fields }
  const body = Object.entries(all).map(
    ([name, value]) => `--grense\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return world.as(who, {
    method: 'POST',
    url: to,
    payload: `${body.join('')}--grense--\r\n`,
    headers: { accept: 'application/json', 'content-type': 'multipart/form-data; boundary=grense' },
  })
}
const versions = () =>
  world.ground.db
    .select({ version: materialVersion, material })
    .from(materialVersion)
    .innerJoin(material, eq(material.id, materialVersion.materialId))
    .where(eq(material.itemId, stage.itemId))
const growing = () => {
  const folder = join(world.ground.config.filesDir, '.growing')
  return existsSync(folder) ? readdirSync(folder) : []
}
const tus = (who: Who | null, method: string, url: string, headers: Record<string, string> = {}, payload?: Buffer) =>
  world.as(who, {
    method: method as 'PATCH',
    url,
    headers: { 'tus-resumable': '1.0.0', ...headers },
    ...(payload && { payload }),
  })
const patch = (who: Who | null, url: string, from: number, content: Buffer, headers: Record<string, string> = {}) =>
  tus(
    who,
    'PATCH',
    url,
    { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(from), ...headers },
    content,
  )
async function begin(size: number, who: Who = 'organiser'): Promise<string> {
  const metadata = `filename ${Buffer.from('Plan.pdf').toString('base64')}`
  const answer = await tus(who, 'POST', uploads(), { 'upload-length': String(size), 'upload-metadata': metadata })
  expect(answer.statusCode, answer.body).toBe(201)
  return String(answer.headers['location'])
}
const offsetOf = async (url: string) => Number((await tus('organiser', 'HEAD', url)).headers['upload-offset'])

describe('a file that comes part by part', () => {
  test('is stored byte for byte, once, and nothing is left of the way it came', async () => {
    const content = pdf(3_000_000)
    const { url, told } = await sendAs('organiser', content, { chunkSize: 700_001 })
    expect(told).toBeNull()
    expect(growing()).toContain(url.split('/').at(-1))
    const answer = await handIn('organiser', form(), url, { title: 'Handlingsplan' })
    expect(answer.statusCode, answer.body).toBe(201)
    const [stored, ...more] = await versions()
    expect(more).toEqual([])
    const sha256 = createHash('sha256').update(content).digest('hex')
    expect(stored).toMatchObject({
      version: {
        sha256,
        size: content.length,
        mediaType: 'application/pdf',
        fileName: 'Plan.pdf',
        uploadedByName: 'Test organiser',
      },
      material: { title: { nb: 'Handlingsplan' } },
    })
    const download = await world.as(null, { url: `/files/${world.networkId}/${stored!.version.id}/plan.pdf` })
    expect(download.rawPayload.equals(content)).toBe(true)
    expect(growing()).not.toContain(url.split('/').at(-1))
  })

  test('a speaker does the same with a personal link, and nobody else’s link reaches it', async () => {
    const content = pdf(500_000)
    const headers = await headersOf(null)
    const { url } = await send(content, { endpoint: `${address}${stage.link}/uploads`, headers })
    const answer = await handIn(null, stage.link, url)
    expect(answer.statusCode, answer.body).toBe(201)
    expect((await versions()).map((one) => one.version.uploadedByName)).toEqual(['Áile Ŋuorga'])
  })

  test('a new version takes the place of the old one, which organisers still reach', async () => {
    const first = await sendAs('organiser', pdf(1000))
    const { id } = (await handIn('organiser', form(), first.url)).json() as { id: string }
    const second = await sendAs('organiser', pdf(2000), { name: 'Plan (2).pdf' })
    const answer = await handIn('organiser', `${form()}/${id}/file`, second.url)
    expect(answer.statusCode, answer.body).toBe(200)
    const all = (await versions()).sort((a, b) => a.version.number - b.version.number)
    expect(all.map(({ version }) => [version.number, version.size])).toEqual([
      [1, 1000],
      [2, 2000],
    ])
    const old = `/files/${world.networkId}/${all[0]!.version.id}/plan.pdf`
    expect((await world.as('organiser', { url: old })).statusCode).toBe(200)
    expect((await world.as(null, { url: old })).statusCode).toBe(404)
  })

  test('whoever did not get the answer hands it in again, and it is there once', async () => {
    const { url } = await sendAs('organiser', pdf(1000))
    const first = await handIn('organiser', form(), url)
    const again = await handIn('organiser', form(), url)
    expect((again.json() as { id: string }).id).toBe((first.json() as { id: string }).id)
    const { url: other } = await sendAs('organiser', pdf(1000))
    await Promise.all([handIn('organiser', form(), other), handIn('organiser', form(), other)])
    expect(await versions()).toHaveLength(2)
    expect((await tus('organiser', 'HEAD', url)).statusCode).toBe(404)
  })

  test('with a form that cannot be taken it waits for a better one', async () => {
    const { url } = await sendAs('organiser', pdf(1000))
    const wrong = await handIn('organiser', form(), url, { title: 'x'.repeat(201) })
    expect(wrong.statusCode).toBe(422)
    expect((await handIn('organiser', form(), url, { title: 'Kortere' })).statusCode).toBe(201)
    expect((await versions()).map((one) => one.material.title.nb)).toEqual(['Kortere'])
  })

  test('is not handed in before it is whole', async () => {
    const url = await begin(1000)
    await patch('organiser', url, 0, pdf(999))
    const answer = await handIn('organiser', form(), url)
    expect(answer.statusCode).toBe(422)
    expect(answer.json()).toMatchObject({ fields: { file: expect.stringContaining('ikke funnet') } })
    expect(await versions()).toEqual([])
  })

  test('whoever sends it under a name that its content does not bear out, is told so', async () => {
    expect((await sendAs('organiser', pdf(1000), { name: 'Lysark.pptx' })).told).toBe('Filen heter .pptx, men innholdet er PDF.')
    expect((await sendAs('organiser', randomBytes(1000), { name: 'Lysark.pdf' })).told).toContain('innholdet er noe annet')
    expect((await sendAs('organiser', pdf(1000), { name: 'Lysark' })).told).toBeNull()
    // However it came, it stands with the file where it is worked on.
    const { url } = await sendAs('organiser', pdf(1000), { name: 'Lysark.pptx' })
    await handIn('organiser', form(), url)
    expect((await world.as('organiser', { url: form() })).body).toContain('Filen heter .pptx, men innholdet er PDF.')
  })
})

describe('a line that breaks', () => {
  /** Lies between client and program, and cuts every line after so many bytes, until told otherwise. */
  async function breakingLine(after: number) {
    const sockets = new Set<Socket>()
    let passed = 0
    const line = { cuts: 0, passed: () => passed, address: '', end: () => {} }
    const server = createServer((near) => {
      const far = connect(Number(new URL(address).port), '127.0.0.1')
      let here = 0
      near.on('data', (piece: Buffer) => {
        here += piece.length
        passed += piece.length
        far.write(piece)
        if (here < after) return
        line.cuts++
        // What has passed arrives; nobody hears what is said of it.
        near.destroy()
        far.end()
      })
      far.on('data', (piece) => near.write(piece))
      near.on('error', () => {}).on('close', () => far.end())
      far.on('error', () => {}).on('close', () => near.destroy())
      sockets.add(near).add(far)
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    line.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    line.end = () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    }
    return line
  }

  test('costs what was under way and no more: the client goes on from what is there', async () => {
    const content = pdf(3_900_000)
    const line = await breakingLine(900_000)
    const headers = { ...(await headersOf('organiser')), origin: line.address }
    const { url } = await send(content, { endpoint: line.address + uploads(), headers })
    line.end()
    expect(line.cuts).toBeGreaterThanOrEqual(4)
    // Not begun anew each time: with headers and what was under way it is little more than the file.
    expect(line.passed()).toBeLessThan(content.length * 1.5)
    expect((await handIn('organiser', form(), url)).statusCode).toBe(201)
    expect((await versions())[0]!.version.sha256).toBe(createHash('sha256').update(content).digest('hex'))
  })

  test('and hangs without a word: whoever comes back is not kept waiting for it', async () => {
    const content = pdf(200_000)
    const url = await begin(content.length)
    const socket = connect(Number(new URL(address).port), '127.0.0.1')
    const cookie = await world.cookies('organiser')
    socket.write(
      `PATCH ${url} HTTP/1.1\r\nhost: x\r\norigin: http://x\r\ncookie: ${cookie}\r\ntus-resumable: 1.0.0\r\nupload-offset: 0\r\ncontent-type: application/offset+octet-stream\r\ncontent-length: ${content.length}\r\n\r\n`,
    )
    socket.write(content.subarray(0, 120_000))
    await setTimeout(300)
    const began = Date.now()
    expect(await offsetOf(url)).toBe(120_000)
    expect(Date.now() - began).toBeLessThan(3000)
    const rest = await patch('organiser', url, 120_000, content.subarray(120_000))
    expect(rest.headers['upload-offset']).toBe(String(content.length))
    socket.destroy()
    expect((await handIn('organiser', form(), url)).statusCode).toBe(201)
    expect((await versions())[0]!.version.sha256).toBe(createHash('sha256').update(content).digest('hex'))
  })

  test('a program that has forgotten all but the bytes goes on from them', async () => {
    const content = pdf(300_000)
    const url = await begin(content.length)
    await patch('organiser', url, 0, content.subarray(0, 100_000))
    const other = await makeWorld({ on: world, env: { UPLOAD_LIMIT: '4MB' } })
    const head = { 'tus-resumable': '1.0.0' }
    const found = await other.as('organiser', { method: 'HEAD', url, headers: head })
    expect(found.headers['upload-offset']).toBe('100000')
    await other.as('organiser', {
      method: 'PATCH',
      url,
      payload: content.subarray(100_000),
      headers: { ...head, 'content-type': 'application/offset+octet-stream', 'upload-offset': '100000' },
    })
    await other.end()
    expect((await handIn('organiser', form(), url)).statusCode).toBe(201)
    expect((await versions())[0]!.version.sha256).toBe(createHash('sha256').update(content).digest('hex'))
  })
})

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
    const token = stage.link.split('/').slice(0, 3).join('/')
    const byLink = `${token}/${stage.item}/uploads/${url.split('/').at(-1)}`
    for (const [who, at] of [...strangers.map((one) => [one, url] as const), ['owner', url] as const, [null, byLink] as const]) {
      expect([who, (await tus(who, 'HEAD', at)).statusCode]).toEqual([who, 404])
      expect([who, (await patch(who, at, 0, Buffer.from('x'))).statusCode]).toEqual([who, 404])
      expect([who, (await tus(who, 'DELETE', at)).statusCode]).toEqual([who, 404])
    }
    await patch('organiser', url, 0, Buffer.from('0123456789'))
    expect((await handIn('owner', form(), url)).statusCode).toBe(404)
    expect((await handIn(null, stage.link, url)).statusCode).toBe(404)
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
    const link = await tus(null, 'POST', `${stage.link}/uploads`, { 'upload-length': '10' })
    const own = String(link.headers['location'])
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
