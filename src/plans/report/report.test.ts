import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import mammoth from 'mammoth'
import { extractText } from 'unpdf'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { toPdf } from '#platform/office/convert.ts'
import { officeKindOf } from '#platform/office/kinds.ts'
import { insidePdf } from '../../../tests/pdffile.ts'
import { smallPlan } from '../../../tests/plan.ts'
import { office } from '../../../tests/presented.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { readPlan } from '../reads.ts'
import type { PlanRow } from '../rules.ts'
import { indicator, measure, measurePeriodChange, measureUpdate, reading } from '../tables.ts'
import { readReport } from './reads.ts'
import { reportYears } from './rules.ts'

let world: World
let row: PlanRow
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

/** Bokbuss: told to be done in 2021, moved in 2021, and read in 2020 and 2021. */
beforeEach(async () => {
  row = await smallPlan(world)
  const { db } = world.ground
  const { networkId } = row
  const [bus] = await db
    .select()
    .from(measure)
    .where(eq(measure.planId, row.id))
    .orderBy(measure.position, measure.publicId)
    .limit(1)
  const own = { networkId, measureId: bus!.id }
  await db.insert(measureUpdate).values([
    { ...own, locale: 'nb', text: 'Bussen er bestilt', status: 'under_way', at: '2020-05-01T10:00:00Z' },
    { ...own, locale: 'nn', text: 'Bussen er ferdig', status: 'done', at: '2021-05-01T10:00:00Z' },
  ])
  await db.update(measure).set({ status: 'done', ends: '2021-12-31' }).where(eq(measure.id, bus!.id))
  const before = { beforeStarts: '2020-01-01', beforeEnds: '2021-06-01', starts: '2020-01-01', ends: '2021-12-31' }
  await db.insert(measurePeriodChange).values({ ...own, ...before, reason: 'Leverandøren er sein', at: '2021-02-01T10:00:00Z' })
  const [stops] = await db.select().from(indicator).where(eq(indicator.measureId, bus!.id))
  const of = { networkId, indicatorId: stops!.id }
  await db.insert(reading).values([
    { ...of, on: '2020-06-01', value: 3 },
    { ...of, on: '2021-06-01', value: 7 },
  ])
})

const get = (file: string, who: Who | null = null, query = '') =>
  world.as(who, { url: `/nord/plans/${row.slug}/report/${file}${query}` })
const report = async (year: number) => {
  const actor = await world.actor('organiser')
  const network = { id: world.networkId, slug: 'nord', timezone: 'Europe/Oslo' } as never
  return readReport(world.ground.db, actor, network, await readPlan(world.ground.db, actor, network, row.slug), year)
}
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

it('a year’s report tells how the plan stood when the year was out', async () => {
  const [first, second] = [await report(2020), await report(2021)]
  const bus = (of: typeof first) => of.goals[0]!.measures[0]!
  expect(first.asOf).toBe('2020-12-31')
  expect(bus(first)).toMatchObject({ shown: 'under_way', ends: '2021-06-01', moved: false, percent: 30 })
  expect(bus(second)).toMatchObject({ shown: 'done', ends: '2021-12-31', moved: true, percent: 100 })
  expect(bus(first).indicators[0]).toMatchObject({ reading: { value: 3 }, before: null })
  expect(bus(second).indicators[0]).toMatchObject({ reading: { value: 7 }, before: { value: 3 } })
  expect([first.happened.length, second.happened.length]).toEqual([2, 3])
  expect([first.rolled.counts.done, second.rolled.counts.done]).toEqual([0, 1])
})

it('there is a report for each year of the plan that has begun', async () => {
  expect(reportYears(row, '2021-03-01')).toEqual([2020, 2021])
  for (const [file, status] of [
    ['2019.pdf', 404],
    ['2024.pdf', 404],
    ['x.pdf', 404],
    ['2021.pdf', 200],
  ] as const)
    expect([file, (await get(file)).statusCode]).toEqual([file, status])
})

it('is a tagged PDF with the plan’s tables, and bars that say what they show', async () => {
  const answer = await get('2021.pdf')
  expect(answer.headers['content-type']).toBe('application/pdf')
  const found = await insidePdf(answer.rawPayload)
  expect(found.title).toBe('Plan for bibliotekene – rapport 2021')
  expect([found.lang, found.marked, found.showsTitle]).toEqual(['nb', true, true])
  expect(found.xmp).toContain('pdfuaid:part')
  expect(found.kinds).toEqual(expect.arrayContaining(['H1', 'H2', 'Table', 'TH', 'TD', 'P', 'L']))
  expect(found.alternatives.filter((one) => /^Hele planen\. \d+\s%: 1 ferdig/.test(one))).toHaveLength(1)
  // A table's cell breaks its lines where the paper is narrow.
  const { text: lines } = await extractText(new Uint8Array(answer.rawPayload), { mergePages: true })
  const text = lines.replace(/\s+/g, ' ')
  for (const words of ['Bokbuss', 'Leverandøren er sein', 'Bussen er ferdig', '1 Flere lesere', 'Antall stopp'])
    expect(text).toContain(words)
  expect(text).not.toContain('Bussen er bestilt')
})

it('is a Word file with the same, in every language', async () => {
  for (const [query, words] of [
    ['', 'Oppdateringer i året'],
    ['?lang=nn', 'Oppdateringar i året'],
    ['?lang=en', 'Updates during the year'],
  ] as const) {
    const answer = await get('2021.docx', null, query)
    expect(answer.headers['content-type']).toBe(WORD)
    const { value: html } = await mammoth.convertToHtml({ buffer: answer.rawPayload })
    expect(html).toContain(words)
    expect(html).toContain('Leverandøren er sein')
    expect(html.match(/<table>/g)).toHaveLength(4)
  }
})

it.skipIf(!office)('is opened by LibreOffice with its structure', { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'samling-plan-'))
  try {
    for (const name of ['models', 'data', 'run']) mkdirSync(join(folder, name))
    writeFileSync(join(folder, 'run', 'file'), (await get('2021.docx')).rawPayload)
    const places = { folder: join(folder, 'run'), models: join(folder, 'models'), hide: join(folder, 'data') }
    const done = await toPdf({ office: office!, source: join(folder, 'run', 'file'), kind: officeKindOf(WORD)!, ...places })
    if ('failed' in done) throw new Error(`LibreOffice made nothing of it: ${done.failed}`)
    const found = await insidePdf(readFileSync(done.pdf))
    expect(found.kinds).toEqual(expect.arrayContaining(['Title', 'Heading 1', 'Table', 'TH', 'TD', 'L', 'LI']))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

it('of a draft is the organisers’ alone, and says that it is a draft', async () => {
  row = await smallPlan(world, false)
  expect((await get('2021.docx', 'member')).statusCode).toBe(404)
  const answer = await get('2021.docx', 'organiser')
  expect((await mammoth.extractRawText({ buffer: answer.rawPayload })).value).toContain('Planen er et utkast')
})
