/** The sample's topics, and the matter that its meetings come back to. What titles speak of is taken as an organiser would. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import { personActor } from '#actor.ts'
import { offered } from '#matters/rules.ts'
import { suggestedFor } from '#matters/topics/reads.ts'
import { linkItems, makeTopic } from '#matters/topics/writes.ts'
import { addFact, followItem, tieItem } from '#matters/writes.ts'
import { meeting } from '#meeting/tables.ts'
import { networkById } from '#network/reads.ts'
import type { Ground } from '#platform/ground.ts'
import { item } from '#programme/tables.ts'
import { sampleMatter, sampleTopics } from './content.ts'

export async function loadSampleTopics(ground: Ground, networkId: string, organiserId: string): Promise<void> {
  const { db } = ground
  const organiser = await personActor(db, organiserId, { networkId })
  const network = (await networkById(db, networkId))!
  for (const given of sampleTopics) {
    const topic = await makeTopic(db, organiser, networkId, { ...given, version: 0 })
    const about = await suggestedFor(db, organiser, network, topic)
    await linkItems(
      db,
      organiser,
      topic,
      about.map((one) => one.id),
      true,
    )
  }
  const treatments = await db
    .select({ item, seriesId: meeting.seriesId })
    .from(item)
    .innerJoin(meeting, eq(meeting.id, item.meetingId))
    .where(and(eq(item.networkId, networkId), isNull(item.deletedAt)))
    .orderBy(asc(meeting.startsAt))
  const own = treatments.filter((one) => sampleMatter.items.includes(one.item.title.nb ?? ''))
  const [first, ...others] = own
  if (!first) throw new Error('the sample’s matter has lost its items')
  const row = await followItem(db, organiser, first.item, first.seriesId)
  for (const one of others) await tieItem(db, organiser, one.item, offered('', row.publicId))
  await addFact(db, organiser, row, sampleMatter.fact, 'nb')
}
