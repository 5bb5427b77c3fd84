/** "I have read this", by whoever is signed in. */
import { actorOf } from '#actor.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { goOn } from '#platform/http/visit.ts'
import { findMaterial, wholeAt } from '../reads.ts'
import { tickRead } from './writes.ts'

interface Params {
  network: string
  meeting: string
  id: string
}

export function readingRoutes(app: App, ground: Ground): void {
  for (const [act, read] of [
    ['read', true],
    ['unread', false],
  ] as const)
    app.post<{ Params: Params }>(`/:network/:meeting/papers/:id/${act}`, async (request, reply) => {
      const { network, meeting, id } = request.params
      const whole = await wholeAt(ground.db, network, meeting)
      const found = whole && (await findMaterial(ground.db, whole.meeting.id, id))
      if (!found) throw new NotFound()
      const { place, material } = found
      const actor = await actorOf(ground.db, request, { networkId: place.network.id, meetingId: place.meeting.id })
      await tickRead(ground.db, actor, place, material, read)
      return goOn(reply, `${place.meetingPath}#papers`)
    })
}
