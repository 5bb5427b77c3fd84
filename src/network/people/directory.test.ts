/** Getting to know each other: what members see of one another, and nobody else. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import type { LightMyRequestResponse } from 'fastify'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { materialVersion } from '#materials/tables.ts'
import { profile } from '#people/tables.ts'
import { activity } from '#platform/activity/tables.ts'
import { newId } from '#platform/db/id.ts'
import { file } from '#platform/files/tables.ts'
import { mail } from '#platform/mail/tables.ts'
import { registration } from '#registration/tables.ts'
import { formIn } from '../../../tests/form.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { addOrganisations } from '../organisations/writes.ts'
import { membership } from '../tables.ts'

let world: World
let alta: string
let senja: string
beforeAll(async () => {
  world = await makeWorld()
  const blank = { type: 'public', place: null, parentId: null } as const
  const number = (municipality: string) => [
    { kind: 'municipality' as const, number: municipality, validFrom: '2024-01-01', validTo: null },
  ]
  ;[alta, senja] = (await addOrganisations(world.ground.db, await world.actor('owner'), world.networkId, [
    { ...blank, name: { nb: 'Alta bibliotek' }, numbers: number('5601') },
    { ...blank, name: { nb: 'Senja bibliotek' }, numbers: number('5530') },
  ])) as [string, string]
})
afterAll(() => world.end())

const seat = async (who: Who) =>
  (await world.ground.db.select().from(membership).where(eq(membership.personId, world.people[who].id))).find(
    (one) => one.to === null,
  )!
const get = (who: Who | null, url: string) => world.as(who, { url })
const post = (who: Who | null, url: string, form: Record<string, string | string[]>) => world.as(who, { url, form })
const told = async (who: Who) =>
  (await world.ground.db.select().from(profile).where(eq(profile.personId, world.people[who].id)))[0]

/** The form of one's own page, as a browser would send it, with some fields changed. */
async function saveOwn(who: Who, change: Record<string, string | string[]>): Promise<LightMyRequestResponse> {
  const form = formIn((await get(who, '/nord/people/me')).body, '/nord/people/me')
  return post(who, '/nord/people/me', { ...form, ...change })
}

describe('one’s own page', () => {
  const about = 'Jeg arbeider med e-bøker og litteraturformidling.'

  it('shows nothing to the others before it is agreed to, field by field', async () => {
    const saved = await saveOwn('member', { office: 'bibliotekar', 'about.nb': about, phone: '77 00 11 22', shown: [] })
    expect(saved.statusCode).toBe(303)
    const page = `/nord/people/${(await seat('member')).id}`
    const closed = (await get('organiser', page)).body
    expect(closed).toContain('bibliotekar')
    for (const hidden of [about, '77 00 11 22', 'member@nord.example']) expect(closed).not.toContain(hidden)
    expect((await get('organiser', '/nord/people')).body).not.toContain('member@nord.example')

    await saveOwn('member', { shown: ['about', 'email'] })
    const open = (await get('organiser', page)).body
    expect(open).toContain(about)
    expect(open).toContain('mailto:member@nord.example')
    expect(open).not.toContain('77 00 11 22')
    expect((await get('organiser', '/nord/people?q=litteratur')).body).toContain('Test member')
    const before = (await told('member'))!.shown
    await saveOwn('member', { shown: ['about'] })
    // What stays agreed to keeps its time, what does not is gone.
    expect((await told('member'))!.shown).toEqual({ about: before.about })
    expect((await get('organiser', page)).body).not.toContain('member@nord.example')
  })

  it('is for members alone', async () => {
    const { id } = await seat('member')
    for (const who of [null, 'outsider', 'operator'] as const)
      for (const url of [`/nord/people/${id}`, `/nord/people/${id}/photo`, '/nord/people/me', '/nord/people'])
        expect([who, url, (await get(who, url)).statusCode]).toEqual([who, url, 404])
    expect((await get('owner', `/nord/people/${id}`)).statusCode).toBe(200)
  })

  it('keeps what was typed when something in it does not do, and refuses national identity numbers kindly', async () => {
    const wrong = await saveOwn('member', { 'about.nb': 'Mitt nummer er 01010750160', phone: 'ring meg', shown: [] })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('Et fødselsnummer skal ikke stå her')
    expect(wrong.body).toContain('01010750160')
    expect(wrong.body).toContain('Dette ser ikke ut som et telefonnummer')
    expect((await told('member'))!.about).toEqual({ nb: about })
  })

  it('shows both when it was changed in two windows', async () => {
    const form = formIn((await get('member', '/nord/people/me')).body, '/nord/people/me')
    await saveOwn('member', { 'about.nb': 'Fra det andre vinduet.' })
    const stale = await post('member', '/nord/people/me', { ...form, 'about.nb': 'Fra det første vinduet.' })
    expect(stale.statusCode).toBe(409)
    expect(stale.body).toContain('Fra det første vinduet.')
    expect((await told('member'))!.about).toEqual({ nb: 'Fra det andre vinduet.' })
    expect((await post('member', '/nord/people/me', formIn(stale.body, '/nord/people/me'))).statusCode).toBe(303)
    expect((await told('member'))!.about).toEqual({ nb: 'Fra det første vinduet.' })
  })

  it('leaves no trace of what was written in the record of acts', async () => {
    const acts = await world.ground.db.select().from(activity).where(eq(activity.aboutId, world.people.member.id))
    expect(acts.some((act) => act.action === 'profile.changed')).toBe(true)
    expect(JSON.stringify(acts)).not.toContain('vinduet')
    expect(JSON.stringify(acts)).not.toContain('77 00 11 22')
  })
})

describe('a picture', () => {
  const send = (bytes: Buffer, name = 'meg.jpg') => {
    const edge = 'kant'
    const head = `--${edge}\r\ncontent-disposition: form-data; name="photo"; filename="${name}"\r\ncontent-type: image/jpeg\r\n\r\n`
    return world.as('member', {
      method: 'POST',
      url: '/nord/people/me/photo',
      payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)]),
      headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
    })
  }
  const picture = (background: string) =>
    sharp({ create: { width: 900, height: 600, channels: 3, background } })
      .withExif({ IFD0: { Artist: 'Hemmelig Fotograf' } })
      .jpeg()
      .toBuffer()
  const bytesKept = () => readdirSync(join(world.ground.config.filesDir, world.networkId))

  it('becomes a square of our own making, without what the camera wrote into it', async () => {
    const sent = await picture('red')
    expect(sent.toString('latin1')).toContain('Hemmelig Fotograf')
    expect((await send(sent)).statusCode).toBe(303)
    const { id } = await seat('member')
    const shown = await get('organiser', `/nord/people/${id}/photo`)
    expect(shown.headers).toMatchObject({ 'content-type': 'image/webp', 'cache-control': 'private, no-cache' })
    expect(await sharp(shown.rawPayload).metadata()).toMatchObject({ format: 'webp', width: 480, height: 480 })
    expect(shown.rawPayload.toString('latin1')).not.toContain('Hemmelig Fotograf')
    expect((await get('organiser', `/nord/people/${id}`)).body).toContain('alt="Test member"')
    expect((await get(null, `/nord/people/${id}/photo`)).statusCode).toBe(404)
  })

  it('is hidden when that is no longer agreed to, and seen by oneself', async () => {
    await saveOwn('member', { shown: [] })
    const { id } = await seat('member')
    expect((await get('organiser', `/nord/people/${id}/photo`)).statusCode).toBe(404)
    expect((await get('member', `/nord/people/${id}/photo`)).statusCode).toBe(200)
  })

  it('takes the place of the one before, whose bytes go', async () => {
    const [before] = bytesKept()
    expect((await send(await picture('blue'))).statusCode).toBe(303)
    const kept = bytesKept()
    expect(kept).toHaveLength(1)
    expect(kept).not.toContain(before)
    expect((await told('member'))!.photoSha256).toBe(kept[0])
  })

  it('is nothing else than a picture, whatever it is called', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>')
    for (const bytes of [svg, Buffer.from('GIF89a'), Buffer.from('ikke et bilde')]) {
      const answer = await send(bytes)
      expect(answer.statusCode).toBe(422)
      expect(answer.body).toContain('Dette er ikke et bilde vi kan vise')
    }
    expect((await post('member', '/nord/people/me/photo', {})).body).toContain('Velg et bilde først')
    expect(bytesKept()).toHaveLength(1)
  })

  it('that was saved and handed in as a presentation stays there when its owner takes it away', async () => {
    const sha256 = (await told('member'))!.photoSha256!
    const version = { networkId: world.networkId, materialId: newId(), number: 1, sha256, fileName: 'x.webp' }
    await world.ground.db.insert(materialVersion).values({ ...version, mediaType: 'image/webp', size: 1 })
    await post('member', '/nord/people/me/photo/remove', {})
    expect(bytesKept()).toEqual([sha256])
    await world.ground.db.delete(materialVersion)
  })

  it('that is removed is gone from the disk too', async () => {
    await send(await picture('green'))
    await post('member', '/nord/people/me/photo/remove', {})
    const sha256 = (await told('member'))!.photoSha256
    expect(sha256).toBeNull()
    expect((await world.ground.db.select().from(file)).map((one) => one.sha256)).toHaveLength(1)
    expect((await get('member', `/nord/people/${(await seat('member')).id}/photo`)).statusCode).toBe(404)
  })
})

describe('the list', () => {
  it('is narrowed by organisation and county, without script', async () => {
    const at = (who: Who, organisationId: string) =>
      world.ground.db.update(membership).set({ organisationId }).where(eq(membership.personId, world.people[who].id))
    await at('organiser', alta)
    await at('member', senja)
    const names = async (query: string) => {
      const { body } = await get('member', `/nord/people?${query}`)
      return [...body.matchAll(/class="sm-folk__n"[^>]*>([^<]*)</g)].map(([, name]) => name)
    }
    expect(await names('')).toEqual(['Test member', 'Test organiser', 'Test owner'])
    expect(await names(`organisation=${alta}`)).toEqual(['Test organiser'])
    expect(await names('county=55')).toEqual(['Test member'])
    expect(await names('q=senja')).toEqual(['Test member'])
    expect(await names('q=finnes-ikke')).toEqual([])
    expect((await get('member', '/nord/people?q=finnes-ikke')).body).toContain('Ingen passer')
  })
})

describe('a change of job', () => {
  const today = () => Temporal.Now.plainDateISO('Europe/Oslo').toString()

  it('ends one membership and begins the next, and can be taken back', async () => {
    const before = await seat('member')
    const { id: personId, email } = world.people.member
    const then = { organisationId: senja, office: before.office, name: 'Test member', personId, email }
    await world.ground.db
      .insert(registration)
      .values({ ...then, networkId: world.networkId, meetingId: newId(), number: 1, state: 'registered' })
    const job = { newOrganisation: alta, newOffice: 'biblioteksjef', newFrom: today() }
    const answer = await post('member', `/nord/people/${before.id}/job`, job)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/nord/people/me'])
    const now = await seat('member')
    expect(now).toMatchObject({ organisationId: alta, office: 'biblioteksjef', role: 'member', readsSpecial: false })
    // What they were registered as stays what they were.
    expect(await world.ground.db.select().from(registration)).toMatchObject([then])
    // Whoever follows an older link comes to the person as they are now.
    expect((await get('organiser', `/nord/people/${before.id}`)).headers.location).toBe(`/nord/people/${now.id}`)
    const seen = (await get('organiser', `/nord/people/${now.id}`)).body
    expect(seen).toContain('Senja bibliotek')
    expect(seen).toContain('biblioteksjef')
    // History is for organisers and for oneself.
    await world.ground.db.update(membership).set({ role: 'member' }).where(eq(membership.personId, world.people.organiser.id))
    expect((await get('organiser', `/nord/people/${now.id}`)).body).not.toContain('Senja bibliotek')
    await world.ground.db.update(membership).set({ role: 'organiser' }).where(eq(membership.personId, world.people.organiser.id))

    expect((await post('member', `/nord/people/${now.id}/job/undo`, {})).statusCode).toBe(303)
    expect(await seat('member')).toEqual(before)
  })

  it('is not told for others, nor ahead, nor before the old job', async () => {
    const { id } = await seat('member')
    const job = { newOrganisation: alta, newOffice: '', newFrom: today() }
    for (const who of ['organiser', 'outsider', null] as const)
      expect((await post(who, `/nord/people/${id}/job`, job)).statusCode).toBe(404)
    const ahead = await post('member', `/nord/people/${id}/job`, { ...job, newFrom: '2099-01-01' })
    expect([ahead.statusCode, ahead.body.includes('Dagen har ikke vært ennå')]).toEqual([422, true])
    const early = await post('owner', `/nord/people/${id}/job`, { ...job, newFrom: '1999-01-01' })
    expect([early.statusCode, early.body.includes('må begynne etter den gamle')]).toEqual([422, true])
    const elsewhere = await post('owner', `/nord/people/${id}/job`, { ...job, newOrganisation: id })
    expect([elsewhere.statusCode, elsewhere.body.includes('Velg en organisasjon fra listen')]).toEqual([422, true])
    expect((await seat('member')).id).toBe(id)
  })
})

describe('what an owner decides', () => {
  it('is who stands in for whom, and who reads what is kept apart', async () => {
    const { id } = await seat('member')
    const edit = `/nord/people/${id}`
    const form = formIn((await get('owner', `${edit}/edit`)).body, edit)
    const chosen = { ...form, substituteOf: world.people.organiser.id, readsSpecial: 'on' }
    const answer = await post('owner', edit, chosen)
    expect(answer.statusCode).toBe(303)
    expect(await seat('member')).toMatchObject({ substituteOf: world.people.organiser.id, readsSpecial: true })
    expect((await get('member', `/nord/people/${(await seat('organiser')).id}`)).body).toContain('Faste vikarer')
    expect((await get('owner', edit)).body).toContain('Fast vikar for')
    for (const wrong of [world.people.member.id, world.people.outsider.id])
      expect((await post('owner', edit, { ...form, substituteOf: wrong })).body).toContain('Velg en annen i nettverket')
    await post('owner', edit, form)
    expect(await seat('member')).toMatchObject({ substituteOf: null, readsSpecial: false })
  })

  it('leads on to erasing whoever asked for it, with the address filled in', async () => {
    const { id } = await seat('member')
    const [, way] = /href="(\/nord\/privacy\/erase[^"]*)"/.exec((await get('owner', `/nord/people/${id}/edit`)).body)!
    const page = await get('owner', way!)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Skriv member@nord.example for å bekrefte')
  })

  it('is to send the invitation once more', async () => {
    const { id } = await seat('member')
    expect((await post('owner', `/nord/people/${id}/invite`, {})).statusCode).toBe(303)
    const letters = await world.ground.db.select().from(mail).where(eq(mail.to, 'member@nord.example'))
    expect(letters.map((one) => one.kind)).toEqual(['invitation'])
  })
})
