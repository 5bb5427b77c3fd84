/** `/{network}/{meeting}/carry-over`: what comes back from earlier meetings. For organisers. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { daysOf, type Entered, enterToEdit } from '#meeting/reads.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { carryForm } from './forms.ts'
import { CarryOverPage } from './pages/carryover.tsx'
import { readCarrying } from './reads.ts'
import { nameOf } from './rules.ts'
import { leave, take, takeBack } from './writes.ts'

type At = FastifyRequest<{ Params: { network: string; meeting: string } }>

export function carryingRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/:meeting/carry-over', async (request: At, reply) => {
    const { actor, network, meeting, base } = await enterToEdit(ground, request)
    const carrying = await readCarrying(db, actor, network, meeting)
    const day = (await daysOf(db, meeting.id)).at(-1) ?? null
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => `${m.matters_carry()} · ${nameOf(meeting.title, localeNow())}`),
      network,
      robots: 'noindex',
      styles: ['forms', 'meeting', 'network', 'matters'],
      body: () => (
        <CarryOverPage
          meeting={{ title: meeting.title, path: base, seriesId: meeting.seriesId }}
          carrying={carrying}
          day={day && { id: day.id, date: day.date }}
        />
      ),
    })
  })

  app.post('/:network/:meeting/carry-over/take', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { day, ...which } = readForm(carryForm, request.body)
    const title = await take(db, entered.actor, entered.network, entered.meeting, which, day)
    if (!title) return gone(request, reply, entered)
    return tell(request, reply, entered, which, () => m.matters_carry_did_take({ title: nameOf(title, localeNow()) }))
  })

  app.post('/:network/:meeting/carry-over/leave', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { day: _, ...which } = readForm(carryForm, request.body)
    const title = await leave(db, entered.actor, entered.network, entered.meeting, which)
    if (!title) return gone(request, reply, entered)
    return tell(request, reply, entered, which, () => m.matters_carry_did_leave({ title: nameOf(title, localeNow()) }))
  })

  app.post('/:network/:meeting/carry-over/back', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { day: _, ...which } = readForm(carryForm, request.body)
    await takeBack(db, entered.actor, entered.meeting, which)
    return tell(request, reply, entered, null, () => m.matters_carry_did_back())
  })

  /** The list as it stands now says the rest. */
  const gone = (request: At, reply: FastifyReply, { actor, base }: Entered) =>
    goOn(reply, `${base}/carry-over`, { tone: 'info', text: wordsFor(request, actor, () => m.matters_carry_gone()) })

  const tell = (
    request: At,
    reply: FastifyReply,
    { actor, base }: Entered,
    undo: { source: string; id: string } | null,
    say: () => string,
  ) =>
    goOn(reply, `${base}/carry-over`, {
      tone: 'success',
      ...wordsFor(request, actor, () => ({
        text: say(),
        ...(undo && { undo: { action: `${base}/carry-over/back`, label: m.shared_undo(), fields: undo } }),
      })),
    })
}
