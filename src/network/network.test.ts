import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { person } from '#people/tables.ts'
import { activity } from '#platform/activity/tables.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import { mail } from '#platform/mail/tables.ts'
import { queueMail } from '#platform/mail/writes.ts'
import { formIn } from '../../tests/form.ts'
import { makeWorld, type Who, type World } from '../../tests/world.ts'
import { readOrganisation } from './organisations/reads.ts'
import { stateText } from './organisations/rules.ts'
import { withdraw } from './people/writes.ts'
import { membership, network, organisation, organisationNumber } from './tables.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

const get = (who: Who | null, url: string) => world.as(who, { url })
const post = (who: Who | null, url: string, form: Record<string, string | string[]> = {}) => world.as(who, { url, form })
const member = async (who: Who) =>
  (
    await world.ground.db
      .select()
      .from(membership)
      .where(and(eq(membership.personId, world.people[who].id), eq(membership.networkId, world.networkId)))
  ).at(-1)!
const acts = async (action: string) => world.ground.db.select().from(activity).where(eq(activity.action, action))

describe('making a network', () => {
  it('is the operator’s', async () => {
    for (const who of [null, 'member', 'owner'] as const) {
      expect((await get(who, '/networks/new')).statusCode).toBe(404)
      expect((await post(who, '/networks/new', { slug: 'snik', 'name.nb': 'Snik', locale: 'nb' })).statusCode).toBe(404)
    }
    expect((await world.ground.db.select().from(network)).length).toBe(1)
    const answer = await post('operator', '/networks/new', {
      slug: 'Vest',
      'name.nb': 'Bibliotek i vest',
      'name.nn': 'Bibliotek i vest',
      locale: 'nn',
    })
    expect(answer.headers.location).toBe('/vest')
    const [made] = await world.ground.db.select().from(network).where(eq(network.slug, 'vest'))
    expect(made).toMatchObject({ name: { nb: 'Bibliotek i vest', nn: 'Bibliotek i vest' }, locale: 'nn' })
    expect((await get('operator', '/vest/settings')).statusCode).toBe(200)
    expect((await get('owner', '/vest/settings')).statusCode).toBe(404)
  })
  it.each([
    [{ slug: 'sign-in', 'name.nb': 'X' }, 'Denne adressen bruker Samling selv'],
    [{ slug: 'nord', 'name.nb': 'X' }, 'Et annet nettverk har denne adressen'],
    [{ slug: 'Å se', 'name.nb': 'X' }, 'Adressen kan ha små bokstaver'],
    [{ slug: 'tomt', 'name.nb': ' ' }, 'Skriv navnet på minst ett språk'],
  ])('keeps what was typed in %j', async (form, words) => {
    const answer = await post('operator', '/networks/new', { locale: 'nb', ...form })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(words)
    expect(formIn(answer.body, '/networks/new').slug).toBe(form.slug)
  })
})

describe('settings', () => {
  const save = async (change: Record<string, string>) => {
    const form = formIn((await get('owner', '/nord/settings')).body, '/nord/settings')
    return post('owner', '/nord/settings', { ...form, ...change })
  }
  it('are the owners’', async () => {
    for (const who of [null, 'outsider', 'member', 'organiser', 'operator'] as const)
      expect((await get(who, '/nord/settings')).statusCode, String(who)).toBe(404)
  })
  it('change the name and the foot of every page', async () => {
    expect((await get(null, '/nord')).body).not.toContain('uustatus.no')
    expect(
      (await save({ 'name.nb': 'Nordbibliotekene', accessibilityUrl: 'https://uustatus.no/x', contact: 'post@nord.example' }))
        .statusCode,
    ).toBe(303)
    const home = (await get(null, '/nord')).body
    expect(home).toContain('Nordbibliotekene')
    expect(home).toContain('https://uustatus.no/x')
    expect(home).toContain('mailto:post@nord.example')
    expect((await acts('network.changed'))[0]).toMatchObject({
      before: { name: { nb: 'Bibliotek i nord' } },
      after: { name: { nb: 'Nordbibliotekene' } },
    })
  })
  it.each([
    ['accessibilityUrl', 'uustatus.no', 'Skriv hele adressen'],
    ['accessibilityUrl', 'javascript:alert(1)', 'Skriv hele adressen'],
    ['contact', 'ring oss', 'Skriv en e-postadresse'],
    ['contact', 'javascript:alert(1)', 'Skriv en e-postadresse'],
    ['timezone', 'Europe/Nowhere', 'Velg en tidssone'],
    ['name.nb', '', ''],
  ])('say what is wrong with %s "%s" and keep it', async (field, value, words) => {
    const answer = await save({ [field]: value, ...(field === 'name.nb' && { 'name.nn': '', 'name.en': '', 'name.se': '' }) })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(words || 'Skriv navnet på minst ett språk')
    if (field !== 'timezone') expect(formIn(answer.body, '/nord/settings')[field]).toBe(value)
  })
  it('show both when somebody else was first, and lose neither', async () => {
    const mine = formIn((await get('owner', '/nord/settings')).body, '/nord/settings')
    await save({ contact: 'deres@nord.example' })
    const answer = await post('owner', '/nord/settings', { ...mine, contact: 'min@nord.example' })
    expect(answer.statusCode).toBe(409)
    expect(answer.body).toContain('deres@nord.example')
    const again = formIn(answer.body, '/nord/settings')
    expect(again.contact).toBe('min@nord.example')
    expect((await world.ground.db.select().from(network).where(eq(network.slug, 'nord')))[0]!.contact).toBe('deres@nord.example')
    expect((await post('owner', '/nord/settings', again)).statusCode).toBe(303)
    expect((await world.ground.db.select().from(network).where(eq(network.slug, 'nord')))[0]!.contact).toBe('min@nord.example')
  })
  it('add a series with an address of its own', async () => {
    for (const address of ['hostmote', 'hostmote-2']) {
      await post('owner', '/nord/settings/series', { 'series.nb': 'Høstmøte' })
      expect((await get(null, `/nord/series/${address}`)).body).toContain('Høstmøte')
    }
    expect((await post('owner', '/nord/settings/series', { 'series.nb': '' })).statusCode).toBe(422)
  })
})

describe('people', () => {
  it('are seen by members, without addresses, and changed by owners', async () => {
    for (const who of [null, 'outsider', 'operator'] as const) expect((await get(who, '/nord/people')).statusCode).toBe(404)
    const seen = (await get('member', '/nord/people')).body
    expect(seen).toContain('Test organiser')
    expect(seen).not.toContain('organiser@nord.example')
    expect((await get('owner', '/nord/people')).body).toContain('organiser@nord.example')
    const { id } = await member('member')
    for (const who of ['member', 'organiser', 'outsider', null] as const) {
      expect(
        (await post(who, '/nord/people', { name: 'X', email: 'x@nord.example', role: 'owner', office: '', organisationId: '' }))
          .statusCode,
      ).toBe(404)
      expect((await get(who, `/nord/people/${id}/edit`)).statusCode).toBe(404)
      for (const path of ['', '/withdraw', '/restore'])
        expect((await post(who, `/nord/people/${id}${path}`, { role: 'owner' })).statusCode).toBe(404)
    }
    expect((await member('member')).role).toBe('member')
  })
  it('are invited by mail, which holds no way in by itself', async () => {
    const form = {
      name: 'Kari  Holm',
      email: 'Kari.Holm@nord.example',
      role: 'organiser',
      office: 'biblioteksjef',
      organisationId: '',
    }
    expect((await post('owner', '/nord/people', form)).statusCode).toBe(303)
    const [kari] = await world.ground.db.select().from(person).where(eq(person.email, 'kari.holm@nord.example'))
    expect(kari!.name).toBe('Kari Holm')
    const [letter] = await world.ground.db.select().from(mail).where(eq(mail.to, 'kari.holm@nord.example'))
    expect(letter).toMatchObject({ kind: 'invitation', networkId: world.networkId, state: 'kept' })
    expect(letter!.text).toContain('http://localhost:3000/sign-in?to=%2Fnord&email=kari.holm%40nord.example')
    expect(letter!.text).not.toContain('/sign-in/link/')
    expect((await get(null, '/sign-in?to=%2Fnord&email=kari.holm%40nord.example')).body).toContain(
      'value="kari.holm@nord.example"',
    )
    expect(
      (await acts('membership.granted')).some((act) => act.aboutId === kari!.id && act.byPerson === world.people.owner.id),
    ).toBe(true)
    const twice = await post('owner', '/nord/people', form)
    expect(twice.statusCode).toBe(422)
    expect(twice.body).toContain('allerede med')
    expect((await world.ground.db.select().from(mail).where(eq(mail.to, 'kari.holm@nord.example'))).length).toBe(1)
  })
  it('keep their own name when they are known already', async () => {
    await post('owner', '/nord/people', {
      name: 'Feil Navn',
      email: 'OUTSIDER@nord.example',
      role: 'member',
      office: '',
      organisationId: '',
    })
    expect((await get('member', '/nord/people')).body).toContain('Test outsider')
    expect((await get('outsider', '/nord/people')).statusCode).toBe(200)
  })
  it('who are withdrawn are out at once, and back when it is undone', async () => {
    const { id } = await member('outsider')
    const answer = await post('owner', `/nord/people/${id}/withdraw`)
    expect(answer.statusCode).toBe(303)
    expect((await get('outsider', '/nord/people')).statusCode).toBe(404)
    const notice = [answer.headers['set-cookie']].flat().find((line) => String(line).startsWith('samling_notice'))
    expect(decodeURIComponent(Buffer.from(String(notice).split('=')[1]!.split('.')[0]!, 'base64url').toString())).toContain(
      `/nord/people/${id}/restore`,
    )
    expect((await post('owner', `/nord/people/${id}/restore`)).statusCode).toBe(303)
    expect((await get('outsider', '/nord/people')).statusCode).toBe(200)
  })
  it('of another network cannot be reached', async () => {
    const [vest] = await world.ground.db.select().from(network).where(eq(network.slug, 'vest'))
    const [theirs] = await world.ground.db.select().from(membership).where(eq(membership.networkId, vest!.id))
    for (const path of ['', '/edit']) expect((await get('owner', `/nord/people/${theirs!.id}${path}`)).statusCode).toBe(404)
    expect((await post('owner', `/nord/people/${theirs!.id}/withdraw`)).statusCode).toBe(404)
  })
  it('always hold an owner, even when two leave at the same moment', async () => {
    const owner = await member('owner')
    expect((await post('owner', `/nord/people/${owner.id}/withdraw`)).statusCode).toBe(403)
    const lesser = await post('owner', `/nord/people/${owner.id}`, { role: 'member', office: '', organisationId: '' })
    expect(lesser.statusCode).toBe(422)
    expect(lesser.body).toContain('Et nettverk må ha en eier')
    const other = await member('organiser')
    await post('owner', `/nord/people/${other.id}`, { role: 'owner', office: 'rådgiver', organisationId: '' })
    const actor = await world.actor('owner')
    const left = await Promise.allSettled([owner, other].map((one) => withdraw(world.ground.db, actor, world.networkId, one.id)))
    expect(left.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    await world.ground.db.update(membership).set({ to: null, role: 'owner' }).where(eq(membership.id, owner.id))
    await world.ground.db.update(membership).set({ to: null, role: 'organiser' }).where(eq(membership.id, other.id))
  })
})

describe('organisations', () => {
  const base = '/nord/organisations'
  const form = {
    'name.nb': 'Alta bibliotek',
    type: 'public',
    parent: '',
    place: 'Alta',
    seen: '',
    'number.0.kind': 'municipality',
    'number.0.number': '5601',
    'number.0.from': '2024-01-01',
    'number.0.to': '',
  }
  const row = async () =>
    (await world.ground.db.select().from(organisation).where(eq(organisation.networkId, world.networkId)))[0]!
  it('are added by organisers and seen by members', async () => {
    for (const who of [null, 'member'] as const) expect((await post(who, `${base}/new`, form)).statusCode).toBe(404)
    expect((await post('organiser', `${base}/new`, form)).statusCode).toBe(303)
    const seen = (await get('member', base)).body
    for (const shown of ['Alta bibliotek', 'Folkebibliotek', '5601', '1. januar 2024']) expect(seen).toContain(shown)
    expect((await get(null, base)).statusCode).toBe(404)
  })
  it('keep dated numbers, old beside new', async () => {
    const { id } = await row()
    const given = formIn((await get('organiser', `${base}/${id}`)).body, `${base}/${id}`)
    const answer = await post('organiser', `${base}/${id}`, {
      ...given,
      'number.1.kind': 'municipality',
      'number.1.number': '5403',
      'number.1.from': '2020-01-01',
      'number.1.to': '2023-12-31',
    })
    expect(answer.statusCode).toBe(303)
    const numbers = await world.ground.db.select().from(organisationNumber).where(eq(organisationNumber.organisationId, id))
    expect(numbers.map((one) => [one.number, one.validFrom, one.validTo]).sort()).toEqual([
      ['5403', '2020-01-01', '2023-12-31'],
      ['5601', '2024-01-01', null],
    ])
    const conflict = await post('organiser', `${base}/${id}`, { ...given, place: 'Alta by' })
    expect(conflict.statusCode).toBe(409)
    expect(formIn(conflict.body, `${base}/${id}`).place).toBe('Alta by')
  })
  it('are as they were when a change is undone', async () => {
    const { id } = await row()
    const before = await readOrganisation(world.ground.db, world.networkId, id)
    const given = formIn((await get('organiser', `${base}/${id}`)).body, `${base}/${id}`)
    const answer = await post('organiser', `${base}/${id}`, {
      ...given,
      'name.nb': 'Et annet navn',
      place: '',
      'number.0.number': '',
    })
    const notice = [answer.headers['set-cookie']].flat().find((line) => String(line).startsWith('samling_notice'))
    const { undo } = JSON.parse(Buffer.from(String(notice).split('=')[1]!.split('.')[0]!, 'base64url').toString())
    expect((await readOrganisation(world.ground.db, world.networkId, id)).name).toEqual({ nb: 'Et annet navn' })
    expect((await post('organiser', undo.action, undo.fields)).statusCode).toBe(303)
    expect(stateText(await readOrganisation(world.ground.db, world.networkId, id))).toBe(stateText(before))
  })
  it.each([
    [{ 'number.0.number': '56' }, 'Et kommunenummer har fire sifre'],
    [{ 'number.0.from': '2024-13-01' }, 'Skriv datoen som 2024-01-01'],
    [{ 'number.0.from': '2024-01-01', 'number.0.to': '2020-01-01' }, 'Skriv datoen som 2024-01-01'],
    [{ 'name.nb': '' }, 'Skriv navnet på minst ett språk'],
  ])('say what is wrong with %j', async (change, words) => {
    const answer = await post('organiser', `${base}/new`, { ...form, ...change })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(words)
    expect(formIn(answer.body, `${base}/new`).place).toBe('Alta')
  })
  it('go and come back', async () => {
    const { id } = await row()
    await post('organiser', `${base}/${id}/remove`)
    expect((await get('member', base)).body).not.toContain('Alta bibliotek')
    await post('organiser', `${base}/${id}/restore`)
    expect((await get('member', base)).body).toContain('Alta bibliotek')
  })
})

describe('the outbox', () => {
  const put = (networkId: string | null, kind: string, text: string) =>
    inTransaction(world.ground.db, (tx) =>
      queueMail(world.ground, tx, { networkId, to: 'kari@nord.example', kind, subject: `Om ${kind}`, text }),
    )
  it('is its owners’ alone, and holds no sign-in links', async () => {
    const id = await put(world.networkId, 'notice', 'Hei Kari')
    const secret = await put(null, 'sign-in', 'http://localhost:3000/sign-in/link/HEMMELIGtoken')
    for (const who of [null, 'outsider', 'member', 'organiser', 'operator'] as const) {
      expect((await get(who, '/nord/outbox')).statusCode, String(who)).toBe(404)
      expect((await get(who, `/nord/outbox/${id}`)).statusCode).toBe(404)
    }
    const list = (await get('owner', '/nord/outbox')).body
    expect(list).toContain('Om notice')
    expect(list).not.toContain('Om sign-in')
    expect(list).toContain('Innloggingslenker ligger ikke her')
    expect((await get('owner', `/nord/outbox/${id}`)).body).toContain('Hei Kari')
    expect((await get('owner', `/nord/outbox/${secret}`)).statusCode).toBe(404)
    for (const who of [null, 'owner'] as const) expect((await get(who, '/outbox')).statusCode).toBe(404)
  })
  it('shows sign-in links to the operator only while nothing can be sent', async () => {
    const id = await put(null, 'sign-in', 'http://localhost:3000/sign-in/link/HEMMELIGtoken2')
    expect((await get('operator', '/outbox')).body).toContain('i klartekst')
    expect((await get('operator', `/outbox/${id}`)).body).toContain('HEMMELIGtoken2')
    const sending = await makeWorld({ on: world, env: { SMTP_URL: 'smtp://127.0.0.1:1' } })
    const page = (await sending.as('operator', { url: `/outbox/${id}` })).body
    expect(page).toContain('/sign-in/link/…')
    expect(page).not.toContain('HEMMELIG')
    expect((await sending.as('operator', { url: `/outbox/${id}/send`, form: {} })).statusCode).toBe(303)
    expect((await world.ground.db.select().from(mail).where(eq(mail.id, id)))[0]!.state).toBe('waiting')
    expect((await sending.as('operator', { url: `/outbox/${id}/send`, form: {} })).statusCode).toBe(403)
    expect((await get('operator', `/outbox/${id}`)).body).not.toContain('HEMMELIG')
    await sending.end()
  })
  it('pages', async () => {
    for (let i = 0; i < 55; i++) await put(world.networkId, `nr-${i}`, 'x')
    const first = (await get('owner', '/nord/outbox')).body
    const older = /href="(\/nord\/outbox\?before=[^"]+)"/.exec(first)![1]!
    const second = (await get('owner', older)).body
    const idsIn = (page: string) => [...page.matchAll(/href="\/nord\/outbox\/([0-9a-f-]{36})"/g)].map((match) => match[1]!)
    expect(idsIn(first).length).toBe(50)
    expect(idsIn(second).some((id) => idsIn(first).includes(id))).toBe(false)
    expect(second).toContain('Om notice')
  })
})
