import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { brotliDecompressSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { itemPath } from '#meeting/reads.ts'
import { inTransaction, raise } from '#platform/activity/writes.ts'
import { newId } from '#platform/db/id.ts'
import { keepFile } from '#platform/files/writes.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import { type April, aprilMeeting } from '../../../tests/april.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { signedAddress } from '../download/signed/rules.ts'
import { materialHref } from '../rules.ts'
import { material, materialVersion, preview, previewPage } from '../tables.ts'
import { pdfHref, pictureHref, thumbHref, viewPath } from './rules.ts'

let world: World
let april: April
beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
})
afterAll(() => world.end())

interface Deck {
  readonly id: string
  readonly sha256: string
  readonly version: { readonly id: string; readonly networkId: string; readonly fileName: string }
  readonly path: string
  readonly pictures: readonly { readonly small: string; readonly large: string }[]
}

const texts = ['Bibliotek i hele fylket\n\nTre mål', 'Mer bruk av\ne-bøker på alle\nbibliotek\n• Samisk', '']

/** A real file with real pictures of its pages, as a worker would leave them. */
async function giveDeck(
  over: Partial<typeof material.$inferInsert> = {},
  made: Partial<typeof preview.$inferInsert> = {},
  pages: readonly string[] = texts,
): Promise<Deck> {
  const { db, files } = world.ground
  const { networkId } = world
  const item = april.item('E-bøker')
  const [id, versionId] = [newId(), newId()]
  const stored = async (content: Buffer) => {
    const file = await files.put(networkId, Readable.from([content]), 1e7)
    await inTransaction(db, (tx) => keepFile(tx, files, networkId, file))
    return file
  }
  const original = await stored(Buffer.from(`PowerPoint, sa vi. ${id}`))
  await db.insert(material).values({
    id,
    networkId,
    meetingId: item.meetingId,
    itemId: item.id,
    kind: 'presentation',
    title: { nb: 'Status for e-bøker' },
    locale: 'nb',
    position: 0,
    currentVersionId: versionId,
    publishedAt: '2020-05-05T10:00:00Z',
    ...over,
  })
  const version = { id: versionId, networkId, fileName: 'E-bøker 2020.pptx' }
  await db.insert(materialVersion).values({
    ...version,
    materialId: id,
    number: 1,
    sha256: original.sha256,
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    size: original.size,
  })
  const pdf = await stored(Buffer.from(`%PDF-1.7\n${id}`))
  await db.insert(preview).values({
    networkId,
    sha256: original.sha256,
    state: 'done',
    scan: 'off',
    done: pages.length,
    pages: pages.length,
    pdfSha256: pdf.sha256,
    ...made,
  })
  const pictures: { small: string; large: string }[] = []
  for (const [i, text] of pages.entries()) {
    const draw = async (width: number) => {
      const create = { width, height: Math.round((width * 9) / 16), channels: 3 as const, background: { r: i, g: 85, b: 99 } }
      const noise = Buffer.from(`<svg width="${width}" height="40"><text y="30">${id} ${i}</text></svg>`)
      const picture = sharp({ create }).composite([{ input: noise, top: 0, left: 0 }])
      return (await stored(await picture.webp().toBuffer())).sha256
    }
    const [small, large] = [await draw(192), await draw(320)]
    pictures.push({ small, large })
    await db
      .insert(previewPage)
      .values({ networkId, sha256: original.sha256, page: i + 1, small, large, width: 1600, height: 900, text })
  }
  await changed()
  return { id, sha256: original.sha256, version, path: viewPath(`/${world.networkSlug}/${april.meeting.slug}`, id), pictures }
}

/** What follows from every write; here rows are put in by hand. */
const changed = () => inTransaction(world.ground.db, (tx) => raise(tx, [meetingSubject(april.meeting.id)]))
const change = async (deck: Deck, to: Partial<typeof material.$inferInsert>) => {
  await world.ground.db.update(material).set(to).where(eq(material.id, deck.id))
  await changed()
}
const progress = async (deck: Deck, to: Partial<typeof preview.$inferInsert>) => {
  await world.ground.db.update(preview).set(to).where(eq(preview.sha256, deck.sha256))
  await changed()
}
const get = (who: Who | null, url: string, headers = {}) => world.as(who, { url, headers })
const meetingPath = () => `/${world.networkSlug}/${april.meeting.slug}`
const pictureOf = ({ version, pictures }: Deck, page: number, size: 'small' | 'large' = 'large') =>
  pictureHref(version, page, pictures[page - 1]![size])
/** Every address under which a file, or something made of it, can be had. */
const addresses = (deck: Deck) => [
  deck.path,
  `${deck.path}/progress`,
  pictureOf(deck, 1),
  pictureOf(deck, 2, 'small'),
  thumbHref(deck.version, deck.pictures[0]!.small),
  pdfHref(deck.version),
]
const answers = async (who: Who | null, deck: Deck) => {
  const codes: number[] = []
  for (const url of addresses(deck)) codes.push((await get(who, url)).statusCode)
  return [...new Set(codes)]
}

beforeEach(async () => {
  await world.ground.db.delete(material)
})

describe('the pages of a file', () => {
  test('stand below each other, each a picture with its words, an address of its own, and its language', async () => {
    const deck = await giveDeck({ locale: 'nn', description: { nb: 'Tre lysbilder om utlån.' } })
    const { statusCode, body } = await get(null, deck.path)
    expect(statusCode).toBe(200)
    for (const page of [1, 2, 3]) {
      expect(body).toContain(`id="slide-${page}"`)
      expect(body).toContain(pictureOf(deck, page))
      expect(body).toContain(`alt="Bilde av side ${page}"`)
    }
    expect(body).toContain('<p lang="nn">Bibliotek i hele fylket</p><p lang="nn">Tre mål</p>')
    expect(body).toContain('Siden har ingen tekst som kan leses opp.')
    expect(body).toContain('Tre lysbilder om utlån.')
    expect(body).toContain('PowerPoint, 3 sider')
    expect(body).toContain(materialHref(deck.version as never, deck.version)!)
    expect(body).toContain(pdfHref(deck.version))
    expect(body.match(/<h1/g)).toHaveLength(1)
  })

  test('are in the reader’s own words, and the file keeps its language', async () => {
    const deck = await giveDeck({ locale: null })
    const { body } = await get(null, `${deck.path}?lang=en`)
    expect(body).toContain('Picture of page 2')
    // Nobody said which: the meeting's is the likeliest.
    expect(body).toContain('<p lang="nb">Mer bruk av e-bøker på alle bibliotek</p><p lang="nb">• Samisk</p>')
  })

  test('weigh little, and cost no more queries when there are many', async () => {
    const few = await giveDeck()
    const many = await giveDeck(
      {},
      {},
      Array.from(
        { length: 40 },
        (_, i) => `Lysbilde ${i}\n\nUtlånet av e-bøker gikk opp med ${i * 7} prosent i ${1980 + i}, mest i ${i} bibliotek.`,
      ),
    )
    const cost = async (deck: Deck) => {
      const before = world.database.queries()
      const answer = await get(null, deck.path, { 'accept-encoding': 'br' })
      return { queries: world.database.queries() - before, answer }
    }
    // The first page of all also takes in what is asked once: not counted.
    await get(null, meetingPath())
    const [first, second] = [await cost(few), await cost(many)]
    expect(second.queries).toBe(first.queries)
    expect(brotliDecompressSync(second.answer.rawPayload).toString()).toContain('id="slide-40"')
    expect(second.answer.rawPayload.length).toBeLessThan(20_000)
    const known = { 'accept-encoding': 'br', 'if-none-match': String(second.answer.headers.etag) }
    expect((await get(null, many.path, known)).statusCode).toBe(304)
  })

  test('have pictures that a browser keeps for ever, whole and as small as in a row', async () => {
    const deck = await giveDeck()
    const answer = await get(null, pictureOf(deck, 2))
    expect(createHash('sha256').update(answer.rawPayload).digest('hex')).toBe(deck.pictures[1]!.large)
    expect(answer.headers).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'public, max-age=31536000, s-maxage=0, immutable',
      'x-content-type-options': 'nosniff',
    })
    expect((await get(null, pictureOf(deck, 2), { 'if-none-match': answer.headers.etag })).statusCode).toBe(304)
    const row = await get(null, thumbHref(deck.version, deck.pictures[0]!.small))
    expect(await sharp(row.rawPayload).metadata()).toMatchObject({ format: 'webp', width: 96, height: 54 })
    expect(row.rawPayload.length).toBeLessThan(2000)
    const pdf = await get(null, pdfHref(deck.version), { range: 'bytes=0-3' })
    expect([pdf.statusCode, pdf.body, pdf.headers['content-type']]).toEqual([206, '%PDF', 'application/pdf'])
    expect(pdf.headers['content-disposition']).toContain('filename="E-boker 2020.pdf"')
  })

  test.each(['1/ffffffffffffffff.webp', '9/x', '0/x', '1e3/x'])('have no picture called %s', async (name) => {
    const deck = await giveDeck()
    const base = pictureOf(deck, 1).split('/pages/')[0]
    expect(
      (await get(null, `${base}/pages/${name.replace('x', `${deck.pictures[0]!.small.slice(0, 16)}.webp`)}`)).statusCode,
    ).toBe(404)
  })
})

describe('what is not for everybody', () => {
  test.each<[string, Partial<typeof material.$inferInsert>, (Who | null)[]]>([
    ['hidden', { publishedAt: null }, ['owner', 'organiser']],
    ['for members', { audience: 'members' }, ['owner', 'organiser', 'member']],
    ['removed', { deletedAt: '2020-05-06T10:00:00Z' }, []],
  ])('a file that is %s is so in its page, its pictures and its PDF', async (_what, to, letIn) => {
    const deck = await giveDeck()
    expect(await answers(null, deck)).toEqual([200])
    await change(deck, to)
    for (const who of [null, 'outsider', 'member', 'organiser', 'owner'] as const)
      expect([who, await answers(who, deck)]).toEqual([who, [letIn.includes(who) ? 200 : 404]])
    for (const url of [meetingPath(), itemPath(meetingPath(), april.item('E-bøker'), 'nb')])
      expect((await get(null, url)).body).not.toContain(deck.version.id)
    if (letIn.length === 0) return
    const picture = await get(letIn[0]!, pictureOf(deck, 1))
    expect(picture.headers['cache-control']).toBe('private, no-cache')
  })

  test('whoever holds a signed address of a hidden file gets its pictures with it, and no others', async () => {
    const [deck, other] = [await giveDeck({ publishedAt: null }), await giveDeck({ publishedAt: null })]
    const address = signedAddress(world.ground.secret, pictureOf(deck, 1), Temporal.Now.instant())
    const answer = await get(null, address)
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'private, no-store'])
    expect((await get(null, `${pictureOf(other, 1)}?${address.split('?')[1]}`)).statusCode).toBe(404)
  })

  test('a file with a virus is seen by organisers alone, who are told, and nothing made of it is given to anybody', async () => {
    const deck = await giveDeck()
    await progress(deck, { scan: 'infected', threat: 'Eicar' })
    expect((await get(null, deck.path)).statusCode).toBe(404)
    expect((await get(null, meetingPath())).body).not.toContain('Status for e-bøker')
    const seen = await get('organiser', deck.path)
    expect(seen.body).toContain('Stoppet: filen har virus')
    expect(seen.body).not.toContain('Last ned PowerPoint')
    for (const url of addresses(deck).slice(2)) expect((await get('organiser', url)).statusCode).toBe(404)
  })
})

describe('on its way', () => {
  test.each<[string, Partial<typeof preview.$inferInsert>, string, string]>([
    ['being looked through', { scan: 'waiting', state: 'waiting', done: 0, pages: null }, 'Kontrolleres for virus', 'I arbeid'],
    ['waiting', { state: 'waiting', done: 0, pages: null }, 'Sidene venter på å bli laget', 'I arbeid'],
    ['begun', { state: 'working', done: 0, pages: 12 }, '0 av 12 sider er klare', 'I arbeid'],
    ['under way', { state: 'working', done: 2, pages: 12 }, '2 av 12 sider er klare', '2 av 12'],
    ['failed', { state: 'failed', done: 0, pages: null }, 'Sidene kan ikke vises her', 'PowerPoint'],
    ['of another kind', { state: 'none', done: 0, pages: null }, 'kan ikke leses i siden', 'PowerPoint'],
  ])('%s: the page and the row say so, in words', async (_what, to, onPage, inRow) => {
    const deck = await giveDeck({}, to, to.done ? texts.slice(0, to.done) : [])
    expect((await get(null, deck.path)).body).toContain(onPage)
    const row = (await get(null, meetingPath())).body.split('class="sm-pres"').find((one) => one.includes('Status for e-bøker'))
    expect(row).toContain(inRow)
    const told = (await get(null, `${deck.path}/progress`)).json()
    expect(told).toEqual({ is: to.scan ? 'checking' : to.state, done: to.done, pages: to.pages })
  })

  test('done: the row shows the first page and how many there are, and leads to them', async () => {
    const deck = await giveDeck()
    const { body } = await get(null, meetingPath())
    expect(body).toContain(`src="${thumbHref(deck.version, deck.pictures[0]!.small)}"`)
    expect(body).toContain(`href="${deck.path}"`)
    expect(body).toContain('3 sider')
    await progress(deck, { state: 'working', done: 1, pages: 3 })
    expect((await get(null, meetingPath())).body).toContain('1 av 3')
  })
})
