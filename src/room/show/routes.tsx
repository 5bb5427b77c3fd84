/** `/{network}/{meeting}/chair/show/…`: the steps of the run of show. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { m } from '#platform/words/words.ts'
import { enterAsChair } from '../entry/reads.ts'
import { acted } from '../entry/routes.tsx'
import type { StepDetail, StepKind } from './document.ts'
import { keyForm, lengthForm, ofItem, pauseForm, replanForm, undoForm } from './forms.ts'
import { readStanding } from './reads.ts'
import { MINUTE } from './rules.ts'
import { takeStep, undoStep } from './writes.ts'

type At = FastifyRequest<{ Params: { network: string; meeting: string } }>
type Chairing = Awaited<ReturnType<typeof enterAsChair>>
interface Asked {
  readonly key: string
  readonly kind: StepKind
  readonly detail: StepDetail
}

export function showRoutes(app: App, ground: Ground): void {
  const { db } = ground

  const step = (act: string, read: (request: At, entered: Chairing) => Asked | Promise<Asked>, said: () => string) =>
    app.post(`/:network/:meeting/chair/show/${act}`, async (request: At, reply: FastifyReply) => {
      const entered = await enterAsChair(ground, request)
      const { key, kind, detail } = await read(request, entered)
      const { applied, id } = await takeStep(db, entered.actor, entered.meeting, key, kind, detail)
      return acted(ground, request, reply, entered, 'chair', () => ({
        text: applied ? said() : m.room_stands_already(),
        ...(applied && { undo: { action: `${entered.base}/chair/show/undo`, label: m.shared_undo(), fields: { step: id } } }),
      }))
    })

  const ofOne = (kind: StepKind) => (request: At) => {
    const { key, item } = readForm(ofItem, request.body)
    return { key, kind, detail: { itemId: item } }
  }

  step('start', ofOne('started'), m.room_said_started)
  step('drop', ofOne('dropped'), m.room_said_dropped)
  step('keep', ofOne('kept'), m.room_said_kept)
  step(
    'pause',
    async (request, { meeting }) => {
      const { key, minutes } = readForm(pauseForm, request.body)
      const { show } = await readStanding(db, meeting)
      const itemId = show.runs.find((run) => run.to === null)?.itemId
      const until = minutes === null ? null : wholeMinute(Temporal.Now.instant().epochMilliseconds + minutes * MINUTE)
      return { key, kind: 'paused', detail: { ...(itemId && { itemId }), ...(until && { until }) } }
    },
    m.room_said_paused,
  )
  step('resume', (request) => ({ key: readForm(keyForm, request.body).key, kind: 'resumed', detail: {} }), m.room_said_resumed)
  step(
    'extend',
    (request) => {
      const { key, item, minutes } = readForm(lengthForm, request.body)
      return { key, kind: 'extended', detail: { itemId: item, minutes } }
    },
    m.room_said_extended,
  )
  step(
    'replan',
    (request) => {
      const { key, plan } = readForm(replanForm, request.body)
      return { key, kind: 'replanned', detail: plan }
    },
    m.room_said_replanned,
  )
  step('end', (request) => ({ key: readForm(keyForm, request.body).key, kind: 'ended', detail: {} }), m.room_said_ended)

  app.post('/:network/:meeting/chair/show/undo', async (request: At, reply) => {
    const entered = await enterAsChair(ground, request)
    await undoStep(db, entered.actor, entered.meeting, readForm(undoForm, request.body).step)
    return acted(ground, request, reply, entered, 'chair', () => ({ text: m.room_said_undone() }))
  })
}

/** People are asked back at a minute of the clock. */
const wholeMinute = (ms: number): string => new Date(Math.round(ms / MINUTE) * MINUTE).toISOString()
