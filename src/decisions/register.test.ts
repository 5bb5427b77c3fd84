import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { topic, topicLink } from '#matters/tables.ts'
import { day, meeting } from '#meeting/tables.ts'
import { approve, publish } from '#minutes/state/writes.ts'
import { amendment, minutes } from '#minutes/tables.ts'
import { newId } from '#platform/db/id.ts'
import { item } from '#programme/tables.ts'
import { decision, furnishStage, type MinutesStage, rowsOf, writeOn } from '../../tests/minutesstage.ts'
import { makeWorld, type World } from '../../tests/world.ts'

let world: World
let stage: MinutesStage
let register: string
beforeAll(async () => {
  world = await makeWorld()
  register = `/${world.networkSlug}/decisions`
})
afterAll(() => world.end())
beforeEach(async () => {
  await world.ground.db.delete(meeting).where(eq(meeting.networkId, world.networkId))
  stage = await furnishStage(world, { seriesId: world.seriesId })
})

const page = async (who: Parameters<World['as']>[0], url = register) => (await world.as(who, { url })).body
/** Publishes one decision. @returns its address */
async function decide(text: string, at = stage, place = at.first, id = newId()): Promise<string> {
  await publish(world.ground.db, at.organiser, place, await writeOn(world, at.organiser, place, decision(id, text)))
  const row = (await rowsOf(world, place)).find((one) => one.blockId === id)!
  return `${register}/${row.number}-${row.numberYear}-${row.publicId}`
}

describe('the register', () => {
  it('says that there is nothing yet, and shows a decision once its minutes are published', async () => {
    expect(await page(null)).toContain('Ingen beslutninger er publisert ennå')
    const number = await writeOn(world, stage.organiser, stage.first, decision(newId(), 'Planen sendes ut.'))
    expect(await page('organiser')).not.toContain('Planen sendes ut.')
    await publish(world.ground.db, stage.organiser, stage.first, number)
    expect(await page(null)).toContain('Planen sendes ut.')
  })

  it('shows and finds what was published, not what is being written', async () => {
    const id = newId()
    await decide('Planen sendes ut.', stage, stage.first, id)
    await writeOn(world, stage.organiser, stage.first, decision(id, 'Planen er hemmelig.'))
    for (const who of [null, 'organiser'] as const) {
      expect(await page(who)).toContain('Planen sendes ut.')
      expect(await page(who)).not.toContain('hemmelig')
      expect(await page(who, `${register}?q=hemmelig`)).toContain('Ingen beslutninger passer')
      expect(await page(who, `${register}?q=SENDES`)).toContain('Planen sendes ut.')
    }
    expect((await world.as(null, { url: `${register}/all.csv` })).body).toMatch(/1\/20;Planen sendes ut\.;2020-04-29/)
  })

  it('keeps what an item, its whole or its meeting hides from those it is not for', async () => {
    const { db } = world.ground
    const address = await decide('Lønnen blir som før.')
    const sees = async () =>
      Promise.all(
        ([null, 'member', 'organiser'] as const).map(async (who) => {
          const list = (await page(who)).includes('Lønnen blir som før.')
          const csv = (await world.as(who, { url: `${register}/all.csv` })).body.includes('Lønnen')
          const one = (await world.as(who, { url: address })).statusCode === 200
          expect([csv, one]).toEqual([list, list])
          return list
        }),
      )
    const itself = eq(item.id, stage.first.item.id)
    expect(await sees()).toEqual([true, true, true])
    await db.update(item).set({ audience: 'members' }).where(itself)
    world.ground.pages.clear()
    expect(await sees()).toEqual([false, true, true])
    await db.update(item).set({ audience: 'public', parentId: stage.second.item.id }).where(itself)
    await db.update(item).set({ audience: 'invited' }).where(eq(item.id, stage.second.item.id))
    expect(await sees()).toEqual([false, false, true])
    await db.update(item).set({ parentId: null }).where(itself)
    await db.update(meeting).set({ audience: 'members' }).where(eq(meeting.id, stage.meeting.id))
    expect(await sees()).toEqual([false, true, true])
  })

  it('is narrowed by words, number, year and series, and leads through its pages', async () => {
    await decide('En utgave om e-bøker.')
    const later = await furnishStage(world, { startsAt: '2021-05-01T07:00:00Z' })
    await world.ground.db.update(day).set({ date: '2021-05-01' }).where(eq(day.meetingId, later.meeting.id))
    await decide('En om busser.', later)
    const found = async (query: string) => {
      const body = await page(null, register + query)
      return ['En utgave om e-bøker.', 'En om busser.'].filter((text) => body.includes(text)).length
    }
    expect(await found('?q=e-b%C3%B8ker')).toBe(1)
    expect(await found('?q=%25')).toBe(0)
    expect(await found('?q=1%2F21')).toBe(1)
    expect(await found('?year=2020')).toBe(1)
    expect(await found('?series=finnes-ikke')).toBe(0)
    const { networkId } = world
    const [about] = await world.ground.db
      .insert(topic)
      .values({ networkId, slug: 'e-boker', name: { nb: 'E-bøker' } })
      .returning()
    expect(await found('?topic=e-boker')).toBe(0)
    const link = { networkId, topicId: about!.id, kind: 'item' as const, subjectId: stage.first.item.id }
    await world.ground.db.insert(topicLink).values(link)
    world.ground.pages.clear()
    expect(await found('?topic=e-boker')).toBe(1)
    expect(await found('?sort=oldest&page=x&year=1')).toBe(2)
    expect(await page(null, `${register}?page=2`)).toContain('Listen er ikke så lang')
  })

  it('costs the same number of queries however many decisions there are', async () => {
    const count = async () => {
      const before = world.database.queries()
      await page('member')
      return world.database.queries() - before
    }
    await decide('Den første.')
    await count()
    const few = await count()
    expect(await count()).toBe(few)
    await publish(
      world.ground.db,
      stage.organiser,
      stage.second,
      await writeOn(
        world,
        stage.organiser,
        stage.second,
        ...Array.from({ length: 12 }, (_, i) => decision(newId(), `Nr. ${i}.`)),
      ),
    )
    await count()
    expect(await count()).toBe(few)
  })
})

describe('the page of a decision', () => {
  it('stays where it is when the decision is written into other minutes and its item moves to another meeting', async () => {
    const { db } = world.ground
    const id = newId()
    const address = await decide('Planen sendes ut.', stage, stage.first, id)
    expect(await page(null, address)).toContain('Planen sendes ut.')
    await publish(db, stage.organiser, stage.first, await writeOn(world, stage.organiser, stage.first))
    expect((await world.as(null, { url: address })).statusCode).toBe(404)
    await publish(
      db,
      stage.organiser,
      stage.second,
      await writeOn(world, stage.organiser, stage.second, decision(id, 'Planen sendes ut.')),
    )
    expect(await page(null, address)).toContain('Om e-bøker')
    const moved = await world.as(null, { url: address.replace('/1-2020-', '/7-1999-') })
    expect([moved.statusCode, moved.headers.location]).toEqual([301, address])
    for (const wrong of ['/x', '/1-2020', '/0', '/1-2020-99999999', '/1-2020-99999999999999999999'])
      expect((await world.as(null, { url: register + wrong })).statusCode, wrong).toBe(404)
  })

  it('tells how it was decided, from which revision, and what was added to the minutes', async () => {
    const { db } = world.ground
    const id = newId()
    const voted = decision(id, 'Vi bytter system.')
    const number = await writeOn(world, stage.organiser, stage.first, {
      ...voted,
      attrs: { ...voted.attrs, how: 'vote', yes: 20, no: 3 },
    })
    await approve(db, stage.organiser, stage.first, number)
    await publish(db, stage.organiser, stage.first, number)
    const [row] = await rowsOf(world, stage.first)
    const [kept] = await db.select().from(minutes).where(eq(minutes.itemId, stage.first.item.id))
    await db.insert(amendment).values({
      ...{ networkId: world.networkId, meetingId: stage.meeting.id, itemId: stage.first.item.id, minutesId: kept!.id },
      ...{ number: 1, text: 'Avtalen gjelder til 2024.' },
    })
    const body = await page(null, `${register}/1-2020-${row!.publicId}`)
    for (const said of ['20 for, 3 mot', 'Godkjent', 'utgave 1', 'Avtalen gjelder til 2024.', 'Om handlingsplan', `#${id}`])
      expect(body).toContain(said)
  })
})
