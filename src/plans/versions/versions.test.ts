import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { smallPlan } from '../../../tests/plan.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import type { PlanRow } from '../rules.ts'
import { consultation, measure, plan, planVersion } from '../tables.ts'

let world: World
let row: PlanRow
let at: string
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())
beforeEach(async () => {
  row = await smallPlan(world)
  at = `/nord/plans/${row.slug}/versions`
})

const now = async () => (await world.ground.db.select().from(plan).where(eq(plan.id, row.id)))[0]!
const adopt = async (form: Record<string, string> = {}, who: Who = 'organiser') =>
  world.as(who, { url: at, form: { on: '2020-04-29', version: `${(await now()).version}`, ...form } })
const page = async (url: string, who: Who | null = null) => (await world.as(who, { url })).body

it('a plan is adopted as it stands, and stays readable so at its own address', async () => {
  expect((await adopt({ note: 'Vedtatt av biblioteksjefene' })).headers.location).toBe(`${at}/1`)
  expect(await now()).toMatchObject({ state: 'adopted', adoptedAt: '2020-04-29' })
  await world.ground.db
    .update(measure)
    .set({ title: { nb: 'Bokbåt' }, ends: '2021-12-31' })
    .where(eq(measure.title, { nb: 'Bokbuss' }))
  const kept = await page(`${at}/1`)
  expect(kept).toContain('Bokbuss')
  expect(kept).not.toContain('Bokbåt')
  expect(kept).toContain('Vedtatt av biblioteksjefene')
  const since = await page(at)
  for (const words of ['Endret siden vedtaket', 'Tiltak endret:', 'Bokbåt', '1. juni 2021', '2020–2021'])
    expect(since).toContain(words)
  await adopt({ on: '2021-02-01' })
  const second = await page(`${at}/2?against=1`)
  expect(second).toContain('Endret fra versjon 1 til 2')
  expect(second).toContain('Bokbåt')
  expect(await page(at)).toContain('Ingenting i planen er endret')
  expect((await world.as(null, { url: `${at}/3` })).statusCode).toBe(404)
})

it('who wrote it down is for members', async () => {
  await adopt()
  expect(await page(at)).not.toContain('Test organiser')
  expect(await page(at, 'member')).toContain('Test organiser')
})

it('nobody adopts what somebody else has just changed, or without a day', async () => {
  const stale = await adopt({ version: '0' })
  expect([stale.statusCode, stale.body.includes('Noen har endret planen imens')]).toEqual([422, true])
  expect((await adopt({ on: '' })).statusCode).toBe(422)
  expect((await adopt({}, 'member')).statusCode).toBe(404)
  expect(await world.ground.db.select().from(planVersion).where(eq(planVersion.planId, row.id))).toEqual([])
})

it('a consultation ends when the plan is adopted', async () => {
  const { db } = world.ground
  await db.insert(consultation).values({ networkId: row.networkId, planId: row.id, deadline: '2999-01-01T00:00:00Z' })
  await adopt()
  const [one] = await db.select().from(consultation).where(eq(consultation.planId, row.id))
  expect(one!.closedAt).not.toBeNull()
})

it('a draft’s versions are the organisers’ alone', async () => {
  row = await smallPlan(world, false)
  at = `/nord/plans/${row.slug}/versions`
  await adopt()
  expect((await world.as('member', { url: `${at}/1` })).statusCode).toBe(404)
  expect((await world.as('organiser', { url: `${at}/1` })).statusCode).toBe(200)
})
