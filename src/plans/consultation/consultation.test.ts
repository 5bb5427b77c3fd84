import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { membership, organisation } from '#network/tables.ts'
import { notice } from '#notices/tables.ts'
import { newId } from '#platform/db/id.ts'
import { mail } from '#platform/mail/tables.ts'
import { formIn } from '../../../tests/form.ts'
import { someIdentityNumber } from '../../../tests/identity.ts'
import { smallPlan } from '../../../tests/plan.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import type { PlanRow } from '../rules.ts'
import { consultation, measure, plan, planInput } from '../tables.ts'
import { purgePlanInputs } from './retention/writes.ts'

let world: World
let row: PlanRow
let at: string
beforeAll(async () => {
  world = await makeWorld()
  const id = newId()
  const { db } = world.ground
  await db.insert(organisation).values({ id, networkId: world.networkId, name: { nb: 'Alta bibliotek' }, type: 'public' })
  await db.update(membership).set({ organisationId: id }).where(eq(membership.personId, world.people.member.id))
})
afterAll(() => world.end())
beforeEach(async () => {
  await db().delete(mail)
  row = await smallPlan(world)
  at = `/nord/plans/${row.slug}/consultation`
})

const db = () => world.ground.db
const open = (form: Record<string, string> = {}, who: Who = 'organiser') =>
  world.as(who, { url: `${at}/open`, form: { deadline: '2999-01-01T12:00', text: 'Hva mangler?', ...form } })
const say = (who: Who | null, form: Record<string, string>) => world.as(who, { url: `${at}/inputs`, form })
const page = async (who: Who | null) => (await world.as(who, { url: at })).body
const inputs = async () =>
  (
    await db()
      .select({ row: planInput })
      .from(planInput)
      .innerJoin(consultation, eq(consultation.id, planInput.consultationId))
      .where(eq(consultation.planId, row.id))
  ).map((one) => one.row)
const answer = async (words: string, who: Who = 'organiser') =>
  world.as(who, { url: `${at}/inputs/${(await inputs())[0]!.id}/answer`, form: { answer: words } })
const guest = { text: 'Fra en leser', name: 'Kari Nord', email: 'kari@leser.example' }
const pass = () => db().update(consultation).set({ deadline: '2020-01-01T00:00:00Z' }).where(eq(consultation.planId, row.id))

describe('a draft out for input', () => {
  it('is opened with a deadline and a text, and shown to those it is for', async () => {
    row = await smallPlan(world, false)
    at = `/nord/plans/${row.slug}/consultation`
    expect((await world.as('member', { url: at })).statusCode).toBe(404)
    expect((await open({}, 'member')).statusCode).toBe(404)
    expect((await open()).statusCode).toBe(303)
    const [now] = await db().select().from(plan).where(eq(plan.id, row.id))
    expect(now).toMatchObject({ state: 'consultation', publishedAt: expect.any(String) })
    expect(await page('member')).toContain('Hva mangler?')
    expect((await open()).statusCode).toBe(403)
    expect((await world.as('organiser', { url: `${at}/close`, form: {} })).statusCode).toBe(303)
    expect(await page('member')).toContain('Høringen ble avsluttet')
  })

  it('has what is said of a measure, seen by whoever said it and by organisers until it is answered', async () => {
    await open()
    const [bus] = await db().select().from(measure).where(eq(measure.planId, row.id)).orderBy(measure.id).limit(1)
    expect((await say('member', { text: 'Bussen må gå om kvelden', about: bus!.id })).statusCode).toBe(303)
    expect((await inputs())[0]).toMatchObject({
      measureId: bus!.id,
      personId: world.people.member.id,
      organisationId: expect.any(String),
    })
    for (const [who, sees] of [
      ['member', true],
      ['organiser', true],
      ['owner', true],
      ['outsider', false],
      [null, false],
    ] as const)
      expect([who, (await page(who)).includes('Bussen må gå om kvelden')]).toEqual([who, sees])
    expect((await answer('Ja, fra høsten.', 'member')).statusCode).toBe(404)
    expect((await answer('Ja, fra høsten.')).statusCode).toBe(303)
    const seen = await page(null)
    for (const words of ['Bussen må gå om kvelden', 'Ja, fra høsten.', 'Alta bibliotek']) expect(seen).toContain(words)
    // Who said it, and who answered, is for members.
    expect(seen).not.toContain('Test member')
    expect(seen).not.toContain('Test organiser')
    expect(await page('member')).toContain('Test organiser')
  })

  it('has words that their own sender mends and takes back, and nobody else', async () => {
    await open()
    await say('member', { text: 'Første forslag' })
    const url = `${at}/inputs/${(await inputs())[0]!.id}`
    expect((await world.as('organiser', { url, form: { text: 'Andre ord' } })).statusCode).toBe(404)
    expect((await world.as('member', { url, form: { text: 'Bedre forslag' } })).statusCode).toBe(303)
    expect(await page('organiser')).toContain('Bedre forslag')
    expect((await world.as('owner', { url: `${url}/remove`, form: {} })).statusCode).toBe(404)
    await world.as('member', { url: `${url}/remove`, form: {} })
    expect(await page('organiser')).not.toContain('Bedre forslag')
    await world.as('member', { url: `${url}/restore`, form: {} })
    expect(await page('organiser')).toContain('Bedre forslag')
  })

  it('ends by itself at its deadline; what comes late is shown again with what to do', async () => {
    await open()
    await say('member', { text: 'I tide' })
    await pass()
    const late = await say('member', { text: 'Skrevet i siste liten' })
    expect(late.statusCode).toBe(403)
    expect(late.body).toContain('Fristen gikk ut før innspillet kom fram')
    expect(late.body).toContain('Skrevet i siste liten')
    const url = `${at}/inputs/${(await inputs())[0]!.id}`
    expect((await world.as('member', { url, form: { text: 'Endret' } })).body).toContain('Endret')
    expect((await inputs()).map((one) => one.text)).toEqual(['I tide'])
    expect((await answer('Takk.')).statusCode).toBe(303)
    // It is open again when its deadline is moved.
    expect(
      (await world.as('organiser', { url: `${at}/change`, form: { deadline: '2999-01-01T12:00', text: '', version: '1' } }))
        .statusCode,
    ).toBe(303)
    expect((await say('member', { text: 'Nå går det' })).statusCode).toBe(303)
  })

  it('is for members, and for whoever sees the plan where it is open to all', async () => {
    await open()
    const mine = { text: 'Fra en leser', name: 'Kari Nord, Lesesirkelen', email: '' }
    expect((await say(null, mine)).statusCode).toBe(403)
    expect(await page(null)).toContain('Denne høringen er for medlemmene')
    await world.as('organiser', {
      url: `${at}/change`,
      form: { deadline: '2999-01-01T12:00', text: '', openToAll: 'on', version: '1' },
    })
    expect((await say(null, { ...mine, name: '' })).body).toContain('Skriv navnet')
    expect((await say(null, mine)).statusCode).toBe(303)
    expect(await page('organiser')).toContain('Kari Nord, Lesesirkelen')
    await answer('Takk.')
    expect(await page(null)).not.toContain('Kari Nord')
  })

  it('takes nothing that is empty, holds an identity number, or is about what is not in the plan', async () => {
    await open()
    expect((await say('member', { text: ' ' })).body).toContain('Skriv noe her først')
    expect((await say('member', { text: `Jeg er ${someIdentityNumber()}` })).statusCode).toBe(422)
    expect((await say('member', { text: 'Hei', about: newId() })).statusCode).toBe(404)
    expect((await open({ deadline: 'snart' })).statusCode).toBe(422)
    const past = await world.as('organiser', {
      url: `${at}/change`,
      form: { deadline: '2020-01-01T12:00', text: 'Ny tekst', version: '1' },
    })
    expect([past.statusCode, past.body.includes('Fristen har allerede vært'), past.body.includes('Ny tekst')]).toEqual([
      422,
      true,
      true,
    ])
    const stale = await world.as('organiser', {
      url: `${at}/change`,
      form: { deadline: '2999-01-01T12:00', text: 'Min tekst', version: '7' },
    })
    expect([stale.statusCode, stale.body.includes('Min tekst')]).toEqual([422, true])
    expect(await inputs()).toEqual([])
  })

  it('is told to members by a letter that is ready to be looked through, and is one however often it is asked for', async () => {
    await open()
    const url = `${at}/letter`
    expect((await world.as('member', { url, form: {} })).statusCode).toBe(404)
    expect(await page('organiser')).toContain('Fortell medlemmene')
    expect(await page('member')).not.toContain('Fortell medlemmene')
    const first = await world.as('organiser', { url, form: {} })
    const edit = (await world.as('organiser', { url: first.headers.location! })).body
    for (const words of ['Innspill til «Plan for bibliotekene» innen 1. januar 2999', 'kl. 12.00', 'Hva mangler?', `${at}`])
      expect(edit).toContain(words)
    expect((await world.as('organiser', { url, form: {} })).headers.location).toBe(first.headers.location)
    expect(await page('organiser')).toContain('Brevet til medlemmene er skrevet, men ikke sendt')
    const id = first.headers.location!.split('/').at(-1)!
    await db().update(notice).set({ sentAt: '2026-05-06T10:00:00Z' }).where(eq(notice.id, id))
    expect(await page('organiser')).toContain('Brevet til medlemmene ble sendt 6. mai 2026')
    // A deadline that was moved is a reason to write once more.
    await world.as('organiser', { url: `${at}/change`, form: { deadline: '2999-02-01T12:00', text: '', version: '1' } })
    expect(await page('organiser')).toContain('Fristen eller teksten er endret')
    expect((await world.as('organiser', { url, form: {} })).headers.location).not.toBe(first.headers.location)
    await pass()
    expect((await world.as('organiser', { url, form: {} })).statusCode).toBe(403)
  })

  it('is answered by mail too: once for the same words, to members and to guests who left an address', async () => {
    await open({ openToAll: 'on' })
    await say(null, guest)
    const told = async () => (await db().select().from(mail).where(eq(mail.to, guest.email))).map((one) => one.text)
    await answer('Det tar vi med.')
    await answer('Det tar vi med.')
    expect(await told()).toEqual([expect.stringMatching(/Fra en leser[\s\S]*Det tar vi med\.[\s\S]*\/consultation#/)])
    await answer('Det tar vi med, fra 2022.')
    expect(await told()).toHaveLength(2)
    await db().delete(planInput)
    await say('member', { text: 'Fra et medlem' })
    await answer('Takk.')
    expect(await db().select().from(mail).where(eq(mail.to, 'member@nord.example'))).toHaveLength(1)
  })

  it('is not answered over another’s answer unseen: what was written comes again beside it', async () => {
    await open()
    await say('member', { text: 'Fra et medlem' })
    const url = `${at}/inputs/${(await inputs())[0]!.id}/answer`
    const [mine, theirs] = [formIn(await page('organiser'), url), formIn(await page('owner'), url)]
    expect((await world.as('owner', { url, form: { ...theirs, answer: 'Ja.' } })).statusCode).toBe(303)
    const late = await world.as('organiser', { url, form: { ...mine, answer: 'Nei.' } })
    expect(late.statusCode).toBe(422)
    for (const there of ['Noen har svart', 'Ja.', 'Nei.']) expect(late.body).toContain(there)
    expect((await inputs())[0]!.answer).toEqual({ nb: 'Ja.' })
    // Whoever has seen it may still send theirs.
    expect((await world.as('organiser', { url, form: formIn(late.body, url) })).statusCode).toBe(303)
    expect((await inputs())[0]!.answer).toEqual({ nb: 'Nei.' })
  })

  it('forgets who its guests were when its time is out, and keeps what they said', async () => {
    await open({ openToAll: 'on' })
    await say(null, guest)
    await say('member', { text: 'Fra et medlem' })
    const purge = (before: string) => purgePlanInputs(db(), world.networkId, Temporal.Instant.from(before), 100)
    await pass()
    expect(await purge('2019-12-31T23:59:00Z')).toBe(0)
    expect((await inputs()).map((one) => one.email)).toContain(guest.email)
    await purge('2020-01-01T00:01:00Z')
    const kept = (await inputs()).map(({ text, name, email }) => ({ text, name, email }))
    expect(kept).toContainEqual({ text: 'Fra en leser', name: null, email: null })
    expect(kept).toContainEqual({ text: 'Fra et medlem', name: 'Test member', email: null })
  })

  it('is taken along in a spreadsheet by organisers', async () => {
    await open()
    await say('member', { text: '=1+1' })
    const csv = await world.as('organiser', { url: `${at}.csv` })
    expect(csv.headers['content-type']).toContain('text/csv')
    expect(csv.body).toContain("'=1+1")
    expect(csv.body).toContain('Test member')
    expect((await world.as('organiser', { url: `${at}.xlsx` })).rawPayload.subarray(0, 2).toString()).toBe('PK')
    expect((await world.as('member', { url: `${at}.csv` })).statusCode).toBe(404)
  })
})
