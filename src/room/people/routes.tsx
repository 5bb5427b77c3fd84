/** Who may come into a room, and who is there: for those who lead the meeting. */
import type { FastifyRequest } from 'fastify'
import { isId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { enterAsChair, roomOf } from '../entry/reads.ts'
import { changeCode } from '../entry/writes.ts'
import { setUp } from '../setup/writes.ts'
import { codeForm, guestsForm, muteForm } from './forms.ts'
import { PeoplePage } from './pages/people.tsx'
import { participantsOf } from './reads.ts'
import { setMuted, showOut } from './writes.ts'

type At<More = object> = FastifyRequest<{ Params: { network: string; meeting: string } & More }>
type OfOne = At<{ participant: string }>

export function roomPeopleRoutes(app: App, ground: Ground): void {
  const { db, config } = ground

  app.get('/:network/:meeting/chair/settings', async (request: At, reply) => {
    const { actor, network, meeting, base } = await enterAsChair(ground, request)
    const { code, guestsMay } = await roomOf(db, meeting)
    const people = await participantsOf(db, meeting.id)
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.room_people_title()),
      network,
      robots: 'noindex',
      styles: ['forms', 'room'],
      islands: true,
      body: () => (
        <PeoplePage
          base={base}
          title={meeting.title}
          code={code}
          address={code && `${config.baseUrl}/k/${code}`}
          guestsMay={guestsMay}
          people={people}
        />
      ),
    })
  })

  app.post('/:network/:meeting/chair/settings/code', async (request: At, reply) => {
    const { actor, meeting, base } = await enterAsChair(ground, request)
    const code = await changeCode(db, actor, meeting, readForm(codeForm, request.body).way)
    const text = wordsFor(request, actor, () => (code ? m.room_code_made() : m.room_code_removed()))
    return goOn(reply, `${base}/chair/settings`, { tone: 'success', text })
  })

  app.post('/:network/:meeting/chair/settings/guests', async (request: At, reply) => {
    const { actor, meeting, base } = await enterAsChair(ground, request)
    await setUp(db, actor, meeting, { guestsMay: readForm(guestsForm, request.body).may })
    return goOn(reply, `${base}/chair/settings`, { tone: 'success', text: wordsFor(request, actor, () => m.room_set_up()) })
  })

  app.post('/:network/:meeting/chair/people/:participant/mute', async (request: OfOne, reply) => {
    const { actor, meeting, base } = await enterAsChair(ground, request)
    const { muted } = readForm(muteForm, request.body)
    const { participant } = request.params
    if (!isId(participant)) throw new NotFound()
    await setMuted(db, actor, meeting, participant, muted)
    return goOn(
      reply,
      `${base}/chair/settings#people`,
      wordsFor(request, actor, () => ({
        tone: 'success' as const,
        text: muted ? m.room_muted_done() : m.room_unmuted_done(),
        undo: {
          action: `${base}/chair/people/${participant}/mute`,
          label: m.shared_undo(),
          fields: { muted: muted ? 'no' : 'yes' },
        },
      })),
    )
  })

  app.post('/:network/:meeting/chair/people/:participant/out', async (request: OfOne, reply) => {
    const { actor, meeting, base } = await enterAsChair(ground, request)
    if (!isId(request.params.participant)) throw new NotFound()
    await showOut(db, actor, meeting, request.params.participant)
    return goOn(reply, `${base}/chair/settings#people`, {
      tone: 'success',
      text: wordsFor(request, actor, () => m.room_shown_out()),
    })
  })
}
