import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decision, furnishStage, type MinutesStage, paragraph, writeOn } from '../../../tests/minutesstage.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { suggestionOf } from '../approval/formats.ts'
import { accept, correct } from '../approval/writes.ts'
import { propose, publish } from '../state/writes.ts'
import { minutes, minutesRevision } from '../tables.ts'
import { readWhole } from '../whole/reads.ts'

let world: World
let stage: MinutesStage
beforeAll(async () => {
  world = await makeWorld()
  stage = await furnishStage(world)
})
afterAll(() => world.end())

/** As the whole minutes and the item's page have it. */
async function told(): Promise<(string | null | undefined)[]> {
  const whole = await readWhole(world.ground.db, stage.organiser, stage.meeting, { drafts: false })
  const page = await world.as(null, { url: `${stage.path}/${stage.numbers[0]}-om-handlingsplan` })
  return [whole.texts.get(stage.first.item.id)!.writtenBy, /Ført av ([^<]*)</.exec(page.body)?.[1]]
}

test('minutes are by all who wrote them up to what is read, and not by whoever only took in a correction', async () => {
  const { db } = world.ground
  const { first, meeting } = stage
  const [owner, member] = [await world.actor('owner', meeting.id), await world.actor('member', meeting.id)]
  const place = { meeting, item: { id: first.item.id, audience: 'public' as const } }
  const write = (who: typeof owner, words: string) =>
    writeOn(world, who, first, paragraph(words), decision('11111111-1111-4111-8111-111111111111', 'Planen sendes ut.'))

  await propose(db, stage.organiser, first, await write(stage.organiser, 'Ordet var frit.'), null)
  const [row] = await db.select().from(minutes).where(eq(minutes.itemId, first.item.id))
  const [read] = await db.select().from(minutesRevision).where(eq(minutesRevision.minutesId, row!.id))
  const { id } = await correct(
    db,
    member,
    place,
    suggestionOf(read!, 'nb', { number: 1, part: 0, after: 'Ordet var fritt.', remark: null }),
  )
  await accept(db, owner, place, id, null)
  expect((await db.select().from(minutes).where(eq(minutes.id, row!.id)))[0]!.publishedNumber).toBe(2)
  expect(await told()).toEqual(['Test organiser', 'Test organiser'])

  // Another goes on with the text: hers once readers have it, and no less the first one's.
  const later = await write(owner, 'Ordet var fritt, og mange tok det.')
  expect(await told()).toEqual(['Test organiser', 'Test organiser'])
  await publish(db, owner, first, later)
  expect(await told()).toEqual(['Test organiser, Test owner', 'Test organiser, Test owner'])

  // Written by both at once: nobody's alone.
  const [organiserId, ownerId] = [stage.organiser.person!.id, owner.person!.id]
  await db
    .update(minutesRevision)
    .set({ by: null, byName: 'Test organiser, Test owner', authors: [ownerId, organiserId] })
    .where(and(eq(minutesRevision.minutesId, row!.id), eq(minutesRevision.number, later)))
  expect((await told())[0]).toBe('Test organiser, Test owner')
})
