import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { utimes } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { day, meeting } from '#meeting/tables.ts'
import { activity } from '#platform/activity/tables.ts'
import { newId } from '#platform/db/id.ts'
import { file } from '#platform/files/tables.ts'
import { item, speaker } from '#programme/tables.ts'
import { startS3 } from '../../tests/s3.ts'
import { makeWorld, type Who, type World } from '../../tests/world.ts'
import { sweepFiles } from './jobs.ts'
import { materialHref } from './rules.ts'
import { speakerLink } from './speakerlink/rules.ts'
import { material, materialVersion } from './tables.ts'

const LIMIT = 1_000_000
const pdf = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj<</Type/Catalog>>endobj\n')

let world: World
beforeAll(async () => {
  world = await makeWorld({ env: { UPLOAD_LIMIT: '1MB' } })
})
afterAll(() => world.end())

interface Stage {
  readonly meetingId: string
  readonly itemId: string
  readonly speakerId: string
  /** The item's materials page. */
  readonly at: string
}
let stage: Stage
beforeEach(async () => {
  stage = await furnish()
})

async function furnish(
  over: Partial<typeof meeting.$inferInsert> = {},
  itemOver: Partial<typeof item.$inferInsert> = {},
): Promise<Stage> {
  const { db } = world.ground
  const { networkId } = world
  const [meetingId, dayId, itemId, speakerId] = [newId(), newId(), newId(), newId()]
  const slug = `mote-${meetingId.slice(-8)}`
  await db
    .insert(meeting)
    .values({ id: meetingId, networkId, slug, title: { nb: 'Ledermøte' }, publishedAt: new Date().toISOString(), ...over })
  await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2020-04-29' })
  const [row] = await db
    .insert(item)
    .values({
      id: itemId,
      networkId,
      meetingId,
      dayId,
      position: 0,
      kind: 'talk',
      title: { nb: 'Om E-bøker' },
      start: '12:20',
      end: '13:00',
      ...itemOver,
    })
    .returning()
  await db.insert(speaker).values({ id: speakerId, networkId, meetingId, itemId, position: 0, name: 'Áile Ŋuorga' })
  return { meetingId, itemId, speakerId, at: `/${world.networkSlug}/${slug}/${row!.publicId}-om-e-boker/materials` }
}

interface Form {
  readonly fields?: Record<string, string>
  readonly name?: string
  readonly content?: Buffer | string
}
const BOUNDARY = 'grense'
function multipart({ fields = {}, name, content }: Form): Buffer {
  const parts = Object.entries({ kind: 'presentation', locale: 'nb', title: '', description: '', ...fields }).map(
    ([key, value]) => Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`),
  )
  if (content !== undefined)
    parts.push(
      Buffer.from(
        `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/png\r\n\r\n`,
      ),
      Buffer.from(content),
      Buffer.from('\r\n'),
    )
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)])
}
const type = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }
const post = (who: Who | null, url: string, form: Form, headers: Record<string, string> = {}) =>
  world.as(who, { method: 'POST', url, payload: multipart(form), headers: { ...type, ...headers } })
const data = { accept: 'application/json' }

/** Uploads as the organiser. */
async function upload(form: Form = {}, to = stage.at) {
  const answer = await post('organiser', to, { name: 'Utkast_til plan.pdf', content: pdf, ...form }, data)
  expect(answer.statusCode, answer.body).toBe(201)
  const { id } = answer.json() as { id: string }
  return { id, href: await hrefOf(id) }
}
async function hrefOf(id: string) {
  const [row] = await world.ground.db.select().from(material).where(eq(material.id, id))
  const [version] = await world.ground.db.select().from(materialVersion).where(eq(materialVersion.id, row!.currentVersionId!))
  return materialHref(row!, version!)!
}
const act = (id: string, what: string, form: Record<string, string> = {}, who: Who = 'organiser') =>
  world.as(who, { url: `${stage.at}/${id}/${what}`, form })
const get = (who: Who | null, url: string, headers = {}) => world.as(who, { url, headers })
const materials = () => world.ground.db.select().from(material).where(eq(material.itemId, stage.itemId))

describe('a file from upload to download', () => {
  test('comes back byte for byte, under its own name, as what it is', async () => {
    const content = Buffer.concat([pdf, randomBytes(300_000)])
    const { href } = await upload({ name: 'Blåbær på «brød».pdf', content })
    const answer = await get(null, href)
    expect(answer.statusCode).toBe(200)
    expect(answer.rawPayload.equals(content)).toBe(true)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(content.length),
      'content-disposition': `inline; filename="Blabaer pa brod.pdf"; filename*=UTF-8''Bl%C3%A5b%C3%A6r%20p%C3%A5%20%C2%ABbr%C3%B8d%C2%BB.pdf`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, no-cache',
      'accept-ranges': 'bytes',
      etag: `"${createHash('sha256').update(content).digest('hex')}"`,
    })
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
    expect(href).toMatch(/\/blabaer-pa-brod\.pdf$/)
  })

  test('works as a plain form: the page says what happened', async () => {
    const answer = await post('organiser', stage.at, {
      name: 'Utkast_til plan (2).pdf',
      content: pdf,
      fields: { description: 'Tolv lysbilder' },
    })
    expect(answer.statusCode).toBe(303)
    expect(answer.headers.location).toBe(stage.at)
    const page = await world.as('organiser', {
      url: stage.at,
      headers: { cookie: `${await world.cookies('organiser')}; ${cookieOf(answer, 'samling_notice')}` },
    })
    expect(page.body).toContain('«Utkast til plan» er lagt ut.')
    expect(page.body).toMatch(/PDF, 1 kB/)
    expect(await materials()).toMatchObject([
      { title: { nb: 'Utkast til plan' }, description: { nb: 'Tolv lysbilder' }, kind: 'presentation', locale: 'nb' },
    ])
  })

  test('answers 304, HEAD, and a part', async () => {
    const { href } = await upload({ content: Buffer.concat([pdf, Buffer.from('0123456789')]) })
    const whole = await get(null, href)
    const { length } = whole.rawPayload
    expect((await get(null, href, { 'if-none-match': whole.headers.etag })).statusCode).toBe(304)
    const head = await world.as(null, { method: 'HEAD', url: href })
    expect([head.statusCode, head.headers['content-length'], head.body]).toEqual([200, String(length), ''])

    const part = await get(null, href, { range: 'bytes=-4' })
    expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([
      206,
      '6789',
      `bytes ${length - 4}-${length - 1}/${length}`,
    ])
    const far = await get(null, href, { range: `bytes=${length}-` })
    expect([far.statusCode, far.headers['content-range']]).toEqual([416, `bytes */${length}`])
    expect((await get(null, href, { range: 'bytes=0-1', 'if-range': '"annet"' })).statusCode).toBe(200)
    expect((await get(null, href, { range: 'bytes=0-1', 'if-range': whole.headers.etag })).body).toBe('%P')
  })

  test('is kept once however often it is handed in', async () => {
    const content = Buffer.concat([pdf, randomBytes(16)])
    const [a, b] = [await upload({ content }), await upload({ content })]
    expect(a.href).not.toBe(b.href)
    const sha256 = createHash('sha256').update(content).digest('hex')
    expect(await world.ground.db.select().from(file).where(eq(file.sha256, sha256))).toHaveLength(1)
    expect((await get(null, a.href)).rawPayload).toEqual((await get(null, b.href)).rawPayload)
  })
})

const cookieOf = (answer: { headers: Record<string, unknown> }, name: string) =>
  [answer.headers['set-cookie']]
    .flat()
    .map(String)
    .find((line) => line.startsWith(name))
    ?.split(';')[0]

test('from a bucket: byte for byte, in parts, and gone when it is gone', async () => {
  const s3 = await startS3()
  const { endpoint, bucket, key, secret } = s3.bucket()
  const settings = { S3_URL: `${endpoint}/${bucket}/filer`, S3_KEY: key, S3_SECRET: secret, UPLOAD_LIMIT: '20MB' }
  const other = await makeWorld({ env: settings, on: world })
  const content = Buffer.concat([pdf, randomBytes(9_000_000)])
  const payload = multipart({ name: 'stor.pdf', content })
  const headers = { ...type, ...data }
  const answer = await other.as('organiser', { method: 'POST', url: stage.at, payload, headers })
  expect(answer.statusCode, answer.body).toBe(201)
  const href = await hrefOf((answer.json() as { id: string }).id)
  expect((await other.as(null, { url: href })).rawPayload.equals(content)).toBe(true)
  const part = await other.as(null, { url: href, headers: { range: 'bytes=8999990-' } })
  expect([part.statusCode, part.rawPayload]).toEqual([206, content.subarray(8_999_990)])
  const [stored] = await Array.fromAsync(other.ground.files.all())
  rmSync(s3.pathOf(`filer/${stored!.networkId}/${stored!.sha256}`))
  expect((await other.as(null, { url: href })).statusCode).toBe(500)
  expect(await sweepFiles(other.ground.db, other.ground.files)).toMatchObject({
    missing: expect.arrayContaining([`${stored!.networkId}/${stored!.sha256}`]),
  })
  await world.ground.db.delete(file).where(eq(file.sha256, stored!.sha256))
  await s3.end()
  await other.end()
})

describe('what lies about itself', () => {
  test.each([
    [
      'a picture called .pptx',
      Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
      'inn.pptx',
      'image/png',
      'inline',
    ],
    [
      'a program called .pdf',
      Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]),
      'plan.pdf',
      'application/x-msdownload',
      'attachment',
    ],
    [
      'a page with script called .pdf',
      Buffer.from('<!doctype html><script>alert(1)</script>'),
      'plan.pdf',
      'text/html',
      'attachment',
    ],
    [
      'a drawing called .png',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
      'tegning.png',
      'image/svg+xml',
      'attachment',
    ],
  ])('%s is sent as what it is', async (_, content, name, mediaType, disposition) => {
    const { href } = await upload({ name, content })
    const answer = await get(null, href)
    expect(answer.headers['content-type']).toBe(mediaType)
    expect(answer.headers['content-disposition']).toMatch(new RegExp(`^${disposition};`))
    expect(answer.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/)
  })

  test('a name with a path keeps only its last part', async () => {
    const { href } = await upload({ name: 'C:\\\\Brukere\\\\ane\\\\..\\\\plan.pdf' })
    expect((await get(null, href)).headers['content-disposition']).toContain('filename="plan.pdf"')
  })
})

describe('what cannot be taken', () => {
  test('an empty file, told on the page that keeps what was typed', async () => {
    const answer = await post('organiser', stage.at, { name: 'tom.pdf', content: '', fields: { title: 'Det jeg «skrev»' } })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Filen er tom')
    expect(answer.body).toContain('value="Det jeg «skrev»"')
    expect(answer.body).toContain('href="#file-file"')
    expect(await materials()).toEqual([])
  })

  test('no file at all', async () => {
    const answer = await post('organiser', stage.at, { fields: { title: 'Uten' } })
    expect([answer.statusCode, answer.body.includes('Velg en fil.')]).toEqual([422, true])
  })

  test('a byte too much, as data for a script', async () => {
    expect((await post('organiser', stage.at, { name: 'a', content: Buffer.alloc(LIMIT, 'a') }, data)).statusCode).toBe(201)
    const answer = await post('organiser', stage.at, { name: 'a', content: Buffer.alloc(LIMIT + 1, 'a') }, data)
    expect([answer.statusCode, answer.json()]).toMatchObject([
      422,
      { fields: { file: expect.stringMatching(/^Filen er for stor. Grensen er 1\sMB.$/) } },
    ])
  })

  test.each([
    ['that ends in the middle of a file', (whole: Buffer) => whole.subarray(0, whole.length - 30)],
    ['that ends in the middle of a field', (whole: Buffer) => whole.subarray(0, 70)],
    ['whose parts have no head', (whole: Buffer) => Buffer.from(String(whole).replaceAll('content-disposition', 'x\u0000'))],
    ['of nothing', () => Buffer.alloc(0)],
  ])('a form %s', async (_, broken) => {
    const payload = broken(multipart({ name: 'a.pdf', content: pdf }))
    const answer = await world.as('organiser', { method: 'POST', url: stage.at, payload, headers: { ...type, ...data } })
    expect([400, 422]).toContain(answer.statusCode)
    expect(await materials()).toEqual([])
  })

  test('a form that is none', async () => {
    expect((await world.as('organiser', { url: stage.at, form: { kind: 'presentation' } })).statusCode).toBe(400)
    const wrong = await post('organiser', stage.at, {
      name: 'a.pdf',
      content: pdf,
      fields: { kind: 'link', title: 'x'.repeat(201) },
    })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('Tittelen kan ha høyst 200 tegn.')
  })
})

describe('over a real line', () => {
  let port: number
  beforeAll(async () => {
    await world.app.listen({ port: 0, host: '127.0.0.1' })
    port = (world.app.server.address() as AddressInfo).port
  })
  const head = async (headers: Record<string, string | number>) =>
    [
      `POST ${stage.at} HTTP/1.1`,
      `host: 127.0.0.1:${port}`,
      `origin: http://127.0.0.1:${port}`,
      `cookie: ${await world.cookies('organiser')}`,
      `content-type: ${type['content-type']}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      '\r\n',
    ].join('\r\n')
  const talk = () => {
    const socket = connect(port, '127.0.0.1')
    let heard = ''
    socket.on('data', (bytes) => {
      heard += bytes
    })
    socket.on('error', () => {})
    return { socket, heard: () => heard }
  }
  const begin = Buffer.from(
    multipart({ name: 'stor.pdf', content: '' })
      .toString()
      .replace(/\r\n--grense--\r\n$/, ''),
  )
  const halves = () => readdirSync(join(world.ground.config.filesDir, '.halves'))

  test('two gigabytes are refused before they are sent', async () => {
    const { socket, heard } = talk()
    socket.write(await head({ 'content-length': 2_000_000_000 }))
    await expect.poll(heard).toMatch(/^HTTP\/1\.1 413/)
    await expect.poll(heard).toMatch(/Filen er for stor\. Grensen er 1\sMB/)
    expect(await materials()).toEqual([])
    socket.destroy()
  })

  test('what says nothing of its length is cut off at the limit', async () => {
    const { socket, heard } = talk()
    const chunk = (bytes: Buffer) => Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
    socket.write(await head({ 'transfer-encoding': 'chunked' }))
    socket.write(chunk(begin))
    let sent = 0
    const more = setInterval(() => {
      sent += 200_000
      socket.write(chunk(Buffer.alloc(200_000)))
    }, 5)
    await expect.poll(heard, { timeout: 5000 }).toMatch(/^HTTP\/1\.1 413/)
    expect(sent).toBeLessThan(20 * LIMIT)
    // Who goes on sending all the same is cut off.
    await expect.poll(() => socket.closed, { timeout: 10_000 }).toBe(true)
    clearInterval(more)
    await expect.poll(halves).toEqual([])
    socket.destroy()
  })

  test('a line cut in the middle leaves neither row nor file', async () => {
    const before = await Array.fromAsync(world.ground.files.all())
    const { socket } = talk()
    socket.write(await head({ 'content-length': 900_000 }))
    socket.write(Buffer.concat([begin, Buffer.alloc(100_000)]))
    await expect.poll(halves).toHaveLength(1)
    socket.destroy()
    await expect.poll(halves).toEqual([])
    expect(await materials()).toEqual([])
    expect(await Array.fromAsync(world.ground.files.all())).toHaveLength(before.length)
  })
})

describe('who', () => {
  test('only organisers, owners and those who speak may come to the page', async () => {
    for (const who of ['organiser', 'owner'] as const) expect((await get(who, stage.at)).statusCode).toBe(200)
    for (const who of ['member', 'outsider', null] as const) {
      expect((await get(who, stage.at)).statusCode).toBe(404)
      expect((await post(who, stage.at, { name: 'a.pdf', content: pdf })).statusCode).toBe(404)
    }
    await world.ground.db.update(speaker).set({ personId: world.people.member.id }).where(eq(speaker.id, stage.speakerId))
    expect((await get('member', stage.at)).statusCode).toBe(200)
    expect((await post('member', stage.at, { name: 'a.pdf', content: pdf }, data)).statusCode).toBe(201)
    const recording = await world.as('member', {
      url: `${stage.at}/links`,
      form: { kind: 'recording', locale: 'nb', url: 'https://video.example/1' },
    })
    expect(recording.statusCode).toBe(403)
  })

  test('a file is for those its meeting, item and own audience let in', async () => {
    const { href, id } = await upload()
    const seenBy = async () =>
      Promise.all(
        ([null, 'outsider', 'member', 'organiser'] as const).map(async (who) => (await get(who, href)).statusCode === 200),
      )
    expect(await seenBy()).toEqual([true, true, true, true])
    expect((await get(null, href)).headers['cache-control']).toBe('public, no-cache')

    await world.ground.db.update(material).set({ audience: 'members' }).where(eq(material.id, id))
    expect(await seenBy()).toEqual([false, false, true, true])
    expect((await get('member', href)).headers['cache-control']).toBe('private, no-cache')

    await world.ground.db.update(material).set({ audience: 'public' }).where(eq(material.id, id))
    await world.ground.db.update(item).set({ audience: 'invited' }).where(eq(item.id, stage.itemId))
    expect(await seenBy()).toEqual([false, false, false, true])

    await world.ground.db.update(item).set({ audience: 'public' }).where(eq(item.id, stage.itemId))
    await world.ground.db.update(meeting).set({ publishedAt: null }).where(eq(meeting.id, stage.meetingId))
    expect(await seenBy()).toEqual([false, false, false, true])
  })

  test('what is hidden has no address, until it is published again', async () => {
    const { href, id } = await upload()
    expect((await act(id, 'hide')).statusCode).toBe(303)
    expect((await get('member', href)).statusCode).toBe(404)
    expect((await get('organiser', href)).statusCode).toBe(200)
    expect((await act(id, 'publish', {}, 'member')).statusCode).toBe(404)
    await act(id, 'publish')
    expect((await get(null, href)).statusCode).toBe(200)
  })

  test('nonsense in an address is not found', async () => {
    const { href } = await upload()
    for (const wrong of [
      href.replace(/\/[^/]+\/[^/]+$/, `/${newId()}/x.pdf`),
      `/files/x/y/z`,
      `/files/${newId()}${href.slice(href.indexOf('/', 8))}`,
    ])
      expect((await get('organiser', wrong)).statusCode).toBe(404)
  })
})

describe('versions', () => {
  test('readers get the newest; organisers find the older ones and can bring one back', async () => {
    const { id, href: first } = await upload({ content: Buffer.concat([pdf, Buffer.from('en')]) })
    expect(
      (await post('organiser', `${stage.at}/${id}/file`, { name: 'ny.pdf', content: Buffer.concat([pdf, Buffer.from('to')]) }))
        .statusCode,
    ).toBe(303)
    const second = await hrefOf(id)
    expect((await get(null, second)).body).toMatch(/to$/)
    expect((await get(null, first)).statusCode).toBe(404)
    expect((await get('organiser', first)).statusCode).toBe(200)
    expect((await get('organiser', first)).headers['cache-control']).toBe('private, no-cache')
    expect((await get('organiser', `${stage.at}/${id}`)).body).toContain('Bruk denne: versjon 1')

    expect((await act(id, 'current', { number: '1' }, 'member')).statusCode).toBe(404)
    await act(id, 'current', { number: '1' })
    expect((await get(null, first)).statusCode).toBe(200)
    expect((await get(null, second)).statusCode).toBe(404)
    expect((await act(id, 'current', { number: '7' })).statusCode).toBe(404)
  })

  test('two at once both get a number', async () => {
    const { id } = await upload()
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((end) =>
        post('organiser', `${stage.at}/${id}/file`, { name: 'n.pdf', content: Buffer.concat([pdf, Buffer.from(end)]) }, data),
      ),
    )
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 200])
    const versions = await world.ground.db.select().from(materialVersion).where(eq(materialVersion.materialId, id))
    expect(versions.map((version) => version.number).sort()).toEqual([1, 2, 3, 4])
  })
})

describe('links and recordings', () => {
  const add = (form: Record<string, string>) =>
    world.as('organiser', { url: `${stage.at}/links`, form: { kind: 'link', locale: 'nb', title: '', description: '', ...form } })

  test('a link is out at once, called after its site', async () => {
    expect((await add({ url: 'www.bibliotek.example/e-bok' })).statusCode).toBe(303)
    const [row] = await materials()
    expect(row).toMatchObject({ url: 'https://www.bibliotek.example/e-bok', title: { nb: 'bibliotek.example' }, kind: 'link' })
    expect(row!.publishedAt).not.toBeNull()
  })

  test('a link is marked to be read beforehand by an organiser', async () => {
    expect((await get('organiser', stage.at)).body).toMatch(/id="link-readBefore"/)
    await add({ url: 'lovdata.example/lov', readBefore: 'on' })
    expect((await materials())[0]).toMatchObject({ url: 'https://lovdata.example/lov', readBefore: true })
  })

  test('a recording waits until someone takes it upon them', async () => {
    await add({ kind: 'recording', url: 'https://video.example/1', title: 'Hele møtet' })
    const [row] = await materials()
    expect(row!.publishedAt).toBeNull()
    expect((await get('organiser', stage.at)).body).toContain('tekstes og synstolkes')
    await act(row!.id, 'publish')
    expect((await materials())[0]!.publishedAt).not.toBeNull()
  })

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'https://',
    'https://ane:hemmelig@bank.example/',
    '',
  ])('never %s', async (url) => {
    const answer = await add({ url, title: 'Behold meg' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Behold meg')
    expect(await materials()).toEqual([])
  })
})

describe('changing', () => {
  const edit = (id: string, form: Record<string, string>) =>
    world.as('organiser', { url: `${stage.at}/${id}`, form: { kind: 'paper', locale: 'nb', ...form } })

  test('words in several languages, and whom it is for', async () => {
    const { id } = await upload()
    const answer = await edit(id, {
      version: '1',
      title_nb: 'Utkast',
      title_en: 'Draft',
      description_en: 'Twelve slides',
      audience: 'members',
    })
    expect(answer.statusCode).toBe(303)
    expect(await materials()).toMatchObject([
      {
        title: { nb: 'Utkast', en: 'Draft' },
        description: { en: 'Twelve slides' },
        kind: 'paper',
        audience: 'members',
        version: 2,
      },
    ])
    const acts = await world.ground.db.select().from(activity).where(eq(activity.aboutId, id))
    expect(acts.map((one) => one.action).sort()).toEqual(['material.added', 'material.changed'])
  })

  test('two at once: the second sees what the first wrote, and keeps their own', async () => {
    const { id } = await upload()
    await edit(id, { version: '1', title_nb: 'Den første' })
    const late = await edit(id, { version: '1', title_nb: 'Den andre' })
    expect(late.statusCode).toBe(409)
    expect(late.body).toContain('Nå står det «Den første»')
    expect(late.body).toContain('value="Den andre"')
    expect(late.body).toContain('name="version" value="2"')
    expect((await materials())[0]!.title).toEqual({ nb: 'Den første' })
  })

  test('never to nothing', async () => {
    const { id } = await upload()
    const answer = await edit(id, { version: '1', title_nb: '  ' })
    expect([answer.statusCode, answer.body.includes('Skriv en tittel')]).toEqual([422, true])
  })

  test('removed, and back again by the way the page offers', async () => {
    const { id, href } = await upload()
    const answer = await act(id, 'remove')
    expect((await get('organiser', href)).statusCode).toBe(404)
    expect((await get('organiser', stage.at)).body).toContain('Ingenting er lagt ut ennå.')
    const notice = JSON.parse(
      Buffer.from(decodeURIComponent(cookieOf(answer, 'samling_notice')!.split('=')[1]!).split('.')[0]!, 'base64url').toString(),
    )
    expect(notice.undo.action).toBe(`${stage.at}/${id}/restore`)
    expect((await world.as('organiser', { url: notice.undo.action, form: {} })).statusCode).toBe(303)
    expect((await get(null, href)).statusCode).toBe(200)
  })
})

describe('a speaker’s personal link', () => {
  const linkOf = async (id = stage.speakerId) => {
    const [row] = await world.ground.db.select().from(speaker).where(eq(speaker.id, id))
    return speakerLink(world.ground.secret, row!)
  }
  const number = () => /\/(\d+)-/.exec(stage.at)![1]

  test('opens their own item, with time, and takes their presentation', async () => {
    const link = await linkOf()
    const page = await get(null, link)
    expect(page.statusCode).toBe(200)
    for (const there of ['Hei, Áile Ŋuorga', 'Om E-bøker', 'Onsdag 29. april 2020', 'kl. 12.20–13.00', 'Ikke levert ennå'])
      expect(page.body).toContain(there)
    expect(page.headers['cache-control']).toBe('private, no-store')
    expect((await materials()).length).toBe(0)

    expect((await post(null, `${link}/${number()}`, { name: 'Om e-bøker.pdf', content: pdf })).statusCode).toBe(303)
    const [row] = await materials()
    const href = await hrefOf(row!.id)
    expect((await get(null, href)).statusCode).toBe(200)
    expect((await get(null, link)).body).toContain('Bytt fil i Om e-bøker')
    const [version] = await world.ground.db.select().from(materialVersion).where(eq(materialVersion.materialId, row!.id))
    expect(version).toMatchObject({ uploadedByName: 'Áile Ŋuorga', uploadedBy: null })

    expect(
      (await post(null, `${link}/${number()}/${row!.id}`, { name: 'ny.pdf', content: Buffer.concat([pdf, Buffer.from('ny')]) }))
        .statusCode,
    ).toBe(303)
    expect((await get(null, await hrefOf(row!.id))).body).toMatch(/ny$/)
    expect(
      (
        await world.as(null, {
          url: `${link}/${number()}/links`,
          form: { kind: 'link', locale: 'nb', url: 'https://a.example/' },
        })
      ).statusCode,
    ).toBe(303)
    expect(await materials()).toHaveLength(2)
  })

  test('adds an address, and does not say what others are to read', async () => {
    const form = { kind: 'link', locale: 'nb', title: '', description: '', url: 'deling.example', readBefore: 'on' }
    expect((await world.as(null, { url: `${await linkOf()}/${number()}/links`, form })).statusCode).toBe(303)
    expect(await materials()).toMatchObject([{ url: 'https://deling.example/', readBefore: false }])
  })

  test('keeps the form when the file cannot be used', async () => {
    const answer = await post(null, `${await linkOf()}/${number()}`, {
      name: 'tom.pdf',
      content: '',
      fields: { title: 'Behold meg' },
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Filen er tom')
    expect(answer.body).toContain('Behold meg')
  })

  test('reaches nothing but its own', async () => {
    const link = await linkOf()
    const mine = stage
    const { id: organisers } = await upload({ fields: { kind: 'paper' } })
    stage = await furnish()
    const { id: others } = await upload()
    expect((await post(null, `${link}/${number()}`, { name: 'a.pdf', content: pdf })).statusCode).toBe(404)
    expect((await post(null, `${link}/${number()}/${others}`, { name: 'a.pdf', content: pdf })).statusCode).toBe(404)
    stage = mine
    expect((await post(null, `${link}/${number()}/${others}`, { name: 'a.pdf', content: pdf })).statusCode).toBe(404)
    expect((await post(null, `${link}/${number()}/${organisers}`, { name: 'a.pdf', content: pdf })).statusCode).toBe(403)
    expect(
      (
        await world.as(null, {
          url: `${link}/${number()}/links`,
          form: { kind: 'recording', locale: 'nb', url: 'https://a.example/' },
        })
      ).statusCode,
    ).toBe(403)
  })

  test('shows what is hidden only to the one who handed it in', async () => {
    const link = await linkOf()
    const { id } = await upload({ fields: { title: 'Internt notat' } })
    expect((await get(null, link)).body).toContain('Internt notat')
    await act(id, 'hide')
    expect((await get(null, link)).body).not.toContain('Internt notat')
  })

  test('opens their own hidden file for an hour, without anybody signing in', async () => {
    const link = await linkOf()
    const content = Buffer.from('<!doctype html><p>0123456789')
    await post(null, `${link}/${number()}`, { name: 'Utkast.html', content })
    const [row] = await materials()
    const href = await hrefOf(row!.id)
    expect((await get(null, link)).body).not.toContain('sig=')
    await act(row!.id, 'hide')
    expect((await get(null, href)).statusCode).toBe(404)
    const signed = /href="(\/files\/[^"]*sig=[^"]*)"/.exec((await get(null, link)).body)![1]!.replaceAll('&amp;', '&')
    expect(signed.startsWith(`${href}?until=`)).toBe(true)

    const whole = await get(null, signed)
    expect([whole.statusCode, whole.rawPayload]).toEqual([200, content])
    const part = await get(null, signed, { range: 'bytes=-3' })
    expect([part.statusCode, part.body]).toEqual([206, '789'])
    for (const answer of [whole, part])
      expect(answer.headers).toMatchObject({
        'cache-control': 'private, no-store',
        'content-type': 'text/html',
        'content-disposition': expect.stringMatching(/^attachment;/),
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/),
      })
    expect((await get(null, `${signed}A`)).statusCode).toBe(404)
    expect((await get(null, signed.replace(/until=\d/, 'until=9'))).statusCode).toBe(404)
    const other = await upload()
    await act(other.id, 'hide')
    expect((await get(null, `${other.href}${signed.slice(signed.indexOf('?'))}`)).statusCode).toBe(404)
    await act(row!.id, 'remove')
    expect((await get(null, signed)).statusCode).toBe(404)
  })

  test('one link for all that the same person does at the meeting', async () => {
    const { db } = world.ground
    const [first] = await db.select().from(item).where(eq(item.id, stage.itemId))
    const second = newId()
    await db.insert(item).values({
      ...first!,
      id: second,
      uid: newId(),
      publicId: first!.publicId + 100_000,
      position: 1,
      title: { nb: 'Avslutning' },
    })
    const personId = world.people.outsider.id
    await db.update(speaker).set({ personId }).where(eq(speaker.id, stage.speakerId))
    await db.insert(speaker).values({
      id: newId(),
      networkId: world.networkId,
      meetingId: stage.meetingId,
      itemId: second,
      position: 0,
      name: 'Áile Ŋuorga',
      personId,
    })
    const link = await linkOf()
    expect((await get(null, link)).body).toContain('Avslutning')
    expect((await post(null, `${link}/${first!.publicId + 100_000}`, { name: 'a.pdf', content: pdf })).statusCode).toBe(303)
  })

  test('renewed, the old one tells no more than a guess', async () => {
    const old = await linkOf()
    const list = (await get('organiser', stage.at)).body
    expect(list).toContain(old)
    expect((await world.as('organiser', { url: `${stage.at}/speakers/${stage.speakerId}/revoke`, form: {} })).statusCode).toBe(
      303,
    )
    const renewed = await linkOf()
    const [gone, guess] = [await get(null, old), await get(null, `/s/${'A'.repeat(70)}`)]
    expect([gone.statusCode, guess.statusCode]).toEqual([404, 404])
    const bare = (body: string) => body.replaceAll(/\/s\/[\w%-]+|%2Fs%2F[\w-]+/g, '')
    expect(bare(gone.body)).toBe(bare(guess.body))
    expect(gone.body).toContain('Lenken virker ikke')
    expect((await post(null, `${old}/${number()}`, { name: 'a.pdf', content: pdf })).statusCode).toBe(404)
    expect((await get(null, renewed)).statusCode).toBe(200)
  })

  test('every changed letter is a guess', async () => {
    const link = await linkOf()
    for (let i = 3; i < link.length; i++) {
      const other = link[i] === 'A' ? 'B' : 'A'
      expect((await get(null, link.slice(0, i) + other + link.slice(i + 1))).statusCode).toBe(404)
    }
  })
})

describe('the nightly sweep', () => {
  test('takes strays that are old, keeps what has a row, and tells of what is missing', async () => {
    const { db, files } = world.ground
    const stray = await files.put(world.networkId, Readable.from([randomBytes(20)]), 100)
    const kept = await upload({ content: Buffer.concat([pdf, randomBytes(9)]) })
    expect(await sweepFiles(db, files)).toMatchObject({ strays: 0, missing: [] })
    expect((await sweepFiles(db, files, 0)).strays).toBeGreaterThan(0)
    expect(await files.exists(world.networkId, stray.sha256)).toBe(false)
    expect((await get(null, kept.href)).statusCode).toBe(200)

    const lost = createHash('sha256').update('lost').digest('hex')
    await db.insert(file).values({ networkId: world.networkId, sha256: lost, size: 1, mediaType: 'text/plain' })
    expect((await sweepFiles(db, files)).missing).toEqual([`${world.networkId}/${lost}`])
  })

  test('never takes what is being handed in again at that moment', async () => {
    const { db, files, config } = world.ground
    const longAgo = new Date(Date.now() - 2 * 60 * 60 * 1000)
    for (let round = 0; round < 15; round++) {
      const content = Buffer.concat([pdf, Buffer.from(`samtidig ${round}`)])
      const { sha256 } = await files.put(world.networkId, Readable.from([content]), LIMIT)
      await utimes(join(config.filesDir, world.networkId, sha256), longAgo, longAgo)
      const [{ href }] = await Promise.all([upload({ content }), sweepFiles(db, files)])
      expect((await get(null, href)).rawPayload.equals(content)).toBe(true)
    }
  })
})
