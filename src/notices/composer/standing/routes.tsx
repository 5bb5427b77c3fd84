/** A letter that is planned or gone: how it stands, and what can still be done about it. */
import type { FastifyReply } from 'fastify'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { addressIn } from '#platform/mail/rules.ts'
import { m } from '#platform/words/words.ts'
import { receiversIn } from '../../audience/rules.ts'
import { type At, bases, type Here, open, send, surroundings, tell } from '../entry/routes.tsx'
import { kindsOf } from '../mails.tsx'
import { StandingPage } from '../pages/standing.tsx'
import { deliveryOf } from '../reads.ts'
import { draftedOf, type NoticeRow, standingOf } from '../rules.ts'
import { sendRefusedAgain, stopRest, unplan } from '../writes.ts'

export function standingRoutes(app: App, ground: Ground): void {
  const { db } = ground

  for (const base of bases) {
    app.post(`${base}/:notice/stop`, async (request: At, reply) => {
      const { here, row } = await open(ground, request)
      await unplan(db, here.actor, here, row.id)
      return tell(request, reply, here, `${here.base}/${row.id}`, () => ({ tone: 'success', text: m.letters_stopped() }))
    })

    app.post(`${base}/:notice/again`, async (request: At, reply) => {
      const { here, row } = await open(ground, request)
      const count = await sendRefusedAgain(ground, here.actor, here, row.id)
      return tell(request, reply, here, `${here.base}/${row.id}`, () => ({
        tone: 'success',
        text: m.letters_again_done({ count }),
      }))
    })

    app.post(`${base}/:notice/stop-rest`, async (request: At, reply) => {
      const { here, row } = await open(ground, request)
      const count = await stopRest(db, here.actor, here, row.id)
      return tell(request, reply, here, `${here.base}/${row.id}`, () => ({
        tone: 'success',
        text: m.letters_stop_rest_done({ count }),
      }))
    })
  }
}

/** @throws NotFound for a letter that was removed */
export async function stand(ground: Ground, request: At, reply: FastifyReply, here: Here, row: NoticeRow): Promise<FastifyReply> {
  const { db, config } = ground
  if (standingOf(row) === 'removed') throw new NotFound()
  const [facts, known, organisations] = await surroundings(ground, here)
  const drafted = draftedOf(row)
  const kinds = row.sentAt ? [] : kindsOf(facts, drafted, receiversIn(known, drafted.audience))
  const delivery = await deliveryOf(db, row.id)
  return send(ground, request, reply, here, {
    title: m.letters_title,
    body: () => (
      <StandingPage
        place={here}
        row={row}
        delivery={delivery}
        facts={facts}
        organisations={organisations}
        count={kinds.reduce((sum, one) => sum + one.receivers.length, 0)}
        hasServer={config.SMTP_URL !== null}
        sender={addressIn(config.MAIL_FROM)}
      />
    ),
  })
}
