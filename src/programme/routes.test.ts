import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readMeeting } from '#meeting/reads.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import { day } from '#meeting/tables.ts'
import { publish } from '#meeting/writes.ts'
import { formIn } from '../../tests/form.ts'
import { makeWorld, type Who, type World } from '../../tests/world.ts'
import { createMeetingFromText } from './intake/writes.ts'

let world: World
let meeting: MeetingRow
let base: string
beforeAll(async () => {
  world = await makeWorld()
  const text =
    'Ledermøte\n\ntirsdag 12. mai 2026\n09.00-10.00 Om lesing v/ Kari Nordmann\n10.00-11.00 Om skriving\n11.00-12.00 Om tall\n\nonsdag 13. mai 2026\n09.00-10.00 Om kart\n10.00-11.00 Om tog'
  meeting = await createMeetingFromText(world.ground.db, await world.actor('owner'), world.networkId, text)
  await publish(world.ground.db, await world.actor('owner'), meeting.id)
  base = `/nord/${meeting.slug}`
})
afterAll(() => world.end())

const view = async () => readMeeting(world.ground.db, await world.actor('owner', meeting.id), meeting)
const item = async (title: string) => (await view()).days.flatMap((day) => day.items).find((one) => one.title.nb === title)!
const get = async (who: Who | null, url: string) => (await world.as(who, { url })).body
const send = (who: Who | null, url: string, form: Record<string, string | string[]>) => world.as(who, { url, form })

describe('one item', () => {
  test('is changed on its own page, and the row shows it', async () => {
    const { path } = await item('Om lesing')
    const form = formIn(await get('organiser', `${path}/edit`), `${path}/edit`)
    expect(form).toMatchObject({ 'title/nb': 'Om lesing', start: '09.00', 'speaker/0/name': 'Kari Nordmann' })
    const answer = await send('organiser', `${path}/edit`, {
      ...form,
      'title/nb': 'Om høytlesing',
      'title/en': 'On reading aloud',
      start: '8.45',
      'speaker/1/name': 'Ola Moe',
      'speaker/1/email': 'ola@nord.example',
      expectsMinutes: 'on',
    })
    expect(answer.statusCode).toBe(303)
    const after = await item('Om høytlesing')
    expect(after).toMatchObject({ title: { nb: 'Om høytlesing', en: 'On reading aloud' }, start: '08:45', expectsMinutes: true })
    expect(after.speakers.map((one) => one.name)).toEqual(['Kari Nordmann', 'Ola Moe'])
    expect(await get(null, base)).toContain('Om høytlesing')
    expect(await get(null, `${base}?lang=en`)).toContain('On reading aloud')
  })

  test('with far too much in a field comes back whole, and with marks nobody sees is cleaned', async () => {
    const { path } = await item('Om skriving')
    const form = formIn(await get('organiser', `${path}/edit`), `${path}/edit`)
    const book = `${'Om å skrive bøker. '.repeat(5000)}SLUTT`
    for (const field of ['title/nb', 'description/nb', 'speaker/0/office', 'track']) {
      const answer = await send('organiser', `${path}/edit`, { ...form, [field]: book })
      expect([field, answer.statusCode]).toEqual([field, 422])
      expect(answer.body).toContain('Dette er for langt')
      expect(answer.body).toContain('SLUTT')
    }
    const sly = await send('organiser', `${path}/edit`, { ...form, 'note/nb': '\u202eSe\u0007 \u0000referat\r\nher\u2066' })
    expect(sly.statusCode).toBe(303)
    expect((await item('Om skriving')).note).toEqual({ nb: 'Se referat\nher' })
    await send('organiser', `${path}/edit`, formIn(await get('organiser', `${path}/edit`), `${path}/edit`))
  })

  test('comes back with everything typed when a field cannot be used', async () => {
    const { path } = await item('Om skriving')
    const form = formIn(await get('organiser', `${path}/edit`), `${path}/edit`)
    const answer = await send('organiser', `${path}/edit`, {
      ...form,
      'title/nb': 'Om "sakprosa"',
      start: '25.70',
      'speaker/0/email': 'ikke en adresse',
    })
    expect(answer.statusCode).toBe(422)
    const again = formIn(answer.body, `${path}/edit`)
    expect(again).toMatchObject({ 'title/nb': 'Om "sakprosa"', start: '25.70', 'speaker/0/email': 'ikke en adresse' })
    expect(answer.body).toContain('Skriv klokkeslettet som 09.00')
    expect(answer.body).toContain('Skriv navnet på innlederen')
    expect(await item('Om skriving')).toBeDefined()
  })

  test('changed by two at once asks the second one, and saves nothing before the answer', async () => {
    const { path } = await item('Om tall')
    const [one, other] = [await get('owner', `${path}/edit`), await get('organiser', `${path}/edit`)].map((html) =>
      formIn(html, `${path}/edit`),
    )
    expect((await send('owner', `${path}/edit`, { ...one!, 'title/nb': 'Om statistikk', kind: 'panel' })).statusCode).toBe(303)
    const renamed = await item('Om statistikk')

    const asked = await send('organiser', `${path}/edit`, { ...other!, 'title/nb': 'Om regning', start: '11.15' })
    expect(asked.statusCode).toBe(409)
    expect(asked.body).toContain('Det som står nå: Om statistikk')
    expect(asked.body).toContain('Det du skrev: Om regning')
    expect(await item('Om statistikk')).toMatchObject({ start: '11:00' })

    const action = `${renamed.path}/edit`
    const unanswered = await send('organiser', action, formIn(asked.body, action))
    expect(unanswered.statusCode).toBe(422)
    expect(unanswered.body).toContain('Velg hva som skal stå')
    expect(await item('Om statistikk')).toMatchObject({ start: '11:00' })

    const answered = await send('organiser', action, { ...formIn(unanswered.body, action), 'use/title.nb': 'theirs' })
    expect(answered.statusCode).toBe(303)
    expect(await item('Om statistikk')).toMatchObject({ start: '11:15', kind: 'panel' })
  })

  test('changed by two in different fields is put together without asking', async () => {
    const { path } = await item('Om kart')
    const [one, other] = [await get('owner', `${path}/edit`), await get('organiser', `${path}/edit`)].map((html) =>
      formIn(html, `${path}/edit`),
    )
    await send('owner', `${path}/edit`, { ...one!, 'note/nb': 'Rom 2' })
    const answer = await send('organiser', `${path}/edit`, { ...other!, start: '09.10' })
    expect(answer.statusCode).toBe(303)
    expect(await item('Om kart')).toMatchObject({ note: { nb: 'Rom 2' }, start: '09:10' })
  })
})

describe('the list', () => {
  test('adds an item, a part, and another', async () => {
    const { path, id } = await item('Om tog')
    const form = formIn(await get('organiser', `${base}/programme/new?after=${id}`), `${base}/programme/new`)
    const added = await send('organiser', `${base}/programme/new`, {
      ...form,
      'title/nb': 'Om båt',
      start: '11',
      end: '12',
      next: 'another',
    })
    expect(added.statusCode).toBe(303)
    expect(added.headers.location).toContain('/programme/new?after=')
    const saved = await send('organiser', `${path}/edit`, {
      ...formIn(await get('organiser', `${path}/edit`), `${path}/edit`),
      next: 'part',
    })
    const partForm = formIn(await get('organiser', saved.headers.location!), `${base}/programme/new`)
    expect(partForm).not.toHaveProperty('start')
    await send('organiser', `${base}/programme/new`, { ...partForm, 'title/nb': 'Nattog' })
    const day = (await view()).days[1]!.items
    expect(day.map((one) => [one.title.nb, one.subitems.map((sub) => sub.title.nb)])).toEqual([
      ['Om kart', []],
      ['Om tog', ['Nattog']],
      ['Om båt', []],
    ])
  })

  test('moves, removes and brings back', async () => {
    const { id } = await item('Om båt')
    await send('organiser', `${base}/programme/move`, { item: id, to: 'up' })
    expect((await view()).days[1]!.items.map((one) => one.title.nb)).toEqual(['Om kart', 'Om båt', 'Om tog'])
    const gone = await send('organiser', `${base}/programme/remove`, { item: id })
    expect(await get(null, base)).not.toContain('Om båt')
    const told = await world.as('organiser', {
      url: gone.headers.location!,
      headers: { cookie: `${await world.cookies('organiser')}; ${String(gone.headers['set-cookie']).split(';')[0]}` },
    })
    expect(told.body).toContain('«Om båt» er fjernet')
    const undo = formIn(told.body, `${base}/programme/restore`)
    await send('organiser', `${base}/programme/restore`, undo)
    expect((await view()).days[1]!.items.map((one) => one.title.nb)).toEqual(['Om kart', 'Om båt', 'Om tog'])
  })

  test('an item with a title as long as a page is added, and told of in short', async () => {
    const title = 'Lang '.repeat(2000).trim()
    const answer = await send('organiser', `${base}/programme/new`, { 'title/nb': title, kind: 'talk' })
    expect(answer.statusCode).toBe(303)
    expect(String(answer.headers['set-cookie']).length).toBeLessThan(4096)
    await send('organiser', `${base}/programme/remove`, { item: (await item(title)).id })
  })

  test('a day keeps its names in other languages, and what somebody else changed meanwhile', async () => {
    const at = `${base}/programme/days/change`
    const { id } = (await view()).days[0]!
    await world.ground.db
      .update(day)
      .set({ label: { nb: 'Åpning', en: 'Opening' } })
      .where(eq(day.id, id))
    const forms = async () => formIn(await get('organiser', `${base}/programme`), at)
    const [one, other, third] = [await forms(), await forms(), await forms()]
    expect(one).toMatchObject({ day: id, label: 'Åpning', date: '2026-05-12' })
    expect((await send('organiser', at, { ...one, label: 'Åpningsdag' })).statusCode).toBe(303)
    expect((await send('owner', at, { ...other, date: '2026-05-11' })).statusCode).toBe(303)
    const stands = { date: '2026-05-11', label: { nb: 'Åpningsdag', en: 'Opening' } }
    expect((await view()).days[0]).toMatchObject(stands)
    expect((await send('owner', at, { ...third, label: 'Velkommen' })).statusCode).toBe(409)
    expect((await view()).days[0]).toMatchObject(stands)
    await send('owner', at, { ...(await forms()), label: '', date: '2026-05-12' })
    expect((await view()).days[0]).toMatchObject({ date: '2026-05-12', label: { en: 'Opening' } })
    await world.ground.db.update(day).set({ label: null }).where(eq(day.id, id))
  })

  test('adds, dates and removes a day', async () => {
    await send('organiser', `${base}/programme/days`, { date: '2026-05-14', label: 'Utflukt' })
    const days = (await view()).days
    expect(days[2]).toMatchObject({ date: '2026-05-14', label: { nb: 'Utflukt' } })
    expect((await send('organiser', `${base}/programme/days/remove`, { day: days[0]!.id })).statusCode).toBe(403)
    expect((await send('organiser', `${base}/programme/days/remove`, { day: days[2]!.id })).statusCode).toBe(303)
    expect((await view()).days).toHaveLength(2)
  })
})

test.each(['member', 'outsider', null] as const)('%s may read the meeting and change nothing', async (who) => {
  const { path, id, version } = await item('Om skriving')
  expect((await world.as(who, { url: base })).statusCode).toBe(200)
  for (const url of [`${base}/programme`, `${base}/programme/new`, `${path}/edit`])
    expect((await world.as(who, { url })).statusCode, url).toBe(404)
  const acts: [string, Record<string, string>][] = [
    [`${path}/edit`, { 'title/nb': 'Kapret', version: String(version) }],
    [`${base}/programme/new`, { 'title/nb': 'Kapret' }],
    [`${base}/programme/move`, { item: id, to: 'up' }],
    [`${base}/programme/remove`, { item: id }],
    [`${base}/programme/restore`, { item: id }],
    [`${base}/programme/days`, { date: '2026-05-15' }],
  ]
  const before = JSON.stringify(await view())
  for (const [url, form] of acts) expect((await send(who, url, form)).statusCode, url).toBe(404)
  expect(JSON.stringify(await view())).toBe(before)
})
