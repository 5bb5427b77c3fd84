/** A conference of two days that lies ahead, in the small world, published: for what people do beforehand. */
import { daysOf, findMeeting, type MeetingRow } from '#meeting/reads.ts'
import { publish } from '#meeting/writes.ts'
import { createMeetingFromText } from '#programme/intake/writes.ts'
import type { World } from './world.ts'

/** The same with registration open to everybody. */
export async function openConference(world: World): Promise<{ meeting: MeetingRow; path: string; days: string[] }> {
  const meeting = await conference(world)
  const path = `/${world.networkSlug}/${meeting.slug}`
  await world.as('organiser', { url: `${path}/registration/open`, form: {} })
  return { meeting, path, days: (await daysOf(world.ground.db, meeting.id)).map((day) => day.id) }
}

export async function conference(world: World): Promise<MeetingRow> {
  const first = Temporal.Now.plainDateISO().add({ days: 60 })
  const line = (date: Temporal.PlainDate) => date.toLocaleString('nb-NO', { day: 'numeric', month: 'long', year: 'numeric' })
  const text = `Høstkonferansen
${line(first)}
10.00 Velkommen
12.00 Lunsj
13.00 Om samarbeid
16.00 Slutt for dagen
${line(first.add({ days: 1 }))}
09.00 Om framtida
12.00 Lunsj
13.00 Avslutning`
  const actor = await world.actor('organiser')
  const made = await createMeetingFromText(world.ground.db, actor, world.networkId, text, { seriesId: world.seriesId })
  await publish(world.ground.db, await world.actor('organiser', made.id), made.id)
  return (await findMeeting(world.ground.db, world.networkId, made.slug))!
}
