/** Rules for documents, the list of what is due, and what a deletion leaves. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { network } from '#network/tables.ts'
import { makeWorld, type World } from '../../tests/world.ts'
import { keepingsVersion } from './rules.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

const page = (who: Parameters<World['as']>[0], path: string) => world.as(who, { url: `/${world.networkSlug}${path}` })
const post = (who: Parameters<World['as']>[0], path: string, form: Record<string, string | string[]>) =>
  world.as(who, { method: 'POST', url: `/${world.networkSlug}${path}`, form })
const rowNow = async () => (await world.ground.db.select().from(network).where(eq(network.id, world.networkId)))[0]!

describe('the rules', () => {
  it('everybody reads them on the page about the network, with the network’s own reason and in three languages', async () => {
    expect((await page(null, '/about')).body).toContain('5 år etter møtet')
    const form = {
      seen: keepingsVersion({}),
      'presentation.keep': 'years',
      'presentation.years': '7',
      'presentation.reason': 'Vår egen rutine',
    }
    const saved = await post('owner', '/settings/keeping', { ...form, 'recording.keep': 'years', 'recording.years': '1' })
    expect(saved.statusCode).toBe(303)
    const about = (await page(null, '/about')).body
    expect(about).toContain('7 år etter møtet')
    expect(about).toContain('Vår egen rutine')
    expect((await page(null, '/about?lang=en')).body).toContain('7 years after the meeting')
    expect((await page(null, '/about?lang=nn')).body).toContain('Kva som blir teke vare på')
  })

  it('only what differs from the program’s own is kept', async () => {
    const { keeping } = await rowNow()
    expect(keeping.presentation).toEqual({ years: 7, reason: { nb: 'Vår egen rutine' } })
    expect(keeping.recording).toBeUndefined()
  })

  it('what cannot be taken comes back as it was typed, with what to do', async () => {
    const { keeping } = await rowNow()
    const form = { seen: keepingsVersion(keeping), 'recording.keep': 'years', 'recording.years': '0' }
    const answer = await post('owner', '/settings/keeping', form)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Opptak med teksting: Skriv et helt antall år fra 1 til 100.')
    expect((await rowNow()).keeping).toEqual(keeping)
  })

  it('two who change them at once do not overwrite each other', async () => {
    const answer = await post('owner', '/settings/keeping', { seen: 'before', 'minutes.keep': 'always' })
    expect(answer.statusCode).toBe(409)
  })

  it('they are the owners’ to change', async () => {
    for (const who of ['organiser', 'member', null] as const) expect((await page(who, '/settings/keeping')).statusCode).toBe(404)
  })
})
