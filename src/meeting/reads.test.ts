import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { restore, withdraw } from '#network/people/writes.ts'
import { membership } from '#network/tables.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import { NotFound } from '#platform/errors.ts'
import { item, speaker } from '#programme/tables.ts'
import { fillProgramme, type NewItem } from '#programme/writes.ts'
import { type April, aprilMeeting, giveMinutes, givePresentation } from '../../tests/april.ts'
import { makeWorld, type Who, type World } from '../../tests/world.ts'
import { findMeeting, itemsOf, type MeetingView, openItem, openMeeting, readableBy, readMeeting } from './reads.ts'
import { refreshSpan } from './schedule/writes.ts'
import { meeting } from './tables.ts'
import { addText, changeDetails, createMeeting, grantMeetingRole, invite, publish, setAudience, uninvite } from './writes.ts'

let world: World
let april: April
beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
})
afterAll(() => world.end())

const view = async (who: Who | null, of = april.meeting, now?: Temporal.Instant): Promise<MeetingView> => {
  const row = (await findMeeting(world.ground.db, world.networkId, of.slug))!
  return readMeeting(world.ground.db, await world.actor(who, row.id), row, now)
}
const titles = (of: MeetingView) => [...itemsOf(of.days)].map((one) => one.title.nb)

describe('the April meeting', () => {
  it('is read with its day, breaks, parts and speakers', async () => {
    const seen = await view(null)
    expect(seen.days).toHaveLength(1)
    expect(seen.days[0]!.date).toBe('2020-04-29')
    expect(titles(seen)).toContain('Pause')
    const last = seen.days[0]!.items.find((one) => one.title.nb?.startsWith('Vi blir kjent'))!
    expect(last.subitems).toHaveLength(4)
    expect([...itemsOf(seen.days)].flatMap((one) => one.speakers.map((who) => who.name))).toContain('Birgit Larsen')
    expect(seen.series?.slug).toBe('ledermote')
    expect(seen.meeting.startsAt).toMatch(/^2020-04-29/)
  })

  it('has an address for each item, from its number and title', async () => {
    const about = april.item('biblioteksystem')
    const found = [...itemsOf((await view(null)).days)].find((one) => one.id === about.id)!
    expect(found.path).toBe(`/nord/${april.meeting.slug}/${about.publicId}-om-biblioteksystem`)
  })

  it('is held after its end, and live while it runs', async () => {
    const state = async (now: string) => (await view(null, april.meeting, Temporal.Instant.from(now))).meeting.state
    expect(await state('2020-04-29T06:00:00Z')).toBe('published')
    expect(await state('2020-04-29T08:00:00Z')).toBe('live')
    expect(await state('2020-05-01T08:00:00Z')).toBe('held')
  })
})

describe('the number of queries', () => {
  it.each([1, 3, 400])('is the same with %i items', async (count) => {
    const { db } = world.ground
    const actor = await world.actor('owner')
    const made = await createMeeting(db, actor, world.networkId, {
      title: { nb: `Lang ${count}` },
      locale: 'nb',
      seriesId: world.seriesId,
      days: [{ date: '2027-01-01' }],
    })
    const one: NewItem = {
      title: { nb: 'Post' },
      description: null,
      note: null,
      start: '09:00',
      end: '10:00',
      endInferred: false,
      kind: 'talk',
      track: null,
      room: null,
      pinned: false,
      expectsMaterial: true,
      expectsMinutes: true,
      audience: 'public',
      speakers: [{ name: 'Kari Nordmann', office: null, email: null, role: 'speaker' }],
      subitems: [],
    }
    await inTransaction(db, async (tx) => {
      await fillProgramme(tx, made.meeting, [{ id: made.days[0]!.id, items: Array.from({ length: count }, () => one) }])
      await refreshSpan(tx, made.meeting.id)
    })
    const [first] = await db.select().from(item).where(eq(item.meetingId, made.meeting.id)).limit(1)
    await givePresentation(db, first!, 'Lysbilder')
    await giveMinutes(db, first!, '<p>Hei</p>')
    const reader = await world.actor('owner', made.meeting.id)
    const row = (await findMeeting(db, world.networkId, made.meeting.slug))!
    const before = world.database.queries()
    const seen = await readMeeting(db, reader, row)
    expect(world.database.queries() - before).toBe(9)
    expect(seen.days[0]!.items).toHaveLength(count)
    expect(seen.days[0]!.items.flatMap((one) => one.speakers)).toHaveLength(count)
  })
})

describe('what is not for everybody', () => {
  it('leaves items, parts, texts and papers for members out for visitors, and shows them to members', async () => {
    const { db } = world.ground
    const closed = april.item('E-bøker')
    const part = april.item('Nord-Troms')
    const open = april.item('Om biblioteksystem')
    await db.update(item).set({ audience: 'members' }).where(eq(item.id, closed.id))
    await db.update(item).set({ audience: 'members' }).where(eq(item.id, part.id))
    const hidden = await givePresentation(db, open, 'Bare for oss', { audience: 'members' })
    const shown = await givePresentation(db, open, 'For alle')
    const owner = await world.actor('owner', april.meeting.id)
    await addText(db, owner, april.meeting.id, { kind: 'practical', body: { nb: 'Døra er åpen.' } })
    await addText(db, owner, april.meeting.id, { kind: 'practical', body: { nb: 'Koden er 1234.' }, audience: 'members' })

    const papers = (of: MeetingView) => [...itemsOf(of.days)].flatMap((one) => one.materials.map((m) => m.id))
    const texts = (of: MeetingView) => of.texts.filter((text) => text.kind === 'practical').map((text) => text.body.nb)
    const outside = await view(null)
    expect(titles(outside)).toContain('Om biblioteksystem')
    expect(titles(outside)).not.toContain(closed.title.nb)
    expect(titles(outside)).not.toContain(part.title.nb)
    expect(papers(outside)).toEqual([shown])
    expect(texts(outside)).toEqual(['Døra er åpen.'])
    expect(outside.news.map((one) => one.title?.nb)).toEqual(['For alle'])

    const inside = await view('member')
    expect(titles(inside)).toEqual(expect.arrayContaining([closed.title.nb, part.title.nb]))
    expect(papers(inside).sort()).toEqual([hidden, shown].sort())
    expect(texts(inside)).toEqual(['Døra er åpen.', 'Koden er 1234.'])

    const stranger = await world.actor(null, april.meeting.id)
    await expect(openItem(db, stranger, april.meeting, closed.publicId)).rejects.toThrow(NotFound)
    expect((await openItem(db, stranger, april.meeting, open.publicId)).id).toBe(open.id)
  })

  it('leaves a part out when the item it belongs to is for fewer', async () => {
    const { db } = world.ground
    const whole = april.item('Vi blir kjent')
    const open = april.item('FinnLitt')
    await db.update(item).set({ audience: 'members' }).where(eq(item.id, whole.id))
    expect(titles(await view(null))).not.toContain(open.title.nb)
    expect(titles(await view('member'))).toContain(open.title.nb)
    const stranger = await world.actor(null, april.meeting.id)
    await expect(openItem(db, stranger, april.meeting, open.publicId)).rejects.toThrow(NotFound)
  })

  it('shows unpublished papers and minutes to those who work on the meeting, and to the speaker their own', async () => {
    const { db } = world.ground
    const of = april.item('handlingsplan')
    await givePresentation(db, of, 'Kommer', { publishedAt: null })
    await giveMinutes(db, of, '<p>Uferdig setning</p>', { publishedAt: null, state: 'draft' })
    const here = (seen: MeetingView) => [...itemsOf(seen.days)].find((one) => one.id === of.id)!

    const member = here(await view('member'))
    expect(member.materials).toEqual([])
    expect(member.minutes).toBeNull()
    const organiser = here(await view('organiser'))
    expect(organiser.materials.map((m) => m.published)).toEqual([false])
    expect(organiser.minutes).toMatchObject({ published: false, html: '', draftNewer: true })

    await db.insert(speaker).values({
      networkId: of.networkId,
      meetingId: of.meetingId,
      itemId: of.id,
      personId: world.people.member.id,
      position: 9,
      name: 'Test member',
    })
    const speaking = here(await view('member'))
    expect(speaking.materials).toHaveLength(1)
    expect(speaking.minutes).toBeNull()
  })
})

describe('a whole meeting that is not for everybody', () => {
  it('is found by those it is for, and by nobody else', async () => {
    const { db } = world.ground
    const owner = await world.actor('owner')
    const { meeting: made } = await createMeeting(db, owner, world.networkId, {
      title: { nb: 'Lukket' },
      locale: 'nb',
      audience: 'invited',
      days: [{ date: '2027-02-01' }],
    })
    const open = async (who: Who | null) =>
      openMeeting(db, await world.actor(who, made.id), world.networkId, made.slug).then(
        (row) => row.id,
        (error) => error.constructor,
      )
    const lists = async (who: Who | null) =>
      (
        await db
          .select({ id: meeting.id })
          .from(meeting)
          .where(readableBy(await world.actor(who), world.networkId))
      ).some((row) => row.id === made.id)

    expect([await open('owner'), await lists('owner')]).toEqual([made.id, true])
    expect([await open('member'), await lists('member')]).toEqual([NotFound, false])
    await publish(db, await world.actor('owner', made.id), made.id)
    expect([await open('member'), await lists('member')]).toEqual([NotFound, false])
    expect([await open(null), await lists(null)]).toEqual([NotFound, false])

    await invite(db, await world.actor('owner', made.id), made.id, [world.people.outsider.id])
    expect([await open('outsider'), await lists('outsider')]).toEqual([made.id, true])
    expect([await open('member'), await lists('member')]).toEqual([NotFound, false])

    const row = (await findMeeting(db, world.networkId, made.slug))!
    await setAudience(db, await world.actor('owner', made.id), made.id, row.version, 'members')
    expect([await open('member'), await lists('member')]).toEqual([made.id, true])
    expect([await open(null), await lists(null)]).toEqual([NotFound, false])
  })

  it('is open to a minute taker while it is a draft', async () => {
    const { db } = world.ground
    const { meeting: made } = await createMeeting(db, await world.actor('owner'), world.networkId, {
      title: { nb: 'Utkast' },
      locale: 'nb',
      days: [],
    })
    await grantMeetingRole(db, await world.actor('owner', made.id), made.id, world.people.outsider.id, 'minute_taker')
    const lists = async (who: Who) =>
      (
        await db
          .select({ id: meeting.id })
          .from(meeting)
          .where(readableBy(await world.actor(who), world.networkId))
      ).some((row) => row.id === made.id)
    expect((await openMeeting(db, await world.actor('outsider', made.id), world.networkId, made.slug)).id).toBe(made.id)
    expect(await lists('outsider')).toBe(true)
    expect(await lists('member')).toBe(false)
  })
})

test('who leaves the network leaves their parts in its meetings, until they come back', async () => {
  const { db } = world.ground
  const owner = await world.actor('owner')
  const make = async () =>
    (await createMeeting(db, owner, world.networkId, { title: { nb: 'Lukket' }, locale: 'nb', days: [] })).meeting
  const [draft, closed] = [await make(), await make()]
  const who = world.people.member.id
  await grantMeetingRole(db, owner, draft.id, who, 'chair')
  await setAudience(db, owner, closed.id, closed.version, 'invited')
  await publish(db, owner, closed.id)
  await invite(db, owner, closed.id, [who])
  const seen = async () => {
    const listed = await db
      .select()
      .from(meeting)
      .where(readableBy(await world.actor('member'), world.networkId))
    return Promise.all(
      [draft, closed].map(async (one) => {
        const opened = await openMeeting(db, await world.actor('member', one.id), world.networkId, one.slug).catch(
          (error) => error,
        )
        return [opened instanceof NotFound ? 'shut' : 'open', listed.some((row) => row.id === one.id)]
      }),
    )
  }
  expect(await seen()).toEqual([
    ['open', true],
    ['open', true],
  ])
  const [seat] = await db
    .select()
    .from(membership)
    .where(and(eq(membership.personId, who), eq(membership.networkId, world.networkId)))
  await withdraw(db, owner, world.networkId, seat!.id)
  expect(await seen()).toEqual([
    ['shut', false],
    ['shut', false],
  ])
  // Asked again, as a guest from outside.
  await uninvite(db, owner, closed.id, who)
  await invite(db, owner, closed.id, [who])
  expect(await seen()).toEqual([
    ['shut', false],
    ['open', true],
  ])
  await restore(db, owner, world.networkId, seat!.id)
  expect(await seen()).toEqual([
    ['open', true],
    ['open', true],
  ])
})

describe('neighbours in the series', () => {
  it('are the nearest this reader may know of', async () => {
    const { db } = world.ground
    const make = async (title: string, date: string, audience: 'public' | 'members', out = true) => {
      const { meeting: made } = await createMeeting(db, await world.actor('owner'), world.networkId, {
        title: { nb: title },
        locale: 'nb',
        seriesId: world.seriesId,
        audience,
        days: [{ date }],
      })
      return out ? publish(db, await world.actor('owner', made.id), made.id) : made
    }
    await make('Høst', '2020-10-21', 'public')
    await make('Internt', '2020-06-01', 'members')
    await make('Ikke ferdig', '2020-05-01', 'public', false)
    await make('Før', '2019-10-21', 'public')
    const around = async (who: Who | null) => {
      const seen = await view(who)
      return [seen.previous?.title.nb, seen.next?.title.nb]
    }
    expect(await around(null)).toEqual(['Før', 'Høst'])
    expect(await around('member')).toEqual(['Før', 'Internt'])
    expect(await around('owner')).toEqual(['Før', 'Ikke ferdig'])
  })
})

it('reads in the reader’s language what is only written in another', async () => {
  const { db } = world.ground
  const row = (await findMeeting(db, world.networkId, april.meeting.slug))!
  await changeDetails(db, await world.actor('owner', row.id), row.id, row.version, {
    title: { nb: 'Møte', nn: 'Møte på nynorsk' },
  })
  expect((await view(null)).meeting.title).toEqual({ nb: 'Møte', nn: 'Møte på nynorsk' })
})
