/** National identity numbers have no business in anything people write: every form kindly refuses them, and keeps what was typed. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placeOf } from '#materials/reads.ts'
import { speakerLink } from '#materials/speakerlink/rules.ts'
import type { MeetingRow } from '#meeting/reads.ts'
import { approve, publish } from '#minutes/state/writes.ts'
import { minutes } from '#minutes/tables.ts'
import { openMinutes, save } from '#minutes/writes.ts'
import { membership } from '#network/tables.ts'
import { item, speaker } from '#programme/tables.ts'
import { conference } from './conference.ts'
import { formIn } from './form.ts'
import { makeWorld, type Who, type World } from './world.ts'

/** Made up for tests by Skatteetaten's own rule; nobody has it. */
const NUMBER = '11077941012'
const TEXT = `Fødselsnummeret er ${NUMBER}`

let world: World
let meeting: MeetingRow
let path: string
let itemPath: string
let links: string
let member: string
const base = '/nord'

beforeAll(async () => {
  world = await makeWorld()
  meeting = await conference(world)
  path = `${base}/${meeting.slug}`
  const { db } = world.ground
  const rows = await db.select().from(item).where(eq(item.meetingId, meeting.id)).orderBy(item.position)
  const [row] = rows
  itemPath = (await placeOf(db, row!.id))!.path
  const home = { networkId: world.networkId, meetingId: meeting.id, itemId: row!.id }
  const [speaks] = await db
    .insert(speaker)
    .values({ ...home, position: 0, name: 'Kari Nordmann' })
    .returning()
  links = `${speakerLink(world.ground.secret, speaks!).replace(world.ground.config.baseUrl, '')}/${row!.publicId}`
  await world.as('organiser', { url: `${path}/registration/open`, form: {} })
  const [seat] = await db.select().from(membership).where(eq(membership.personId, world.people.member.id))
  member = seat!.id
})
afterAll(() => world.end())

const guest = () => links.replace(/\/\d+$/, '')

/** Each place where people write of people: who writes, where the form stands and is sent, and the field. */
const forms: readonly {
  readonly what: string
  readonly who: Who | null
  /** Where the form is sent, and stands, unless `page` says otherwise. */
  readonly action: () => string
  readonly page?: () => string
  readonly field: string
  /** What else the form wants. */
  readonly more?: Record<string, string>
}[] = [
  { what: 'one’s own name', who: 'member', action: () => '/me', field: 'name' },
  {
    what: 'a member’s office',
    who: 'owner',
    action: () => `${base}/people/${member}`,
    page: () => `${base}/people/${member}/edit`,
    field: 'office',
  },
  { what: 'what a member tells of themselves', who: 'member', action: () => `${base}/people/me`, field: 'about.nb' },
  { what: 'the network’s description', who: 'owner', action: () => `${base}/settings`, field: 'description.nb' },
  { what: 'an organisation', who: 'organiser', action: () => `${base}/organisations/new`, field: 'name.nb' },
  {
    what: 'a registration’s name',
    who: null,
    action: () => `${path}/register`,
    field: 'name',
    more: { email: 'ny@example.org' },
  },
  {
    what: 'a registration’s answer',
    who: null,
    action: () => `${path}/register`,
    field: 'q.diet',
    more: { name: 'Ny', email: 'ny@example.org' },
  },
  { what: 'a speaker’s office', who: 'organiser', action: () => `${itemPath}/edit`, field: 'speaker/0/office' },
  { what: 'an item’s description', who: 'organiser', action: () => `${itemPath}/edit`, field: 'description/nb' },
  { what: 'an item’s title', who: 'organiser', action: () => `${itemPath}/edit`, field: 'title/nb' },
  { what: 'a text around the programme', who: 'organiser', action: () => `${path}/texts/new`, field: 'body/nb' },
  { what: 'what a meeting is about', who: 'organiser', action: () => `${path}/edit`, field: 'summary/nb' },
  { what: 'a speaker’s own words', who: null, action: () => `${links}/texts`, page: guest, field: 'bio' },
  {
    what: 'a link that a speaker hands in',
    who: null,
    action: () => `${links}/links`,
    page: guest,
    field: 'title',
    more: { url: 'https://example.no' },
  },
]

describe('a national identity number is refused in', () => {
  it.each(forms)('$what', async ({ who, action, page = action, field, more = {} }) => {
    const shown = await world.as(who, { url: page() })
    expect(shown.statusCode).toBe(200)
    const fields = formIn(shown.body, action())
    expect(Object.keys(fields), 'the field stands in the form').toContain(field)
    const answer = await world.as(who, { url: action(), form: { ...fields, ...more, [field]: TEXT } })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('fødselsnummer')
    expect(answer.body).toContain(NUMBER)
    // The same without it is taken, so that it is this that was wrong.
    const taken = await world.as(who, { url: action(), form: { ...fields, ...more, [field]: 'Uten tall' } })
    expect(taken.statusCode).toBeLessThan(400)
  })

  it('a question, a matter, and an answer to them', async () => {
    for (const kind of ['question', 'matter']) {
      const answer = await world.as('member', {
        url: `${path}/questions`,
        form: { kind, text: TEXT, why: '', outcome: '', item: '' },
      })
      expect(answer.statusCode).toBe(422)
      expect(answer.body).toContain(NUMBER)
    }
  })

  it('the name of somebody invited', async () => {
    const form = { email: 'ny.invitert@example.org', role: 'member', organisationId: '', office: '' }
    const answer = await world.as('owner', { url: `${base}/people`, form: { ...form, name: TEXT } })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(NUMBER)
    expect((await world.as('owner', { url: `${base}/people`, form: { ...form, name: 'Ny Person' } })).statusCode).toBe(303)
  })

  it('a pasted programme', async () => {
    const text = `Møtet\n\nOnsdag 6. mai 2026\n09.00 Velkommen, ${TEXT}`
    const answer = await world.as('organiser', { url: `${base}/new`, form: { text, wish: 'create' } })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('fødselsnummer')
    expect(answer.body).toContain(NUMBER)
  })

  it('minutes, when they are published or approved: while one writes nothing is lost', async () => {
    const { db } = world.ground
    const place = (await placeOf(db, (await db.select().from(item).where(eq(item.meetingId, meeting.id)))[0]!.id))!
    const actor = await world.actor('organiser', meeting.id)
    const document = { type: 'doc' as const, content: [{ type: 'paragraph', content: [{ type: 'text', text: TEXT }] }] }
    const begun = await openMinutes(db, actor, place)
    const saved = await save(db, actor, place, { basedOn: begun.number, window: 'identity-window', edit: 1, document })
    expect((await db.select().from(minutes))[0]!.text).toContain(NUMBER)
    await expect(publish(db, actor, place, saved.number)).rejects.toThrow('minutes_identity_number')
    await expect(approve(db, await world.actor('owner', meeting.id), place, saved.number)).rejects.toThrow(
      'minutes_identity_number',
    )
  })
})
