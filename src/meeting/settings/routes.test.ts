import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { meetingById, readMeeting } from '#meeting/reads.ts'
import { createMeetingFromText } from '#programme/intake/writes.ts'
import { formIn } from '../../../tests/form.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import type { MeetingRow } from '../rules.ts'
import { meeting as table } from '../tables.ts'

let world: World
let meeting: MeetingRow
let base: string
beforeAll(async () => {
  world = await makeWorld()
  const text =
    'Ledermøte\n\nVelkommen til møte, alle sammen.\n\ntirsdag 12. mai 2026\n09.00-10.00 Om lesing v/ Kari Nordmann\n10.00-11.00 Om skriving'
  meeting = await createMeetingFromText(world.ground.db, await world.actor('owner'), world.networkId, text)
  base = `/nord/${meeting.slug}`
})
afterAll(() => world.end())

const view = async () =>
  readMeeting(world.ground.db, await world.actor('owner', meeting.id), (await meetingById(world.ground.db, meeting.id))!)
const get = async (who: Who | null, url: string) => (await world.as(who, { url })).body
const send = (who: Who | null, url: string, form: Record<string, string | string[]>) => world.as(who, { url, form })
const formAt = async (who: Who, url: string, action = url) => formIn(await get(who, url), action)

describe('title, place and texts', () => {
  test('are changed, in several languages', async () => {
    const form = await formAt('organiser', `${base}/edit`)
    const answer = await send('organiser', `${base}/edit`, {
      ...form,
      'title/se': 'Jođihančoahkkin',
      place: 'Tromsø',
      joinUrl: 'https://example.org/rom',
    })
    expect(answer.statusCode).toBe(303)
    expect((await view()).meeting).toMatchObject({ title: { nb: 'Ledermøte', se: 'Jođihančoahkkin' }, place: 'Tromsø' })
  })

  test('come back when the link is none, or the title is gone', async () => {
    const form = await formAt('organiser', `${base}/edit`)
    const answer = await send('organiser', `${base}/edit`, { ...form, joinUrl: 'javascript:alert(1)', place: 'Alta' })
    expect(answer.statusCode).toBe(422)
    expect(formIn(answer.body, `${base}/edit`)).toMatchObject({ joinUrl: 'javascript:alert(1)', place: 'Alta' })
    expect((await send('organiser', `${base}/edit`, { ...form, 'title/nb': '', 'title/se': '' })).statusCode).toBe(422)
  })

  test('come back whole when there is far too much in one', async () => {
    const book = `${'Om å skrive bøker. '.repeat(20_000)}SLUTT`
    for (const [url, field] of [
      [`${base}/edit`, 'title/nb'],
      [`${base}/edit`, 'summary/nb'],
      [`${base}/texts/new`, 'body/nb'],
    ] as const) {
      const answer = await send('organiser', url, { ...(await formAt('organiser', url)), [field]: book })
      expect([field, answer.statusCode]).toEqual([field, 422])
      expect(answer.body).toContain('Dette er for langt')
      expect(answer.body).toContain('SLUTT')
    }
  })

  test('written by two at once: different fields come together, the same field asks', async () => {
    const [one, other, third] = [
      await formAt('owner', `${base}/edit`),
      await formAt('organiser', `${base}/edit`),
      await formAt('organiser', `${base}/edit`),
    ]
    await send('owner', `${base}/edit`, { ...one, place: 'Bodø' })
    expect((await send('organiser', `${base}/edit`, { ...other, 'summary/nb': 'Kort om møtet' })).statusCode).toBe(303)
    expect((await view()).meeting).toMatchObject({ place: 'Bodø', summary: { nb: 'Kort om møtet' } })
    const asked = await send('organiser', `${base}/edit`, { ...third, place: 'Alta' })
    expect(asked.statusCode).toBe(409)
    expect(asked.body).toContain('Det som står nå: Bodø')
    const answered = await send('organiser', `${base}/edit`, { ...formIn(asked.body, `${base}/edit`), 'use/place': 'mine' })
    expect(answered.statusCode).toBe(303)
    expect((await view()).meeting).toMatchObject({ place: 'Alta', summary: { nb: 'Kort om møtet' } })
  })

  test('a text is added, changed, ordered, removed and brought back', async () => {
    await send('organiser', `${base}/texts/new`, {
      ...(await formAt('organiser', `${base}/texts/new`)),
      kind: 'ground_rules',
      'body/nb': 'Skru av lyden.',
    })
    const [first, second] = (await view()).texts
    expect(second).toMatchObject({ kind: 'ground_rules', body: { nb: 'Skru av lyden.' } })
    const url = `${base}/texts/${second!.id}`
    await send('organiser', url, {
      ...(await formAt('organiser', url)),
      'heading/nb': 'Regler',
      'body/nb': 'Skru av lyden.\n• Rekk opp hånden',
    })
    await send('organiser', `${base}/texts/order`, { id: second!.id, to: 'up' })
    expect((await view()).texts.map((text) => [text.id, text.heading?.nb])).toEqual([
      [second!.id, 'Regler'],
      [first!.id, undefined],
    ])
    await send('organiser', `${base}/texts/remove`, { id: second!.id })
    expect((await view()).texts).toHaveLength(1)
    for (let twice = 0; twice < 2; twice++) await send('organiser', `${base}/texts/restore`, { id: second!.id })
    expect((await view()).texts.map((text) => text.body.nb)).toContain('Skru av lyden.\n• Rekk opp hånden')
    expect((await send('organiser', `${base}/texts/new`, { kind: 'about', 'body/nb': ' ' })).statusCode).toBe(422)
  })
})

describe('settings', () => {
  test('audience, and an older form does not overwrite a newer choice', async () => {
    const [one, other] = [
      await formAt('owner', `${base}/settings`, `${base}/settings/audience`),
      await formAt('organiser', `${base}/settings`, `${base}/settings/audience`),
    ]
    expect((await send('owner', `${base}/settings/audience`, { ...one, audience: 'members' })).statusCode).toBe(303)
    expect((await send('organiser', `${base}/settings/audience`, { ...other, audience: 'public' })).statusCode).toBe(409)
    expect((await view()).meeting.audience).toBe('members')
  })

  test('series', async () => {
    const form = await formAt('organiser', `${base}/settings`, `${base}/settings/home`)
    await send('organiser', `${base}/settings/home`, { ...form, series: world.seriesId })
    expect((await view()).series?.id).toBe(world.seriesId)
  })

  test('a meeting removed can be brought back', async () => {
    await send('organiser', `${base}/settings/remove`, {})
    expect((await world.as('organiser', { url: base })).statusCode).toBe(404)
    expect((await send('member', '/nord/meetings/restore', { id: meeting.id })).statusCode).toBe(404)
    expect((await send('organiser', '/nord/meetings/restore', { id: meeting.id })).headers.location).toBe(base)
    expect((await world.as('organiser', { url: base })).statusCode).toBe(200)
  })
})

describe('people', () => {
  test('get and lose a part, and are invited', async () => {
    const member = world.people.member.id
    await send('organiser', `${base}/people/grant`, { person: member, role: 'chair' })
    expect(await get('organiser', `${base}/people`)).toContain('Test member')
    const chair = await world.actor('member', meeting.id)
    expect([...chair.meeting!.roles]).toEqual(['chair'])
    await send('organiser', `${base}/people/withdraw`, { person: member, role: 'chair' })
    expect((await world.actor('member', meeting.id)).meeting!.roles.size).toBe(0)
    await send('organiser', `${base}/people/invite`, { person: [member, world.people.owner.id] })
    expect((await world.actor('member', meeting.id)).meeting!.invited).toBe(true)
    await send('organiser', `${base}/people/uninvite`, { person: member })
    expect((await world.actor('member', meeting.id)).meeting!.invited).toBe(false)
  })

  test('from outside the network get nothing', async () => {
    expect(
      (await send('organiser', `${base}/people/grant`, { person: world.people.outsider.id, role: 'chair' })).statusCode,
    ).toBe(422)
    expect((await send('organiser', `${base}/people/grant`, { person: '', role: 'chair' })).body).toContain('Velg en person')
    expect((await world.actor('outsider', meeting.id)).meeting!.roles.size).toBe(0)
  })

  test('who speak have a link each', async () => {
    // The meeting is over by now, and links end some weeks after.
    await world.ground.db.update(table).set({ linksUntil: '2999-01-01T00:00:00Z' }).where(eq(table.id, meeting.id))
    const link = /http:\/\/localhost:3000(\/s\/[\w-]+)/.exec(await get('organiser', `${base}/people`))![1]!
    expect((await world.as(null, { url: link })).body).toContain('Kari Nordmann')
  })
})

test.each(['member', 'outsider', null] as const)('%s sees none of these pages', async (who) => {
  await send('owner', `${base}/publish`, {})
  for (const page of ['edit', 'settings', 'people', 'texts/new'])
    expect((await world.as(who, { url: `${base}/${page}` })).statusCode, page).toBe(404)
  const acts = [
    'edit',
    'texts/new',
    'texts/order',
    'settings/audience',
    'settings/home',
    'settings/plan',
    'settings/remove',
    'people/grant',
    'people/invite',
  ]
  for (const act of acts)
    expect((await send(who, `${base}/${act}`, { person: world.people.member.id, role: 'chair' })).statusCode, act).toBe(404)
})

test('a change of plan that no longer makes sense comes back with what was typed', async () => {
  const { db } = world.ground
  const owner = await world.actor('owner')
  const other = await createMeetingFromText(db, owner, world.networkId, 'Annet møte\n\n13. mai 2026\n09.00 Velkommen')
  const [at, change] = [`/nord/${other.slug}/settings`, { status: 'cancelled', reason: 'For få påmeldte, dessverre.' }]
  expect((await send('owner', `${at}/plan`, change)).statusCode).toBe(303)
  const late = await send('organiser', `${at}/plan`, change)
  expect(late.statusCode).toBe(422)
  expect(late.body).toContain('For få påmeldte, dessverre.')
})
