/** A list that was taken in, and taken back: nothing of it is left but what somebody has touched since. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formIn } from '../../../../tests/form.ts'
import { makeWorld, type World } from '../../../../tests/world.ts'
import { listOrganisations } from '../../organisations/reads.ts'
import { addOrganisations } from '../../organisations/writes.ts'
import { listMembers } from '../../people/reads.ts'
import { changeMember } from '../../people/writes.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addOrganisations(world.ground.db, await world.actor('owner'), world.networkId, [
    { name: { nb: 'Alta bibliotek' }, type: 'public', place: 'Alta', parentId: null, numbers: [] },
  ])
})
afterAll(() => world.end())

const db = () => world.ground.db
const owner = () => world.actor('owner')
const PEOPLE = '/nord/people/import'
const ORGANISATIONS = '/nord/organisations/import'
const members = async () => (await listMembers(db(), await owner(), world.networkId)).map(({ from: _, ...one }) => one)
const organisations = async () => listOrganisations(db(), await owner(), world.networkId)

/** Takes a list in as the page offers it. @returns the undo that the next page bears */
async function take(url: string, text: string): Promise<Record<string, string>> {
  const checked = await world.as('owner', { url, form: { text } })
  const again = await world.as('owner', { url, form: { ...formIn(checked.body, url), makes: 'on', wish: 'check' } })
  const answer = await world.as('owner', { url, form: { ...formIn(again.body, url), wish: 'take' } })
  expect(answer.statusCode).toBe(303)
  const page = await world.as('owner', {
    url: String(answer.headers['location']),
    headers: { cookie: String(answer.headers['set-cookie']).split(';')[0]! },
  })
  return formIn(page.body, `${url}/undo`) as Record<string, string>
}
const takeBack = (url: string, form: Record<string, string>, who: 'owner' | 'organiser' = 'owner') =>
  world.as(who, { url: `${url}/undo`, form })

describe('people', () => {
  const list = [
    'Navn\tE-post\tStilling\tBibliotek',
    'Kari Holm\tkari@alta.example\tbiblioteksjef\tAlta bibliotek',
    'Ola Neste\tola@ny.example\t\tNytt bibliotek',
    'Test member\tmember@nord.example\tbibliotekar\tAlta bibliotek',
  ].join('\n')

  it('and what came along with them are out again, others as they were, and twice is once', async () => {
    const before = [await members(), await organisations()]
    const undo = await take(PEOPLE, list)
    expect(await members()).toHaveLength(before[0]!.length + 2)
    expect((await takeBack(PEOPLE, undo)).statusCode).toBe(303)
    expect([await members(), await organisations()]).toEqual(before)
    expect((await takeBack(PEOPLE, undo)).statusCode).toBe(303)
    expect([await members(), await organisations()]).toEqual(before)
  })

  it('whom somebody has changed since stay, with what they belong to', async () => {
    const undo = await take(PEOPLE, list)
    const ola = (await members()).find((one) => one.name === 'Ola Neste')!
    const { role, organisationId, substituteOf, readsSpecial } = ola
    const place = { role, organisationId, substituteOf, readsSpecial, office: 'leder' }
    await changeMember(db(), await owner(), world.networkId, ola.id, place)
    await takeBack(PEOPLE, undo)
    const names = (await members()).map((one) => one.name)
    expect(names).toContain('Ola Neste')
    expect(names).not.toContain('Kari Holm')
    expect((await organisations()).map((one) => one.name['nb'])).toContain('Nytt bibliotek')
  })

  it('are taken back by whoever took them in, and by nobody else', async () => {
    const undo = await take(PEOPLE, 'Navn\tE-post\nNils Ny\tnils@ny.example')
    expect((await takeBack(PEOPLE, undo, 'organiser')).statusCode).toBe(404)
    expect((await takeBack(ORGANISATIONS, undo, 'organiser')).statusCode).toBe(303)
    expect((await members()).map((one) => one.name)).toContain('Nils Ny')
  })
})

it('organisations are out again, and those that were changed are as they were, with their numbers', async () => {
  const before = await organisations()
  const list = [
    'Navn;Sted;Hører til;Kommunenummer',
    'Alta bibliotek;Kautokeino;Fylkesbiblioteket;5601',
    'Fylkesbiblioteket;Tromsø;;',
  ].join('\n')
  const undo = await take(ORGANISATIONS, list)
  expect((await organisations()).find((one) => one.name['nb'] === 'Alta bibliotek')).toMatchObject({ place: 'Kautokeino' })
  await takeBack(ORGANISATIONS, undo)
  expect(await organisations()).toEqual(before)
})
