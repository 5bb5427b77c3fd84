/** One tap from the room: louder, slower, applause. */
import type { FastifyRequest } from 'fastify'
import { Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { m } from '#platform/words/words.ts'
import { enterRoom } from '../entry/reads.ts'
import { acted } from '../entry/routes.tsx'
import { takePart } from '../entry/writes.ts'
import { stirred } from '../stream/writes.ts'
import { signalForm } from './forms.ts'
import { oncePerSlot } from './rules.ts'
import { countSignal } from './writes.ts'

type At = FastifyRequest<{ Params: { network: string; meeting: string } }>

export function signalRoutes(app: App, ground: Ground): void {
  const { db } = ground
  const isFirst = oncePerSlot()

  app.post('/:network/:meeting/room/signals', async (request: At, reply) => {
    const entered = await enterRoom(ground, request)
    const participant = await takePart(db, entered)
    const { signal } = readForm(signalForm, request.body)
    if (participant.mutedAt !== null) throw new Refused('room_muted')
    const now = Temporal.Now.instant().epochMilliseconds
    // Pressed again and again it counts once, and is answered as if it had: nobody is scolded for clapping.
    if (isFirst(participant.id, signal, now)) {
      await countSignal(db, participant, signal, now)
      stirred(db, entered.meeting.id)
    }
    return acted(ground, request, reply, { ...entered, participant }, 'room#signals', () => ({ text: m.signals_given() }))
  })
}
