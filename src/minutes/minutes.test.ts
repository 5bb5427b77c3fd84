import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#actor.ts'
import { type MeetingRow, meetingById, readMeeting } from '#meeting/reads.ts'
import { day, type MeetingRole, meeting, meetingRole } from '#meeting/tables.ts'
import { readHome } from '#network/home/reads.ts'
import { networkById } from '#network/reads.ts'
import { activity, revision } from '#platform/activity/tables.ts'
import { newId } from '#platform/db/id.ts'
import { Conflict, NotFound, Refused } from '#platform/errors.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import { item } from '#programme/tables.ts'
import { makeWorld, type Who, type World } from '../../tests/world.ts'
import type { MinutesDocument } from './document.ts'
import { restore, takePart } from './revision/writes.ts'
import { approve, publish, reopen, unpublish } from './state/writes.ts'
import { minutes, minutesRevision } from './tables.ts'
import type { Kept } from './writes.ts'
import { layDownPen, openMinutes, save } from './writes.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

interface Stage {
  readonly meeting: MeetingRow
  readonly item: { readonly id: string }
  /** The minutes' page. */
  readonly at: string
}
let stage: Stage
let organiser: Actor
beforeEach(async () => {
  stage = await furnish()
  organiser = await world.actor('organiser', stage.meeting.id)
})

async function furnish(): Promise<Stage> {
  const { db } = world.ground
  const { networkId } = world
  const [meetingId, dayId, itemId] = [newId(), newId(), newId()]
  const slug = `mote-${meetingId.slice(-8)}`
  await db
    .insert(meeting)
    .values({ id: meetingId, networkId, slug, title: { nb: 'Ledermøte' }, publishedAt: new Date().toISOString() })
  await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2020-04-29' })
  const [made] = await db
    .insert(item)
    .values({
      id: itemId,
      networkId,
      meetingId,
      dayId,
      position: 0,
      start: '10:00',
      end: '11:04',
      kind: 'talk',
      title: { nb: 'Om handlingsplan' },
      expectsMinutes: true,
    })
    .returning()
  return {
    meeting: (await meetingById(db, meetingId))!,
    item: { id: itemId },
    at: `/${world.networkSlug}/${slug}/${made!.publicId}-om-handlingsplan`,
  }
}

async function give(who: Who, role: MeetingRole): Promise<Actor> {
  await world.ground.db
    .insert(meetingRole)
    .values({ networkId: world.networkId, meetingId: stage.meeting.id, personId: world.people[who].id, role })
  return world.actor(who, stage.meeting.id)
}

const text = (...paragraphs: string[]): MinutesDocument => ({
  type: 'doc',
  content: paragraphs.map((one) => ({ type: 'paragraph', content: [{ type: 'text', text: one }] })),
})
const A = 'window-a'
const B = 'window-b'
const write = (actor: Actor, basedOn: number, document: unknown, more: { window?: string; edit?: number; take?: boolean } = {}) =>
  save(world.ground.db, actor, stage, { basedOn, document, window: A, edit: 1, ...more })
const standing = async () => (await world.ground.db.select().from(minutes).where(eq(minutes.itemId, stage.item.id)))[0]!
const revisions = async () =>
  world.ground.db
    .select()
    .from(minutesRevision)
    .where(eq(minutesRevision.minutesId, (await standing()).id))
    .orderBy(asc(minutesRevision.number))
const raised = async () =>
  (
    await world.ground.db
      .select()
      .from(revision)
      .where(eq(revision.subject, meetingSubject(stage.meeting.id)))
  )[0]?.rev ?? 0

describe('saving', () => {
  test('the first save begins the minutes, and every change is a revision', async () => {
    const first = await write(organiser, 0, text('Ordet var fritt.'))
    const second = await write(organiser, first.number, text('Ordet var fritt.', 'Planen ble lagt fram.'), { edit: 2 })
    expect([first.number, second.number]).toEqual([1, 2])
    expect(await standing()).toMatchObject({
      number: 2,
      text: 'Ordet var fritt.\nPlanen ble lagt fram.',
      html: '<p>Ordet var fritt.</p><p>Planen ble lagt fram.</p>',
      state: 'draft',
    })
    expect((await revisions()).map(({ number, text, byName, reason }) => ({ number, text, byName, reason }))).toEqual([
      { number: 1, text: 'Ordet var fritt.', byName: 'Test organiser', reason: 'save' },
      { number: 2, text: 'Ordet var fritt.\nPlanen ble lagt fram.', byName: 'Test organiser', reason: 'save' },
    ])
  })

  test('the same text again is no revision', async () => {
    await write(organiser, 0, text('Likt'))
    expect((await write(organiser, 1, text('Likt'), { edit: 2 })).number).toBe(1)
    expect(await revisions()).toHaveLength(1)
  })

  test('two who begin at once get the same minutes', async () => {
    const [one, other] = await Promise.all([
      openMinutes(world.ground.db, organiser, stage),
      openMinutes(world.ground.db, organiser, stage),
    ])
    expect(one.id).toBe(other.id)
  })

  test('a save whose answer was lost is known again, and goes on with what was written since', async () => {
    await write(organiser, 0, text('Ett'), { edit: 1 })
    const again = await write(organiser, 0, text('Ett', 'To'), { edit: 2 })
    expect(again.number).toBe(2)
    expect((await standing()).text).toBe('Ett\nTo')
  })

  test('a late copy of an old save does not undo a newer one', async () => {
    await write(organiser, 0, text('Ett'), { edit: 1 })
    await write(organiser, 1, text('Ett', 'To'), { edit: 2 })
    const late = await write(organiser, 0, text('Ett'), { edit: 1 })
    expect(late.number).toBe(2)
    expect((await standing()).text).toBe('Ett\nTo')
  })

  test('a text made from an older one is kept aside and does not replace what stands', async () => {
    await write(organiser, 0, text('Felles'))
    const chair = await give('member', 'chair')
    await write(chair, 1, text('Felles', 'Fra møteleder'), { window: B, take: true })
    const late = write(organiser, 1, text('Felles', 'Fra arrangør'), { take: true, edit: 2 })
    const error = (await late.catch((thrown: unknown) => thrown)) as Conflict<unknown>
    expect(error).toBeInstanceOf(Conflict)
    expect((error.theirs as { text: string }).text).toBe('Felles\nFra møteleder')
    expect((await standing()).text).toBe('Felles\nFra møteleder')
    const kept = (await revisions()).find(({ number }) => number === (error.mine as Kept).number)
    expect(kept).toMatchObject({ text: 'Felles\nFra arrangør', reason: 'conflict', byName: 'Test organiser' })
    // Sent once more, as a browser does that got no answer, it is the same text and not a third one.
    await write(organiser, 1, text('Felles', 'Fra arrangør'), { take: true, edit: 2 }).catch(() => {})
    expect(await revisions()).toHaveLength(3)
    // The next save gets a number of its own.
    expect((await write(chair, 2, text('Felles', 'Mer'), { window: B, take: true, edit: 2 })).number).toBe(4)
  })

  test('a part of what was kept aside can be taken in', async () => {
    await write(organiser, 0, text('Felles'))
    const chair = await give('member', 'chair')
    await write(chair, 1, text('Felles', 'Fra møteleder'), { window: B, take: true })
    await write(organiser, 1, text('Felles', 'Fra arrangør'), { take: true, edit: 2 }).catch(() => {})
    const taken = await takePart(world.ground.db, organiser, stage, { number: 3, part: 1, basedOn: 2 })
    expect(taken.number).toBe(4)
    expect((await standing()).text).toBe('Felles\nFra arrangør\nFra møteleder')
    await expect(takePart(world.ground.db, organiser, stage, { number: 3, part: 1, basedOn: 2 })).rejects.toBeInstanceOf(Conflict)
  })

  test('what is recorded says what was done and never the text', async () => {
    await write(organiser, 0, text('En hemmelig setning'))
    const acts = await world.ground.db
      .select()
      .from(activity)
      .where(eq(activity.aboutId, (await standing()).id))
    expect(acts.map(({ action }) => action)).toEqual(expect.arrayContaining(['minutes.begun', 'minutes.saved']))
    expect(JSON.stringify(acts)).not.toContain('hemmelig')
  })
})

describe('the pen', () => {
  test('one window writes at a time', async () => {
    await write(organiser, 0, text('Ett'))
    const chair = await give('member', 'chair')
    await expect(write(chair, 1, text('To'), { window: B })).rejects.toEqual(new Refused('minutes_someone_else_writes'))
    await expect(write(organiser, 1, text('To'), { window: B })).rejects.toEqual(new Refused('minutes_someone_else_writes'))
    expect(await revisions()).toHaveLength(1)
  })
  test('it can be taken, and the other window is told', async () => {
    await write(organiser, 0, text('Ett'))
    const chair = await give('member', 'chair')
    await write(chair, 1, text('Ett'), { window: B, take: true })
    expect(await standing()).toMatchObject({ writer: world.people.member.id, writerName: 'Test member', writerWindow: B })
    await expect(write(organiser, 1, text('Ett', 'To'), { edit: 2 })).rejects.toEqual(new Refused('minutes_someone_else_writes'))
  })
  test('it is free when it lapses, and at once when it is laid down', async () => {
    await write(organiser, 0, text('Ett'))
    const chair = await give('member', 'chair')
    await world.ground.db.update(minutes).set({ writerUntil: '2020-01-01T00:00:00Z' }).where(eq(minutes.itemId, stage.item.id))
    expect((await write(chair, 1, text('To'), { window: B })).number).toBe(2)
    await layDownPen(world.ground.db, organiser, stage, A)
    expect((await standing()).writerUntil, 'only whoever holds it can lay it down').not.toBeNull()
    await layDownPen(world.ground.db, chair, stage, B)
    expect((await write(organiser, 2, text('Tre'))).number).toBe(3)
  })
})

describe('approving and publishing', () => {
  test('readers see the published revision and nothing that is written after it', async () => {
    const { db } = world.ground
    await write(organiser, 0, text('Det vedtatte'))
    expect((await world.as('member', { url: stage.at })).body).not.toContain('Det vedtatte')
    const before = await raised()
    await publish(db, organiser, stage, 1)
    expect(await raised()).toBe(before + 1)
    expect((await world.as('member', { url: stage.at })).body).toContain('Det vedtatte')
    await write(organiser, 1, text('Halvferdig setn'), { edit: 2 })
    expect(await raised(), 'a draft changes nothing for readers').toBe(before + 1)
    const page = (await world.as(null, { url: stage.at })).body
    expect(page).toContain('Det vedtatte')
    expect(page).not.toContain('Halvferdig')
    await publish(db, organiser, stage, 2)
    expect((await world.as(null, { url: stage.at })).body).toContain('Halvferdig')
    await unpublish(db, organiser, stage)
    expect((await world.as(null, { url: stage.at })).body).not.toContain('Halvferdig')
  })
  test('nobody publishes or approves another text than they saw', async () => {
    await write(organiser, 0, text('Ett'))
    await write(organiser, 1, text('To'), { edit: 2 })
    await expect(publish(world.ground.db, organiser, stage, 1)).rejects.toBeInstanceOf(Conflict)
    await expect(approve(world.ground.db, organiser, stage, 1)).rejects.toBeInstanceOf(Conflict)
  })
  test('approved minutes are locked until they are reopened, and it is on record', async () => {
    const { db } = world.ground
    await write(organiser, 0, text('Ett'))
    await approve(db, organiser, stage, 1)
    expect(await standing()).toMatchObject({ state: 'approved', approvedBy: world.people.organiser.id })
    await expect(write(organiser, 1, text('To'), { edit: 2 })).rejects.toEqual(new Refused('minutes_is_approved'))
    await expect(restore(db, organiser, stage, 1)).rejects.toEqual(new Refused('minutes_is_approved'))
    await reopen(db, organiser, stage)
    expect((await write(organiser, 1, text('To'), { edit: 2 })).number).toBe(2)
    const [trace] = await db
      .select()
      .from(activity)
      .where(and(eq(activity.aboutId, (await standing()).id), eq(activity.action, 'minutes.reopened')))
    expect(trace!.before).toMatchObject({ state: 'approved', approvedBy: world.people.organiser.id })
  })
  test('whoever only takes minutes does not approve them', async () => {
    const taker = await give('member', 'minute_taker')
    await write(taker, 0, text('Ett'))
    await expect(approve(world.ground.db, taker, stage, 1)).rejects.toEqual(new Refused('meeting_only_chair'))
    expect((await publish(world.ground.db, taker, stage, 1)).publishedNumber).toBe(1)
  })
  test('an older revision can stand again, as a new one', async () => {
    await write(organiser, 0, text('Ett'))
    await write(organiser, 1, text('To'), { edit: 2 })
    expect((await restore(world.ground.db, organiser, stage, 1)).number).toBe(3)
    expect((await revisions())[2]).toMatchObject({ reason: 'restore', restoredFrom: 1, text: 'Ett' })
    expect((await standing()).text).toBe('Ett')
    await expect(restore(world.ground.db, organiser, stage, 99)).rejects.toBeInstanceOf(NotFound)
  })
})

test('an approval is told of no other text than the approved one', async () => {
  const { db } = world.ground
  const first = await write(organiser, 0, text('Et utkast.'))
  await publish(db, organiser, stage, first.number)
  const second = await write(organiser, first.number, text('Det som ble godkjent.'), { edit: 2 })
  await approve(db, organiser, stage, second.number)
  const seen = async () => {
    const visitor = await world.actor(null, stage.meeting.id)
    const [item] = (await readMeeting(db, visitor, (await meetingById(db, stage.meeting.id))!)).days[0]!.items
    const home = await readHome(db, visitor, (await networkById(db, world.networkId))!, {}, 'nb')
    const news = home.news?.items.find((one) => one.path.endsWith(`/${item!.publicId}-om-handlingsplan`))
    const { html, state, approvedAt, draftNewer } = item!.minutes!
    return { html, state, approved: approvedAt !== null, draftNewer, atHome: news?.minutes?.state }
  }
  expect(await seen()).toEqual({ html: '<p>Et utkast.</p>', state: 'draft', approved: false, draftNewer: false, atHome: 'draft' })
  await publish(db, organiser, stage, second.number)
  expect(await seen()).toMatchObject({
    html: '<p>Det som ble godkjent.</p>',
    state: 'approved',
    approved: true,
    atHome: 'approved',
  })
})

describe('over the web', () => {
  const json = (who: Who | null, path: string, payload: object) =>
    world.as(who, { method: 'POST', url: `${stage.at}/minutes${path}`, payload, headers: { accept: 'application/json' } })
  const body = (over: object = {}) => ({ basedOn: 0, window: A, edit: 1, document: text('Skrevet'), ...over })

  test('organiser, owner, chair and minute taker write; others do not know that there is something to write', async () => {
    for (const who of [null, 'member', 'outsider', 'operator'] as const) {
      expect((await json(who, '/document', body())).statusCode, String(who)).toBe(404)
      expect((await world.as(who, { url: `${stage.at}/minutes/revisions` })).statusCode, String(who)).toBe(404)
    }
    expect(await world.ground.db.select().from(minutes).where(eq(minutes.itemId, stage.item.id))).toHaveLength(0)
    await give('member', 'minute_taker')
    await give('outsider', 'chair')
    let basedOn = 0
    for (const who of ['organiser', 'owner', 'member', 'outsider'] as const) {
      const mine = { basedOn, take: true, window: `window-${who}`, document: text(`Fra ${who}`) }
      const answer = await json(who, '/document', body(mine))
      expect(answer.statusCode, who).toBe(200)
      expect(answer.json()).toEqual({ number: ++basedOn, at: expect.stringMatching(/^\d\d\.\d\d$/) })
      expect((await world.as(who, { url: `${stage.at}/minutes` })).statusCode).toBe(200)
    }
  })

  test('readers who come to the editor are led to the item', async () => {
    const answer = await world.as('member', { url: `${stage.at}/minutes` })
    expect([answer.statusCode, answer.headers.location]).toEqual([302, stage.at])
  })

  test('a window without the pen hears who has it', async () => {
    await json('organiser', '/document', body())
    const refused = await json('owner', '/document', body({ basedOn: 1, window: B, document: text('Mitt') }))
    expect([refused.statusCode, refused.json()]).toEqual([423, { number: 1, writer: 'Test organiser', window: A, own: false }])
  })

  test('a late text is answered with where it was kept, and stands beside the other with a button for each part', async () => {
    await json('organiser', '/document', body())
    await json('owner', '/document', body({ basedOn: 1, take: true, window: B, document: text('Skrevet', 'Av eieren') }))
    const mine = { basedOn: 1, take: true, edit: 2, document: text('Skrevet', 'Av arrangøren') }
    const late = await json('organiser', '/document', body(mine))
    expect([late.statusCode, late.json().kept]).toEqual([409, 3])
    const page = await world.as('organiser', { url: `${stage.at}/minutes/compare?to=3` })
    expect(page.body).toContain('Av eieren')
    expect(page.body).toContain('Av arrangøren')
    const taken = await world.as('organiser', { url: `${stage.at}/minutes/take`, form: { number: '3', part: '1', basedOn: '2' } })
    expect(taken.statusCode).toBe(303)
    expect((await standing()).text).toBe('Skrevet\nAv arrangøren\nAv eieren')
  })

  test('without script a form saves plain text, blocks and all', async () => {
    const page = await world.as('organiser', { url: `${stage.at}/minutes` })
    expect(page.body).toContain('<textarea')
    const form = {
      basedOn: '0',
      window: 'window-form',
      text: 'Åpning.\r\n\r\nBeslutning: Planen sendes ut.\r\n\r\nOppfølging: Sende ut (Fylkesbiblioteket; 15.05.2020)',
    }
    expect((await world.as('organiser', { url: `${stage.at}/minutes`, form })).statusCode).toBe(303)
    const row = await standing()
    expect(row.document.content!.map(({ type, attrs }) => [type, attrs?.who, attrs?.due])).toEqual([
      ['paragraph', undefined, undefined],
      ['decision', undefined, undefined],
      ['action', 'Fylkesbiblioteket', '2020-05-15'],
    ])
    expect(row.html).toContain('data-block="decision"')
    expect((await world.as('organiser', { url: `${stage.at}/minutes` })).body).toContain(
      'Oppfølging: Sende ut (Fylkesbiblioteket; 15.05.2020)',
    )
  })

  test('the form keeps what was typed when someone else holds the pen, and what came too late', async () => {
    await json('owner', '/document', body({ window: B }))
    const form = { basedOn: '0', window: 'window-form', text: 'Mitt eget' }
    const held = await world.as('organiser', { url: `${stage.at}/minutes`, form })
    expect(held.statusCode).toBe(422)
    expect(held.body).toContain('Mitt eget')
    expect(held.body).toContain('Test owner')
    const late = await world.as('organiser', { url: `${stage.at}/minutes`, form: { ...form, take: 'yes' } })
    expect(late.headers.location).toBe(`${stage.at}/minutes/compare?to=2`)
    expect((await standing()).text).toBe('Skrevet')
    expect((await revisions())[1]).toMatchObject({ text: 'Mitt eget', reason: 'conflict' })
  })

  test('a part that plain text cannot say is kept, and cannot be lost by the form', async () => {
    const table = {
      type: 'table',
      content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: text('Celle').content }] }],
    }
    await json('organiser', '/document', body({ document: { type: 'doc', content: [...text('Før').content!, table] } }))
    await layDownPen(world.ground.db, organiser, stage, A)
    expect((await world.as('organiser', { url: `${stage.at}/minutes` })).body).toContain('[[1: Tabell]]')
    const form = { basedOn: '1', window: 'window-form', text: 'Før og etter' }
    const without = await world.as('organiser', { url: `${stage.at}/minutes`, form })
    expect([without.statusCode, (await standing()).number]).toEqual([422, 1])
    expect(
      (await world.as('organiser', { url: `${stage.at}/minutes`, form: { ...form, text: '[[1: Tabell]]\n\nFør og etter' } }))
        .statusCode,
    ).toBe(303)
    expect((await standing()).document.content!.map(({ type }) => type)).toEqual(['table', 'paragraph'])
  })

  test('what cannot be stored is refused with words, and 5 MB is too much', async () => {
    const script = await json(
      'organiser',
      '/document',
      body({ document: { type: 'doc', content: [{ type: 'script', content: text('alert(1)').content }] } }),
    )
    expect([script.statusCode, script.json().message]).toEqual([422, expect.stringMatching(/kunne ikke leses/)])
    const huge = await json('organiser', '/document', body({ document: text('x'.repeat(5_000_000)) }))
    expect([huge.statusCode, huge.json().message]).toEqual([422, expect.stringMatching(/for lang/)])
    expect(await world.ground.db.select().from(minutes).where(eq(minutes.itemId, stage.item.id))).toHaveLength(0)
  })

  test('buttons approve, publish, reopen and take back', async () => {
    await json('organiser', '/document', body())
    const press = (act: string, number = '1') =>
      world.as('organiser', { url: `${stage.at}/minutes/state`, form: { do: act, number } })
    for (const act of ['publish', 'approve', 'reopen', 'unpublish']) expect((await press(act)).statusCode, act).toBe(303)
    expect(await standing()).toMatchObject({ state: 'draft', publishedAt: null })
    expect((await press('publish', '7')).headers.location).toBe(`${stage.at}/minutes`)
    expect((await standing()).publishedAt).toBeNull()
  })

  test('revisions are listed, shown, compared and brought back', async () => {
    await json('organiser', '/document', body())
    await json('organiser', '/document', body({ basedOn: 1, edit: 2, document: text('Skrevet om') }))
    const list = await world.as('organiser', { url: `${stage.at}/minutes/revisions` })
    expect(list.body).toContain('Test organiser')
    expect((await world.as('organiser', { url: `${stage.at}/minutes/revisions/1` })).body).toContain('<p>Skrevet</p>')
    expect((await world.as('organiser', { url: `${stage.at}/minutes/revisions/9` })).statusCode).toBe(404)
    const compared = (await world.as('organiser', { url: `${stage.at}/minutes/compare?from=1&to=2` })).body
    expect(compared).toMatch(/Skrevet<ins><span class="sr">Lagt til: <\/span> om<span class="sr">/)
    expect((await world.as('organiser', { url: `${stage.at}/minutes/restore`, form: { number: '1' } })).statusCode).toBe(303)
    expect((await standing()).text).toBe('Skrevet')
  })
})
