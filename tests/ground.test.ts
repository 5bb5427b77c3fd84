import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '#config.ts'
import { makeWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

describe('the ground', () => {
  it('lives and is ready', async () => {
    expect((await world.as(null, { url: '/healthz' })).statusCode).toBe(200)
    expect((await world.as(null, { url: '/readyz' })).json()).toEqual({ status: 'ready' })
  })
  it('offers sign-in on a 404 without telling whether the page exists', async () => {
    const answer = await world.as(null, { url: '/no/such' })
    expect(answer.statusCode).toBe(404)
    expect(answer.body).toContain('/sign-in?to=%2Fno%2Fsuch')
  })
  it('gives back what was written to whoever was signed out meanwhile, and tells them no more', async () => {
    const form = { text: 'Programmet\n09.00 Om <lesing>', was: '{"title": "et gammelt"}', wish: 'create' }
    const [there, nowhere] = [
      await world.as(null, { url: '/nord/new', form }),
      await world.as(null, { url: '/finnes-ikke/new', form }),
    ]
    expect(there.statusCode).toBe(404)
    expect(there.body).toMatch(/<textarea[^>]* readonly[^>]*>Programmet\n09\.00 Om &lt;lesing(&gt;|>)<\/textarea>/)
    expect(there.body).not.toContain('et gammelt')
    expect(there.body.replaceAll('nord', 'finnes-ikke')).toBe(nowhere.body)
    expect((await world.as(null, { url: '/nord/new', form: { wish: 'create' } })).body).not.toContain('<textarea')
  })
  it('leads nowhere else from an address that looks like another site’s', async () => {
    const answer = await world.as(null, { url: '//evil.example/x' })
    expect(answer.statusCode).toBe(404)
    expect(answer.body).not.toContain('"//evil.example')
  })

  it('refuses a form from elsewhere', async () => {
    const answer = await world.as(null, {
      url: '/sign-out',
      method: 'POST',
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    })
    expect(answer.statusCode).toBe(403)
  })
  it('knows a signed-in person', async () => {
    const actor = await world.actor('organiser')
    expect(actor.network?.role).toBe('organiser')
    expect((await world.as('member', { url: '/no/such' })).body).toContain('Test member')
  })
})

describe('settings', () => {
  it('names the setting, what is wrong, and an example', () => {
    expect(() => readConfig({ PORT: 'abc' })).toThrow(/PORT: "abc" is not a whole number. Example: PORT=8080/)
    expect(() => readConfig({ SMTP_URL: 'http://x' })).toThrow(/SMTP_URL: its value must begin with smtp/)
    expect(() => readConfig({ CONTACT: 'javascript:alert(1)' })).toThrow(/CONTACT: .* is neither an e-mail address nor/)
    expect(readConfig({ CONTACT: 'https://example.no/kontakt' }).CONTACT).toBe('https://example.no/kontakt')
    expect(() => readConfig({ BASE_URL: 'nope', UPLOAD_LIMIT: 'much' })).toThrow(/BASE_URL[\s\S]*UPLOAD_LIMIT/)
  })
  it('has defaults that work', () => {
    expect(() => readConfig({ S3_URL: 'https://s3.example.no/' })).toThrow(/S3_URL: .* names no bucket/)
    expect(() => readConfig({ S3_URL: 'https://s3.example.no/samling', S3_KEY: 'k' })).toThrow(
      /^S3_SECRET: is missing, and S3_URL is set/,
    )
    const s3 = { S3_URL: 'https://s3.example.no:9000/samling/a b/', S3_KEY: 'k', S3_SECRET: 's/+' }
    expect(readConfig({ ...s3, S3_REGION: 'eu-north-1' }).s3).toEqual({
      endpoint: 'https://s3.example.no:9000',
      bucket: 'samling',
      prefix: 'a b/',
      region: 'eu-north-1',
      key: 'k',
      secret: 's/+',
    })
    expect(readConfig({}).s3).toBeNull()
    expect(readConfig({})).toMatchObject({ PORT: 3000, baseUrl: 'http://localhost:3000', loopback: true, UPLOAD_LIMIT: 512e6 })
  })
})
