import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jobActor, personActor } from '#actor.ts'
import type { NetworkRow } from '#network/reads.ts'
import { membership, network, organisation, organisationNumber } from '#network/tables.ts'
import { person, profile } from '#people/tables.ts'
import { activity } from '#platform/activity/tables.ts'
import { countIn } from '#statistics/reads.ts'
import { yearOf } from '#statistics/rules.ts'
import { makeWorld, type World } from '../../tests/world.ts'
import { loadSample } from './load.ts'
import { municipalities } from './municipalities.ts'
import { loadSamplePeople } from './people.ts'
import { removeSample } from './remove.ts'

describe('the municipalities', () => {
  it('are 39, each with numbers of its own', () => {
    expect(municipalities.length).toBe(39)
    for (const key of ['name', 'number2020', 'number2024'] as const)
      expect(new Set(municipalities.map((one) => one[key])).size).toBe(39)
    expect(municipalities.filter((one) => one.number2024.startsWith('55')).length).toBe(21)
    expect(municipalities.filter((one) => one.number2024.startsWith('56')).length).toBe(18)
    expect(municipalities.every((one) => /^54\d\d$/.test(one.number2020))).toBe(true)
    for (const { name, official, sami } of municipalities.filter((one) => one.official))
      expect(official!.split(' – ')).toEqual(expect.arrayContaining([name, sami]))
  })
})

describe('the sample', () => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld()
  })
  afterAll(() => world.end())

  /** Every table with a network_id, and how many rows of this network it has. */
  async function rowsOf(networkId: string): Promise<Record<string, number>> {
    const { rows: tables } = await world.database.pool.query(
      `select table_name from information_schema.columns where table_schema = 'public' and column_name = 'network_id'`,
    )
    const counts: Record<string, number> = {}
    for (const { table_name } of tables) {
      const { rows } = await world.database.pool.query(`select count(*)::int as n from "${table_name}" where network_id = $1`, [
        networkId,
      ])
      if (rows[0].n > 0) counts[table_name] = rows[0].n
    }
    return counts
  }

  /** What an adviser reports of 2020, to be counted by hand. */
  async function reported(network: NetworkRow) {
    const asked = { period: yearOf(2020), seriesId: null }
    const { meetings, attendance, organisations, actions } = await countIn(
      world.ground.db,
      jobActor(network.id),
      network,
      asked,
      Temporal.Now.instant(),
    )
    const sum = (all: readonly number[]) => all.reduce((one, other) => one + other, 0)
    return {
      online: meetings.online,
      came: sum(attendance.map((one) => one.n)),
      represented: [sum(organisations.map((one) => one.represented)), sum(organisations.map((one) => one.all))],
      actions,
    }
  }

  it('is not loaded beside a network, nor into a database of somebody else’s, nor when told not to', async () => {
    expect(await loadSample(world.ground)).toBe(false)
    await world.ground.db.delete(network)
    const with_ = (change: object) => ({ ...world.ground, config: { ...world.ground.config, ...change } })
    expect(await loadSample(with_({ SAMPLE: false }))).toBe(false)
    expect(await loadSample(with_({ DATABASE_URL: world.database.url }))).toBe(false)
    expect(await world.ground.db.select().from(network)).toEqual([])
  })
  it('has its people in their places and its municipalities with their numbers', async () => {
    const home = await loadSamplePeople(world.ground)
    const owner = await personActor(world.ground.db, home.people.owner, { networkId: home.networkId })
    expect(owner.network?.role).toBe('owner')
    const people = await world.ground.db.select().from(person).where(eq(person.sample, true))
    expect(people.length).toBe(6)
    expect(people.every((one) => one.email?.endsWith('.example'))).toBe(true)
    const libraries = await world.ground.db.select().from(organisation).where(eq(organisation.networkId, home.networkId))
    expect(libraries.filter((one) => one.type === 'public').length).toBe(39)
    expect(libraries.filter((one) => one.type === 'public').every((one) => one.parentId)).toBe(true)
    const told = await world.ground.db.select().from(profile).where(eq(profile.networkId, home.networkId))
    expect(told.filter((one) => one.shown.about && one.about?.nb).length).toBe(5)
    expect(told.every((one) => !one.phone || one.phone.startsWith('00'))).toBe(true)
    const numbers = await world.ground.db.select().from(organisationNumber).where(eq(organisationNumber.kind, 'municipality'))
    expect(numbers.length).toBe(78)
    await removeSample(world.ground, owner)
    await world.ground.db.delete(activity)
  })
  it('loads whole, starts over after a stop in the middle, and leaves nothing when removed', { timeout: 120_000 }, async () => {
    // A loading that was stopped before its end.
    const half = await loadSamplePeople(world.ground)
    expect(await loadSample(world.ground)).toBe(true)
    expect(await rowsOf(half.networkId)).toEqual({})
    expect(await loadSample(world.ground)).toBe(false)
    const [row] = await world.ground.db.select().from(network)
    const before = await rowsOf(row!.id)
    for (const table of [
      'meeting',
      'item',
      'minutes',
      'material',
      'file',
      'appearance',
      'membership',
      'organisation',
      'activity',
    ])
      expect(before[table], table).toBeGreaterThan(0)
    const folder = join(world.ground.config.filesDir, row!.id)
    const bytes = () =>
      existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length : 0
    expect(bytes()).toBeGreaterThan(0)
    expect((await world.as(null, { url: '/troms-og-finnmark' })).statusCode).toBe(200)
    expect(await reported(row!)).toEqual({
      // The leaders' meeting of 29 April, on the net, from 09.00 to 15.15, in whole hours; the conference of the day before was postponed.
      online: { n: 1, hours: 6 },
      // Two from the county library, and one each from Hammerfest, Alta, Nordreisa and Senja.
      came: 6,
      // Those five, of thirty-nine municipal libraries and the county's.
      represented: [5, 40],
      // The draft was sent on 14 May, a day before its time; the survey, the working group and the answers to the draft were not done.
      actions: { inTime: 1, late: 0, open: 3, ended: 0 },
    })

    // Its doors stand open on one's own machine: its people, and a speaker's own link.
    const door = (await world.as(null, { url: '/sign-in' })).body
    for (const name of ['Marte Kirkerud', 'Lars Holm', 'Kari Holm', 'Ole Vold', 'Peder Ås', 'Lise Vik'])
      expect(door).toContain(name)
    for (const part of ['Eier', 'Arrangør', 'Møteleder', 'Referent', 'Medlem']) expect(door).toContain(part)
    const link = /href="(\/s\/[^"]+)"/.exec(door)![1]!
    expect((await world.as(null, { url: link })).statusCode).toBe(200)
    expect((await world.as(null, { url: '/sign-in', headers: { 'x-forwarded-for': '192.0.2.1' } })).body).not.toContain(link)

    // One of its people has been given a place elsewhere meanwhile.
    const [peder] = await world.ground.db.select().from(person).where(eq(person.name, 'Peder Ås'))
    const [other] = await world.ground.db
      .insert(network)
      .values({ slug: 'ekte', name: { nb: 'Ekte' } })
      .returning()
    await world.ground.db.insert(membership).values({ networkId: other!.id, personId: peder!.id, role: 'member' })
    const untouched = await rowsOf(other!.id)

    const owner = (await world.ground.db.select().from(membership)).find(
      (one) => one.networkId === row!.id && one.role === 'owner',
    )!
    await removeSample(world.ground, await personActor(world.ground.db, owner.personId, { networkId: row!.id }))
    expect(await rowsOf(row!.id)).toEqual({})
    expect(bytes()).toBe(0)
    expect((await world.as(null, { url: '/troms-og-finnmark' })).statusCode).toBe(404)
    expect(await world.ground.db.select().from(person).where(eq(person.sample, true))).toEqual([])
    expect((await world.ground.db.select().from(person).where(eq(person.id, peder!.id))).length).toBe(1)
    expect(await rowsOf(other!.id)).toEqual(untouched)
    expect((await world.ground.db.select().from(activity)).every((one) => one.networkId !== row!.id)).toBe(true)
  })
  it('is taken away by its owner from the settings, after being asked', { timeout: 60_000 }, async () => {
    const fresh = await makeWorld()
    await fresh.ground.db.delete(network)
    const home = await loadSamplePeople(fresh.ground)
    const entered = await fresh.as(null, { url: '/sign-in/sample', form: { person: home.people.owner } })
    const cookie = [entered.headers['set-cookie']]
      .flat()
      .map((line) => String(line).split(';')[0])
      .find((one) => one!.startsWith('samling.session'))!
    const as = (request: object) => fresh.as(null, { url: '/troms-og-finnmark/remove-sample', headers: { cookie }, ...request })
    expect((await as({ url: '/troms-og-finnmark/settings' })).body).toContain('/troms-og-finnmark/remove-sample')
    expect((await as({})).body).toContain('Det kan ikke angres')
    expect((await fresh.ground.db.select().from(network)).length).toBe(1)
    expect((await as({ form: {} })).headers.location).toBe('/')
    expect(await fresh.ground.db.select().from(network)).toEqual([])
    expect((await as({ url: '/' })).body).toContain('Ingen nettverk er laget her ennå')
    // And it stays away: the next start finds no network, but knows that somebody wanted none of it.
    expect(await loadSample(fresh.ground)).toBe(false)
    expect(await fresh.ground.db.select().from(network)).toEqual([])
    await fresh.end()
  })
  it('is the only network that can be removed so, and only by its owners', async () => {
    const [real] = await world.ground.db.select().from(network)
    const as = (role: 'owner' | 'member') => personActor(world.ground.db, world.people[role].id, { networkId: real!.id })
    await world.ground.db
      .insert(membership)
      .values((['owner', 'member'] as const).map((role) => ({ networkId: real!.id, personId: world.people[role].id, role })))
    await expect(removeSample(world.ground, await as('owner'))).rejects.toThrow('network_sample_not')
    await world.ground.db.update(network).set({ sample: true })
    await expect(removeSample(world.ground, await as('member'))).rejects.toThrow('network_only_owners')
    expect((await world.ground.db.select().from(network)).length).toBe(1)
  })
})
