import { readFileSync } from 'node:fs'
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findMeeting, readMeeting } from '#meeting/reads.ts'
import { meeting } from '#meeting/tables.ts'
import { publish } from '#meeting/writes.ts'
import { formIn } from '../../../tests/form.ts'
import { makeWorld, type World } from '../../../tests/world.ts'

const april = readFileSync('sample/april-2020.txt', 'utf8')
let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

const formOf = (html: string) => formIn(html, '/nord/new')
const paste = (text: string, more: Record<string, string> = {}) =>
  world.as('organiser', { url: '/nord/new', form: { text, ...more } })
const resend = (html: string, change: Record<string, string>) =>
  world.as('organiser', { url: '/nord/new', form: { ...formOf(html), ...change } })

async function created(answer: { statusCode: number; headers: Record<string, unknown> }) {
  expect(answer.statusCode).toBe(303)
  const row = await findMeeting(world.ground.db, world.networkId, String(answer.headers.location).split('/')[2]!)
  return readMeeting(world.ground.db, await world.actor('organiser', row!.id), row!)
}

describe('the programme of April 2020', () => {
  test('is pasted, checked, made a draft, published and read by a visitor', async () => {
    const checking = await paste(april)
    expect(checking.statusCode).toBe(200)
    expect(checking.body).toContain('18</dd>')
    expect(checking.body).toContain('5</dd>')
    expect(checking.body).toContain('6</dd>')
    const view = await created(await resend(checking.body, { wish: 'create' }))
    const items = view.days.flatMap((day) => day.items)
    expect(view.meeting.title).toEqual({ nb: 'Biblioteksjef/ledermøte – april 2020' })
    expect(view.meeting).toMatchObject({
      attendance: 'online',
      state: 'draft',
      slug: 'biblioteksjef-ledermote-april-2020',
      source: april,
    })
    expect(items).toHaveLength(12)
    expect(items[10]!.subitems.map((sub) => sub.title.nb)).toEqual([
      'Nord-Troms regionsamarbeid',
      'Kunnskapsaktørprosjektet i Troms',
      'FinnLitt – Finnmark internasjonale litteraturfestival',
      '«Bibliotektirsdag» i Sør-Varanger',
    ])
    expect(items[0]!.subitems.flatMap((sub) => sub.speakers.map((one) => one.name))).toEqual([
      'Anne Torill Eriksen Balto',
      'Sunniva Knutsen',
      'Birgit Larsen',
    ])
    expect(items.filter((item) => item.expectsMinutes)).toHaveLength(5)
    expect(view.texts.map((text) => [text.kind, text.body.nb?.split('\n').length])).toEqual([
      ['introduction', 2],
      ['about', 7],
    ])
    expect(new Date(view.meeting.startsAt!).toISOString()).toBe('2020-04-29T07:00:00.000Z')

    const path = `/nord/${view.meeting.slug}.json`
    const before = await findMeeting(world.ground.db, world.networkId, view.meeting.slug)
    await expect(world.as(null, { url: path.replace('.json', '') })).resolves.toMatchObject({ statusCode: 404 })
    await publish(world.ground.db, await world.actor('organiser', before!.id), before!.id)
    const seen = await world.as(null, { url: path.replace('.json', '') })
    expect(seen.statusCode).toBe(200)
    expect(seen.body).toContain('Om biblioteksystem')
  })

  test('keeps every line that is not blank', async () => {
    const { body } = await paste(april)
    expect(body.match(/<li data-kind="/g)).toHaveLength(29)
    for (const line of april.split('\n').filter((one) => one.trim()))
      expect(body.replaceAll('&amp;', '&').replace(/<\/?mark[^>]*>/g, '')).toContain(line)
  })

  test('settles a doubt, keeps it settled, and opens it again', async () => {
    const first = await paste(april)
    const key = /value="(role-for-both[^"]*):1"/.exec(first.body)![1]!
    const second = await resend(first.body, { settle: `${key}:1` })
    expect(second.body).toContain('assisterende fylkesbiblioteksjef i Troms og Finnmark')
    const third = await resend(second.body, { wish: 'check' })
    expect(third.body).toContain('assisterende fylkesbiblioteksjef i Troms og Finnmark')
    expect(third.body).toContain('4</dd>')
    const fourth = await resend(third.body, { reopen: key })
    expect(fourth.body).not.toContain('assisterende fylkesbiblioteksjef i Troms og Finnmark')
  })

  test('takes corrections along, also through an edited text and a settled doubt', async () => {
    const first = await paste(april)
    const name =
      /name="(item\/[^"]*\/title)" value="Om biblioteksystem"|name="(item\/[^"]*\/title)"[^>]*value="Om biblioteksystem"/.exec(
        first.body,
      )!
    const field = name[1] ?? name[2]!
    const second = await resend(first.body, { [field]: 'Nytt biblioteksystem' })
    const settle = /value="(line-without-dash[^"]*:1)"/.exec(second.body)![1]!
    const form = formOf(second.body)
    const third = await world.as('organiser', {
      url: '/nord/new',
      form: { ...form, settle, text: `En ny første linje.\n\n${form.text}` },
    })
    const view = await created(await resend(third.body, { wish: 'create' }))
    const titles = view.days.flatMap((day) => day.items.map((item) => item.title.nb))
    expect(titles).toContain('Nytt biblioteksystem')
    expect(view.days[0]!.items[10]!.subitems).toHaveLength(3)
    expect(view.meeting.slug).not.toBe('biblioteksjef-ledermote-april-2020')
  })

  test('shows a notice only when asked to', async () => {
    const first = await paste(april)
    const settle = /value="(postponed-in-prose[^"]*:0)"/.exec(first.body)![1]!
    const view = await created(await resend(first.body, { settle, wish: 'create' }))
    expect(view.changes).toMatchObject([{ status: 'moved_online', previousAttendance: 'onsite' }])
    expect(view.meeting.attendance).toBe('online')
  })
})

describe('lines that are no programme', () => {
  test('go where the organiser says, each or all', async () => {
    const first = await paste(
      'Ledermøte 12. mai 2026\n\n10.00-11.00 Om lesing\n\nEn setning helt til slutt som ikke er program.\nEn annen setning som heller ikke er det, men lang nok.',
    )
    const unplaced = [...first.body.matchAll(/name="(place\/[^"]*)"/g)].map((found) => found[1]!)
    expect(unplaced.length).toBeGreaterThan(1)
    const view = await created(await resend(first.body, { 'place-all': 'out', [unplaced[1]!]: 'practical', wish: 'create' }))
    expect(view.texts.map((text) => text.kind)).toEqual(['practical'])
    expect(view.meeting.source).toContain('helt til slutt')
  })
})

describe('what cannot be used is said, and the text kept', () => {
  test('an empty paste', async () => {
    const answer = await paste('  \n ')
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Lim inn programmet først')
  })

  test('prose without a programme becomes an introduction if wanted', async () => {
    const answer = await paste('Vi inviterer alle biblioteksjefer til et møte om lesing.\nVelkommen skal dere være.')
    expect(answer.body).toContain('Vi fant ikke noe program')
    expect(answer.body).toContain('Vi inviterer alle biblioteksjefer')
    const view = await created(await resend(answer.body, { title: 'Møte om lesing', wish: 'create' }))
    expect(view.texts).toMatchObject([{ kind: 'introduction' }])
    expect(view.texts[0]!.body.nb).toContain('Velkommen skal dere være.')
    expect(view.days).toHaveLength(1)
  })

  test('prose under another title keeps the line that was read as its title', async () => {
    const answer = await paste('Ledermøte om lesing\n\nVi inviterer alle biblioteksjefer til et møte om lesing.')
    const view = await created(await resend(answer.body, { title: 'Lesemøtet', wish: 'create' }))
    expect(view.texts.map((text) => text.body.nb)).toEqual([
      'Ledermøte om lesing\nVi inviterer alle biblioteksjefer til et møte om lesing.',
    ])
  })

  test('five megabytes', async () => {
    const big = `${'Kort prosa om et møte i nord. '.repeat(170_000)}SLUTT`
    const answer = await paste(big)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('fem millioner tegn')
    expect(answer.body).toContain('SLUTT')
  })

  test('the inside of a file', async () => {
    const answer = await paste(`PK\u0003\u0004\u0014\u0000${'\ufffd\u0001\u0002æ'.repeat(50)}`)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('innholdet av en fil')
  })

  test('control characters and marks that turn the direction', async () => {
    const answer = await paste('Møte 3. mars 2026\n\u202e09.00-10.00 Om lesing\u202c\u0000\n10.00-11.00 Pause\u200b')
    expect(answer.statusCode).toBe(200)
    const view = await created(await resend(answer.body, { wish: 'create' }))
    expect(view.days[0]!.items.map((item) => item.title.nb)).toEqual(['Om lesing', 'Pause'])
  })

  test('a time that no clock shows', async () => {
    const answer = await paste('Møte 3. mars 2026\n09.00-10.00 Om lesing\n25.70-26.00 Om noe annet\n10.00-11.00 Slutt')
    expect(answer.body).toContain('Ingen klokke viser')
    const item = /name="(item\/[^"]*\/start)"/.exec(answer.body)![1]!
    const typed = await resend(answer.body, { [item]: '25:70', wish: 'create' })
    expect(typed.statusCode).toBe(422)
    expect(typed.body).toContain('value="25:70"')
    expect(typed.body).toContain('Skriv klokkeslettet som 09.00')
  })

  test('an end before its start', async () => {
    const answer = await paste('Møte 3. mars 2026\n10.00-09.00 Om lesing\n11.00-12.00 Slutt')
    expect(answer.body).toContain('slutten kommer før starten')
    const view = await created(await resend(answer.body, { wish: 'create' }))
    expect(view.days[0]!.items[0]).toMatchObject({ start: '10:00', end: '11:00', endInferred: true })
  })

  test('days out of order', async () => {
    const answer = await paste(
      'Konferanse\n\nTirsdag 10. mars 2026\n09.00-10.00 Om lesing\n\nMandag 9. mars 2026\n09.00-10.00 Om skriving\n10.00-11.00 Slutt',
    )
    expect(answer.body).toContain('Dagen kommer før dagen over')
    const view = await created(await resend(answer.body, { wish: 'create' }))
    expect(view.days.map((day) => day.date)).toEqual(['2026-03-10', '2026-03-09'])
  })

  test('a title taken away', async () => {
    const first = await paste(april)
    const answer = await resend(first.body, { title: ' ', wish: 'create' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Skriv en tittel')
  })
})

describe('a meeting in its own file', () => {
  test('comes back as it was, but for what belongs to the old one', async () => {
    const first = await created(await resend((await paste(april)).body, { wish: 'create' }))
    const file = (await world.as('organiser', { url: `/nord/${first.meeting.slug}.json` })).body
    const checking = await paste(file)
    expect(checking.statusCode).toBe(200)
    expect(checking.body).toContain('lest fra en fil')
    const again = await created(await resend(checking.body, { title: 'Kopi', 'item/d0i2/start': '10.05', wish: 'create' }))
    const plain = (view: typeof first) =>
      view.days.map((day) => [
        day.date,
        day.items.map(({ end, kind, title, note, speakers, subitems, expectsMinutes }) => [
          end,
          kind,
          title,
          note,
          expectsMinutes,
          speakers.map((one) => one.name),
          subitems.map((sub) => [sub.title, sub.speakers.map((one) => [one.name, one.office])]),
        ]),
      ])
    expect(plain(again)).toEqual(plain(first))
    expect(again.days[0]!.items[2]!.start).toBe('10:05')
    expect(again.texts.map(({ kind, body }) => [kind, body])).toEqual(first.texts.map(({ kind, body }) => [kind, body]))
    expect(again.meeting).toMatchObject({ title: { nb: 'Kopi' }, attendance: 'online', slug: 'kopi' })
  })

  test('is refused when broken or from a later version', async () => {
    const broken = await paste('{"format":"samling.meeting/1","title":')
    expect(broken.statusCode).toBe(422)
    expect(broken.body).toContain('samling.meeting/1')
    expect((await paste('{"format":"samling.meeting/9"}')).statusCode).toBe(422)
  })
})

describe('who may', () => {
  test.each(['member', 'outsider', null] as const)('%s sees nothing here', async (who) => {
    expect((await world.as(who, { url: '/nord/new' })).statusCode).toBe(404)
    expect((await world.as(who, { url: '/nord/new', form: { text: april, wish: 'create' } })).statusCode).toBe(404)
  })

  test('an organiser does, without anything being stored on the way', async () => {
    const count = async () =>
      (await world.ground.db.select({ id: meeting.id }).from(meeting).where(eq(meeting.networkId, world.networkId))).length
    const before = await count()
    expect((await world.as('organiser', { url: '/nord/new' })).body).toContain('<textarea')
    await paste(april)
    expect(await count()).toBe(before)
  })
})

test('a programme of 500 items costs as many queries as one of three', async () => {
  const programme = (items: number) =>
    `Langt møte\n\nmandag 2. mars 2026\n${Array.from({ length: items }, (_, i) => `${String(8 + Math.floor(i / 60)).padStart(2, '0')}.${String(i % 60).padStart(2, '0')} Sak nummer ${i + 1} v/ Kari Nordmann`).join('\n')}`
  const cost = async (items: number) => {
    const { createMeetingFromText } = await import('./writes.ts')
    const actor = await world.actor('organiser')
    const before = world.database.queries()
    const made = await createMeetingFromText(world.ground.db, actor, world.networkId, programme(items))
    const queries = world.database.queries() - before
    const view = await readMeeting(world.ground.db, actor, made)
    expect(view.days[0]!.items).toHaveLength(items)
    return queries
  }
  // The watch over revisions asks now and then, and is counted too: the lesser of two runs is without it.
  const least = async (items: number) => Math.min(await cost(items), await cost(items))
  expect(await least(500)).toBe(await least(3))
})

describe('a file of our own that no program of ours wrote', () => {
  const file = async () => {
    const { meeting } = await created(await resend((await paste(april)).body, { wish: 'create' }))
    return JSON.parse((await world.as('organiser', { url: `/nord/${meeting.slug}.json` })).body)
  }

  test('may hold signs that the database does not', async () => {
    const odd = await file()
    odd.title = { nb: 'Møte\0 med \ud800 rare tegn' }
    const view = await created(await paste(JSON.stringify(odd), { wish: 'create' }))
    expect(view.meeting.title).toEqual({ nb: 'Møte med \ufffd rare tegn' })
  })

  test.each([
    ['days', (odd: Record<string, unknown>) => (odd.days = Array(20_000).fill({ date: null, label: null, items: [] }))],
    [
      'texts',
      (odd: Record<string, unknown>) =>
        (odd.texts = Array(20_000).fill({ kind: 'about', heading: null, body: { nb: 'x' }, audience: 'public' })),
    ],
  ])('is told when it has too many %s', async (_what, spoil) => {
    const odd = await file()
    spoil(odd)
    expect((await paste(JSON.stringify(odd), { wish: 'create' })).statusCode).toBe(422)
  })

  test('is told when its times are none', async () => {
    const odd = await file()
    odd.days[0].items[0].start = '24:00'
    expect((await paste(JSON.stringify(odd), { wish: 'create' })).statusCode).toBe(422)
  })
})

test('two of the same title at the same moment get an address each', async () => {
  const text = 'Samtidig møte\n\n12. mai 2026\n09.00 Velkommen\n'
  const answers = await Promise.all(Array.from({ length: 6 }, () => paste(text, { wish: 'create' })))
  expect(new Set(answers.map((answer) => answer.statusCode))).toEqual(new Set([303]))
  expect(new Set(answers.map((answer) => answer.headers.location)).size).toBe(6)
})

/** A form with a file, as a browser without script sends it. */
function multipart(fields: Record<string, string>, file?: { name: string; bytes: Buffer | string }): Buffer {
  const parts = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--grense\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  )
  if (file)
    parts.push(
      Buffer.from(`--grense\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\n\r\n`),
      Buffer.from(file.bytes),
      Buffer.from('\r\n'),
    )
  return Buffer.concat([...parts, Buffer.from('--grense--\r\n')])
}
const send = (fields: Record<string, string>, file?: Parameters<typeof multipart>[1], accept = 'text/html') =>
  world.as('organiser', {
    method: 'POST',
    url: '/nord/new',
    payload: multipart({ wish: 'check', ...fields }, file),
    headers: { 'content-type': 'multipart/form-data; boundary=grense', accept },
  })

/** Two tracks beside each other: what a text alone would mix up. */
const tracks = [
  ['Tid', 'Sal A', 'Sal B'],
  ['09.00–09.45', 'Velkommen', ''],
  ['10.00–10.45', 'Om lesing', 'Om økonomi'],
]
const wordFile = () =>
  Packer.toBuffer(
    new Document({
      sections: [
        {
          children: [
            new Paragraph({ text: 'Fagdag 12. mai 2026', heading: HeadingLevel.HEADING_1 }),
            new Table({
              rows: tracks.map(
                (cells) => new TableRow({ children: cells.map((text) => new TableCell({ children: [new Paragraph(text)] })) }),
              ),
            }),
          ],
        },
      ],
    }),
  )
const html = `<h1>Fagdag 12. mai 2026</h1><table>${tracks
  .map((cells) => `<tr>${cells.map((text) => `<td>${text}</td>`).join('')}</tr>`)
  .join('')}</table>`
const itemsOf = (view: Awaited<ReturnType<typeof created>>) =>
  view.days.flatMap((day) => day.items.map((item) => [item.start, item.track ?? item.room, item.title.nb]))
const inTracks = [
  ['10:00', 'Sal A', 'Om lesing'],
  ['10:00', 'Sal B', 'Om økonomi'],
]

describe('what a text alone does not say', () => {
  test('a Word file keeps its table through every round, and what is corrected in it', async () => {
    const checking = await send({}, { name: 'Fagdag.docx', bytes: await wordFile() })
    expect(checking.statusCode).toBe(200)
    expect(checking.body).toContain('Lest fra Fagdag.docx')
    const form = formOf(checking.body)
    expect(form.text).toContain('10.00–10.45\tOm lesing\tOm økonomi')
    const again = await resend(checking.body, { text: `Hei!\n${String(form.text).replace('lesing', 'leselyst')}` })
    const view = await created(await resend(again.body, { wish: 'create' }))
    expect(itemsOf(view)).toEqual(expect.arrayContaining([['10:00', 'Sal A', 'Om leselyst'], inTracks[1]]))
    expect(view.meeting.source).toContain('Om leselyst\tOm økonomi')
  })

  test('pasted formatting keeps it too, and goes for more than the plain text beside it', async () => {
    const checking = await send({ text: 'Fagdag\nTid\nSal A\nSal B', html })
    const view = await created(await resend(checking.body, { wish: 'create' }))
    expect(itemsOf(view)).toEqual(expect.arrayContaining(inTracks))
  })

  test('a calendar is taken as it states, and shown to be checked', async () => {
    const ics =
      'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260512T070000Z\r\nDTEND:20260512T080000Z\r\nSUMMARY:Om lesing\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
    const checking = await send({}, { name: 'mote.ics', bytes: ics })
    expect(checking.statusCode).toBe(200)
    expect(checking.body).toContain('Filen sier selv')
    const view = await created(await resend(checking.body, { wish: 'create' }))
    expect(view.days.flatMap((day) => day.items.map((item) => item.title.nb))).toContain('Om lesing')
  })

  test('a script is told what a file holds, and sends it on', async () => {
    const answer = await send({}, { name: 'Fagdag.docx', bytes: await wordFile() }, 'application/json')
    expect(answer.json()).toMatchObject({ fileName: 'Fagdag.docx', text: expect.stringContaining('Om lesing') })
    const view = await created(await paste('', { ...answer.json(), wish: 'create' }))
    expect(itemsOf(view)).toEqual(expect.arrayContaining(inTracks))
  })
})

describe('a file that cannot be read', () => {
  test('is told in words beside its field, and what was typed stays', async () => {
    const answer = await send({ text: '' }, { name: 'bilde.png', bytes: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('id="file-error"')
    const data = await send({}, { name: 'tom.docx', bytes: '' }, 'application/json')
    expect(data.statusCode).toBe(422)
    expect(data.json().fields.file).toContain('Filen er tom')
  })

  test('is not preferred to a text, nor a text to it: nothing is lost unsaid', async () => {
    const answer = await send({ text: 'Min tekst' }, { name: 'Fagdag.docx', bytes: await wordFile() })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Min tekst')
    expect(answer.body).toContain('både tekst i feltet og valgt en fil')
  })
})

test('is read in the language that is chosen, anew each time', async () => {
  const text = 'Møte\n\n12. mai 2026\n09.00 Opning\n10.00 Pause'
  const first = await paste(text, { language: 'en' })
  expect(/<select[^>]*id="locale"[^>]*>.*?<\/select>/s.exec(first.body)![0]).toMatch(/value="en"[^>]* selected/)
  const second = await resend(first.body, { language: 'nn' })
  expect(/<select[^>]*id="locale"[^>]*>.*?<\/select>/s.exec(second.body)![0]).toMatch(/value="nn"[^>]* selected/)
})

test('a room that was read stands where people look for it, and who may give a day its date is led there', async () => {
  const text = 'Salongdag\n\nTid\tTittel\tRom\n09.00–09.30\tÅpning\tStorsalen\n09.30–10.00\tPause\tFoajeen\n'
  const view = await created(await resend((await paste(text)).body, { wish: 'create' }))
  const [opening] = view.days[0]!.items
  const page = await world.as('organiser', { url: view.path })
  expect(page.body).toContain('Rom: Storsalen')
  expect(page.body).toContain('Rom: Foajeen')
  expect((await world.as('organiser', { url: opening!.path })).body).toContain('Rom: Storsalen')

  const way = `${view.path}/programme#date-${view.days[0]!.id}`
  expect(page.body).toContain(`href="${way}"`)
  expect((await world.as('organiser', { url: `${view.path}/programme` })).body).toContain(`id="date-${view.days[0]!.id}"`)
  await publish(world.ground.db, await world.actor('organiser', view.meeting.id), view.meeting.id)
  expect((await world.as(null, { url: view.path })).body).not.toContain(way)
})
