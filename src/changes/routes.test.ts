/** The screen for a change of plan, pressed as an organiser does. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { daysOf, type MeetingRow, meetingById, readMeeting } from '#meeting/reads.ts'
import { mail } from '#platform/mail/tables.ts'
import { conference } from '../../tests/conference.ts'
import { formIn } from '../../tests/form.ts'
import { makeWorld, type Who, type World } from '../../tests/world.ts'

let world: World
let meeting: MeetingRow
let base: string
let days: string[]
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())
beforeEach(async () => {
  meeting = await conference(world)
  base = `/nord/${meeting.slug}`
  days = (await daysOf(world.ground.db, meeting.id)).map((day) => day.id)
  await world.ground.db.delete(mail)
})

const get = async (who: Who | null, url: string) => (await world.as(who, { method: 'GET', url })).body
const send = (who: Who, url: string, form: Record<string, string | string[]>) => world.as(who, { url, form })
const view = async () =>
  readMeeting(world.ground.db, await world.actor('owner', meeting.id), (await meetingById(world.ground.db, meeting.id))!)
const form = async () => formIn(await get('organiser', `${base}/change`), `${base}/change`)
const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const register = (who: 'member' | 'owner') =>
  send(who, `${base}/register`, { for: 'self', name: `Test ${who}`, email: `${who}@nord.example`, 'q.days': days })

describe('the screen', () => {
  it('shows what the page, mails, calendars and data will say, and nothing has happened', async () => {
    await send('organiser', `${base}/registration/open`, {})
    await register('member')
    await world.ground.db.delete(mail)
    const answer = await send('organiser', `${base}/change`, {
      ...(await form()),
      'whole.fate': 'postpone',
      reason: 'På grunn av korona.',
      press: 'preview',
    })
    expect(answer.statusCode).toBe(200)
    const text = plain(answer.body)
    expect(text).toContain('Dette får alle vite')
    expect(text).toContain('Påmeldt på stedet')
    expect(text).toContain('Høstkonferansen er utsatt. Ny dato er ikke satt.')
    expect(text).toContain('UTSATT: Høstkonferansen')
    expect(text).toContain('TENTATIVE')
    expect(text).toContain('EventPostponed')
    expect(text).toContain('Møtet er utsatt.')
    expect(text).toContain('På grunn av korona.')
    // A letter that an organiser looks at opens nobody's page.
    expect(answer.body).not.toMatch(/\/r\/[\w-]{40,}/)
    expect(formIn(answer.body, `${base}/change`)).toMatchObject({ 'whole.fate': 'postpone', reason: 'På grunn av korona.' })
    expect((await view()).meeting.statusNow.postponed).toBe(false)
    expect(await world.ground.db.select().from(mail)).toEqual([])
  })

  it('asks for what is missing, and keeps what was typed', async () => {
    const nothing = await send('organiser', `${base}/change`, { ...(await form()), press: 'tell' })
    expect([nothing.statusCode, plain(nothing.body).includes('Velg hva som skjer.')]).toEqual([422, true])
    const undated = await send('organiser', `${base}/change`, {
      ...(await form()),
      'whole.fate': 'date',
      reason: 'Snøstorm',
      press: 'tell',
    })
    expect(undated.statusCode).toBe(422)
    expect(formIn(undated.body, `${base}/change`)).toMatchObject({ 'whole.fate': 'date', reason: 'Snøstorm' })
    const split = { ...(await form()), split: 'yes', 'split.day': days, 'split.title': 'Alt', press: 'preview' }
    const all = await send('organiser', `${base}/change`, split)
    expect([all.statusCode, plain(all.body).includes('Noe må bli igjen i møtet.')]).toEqual([422, true])
    expect(formIn(all.body, `${base}/change`)).toMatchObject({ 'split.title': 'Alt' })
  })

  it('changes and tells; the old dates and the reason stay on the page', async () => {
    await send('organiser', `${base}/registration/open`, {})
    await register('member')
    const dates = { [`whole.date/${days[0]}`]: '2027-06-01', [`whole.date/${days[1]}`]: '2027-06-02' }
    const answer = await send('organiser', `${base}/change`, {
      ...(await form()),
      'whole.fate': 'date',
      ...dates,
      reason: 'Snøstorm.',
      press: 'tell',
    })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, base])
    expect((await view()).days.map((day) => day.date)).toEqual(['2027-06-01', '2027-06-02'])
    const page = plain(await get(null, base))
    expect(page).toContain('Møtet har fått ny dato.')
    expect(page).toContain('Det var planlagt til')
    expect(page).toContain('Snøstorm.')
    const trail = plain(await get('organiser', `${base}/change`))
    expect(trail).toContain('fikk vite det')
  })

  it('changes now and tells later: the pages say how many do not know, until they do', async () => {
    await send('organiser', `${base}/registration/open`, {})
    await register('member')
    await world.ground.db.delete(mail)
    await send('organiser', `${base}/change`, { ...(await form()), 'whole.fate': 'cancel', press: 'later' })
    expect((await view()).meeting.statusNow.cancelled).toBe(true)
    expect(await world.ground.db.select().from(mail)).toEqual([])
    const page = await get('organiser', base)
    expect(plain(page)).toMatch(/Planen er endret, og \d+ har ikke fått vite det\./)
    expect(plain(await get('member', base))).not.toContain('har ikke fått vite det')
    const tell = formIn(await get('organiser', `${base}/change`), `${base}/change/tell`)
    await send('organiser', `${base}/change/tell`, tell)
    const told = await world.ground.db.select().from(mail)
    expect(told.map((one) => [one.to, one.calendar?.method])).toContainEqual(['member@nord.example', 'CANCEL'])
    expect(plain(await get('organiser', base))).not.toContain('har ikke fått vite det')
  })

  it('takes back what was not told', async () => {
    await send('organiser', `${base}/change`, { ...(await form()), 'whole.where': 'online', press: 'later' })
    expect((await view()).meeting.attendance).toBe('online')
    await send(
      'organiser',
      `${base}/change/withdraw`,
      formIn(await get('organiser', `${base}/change`), `${base}/change/withdraw`),
    )
    expect((await view()).meeting.attendance).toBe('onsite')
    expect((await view()).changes).toEqual([])
  })

  it('is decided on what stands: who comes second sees that something changed, and loses nothing', async () => {
    const mine = await form()
    await send('owner', `${base}/change`, { ...(await form()), 'whole.where': 'online', press: 'later' })
    const answer = await send('organiser', `${base}/change`, {
      ...mine,
      'whole.fate': 'postpone',
      reason: 'Storm',
      press: 'tell',
    })
    expect(answer.statusCode).toBe(409)
    expect(formIn(answer.body, `${base}/change`)).toMatchObject({ 'whole.fate': 'postpone', reason: 'Storm' })
    expect(plain(answer.body)).toContain('Møtet er endret mens du hadde siden åpen.')
  })
})

describe('the earlier addresses', () => {
  it('ask for what is missing, keep the reason, move the meeting, and take back', async () => {
    const action = `${base}/settings/plan`
    expect((await send('organiser', action, {})).statusCode).toBe(422)
    const missing = await send('organiser', action, { status: 'rescheduled', reason: 'Snøstorm' })
    expect(missing.statusCode).toBe(422)
    expect(formIn(missing.body, `${base}/change`)).toMatchObject({ 'whole.fate': 'date', reason: 'Snøstorm' })
    const day = (await view()).days[0]!.id
    await send('organiser', action, { status: 'rescheduled', reason: 'Snøstorm', [`date/${day}`]: '2026-06-02' })
    const moved = await view()
    expect(moved).toMatchObject({ changes: [{ status: 'rescheduled', reason: { nb: 'Snøstorm' } }] })
    expect(moved.days.map((one) => one.date)).toContain('2026-06-02')
    await send('organiser', action, { status: 'cancelled', reason: '' })
    const cancelled = (await view()).changes[1]!
    expect((await view()).meeting.statusNow.cancelled).toBe(true)
    await send('organiser', `${base}/settings/plan/withdraw`, { id: cancelled.id })
    expect((await view()).meeting.statusNow.cancelled).toBe(false)
  })
})
