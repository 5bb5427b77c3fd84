/** Somebody is planted through every feature, erased, and looked for everywhere: rows, files, copies in memory. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { erasure, person } from '#people/tables.ts'
import { Refused } from '#platform/errors.ts'
import { mail } from '#platform/mail/tables.ts'
import { speaker } from '#programme/tables.ts'
import { registration } from '#registration/tables.ts'
import { APPROVED, dump, EMAIL, filesWith, NAME, type Planted, plant, speaksOf } from '../../../tests/planted.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { seek } from '../seeking/reads.ts'
import { countBefore } from './reads.ts'
import { erase } from './writes.ts'

let world: World
let planted: Planted
let before: Map<string, string>
let speaks: (text: string) => boolean
const almost = { name: `${NAME}sen`, email: EMAIL.replace('quorvik', 'quorviksen') }
const tell = async () => async () => {}

beforeAll(async () => {
  world = await makeWorld()
  planted = await plant(world)
  speaks = speaksOf(planted.id)
  before = await dump(world.database.pool)
}, 120_000)
afterAll(() => world.end())

/** Tables in which nobody is named, each with why. In every other one somebody is planted, or this test fails. */
const nameless: Record<string, string> = {
  'auth.account': 'is for sign-in by others (OIDC), which is not used',
  'public.due_document': 'titles of documents, and why one is kept longer; looked through all the same',
  'public.day': 'dates and their labels; looked through all the same',
  'public.attendance_item': 'ids of items',
  'public.minutes_picture': 'which pictures stand in which minutes, their kind and size',
  'public.archive_package': 'how far a package has come, and its sum',
  'public.erasure': 'numbers only',
  'public.file': 'sums and sizes',
  'public.follow': 'ids of followers and of what they follow',
  'public.room': 'how rooms are set up',
  'public.room_key': 'keys',
  'public.input_vote': 'ids of questions and of places in rooms',
  'public.breakout_member': 'ids of groups and of places in rooms',
  'public.news': 'ids, and who did it: nobody planted publishes',
  'public.apart': 'two that are not the same, by the ids of their places in the network',
  'public.organisation_number': 'numbers of organisations',
  'public.preview': 'how far pictures of a file have come',
  'public.purge': 'numbers only',
  'public.registration_form': 'questions; looked through all the same',
  'public.reminder': 'days and numbers',
  'public.revision': 'counters',
  'public.search_indexed': 'how far what can be searched is read',
  'public.search_span': 'numbers and days',
  'public.search_vocabulary': 'words that are no names, and counts',
  'public.secret': 'the installation’s own',
  'public.signal_count': 'numbers only',
  'public.tombstone': 'ids of what is gone',
  'public.address': 'words of addresses and ids of what they lead to',
}
/** The queue's own books, and the migrations'. What a job holds is planted in `pgboss.job_common`. */
const libraries = /^(drizzle\.|pgboss\.(?!job_common))/

describe('before', () => {
  it('somebody stands in every table there is, unless it is known to name nobody', () => {
    const without = [...before].filter(([table, rows]) => !speaks(rows) && !libraries.test(table)).map(([table]) => table)
    expect(without.filter((table) => !nameless[table])).toEqual([])
  })

  it('and on the disk, and on pages in memory', async () => {
    expect(filesWith(world.ground.config.dataDir, (content) => speaks(content)).length).toBeGreaterThan(1)
    for (const url of planted.pages.slice(1)) expect(speaks((await world.as(null, { url })).body), url).toBe(true)
  })

  it('what will go is counted by kind, with the minutes that stay', async () => {
    const counted = await countBefore(world.ground.db, (await seek(world.ground.db, { personId: planted.id }))!)
    const kinds = counted.counts.map(({ kind }) => kind)
    for (const kind of [
      'person',
      'profile',
      'membership',
      'registration',
      'special',
      'appearance',
      'proposal',
      'minutes',
      'transcript',
      'act',
    ])
      expect(kinds).toContain(kind)
    expect(counted.approved).toBe(1)
    expect(counted.mentions).toBeGreaterThan(5)
  })
})

describe('who may not be erased', () => {
  it('nobody by those who are neither they, an owner, nor the operator; nor whom something hangs on', async () => {
    const whom = (await seek(world.ground.db, { personId: planted.id }))!
    for (const who of ['member', 'organiser', null] as const)
      await expect(erase(world.ground, await world.actor(who), whom, tell)).rejects.toThrow(Refused)
    const owner = (await seek(world.ground.db, { personId: world.people.owner.id }))!
    expect(owner.ownsAlone).toHaveLength(1)
    await expect(erase(world.ground, await world.actor('owner'), owner, tell)).rejects.toThrow('privacy_owns_alone')
    const operator = (await seek(world.ground.db, { personId: world.people.operator.id }))!
    await expect(erase(world.ground, await world.actor('operator'), operator, tell)).rejects.toThrow('privacy_is_operator')
  })

  it('an owner reaches nobody beyond their own network', async () => {
    const whom = (await seek(world.ground.db, { personId: planted.id }))!
    const elsewhere = { ...whom, networks: [...whom.networks, { id: planted.id, name: { nb: 'Et annet' } }] }
    await expect(erase(world.ground, await world.actor('owner'), elsewhere, tell)).rejects.toThrow('privacy_elsewhere_too')
  })
})

describe('after', () => {
  let after: Map<string, string>
  beforeAll(async () => {
    // One with almost the same name and address, who is somebody else.
    await world.ground.db.insert(person).values(almost)
    const whom = (await seek(world.ground.db, { personId: planted.id }))!
    await erase(world.ground, await world.actor('owner'), whom, tell)
    after = await dump(world.database.pool)
  })

  it('nothing in the database speaks of them but the approved minutes', () => {
    const left = [...after].flatMap(([table, rows]) =>
      rows
        .split('\n')
        .filter(speaks)
        .map((row) => `${table}: ${row}`),
    )
    expect(left.filter((row) => !row.startsWith('public.minutes'))).toEqual([])
    expect(left).toHaveLength(2)
    for (const row of left) expect(speaks(row.replaceAll(APPROVED, ''))).toBe(false)
  })

  it('no file does, and no page, kept or made anew', async () => {
    expect(filesWith(world.ground.config.dataDir, (content, path) => speaks(content) || speaks(path))).toEqual([])
    for (const url of planted.pages) {
      const { body, statusCode } = await world.as(null, { url })
      expect([url, statusCode]).toEqual([url, 200])
      expect(speaks(body.replaceAll(APPROVED, '')), url).toBe(false)
    }
  })

  it('their session is worth nothing, and no link is mailed to the address', async () => {
    const answer = await world.as(null, { url: '/me', headers: { cookie: planted.cookie } })
    expect(answer.headers.location).toContain('/sign-in')
    await world.as(null, { url: '/sign-in', form: { email: EMAIL } })
    expect(await world.ground.db.select().from(mail).where(eq(mail.to, EMAIL))).toEqual([])
  })

  it('the meeting stands: talks by nobody, the colleague registered, and a note in numbers', async () => {
    const { db } = world.ground
    const spoken = await db.select().from(speaker)
    expect(spoken).toHaveLength(3)
    for (const one of spoken) expect(one).toMatchObject({ name: 'slettet person', office: null, email: null, personId: null })
    expect(await db.select().from(registration)).toMatchObject([{ name: 'Kollega En', byName: null, substituteFor: null }])
    const [note] = await db.select().from(erasure)
    expect(note!.counts).toMatchObject({ person: 1, membership: 1, special_answer: 1, speaker: 3 })
  })

  it('going back in the programme does not bring them back', async () => {
    const page = await world.as('organiser', { url: `${planted.pages[1]}/programme/versions` })
    expect(page.statusCode).toBe(200)
    expect(speaks(page.body)).toBe(false)
  })

  it('whoever is called almost the same was left alone', async () => {
    const { db } = world.ground
    expect(await db.select().from(person).where(eq(person.email, almost.email))).toMatchObject([almost])
  })
})
