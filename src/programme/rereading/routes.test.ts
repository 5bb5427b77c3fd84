import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { material } from '#materials/tables.ts'
import { findMeeting, type MeetingRow } from '#meeting/reads.ts'
import { formIn } from '../../../tests/form.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import type { Programme } from '../document.ts'
import { createMeetingFromText } from '../intake/writes.ts'
import { programmeOf } from '../operation/reads.ts'
import { siblingsOf } from '../operation/rules.ts'
import { itemRows } from '../reads.ts'
import { editOf } from '../rules.ts'
import { changeItem } from '../writes.ts'

const before = `Ledermøte

Onsdag 6. mai 2026

09.00–09.45 Velkommen ved Anne Balto
09.45–10.00 Pause
10.00–11.00 Om handlingsplan for bibliotekutvikling
11.00–12.00 Lunsj
12.00–12.20 Om biblioteksystem ved Kari Nordmann
12.20–13.00 Om e-bøker og lydbøker
`
/** Later, renamed, one gone, one new. */
const after = before
  .replace('12.00–12.20', '12.10–12.40')
  .replace('Om handlingsplan for bibliotekutvikling', 'Handlingsplan for bibliotekutvikling i nord')
  .replace('12.20–13.00 Om e-bøker og lydbøker', '12.40–13.00 Nytt fra Nasjonalbiblioteket')

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

interface Stage {
  readonly meeting: MeetingRow
  readonly at: string
  readonly was: Programme
}
async function stage(text = before): Promise<Stage> {
  const meeting = await createMeetingFromText(world.ground.db, await world.actor('organiser'), world.networkId, text)
  return { meeting, at: `/nord/${meeting.slug}/programme/read`, was: await programmeOf(world.ground.db, meeting.id) }
}
const named = (programme: Programme, title: RegExp) => programme.items.find((one) => title.test(one.title.nb ?? ''))!
const now = ({ meeting }: Stage) => programmeOf(world.ground.db, meeting.id)
const give = ({ at }: Stage, text: string) => world.as('organiser', { url: at, form: { text, wish: 'check' } })
const send = ({ at }: Stage, html: string, change: (form: ReturnType<typeof formIn>) => Record<string, string | string[]>) => {
  const form = formIn(html, at)
  return world.as('organiser', { url: at, form: { ...form, ...change(form) } })
}
const follow = (on: Stage, html: string) => send(on, html, () => ({ wish: 'follow' }))
/** Titles in order on the programme's only day. */
const seen = (programme: Programme) =>
  siblingsOf(programme, { dayId: programme.days[0]!.id, parentId: null }).map((one) => `${one.start} ${one.title.nb}`)

/** Hangs a paper on an item. */
async function bear({ meeting }: Stage, itemId: string): Promise<void> {
  await world.ground.db.insert(material).values({
    networkId: world.networkId,
    meetingId: meeting.id,
    itemId,
    kind: 'link',
    title: { nb: 'Papir' },
    url: 'https://a.example',
    position: 0,
  })
}

describe('a new text for a programme that stands', () => {
  test('is compared, followed as one operation, and taken back by one undo', async () => {
    const on = await stage()
    const page = await give(on, after)
    expect(page.statusCode).toBe(200)
    for (const words of [
      '12.00–12.20',
      '12.10–12.40',
      'Handlingsplan for bibliotekutvikling i nord',
      'Nytt fra Nasjonalbiblioteket',
    ])
      expect(page.body).toContain(words)
    expect(await now(on)).toEqual(on.was)

    const done = await follow(on, page.body)
    expect(done.statusCode).toBe(303)
    const then = await now(on)
    expect(seen(then)).toEqual([
      '09:00 Velkommen',
      '09:45 Pause',
      '10:00 Handlingsplan for bibliotekutvikling i nord',
      '11:00 Lunsj',
      '12:10 Om biblioteksystem',
      '12:40 Nytt fra Nasjonalbiblioteket',
    ])
    for (const title of [/Velkommen/, /[Hh]andlingsplan/, /biblioteksystem/])
      expect(named(then, title).id).toBe(named(on.was, title).id)
    expect((await findMeeting(world.ground.db, world.networkId, on.meeting.slug))!.source).toBe(after)

    const undone = await world.as('organiser', { url: on.at.replace('/read', '/undo'), form: {} })
    expect(undone.statusCode).toBe(303)
    expect(seen(await now(on))).toEqual(seen(on.was))
    expect(named(await now(on), /e-bøker/).id).toBe(named(on.was, /e-bøker/).id)
  })

  test('changes nothing that is not ticked', async () => {
    const on = await stage()
    const page = await give(on, after)
    const time = new RegExp(`value="(${named(on.was, /biblioteksystem/).id}\\.time[^"]*)"`).exec(page.body)![1]!
    const done = await send(on, page.body, () => ({ take: [time], wish: 'follow' }))
    expect(done.statusCode).toBe(303)
    expect(seen(await now(on))).toEqual(seen(on.was).map((one) => one.replace('12:00', '12:10')))
  })

  test('puts on the shelf what bears something, and says so before', async () => {
    const on = await stage()
    const { id } = named(on.was, /e-bøker/)
    await bear(on, id)
    const page = await give(on, after)
    expect(page.body).toContain('på hylla')
    await follow(on, page.body)
    expect(named(await now(on), /e-bøker/)).toMatchObject({ id, dayId: null })
  })

  test('lets a doubtful match be another, or a new item', async () => {
    const on = await stage()
    const page = await give(on, before.replace('Om biblioteksystem ved', 'Nye verktøy ved'))
    const pair = /name="(pair\/[^"]+)"/.exec(page.body)![1]!
    const untouched = await send(on, page.body, () => ({ wish: 'compare' }))
    expect(untouched.body.includes('Er dette samme sak?')).toBe(true)
    const again = await send(on, untouched.body, () => ({ [pair]: 'new', wish: 'compare' }))
    await follow(on, again.body)
    const then = await now(on)
    expect(then.items.some((one) => one.id === named(on.was, /biblioteksystem/).id)).toBe(false)
    expect(named(then, /Nye verktøy/).speakers).toMatchObject([{ name: 'Kari Nordmann' }])
  })

  test('leaves what was corrected by hand, and offers to change it', async () => {
    const on = await stage()
    const { id } = named(on.was, /biblioteksystem/)
    const row = (await itemRows(world.ground.db, on.meeting.id)).find((one) => one.id === id)!
    const was = editOf(named(on.was, /biblioteksystem/))
    const mine = { ...was, title: { nb: 'Felles biblioteksystem' } }
    await changeItem(world.ground.db, await world.actor('organiser'), on.meeting.id, id, { version: row.version, was, mine })
    const page = await give(on, after)
    expect(page.body).toContain('Rettet her siden sist')
    await follow(on, page.body)
    expect((await now(on)).items.find((one) => one.id === id)).toMatchObject({ title: mine.title, start: '12:10' })
  })

  test('is shown anew where somebody was faster, and nothing is changed', async () => {
    const on = await stage()
    const page = await give(on, after)
    const other = await give(on, before.replace('12.00–12.20', '12.05–12.20'))
    expect((await follow(on, other.body)).statusCode).toBe(303)
    const stale = await follow(on, page.body)
    expect(stale.statusCode).toBe(409)
    expect(stale.body).toContain('endret av noen andre')
    expect(seen(await now(on))).toContain('12:05 Om biblioteksystem')
  })

  test('says so when it says nothing new', async () => {
    const on = await stage()
    const page = await give(on, `${before}\n`)
    expect(page.body).toContain('Det er ingenting å endre')
    expect(page.body).not.toContain('Bruk endringene')
  })

  test('that is empty comes back with words', async () => {
    const on = await stage()
    const page = await give(on, ' ')
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('Lim inn programmet først')
  })
})

test('a programme of 300 items is followed in as many queries as one of six', async () => {
  const many = (n: number, minute: number) =>
    `Langt møte\n\nmandag 2. mars 2026\n${Array.from({ length: n }, (_, i) => `${String(8 + Math.floor((i + minute) / 60)).padStart(2, '0')}.${String((i + minute) % 60).padStart(2, '0')} Sak nummer ${i + 1} v/ Kari Nordmann`).join('\n')}`
  const cost = async (n: number) => {
    const on = await stage(many(n, 0))
    const page = await give(on, many(n, 1))
    const queries = world.database.queries()
    expect((await follow(on, page.body)).statusCode).toBe(303)
    return world.database.queries() - queries
  }
  const least = async (n: number) => Math.min(await cost(n), await cost(n))
  expect(await least(300)).toBeLessThanOrEqual(await least(6))
})
