/** A digest on its way: handed to a real SMTP server, and looked at again when its turn comes. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { placeOf } from '#materials/reads.ts'
import { addAddress, hideMaterial } from '#materials/writes.ts'
import { mail } from '#platform/mail/tables.ts'
import { sendAgain } from '#platform/mail/writes.ts'
import { type April, aprilMeeting } from '../../tests/april.ts'
import { type MailServer, makeMailServer } from '../../tests/mailserver.ts'
import { makeWorld, type World } from '../../tests/world.ts'
import { gather } from './jobs.ts'
import { follow, follower, news } from './tables.ts'

let world: World
let april: April
let smtp: MailServer
beforeAll(async () => {
  smtp = await makeMailServer()
  world = await makeWorld({ jobs: true, env: { SMTP_URL: smtp.url } })
  april = await aprilMeeting(world)
  await world.ground.db.delete(news)
})
afterAll(async () => {
  await world.end()
  await smtp.end()
})

const follows = (who: 'member' | 'owner') =>
  world.as(who, { url: '/nord/follow', form: { kind: 'meeting', subjectId: april.meeting.id } })
const later = () => Temporal.Now.instant().add({ minutes: 31 })
async function hang(words: string, title: string) {
  const place = (await placeOf(world.ground.db, april.item(words).id))!
  const organiser = await world.actor('organiser', april.meeting.id)
  const form = { kind: 'link', title, url: 'https://example.org/', description: '', locale: 'nb', audience: 'public' } as const
  return { place, organiser, row: await addAddress(world.ground.db, organiser, place, form) }
}
const rows = () => world.ground.db.select().from(mail).where(eq(mail.kind, 'digest')).orderBy(mail.createdAt)

describe('a digest', () => {
  it('arrives in words and in HTML, with a button to stop it that works', async () => {
    await follows('member')
    await hang('E-bøker', 'Lysbilder om e-bøker')
    await gather(world.ground, later())
    await vi.waitFor(() => expect(smtp.received).toHaveLength(1), { timeout: 15_000 })
    const { to, message } = smtp.received[0]!
    expect(to).toBe('member@nord.example')
    expect(message).toContain('Content-Type: text/plain')
    expect(message).toContain('Content-Type: text/html')
    expect(message).toContain('Lysbilder om e-bøker')
    expect(message).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    await vi.waitFor(async () => expect((await rows())[0]!.state).toBe('sent'), { timeout: 5000 })
    // What the outbox keeps of it stops nobody's mail.
    const [kept] = await rows()
    expect(`${kept!.text}${kept!.html}${JSON.stringify(kept!.headers)}`).not.toMatch(/following\/[\w-]{8}/)
    const stop = new URL(/List-Unsubscribe: ?<([^>]+)>/.exec(message)![1]!.replaceAll(' ', ''))
    const answer = await world.app.inject({
      method: 'POST',
      url: stop.pathname,
      payload: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(answer.statusCode).toBe(200)
    expect(await world.ground.db.select().from(follow)).toEqual([])
  })

  it('that waited for the mail server leaves out what was hidden meanwhile, and is not sent when nothing is left', async () => {
    await follows('member')
    smtp.refuse = 550
    const gone = await hang('E-bøker', 'Skal bort')
    await gather(world.ground, later())
    await vi.waitFor(async () => expect((await rows()).at(-1)!.state).toBe('failed'), { timeout: 15_000 })
    const failed = (await rows()).at(-1)!
    smtp.refuse = null
    const before = smtp.received.length
    await hideMaterial(world.ground.db, gone.organiser, gone.place, gone.row.id)
    await sendAgain(world.ground, await world.actor('owner'), world.networkId, failed.id)
    await vi.waitFor(async () => expect((await rows()).at(-1)!.state).toBe('withdrawn'), { timeout: 15_000 })
    expect(smtp.received).toHaveLength(before)
  })

  it('is sent at once when an organiser wants it', async () => {
    await follows('owner')
    await world.ground.db.update(follower).set({ toldUntil: new Date().toISOString() })
    await hang('biblioteksystem', 'Haster')
    const before = smtp.received.length
    const answer = await world.as('organiser', { url: `/nord/${april.meeting.slug}/notices/send`, method: 'POST' })
    expect(answer.statusCode).toBe(303)
    await vi.waitFor(() => expect(smtp.received).toHaveLength(before + 2), { timeout: 20_000 })
    const late = smtp.received.slice(before)
    expect(late.map((one) => one.to).sort()).toEqual(['member@nord.example', 'owner@nord.example'])
    for (const one of late) expect(one.message).toContain('Haster')
    const page = await world.as('owner', { url: `/nord/${april.meeting.slug}/notices` })
    expect(page.body).toContain('Ingenting venter.')
    expect(page.body).toContain('/nord/outbox')
  })
})
