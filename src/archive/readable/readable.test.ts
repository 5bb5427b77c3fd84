/** The archive everybody may have, opened: what is in it, that every way in it leads somewhere, and what is not in it. */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { eq } from 'drizzle-orm'
import { parse } from 'parse5'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { dueDocument } from '#keeping/tables.ts'
import { giveCaptions } from '#materials/captions/writes.ts'
import { material } from '#materials/tables.ts'
import { addFile } from '#materials/writes.ts'
import { linkItems, makeTopic } from '#matters/topics/writes.ts'
import { readMeeting } from '#meeting/reads.ts'
import { meeting } from '#meeting/tables.ts'
import { addText } from '#meeting/writes.ts'
import { network } from '#network/tables.ts'
import { newId } from '#platform/db/id.ts'
import { item } from '#programme/tables.ts'
import { type April, aprilMeeting, block, giveMinutes } from '../../../tests/april.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { unpacked } from '../../../tests/zip.ts'
import { entriesOf } from './routes/entries.tsx'
import { asArchived, between } from './rules.ts'

let world: World
let april: April
const slides = Buffer.from('%PDF-1.7 what was shown')

const take = async (url: string) => {
  const answer = await world.as(null, { url })
  expect(answer.statusCode).toBe(200)
  return { answer, files: unpacked(answer.rawPayload) }
}
const textOf = (files: Map<string, Buffer>) => [...files].map(([name, content]) => `${name}\n${content}`).join('\n')

async function hang(
  words: string,
  fileName: string,
  content: Buffer,
  audience: 'public' | 'members',
  { published = true, kind = 'paper' as 'paper' | 'recording' } = {},
) {
  const { db, files } = world.ground
  const organiser = await world.actor('organiser', april.meeting.id)
  const view = await readMeeting(db, organiser, april.meeting)
  const one = view.days.flatMap((day) => day.items).find((found) => found.title.nb?.includes(words))!
  const place = { network: view.network, meeting: view.meeting, item: one, meetingPath: view.path, path: one.path }
  const stored = await files.put(world.networkId, Readable.from([content]), 1e6)
  const about = { kind, title: fileName, description: '', locale: 'nb', audience } as const
  const { id } = await addFile(world.ground, organiser, place, about, { ...stored, fileName })
  const publishedAt = published ? '2020-05-01T10:00:00Z' : null
  await db.update(material).set({ publishedAt }).where(eq(material.id, id))
  return { id, place }
}

beforeAll(async () => {
  world = await makeWorld()
  const { db } = world.ground
  april = await aprilMeeting(world)
  await hang('E-bøker', 'E-bøker 2020.pdf', slides, 'public')
  await hang('E-bøker', 'hemmelig-for-alle.pdf', Buffer.from('%PDF-1.7 zorkmid for members'), 'members')
  await hang('E-bøker', 'hemmelig-utkast.pdf', Buffer.from('%PDF-1.7 zorkmid not shown'), 'public', { published: false })
  await giveMinutes(
    db,
    april.item('E-bøker'),
    `<p>Vi så på <a href="/nord">siden</a>.</p>${block('decision', newId(), 'Vi går sammen.')}`,
  )
  await giveMinutes(db, april.item('handlingsplan'), '<p>zorkmid utkast</p>', { publishedAt: null, state: 'draft' })
  await db
    .update(item)
    .set({ audience: 'members', title: { nb: 'zorkmid sak' } })
    .where(eq(item.id, april.item('Velkommen').id))
  const organiser = await world.actor('organiser', april.meeting.id)
  const recording = await hang('E-bøker', 'Om e-bøker.mp4', Buffer.from('moving'), 'public', { kind: 'recording' })
  const bytes = Buffer.from('WEBVTT\n\n00:00.000 --> 00:02.000\nGod morgen alle sammen.\n')
  await giveCaptions(world.ground, organiser, recording.place, recording.id, { fileName: 'tekst.vtt', bytes })
  const given = (nb: string) => ({ name: { nb }, description: { nb: 'Det vi låner ut uten papir.' }, version: 0 })
  const topic = await makeTopic(db, organiser, world.networkId, given('E-bøker'))
  await linkItems(db, organiser, topic, [april.item('E-bøker').id, april.item('Velkommen').id], true)
  const closed = await makeTopic(db, organiser, world.networkId, given('zorkmid tema'))
  await linkItems(db, organiser, closed, [april.item('Velkommen').id], true)
  const gone = (nb: string, audience: 'public' | 'members', itemId: string | null) =>
    ({
      ...{ networkId: world.networkId, meetingId: april.meeting.id, aboutId: newId(), title: { nb } },
      ...({ kind: 'presentation', state: 'deleted' } as const),
      ...{ itemId, audience, years: 5, outAt: '2025-05-01T10:00:00Z', shownAt: '2020-05-01T10:00:00Z' },
      deletedAt: '2025-06-01T10:00:00Z',
    }) as const
  await db
    .insert(dueDocument)
    .values([
      gone('Lysark fra 2015', 'public', april.item('E-bøker').id),
      gone('Plakaten for møtet', 'public', null),
      gone('zorkmid lysark', 'members', april.item('E-bøker').id),
    ])
  await addText(db, organiser, april.meeting.id, {
    ...{ kind: 'practical', heading: null, body: { nb: 'zorkmid koden til salen' }, audience: 'members' },
  } as never)
  for (const [slug, more] of [
    ['utkast', {}],
    ['lukket', { publishedAt: '2020-01-01T10:00:00Z', audience: 'members' }],
  ] as const)
    await db.insert(meeting).values({ id: newId(), networkId: world.networkId, slug, title: { nb: `zorkmid ${slug}` }, ...more })
})
afterAll(() => world.end())

describe('an archive', () => {
  it('holds pages, files and sums that agree, and is called after what it is of', async () => {
    const { answer, files } = await take(`/nord/${april.meeting.slug}/archive.zip`)
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="nord-${april.meeting.slug}-archive.zip"`)
    const sums = files.get('checksums.txt')!.toString().trimEnd().split('\n')
    expect(sums.map((line) => line.split('  ')[1]).sort()).toEqual(
      [...files.keys()].filter((name) => name !== 'checksums.txt').sort(),
    )
    for (const line of sums) {
      const [sum, name] = line.split('  ') as [string, string]
      expect(createHash('sha256').update(files.get(name)!).digest('hex')).toBe(sum)
    }
    expect([...files].find(([name]) => name.endsWith('E-boker-2020.pdf'))?.[1]).toEqual(slides)
    expect(files.get('README.txt')!.toString()).toContain('Åpne index.html')
  })

  it.each(['archive/network.zip', 'series/ledermote/archive.zip'])(
    '%s leads nowhere that is not in it, without script and forms',
    async (url) => {
      const { files } = await take(`/nord/${url}`)
      let ways = 0
      for (const [name, content] of files) {
        if (!name.endsWith('.html')) continue
        for (const { tag, attrs } of elements(content.toString())) {
          expect(['script', 'form', 'button', 'iframe']).not.toContain(tag)
          const to = attrs['href'] ?? attrs['src']
          if (to === undefined || /^(https?:|mailto:|#)/.test(to)) continue
          ways++
          expect([...files.keys()]).toContain(new URL(to, `file:///a/${name}`).pathname.slice(3))
        }
        const headings = elements(content.toString()).filter(({ tag }) => tag === 'h1')
        expect([name, headings.length]).toEqual([name, 1])
      }
      expect(ways).toBeGreaterThan(40)
      const page = [...files].find(([name]) => name.includes('om-e-boker'))![1].toString()
      expect(page).toContain('Vi går sammen.')
      // Whoever has come to an item learns of which meeting it is, on paper too.
      expect(page).toMatch(/<main.*<a href="index\.html"[^>]*>[^<]+<\/a> · [^<]*29\. april 2020.*<h1/s)
      expect(page).toContain('href="http://localhost:3000/nord"')
    },
  )

  it('tells the story of each topic, and leads to the items', async () => {
    const { files } = await take('/nord/archive/network.zip')
    expect(files.get('topics.html')!.toString()).toContain('href="topics/e-boker.html"')
    const page = files.get('topics/e-boker.html')!.toString()
    expect(page).toContain('Det vi låner ut uten papir.')
    expect(page).toMatch(/29\. april 2020.*Behandlet.*Om E-bøker/s)
    expect(page).toContain(`href="../meetings/${april.meeting.slug}/`)
    expect([...files.keys()].filter((name) => name.startsWith('topics/'))).toEqual(['topics/e-boker.html'])
  })

  it('lays captions beside their recording, and says what a rule has deleted where it hung', async () => {
    const { files } = await take(`/nord/${april.meeting.slug}/archive.zip`)
    const names = [...files.keys()].filter((name) => name.includes('Om-e-boker')).sort()
    expect(names.map((name) => name.slice(-4))).toEqual(['.mp4', '.vtt'])
    expect(names[1]!.slice(0, -4)).toBe(names[0]!.slice(0, -4))
    expect(files.get(names[1]!)!.toString()).toContain('God morgen alle sammen.')
    const page = [...files].find(([name]) => name.includes('-om-e-boker'))![1].toString()
    expect(page).toContain(`href="files/${names[1]!.split('/').at(-1)}"`)
    expect(page).toMatch(/Lysark fra 2015.*Slettet 1\. juni 2025 etter regel: Presentasjoner, 5 år/s)
    const front = files.get(`meetings/${april.meeting.slug}/index.html`)!.toString()
    expect([front.includes('Plakaten for møtet'), front.includes('Lysark fra 2015')]).toEqual([true, false])
  })

  it('holds nothing that a signed-out visitor does not see, whoever takes it', async () => {
    for (const who of [null, 'owner'] as const) {
      const answer = await world.as(who, { url: '/nord/archive/network.zip' })
      const text = textOf(unpacked(answer.rawPayload))
      expect(text).toContain('Vi går sammen.')
      expect(text).not.toMatch(/zorkmid|hemmelig/)
    }
    // Somebody does see it.
    const seen = await world.as('member', { url: `/nord/${april.meeting.slug}` })
    expect(seen.body).toContain('zorkmid koden')
  })

  it.each(['utkast', 'lukket'])('there is none of a meeting that is not for everybody: %s', async (slug) => {
    expect((await world.as('owner', { url: `/nord/${slug}/archive.zip` })).statusCode).toBe(404)
  })

  it('lets go of files when whoever takes it leaves', async () => {
    const { ground } = world
    const opened: Readable[] = []
    const read: typeof ground.files.read = async (...asked) => {
      const stream = await ground.files.read(...asked)
      opened.push(stream)
      return stream
    }
    const [row] = await ground.db.select().from(network).where(eq(network.id, world.networkId))
    const of = { network: row!, series: null, meeting: april.meeting }
    for await (const entry of entriesOf({ ...ground, files: { ...ground.files, read } }, of)) if (entry.stored) break
    await vi.waitFor(() => expect(opened.map((stream) => stream.destroyed)).toEqual([true, true]))
  })

  it('is left whole when a file is gone from the store', async () => {
    const sha256 = createHash('sha256').update(slides).digest('hex')
    await world.ground.files.remove(world.networkId, sha256)
    const { files } = await take(`/nord/${april.meeting.slug}/archive.zip`)
    expect(files.get('checksums.txt')!.toString()).not.toContain(sha256)
  })
})

describe('the page', () => {
  it('tells visitors what there is, and owners that there is more', async () => {
    const [visitor, owner] = await Promise.all([null, 'owner' as const].map((who) => world.as(who, { url: '/nord/archive' })))
    expect(visitor!.body).toContain('/nord/archive/network.zip')
    expect(visitor!.body).toContain('2 (1 kB)')
    expect(visitor!.body).not.toContain('full.zip')
    expect(owner!.body).toContain('/nord/archive/full.zip')
  })
})

describe('places in the archive', () => {
  it.each([
    ['index.html', 'meetings/a/index.html', 'meetings/a/index.html'],
    ['meetings/a/1-b.html', 'meetings/a/files/001-c.pdf', 'files/001-c.pdf'],
    ['meetings/a/1-b.html', 'archive.css', '../../archive.css'],
    ['meetings/a/index.html', 'meetings/b/index.html', '../b/index.html'],
  ])('from %s to %s: %s', (from, to, way) => expect(between(from, to)).toBe(way))

  it('pictures lie beside the page, all else on the site', () => {
    const id = '018f0000-0000-7000-8000-000000000000'
    const html = `<img src="/files/pictures/${id}" alt=""><a href="/nord">a</a><a href="https://b.no/">b</a>`
    expect(asArchived(html, new Map([[id, 'pictures/p.png']]), 'https://s.no')).toBe(
      '<img src="pictures/p.png" alt=""><a href="https://s.no/nord">a</a><a href="https://b.no/">b</a>',
    )
  })
})

function elements(html: string): { tag: string; attrs: Record<string, string> }[] {
  type Node = { tagName?: string; attrs?: { name: string; value: string }[]; childNodes?: Node[] }
  const walk = (node: Node): { tag: string; attrs: Record<string, string> }[] => [
    ...(node.tagName
      ? [{ tag: node.tagName, attrs: Object.fromEntries((node.attrs ?? []).map(({ name, value }) => [name, value])) }]
      : []),
    ...(node.childNodes ?? []).flatMap(walk),
  ]
  return walk(parse(html) as unknown as Node)
}
