/** A meeting with one item and its speaker, and hands that hang files on it: what tests of materials stand on. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { materialHref } from '#materials/rules.ts'
import { speakerLink } from '#materials/speakerlink/rules.ts'
import { material, materialVersion } from '#materials/tables.ts'
import { day, meeting } from '#meeting/tables.ts'
import { newId } from '#platform/db/id.ts'
import { item, speaker } from '#programme/tables.ts'
import { makeWorld, type Who, type World } from './world.ts'

export interface Stage {
  readonly meetingId: string
  readonly itemId: string
  readonly speakerId: string
  /** The item's public number, as addresses have it. */
  readonly number: string
  /** `/{network}/{meeting}` */
  readonly meetingPath: string
  /** The item's materials page. */
  readonly at: string
}

/** A published meeting on 29 April 2020 with "Om E-bøker" at 12.20, and Áile Ŋuorga speaking. */
export async function setStage(
  world: World,
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
      ...{ id: itemId, networkId, meetingId, dayId, position: 0, kind: 'talk' },
      ...{ title: { nb: 'Om E-bøker' }, start: '12:20', end: '13:00' },
      ...itemOver,
    })
    .returning()
  await db.insert(speaker).values({ id: speakerId, networkId, meetingId, itemId, position: 0, name: 'Áile Ŋuorga' })
  const meetingPath = `/${world.networkSlug}/${slug}`
  const number = String(row!.publicId)
  return { meetingId, itemId, speakerId, number, meetingPath, at: `${meetingPath}/${number}-om-e-boker/materials` }
}

/** The speaker's personal link as it stands now: `/s/{token}`. */
export async function linkOf(world: World, { speakerId }: Pick<Stage, 'speakerId'>): Promise<string> {
  const [row] = await world.ground.db.select().from(speaker).where(eq(speaker.id, speakerId))
  return speakerLink(world.ground.secret, row!)
}

/** The beginning of a PDF: enough to be taken for one. */
export const pdf = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj<</Type/Catalog>>endobj\n')
/** What a script asks for instead of a page. */
export const data = { accept: 'application/json' }

export interface Form {
  readonly fields?: Record<string, string>
  readonly name?: string
  readonly content?: Buffer | string
}
const BOUNDARY = 'grense'
export const multipartType = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }

/** The form that hands in a file, as a browser sends it. Without `content` no file is chosen. */
export function multipart({ fields = {}, name, content }: Form): Buffer {
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

/** A world for a file of tests, a fresh stage before each of them, and what people do with the materials of its item. */
export function onStage() {
  let world: World
  let stage: Stage
  beforeAll(async () => {
    world = await makeWorld({ env: { UPLOAD_LIMIT: '1MB' } })
  })
  afterAll(() => world.end())
  beforeEach(async () => {
    stage = await setStage(world)
  })
  const post = (who: Who | null, url: string, form: Form, headers: Record<string, string> = {}) =>
    world.as(who, { method: 'POST', url, payload: multipart(form), headers: { ...multipartType, ...headers } })
  /** The address of the version in force. */
  const hrefOf = async (id: string): Promise<string> => {
    const { db } = world.ground
    const [row] = await db.select().from(material).where(eq(material.id, id))
    const [version] = await db.select().from(materialVersion).where(eq(materialVersion.id, row!.currentVersionId!))
    return materialHref(row!, version!)!
  }
  return {
    // Both are there once the tests run, and the stage is another for each.
    world: () => world,
    stage: () => stage,
    post,
    hrefOf,
    /** Uploads as the organiser. @param to another stage than the test's */
    upload: async (form: Form = {}, to = stage) => {
      const answer = await post('organiser', to.at, { name: 'Utkast_til plan.pdf', content: pdf, ...form }, data)
      expect(answer.statusCode, answer.body).toBe(201)
      const { id } = answer.json() as { id: string }
      return { id, href: await hrefOf(id) }
    },
    act: (id: string, what: string, form: Record<string, string> = {}, who: Who = 'organiser') =>
      world.as(who, { url: `${stage.at}/${id}/${what}`, form }),
    get: (who: Who | null, url: string, headers = {}) => world.as(who, { url, headers }),
    materials: () => world.ground.db.select().from(material).where(eq(material.itemId, stage.itemId)),
  }
}

/** One of the cookies that an answer sets, as `name=value`. */
export const cookieOf = (answer: { headers: Record<string, unknown> }, name: string): string | undefined =>
  [answer.headers['set-cookie']]
    .flat()
    .map(String)
    .find((line) => line.startsWith(name))
    ?.split(';')[0]
