/** Minutes that begin with what the programme knows. */
import { getSchema } from '@tiptap/core'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { grantMeetingRole } from '#meeting/writes.ts'
import { newId } from '#platform/db/id.ts'
import { input } from '#questions/tables.ts'
import { type April, aprilMeeting } from '../../../tests/april.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { emptyDocument, type MinutesNode, textOfNode } from '../document.ts'
import { checkDocument } from '../forms.ts'
import { extensions } from '../islands/schema.ts'
import { approve } from '../state/writes.ts'
import { minutes, minutesRevision } from '../tables.ts'
import { layDownPen, save } from '../writes.ts'
import { isEmpty, type Planned, seedOf } from './rules.ts'

const kari = { name: 'Kari Nes', office: 'rådgiver' }
const ola = { name: 'Ola Vik', office: null }
const planned = (more: Partial<Planned> = {}): Planned => ({ title: { nb: 'Om plan' }, speakers: [], subitems: [], ...more })
const linesOf = (nodes: readonly MinutesNode[] | null) => nodes?.map((node) => `${node.type}: ${textOfNode(node)}`)

describe('what there is to begin with', () => {
  it('is who speaks, what is to be decided, and a heading with its speakers for each part', () => {
    const parts = [planned({ title: { nb: 'Del en' }, speakers: [kari, ola] }), planned({ title: { en: 'Part two' } })]
    const raised = [{ text: 'Avtalene er dyre', outcome: 'Vedtak om felles innkjøp', locale: 'nb' as const }]
    const seed = seedOf(planned({ speakers: [ola], subitems: parts }), raised, 'nb')
    expect(linesOf(seed)).toEqual([
      'paragraph: v/ Ola Vik',
      'paragraph: Hva saken gjelder: Avtalene er dyre',
      'paragraph: Til avgjørelse: Vedtak om felles innkjøp',
      'paragraph: ',
      'heading: Del en',
      'paragraph: v/ Kari Nes, rådgiver; Ola Vik',
      'paragraph: ',
      'heading: Part two',
      'paragraph: ',
    ])
    expect(seed!.at(-2)!.attrs).toMatchObject({ lang: 'en' })
    // As the editor and the database take it.
    getSchema(extensions)
      .nodeFromJSON(checkDocument({ type: 'doc', content: seed }))
      .check()
  })

  it('is nothing where the programme knows no more than the title', () => {
    expect(seedOf(planned(), [], 'nb')).toBeNull()
    expect(isEmpty(emptyDocument)).toBe(true)
    expect(isEmpty({ type: 'doc', content: [{ type: 'horizontalRule' }] })).toBe(false)
  })
})

describe('without script', () => {
  let world: World
  let april: April
  beforeAll(async () => {
    world = await makeWorld()
    april = await aprilMeeting(world)
    const organiser = await world.actor('organiser', april.meeting.id)
    await grantMeetingRole(world.ground.db, organiser, april.meeting.id, world.people.outsider.id, 'minute_taker')
  })
  afterAll(() => world.end())
  beforeEach(async () => {
    for (const table of [minutes, minutesRevision, input]) await db().delete(table)
    await db()
      .insert(input)
      .values({
        ...{ id: newId(), networkId: world.networkId, meetingId: april.meeting.id, madeItemId: about().id },
        ...{ kind: 'matter', state: 'item', text: 'Avtalene', outcome: 'Et vedtak', locale: 'nb' },
      })
  })

  const db = () => world.ground.db
  const about = () => april.item('E-bøker')
  const place = () => ({ meeting: april.meeting, item: about() })
  const at = () => `/nord/${april.meeting.slug}/${about().publicId}-om-e-boker/minutes`
  const begin = (who: Who) => world.as(who, { url: `${at()}/begin`, form: {} })
  const undo = (number: number) => world.as('outsider', { url: `${at()}/begin/undo`, form: { number: String(number) } })
  const row = async () => (await db().select().from(minutes))[0]
  const page = async () => (await world.as('outsider', { url: at() })).body
  const write = async (text: string, basedOn: number) => {
    const actor = await world.actor('organiser', april.meeting.id)
    const document = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] }
    await save(db(), actor, place(), { basedOn, window: 'vindu-nummer-1', edit: null, document })
    await layDownPen(db(), actor, place(), 'vindu-nummer-1')
  }

  it('is one press while nothing is written, and can be taken back', async () => {
    expect((await begin('member')).statusCode).toBe(404)
    expect(await page()).toContain('data-begin')
    expect((await begin('outsider')).headers.location).toBe(at())
    expect((await row())!.text).toContain('Til avgjørelse: Et vedtak')
    expect(await page()).not.toContain('data-begin')
    expect((await undo(1)).statusCode).toBe(303)
    expect((await row())!.text).toBe('')
    expect(await db().$count(minutesRevision)).toBe(2)
    expect(await page()).toContain('data-begin')
  })

  it('never takes the place of what somebody wrote', async () => {
    await write('Skrevet for hånd.', 0)
    await begin('outsider')
    expect((await row())!.text).toBe('Skrevet for hånd.')
    await db().delete(minutes)
    await begin('outsider')
    await write('Skrevet siden.', 1)
    await undo(1)
    expect((await row())!.text).toBe('Skrevet siden.')
    await approve(db(), await world.actor('organiser', april.meeting.id), place(), 2)
    expect((await begin('outsider')).statusCode).toBe(303)
    expect((await undo(2)).statusCode).toBe(303)
    expect((await row())!.text).toBe('Skrevet siden.')
  })

  it('is not offered where there is nothing to begin with', async () => {
    await db().delete(input).where(eq(input.madeItemId, about().id))
    expect(await page()).not.toContain('data-begin')
    expect((await begin('outsider')).statusCode).toBe(404)
  })
})
