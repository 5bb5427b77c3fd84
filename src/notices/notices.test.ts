import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Place, placeOf } from '#materials/reads.ts'
import { materialVersion, preview } from '#materials/tables.ts'
import { addAddress, editMaterial, hideMaterial, publishMaterial, removeMaterial } from '#materials/writes.ts'
import { meetingById } from '#meeting/reads.ts'
import { addScheduleChange, publish, setAudience, unpublish, withdrawScheduleChange } from '#meeting/writes.ts'
import { publish as publishMinutes, unpublish as unpublishMinutes } from '#minutes/state/writes.ts'
import { openMinutes, save } from '#minutes/writes.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import { mail } from '#platform/mail/tables.ts'
import { item } from '#programme/tables.ts'
import { type April, aprilMeeting, givePresentation } from '../../tests/april.ts'
import { makeWorld, type Who, type World } from '../../tests/world.ts'
import { tell } from './digest/writes.ts'
import { gather } from './jobs.ts'
import { followingLink } from './link/rules.ts'
import { follow, follower, news } from './tables.ts'

let world: World
let april: April
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())
beforeEach(async () => {
  const { db } = world.ground
  for (const table of [mail, news, follow, follower]) await db.delete(table)
  april = await aprilMeeting(world)
})

const db = () => world.ground.db
const place = async (words: string): Promise<Place> => (await placeOf(db(), april.item(words).id))!
const as = (who: Who) => world.actor(who, april.meeting.id)
const about = { title: '', description: '', locale: 'nb', audience: 'public' } as const
const link = (title: string) => ({ ...about, kind: 'link', title, url: 'https://example.org/' }) as const
const hang = async (words: string, title: string, audience: 'public' | 'members' | 'invited' = 'public') =>
  addAddress(db(), await as('organiser'), await place(words), { ...link(title), audience })
const inMinutes = (minutes: number) => Temporal.Now.instant().add({ minutes })
const press = (who: Who | null, kind: string, subjectId: string, more = {}) =>
  world.as(who, { url: '/nord/follow', form: { kind, subjectId, ...more } })
const mails = () => db().select().from(mail).where(eq(mail.kind, 'digest')).orderBy(mail.createdAt)
/** An address that follows, having confirmed. */
async function reader(email: string, kind: 'network' | 'meeting', subjectId: string) {
  const confirmedAt = new Date().toISOString()
  const [row] = await db().insert(follower).values({ networkId: world.networkId, email, confirmedAt }).returning()
  await db().insert(follow).values({ networkId: world.networkId, followerId: row!.id, kind, subjectId })
  return row!
}
async function writeMinutes(words: string) {
  const at = await place(words)
  const organiser = await as('organiser')
  const begun = await openMinutes(db(), organiser, at)
  const document = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Vi ble enige.' }] }] }
  const { number } = await save(db(), organiser, at, { basedOn: begun.number, window: 'test-window', edit: 1, document })
  return { at, organiser, number }
}

describe('gathering what is new', () => {
  it('is one mail for what came together, once it has been quiet', async () => {
    await press('member', 'meeting', april.meeting.id)
    await hang('biblioteksystem', 'Om systemer')
    await hang('E-bøker', 'Om e-bøker')
    const { at, organiser, number } = await writeMinutes('biblioteksystem')
    await publishMinutes(db(), organiser, at, number)
    await gather(world.ground, inMinutes(29))
    expect(await mails()).toEqual([])
    await gather(world.ground, inMinutes(31))
    await gather(world.ground, inMinutes(32))
    const [one, ...more] = await mails()
    expect(more).toEqual([])
    expect(one!.to).toBe('member@nord.example')
    expect(one!.subject).toMatch(/^Lenke og referat for 2 saker: /)
    expect(one!.text).toContain('12.00  Om biblioteksystem')
    expect(one!.text).toContain('Lenke: Om systemer. Utkast til referat.')
    expect(one!.text).toMatch(new RegExp(`http://localhost:3000/nord/${april.meeting.slug}/\\d+-om-biblioteksystem`))
    expect(one!.html).toContain('<html lang="nb">')
    expect(one!.headers!['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
  })

  it('is never of one’s own doing, and not of what came before one followed', async () => {
    await hang('E-bøker', 'Før')
    await press('organiser', 'meeting', april.meeting.id)
    await press('member', 'item', april.item('biblioteksystem').id)
    await reader('organiser@nord.example', 'network', world.networkId)
    await hang('biblioteksystem', 'Etter')
    await hang('E-bøker', 'Ved siden av')
    await gather(world.ground, inMinutes(31))
    const all = await mails()
    expect(all.map((one) => one.to)).toEqual(['member@nord.example'])
    expect(all[0]!.text).toContain('Etter')
    expect(all[0]!.text).not.toMatch(/Før|Ved siden av/)
  })

  it('comes at the hour somebody chose', async () => {
    await press('member', 'series', world.seriesId)
    const [row] = await db().select().from(follower)
    const now = Temporal.Now.zonedDateTimeISO('Europe/Oslo')
    const hour = (now.hour + 2) % 24
    await world.as('member', { url: '/me/following/hour', form: { follower: row!.id, hour: String(hour) } })
    await hang('E-bøker', 'Lysbilder')
    await gather(world.ground, now.add({ minutes: 45 }).toInstant())
    expect(await mails()).toEqual([])
    await gather(world.ground, now.add({ hours: 2 }).round({ smallestUnit: 'hour', roundingMode: 'floor' }).toInstant())
    expect(await mails()).toHaveLength(1)
  })
})

describe('who is told what', () => {
  it('each gets what is for them, and no more', async () => {
    await press('member', 'meeting', april.meeting.id)
    await press('owner', 'meeting', april.meeting.id)
    await reader('kari@example.org', 'meeting', april.meeting.id)
    await hang('E-bøker', 'For alle')
    await hang('E-bøker', 'For nettverket', 'members')
    await hang('E-bøker', 'For inviterte', 'invited')
    await gather(world.ground, inMinutes(31))
    const texts = new Map((await mails()).map((one) => [one.to, one.text]))
    const seen = (to: string) => ['For alle', 'For nettverket', 'For inviterte'].filter((title) => texts.get(to)!.includes(title))
    expect(seen('kari@example.org')).toEqual(['For alle'])
    expect(seen('member@nord.example')).toEqual(['For alle', 'For nettverket'])
    expect(seen('owner@nord.example')).toEqual(['For alle', 'For nettverket', 'For inviterte'])
  })

  it('what was hidden, removed or shelved before it was told is not told', async () => {
    await press('member', 'network', world.networkId)
    const organiser = await as('organiser')
    const hidden = await hang('E-bøker', 'Skjult')
    await hideMaterial(db(), organiser, await place('E-bøker'), hidden.id)
    const removed = await hang('E-bøker', 'Fjernet')
    await removeMaterial(db(), organiser, await place('E-bøker'), removed.id)
    await hang('biblioteksystem', 'På hylla')
    await db()
      .update(item)
      .set({ dayId: null })
      .where(eq(item.id, april.item('biblioteksystem').id))
    const { at, number } = await writeMinutes('E-bøker')
    await publishMinutes(db(), organiser, at, number)
    await unpublishMinutes(db(), organiser, at)
    await gather(world.ground, inMinutes(31))
    expect(await mails()).toEqual([])
    // Shown again it is news again: nobody knew of it.
    await publishMaterial(db(), organiser, await place('E-bøker'), hidden.id)
    await gather(world.ground, inMinutes(31))
    expect((await mails()).map((one) => one.text.includes('Skjult'))).toEqual([true])
    // Once told, it is not told again.
    await hideMaterial(db(), organiser, await place('E-bøker'), hidden.id)
    await publishMaterial(db(), organiser, await place('E-bøker'), hidden.id)
    await gather(world.ground, inMinutes(31))
    expect(await mails()).toHaveLength(1)
  })

  it('a file in which the scanner found something is not told', async () => {
    await press('member', 'meeting', april.meeting.id)
    const of = april.item('E-bøker')
    const tellOf = async (title: string, scan: 'infected' | 'clean') => {
      const aboutId = await givePresentation(db(), of, title)
      const sha256 = scan.padEnd(64, '0')
      await db().update(materialVersion).set({ sha256 }).where(eq(materialVersion.materialId, aboutId))
      await db().insert(preview).values({ networkId: world.networkId, sha256, state: 'none', scan })
      const at = { networkId: world.networkId, meetingId: of.meetingId, itemId: of.id }
      await db()
        .insert(news)
        .values({ ...at, kind: 'material', aboutId })
    }
    await tellOf('Smittet', 'infected')
    await tellOf('Ren', 'clean')
    await gather(world.ground, inMinutes(31))
    const [one] = await mails()
    expect(one!.text).toContain('Ren')
    expect(one!.text).not.toContain('Smittet')
  })

  it('a draft is told to nobody, and a cancelled meeting only that it is', async () => {
    await press('member', 'network', world.networkId)
    await hang('E-bøker', 'Lysbilder')
    await unpublish(db(), await as('organiser'), april.meeting.id)
    await gather(world.ground, inMinutes(31))
    expect(await mails()).toEqual([])
    april = await aprilMeeting(world)
    await hang('E-bøker', 'Lysbilder')
    await addScheduleChange(db(), await as('organiser'), april.meeting.id, { status: 'cancelled', reason: { nb: 'Storm.' } })
    await gather(world.ground, inMinutes(31))
    const [one] = await mails()
    expect(one!.subject).toMatch(/^Møtet er avlyst: /)
    expect(one!.text).toContain('Møtet er avlyst. Storm.')
    expect(one!.text).not.toContain('Lysbilder')
  })

  it('what came before a meeting was taken back for a while is told when it is out again', async () => {
    await press('member', 'meeting', april.meeting.id)
    await hang('E-bøker', 'Lysbilder')
    await unpublish(db(), await as('organiser'), april.meeting.id)
    await gather(world.ground, inMinutes(31))
    expect(await mails()).toEqual([])
    await publish(db(), await as('organiser'), april.meeting.id)
    await gather(world.ground, inMinutes(31))
    expect((await mails()).map((one) => one.text.includes('Lysbilder'))).toEqual([true])
  })

  it('a change of plan that was taken back is not told', async () => {
    await press('member', 'meeting', april.meeting.id)
    const organiser = await as('organiser')
    const change = await addScheduleChange(db(), organiser, april.meeting.id, { status: 'postponed' })
    await withdrawScheduleChange(db(), organiser, april.meeting.id, change.id)
    await gather(world.ground, inMinutes(31))
    expect(await mails()).toEqual([])
  })

  it('what is opened to more is told to those who could not read it, and not again to those who knew', async () => {
    await press('member', 'meeting', april.meeting.id)
    await reader('kari@example.org', 'meeting', april.meeting.id)
    const organiser = await as('organiser')
    const row = await hang('E-bøker', 'For nettverket', 'members')
    await gather(world.ground, inMinutes(31))
    expect((await mails()).map((one) => one.to)).toEqual(['member@nord.example'])
    const opened = { title: row.title, description: {}, locale: 'nb', kind: 'link', url: row.url!, audience: 'public' } as const
    await editMaterial(db(), organiser, await place('E-bøker'), row.id, { ...opened, version: row.version })
    await gather(world.ground, inMinutes(31))
    expect((await mails()).map((one) => one.to)).toEqual(['member@nord.example', 'kari@example.org'])
  })

  it('a meeting that is opened to all is new to those outside', async () => {
    await setAudience(db(), await as('organiser'), april.meeting.id, april.meeting.version, 'members')
    await reader('kari@example.org', 'network', world.networkId)
    const now = (await meetingById(db(), april.meeting.id))!
    await setAudience(db(), await as('organiser'), now.id, now.version, 'public')
    await gather(world.ground, inMinutes(31))
    expect((await mails()).map((one) => one.subject)).toEqual([expect.stringMatching(/^Nytt møte: /)])
  })
})

describe('exactly once', () => {
  it('by two processes at the same time', async () => {
    const other = await makeWorld({ on: world })
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => reader(`${name}@example.org`, 'meeting', april.meeting.id)))
    await hang('E-bøker', 'Lysbilder')
    const later = inMinutes(31)
    await Promise.all([gather(world.ground, later), gather(other.ground, later), gather(world.ground, later)])
    // Whoever found somebody at it comes again in a minute.
    await gather(other.ground, later)
    expect((await mails()).map((one) => one.to).sort()).toEqual(['a', 'b', 'c', 'd'].map((name) => `${name}@example.org`))
    await other.end()
  })

  it('when the program ends between the mail and the commit: both are undone, and the next run tells', async () => {
    const row = await reader('kari@example.org', 'meeting', april.meeting.id)
    await hang('E-bøker', 'Lysbilder')
    const until = async () => (await db().select().from(follower).where(eq(follower.id, row.id)))[0]!.toldUntil
    const before = await until()
    const ends = inTransaction(db(), async (tx) => {
      const letter = () => ({ subject: 'Nytt', text: 'Nytt', html: '', headers: {} })
      expect(await tell({ ...world.ground, db: tx }, row.id, letter, inMinutes(31))).toBe('told')
      throw new Error('the power is gone')
    })
    await expect(ends).rejects.toThrow('the power is gone')
    expect(await mails()).toEqual([])
    expect(await until()).toBe(before)
    await gather(world.ground, inMinutes(31))
    expect(await mails()).toHaveLength(1)
    expect(await until()).not.toBe(before)
  })

  it('news that is still being written holds the telling back, and is not lost', async () => {
    await reader('kari@example.org', 'meeting', april.meeting.id)
    await hang('E-bøker', 'Først')
    await inTransaction(db(), async (tx) => {
      await addAddress(tx, await as('organiser'), await place('biblioteksystem'), link('Samtidig'))
      await gather(world.ground, inMinutes(31))
      expect(await mails()).toEqual([])
    })
    await gather(world.ground, inMinutes(31))
    const [one, ...more] = await mails()
    expect(more).toEqual([])
    expect(one!.text).toContain('Først')
    expect(one!.text).toContain('Samtidig')
  })
})

describe('for organisers', () => {
  const url = () => `/nord/${april.meeting.slug}/notices`
  it('shows what waits, to how many, and how it will read; holds back and lets out', async () => {
    await press('member', 'meeting', april.meeting.id)
    await reader('kari@example.org', 'meeting', april.meeting.id)
    await hang('E-bøker', 'Lysbilder')
    const page = await world.as('organiser', { url: url() })
    expect(page.body).toContain('Lysbilder')
    expect(page.body).toContain('Går til 2 som følger.')
    expect(page.body).toContain('Lenke for 1 sak')
    expect(page.body).toMatch(/Sendes av seg selv \d+\. \w+ \d{4} kl\. \d\d\.\d\d hvis ikke mer skjer/)
    expect(page.body).not.toMatch(/\/following\/[\w-]{8}/)
    expect((await world.as('member', { url: url() })).statusCode).toBe(404)
    const [waiting] = await db().select().from(news).where(eq(news.kind, 'material'))
    const form = { id: waiting!.id }
    expect((await world.as('organiser', { url: `${url()}/hold`, form })).statusCode).toBe(303)
    await gather(world.ground, inMinutes(31))
    expect(await mails()).toEqual([])
    expect((await world.as('organiser', { url: url() })).body).toContain('Ingenting venter.')
    await world.as('organiser', { url: `${url()}/let-out`, form })
    await gather(world.ground, inMinutes(31))
    expect(await mails()).toHaveLength(2)
    expect((await world.as('organiser', { url: url() })).body).toContain('2 ligger i utboksen')
  })
})

describe('the link in a mail', () => {
  it('stops all with one post from a mail program, once', async () => {
    const row = await reader('kari@example.org', 'network', world.networkId)
    const path = `${followingLink(world.ground.secret, row)}/stop`
    expect((await world.app.inject({ url: path })).statusCode).toBe(200)
    expect(await db().select().from(follow)).toHaveLength(1)
    const click = () =>
      world.app.inject({
        method: 'POST',
        url: path,
        payload: 'List-Unsubscribe=One-Click',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    expect((await click()).statusCode).toBe(200)
    expect(await db().select().from(follow)).toEqual([])
    await db()
      .insert(follow)
      .values({ networkId: world.networkId, followerId: row.id, kind: 'network', subjectId: world.networkId })
    expect((await click()).statusCode).toBe(410)
    expect(await db().select().from(follow)).toHaveLength(1)
    // Some programs post it as multipart (RFC 8058 §3.2).
    const [now] = await db().select().from(follower)
    const form = new FormData()
    form.set('List-Unsubscribe', 'One-Click')
    const posted = new Response(form)
    const parts = await world.app.inject({
      method: 'POST',
      url: `${followingLink(world.ground.secret, now!)}/stop`,
      payload: Buffer.from(await posted.arrayBuffer()),
      headers: { 'content-type': posted.headers.get('content-type')! },
    })
    expect(parts.statusCode).toBe(200)
    expect(await db().select().from(follow)).toEqual([])
    const forged = path.replace(
      row.id,
      row.id.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')),
    )
    expect((await world.app.inject({ url: forged })).statusCode).toBe(410)
  })

  it('shows what one follows, stops one thing, and needs no sign-in', async () => {
    const row = await reader('kari@example.org', 'meeting', april.meeting.id)
    await db()
      .insert(follow)
      .values({ networkId: world.networkId, followerId: row.id, kind: 'network', subjectId: world.networkId })
    const base = followingLink(world.ground.secret, row)
    const page = await world.as(null, { url: base })
    expect(page.body).toContain('Bibliotek i nord')
    await world.as(null, { url: `${base}/stop-one`, form: { kind: 'meeting', subjectId: april.meeting.id } })
    expect((await db().select().from(follow)).map((one) => one.kind)).toEqual(['network'])
  })
})

describe('an address that wants to follow', () => {
  const ask = (email: string) => press(null, 'meeting', april.meeting.id, { email })
  const letters = (to: string) =>
    db()
      .select()
      .from(mail)
      .where(and(eq(mail.to, to), eq(mail.kind, 'follow')))

  it('is asked by mail, and follows when the button there is pressed', async () => {
    expect((await press(null, 'meeting', april.meeting.id)).headers['location']).toMatch(/^\/nord\/follow\?kind=meeting/)
    await ask('Ny@Example.org')
    expect(await db().select().from(follow)).toEqual([])
    const [letter] = await letters('ny@example.org')
    const path = /\/following\/confirm\/\S+/.exec(letter!.text)![0]
    expect((await world.as(null, { url: path })).statusCode).toBe(200)
    expect(await db().select().from(follow)).toEqual([])
    await hang('E-bøker', 'For tidlig')
    await world.as(null, { url: path, method: 'POST' })
    await hang('E-bøker', 'I rett tid')
    await gather(world.ground, inMinutes(31))
    const [one] = await mails()
    expect(one!.to).toBe('ny@example.org')
    expect(one!.text).toContain('I rett tid')
    expect(one!.text).not.toContain('For tidlig')
  })

  it('gets the same answer whether it is known or not, and is not flooded', async () => {
    await reader('kjent@example.org', 'meeting', april.meeting.id)
    const answers = [await ask('kjent@example.org'), await ask('ukjent@example.org'), await ask('member@nord.example')]
    const plain = answers.map((one) => [one.statusCode, one.headers['location'], one.body])
    expect(plain[1]).toEqual(plain[0])
    expect(plain[2]).toEqual(plain[0])
    for (let i = 0; i < 4; i += 1) await ask('ukjent@example.org')
    const refused = await ask('ukjent@example.org')
    expect(refused.statusCode).toBe(422)
    expect(await letters('ukjent@example.org')).toHaveLength(5)
  })

  it('is told what is wrong with it, and keeps what was typed', async () => {
    const answer = await ask('ikke en adresse')
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('value="ikke en adresse"')
  })

  it('cannot follow what it may not read', async () => {
    await setAudience(db(), await as('organiser'), april.meeting.id, april.meeting.version, 'members')
    expect((await ask('kari@example.org')).statusCode).toBe(404)
    expect((await press('member', 'meeting', april.meeting.id)).statusCode).toBe(303)
  })
})
