/** Handing in by the plain form: what is not taken, and lines that bring too much or break. */
import { readdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'

import { data, multipart, multipartType, onStage, pdf } from '../../../tests/materials.ts'

const LIMIT = 1_000_000
const { world, stage, materials, post } = onStage()

describe('what cannot be taken', () => {
  test('an empty file, told on the page that keeps what was typed', async () => {
    const answer = await post('organiser', stage().at, { name: 'tom.pdf', content: '', fields: { title: 'Det jeg «skrev»' } })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Filen er tom')
    expect(answer.body).toContain('value="Det jeg «skrev»"')
    expect(answer.body).toContain('href="#file-file"')
    expect(await materials()).toEqual([])
  })

  test('no file at all', async () => {
    const answer = await post('organiser', stage().at, { fields: { title: 'Uten' } })
    expect([answer.statusCode, answer.body.includes('Velg en fil.')]).toEqual([422, true])
  })

  test('a byte too much, as data for a script', async () => {
    expect((await post('organiser', stage().at, { name: 'a', content: Buffer.alloc(LIMIT, 'a') }, data)).statusCode).toBe(201)
    const answer = await post('organiser', stage().at, { name: 'a', content: Buffer.alloc(LIMIT + 1, 'a') }, data)
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
    const answer = await world().as('organiser', {
      method: 'POST',
      url: stage().at,
      payload,
      headers: { ...multipartType, ...data },
    })
    expect([400, 422]).toContain(answer.statusCode)
    expect(await materials()).toEqual([])
  })

  test('a form that is none', async () => {
    expect((await world().as('organiser', { url: stage().at, form: { kind: 'presentation' } })).statusCode).toBe(400)
    const wrong = await post('organiser', stage().at, {
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
    await world().app.listen({ port: 0, host: '127.0.0.1' })
    port = (world().app.server.address() as AddressInfo).port
  })
  const head = async (headers: Record<string, string | number>) =>
    [
      `POST ${stage().at} HTTP/1.1`,
      `host: 127.0.0.1:${port}`,
      `origin: http://127.0.0.1:${port}`,
      `cookie: ${await world().cookies('organiser')}`,
      `content-type: ${multipartType['content-type']}`,
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
  const halves = () => readdirSync(join(world().ground.config.filesDir, '.halves'))

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
    const before = await Array.fromAsync(world().ground.files.all())
    const { socket } = talk()
    socket.write(await head({ 'content-length': 900_000 }))
    socket.write(Buffer.concat([begin, Buffer.alloc(100_000)]))
    await expect.poll(halves).toHaveLength(1)
    socket.destroy()
    await expect.poll(halves).toEqual([])
    expect(await materials()).toEqual([])
    expect(await Array.fromAsync(world().ground.files.all())).toHaveLength(before.length)
  })
})
