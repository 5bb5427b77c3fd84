/** Uploads part by part, by the client that pages use, over lines that break. */
import { createHash, randomBytes } from 'node:crypto'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { Upload, type UploadOptions } from 'tus-js-client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { linkOf, type Stage, setStage } from '../../../tests/materials.ts'
import { uploadsOn } from '../../../tests/uploads.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'

const pdf = (size: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size - 9)])

let world: World
let stage: Stage
let address: string
/** `/s/{token}/{number}` */
let link: string
beforeAll(async () => {
  world = await makeWorld({ env: { UPLOAD_LIMIT: '4MB' } })
  await world.app.listen({ port: 0, host: '127.0.0.1' })
  address = `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}`
})
afterAll(() => world.end())
beforeEach(async () => {
  stage = await setStage(world)
  link = `${await linkOf(world, stage)}/${stage.number}`
})
const { begin, form, growing, handIn, offsetOf, patch, tus, uploads, versions } = uploadsOn(
  () => world,
  () => stage,
)

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
    const { url } = await send(content, { endpoint: `${address}${link}/uploads`, headers })
    const answer = await handIn(null, link, url)
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
