/** Standing substitutes: what is known of them is filled in, and no more than they show. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { membership } from '#network/tables.ts'
import { profile } from '#people/tables.ts'
import { openConference } from '../../../tests/conference.ts'
import { formIn } from '../../../tests/form.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'

let world: World
let register: string
beforeAll(async () => {
  world = await makeWorld()
  register = `${(await openConference(world)).path}/register`
  const { member, organiser } = world.people
  await world.ground.db.update(membership).set({ substituteOf: member.id }).where(eq(membership.personId, organiser.id))
})
afterAll(() => world.end())

const formOf = async (who: Who) => formIn((await world.as(who, { url: `${register}?for=substitute` })).body, register)

it('who has one finds them filled in, with the address once they show it', async () => {
  expect(await formOf('member')).toMatchObject({
    substituteFor: world.people.member.id,
    name: 'Test organiser',
    email: '',
  })
  const shown = { email: '2026-01-01T00:00:00Z' }
  await world.ground.db.insert(profile).values({ networkId: world.networkId, personId: world.people.organiser.id, shown })
  expect(await formOf('member')).toMatchObject({ email: 'organiser@nord.example' })
  const sent = await world.as('member', { url: register, form: { ...(await signUp('member')), for: 'self' } })
  const own = await world.as('member', { url: String(sent.headers.location) })
  expect(formIn(own.body, `${String(sent.headers.location).split('?')[0]}/substitute`)).toMatchObject({
    name: 'Test organiser',
    email: 'organiser@nord.example',
  })
})

it('who is one registers themselves instead of the other', async () => {
  expect(await formOf('organiser')).toMatchObject({
    substituteFor: world.people.member.id,
    name: 'Test organiser',
    email: 'organiser@nord.example',
  })
})

it('others begin with nobody’s name', async () => {
  expect(await formOf('owner')).toMatchObject({ substituteFor: world.people.owner.id, name: '', email: '' })
})

it('nobody stands in for one who has left', async () => {
  const { db } = world.ground
  const of = eq(membership.personId, world.people.member.id)
  await db.update(membership).set({ to: '2026-01-01T00:00:00Z' }).where(of)
  expect(await formOf('organiser')).toMatchObject({ substituteFor: world.people.organiser.id, name: '' })
  await db.update(membership).set({ to: null }).where(of)
})

/** One's own form as it stands, with every day. */
async function signUp(who: Who): Promise<Record<string, string | string[]>> {
  const { body } = await world.as(who, { url: register })
  const days = [...body.matchAll(/name="q\.days"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="q\.days"/g)]
  return { ...formIn(body, register), 'q.days': days.map(([, a, b]) => (a ?? b)!) }
}
