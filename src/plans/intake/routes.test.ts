import { Paragraph } from 'docx'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { organisation } from '#network/tables.ts'
import { someIdentityNumber } from '../../../tests/identity.ts'
import { cell, rows, word } from '../../../tests/office.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { goal, indicator, measure, measureOwner, plan } from '../tables.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await world.ground.db
    .insert(organisation)
    .values({ networkId: world.networkId, name: { nb: 'Alta bibliotek' }, type: 'public' })
})
afterAll(() => world.end())

const url = '/nord/plans/import'
const text = `Handlingsplan 2021
Mål 1: Flere lesere
Tiltak 1.1: Bokbuss til utkanten. Ansvarlig: Alta bibliotek, Frivilligsentralen. Frist: 1. juni 2021. Status: Pågår
Indikator: Andel grender med stopp: 80 %
Bussen går om kvelden.
Tiltak 1.2: Lesesirkler`
const send = (form: Record<string, string>, who: 'organiser' | 'member' = 'organiser') => world.as(who, { url, form })

/** The form that a page holds, as a browser would send it. */
function formIn(html: string): Record<string, string> {
  const words = (one: string) =>
    one
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
  const own = html.slice(html.indexOf(`action="${url}"`))
  const form: Record<string, string> = {}
  for (const [tag] of own.matchAll(/<input [^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1]
    if (name && name !== 'wish') form[words(name)] = words(/value="([^"]*)"/.exec(tag)?.[1] ?? '')
  }
  for (const [, name, options] of own.matchAll(/<select [^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g))
    form[words(name!)] = words(
      /<option (?=[^>]* selected)(?:[^>]*?)value="([^"]*)"/.exec(options!)?.[1] ??
        /value="([^"]*)"[^>]*selected/.exec(options!)?.[1] ??
        '',
    )
  for (const [, name, value] of own.matchAll(/<textarea [^>]*name="([^"]*)"[^>]*>\n?([\s\S]*?)<\/textarea>/g))
    form[words(name!)] = words(value!)
  return form
}
const nameOf = (form: Record<string, string>, value: string) => Object.keys(form).find((name) => form[name] === value)!
const slugIn = (answer: { headers: Record<string, unknown> }) => String(answer.headers.location).split('/').at(-1)!

describe('a plan from a text', () => {
  it('is shown as it was read, and becomes a draft with all that was in it', async () => {
    const first = await send({ text })
    expect(first.statusCode).toBe(200)
    const form = formIn(first.body)
    expect([form.title, form.starts, form.ends]).toEqual(['Handlingsplan 2021', '2021-01-01', '2021-12-31'])
    expect(first.body).toContain('Blir: Alta bibliotek')
    expect(first.body).toContain('Ingen i nettverket heter Frivilligsentralen')
    expect(await world.ground.db.select().from(plan)).toHaveLength(0)
    const made = await send({ ...form, wish: 'create' })
    const { db } = world.ground
    const [row] = await db
      .select()
      .from(plan)
      .where(eq(plan.slug, slugIn(made)))
    expect(row).toMatchObject({ title: { nb: 'Handlingsplan 2021' }, state: 'draft', publishedAt: null, locale: 'nb' })
    const goals = await db.select().from(goal).where(eq(goal.planId, row!.id))
    expect(goals.map((one) => one.title)).toEqual([{ nb: 'Flere lesere' }])
    const [bus, circles] = await db.select().from(measure).where(eq(measure.planId, row!.id)).orderBy(measure.position)
    expect(bus).toMatchObject({ title: { nb: 'Bokbuss til utkanten' }, status: 'under_way', ends: '2021-06-01' })
    expect(bus!.description).toEqual({ nb: 'Ansvarlig: Frivilligsentralen\nBussen går om kvelden.' })
    expect(circles!.title).toEqual({ nb: 'Lesesirkler' })
    expect(await db.select().from(measureOwner).where(eq(measureOwner.measureId, bus!.id))).toHaveLength(1)
    const [share] = await db.select().from(indicator).where(eq(indicator.measureId, bus!.id))
    expect(share).toMatchObject({ name: { nb: 'Andel grender med stopp' }, kind: 'share', target: 80 })
  })

  it('keeps what was mended when the text is read again, and leaves out what is to be skipped', async () => {
    const form = formIn((await send({ text })).body)
    const about = nameOf(form, 'Bussen går om kvelden.').replace('/text', '/as')
    const mended = {
      ...form,
      title: 'Planen vår',
      [about]: 'skip',
      [nameOf(form, 'Lesesirkler')]: 'Lesesirkler på nett',
      text: `${text}\nTiltak 1.3: Ny lampe`,
    }
    const again = formIn((await send(mended)).body)
    expect(again.title).toBe('Planen vår')
    expect(Object.values(again)).toEqual(expect.arrayContaining(['Lesesirkler på nett', 'Ny lampe']))
    const made = await send({ ...again, wish: 'create' })
    const [row] = await world.ground.db
      .select()
      .from(plan)
      .where(eq(plan.slug, slugIn(made)))
    const measures = await world.ground.db.select().from(measure).where(eq(measure.planId, row!.id)).orderBy(measure.position)
    expect(measures.map((one) => [one.title.nb, one.description?.nb])).toEqual([
      ['Bokbuss til utkanten', 'Ansvarlig: Frivilligsentralen'],
      ['Lesesirkler på nett', undefined],
      ['Ny lampe', undefined],
    ])
  })

  it('comes again with what was typed where something is wrong', async () => {
    const none = await send({ text: ' ' })
    expect([none.statusCode, none.body.includes('Lim inn planen her')]).toEqual([422, true])
    const form = formIn((await send({ text })).body)
    const wrong = await send({ ...form, starts: '', title: '', wish: 'create' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('Skriv hva planen heter.')
    expect(wrong.body).toContain('Skriv første dag i planen.')
    const from = nameOf(form, '2021-06-01').replace('/to', '/from')
    const reversed = await send({ ...form, title: 'Ny tittel', [from]: '2021-09-01', wish: 'create' })
    expect(reversed.statusCode).toBe(422)
    for (const words of ['Linje 3: Siste dag er før den første.', 'Ny tittel', '2021-09-01'])
      expect(reversed.body).toContain(words)
    const number = await send({ ...form, title: `Plan for ${someIdentityNumber()}`, wish: 'create' })
    expect(number.statusCode).toBe(422)
  })
})

it('a plan in a Word file is read with its tables', async () => {
  const file = await word([
    new Paragraph('Handlingsplan 2022'),
    rows([
      [cell('Tiltak'), cell('Ansvarlig'), cell('Frist')],
      [cell('Ny disk'), cell('Alta bibliotek'), cell('mai 2022')],
    ]),
  ])
  const boundary = 'x'.repeat(20)
  const payload = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="text"\r\n\r\n\r\n--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="plan.docx"\r\nContent-Type: application/octet-stream\r\n\r\n`,
    ),
    Buffer.from(file),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  const answer = await world.as('organiser', {
    url,
    method: 'POST',
    payload,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  })
  expect(answer.statusCode).toBe(200)
  expect(answer.body).toContain('Lest fra plan.docx')
  expect(Object.values(formIn(answer.body))).toEqual(expect.arrayContaining(['Ny disk', '2022-05-31', 'Handlingsplan 2022']))
})

it('a plan with more in it than one can hold comes again whole, and nothing is made', async () => {
  const many = `Handlingsplan 2021\n${Array.from({ length: 1001 }, (_, i) => `Mål ${i + 1}: Sak ${i + 1}`).join('\n')}`
  const before = await world.ground.db.$count(plan)
  const answer = await send({ ...formIn((await send({ text: many })).body), text: many, wish: 'create' })
  expect(answer.statusCode).toBe(422)
  for (const there of ['flere enn tusen mål og tiltak', 'Sak 1001']) expect(answer.body).toContain(there)
  expect(await world.ground.db.$count(plan)).toBe(before)
})

it('nobody but organisers can give one', async () => {
  expect((await world.as('member', { url })).statusCode).toBe(404)
  expect((await send({ text }, 'member')).statusCode).toBe(404)
})
