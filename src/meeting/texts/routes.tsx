/** The texts around a programme: written, put in order, taken away and brought back. For organisers; every step without script. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { goOn } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { type Entered, enterToEdit, type TextView } from '../reads.ts'
import { audiencesOfPart } from '../rules.ts'
import {
  audienceField,
  idForm,
  kindField,
  orderForm,
  readSharedForm,
  textFields,
  textFlat,
  unfit,
  wordsIn,
} from '../settings/forms.ts'
import { TextPage } from '../settings/pages/text.tsx'
import { removedText, textsAround } from '../settings/reads.ts'
import {
  type Answer,
  type At,
  asIs,
  disagreements,
  sendForm,
  statusOfAnswer,
  tellOn,
  together,
  wrongs,
} from '../settings/routes.tsx'
import type { Flat } from '../settings/rules.ts'
import { addText, changeText, orderTexts, removeText } from './writes.ts'

export function meetingTextRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/:meeting/texts/new', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    return sendText(ground, request, reply, entered, null, asIs({ kind: 'introduction', audience: 'public' }))
  })

  app.post('/:network/:meeting/texts/new', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const form = readSharedForm(request.body, textFields)
    const answer = await together(form, unfit(form.mine), form.was, () =>
      addText(db, entered.actor, entered.meeting.id, textOf(form.mine)),
    )
    if (answer) return sendText(ground, request, reply, entered, null, answer)
    return tellOn(request, reply, entered, `${entered.base}/edit#texts`)
  })

  app.get('/:network/:meeting/texts/:text', async (request: At<{ text: string }>, reply) => {
    const entered = await enterToEdit(ground, request)
    const text = await textAt(ground, entered, request.params.text)
    return sendText(ground, request, reply, entered, text.id, asIs(textFlat(text)))
  })

  app.post('/:network/:meeting/texts/:text', async (request: At<{ text: string }>, reply) => {
    const entered = await enterToEdit(ground, request)
    const text = await textAt(ground, entered, request.params.text)
    const form = readSharedForm(request.body, textFields)
    const answer = await together(form, unfit(form.mine), textFlat(text), (merged) =>
      changeText(db, entered.actor, entered.meeting.id, text.id, text.version, textOf(merged)),
    )
    if (answer) return sendText(ground, request, reply, entered, text.id, answer)
    return tellOn(request, reply, entered, `${entered.base}/edit#text-${text.id}`)
  })

  app.post('/:network/:meeting/texts/order', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { id, to } = readForm(orderForm, request.body)
    const ids = (await textsAround(db, entered.meeting.id)).map((text) => text.id)
    const from = ids.indexOf(id)
    if (from === -1) throw new NotFound()
    const at = Math.min(ids.length - 1, Math.max(0, from + (to === 'up' ? -1 : 1)))
    await orderTexts(db, entered.actor, entered.meeting.id, ids.toSpliced(from, 1).toSpliced(at, 0, id))
    return goOn(reply, `${entered.base}/edit#text-${id}`)
  })

  app.post('/:network/:meeting/texts/remove', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { id } = readForm(idForm, request.body)
    await removeText(db, entered.actor, entered.meeting.id, id)
    return tellOn(request, reply, entered, `${entered.base}/edit#texts`, () => ({
      tone: 'info',
      text: m.meeting_set_text_removed(),
      undo: { action: `${entered.base}/texts/restore`, label: m.shared_undo(), fields: { id } },
    }))
  })

  app.post('/:network/:meeting/texts/restore', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { id } = readForm(idForm, request.body)
    // Pressing "undo" twice brings it back once.
    if (!(await textsAround(db, entered.meeting.id)).some((text) => text.id === id)) {
      const { kind, heading, body, audience, position } = await removedText(db, entered.meeting.id, id)
      await addText(db, entered.actor, entered.meeting.id, { kind, heading, body, audience, position })
    }
    return tellOn(request, reply, entered, `${entered.base}/edit#texts`)
  })
}

const textOf = (flat: Flat) => ({
  kind: kindField.parse(flat.kind),
  heading: wordsIn(flat, 'heading'),
  body: wordsIn(flat, 'body') ?? {},
  audience: audienceField.parse(flat.audience),
})

async function sendText(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  entered: Entered,
  id: string | null,
  answer: Answer,
): Promise<FastifyReply> {
  return sendForm(
    ground,
    request,
    reply,
    entered,
    statusOfAnswer(answer),
    id ? m.meeting_set_text_edit : m.meeting_set_text_new,
    () => (
      <TextPage
        {...entered}
        id={id}
        fields={answer.fields}
        audiences={audiencesOfPart(entered.meeting.audience, audienceField.parse(answer.was.audience))}
        was={JSON.stringify(answer.was)}
        conflicts={disagreements(answer)}
        {...wrongs(answer.wrong, { body: `body/${entered.meeting.locale}` })}
      />
    ),
  )
}

async function textAt(ground: Ground, { meeting }: Entered, id: string): Promise<TextView> {
  const found = isId(id) && (await textsAround(ground.db, meeting.id)).find((text) => text.id === id)
  if (!found) throw new NotFound()
  return found
}
