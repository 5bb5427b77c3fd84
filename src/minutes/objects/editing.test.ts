import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#actor.ts'
import { meetingRole } from '#meeting/tables.ts'
import { organisation } from '#network/tables.ts'
import { newId } from '#platform/db/id.ts'
import { Conflict, NotFound, Refused } from '#platform/errors.ts'
import { mail } from '#platform/mail/tables.ts'
import { item } from '#programme/tables.ts'
import { action, decision, furnishStage, type MinutesStage, paragraph, rowsOf, writeOn } from '../../../tests/minutesstage.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { blocksIn, type MinutesNode } from '../document.ts'
import type { Place } from '../reads.ts'
import { approve, publish, reopen } from '../state/writes.ts'
import { minutes } from '../tables.ts'
import { ownerLetter } from './mails.tsx'
import { listObjects } from './reads.ts'
import { type Edit, editObject, tellOwners } from './writes.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

let stage: MinutesStage
let organiser: Actor
beforeEach(async () => {
  stage = await furnishStage(world)
  organiser = stage.organiser
})

const [A, B] = [newId(), newId()]
const write = (place: Place, ...content: MinutesNode[]) => writeOn(world, organiser, place, ...content)
const rows = () => rowsOf(world, stage.first)
const standing = async (place: Place = stage.first) =>
  (await world.ground.db.select().from(minutes).where(eq(minutes.itemId, place.item.id)))[0]!
const teller = () => ({ ground: world.ground, letter: ownerLetter })
const nobody = { personId: null, organisationId: null }
const edit = (basedOn: number, more: Partial<Edit> = {}, blockId = B, place = stage.first) =>
  editObject(teller(), organiser, place, blockId, { basedOn, change: {}, owner: nobody, tellNow: false, ...more })

describe('changing one from outside the editor', () => {
  test('changes the text, as a revision, and the row with it', async () => {
    const number = await write(stage.first, paragraph('Ordet var fritt.'), action(B, 'Sende den.'))
    await edit(number, { change: { text: 'Sende planen.', who: 'Alta', due: 'to_come' } })
    const row = await standing()
    expect(row.number).toBe(number + 1)
    expect(blocksIn(row.document)[0]).toMatchObject({ id: B, text: 'Sende planen.', who: 'Alta', due: 'to_come' })
    expect(row.document.content![0]).toEqual(paragraph('Ordet var fritt.'))
    expect(await rows()).toMatchObject([{ text: 'Sende planen.', who: 'Alta', due: 'to_come' }])
  })

  test('what was written elsewhere in the text meanwhile stays; of the same block both are told', async () => {
    const number = await write(stage.first, paragraph('Først.'), action(B, 'Sende den.'))
    await write(stage.first, paragraph('Først, og mer.'), action(B, 'Sende den.'))
    await edit(number, { change: { text: 'Sende planen.' } })
    expect((await standing()).text).toContain('Først, og mer.')
    const conflict = await edit(number, { change: { text: 'Noe annet.' } }).catch((error: unknown) => error)
    expect(conflict).toBeInstanceOf(Conflict)
    expect((conflict as Conflict<{ text: string }>).theirs.text).toBe('Sende planen.')
    expect((await standing()).text).toContain('Sende planen.')
  })

  test('waits for whoever has the text open, and for approved minutes to be opened; the owner can be changed', async () => {
    const { db } = world.ground
    const number = await write(stage.first, action(B, 'Sende den.'))
    await approve(db, organiser, stage.first, number)
    await expect(edit(number, { change: { text: 'x' } })).rejects.toEqual(new Refused('minutes_is_approved'))
    await edit(number, { owner: { personId: world.people.member.id, organisationId: null } })
    expect(await rows()).toMatchObject([{ personId: world.people.member.id, text: 'Sende den.' }])
    await reopen(db, organiser, stage.first)
    await edit(number, { change: { text: 'Sende planen.' } })
    expect(await rows()).toMatchObject([{ text: 'Sende planen.' }])
  })

  test('is for those who write the minutes, and of what stands in them', async () => {
    const number = await write(stage.first, action(B, 'Sende den.'))
    const given = { basedOn: number, change: { text: 'x' }, owner: nobody, tellNow: false }
    const member = await world.actor('member', stage.meeting.id)
    await expect(editObject(teller(), member, stage.first, B, given)).rejects.toBeInstanceOf(NotFound)
    await expect(editObject(teller(), organiser, stage.first, A, given)).rejects.toBeInstanceOf(NotFound)
    await expect(editObject(teller(), organiser, stage.second, B, given)).rejects.toBeInstanceOf(NotFound)
    await editObject(teller(), organiser, stage.first, B, given)
    expect(await rows()).toMatchObject([{ text: 'x' }])
  })

  test('an owner is of the network', async () => {
    const number = await write(stage.first, action(B, 'Sende den.'))
    const [own] = await world.ground.db
      .insert(organisation)
      .values({ networkId: world.networkId, name: { nb: 'Alta' }, type: 'public' })
      .returning()
    const [other] = await world.ground.db
      .insert(organisation)
      .values({ networkId: newId(), name: { nb: 'Fjern' }, type: 'public' })
      .returning()
    for (const owner of [
      { personId: world.people.outsider.id, organisationId: null },
      { personId: null, organisationId: other!.id },
    ])
      await expect(edit(number, { owner })).rejects.toMatchObject({ fields: expect.anything() })
    await edit(number, { owner: { personId: world.people.member.id, organisationId: own!.id } })
    expect(await rows()).toMatchObject([{ personId: world.people.member.id, organisationId: own!.id }])
  })
})

describe('owners are told', () => {
  const email = 'member@nord.example'
  const mails = () =>
    world.ground.db
      .select()
      .from(mail)
      .where(and(eq(mail.to, email), eq(mail.kind, 'action')))
  const theMember = () => ({ personId: world.people.member.id, organisationId: null })
  const approveAndTell = (number: number) =>
    approve(world.ground.db, organiser, stage.first, number, (tx, row) => tellOwners(teller(), tx, stage.meeting, row))
  beforeEach(async () => {
    await world.ground.db.delete(mail)
  })

  test('when the minutes are approved, once, also when they are opened and approved again', async () => {
    const number = await write(stage.first, action(B, 'Sende ut utkastet.', { due: '2020-05-15' }))
    expect(await edit(number, { owner: theMember() })).toBe(false)
    expect(await mails()).toEqual([])
    await approveAndTell(number)
    const [told, ...more] = await mails()
    expect(more).toEqual([])
    expect(told!.subject).toBe('Du er ansvarlig for en oppfølging: Ledermøte')
    for (const said of ['Sende ut utkastet.', '15. mai 2020', `${stage.path}/${stage.numbers[0]}-om-handlingsplan#minutes`])
      expect(told!.text).toContain(said)
    await reopen(world.ground.db, organiser, stage.first)
    await approveAndTell(number)
    expect(await mails()).toHaveLength(1)
  })

  test('at once where that is chosen, and then not again; a new owner is told too', async () => {
    const number = await write(stage.first, action(B, 'Sende den.'))
    expect(await edit(number, { owner: theMember(), tellNow: true })).toBe(true)
    expect(await edit(number, { owner: theMember(), tellNow: true })).toBe(false)
    await edit(number, { owner: { personId: world.people.owner.id, organisationId: null } })
    await approveAndTell(number)
    expect(await mails()).toHaveLength(1)
    expect((await world.ground.db.select().from(mail)).map((one) => one.to).sort()).toEqual([email, 'owner@nord.example'])
  })

  test('who may not read the item is told that there is something, and nothing of what', async () => {
    await world.ground.db.update(item).set({ audience: 'invited' }).where(eq(item.id, stage.first.item.id))
    const number = await write(stage.first, action(B, 'Hemmelig gjøremål.'))
    await edit(number, { owner: theMember(), tellNow: true })
    const [told] = await mails()
    expect(told!.text).toContain('Bibliotek i nord')
    expect(`${told!.subject} ${told!.text} ${told!.html}`).not.toMatch(/Hemmelig|Ledermøte|om-handlingsplan/)
    // Somebody invited is told all of it.
    await world.ground.db
      .insert(meetingRole)
      .values({ networkId: world.networkId, meetingId: stage.meeting.id, personId: world.people.owner.id, role: 'guest' })
    await edit(number, { owner: { personId: world.people.owner.id, organisationId: null }, tellNow: true })
    const all = await world.ground.db.select().from(mail).where(eq(mail.to, 'owner@nord.example'))
    expect(all[0]!.text).toContain('Hemmelig gjøremål.')
  })

  test('no identity number goes out in a mail', async () => {
    const number = await write(stage.first, action(B, 'Ring 11077941012.'))
    await expect(edit(number, { owner: theMember(), tellNow: true })).rejects.toEqual(new Refused('minutes_identity_number'))
    expect(await mails()).toEqual([])
  })
})

describe('the list', () => {
  test('shows readers what is published, and those who write what stands', async () => {
    const number = await write(stage.first, decision(A, 'Planen sendes ut.'))
    await publish(world.ground.db, organiser, stage.first, number)
    await write(stage.first, decision(A, 'Planen sendes ikke ut.'), action(B, 'Tenke mer.'))
    const seen = async (who: Actor) =>
      (await listObjects(world.ground.db, who, stage.meeting, [stage.first.item.id])).map((one) => [
        one.block.text,
        one.row !== null,
      ])
    expect(await seen(organiser)).toEqual([
      ['Planen sendes ikke ut.', true],
      ['Tenke mer.', true],
    ])
    expect(await seen(await world.actor('member', stage.meeting.id))).toEqual([['Planen sendes ut.', false]])
    const page = await world.as(null, { url: `${stage.path}/decisions` })
    expect(page.body).toContain('Planen sendes ut.')
    expect(page.body).not.toMatch(/Tenke mer|ikke ut|Rett</)
    expect((await world.as('organiser', { url: `${stage.path}/decisions` })).body).toContain('Tenke mer.')
  })

  test('the form changes what stands, says what is wrong, and keeps what was typed', async () => {
    const number = await write(stage.first, action(B, 'Sende den.'))
    const url = `${stage.path}/decisions/${stage.numbers[0]}/${B}`
    expect((await world.as('member', { url })).statusCode).toBe(404)
    expect((await world.as('organiser', { url })).body).toContain('Sende den.')
    const form = {
      basedOn: String(number),
      text: 'Sende planen.',
      who: 'Alta',
      due: '2020-05-15',
      personId: '',
      organisationId: '',
    }
    const wrong = await world.as('organiser', { url, form: { ...form, text: ' ' } })
    expect([wrong.statusCode, wrong.body.includes('value="Alta"')]).toEqual([422, true])
    const right = await world.as('organiser', { url, form })
    expect([right.statusCode, right.headers.location]).toEqual([303, `${stage.path}/decisions#o-${B}`])
    expect(await rows()).toMatchObject([{ text: 'Sende planen.', who: 'Alta', due: '2020-05-15' }])
    const late = await world.as('organiser', { url, form: { ...form, text: 'For sent.' } })
    expect(late.statusCode).toBe(409)
    expect((await standing()).text).toContain('Sende planen.')
  })
})
