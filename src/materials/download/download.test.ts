/** What a reader gets who asks for a file: all of it, a part of it, and never more than it is. */
import { createHash, randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { file } from '#platform/files/tables.ts'
import { cookieOf, data, multipart, multipartType, onStage, pdf } from '../../../tests/materials.ts'
import { startS3 } from '../../../tests/s3.ts'
import { makeWorld } from '../../../tests/world.ts'
import { sweepFiles } from '../jobs.ts'

const { world, stage, get, hrefOf, materials, post, upload } = onStage()

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
    const answer = await post('organiser', stage().at, {
      name: 'Utkast_til plan (2).pdf',
      content: pdf,
      fields: { description: 'Tolv lysbilder' },
    })
    expect(answer.statusCode).toBe(303)
    expect(answer.headers.location).toBe(stage().at)
    const page = await world().as('organiser', {
      url: stage().at,
      headers: { cookie: `${await world().cookies('organiser')}; ${cookieOf(answer, 'samling_notice')}` },
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
    const head = await world().as(null, { method: 'HEAD', url: href })
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
    expect(await world().ground.db.select().from(file).where(eq(file.sha256, sha256))).toHaveLength(1)
    expect((await get(null, a.href)).rawPayload).toEqual((await get(null, b.href)).rawPayload)
  })
})

test('from a bucket: byte for byte, in parts, and gone when it is gone', async () => {
  const s3 = await startS3()
  const { endpoint, bucket, key, secret } = s3.bucket()
  const settings = { S3_URL: `${endpoint}/${bucket}/filer`, S3_KEY: key, S3_SECRET: secret, UPLOAD_LIMIT: '20MB' }
  const other = await makeWorld({ env: settings, on: world() })
  const content = Buffer.concat([pdf, randomBytes(9_000_000)])
  const payload = multipart({ name: 'stor.pdf', content })
  const headers = { ...multipartType, ...data }
  const answer = await other.as('organiser', { method: 'POST', url: stage().at, payload, headers })
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
  await world().ground.db.delete(file).where(eq(file.sha256, stored!.sha256))
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
