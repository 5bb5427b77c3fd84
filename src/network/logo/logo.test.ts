/** A network's logo: what is taken, what is made of it, who sees it, and how a change of it is taken back. */
import { readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sweepFiles } from '#materials/jobs.ts'
import { unknownFiles } from '#materials/kept/reads.ts'
import { materialVersion } from '#materials/tables.ts'
import { newId } from '#platform/db/id.ts'
import { formIn } from '../../../tests/form.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { network } from '../tables.ts'
import { readLogo } from './reader.ts'

const PAGE = '/nord/settings/logo'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

interface Sent {
  readonly bytes?: Buffer
  readonly name?: string
  readonly type?: string
  readonly fields?: Readonly<Record<string, string>>
  readonly who?: Who
}

/** The form as a browser sends it: with the version of the page that stands, and what is typed below the file. */
async function send({ bytes, name = 'logo.png', type = 'image/png', fields, who = 'owner' }: Sent) {
  const seen = (await stands())?.at ?? ''
  const edge = 'kant'
  const lines = Object.entries({ seen, ...fields }).map(
    ([field, value]) => `\r\n--${edge}\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${value}`,
  )
  const head = `--${edge}\r\ncontent-disposition: form-data; name="logo"; filename="${bytes ? name : ''}"\r\ncontent-type: ${type}\r\n\r\n`
  return world.as(who, {
    method: 'POST',
    url: PAGE,
    payload: Buffer.concat([Buffer.from(head), bytes ?? Buffer.alloc(0), Buffer.from(`${lines.join('')}\r\n--${edge}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
  })
}
const row = async () => (await world.ground.db.select().from(network).where(eq(network.id, world.networkId)))[0]!
const stands = async () => (await row()).logo
const bytesKept = () => readdirSync(join(world.ground.config.filesDir, world.networkId)).sort()
const picture = (background: string, width = 900, height = 300) => sharp({ create: { width, height, channels: 3, background } })
const get = (who: Who | null, url: string) => world.as(who, { url })
const logoIn = (page: string) => /<img class="sm-logo[^>]*>/.exec(page)?.[0] ?? ''
const srcIn = (page: string) => /src="([^"]*)"/.exec(logoIn(page))![1]!
/** What the notice of an answer offers to undo with. */
function undoIn(answer: Awaited<ReturnType<typeof send>>): { action: string; fields: Record<string, string> } {
  const [notice] = [answer.headers['set-cookie']].flat().filter((line) => String(line).includes('notice'))
  return JSON.parse(Buffer.from(String(notice).split('=')[1]!.split('.')[0]!, 'base64url').toString()).undo
}
const post = (url: string, form: Record<string, string> = {}, who: Who = 'owner') => world.as(who, { url, form })

describe('a network without a logo', () => {
  it('says so nowhere but where one is given', async () => {
    expect(logoIn((await get(null, '/nord')).body)).toBe('')
    expect((await get('owner', '/nord/settings')).body).toContain('Legg til logo')
    expect((await get('owner', PAGE)).body).not.toContain(`${PAGE}/remove`)
  })
})

describe('a logo that is sent', () => {
  it('is drawn anew, stands beside the name and is kept by browsers for ever', async () => {
    const sent = await picture('red', 4000, 1000)
      .withExif({ IFD0: { Artist: 'Hemmelig Tegner' } })
      .jpeg()
      .toBuffer()
    expect(sent.toString('latin1')).toContain('Hemmelig Tegner')
    // What it is called says nothing.
    const answer = await send({ bytes: sent, name: 'logo.svg', type: 'image/svg+xml' })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, PAGE])
    expect(await stands()).toMatchObject({ mediaType: 'image/jpeg', width: 1600, height: 400, alt: null })
    const home = (await get(null, '/nord')).body
    // The name stands beside it and is not said twice.
    expect(logoIn(home)).toMatch(/ alt(?:="")?[ />]/)
    expect(logoIn((await get('owner', '/nord/settings')).body)).toMatch(/ alt="[^"]+"/)
    const shown = await get(null, srcIn(home))
    expect(shown.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    })
    expect(await sharp(shown.rawPayload).metadata()).toMatchObject({ format: 'jpeg', width: 1600, height: 400 })
    expect(shown.rawPayload.toString('latin1')).not.toContain('Hemmelig Tegner')
    expect((await world.as(null, { url: srcIn(home), headers: { 'if-none-match': shown.headers.etag! } })).statusCode).toBe(304)
  })

  it('says what it is told to, and its picture stays', async () => {
    const before = (await stands())!
    expect((await send({ fields: { 'alt.nb': 'Fylkeskommunen', 'alt.en': 'The county' } })).statusCode).toBe(303)
    expect(await stands()).toMatchObject({ sha256: before.sha256, alt: { nb: 'Fylkeskommunen', en: 'The county' } })
    expect(logoIn((await get(null, '/nord')).body)).toContain('alt="Fylkeskommunen"')
    expect(logoIn((await get(null, '/nord?lang=en')).body)).toContain('alt="The county"')
    expect(formIn((await get('owner', PAGE)).body, PAGE)).toMatchObject({ 'alt.nb': 'Fylkeskommunen', 'alt.nn': '' })
  })

  it('is no other thing, whatever it is called, and what was typed beside it stays', async () => {
    const before = await row()
    const kept = bytesKept()
    const whole = await picture('red').png().toBuffer()
    const bad: readonly [what: string, bytes: Buffer, says: string][] = [
      ['a PDF', Buffer.from('%PDF-1.7'), 'ikke et bilde'],
      ['a page', Buffer.from('<!doctype html><title>x</title>'), 'ikke et bilde'],
      ['a moving picture', await picture('red').gif().toBuffer(), 'ikke et bilde'],
      ['half a picture', whole.subarray(0, 200), 'ikke et bilde'],
      ['nothing', Buffer.alloc(0), 'ikke et bilde'],
      ['too much', Buffer.alloc(20 * 1024 * 1024), 'høyst 5 MB'],
      [
        'a broken drawing',
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g></svg>'),
        'ikke et bilde',
      ],
      ['a packed drawing', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]), 'ikke et bilde'],
    ]
    for (const [what, bytes, says] of bad) {
      const answer = await send({ bytes, fields: { 'alt.nb': 'Nytt navn' } })
      expect([what, answer.statusCode, answer.body.includes(says)]).toEqual([what, 422, true])
      expect([what, formIn(answer.body, PAGE)['alt.nb']]).toEqual([what, 'Nytt navn'])
    }
    expect(await row()).toEqual(before)
    expect(bytesKept()).toEqual(kept)
  })

  it('is taken from owners only', async () => {
    const bytes = await picture('red').png().toBuffer()
    for (const who of ['organiser', 'member', 'outsider'] as const) expect((await send({ bytes, who })).statusCode).toBe(404)
  })

  it('does not take the place of one that came meanwhile', async () => {
    const bytes = await picture('yellow').png().toBuffer()
    const before = await row()
    const answer = await send({ bytes, fields: { seen: 'en annen', 'alt.nb': 'Mitt' } })
    expect([answer.statusCode, answer.body.includes('Noen andre endret logoen')]).toEqual([409, true])
    expect(formIn(answer.body, PAGE)).toMatchObject({ 'alt.nb': 'Mitt', seen: before.logo!.at })
    expect(await row()).toEqual(before)
  })
})

describe('a change of it', () => {
  it('is undone, and undone again, and lets go of what is older', async () => {
    const [red] = [(await stands())!.sha256]
    const given = await send({ bytes: await picture('blue').png().toBuffer() })
    const blue = (await stands())!.sha256
    const { action, fields } = undoIn(given)
    const undone = await post(action, fields)
    expect([(await stands())!.sha256, (await row()).logoBefore!.sha256]).toEqual([red, blue])
    // Offered for what stood then: now it would undo something else.
    await post(action, fields)
    expect((await stands())!.sha256).toBe(red)
    expect(undone.statusCode).toBe(303)

    const old = srcIn((await get(null, '/nord')).body)
    await send({ bytes: await picture('green').png().toBuffer() })
    const green = (await stands())!.sha256
    expect((await get(null, old)).statusCode).toBe(404)
    // Nothing speaks of the blue one any more; the red one is what the last change can be taken back to.
    expect(bytesKept()).toContain(red)
    expect(bytesKept()).toContain(green)
    expect(bytesKept()).not.toContain(blue)
    await sweepFiles(world.ground.db, world.ground.files, 0)
    expect(bytesKept()).toEqual([green, red].sort())
    expect(await unknownFiles(world.ground.db)).toEqual([])
  })

  it('is also that it is taken away', async () => {
    const green = (await stands())!
    const { action, fields } = undoIn(await post(`${PAGE}/remove`))
    expect([await stands(), logoIn((await get(null, '/nord')).body)]).toEqual([null, ''])
    await post(action, fields)
    expect(await stands()).toEqual(green)
    expect((await get(null, srcIn((await get(null, '/nord')).body))).statusCode).toBe(200)
  })

  it('leaves the bytes to whoever has handed in the same', async () => {
    const { sha256 } = (await stands())!
    const version = { networkId: world.networkId, materialId: newId(), number: 1, sha256, fileName: 'x.png' }
    await world.ground.db.insert(materialVersion).values({ ...version, mediaType: 'image/png', size: 1 })
    for (const background of ['black', 'white']) await send({ bytes: await picture(background).png().toBuffer() })
    expect(bytesKept()).toContain(sha256)
    await world.ground.db.delete(materialVersion)
  })
})

describe('a drawing by lines', () => {
  const svg = (inside: string, more = '') =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="30"${more}>${inside}</svg>`,
    )
  const ground = '<rect width="90" height="30" fill="#0a5"/>'

  /** Red, green and blue of the pixel in the middle. */
  async function middleOf(bytes: Buffer): Promise<number[]> {
    const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
    const middle = (info.width * Math.floor(info.height / 2) + Math.floor(info.width / 2)) * 3
    return [...data.subarray(middle, middle + 3)]
  }

  it('is drawn as large as there is room, and sharp', async () => {
    const made = await readLogo(svg(ground))
    expect(made).toMatchObject({ mediaType: 'image/png', width: 1600, height: 533 })
    expect(await middleOf(made.bytes)).toEqual([0x00, 0xaa, 0x55])
  })

  it('runs nothing and fetches nothing, from the web or from this machine', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end()
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const away = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const beside = join(world.ground.config.filesDir, 'ved-siden.png')
    writeFileSync(beside, await picture('red', 90, 30).png().toBuffer())
    const outside = ['href', 'xlink:href'].flatMap((name) =>
      [`${away}/bilde.png`, beside, `file://${beside}`, 'drawing.svg'].map(
        (at) => `<image ${name}="${at}" width="90" height="30"/>`,
      ),
    )
    const made = await readLogo(
      svg(
        [
          `<style>@import url("${away}/stil.css"); @font-face { font-family: x; src: url("${away}/skrift.woff") }</style>`,
          `<script href="${away}/skript.js">fetch("${away}/kjort")</script>`,
          ground,
          ...outside,
          `<use href="${away}/annen.svg#a"/><rect width="90" height="30" fill="url(${away}/annen.svg#b) none"/>`,
        ].join(''),
        ` onload="fetch('${away}/lastet')"`,
      ),
    )
    expect(await middleOf(made.bytes)).toEqual([0x00, 0xaa, 0x55])
    expect(made.bytes.toString('latin1')).not.toContain('fetch')
    expect(asked).toEqual([])
    await new Promise((resolve) => server.close(resolve))
  })

  it('that asks for hours of work is given up', async () => {
    const blur = '<feGaussianBlur stdDeviation="200"/><feMorphology radius="300"/><feTurbulence numOctaves="50"/>'.repeat(200)
    const endless = svg(`<filter id="f">${blur}</filter><rect filter="url(#f)" width="90" height="30"/>`)
    await expect(readLogo(endless)).rejects.toMatchObject({ fields: { logo: 'network_logo_kind' } })
  }, 60_000)
})
