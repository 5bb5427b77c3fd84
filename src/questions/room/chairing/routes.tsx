/** `/{network}/{meeting}/chair/questions/…`: what the chairs make of questions. Each act but a letter has its way back. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { localeOf } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { enterAsChair } from '#room/entry/reads.ts'
import { acted } from '#room/entry/routes.tsx'
import { setUp } from '#room/setup/writes.ts'
import { becameLetter } from '../../mails.tsx'
import { answer } from '../../writes.ts'
import { answerForm, apartForm, mergeForm, moveForm, setupForm, switchForm, turnForm } from '../forms.ts'
import type { Turned } from '../rules.ts'
import { merge, moveToItem, setAnswering, takeApart, takeToMinutes, turnInto } from './writes.ts'

type At<More = object> = FastifyRequest<{ Params: { network: string; meeting: string } & More }>
type OfOne = At<{ input: string }>
type Entered = Awaited<ReturnType<typeof enterAsChair>>
/** What to say, and the way back: an act beside this one (or of another question), with what it takes. */
interface Said {
  readonly text: () => string
  readonly back?: readonly [act: string, fields: Record<string, string>, input?: string] | undefined
}

const PLACE = 'chair#questions'

export function chairQuestionsRoutes(app: App, ground: Ground): void {
  const { db } = ground

  /** One act on one question. */
  const act = (name: string, work: (request: OfOne, entered: Entered, input: string) => Promise<Said>) =>
    app.post(`/:network/:meeting/chair/questions/:input/${name}`, async (request: OfOne, reply: FastifyReply) => {
      const entered = await enterAsChair(ground, request)
      const { input } = request.params
      const { text, back } = await work(request, entered, input)
      return acted(ground, request, reply, entered, PLACE, () => ({
        text: text(),
        ...(back && {
          undo: {
            action: `${entered.base}/chair/questions/${back[2] ?? input}/${back[0]}`,
            label: m.shared_undo(),
            fields: back[1],
          },
        }),
      }))
    })

  act('turn', async (request, { actor, meeting }, input) => {
    const { to } = readForm(turnForm, request.body)
    const before = await turnInto(db, actor, meeting, input, to)
    return { text: turned[to], back: before === to ? undefined : ['turn', { to: before }] }
  })

  act('answering', async (request, { actor, meeting }, input) => {
    const on = readForm(switchForm, request.body).on === 'yes'
    const before = await setAnswering(db, actor, meeting, input, on)
    const back =
      on && before ? (['answering', { on: 'yes' }, before] as const) : (['answering', { on: on ? 'no' : 'yes' }] as const)
    return { text: on ? m.questions_room_answering : m.questions_room_not_answering, back }
  })

  act('answer', async (request, { actor, meeting }, input) => {
    const given = readForm(answerForm, request.body)
    const locale = localeOf(request, actor.person?.locale ?? null)
    await answer({ ground, letter: becameLetter }, actor, meeting.id, input, { answer: given.answer, as: 'answered', locale })
    return { text: m.questions_room_answered_saved }
  })

  act('merge', async (request, { actor, meeting }, input) => {
    const its = await merge(db, actor, meeting, input, readForm(mergeForm, request.body).into)
    return { text: m.questions_room_merged, back: ['apart', { its: its.join(',') }] }
  })

  act('apart', async (request, { actor, meeting }, input) => {
    await takeApart(db, actor, meeting, input, readForm(apartForm, request.body).its)
    return { text: m.questions_room_apart }
  })

  act('move', async (request, { actor, meeting }, input) => {
    const before = await moveToItem(db, actor, meeting, input, readForm(moveForm, request.body).item)
    return { text: m.questions_room_moved, back: ['move', { item: before ?? '' }] }
  })

  act('minutes', async (request, { actor, meeting }, input) => {
    const on = readForm(switchForm, request.body).on === 'yes'
    await takeToMinutes(db, actor, meeting, input, on)
    return {
      text: on ? m.questions_room_noted : m.questions_room_not_noted,
      back: ['minutes', { on: on ? 'no' : 'yes' }],
    }
  })

  app.post('/:network/:meeting/chair/questions', async (request: At, reply) => {
    const entered = await enterAsChair(ground, request)
    const before = await setUp(db, entered.actor, entered.meeting, readForm(setupForm, request.body))
    return acted(ground, request, reply, entered, PLACE, () => ({
      text: m.questions_room_set_up(),
      undo: {
        action: `${entered.base}/chair/questions`,
        label: m.shared_undo(),
        fields: { moderated: before.moderated ? 'yes' : 'no', slowSeconds: String(before.slowSeconds) },
      },
    }))
  })
}

const turned: Readonly<Record<Turned, () => string>> = {
  waiting: m.questions_room_held,
  shown: m.questions_room_released,
  answered: m.questions_room_marked_answered,
  declined: m.questions_room_declined,
}
