/** What a decision about a plan makes of a meeting and of everything that hangs on it, told or taken back. */
import { asc, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { placeOf } from '#materials/reads.ts'
import { material } from '#materials/tables.ts'
import { addAddress } from '#materials/writes.ts'
import { changesOf, type MeetingRow, meetingById, readMeeting } from '#meeting/reads.ts'
import { meeting as meetings } from '#meeting/tables.ts'
import { lastTold } from '#meeting/told/reads.ts'
import { differences, markOf, planOf } from '#meeting/told/rules.ts'
import { markTold } from '#meeting/told/writes.ts'
import { news } from '#notices/tables.ts'
import { mail } from '#platform/mail/tables.ts'
import { programmeOf } from '#programme/operation/reads.ts'
import { restoreVersion, undo } from '#programme/operation/writes.ts'
import { itemRows } from '#programme/reads.ts'
import { editOf } from '#programme/rules.ts'
import { versionsOf } from '#programme/versions/reads.ts'
import { changeItem } from '#programme/writes.ts'
import { registrationLink } from '#registration/link/rules.ts'
import { registration, registrationForm } from '#registration/tables.ts'
import { openConference } from '../../tests/conference.ts'
import { makeWorld, type World } from '../../tests/world.ts'
import { storyTeller } from './letters/mails.tsx'
import { decidedOf, untoldOf } from './reads.ts'
import { asPlanned, type Decision, type ForMeeting, nothingDecided } from './rules.ts'
import { planChange } from './tables.ts'
import { decide, rehearse, takeBack, tellNow } from './writes.ts'

let world: World
let meeting: MeetingRow
let path: string
let first: string
let second: string
const db = () => world.ground.db
const owner = () => world.actor('owner', meeting.id)
const now = async () => (await meetingById(db(), meeting.id))!
const rows = (meetingId = meeting.id) =>
  db().select().from(registration).where(eq(registration.meetingId, meetingId)).orderBy(asc(registration.number))
const mails = () => db().select().from(mail).orderBy(asc(mail.createdAt), asc(mail.id))
const view = async () => readMeeting(db(), await owner(), await now())

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())
beforeEach(async () => {
  const opened = await openConference(world)
  ;({ meeting, path } = opened)
  ;[first, second] = opened.days as [string, string]
  for (const [name, days] of [
    ['begge', [first, second]],
    ['forste', [first]],
    ['andre', [second]],
  ] as const) {
    const form = { for: 'colleague', name, email: `${name}@nord.example`, 'q.days': [...days] }
    expect((await world.as('member', { url: `${path}/register`, form })).statusCode).toBe(303)
  }
  await db().delete(mail)
})
afterEach(async () => {
  await db().delete(registration)
  await db().delete(registrationForm)
  await db().delete(planChange)
  await db().update(meetings).set({ deletedAt: new Date().toISOString() })
})

const decision = (what: Partial<Decision>): Decision => ({ ...nothingDecided, reason: 'Korona.', ...what })
const becomes = (what: Partial<ForMeeting>): ForMeeting => ({ ...asPlanned, ...what })
const doIt = async (what: Partial<Decision>, told: boolean) =>
  decide(
    db(),
    await owner(),
    meeting.id,
    { decision: decision(what), version: (await now()).version },
    told ? storyTeller(world.ground) : null,
  )

/** Everything that a decision may touch, to compare before and after. */
async function everything() {
  const { version: _, updatedAt: __, sequence: ___, nextChangeAt: ____, ...row } = await now()
  const programme = await programmeOf(db(), meeting.id)
  const people = (await rows()).map(({ version: _, updatedAt: __, sequence: ___, ...one }) => one)
  return { row, programme, people, changes: await changesOf(db(), meeting.id) }
}

describe('a part that is split off', () => {
  const split = (part: Partial<ForMeeting>): Partial<Decision> => ({
    whole: becomes({ where: 'online', joinUrl: 'https://video.example.no/april' }),
    split: { days: [second], items: [], title: 'Konferansen', part: becomes({ people: 'ask', ...part }) },
  })

  it('takes its day, its items, and what hangs on them; each registered person gets one letter that fits', async () => {
    const before = await view()
    const moved = before.days[1]!.items[0]!
    const place = (await placeOf(db(), moved.id))!
    const form = {
      kind: 'link',
      title: 'Lysbilder',
      url: 'https://example.org/',
      description: '',
      locale: 'nb',
      audience: 'public',
    } as const
    await addAddress(db(), await owner(), place, form)
    const change = await doIt(split({ fate: 'postpone' }), true)
    const part = (await meetingById(db(), change.partId!))!
    const partView = await readMeeting(db(), await owner(), part)
    expect((await view()).days.map((day) => day.id)).toEqual([first])
    expect(partView.days.map((day) => day.id)).toEqual([second])
    expect(partView.days[0]!.items.map((one) => [one.id, one.publicId, one.uid])).toEqual(
      before.days[1]!.items.map((one) => [one.id, one.publicId, one.uid]),
    )
    expect(partView.days[0]!.items[0]!.materials.map((one) => one.title)).toEqual([{ nb: 'Lysbilder' }])
    expect(await db().select({ at: material.meetingId }).from(material).where(eq(material.itemId, moved.id))).toEqual([
      { at: part.id },
    ])
    expect(partView.meeting.statusNow.postponed).toBe(true)
    expect((await view()).meeting.attendance).toBe('online')
    expect((await now()).sequence).toBe(meeting.sequence + 1)

    expect((await rows()).map((row) => [row.name, row.days, row.attendance])).toEqual([
      ['begge', [], 'online'],
      ['forste', [first], 'online'],
    ])
    expect((await rows(part.id)).map((row) => [row.name, row.days])).toEqual([
      // All days is said by none.
      ['begge', []],
      ['andre', [second]],
    ])
    const sent = await mails()
    expect(sent.map((one) => one.to).sort()).toEqual(
      ['andre@nord.example', 'begge@nord.example', 'forste@nord.example', 'organiser@nord.example', 'owner@nord.example'].filter(
        (to) => sent.some((one) => one.to === to),
      ),
    )
    const to = (name: string) => sent.find((one) => one.to === `${name}@nord.example`)!
    expect(to('begge').subject).toBe('Endret: Høstkonferansen blir digitalt og Konferansen er utsatt')
    expect(to('begge').text).toContain('Du er fortsatt påmeldt og trenger ikke gjøre noe.')
    expect(to('begge').text).toContain('Vi spør deg på nytt når ny dato er klar.')
    expect(to('forste').text).not.toContain('på nytt')
    expect(to('andre').text).not.toContain('trenger ikke gjøre noe')
    expect(to('andre').text).toContain('Vi spør deg på nytt')
    expect(to('begge').text).toContain('Korona.')
    expect([to('begge').calendar?.method, to('forste').calendar?.method, to('andre').calendar?.method]).toEqual([
      'REQUEST',
      'REQUEST',
      'CANCEL',
    ])
    expect(to('andre').calendar!.content.replaceAll('\r\n ', '')).toContain(`UID:${meeting.uid}`)
    // Followers have their letter, and no news besides.
    expect(await db().select().from(news).where(eq(news.meetingId, meeting.id))).toEqual(
      (await db().select().from(news).where(eq(news.meetingId, meeting.id))).filter(
        (one) => one.kind !== 'plan' || one.withdrawnAt !== null,
      ),
    )
  })

  it('leads old addresses of items on, keeps personal links, and tells both stories', async () => {
    const moved = (await view()).days[1]!.items[0]!
    const [, , alone] = await rows()
    const change = await doIt(split({ fate: 'postpone' }), true)
    const part = (await meetingById(db(), change.partId!))!
    const answer = await world.as(null, { method: 'GET', url: moved.path })
    expect([answer.statusCode, answer.headers.location]).toEqual([301, moved.path.replace(meeting.slug, part.slug)])
    const own = await world.as(null, { method: 'GET', url: registrationLink(world.ground.secret, alone!) })
    expect(own.statusCode).toBe(200)
    expect(own.body).toContain('Konferansen')
    const [old, fresh] = [
      await world.as(null, { method: 'GET', url: path }),
      await world.as(null, { method: 'GET', url: `/nord/${part.slug}` }),
    ]
    expect(old.body).toContain('En del av det som var planlagt, er utsatt.')
    expect(old.body).toContain('Korona.')
    expect(old.body).toContain(`href="/nord/${part.slug}"`)
    expect(fresh.body).toContain('Dette var en del av et annet møte.')
    expect(fresh.body).toContain(`href="${path}"`)
    expect(fresh.body).toContain('Møtet er utsatt.')
  })

  it('is told in the list of versions, and is not taken back there', async () => {
    await doIt(split({ fate: 'postpone' }), false)
    const actor = await owner()
    await expect(undo(db(), actor, meeting.id, null)).rejects.toThrow('programme_undo_in_plan')
    const versions = await versionsOf(db(), meeting.id, world.people.owner.id, null)
    expect(versions.operations[0]!.action).toBe('programme.split_off')
    // An earlier version has no power over what is in the other meeting.
    await restoreVersion(db(), actor, meeting.id, 0)
    expect((await view()).days.flatMap((day) => day.items.map((one) => one.dayId))).not.toContain(second)
  })

  it('changed and not told is held back from every calendar, and taken back as if it had not been', async () => {
    const before = await everything()
    const change = await doIt(split({ fate: 'postpone' }), false)
    expect(await mails()).toEqual([])
    expect((await untoldOf(db(), meeting.id)).map((one) => one.id)).toEqual([change.id])
    await takeBack(db(), await owner(), meeting.id, change.id)
    expect(await everything()).toEqual(before)
    expect(await meetingById(db(), change.partId!)).toBeNull()
    expect(await mails()).toEqual([])
    expect((await decidedOf(db(), meeting.id))[0]!.withdrawnAt).not.toBeNull()
  })

  it('who withdraws between the change and taking it back has withdrawn', async () => {
    const change = await doIt(split({ fate: 'postpone' }), false)
    const [, one] = await rows()
    await world.as(null, { url: `${registrationLink(world.ground.secret, one!)}/withdraw`, form: {} })
    await takeBack(db(), await owner(), meeting.id, change.id)
    expect((await rows()).map((row) => [row.name, row.state])).toEqual([
      ['begge', 'registered'],
      ['forste', 'withdrawn'],
      ['andre', 'registered'],
    ])
  })

  it('comes back: everybody is registered once, and links of the part lead to the whole', async () => {
    const { partId } = await doIt(split({ fate: 'keep' }), true)
    const copy = (await rows(partId!)).find((row) => row.name === 'begge')!
    await db().delete(mail)
    await doIt({ merge: partId }, true)
    expect((await view()).days.map((day) => day.id)).toEqual([first, second])
    expect((await rows()).map((row) => [row.name, row.state, row.days])).toEqual([
      ['begge', 'registered', []],
      ['forste', 'registered', [first]],
      ['andre', 'registered', [second]],
    ])
    const led = await world.as(null, { method: 'GET', url: registrationLink(world.ground.secret, copy) })
    const whole = (await rows()).find((row) => row.name === 'begge')!
    expect([led.statusCode, led.headers.location]).toEqual([303, registrationLink(world.ground.secret, whole)])
    const sent = await mails()
    const entries = (name: string) =>
      sent.filter((one) => one.to === `${name}@nord.example`).map((one) => [one.kind, one.calendar?.method])
    expect(entries('begge')).toEqual([
      ['plan', 'REQUEST'],
      ['calendar', 'CANCEL'],
    ])
    expect(entries('forste')).toEqual([['plan', 'REQUEST']])
    const part = await world.as(null, { method: 'GET', url: `/nord/${(await meetingById(db(), partId!))!.slug}` })
    expect(part.body).toContain('Denne delen er tatt inn igjen i møtet den kom fra.')
  })

  it('coming back can be taken back as well', async () => {
    const { partId } = await doIt(split({ fate: 'keep' }), true)
    const before = [await everything(), (await rows(partId!)).map(({ name, state, days }) => [name, state, days])]
    const change = await doIt({ merge: partId }, false)
    await takeBack(db(), await owner(), meeting.id, change.id)
    expect([await everything(), (await rows(partId!)).map(({ name, state, days }) => [name, state, days])]).toEqual(before)
  })

  it('can be single items of a day', async () => {
    const one = (await view()).days[0]!.items[2]!
    const change = await doIt(
      { split: { days: [], items: [one.id], title: 'Om samarbeid', part: becomes({ fate: 'postpone' }) } },
      true,
    )
    const part = await readMeeting(db(), await owner(), (await meetingById(db(), change.partId!))!)
    expect(part.days.map((day) => [day.date, day.items.map((item) => item.id)])).toEqual([
      [(await view()).days[0]!.date, [one.id]],
    ])
    await doIt({ merge: change.partId }, true)
    expect((await view()).days[0]!.items.map((item) => item.id)).toContain(one.id)
    expect((await view()).days).toHaveLength(2)
  })
})

describe('a decision', () => {
  it('shown beforehand leaves no trace', async () => {
    const before = await everything()
    const count = await rehearse(
      db(),
      await owner(),
      meeting.id,
      { decision: decision({ whole: becomes({ fate: 'cancel' }) }), version: (await now()).version },
      async (_tx, story) => [story.whole.meeting.statusNow.cancelled, story.concerned.length],
    )
    expect(count[0]).toBe(true)
    expect(count[1]).toBeGreaterThanOrEqual(3)
    expect(await everything()).toEqual(before)
    expect(await decidedOf(db(), meeting.id)).toEqual([])
  })

  it('to move online gives those who wait a place, and tells them so', async () => {
    await db().update(registrationForm).set({ capacity: 3 })
    const form = { for: 'colleague', name: 'venter', email: 'venter@nord.example', 'q.days': [first] }
    await world.as('member', { url: `${path}/register`, form })
    expect((await rows()).at(-1)!.state).toBe('waiting')
    await db().delete(mail)
    await doIt({ whole: becomes({ where: 'online' }) }, true)
    expect((await rows()).at(-1)).toMatchObject({ state: 'registered', attendance: 'online' })
    const letter = (await mails()).find((one) => one.to === 'venter@nord.example')!
    expect(letter.text).toContain('Du sto på venteliste, og har fått plass.')
    expect(letter.calendar?.method).toBe('REQUEST')
  })

  it('with a new date asks people again, and the overview says who has not answered', async () => {
    const dates = { [first]: '2027-09-14', [second]: '2027-09-15' }
    await doIt({ whole: becomes({ fate: 'date', dates, people: 'ask' }) }, true)
    const letter = (await mails()).find((one) => one.to === 'begge@nord.example')!
    expect(letter.text).toContain('Kommer du fortsatt?')
    const [row] = await rows()
    expect(letter.text).toContain(registrationLink(world.ground.secret, row!))
    const overview = async () => (await world.as('organiser', { url: `${path}/registrations` })).body
    expect(await overview()).toContain('3 er spurt om de fortsatt kommer, og har ikke svart')
    await world.as(null, { url: `${registrationLink(world.ground.secret, row!)}/still`, form: {} })
    expect(await overview()).toContain('2 er spurt om de fortsatt kommer, og har ikke svart')
  })

  it('to release places lets everybody go, takes it out of their calendars, and can be told later', async () => {
    const change = await doIt({ whole: becomes({ fate: 'postpone', people: 'release' }) }, false)
    expect((await rows()).map((row) => row.state)).toEqual(['withdrawn', 'withdrawn', 'withdrawn'])
    expect(await mails()).toEqual([])
    await tellNow(db(), await owner(), meeting.id, change.id, storyTeller(world.ground))
    const letter = (await mails()).find((one) => one.to === 'andre@nord.example')!
    expect(letter.text).toContain('Plassen din er gitt fri.')
    expect(letter.calendar?.method).toBe('CANCEL')
    await expect(takeBack(db(), await owner(), meeting.id, change.id)).rejects.toThrow('changes_told')
    await expect(tellNow(db(), await owner(), meeting.id, change.id, storyTeller(world.ground))).rejects.toThrow('changes_told')
  })

  it('that was told by letter is not told again, and what else was changed still waits to be told', async () => {
    const known = async () => planOf(await view())
    await markTold(db(), await owner(), meeting.id, markOf(await known()))
    const untold = async () => differences((await lastTold(db(), meeting.id))!.plan, await known())
    const welcome = (await programmeOf(db(), meeting.id)).items.find((one) => one.dayId === first)
    const was = editOf(welcome!)
    const { version } = (await itemRows(db(), meeting.id)).find((one) => one.id === welcome!.id)!
    const mine = { ...was, title: { nb: 'God morgen' } }
    await changeItem(db(), await owner(), meeting.id, welcome!.id, { version, was, mine })

    const apart = { days: [second], items: [], title: 'Dag to', part: becomes({ fate: 'postpone' }) }
    const { partId } = await doIt({ whole: becomes({ where: 'online' }), split: apart }, true)
    expect((await untold()).map((one) => one.kind)).toEqual(['renamed'])
    await doIt({ merge: partId }, true)
    expect((await untold()).map((one) => one.kind)).toEqual(['renamed'])
    // Changed and not told, it is to be told like everything else.
    await doIt({ whole: becomes({ fate: 'postpone' }) }, false)
    expect((await untold()).map((one) => one.kind)).toContain('state')
  })

  it('made on what is no longer so is refused', async () => {
    const version = meeting.version
    await doIt({ whole: becomes({ fate: 'postpone' }) }, true)
    await expect(
      decide(db(), await owner(), meeting.id, { decision: decision({ whole: becomes({ fate: 'cancel' }) }), version }, null),
    ).rejects.toThrow()
    await expect(doIt({ whole: becomes({ fate: 'postpone' }) }, true)).rejects.toMatchObject({
      fields: { 'whole.fate': 'meeting_already_postponed' },
    })
  })
})
