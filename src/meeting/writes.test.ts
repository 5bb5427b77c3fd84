import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { revisionsOf } from '#platform/activity/reads.ts'
import { activity } from '#platform/activity/tables.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import { meetingSubject, meetingsOf, seriesSubject } from '#platform/live/subjects.ts'
import { addDay, changeDay, removeDay } from '#programme/days/writes.ts'
import { type April, aprilMeeting, giveMinutes, givePresentation } from '../../tests/april.ts'
import { makeWorld, type World } from '../../tests/world.ts'
import { changesOf, daysOf, findMeeting, type MeetingRow, meetingById, readMeeting } from './reads.ts'
import { tick } from './schedule/writes.ts'
import { meeting, meetingText } from './tables.ts'
import {
  addScheduleChange,
  addText,
  changeDetails,
  changeText,
  createMeeting,
  grantMeetingRole,
  invite,
  orderTexts,
  publish,
  refreshClock,
  removeMeeting,
  removeText,
  restoreMeeting,
  setAudience,
  uninvite,
  unpublish,
  withdrawMeetingRole,
  withdrawScheduleChange,
} from './writes.ts'

let world: World
let april: April
beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
})
afterAll(() => world.end())

const owner = (id?: string) => world.actor('owner', id)
const again = async (row: { id: string }): Promise<MeetingRow> => (await meetingById(world.ground.db, row.id))!
const draft = async (title = 'Møte', date: string | null = '2027-03-01'): Promise<MeetingRow> => {
  const made = await createMeeting(world.ground.db, await owner(), world.networkId, {
    title: { nb: title },
    locale: 'nb',
    seriesId: world.seriesId,
    days: [{ date }],
  })
  return made.meeting
}
const out = async (title?: string, date?: string | null) => {
  const row = await draft(title, date)
  return publish(world.ground.db, await owner(row.id), row.id)
}

describe('a new meeting', () => {
  it('gets an address from its title, and another when that is taken', async () => {
    const [one, two] = [await draft('Møte på Čuđe!'), await draft('Møte på Čuđe!')]
    expect([one.slug, two.slug]).toEqual(['mote-pa-cude', 'mote-pa-cude-2'])
    expect((await draft('People')).slug).toBe('people-mote')
    expect((await draft('会议')).slug).toBe('mote')
  })

  it('is refused to members, without a title, and at a bad address', async () => {
    const { db } = world.ground
    const input = { title: { nb: 'Møte' }, locale: 'nb', days: [] } as const
    await expect(createMeeting(db, await world.actor('member'), world.networkId, input)).rejects.toThrow(Refused)
    await expect(createMeeting(db, await owner(), world.networkId, { ...input, title: {} })).rejects.toThrow(Invalid)
    await expect(createMeeting(db, await owner(), world.networkId, { ...input, slug: 'people' })).rejects.toThrow(Invalid)
    await expect(createMeeting(db, await owner(), world.networkId, { ...input, slug: april.meeting.slug })).rejects.toThrow(
      Invalid,
    )
  })

  it('always has a day to stand on', async () => {
    const { meeting: made, days } = await createMeeting(world.ground.db, await owner(), world.networkId, {
      title: { nb: 'Uten dag' },
      locale: 'nb',
      days: [],
    })
    expect(days).toHaveLength(1)
    expect(made.startsAt).toBeNull()
  })
})

describe('publishing', () => {
  it('raises the meeting, the lists and the series, and is recorded with who did it', async () => {
    const { db } = world.ground
    const row = await draft()
    const subjects = [meetingSubject(row.id), meetingsOf(world.networkId), seriesSubject(world.seriesId)]
    const before = await revisionsOf(db, subjects)
    const published = await publish(db, await owner(row.id), row.id)
    expect(published.publishedBy).toBe(world.people.owner.id)
    expect(published.sequence).toBe(0)
    const after = await revisionsOf(db, subjects)
    for (const subject of subjects) expect(after.get(subject)).toBe(before.get(subject)! + 1)
    const acts = await db.select().from(activity).where(eq(activity.aboutId, row.id))
    expect(acts.map((act) => act.action)).toEqual(['meeting.created', 'meeting.published'])
  })

  it('happens once, can be taken back, and is not for members', async () => {
    const { db } = world.ground
    const row = await out()
    await expect(publish(db, await owner(row.id), row.id)).rejects.toThrow(Refused)
    await expect(unpublish(db, await world.actor('member', row.id), row.id)).rejects.toThrow(Refused)
    expect((await unpublish(db, await owner(row.id), row.id)).publishedAt).toBeNull()
    await expect(publish(db, await world.actor('member', row.id), row.id)).rejects.toThrow(NotFound)
  })
})

describe('changing details', () => {
  it('counts up the sequence for place, mode and zone, and not for words', async () => {
    const { db } = world.ground
    let row = await out()
    const change = async (what: Parameters<typeof changeDetails>[4]) => {
      row = await changeDetails(db, await owner(row.id), row.id, row.version, what)
      return row.sequence
    }
    expect(await change({ title: { nb: 'Rettet tittel' }, summary: { nb: 'Om' }, joinUrl: 'https://room.example/secret' })).toBe(
      0,
    )
    expect(await change({ place: 'Tromsø' })).toBe(1)
    expect(await change({ place: 'Tromsø' })).toBe(1)
    expect(await change({ attendance: 'mixed' })).toBe(2)
    const starts = row.startsAt
    expect(await change({ timezone: 'Europe/Helsinki' })).toBe(3)
    expect(row.startsAt).not.toBe(starts)
  })

  it('does not count in a draft', async () => {
    const row = await draft()
    expect((await changeDetails(world.ground.db, await owner(row.id), row.id, row.version, { place: 'Vadsø' })).sequence).toBe(0)
  })

  it('stops whoever built on an older version, and shows both', async () => {
    const { db } = world.ground
    const row = await draft()
    await changeDetails(db, await owner(row.id), row.id, row.version, { place: 'Alta' })
    const late = changeDetails(db, await owner(row.id), row.id, row.version, { place: 'Vadsø' })
    await expect(late).rejects.toThrow(Conflict)
    await expect(late).rejects.toMatchObject({ theirs: { place: 'Alta' }, mine: { place: 'Vadsø' } })
    expect((await again(row)).place).toBe('Alta')
    await expect(setAudience(db, await owner(row.id), row.id, row.version, 'members')).rejects.toThrow(Conflict)
  })

  it('raises the series it leaves and the one it comes to', async () => {
    const { db } = world.ground
    const row = await out()
    const other = '0190f000-0000-7000-8000-000000000001'
    const before = await revisionsOf(db, [seriesSubject(world.seriesId), seriesSubject(other)])
    await changeDetails(db, await owner(row.id), row.id, row.version, { seriesId: other })
    const after = await revisionsOf(db, [seriesSubject(world.seriesId), seriesSubject(other)])
    for (const [subject, rev] of before) expect(after.get(subject)).toBeGreaterThan(rev)
  })
})

describe('a change of plan', () => {
  it('postpones, then finds a new date, and keeps the old one', async () => {
    const { db } = world.ground
    const row = await out('Konferanse', '2027-04-29')
    const [day] = await daysOf(db, row.id)
    const reason = { nb: 'På grunn av været.' }
    await addScheduleChange(db, await owner(row.id), row.id, { status: 'postponed', reason })
    expect((await again(row)).sequence).toBe(1)
    await addScheduleChange(db, await owner(row.id), row.id, { status: 'rescheduled', dates: { [day!.id]: '2027-09-14' } })
    const now = await again(row)
    expect(now.sequence).toBe(2)
    expect(now.startsAt).toMatch(/^2027-09-13/)
    const view = await readMeeting(db, await owner(row.id), now)
    expect(view.meeting.statusNow).toMatchObject({ postponed: false, rescheduled: true })
    expect(view.meeting.statusNow.previous.map((planned) => planned.startsAt)).toEqual([row.startsAt])
    expect(view.changes[0]!.reason).toEqual(reason)
  })

  it('moves online, and an undo brings the mode back', async () => {
    const { db } = world.ground
    const row = await out()
    const change = await addScheduleChange(db, await owner(row.id), row.id, {
      status: 'moved_online',
      joinUrl: 'https://room.example/x',
    })
    expect(await again(row)).toMatchObject({ attendance: 'online', joinUrl: 'https://room.example/x', sequence: 1 })
    await withdrawScheduleChange(db, await owner(row.id), row.id, change.id)
    expect(await again(row)).toMatchObject({ attendance: 'onsite', sequence: 2 })
    expect(await changesOf(db, row.id)).toEqual([])
  })

  it('cancels and takes up again, counting each time', async () => {
    const { db } = world.ground
    const row = await out()
    await addScheduleChange(db, await owner(row.id), row.id, { status: 'cancelled' })
    await expect(addScheduleChange(db, await owner(row.id), row.id, { status: 'postponed' })).rejects.toThrow(
      'meeting_already_cancelled',
    )
    await addScheduleChange(db, await owner(row.id), row.id, { status: 'resumed' })
    expect((await again(row)).sequence).toBe(2)
  })

  it('wants a date for a new date, and only undoes the newest', async () => {
    const { db } = world.ground
    const row = await out()
    await expect(addScheduleChange(db, await owner(row.id), row.id, { status: 'rescheduled' })).rejects.toThrow(Invalid)
    const first = await addScheduleChange(db, await owner(row.id), row.id, { status: 'postponed' })
    await addScheduleChange(db, await owner(row.id), row.id, { status: 'cancelled' })
    await expect(withdrawScheduleChange(db, await owner(row.id), row.id, first.id)).rejects.toThrow('meeting_change_not_newest')
  })

  it('shows the part that was split off only to those who may read it', async () => {
    const { db } = world.ground
    const conference = await draft('Konferansen', null)
    const row = await out('Ledermøtet')
    await addScheduleChange(db, await owner(row.id), row.id, { status: 'split_off', relatedMeetingId: conference.id })
    const related = async (who: 'owner' | null) =>
      (await readMeeting(db, await world.actor(who, row.id), await again(row))).related
    expect((await related('owner')).map((one) => one.title.nb)).toEqual(['Konferansen'])
    expect(await related(null)).toEqual([])
    expect((await again(row)).sequence).toBe(0)
    await publish(db, await owner(conference.id), conference.id)
    await addScheduleChange(db, await owner(conference.id), conference.id, { status: 'postponed' })
    expect(await related(null)).toMatchObject([{ title: { nb: 'Konferansen' }, status: { postponed: true } }])
  })
})

describe('days', () => {
  it('widen the span and count up a published meeting', async () => {
    const { db } = world.ground
    const row = await out('To dager', '2027-05-01')
    const added = await addDay(db, await owner(row.id), row.id, { date: '2027-05-02' })
    const wider = await again(row)
    expect(wider.sequence).toBe(1)
    expect(wider.endsAt).toMatch(/^2027-05-02 22:00/)
    const was = { date: added.date ?? '', label: '' }
    await changeDay(db, await owner(row.id), row.id, added.id, { locale: 'nb', was, mine: { ...was, label: 'Utflukt' } })
    expect((await again(row)).sequence).toBe(1)
    await removeDay(db, await owner(row.id), row.id, added.id)
    expect((await again(row)).endsAt).toBe(row.endsAt)
  })

  it('are not removed with something on them, nor the last one', async () => {
    const { db } = world.ground
    const [day] = await daysOf(db, april.meeting.id)
    await expect(removeDay(db, await owner(april.meeting.id), april.meeting.id, day!.id)).rejects.toThrow('meeting_only_day')
    const extra = await addDay(db, await owner(april.meeting.id), april.meeting.id, { date: null })
    await expect(removeDay(db, await owner(april.meeting.id), april.meeting.id, day!.id)).rejects.toThrow('meeting_day_not_empty')
    await removeDay(db, await owner(april.meeting.id), april.meeting.id, extra.id)
  })
})

describe('texts', () => {
  it('are added, changed on their version, ordered, and removed with a way back', async () => {
    const { db } = world.ground
    const row = await draft()
    const actor = await owner(row.id)
    const bodies = async () =>
      (await db.select().from(meetingText).where(eq(meetingText.meetingId, row.id)).orderBy(meetingText.position)).map(
        (text) => text.body.nb,
      )
    const [a, b] = [
      await addText(db, actor, row.id, { kind: 'about', body: { nb: 'A' } }),
      await addText(db, actor, row.id, { kind: 'about', body: { nb: 'B' } }),
    ]
    await changeText(db, actor, row.id, a.id, a.version, { body: { nb: 'A2' } })
    await expect(changeText(db, actor, row.id, a.id, a.version, { body: { nb: 'A3' } })).rejects.toThrow(Conflict)
    await orderTexts(db, actor, row.id, [b.id, a.id])
    expect(await bodies()).toEqual(['B', 'A2'])
    const gone = await removeText(db, actor, row.id, b.id)
    expect(await bodies()).toEqual(['A2'])
    await addText(db, actor, row.id, gone)
    expect(await bodies()).toEqual(['B', 'A2'])
    await expect(addText(db, actor, row.id, { kind: 'about', body: { nb: ' ' } })).rejects.toThrow(Invalid)
    await expect(addText(db, await world.actor('member', row.id), row.id, { kind: 'about', body: { nb: 'x' } })).rejects.toThrow(
      NotFound,
    )
  })

  it('are never for more than the meeting, and may be corrected where the meeting was narrowed since', async () => {
    const { db } = world.ground
    const row = await draft()
    const actor = await owner(row.id)
    const text = await addText(db, actor, row.id, { kind: 'about', body: { nb: 'A' }, audience: 'members' })
    await setAudience(db, actor, row.id, row.version, 'invited')
    const tooWide = { fields: { audience: 'meeting_set_text_too_wide' } }
    const add = (audience: 'members' | 'public') => addText(db, actor, row.id, { kind: 'about', body: { nb: 'B' }, audience })
    await expect(add('members')).rejects.toMatchObject(tooWide)
    // "public" on a part is whoever may see the whole.
    const followed = await add('public')
    await expect(changeText(db, actor, row.id, followed.id, followed.version, { audience: 'members' })).rejects.toMatchObject(
      tooWide,
    )
    await changeText(db, actor, row.id, text.id, text.version, { body: { nb: 'A2' }, audience: 'members' })
  })
})

describe('people', () => {
  it('are given and lose parts and invitations', async () => {
    const { db } = world.ground
    const row = await draft()
    const actor = await owner(row.id)
    const outsider = world.people.outsider.id
    await grantMeetingRole(db, actor, row.id, outsider, 'chair')
    await grantMeetingRole(db, actor, row.id, outsider, 'chair')
    expect((await world.actor('outsider', row.id)).meeting?.roles.has('chair')).toBe(true)
    await withdrawMeetingRole(db, actor, row.id, outsider, 'chair')
    expect((await world.actor('outsider', row.id)).meeting).toMatchObject({ invited: false })
    await invite(db, actor, row.id, [outsider, outsider])
    expect((await world.actor('outsider', row.id)).meeting?.invited).toBe(true)
    await uninvite(db, actor, row.id, outsider)
    expect((await world.actor('outsider', row.id)).meeting?.invited).toBe(false)
    await expect(invite(db, actor, row.id, ['0190f000-0000-7000-8000-000000000009'])).rejects.toThrow(NotFound)
    await expect(grantMeetingRole(db, await world.actor('member', row.id), row.id, outsider, 'chair')).rejects.toThrow(NotFound)
  })
})

describe('removing', () => {
  it('takes a meeting away and brings it back', async () => {
    const { db } = world.ground
    const row = await out()
    await removeMeeting(db, await owner(row.id), row.id)
    expect(await findMeeting(db, world.networkId, row.slug)).toBeNull()
    await expect(restoreMeeting(db, await world.actor('member', row.id), row.id)).rejects.toThrow(NotFound)
    await restoreMeeting(db, await owner(row.id), row.id)
    expect((await findMeeting(db, world.networkId, row.slug))?.id).toBe(row.id)
  })
})

describe('the clock', () => {
  it('raises what began and ended, once, and sets the next moment', async () => {
    const { db } = world.ground
    const row = await out('Klokka', '2027-06-01')
    expect(row.nextChangeAt).toMatch(/^2027-05-31 22:00/)
    const subject = meetingSubject(row.id)
    const rev = async () => (await revisionsOf(db, [subject])).get(subject)!
    const before = await rev()
    await tick(db, Temporal.Instant.from('2027-05-31T21:59:59Z'))
    expect(await rev()).toBe(before)
    await tick(db, Temporal.Instant.from('2027-05-31T22:00:00Z'))
    expect(await rev()).toBe(before + 1)
    expect((await again(row)).nextChangeAt).toMatch(/^2027-06-01 22:00/)
    await tick(db, Temporal.Instant.from('2027-05-31T22:00:30Z'))
    expect(await rev()).toBe(before + 1)
    await tick(db, Temporal.Instant.from('2027-06-01T22:00:00Z'))
    // Then nothing until calendars would let go of it, had it been cancelled.
    expect((await again(row)).nextChangeAt).toBe('2027-07-01 22:00:00+00')
    await tick(db, Temporal.Instant.from('2027-07-01T22:00:00Z'))
    expect((await again(row)).nextChangeAt).toBeNull()
  })

  it('knows when what is new stops being new', async () => {
    const { db } = world.ground
    const now = Temporal.Now.instant().round('second')
    await givePresentation(db, april.item('biblioteksystem'), 'Ny', { publishedAt: now.subtract({ hours: 24 }).toString() })
    await giveMinutes(db, april.item('E-bøker'), '<p>Nytt</p>', { publishedAt: now.subtract({ hours: 48 }).toString() })
    await inTransaction(db, (tx) => refreshClock(tx, april.meeting.id))
    const [row] = await db.select({ at: meeting.nextChangeAt }).from(meeting).where(eq(meeting.id, april.meeting.id))
    const fades = now.add({ hours: 24 * 12 })
    expect(Temporal.Instant.from(row!.at!.replace(' ', 'T').replace(/\+00$/, 'Z')).equals(fades)).toBe(true)
  })
})
