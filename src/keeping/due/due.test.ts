/** From a document whose time is out to what is left of it. */

import { Readable } from 'node:stream'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sweepFiles } from '#materials/jobs.ts'
import { placeOf } from '#materials/reads.ts'
import { materialHref } from '#materials/rules.ts'
import { material, materialVersion } from '#materials/tables.ts'
import { addFile } from '#materials/writes.ts'
import { meeting } from '#meeting/tables.ts'
import { approve as approveMinutes, publish as publishMinutes } from '#minutes/state/writes.ts'
import { minutes, minutesObject, minutesRevision } from '#minutes/tables.ts'
import { network } from '#network/tables.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import { newId } from '#platform/db/id.ts'
import { NotFound, Refused } from '#platform/errors.ts'
import { file } from '#platform/files/tables.ts'
import { mail } from '#platform/mail/tables.ts'
import { type Stage, setStage } from '../../../tests/materials.ts'
import { decision, furnishStage, paragraph, writeOn } from '../../../tests/minutesstage.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { deleteApproved } from '../deleting/writes.ts'
import { listEverywhere } from '../jobs.ts'
import { moveDue } from '../parting/writes.ts'
import type { Keepings } from '../rules.ts'
import { dueDocument } from '../tables.ts'
import { approve, keepLonger, makeList, takeBack } from './writes.ts'

/** The stage's meeting was on 29 April 2020. */
const HELD = { startsAt: '2020-04-29T10:20:00Z', endsAt: '2020-04-29T11:00:00Z' }
const at = (text: string) => Temporal.Instant.from(text)
const SPRING_2026 = at('2026-02-01T04:20:00Z')

let world: World
let stage: Stage
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())
beforeEach(async () => {
  await world.ground.db.delete(dueDocument)
  await world.ground.db.delete(material)
  await keep({})
  stage = await setStage(world, HELD)
})

const keep = (keeping: Keepings) => world.ground.db.update(network).set({ keeping }).where(eq(network.id, world.networkId))
const rows = () => world.ground.db.select().from(dueDocument).orderBy(dueDocument.kind)
const list = async (now = SPRING_2026) => makeList(world.ground, await world.actor('owner'), world.networkId, now)
const page = (who: Who | null, url: string) => world.as(who, { url })

/** Hangs a file on the stage's item and shows it. */
async function hang(content: string, over: Partial<typeof material.$inferInsert> = {}) {
  const { ground } = world
  const place = (await placeOf(ground.db, stage.itemId))!
  const stored = await ground.files.put(world.networkId, Readable.from([Buffer.from(`%PDF-1.7\n${content}`)]), 1e6)
  const form = { kind: 'presentation', title: 'Status for e-bøker', description: '', locale: 'nb', audience: 'public' } as const
  const organiser = await world.actor('organiser')
  const { id } = await addFile(ground, organiser, place, form, { ...stored, fileName: 'status.pdf' })
  await ground.db
    .update(material)
    .set({ publishedAt: '2020-05-05T10:00:00Z', ...over })
    .where(eq(material.id, id))
  const [version] = await ground.db.select().from(materialVersion).where(eq(materialVersion.materialId, id))
  const view = `${stage.meetingPath}/view/${id}`
  return { id, sha256: stored.sha256, view, href: materialHref({ networkId: world.networkId, url: null }, version!)! }
}

/** The owner says yes to all, and the days of grace pass. */
async function approveAll(now = SPRING_2026) {
  const owner = await world.actor('owner')
  await approve(world.ground.db, owner, world.networkId, { ids: (await rows()).map((row) => row.id) }, now)
  return deleteApproved(world.ground.db, now.add({ hours: 24 * 30 }))
}

describe('the list', () => {
  test('holds what is out of time by the rule for its kind, and not a day before', async () => {
    await hang('en')
    expect(await list(at('2025-04-29T10:59:00Z'))).toBe(0)
    expect(await list(at('2025-04-29T11:00:00Z'))).toBe(1)
    expect(await rows()).toMatchObject([
      { kind: 'presentation', years: 5, state: 'waiting', title: { nb: 'Status for e-bøker' } },
    ])
  })

  test('follows the rules as they stand when it is made', async () => {
    await hang('to')
    await keep({ presentation: { years: null, reason: null } })
    expect(await list()).toBe(0)
    await keep({})
    expect(await list()).toBe(1)
    await keep({ presentation: { years: 10, reason: null } })
    expect(await list()).toBe(0)
    expect(await rows()).toEqual([])
  })

  test('is made once a year for every network, and its owners are told', async () => {
    await hang('tre')
    const { db } = world.ground
    // One that cannot be listed keeps no other from its list, and nobody is told twice when it is tried again.
    await db.insert(network).values({ slug: 'aker', name: { nb: 'Aker' }, timezone: 'Ingen/By' })
    await expect(listEverywhere(world.ground, SPRING_2026)).rejects.toThrow(RangeError)
    await expect(listEverywhere(world.ground, SPRING_2026)).rejects.toThrow(RangeError)
    await db.delete(network).where(eq(network.slug, 'aker'))
    const told = await db.select().from(mail).where(eq(mail.kind, 'keeping'))
    expect(told.map((one) => one.to)).toEqual([world.people.owner.email])
    expect(told[0]!.text).toContain(`/${world.networkSlug}/settings/due`)
    expect((await page('owner', `/${world.networkSlug}/settings/due`)).body).toContain('Status for e-bøker')
  })

  test('what is kept longer comes back when that is over', async () => {
    await hang('fire')
    await list()
    const [row] = await rows()
    const longer = { until: '2028-01-01', reason: 'Brukes i kurs' }
    await keepLonger(world.ground.db, await world.actor('owner'), world.networkId, [row!.id], longer)
    expect(await list(at('2027-02-01T04:00:00Z'))).toBe(0)
    expect(await rows()).toMatchObject([{ state: 'kept', reason: 'Brukes i kurs' }])
    expect(await list(at('2028-02-01T04:00:00Z'))).toBe(1)
  })

  test('is the owners’', async () => {
    for (const who of ['organiser', 'member'] as const) {
      const actor = await world.actor(who)
      const which = { ids: [] }
      expect(() => approve(world.ground.db, actor, world.networkId, which, SPRING_2026)).toThrow(Refused)
      expect(() => makeList(world.ground, actor, world.networkId, SPRING_2026)).toThrow(Refused)
    }
  })
})

describe('the page', () => {
  const post = (form: Record<string, string | string[]>) =>
    world.as('owner', { method: 'POST', url: `/${world.networkSlug}/settings/due`, form })

  test('takes an answer for what was chosen, for a kind, or for all', async () => {
    await hang('a')
    await hang('b')
    await hang('c', { kind: 'recording' })
    await list()
    const [first] = await rows()
    expect((await post({ chosen: first!.id, act: 'chosen' })).statusCode).toBe(303)
    expect((await rows()).filter((row) => row.state === 'approved').map((row) => row.id)).toEqual([first!.id])
    await post({ act: 'recording' })
    expect((await rows()).filter((row) => row.state === 'approved')).toHaveLength(2)
    await post({ act: 'all' })
    expect((await rows()).filter((row) => row.state === 'approved')).toHaveLength(3)
  })

  test('says what is missing, and keeps what was ticked and typed', async () => {
    await hang('d')
    await list()
    const [row] = await rows()
    expect((await post({ act: 'chosen' })).body).toContain('Velg minst ett dokument i listen.')
    const answer = await post({ act: 'keep', chosen: row!.id, until: '2001-01-01', reason: 'Kurs' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Velg en dato som kommer.')
    expect(answer.body).toMatch(/value="Kurs"/)
    expect(answer.body).toMatch(new RegExp(`value="${row!.id}"[^>]* checked`))
  })
})

describe('a deletion', () => {
  test('waits for a yes and for the days of grace, and can be taken back until then', async () => {
    const { db } = world.ground
    const { id } = await hang('e')
    await list()
    expect(await deleteApproved(db, SPRING_2026.add({ hours: 24 * 365 }))).toBe(0)
    const [row] = await rows()
    const owner = await world.actor('owner')
    await approve(db, owner, world.networkId, { ids: [row!.id] }, SPRING_2026)
    expect(await deleteApproved(db, SPRING_2026.add({ hours: 24 * 30 - 1 }))).toBe(0)
    await takeBack(db, owner, world.networkId, row!.id)
    expect(await deleteApproved(db, SPRING_2026.add({ hours: 24 * 31 }))).toBe(0)
    expect(await db.$count(material, eq(material.id, id))).toBe(1)
    await approveAll()
    expect(await db.$count(material, eq(material.id, id))).toBe(0)
    await expect(takeBack(db, owner, world.networkId, row!.id)).rejects.toThrow(NotFound)
  })

  test('that fails keeps no other from going', async () => {
    const { db } = world.ground
    const { id } = await hang('ti')
    await list()
    const [row] = await rows()
    const bad = { ...row!, id: newId(), aboutId: newId(), kind: 'tull' as never, state: 'approved' as const }
    await db.insert(dueDocument).values({ ...bad, deleteAt: '2026-02-02T00:00:00Z' })
    await expect(approveAll()).rejects.toThrow(TypeError)
    expect(await db.$count(material, eq(material.id, id))).toBe(0)
    expect((await rows()).find((one) => one.id === bad.id)?.state).toBe('approved')
  })

  test('takes the file along unless something else speaks of it', async () => {
    const { db, files } = world.ground
    const [one, two] = [await hang('lik'), await hang('lik', { kind: 'paper' })]
    await keep({ paper: { years: null, reason: null } })
    await list()
    await approveAll()
    const known = () => db.$count(file, eq(file.sha256, one.sha256))
    expect(await known()).toBe(1)
    expect((await page(null, two.href)).statusCode).toBe(200)
    await keep({ paper: { years: 1, reason: null } })
    await list()
    await approveAll()
    expect(await known()).toBe(0)
    await sweepFiles(db, files, 0)
    expect(await files.exists(world.networkId, one.sha256)).toBe(false)
  })

  test('leaves at the old addresses, and in place, what was there and by which rule it went', async () => {
    const { view, href } = await hang('f')
    await list()
    await approveAll()
    for (const url of [view, href]) {
      const answer = await page(null, url)
      expect(answer.statusCode).toBe(410)
      expect(answer.body).toContain('Slettet 3. mars 2026 etter regel: Presentasjoner, 5 år.')
    }
    expect((await page(null, stage.at.replace('/materials', ''))).body).toContain('Slettet 3. mars 2026 etter regel')
    expect((await page('owner', `/${world.networkSlug}/settings/due`)).body).toContain('1 av 1 godkjente er slettet.')
  })

  test('tells nobody of what they could not have seen', async () => {
    const { db } = world.ground
    const hidden = await hang('g', { publishedAt: null })
    const ours = await hang('h', { audience: 'members', title: { nb: 'Bare for oss' } })
    await list()
    await approveAll()
    expect((await page(null, hidden.view)).statusCode).toBe(404)
    expect((await page('member', hidden.view)).statusCode).toBe(404)
    expect((await page('organiser', hidden.view)).statusCode).toBe(410)
    expect((await page(null, ours.view)).statusCode).toBe(404)
    expect((await page(null, ours.href)).statusCode).toBe(404)
    expect((await page('member', ours.href)).statusCode).toBe(410)
    const item = stage.at.replace('/materials', '')
    expect((await page(null, item)).body).not.toContain('Bare for oss')
    expect((await page('member', item)).body).toContain('Bare for oss')
    await db.update(meeting).set({ audience: 'invited' }).where(eq(meeting.id, stage.meetingId))
    expect((await page('member', ours.view)).statusCode).toBe(404)
  })

  test('of drafts leaves what stands; of minutes it leaves nothing but the trace', async () => {
    const { db } = world.ground
    const { first, organiser, path, numbers } = await furnishStage(world)
    await writeOn(world, organiser, first, paragraph('Et utkast som ingen skal lese.'))
    const number = await writeOn(
      world,
      organiser,
      first,
      paragraph('Slik ble det.'),
      decision('0199aaaa-0000-7000-8000-000000000001', 'Vi gjør det.'),
    )
    await approveMinutes(db, organiser, first, number)
    await publishMinutes(db, organiser, first, number)
    await db.update(minutes).set({ approvedAt: '2020-05-20T10:00:00Z' }).where(eq(minutes.itemId, first.item.id))
    const [row] = await db.select().from(minutes).where(eq(minutes.itemId, first.item.id))
    const texts = async () =>
      (await db.select().from(minutesRevision).where(eq(minutesRevision.minutesId, row!.id))).map((one) => one.text)
    expect((await texts()).length).toBeGreaterThan(1)
    await list()
    expect(await rows()).toMatchObject([{ kind: 'draft', years: 1 }])
    await approveAll()
    expect(await texts()).toEqual([expect.stringContaining('Slik ble det.')])
    const item = `${path}/${numbers[0]}-om-handlingsplan`
    expect((await page(null, item)).body).toContain('Slik ble det.')

    await keep({ minutes: { years: 5, reason: null } })
    await list()
    await approveAll()
    expect(await texts()).toEqual([])
    expect(await db.$count(minutesObject, eq(minutesObject.minutesId, row!.id))).toBe(0)
    const after = (await page(null, item)).body
    expect(after).not.toContain('Slik ble det.')
    expect(after).toContain('etter regel: Referater og beslutninger, 5 år.')
  })

  test('what is left goes with its item to another meeting', async () => {
    const { id } = await hang('i')
    await list()
    await approveAll()
    const other = await setStage(world, HELD)
    await inTransaction(world.ground.db, async (tx) => {
      await moveDue(tx, [stage.itemId], other.meetingId)
      await tx.execute(sql`update item set meeting_id = ${other.meetingId} where id = ${stage.itemId}`)
    })
    expect((await page(null, `${other.meetingPath}/view/${id}`)).statusCode).toBe(410)
    expect((await page(null, `${stage.meetingPath}/view/${id}`)).statusCode).toBe(404)
  })
})
