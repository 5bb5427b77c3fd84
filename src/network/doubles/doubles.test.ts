/** Two that were one: nothing of the one that goes is left behind, in any table there is. */
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { meetingRole } from '#meeting/tables.ts'
import { follow, follower } from '#notices/tables.ts'
import { person, profile } from '#people/tables.ts'
import { activity } from '#platform/activity/tables.ts'
import { newId } from '#platform/db/id.ts'
import { attendance, registration } from '#registration/tables.ts'
import { formIn } from '../../../tests/form.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { readOrganisation } from '../organisations/reads.ts'
import { addOrganisations } from '../organisations/writes.ts'
import { membership, network, organisation } from '../tables.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

const DOUBLES = '/nord/people/doubles'
const db = () => world.ground.db
const get = (who: Who | null, url: string) => world.as(who, { url })
const post = (who: Who | null, url: string, form: Record<string, string | string[]>) => world.as(who, { url, form })

/** Somebody who belongs. */
async function member(name: string, email: string, place: Partial<typeof membership.$inferInsert> = {}) {
  const personId = newId()
  await db().insert(person).values({ id: personId, name, email })
  const id = newId()
  await db()
    .insert(membership)
    .values({ id, networkId: world.networkId, personId, role: 'member', ...place })
  return { id, personId, name, email }
}
type Member = Awaited<ReturnType<typeof member>>

/** Compares two and puts them together, the first one staying. */
async function merge(stays: Member, goes: Member, change: Record<string, string> = {}) {
  const { body } = await get('owner', `${DOUBLES}/compare?one=${stays.id}&other=${goes.id}`)
  return post('owner', DOUBLES, { ...formIn(body, DOUBLES), keep: 'one', ...change })
}

/** What a column may hold when nobody has said anything of it, by its type. */
const anything: Record<string, () => unknown> = {
  uuid: newId,
  text: () => `x${newId()}`,
  jsonb: () => '{}',
  integer: () => 1,
  bigint: () => 1,
  boolean: () => false,
  'timestamp with time zone': () => '2026-01-01T00:00:00Z',
  date: () => '2026-01-01',
  'double precision': () => 1,
}

/** A row for each column of ours that may name a person, in every table there is or will be. @returns "table.column" */
async function plant(personId: string): Promise<string[]> {
  const { rows: columns } = await world.database.pool.query(`
    select table_name as table, column_name as name, data_type as type, is_nullable = 'YES' as nullable, column_default is not null as made
    from information_schema.columns where table_schema = 'public' order by 1, 2`)
  const planted: string[] = []
  const names = /(?:^|_)(?:person_id|by|by_person|substitute_for|substitute_of|writer)$/
  for (const [table, all] of Map.groupBy(columns, (column) => column.table as string)) {
    if (!all.some((column) => column.name === 'network_id')) continue
    for (const column of all.filter((one) => one.type === 'uuid' && names.test(one.name))) {
      // An operation is undone by another one.
      if (column.name === 'undone_by') continue
      const given = all.filter((one) => one === column || (!one.nullable && !one.made))
      const values = given.map((one) =>
        one === column ? personId : one.name === 'network_id' ? world.networkId : anything[one.type]!(),
      )
      await world.database.pool.query(
        `insert into "${table}" (${given.map((one) => `"${one.name}"`)}) values (${given.map((_, i) => `$${i + 1}`)}) on conflict do nothing`,
        values,
      )
      planted.push(`${table}.${column.name}`)
    }
  }
  return planted
}

/** The tables in which a text stands anywhere. */
async function whereIs(text: string): Promise<string[]> {
  const { rows: tables } = await world.database.pool.query(
    `select table_schema as schema, table_name as name from information_schema.tables
     where table_schema in ('public', 'auth') and table_type = 'BASE TABLE'`,
  )
  const found: string[] = []
  for (const { schema, name } of tables) {
    const { rows } = await world.database.pool.query(
      `select 1 from "${schema}"."${name}" as t where to_jsonb(t)::text like $1 limit 1`,
      [`%${text}%`],
    )
    if (rows.length > 0) found.push(name)
  }
  return found
}

describe('two members who were one', () => {
  let kari: Member
  let twin: Member
  let round = 0
  beforeEach(async () => {
    round++
    kari = await member('Kari Holm', `kari${round}@alta.example`, { office: 'bibliotekar' })
    twin = await member('Kari Holm', `kari${round}@gammel.example`, { office: 'biblioteksjef', role: 'organiser' })
  })

  it('are suggested, and shown side by side with what hangs on them', async () => {
    const { body } = await get('owner', DOUBLES)
    expect(body).toContain(`one=${kari.id}&amp;other=${twin.id}`)
    await db().insert(registration).values(registrationOf(twin))
    const compare = (await get('owner', `${DOUBLES}/compare?one=${kari.id}&other=${twin.id}`)).body
    for (const part of [kari.email, twin.email, 'bibliotekar', 'biblioteksjef', 'Påmeldinger', 'Dette kan ikke angres'])
      expect(compare).toContain(part)
    for (const who of ['organiser', 'member', 'outsider', null] as const) {
      expect((await get(who, DOUBLES)).statusCode).toBe(404)
      expect((await post(who, DOUBLES, { one: kari.id, other: twin.id, keep: 'one' })).statusCode).toBe(404)
    }
  })

  it('are one everywhere: in every column of every table that names a person, and in what acts tell', async () => {
    const planted = await plant(twin.personId)
    expect(planted.length).toBeGreaterThan(25)
    expect(planted).toEqual(expect.arrayContaining(['registration.substitute_for', 'activity.by_person', 'minutes.writer']))
    await db()
      .insert(activity)
      .values({
        ...{ networkId: world.networkId, byKind: 'person', action: 'test', aboutKind: 'person', aboutId: twin.personId },
        before: { deep: [{ personId: twin.personId }] },
      })
    expect(await whereIs(twin.personId)).toEqual(expect.arrayContaining(['registration', 'activity', 'person']))
    expect((await merge(kari, twin)).statusCode).toBe(303)
    expect(await whereIs(twin.personId)).toEqual([])
    // A calendar's secret address is made of who it was for, and ends with them.
    const kept = planted.map((one) => one.split('.')[0]).filter((table) => table !== 'own_calendar')
    expect(await whereIs(kari.personId)).toEqual(expect.arrayContaining(kept))
  })

  it('have their place from whichever was chosen, and both their pasts', async () => {
    await merge(kari, twin, { office: 'other', role: 'one' })
    const rows = await db().select().from(membership).where(eq(membership.personId, kari.personId))
    expect(rows.find((one) => one.to === null)).toMatchObject({ id: kari.id, office: 'biblioteksjef', role: 'member' })
    expect(rows.filter((one) => one.to !== null)).toHaveLength(1)
    const [stays] = await db().select().from(person).where(eq(person.id, kari.personId))
    expect(stays!.email).toBe(kari.email)
    // An older link to the one that went leads to the one that stayed.
    expect((await get('member', `/nord/people/${twin.id}`)).headers.location).toBe(`/nord/people/${kari.id}`)
  })

  it('have once what both had, and two registrations stay two', async () => {
    const meetingId = newId()
    const common = { networkId: world.networkId, meetingId }
    for (const { personId, name } of [kari, twin]) {
      await db()
        .insert(meetingRole)
        .values({ ...common, personId, role: 'chair' })
      await db()
        .insert(attendance)
        .values({
          ...common,
          personId,
          name,
          presence: personId === twin.personId ? 'present' : 'excused',
          mode: 'onsite',
          own: false,
        })
      const followerId = newId()
      await db().insert(follower).values({ id: followerId, networkId: world.networkId, personId })
      const of = { networkId: world.networkId, followerId, kind: 'meeting' as const }
      await db()
        .insert(follow)
        .values([
          { ...of, subjectId: meetingId },
          { ...of, subjectId: personId },
        ])
    }
    for (const one of [kari, twin])
      await db()
        .insert(registration)
        .values({ ...registrationOf(one), meetingId })
    expect((await merge(kari, twin)).statusCode).toBe(303)
    const at = eq(meetingRole.meetingId, meetingId)
    expect(await db().select().from(meetingRole).where(at)).toMatchObject([{ personId: kari.personId }])
    // What was said last holds.
    expect(await db().select().from(attendance).where(eq(attendance.meetingId, meetingId))).toMatchObject([
      { personId: kari.personId, presence: 'present' },
    ])
    const [one, ...others] = await db().select().from(follower).where(eq(follower.personId, kari.personId))
    expect(others).toEqual([])
    expect(await db().select().from(follow).where(eq(follow.followerId, one!.id))).toHaveLength(3)
    const registered = await db().select().from(registration).where(eq(registration.meetingId, meetingId))
    expect(registered.map((row) => [row.personId, row.email]).sort()).toEqual(
      [kari, twin].map((row) => [kari.personId, row.email]).sort(),
    )
  })

  it('keep what the one that stays has said of itself; where it said nothing, what the other did', async () => {
    const said = { networkId: world.networkId, about: { nb: 'Fra den andre.' } }
    await db()
      .insert(profile)
      .values({ ...said, personId: twin.personId })
    await merge(kari, twin)
    const told = async () => (await db().select().from(profile).where(eq(profile.personId, kari.personId)))[0]!.about
    expect(await told()).toEqual({ nb: 'Fra den andre.' })
    const third = await member('Kari Holm', `kari${round}@tredje.example`)
    await db()
      .insert(profile)
      .values({ ...said, about: { nb: 'Fra den tredje.' }, personId: third.personId })
    await merge(kari, third)
    expect(await told()).toEqual({ nb: 'Fra den andre.' })
  })

  it('are not suggested again once somebody has said that they are two, until that is taken back', async () => {
    const suggested = async () => {
      const { body } = await get('owner', DOUBLES)
      return [kari, twin].some((one) => body.includes(`one=${one.id}&amp;other=${(one === kari ? twin : kari).id}`))
    }
    const pair = { one: twin.id, other: kari.id }
    expect(await suggested()).toBe(true)
    for (const who of ['organiser', 'member', 'outsider', null] as const)
      expect((await post(who, `${DOUBLES}/apart`, pair)).statusCode).toBe(404)
    expect((await post('owner', `${DOUBLES}/apart`, { ...pair, other: newId() })).statusCode).toBe(404)
    expect((await post('owner', `${DOUBLES}/apart`, { ...pair, other: twin.id })).statusCode).toBe(422)
    expect(await suggested()).toBe(true)
    // Twice, as when two owners tidy at once.
    for (const _ of [1, 2]) expect((await post('owner', `${DOUBLES}/apart`, pair)).statusCode).toBe(303)
    expect(await suggested()).toBe(false)
    // They are still there to choose oneself.
    expect((await get('owner', `${DOUBLES}/compare?one=${kari.id}&other=${twin.id}`)).statusCode).toBe(200)
    await post('owner', `${DOUBLES}/likely`, { one: kari.id, other: twin.id })
    expect(await suggested()).toBe(true)
  })

  it('in one network are still two in another', async () => {
    const vest = newId()
    await db()
      .insert(network)
      .values({ id: vest, slug: `vest${round}`, name: { nb: 'Vest' } })
    await db().insert(membership).values({ networkId: vest, personId: twin.personId, role: 'owner' })
    await merge(kari, twin)
    const elsewhere = await db().select().from(membership).where(eq(membership.networkId, vest))
    expect(elsewhere).toMatchObject([{ personId: twin.personId, role: 'owner', to: null }])
    expect(await db().select().from(person).where(eq(person.id, twin.personId))).toMatchObject([{ email: twin.email }])
    const here = and(eq(membership.networkId, world.networkId), eq(membership.personId, twin.personId))
    expect(await db().select().from(membership).where(here)).toEqual([])
  })

  it('are not oneself as the one that goes, nor the last owner made less, nor the same one twice', async () => {
    const me = (await db().select().from(membership).where(eq(membership.personId, world.people.owner.id)))[0]!
    const self = { ...me, name: 'Test owner', email: '' }
    const gone = await merge(kari, self)
    expect([gone.statusCode, gone.body.includes('Du kan ikke ta bort deg selv')]).toEqual([422, true])
    const lesser = await merge(self, kari, { role: 'other' })
    expect([lesser.statusCode, lesser.body.includes('Et nettverk må ha en eier')]).toEqual([422, true])
    expect((await post('owner', DOUBLES, { one: kari.id, other: twin.id })).body).toContain('Velg hvem som skal bli')
    expect((await get('owner', `${DOUBLES}/compare?one=${kari.id}&other=${kari.id}`)).statusCode).toBe(303)
    expect((await get('owner', `${DOUBLES}/compare?one=${kari.id}&other=abc`)).statusCode).toBe(404)
    expect((await db().select().from(membership).where(eq(membership.id, me.id)))[0]).toEqual(me)
  })

  function registrationOf({ personId, name, email }: Member): typeof registration.$inferInsert {
    const number = registered++
    return { networkId: world.networkId, meetingId: newId(), number, state: 'registered', personId, name, email }
  }
})
let registered = 1

describe('two organisations that were one', () => {
  it('have members, what lies below them and dated numbers together; the old address leads to the new', async () => {
    const owner = await world.actor('owner')
    const blank = { type: 'public', place: null, parentId: null } as const
    const library = (number: string) => ({ kind: 'library' as const, number, validFrom: null, validTo: null })
    const [stays, goes] = (await addOrganisations(db(), owner, world.networkId, [
      { ...blank, name: { nb: 'Alta bibliotek' }, numbers: [library('2540300')] },
      {
        ...blank,
        name: { nb: 'Alta folkebibliotek', se: 'Álttá girjerádju' },
        place: 'Alta',
        numbers: [library('2540300'), library('2201200')],
      },
    ])) as [string, string]
    const [below] = await addOrganisations(db(), owner, world.networkId, [
      { ...blank, name: { nb: 'Bokbussen' }, parentId: goes, numbers: [] },
    ])
    const ola = await member('Ola Vik', 'ola@alta.example', { organisationId: goes })
    const base = '/nord/organisations'
    expect((await get('organiser', `${base}/doubles`)).body).toContain('Samme biblioteknummer')
    const { body } = await get('organiser', `${base}/doubles/compare?one=${stays}&other=${goes}`)
    expect(body).toContain('Alta folkebibliotek')
    const form = { ...formIn(body, `${base}/doubles`), keep: 'one' }
    for (const who of ['member', 'outsider', null] as const)
      expect((await post(who, `${base}/doubles`, form)).statusCode).toBe(404)
    expect((await post('organiser', `${base}/doubles`, form)).statusCode).toBe(303)
    const one = await readOrganisation(db(), world.networkId, stays)
    expect(one).toMatchObject({ name: { nb: 'Alta bibliotek', se: 'Álttá girjerádju' }, place: 'Alta', deletedAt: null })
    expect(one.numbers.map(({ number }) => number).sort()).toEqual(['2201200', '2540300'])
    expect((await readOrganisation(db(), world.networkId, below!)).parentId).toBe(stays)
    expect((await db().select().from(membership).where(eq(membership.id, ola.id)))[0]!.organisationId).toBe(stays)
    expect((await db().select().from(organisation).where(eq(organisation.id, goes)))[0]).toMatchObject({ mergedInto: stays })
    expect((await get('organiser', `${base}/${goes}`)).headers.location).toBe(`${base}/${stays}`)
    expect((await get('organiser', base)).body).not.toContain('Alta folkebibliotek')
  })
})
