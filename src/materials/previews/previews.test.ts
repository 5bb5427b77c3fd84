import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { and, eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { revisionsOf } from '#platform/activity/reads.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import { type April, aprilMeeting } from '../../../tests/april.ts'
import {
  bomb,
  converted,
  deck,
  lockedOpenText,
  lockedPackage,
  lockedPdf,
  macroText,
  office,
  pdf,
} from '../../../tests/presented.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { unknownFiles } from '../kept/reads.ts'
import { placeOf } from '../reads.ts'
import { materialHref } from '../rules.ts'
import { materialVersion, preview } from '../tables.ts'
import { addFile } from '../writes.ts'
import { makeReadable } from './jobs.ts'
import { pagesOf, previewOf } from './reads.ts'
import { LARGE, SMALL } from './rules.ts'
import { takeUp } from './takeup/jobs.ts'

const MINUTES = 180_000
let world: World
let april: April
beforeAll(async () => {
  world = await makeWorld({ env: office ? { SOFFICE: office } : {} })
  april = await aprilMeeting(world)
})
afterAll(() => world.end())

/** Hands in a file as an organiser does. */
async function handIn(content: Buffer, fileName: string) {
  const { ground, networkId } = world
  const place = await placeOf(ground.db, april.item('E-bøker').id)
  const stored = await ground.files.put(networkId, Readable.from([content]), 1e9)
  const form = { kind: 'presentation', title: '', description: '', locale: 'nb', audience: undefined } as const
  const row = await addFile(ground, await world.actor('organiser'), place!, form as never, { ...stored, fileName })
  const [version] = await ground.db.select().from(materialVersion).where(eq(materialVersion.id, row.currentVersionId!))
  return { networkId, sha256: stored.sha256, mediaType: stored.mediaType, href: materialHref(row, version!)! }
}

/** Hands in a file, does the work, and tells what came of it; the file itself can be had in any case. */
async function madeOf(content: Buffer, fileName: string) {
  const file = await handIn(content, fileName)
  await makeReadable(world.ground, file)
  const download = await world.as(null, { url: file.href })
  expect(download.statusCode).toBe(200)
  expect(download.rawPayload.equals(content)).toBe(true)
  return { ...file, row: (await previewOf(world.ground.db, file.networkId, file.sha256))! }
}

const pagesMade = ({ networkId, sha256 }: { networkId: string; sha256: string }) => pagesOf(world.ground.db, networkId, sha256)

describe('a PDF', () => {
  test('becomes pictures in two sizes and text, page by page, and readers are told', async () => {
    const subject = meetingSubject(april.item('E-bøker').meetingId)
    const content = await pdf(3)
    const file = await handIn(content, 'tre.pdf')
    expect(await previewOf(world.ground.db, file.networkId, file.sha256)).toMatchObject({
      state: 'waiting',
      scan: 'off',
      done: 0,
    })
    const before = (await revisionsOf(world.ground.db, [subject])).get(subject)!
    await makeReadable(world.ground, file)
    expect((await revisionsOf(world.ground.db, [subject])).get(subject)).toBeGreaterThan(before)
    expect(await previewOf(world.ground.db, file.networkId, file.sha256)).toMatchObject({
      state: 'done',
      reason: null,
      done: 3,
      pages: 3,
      pdfSha256: null,
      findings: [
        { code: 'pdf_untagged', pages: [] },
        { code: 'language_missing', pages: [] },
        { code: 'title_missing', pages: [] },
      ],
    })
    const pages = await pagesMade(file)
    expect(pages.map((page) => page.text.trim())).toEqual(['Side 1', 'Side 2', 'Side 3'])
    for (const [sha256, edge] of [
      [pages[0]!.large, LARGE],
      [pages[0]!.small, SMALL],
    ] as const) {
      const picture = sharp(await buffer(await world.ground.files.read(file.networkId, sha256)))
      expect(await picture.metadata()).toMatchObject({ format: 'webp', height: edge })
      // Something is drawn on white.
      expect((await picture.stats()).channels[0]).toMatchObject({ max: 255, min: expect.toSatisfy((n) => n < 100) })
    }
    expect(pages[0]).toMatchObject({ height: LARGE, width: Math.round((LARGE * 595) / 842) })
    expect(await unknownFiles(world.ground.db)).toEqual([])
  })

  test('of two thousand pages shows the first five hundred', { timeout: MINUTES }, async () => {
    const { row, ...file } = await madeOf(await pdf(2000), 'lang.pdf')
    expect(row).toMatchObject({ state: 'done', reason: 'previews_first_pages', done: 500, pages: 2000 })
    expect((await pagesMade(file)).at(-1)!.text.trim()).toBe('Side 500')
  })

  test('that is damaged is only handed out', async () => {
    const whole = await pdf(2)
    const broken = Buffer.concat([whole.subarray(0, 300), Buffer.from('x'.repeat(400))])
    expect((await madeOf(broken, 'skadet.pdf')).row).toMatchObject({ state: 'failed', reason: 'previews_unreadable', done: 0 })
  })
})

test('what is no document gets no pages, whatever it is called', async () => {
  const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  for (const [content, name] of [
    [picture, 'foredrag.pptx'],
    [Buffer.from('<html><script>alert(1)</script></html>'), 'foredrag.pptx'],
    [Buffer.from('PK ikke en zip'), 'foredrag.pptx'],
  ] as const)
    expect((await madeOf(content, name)).row).toMatchObject({ state: 'none', reason: null })
})

test('an empty file is not taken at all', async () => {
  await expect(handIn(Buffer.alloc(0), 'tom.pptx')).rejects.toMatchObject({ fields: { file: 'shared_file_empty' } })
})

test('a file with a password is not opened, and says so', async () => {
  const expected = { state: 'failed', reason: 'previews_encrypted', done: 0 }
  const container = await madeOf(lockedPackage(), 'hemmelig.pptx')
  expect(container.mediaType).toBe('application/x-cfb')
  expect(container.row).toMatchObject(expected)
  expect((await madeOf(lockedOpenText(), 'hemmelig.odt')).row).toMatchObject(expected)
})

test('a file that unpacks to more than a document can be is not opened, whatever it says', { timeout: MINUTES }, async () => {
  const expected = { state: 'failed', reason: 'previews_zip_bomb', done: 0 }
  const honest = await bomb(400_000_000)
  expect(honest.length).toBeLessThan(1_000_000)
  expect((await madeOf(honest, 'stor.pptx')).row).toMatchObject(expected)
  expect((await madeOf(await bomb(400_000_000, 2000), 'liten.pptx')).row).toMatchObject(expected)
})

test('work that was broken off is taken up, with what is made already', async () => {
  const { db } = world.ground
  const { row: _, ...file } = await madeOf(await pdf(4), 'avbrutt.pdf')
  const first = await pagesMade(file)
  const set = (values: Partial<typeof preview.$inferInsert>) =>
    db
      .update(preview)
      .set(values)
      .where(and(eq(preview.networkId, file.networkId), eq(preview.sha256, file.sha256)))
  await set({ state: 'working' })
  // In hands that are alive: nobody else takes it.
  await makeReadable(world.ground, file)
  expect((await previewOf(db, file.networkId, file.sha256))!.state).toBe('working')
  await set({ state: 'working', at: new Date(Date.now() - 60_000).toISOString() })
  await takeUp(world.ground)
  await makeReadable(world.ground, file)
  expect(await previewOf(db, file.networkId, file.sha256)).toMatchObject({ state: 'done', done: 4, pages: 4 })
  expect(await pagesMade(file)).toEqual(first)
})

test('files that came in before there were previews get theirs', async () => {
  const { db } = world.ground
  const file = await handIn(await pdf(5), 'gammel.pdf')
  await db.delete(preview).where(eq(preview.sha256, file.sha256))
  await takeUp(world.ground)
  expect(await previewOf(db, file.networkId, file.sha256)).toMatchObject({ state: 'waiting' })
})

test('without LibreOffice a presentation says so, and is taken up once it is there', async () => {
  const { db } = world.ground
  const without = { ...world.ground, config: { ...world.ground.config, office: null } }
  const file = await handIn(await deck(1), 'uten.pptx')
  await makeReadable(without, file)
  const state = () => previewOf(db, file.networkId, file.sha256)
  expect(await state()).toMatchObject({ state: 'failed', reason: 'previews_no_office' })
  await takeUp(without)
  expect(await state()).toMatchObject({ state: 'failed' })
  await takeUp({ ...world.ground, config: { ...world.ground.config, office: '/usr/bin/soffice' } })
  expect(await state()).toMatchObject({ state: 'waiting', reason: null })
})

describe.skipIf(!office)('with LibreOffice (the packages libreoffice-impress, libreoffice-writer and libreoffice-calc)', () => {
  test('a presentation becomes a PDF and pages', { timeout: MINUTES }, async () => {
    const { row, ...file } = await madeOf(await deck(3, { title: 'Lånetall' }), 'lånetall.pptx')
    expect(row).toMatchObject({ state: 'done', reason: null, done: 3, pages: 3, findings: [] })
    expect((await pagesMade(file))[1]!.text).toContain('Lysbilde 2: lånetall på ŋ og č')
    const made = await buffer(await world.ground.files.read(file.networkId, row.pdfSha256!))
    expect(made.subarray(0, 5).toString()).toBe('%PDF-')
    expect(await unknownFiles(world.ground.db)).toEqual([])
  })

  test('what those who do not see will miss is told with its slides', { timeout: MINUTES }, async () => {
    const { row } = await madeOf(await deck(5, { titled: false, described: false, title: '' }), 'uten-alt.pptx')
    expect(row.findings).toEqual([
      { code: 'slides_untitled', pages: [1, 2, 3, 4, 5] },
      { code: 'pictures_undescribed', pages: [1, 5] },
      { code: 'title_missing', pages: [] },
    ])
  })

  test.each([
    ['ppt', 'pptx'],
    ['odp', 'pptx'],
  ])('so do those of other formats: %s', { timeout: MINUTES }, async (to, from) => {
    const { row } = await madeOf(converted(await deck(2), from, to), `foredrag.${to}`)
    expect(row).toMatchObject({ state: 'done', done: 2, pages: 2 })
  })

  test('a PDF with a password is not opened, and says so', { timeout: MINUTES }, async () => {
    const { row } = await madeOf(lockedPdf(await deck(1)), 'hemmelig.pdf')
    expect(row).toMatchObject({ state: 'failed', reason: 'previews_encrypted' })
  })

  test('a macro does not run, and the text is shown', { timeout: MINUTES }, async () => {
    const mark = join(world.ground.config.dataDir, '..', `macro-${process.pid}`)
    const { row, ...file } = await madeOf(macroText(mark), 'makro.odt')
    expect(row).toMatchObject({ state: 'done', done: 1 })
    expect((await pagesMade(file))[0]!.text).toContain('Med makro')
    expect(existsSync(mark)).toBe(false)
  })

  test('a presentation that was cut off is only handed out', { timeout: MINUTES }, async () => {
    const whole = await deck(3)
    const { row } = await madeOf(whole.subarray(0, whole.length - 4000), 'halv.pptx')
    expect(row).toMatchObject({ state: 'failed', reason: 'previews_unreadable', done: 0 })
  })

  test('a presentation that is called a PDF is a presentation', { timeout: MINUTES }, async () => {
    const { row } = await madeOf(await deck(2, { title: 'Omdøpt' }), 'omdøpt.pdf')
    expect(row).toMatchObject({ state: 'done', done: 2 })
    expect(row.pdfSha256).not.toBeNull()
  })
})
