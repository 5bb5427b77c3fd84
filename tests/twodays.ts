/** A draft of a meeting over two days with nothing in it. */
import type { Actor } from '#actor.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import { createMeeting } from '#meeting/writes.ts'
import type { World } from './world.ts'

export interface TwoDays {
  readonly meeting: MeetingRow
  readonly dayId: string
  readonly secondDay: string
}

export async function twoDays(world: World, actor: Actor): Promise<TwoDays> {
  const { meeting, days } = await createMeeting(world.ground.db, actor, world.networkId, {
    title: { nb: 'Ledermøte' },
    locale: 'nb',
    days: [{ date: '2026-05-12' }, { date: '2026-05-13' }],
  })
  return { meeting, dayId: days[0]!.id, secondDay: days[1]!.id }
}
