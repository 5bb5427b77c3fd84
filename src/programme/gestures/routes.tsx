/** The wide editor, and the gestures that are done in it: shown before they are done, one operation each. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Entered, enterToEdit } from '#meeting/reads.ts'
import { newId } from '#platform/db/id.ts'
import { Conflict, Invalid, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts, message } from '#platform/http/errorpages.tsx'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf, wordsFor } from '#platform/http/visit.ts'
import { pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { ItemState, Programme } from '../document.ts'
import { programmeOf } from '../operation/reads.ts'
import { ProgrammePage } from '../pages/programme.tsx'
import { itemById } from '../reads.ts'
import { undoNotice } from '../versions/routes.tsx'
import { digestOf, type Fields, fieldsOf, readGesture } from './forms.ts'
import { ArrangePage } from './pages/arrange.tsx'
import { PreviewPage } from './pages/preview.tsx'
import { titleIn, titleOf } from './parts/said.ts'
import { boardOf, holding, newestNumber } from './reads.ts'
import { type Gesture, type Outcome, perform } from './rules.ts'
import { doGesture } from './writes.ts'

interface Address {
  network: string
  meeting: string
}
type At = FastifyRequest<{ Params: Address; Querystring: Record<string, string | undefined> }>

export function gestureRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/:meeting/programme', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { actor, meeting, base } = entered
    const { programme, publicIds, held, undo, redo, number } = await boardOf(db, meeting.id, actor.person?.id ?? newId())
    const board = {
      base,
      personId: actor.person?.id ?? '',
      locale: meeting.locale,
      programme: forBrowser(programme),
      number,
      publicIds: Object.fromEntries(publicIds),
      held: [...held],
      undo: undo?.id ?? null,
      redo: redo !== null,
    }
    return send(ground, request, reply, entered, m.programme_work_title, () => <ProgrammePage meeting={meeting} board={board} />)
  })

  /** How far the programme has come, for editors that stand open: a few bytes, asked often. */
  app.get('/:network/:meeting/programme/number', async (request: At, reply) => {
    const { meeting } = await enterToEdit(ground, request)
    return reply.header('cache-control', 'no-store').send({ number: await newestNumber(db, meeting.id) })
  })

  app.get('/:network/:meeting/programme/arrange', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const programme = await programmeOf(db, entered.meeting.id)
    const { item, after } = request.query
    return sendArrange(ground, request, reply, entered, programme, { id: item ?? after, does: item ? 'arrange' : 'insert' })
  })

  app.get('/:network/:meeting/programme/preview', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const programme = await programmeOf(db, entered.meeting.id)
    const read = readGesture(request.query, programme, entered.meeting.locale)
    if ('wrong' in read) return sendAgain(ground, request, reply, entered, programme, request.query, { wrong: read.wrong })
    const held = read.do === 'merge' ? await holding(db, entered.meeting.id) : new Set<string>()
    const outcome = perform(programme, read, { newId, holds: (id) => held.has(id) })
    if ('refused' in outcome) return sendAgain(ground, request, reply, entered, programme, request.query, outcome)
    return sendPreview(ground, request, reply, entered, { programme, gesture: read, outcome, changed: false })
  })

  app.post('/:network/:meeting/programme/gesture', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { actor, meeting, base } = entered
    const body = (request.body ?? {}) as Fields
    try {
      const { gesture, outcome, before, operation } = await doGesture(db, actor, meeting.id, body)
      const title = titleIn(outcome.programme, outcome.subject) || titleIn(before, outcome.subject)
      const notice = wordsFor(request, actor, () => undoNotice(base, doneText(gesture, title), operation))
      return goOn(reply, `${base}/programme#row-${outcome.subject}`, notice)
    } catch (error) {
      const programme = await programmeOf(db, meeting.id)
      if (error instanceof Invalid) return sendAgain(ground, request, reply, entered, programme, body, { wrong: error.fields })
      if (error instanceof Refused && error.reason !== 'meeting_only_organisers')
        return sendAgain(ground, request, reply, entered, programme, body, { refused: error.reason })
      if (!(error instanceof Conflict)) throw error
      const shown = { gesture: error.mine as Gesture, outcome: error.theirs as Outcome, changed: true }
      return sendPreview(ground, request, reply, entered, { programme, ...shown })
    }
  })
}

/** Texts can be long, and the board shows none of them: gestures in the browser are for looking, the server does them. */
const forBrowser = (programme: Programme): Programme => ({
  days: programme.days,
  items: programme.items.map((one) => ({
    ...one,
    description: null,
    note: null,
    // Addresses of speakers are not needed to see that two are the same: the person is.
    speakers: one.speakers.map((who) => ({ ...who, email: null })),
  })),
})

function doneText(gesture: Gesture, title: string): string {
  switch (gesture.do) {
    case 'move':
      return m.arranging_done_moved({ title })
    case 'insert':
      return m.arranging_done_inserted({ title })
    case 'remove':
      return m.arranging_done_removed({ title })
    case 'retime':
    case 'stretch':
      return m.arranging_done_timed({ title })
    case 'split':
      return m.arranging_done_split({ title })
    case 'merge':
      return m.arranging_done_merged()
    case 'pin':
      return gesture.pinned ? m.arranging_done_pinned({ title }) : m.arranging_done_unpinned({ title })
  }
}

interface Failed {
  readonly wrong?: Readonly<Record<string, string>>
  readonly refused?: string
}

/** The forms of the item again, with what was sent and what is wrong with it. */
function sendAgain(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  entered: Entered,
  programme: Programme,
  sent: Fields,
  failed: Failed,
): Promise<FastifyReply> {
  const beside = /^(?:before|after|in):(.+)$/.exec(sent['to'] ?? '')?.[1]
  const id = sent['item'] || sent['step']?.split(':')[1] || beside
  return sendArrange(ground, request, reply, entered, programme, {
    id,
    does: sent['do'] === 'insert' ? 'insert' : 'arrange',
    sent,
    failed,
  })
}

async function sendArrange(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  entered: Entered,
  programme: Programme,
  at: { id: string | undefined; does: 'arrange' | 'insert'; sent?: Fields; failed?: Failed },
): Promise<FastifyReply> {
  const item = programme.items.find((one) => one.id === at.id)
  if (!item)
    return goOn(
      reply,
      `${entered.base}/programme`,
      wordsFor(request, entered.actor, () => ({ tone: 'warning', text: m.arranging_gone() })),
    )
  const { publicId } = await itemById(ground.db, entered.meeting.id, item.id)
  const title = () => (at.does === 'insert' ? m.arranging_insert_title() : m.arranging_arrange_title({ title: titleOf(item) }))
  const body = () => (
    <ArrangePage
      base={entered.base}
      meeting={entered.meeting}
      programme={programme}
      item={item}
      does={at.does}
      locale={entered.meeting.locale}
      errors={fieldTexts(at.failed?.wrong ?? {})}
      refused={at.failed?.refused ? message(at.failed.refused) : null}
      typed={at.sent ?? {}}
      editPath={`${entered.base}/${publicId}/edit`}
    />
  )
  return send(ground, request, reply, entered, title, body, at.failed ? 422 : 200)
}

function sendPreview(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  entered: Entered,
  at: { programme: Programme; gesture: Gesture; outcome: Outcome; changed: boolean },
): FastifyReply {
  const { programme, gesture, outcome } = at
  const fields = fieldsOf(gesture)
  const address = (rest: string) => `${entered.base}/programme/preview?${new URLSearchParams({ ...fields, rest })}`
  const titleOfSubject = [...outcome.programme.items, ...programme.items].find(
    (one): one is ItemState => one.id === outcome.subject,
  )
  return send(
    ground,
    request,
    reply,
    entered,
    () => m.arranging_preview_title({ title: titleOf(titleOfSubject) }),
    () => (
      <PreviewPage
        base={entered.base}
        meeting={entered.meeting}
        before={programme}
        outcome={outcome}
        gesture={gesture}
        fields={{ ...fields, seen: digestOf(outcome) }}
        choices={'rest' in gesture ? { flow: address('flow'), stay: address('stay') } : null}
        changed={at.changed}
      />
    ),
    at.changed ? 409 : 200,
  )
}

function send(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  { actor, network, meeting }: Entered,
  title: () => string,
  body: Parameters<typeof sendPage>[4]['body'],
  status = 200,
): FastifyReply {
  const locale = localeOf(request, actor.person?.locale ?? null)
  return sendPage(ground, request, reply, actor, {
    title: `${inLocale(locale, title)} · ${pick(meeting.title, locale)?.text ?? ''}`,
    network,
    styles: ['forms', 'meeting', 'programme', 'programme/gestures'],
    robots: 'noindex',
    islands: true,
    status,
    body,
  })
}
