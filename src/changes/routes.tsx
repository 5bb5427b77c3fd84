/** A change of plan: decided, looked at, carried out, told and taken back. For organisers; every step without script. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { daysOf, type Entered, enterToEdit, readMeeting } from '#meeting/reads.ts'
import { idForm } from '#meeting/settings/forms.ts'
import { withdrawScheduleChange } from '#meeting/writes.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts, message } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf, type Notice, wordsFor } from '#platform/http/visit.ts'
import { pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { activeAt } from '#registration/parting/reads.ts'
import { type Fields, fieldsOf, readDecision } from './forms.ts'
import { storyTeller } from './letters/mails.tsx'
import { ChangePage } from './pages/change.tsx'
import type { Preview } from './preview/formats.ts'
import { previewOf } from './preview/mails.ts'
import { decidedOf, decisionOfChange } from './reads.ts'
import { asPlanned, type Decision, nothingDecided } from './rules.ts'
import { speakersAt, unconfirmedAt } from './speakers/reads.ts'
import { untoldCounts } from './story/reads.ts'
import { decide, rehearse, takeBack, tellNow } from './writes.ts'

type At = FastifyRequest<{ Params: { network: string; meeting: string } }>

/** A form that comes back: what was typed, what is wrong with it, what it would come to. */
interface Back {
  readonly fields: Fields
  readonly wrong: Readonly<Record<string, string>>
  readonly preview: Preview | null
  readonly status: number
}

export function changesRoutes(app: App, ground: Ground): void {
  const { db } = ground
  const teller = storyTeller(ground)

  app.get('/:network/:meeting/change', async (request: At, reply) => {
    const entered = await enter(request)
    return page(request, reply, entered, { fields: await begun(entered), wrong: {}, preview: null, status: 200 })
  })

  app.post('/:network/:meeting/change', async (request: At, reply) => {
    const entered = await enter(request)
    const { actor, meeting } = entered
    const fields = (request.body ?? {}) as Fields
    try {
      const decided = readDecision(fields)
      if (decided.press === 'preview') {
        const locale = localeOf(request, actor.person?.locale ?? null)
        const preview = await rehearse(db, actor, meeting.id, decided, (tx, story) => previewOf(ground, tx, actor, story, locale))
        return page(request, reply, entered, { fields, wrong: {}, preview, status: 200 })
      }
      const made = await decide(db, actor, meeting.id, decided, decided.press === 'tell' ? teller : null)
      return tellOn(request, reply, entered, entered.base, () =>
        made.toldAt
          ? { tone: 'success', text: m.changes_done_told({ count: made.toldTo ?? 0 }) }
          : {
              tone: 'info',
              text: m.changes_done_later(),
              undo: { action: `${entered.base}/change/withdraw`, label: m.changes_take_back(), fields: { id: made.id } },
            },
      )
    } catch (error) {
      if (error instanceof Invalid)
        return page(request, reply, entered, { fields, wrong: error.fields, preview: null, status: 422 })
      // Somebody else changed the meeting meanwhile: what was typed stays, and is decided on what stands now.
      if (error instanceof Conflict)
        return page(request, reply, await enter(request), {
          fields,
          wrong: { 'whole.fate': 'changes_meanwhile' },
          preview: null,
          status: 409,
        })
      throw error
    }
  })

  app.post('/:network/:meeting/change/tell', async (request: At, reply) => {
    const entered = await enter(request)
    const { id } = readForm(idForm, request.body)
    const told = await tellNow(db, entered.actor, entered.meeting.id, id, teller)
    return tellOn(request, reply, entered, `${entered.base}/change#trail`, () => ({
      tone: 'success',
      text: m.changes_done_told({ count: told.toldTo ?? 0 }),
    }))
  })

  app.post('/:network/:meeting/change/withdraw', async (request: At, reply) => {
    const entered = await enter(request)
    const { id } = readForm(idForm, request.body)
    await takeBack(db, entered.actor, entered.meeting.id, id)
    return tellOn(request, reply, entered, `${entered.base}/change#trail`, () => ({ tone: 'info', text: m.changes_done_back() }))
  })

  // An earlier, smaller form: what it can say is decided here, and told when the organiser sends it.
  app.post('/:network/:meeting/settings/plan', async (request: At, reply) => {
    const entered = await enter(request)
    const { actor, meeting } = entered
    let fields: Fields = {}
    try {
      const decision = await fromSmallForm(entered, request.body)
      fields = fieldsOf(decision)
      await decide(db, actor, meeting.id, { decision, version: meeting.version }, null)
      return tellOn(request, reply, entered, entered.base, () => ({ tone: 'info', text: m.changes_done_later() }))
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return page(request, reply, entered, { fields, wrong: error.fields, preview: null, status: 422 })
    }
  })

  app.post('/:network/:meeting/settings/plan/withdraw', async (request: At, reply) => {
    const entered = await enter(request)
    const { actor, meeting } = entered
    const { id } = readForm(idForm, request.body)
    const decided = await decisionOfChange(db, meeting.id, id)
    if (decided) await takeBack(db, actor, meeting.id, decided.id)
    else await withdrawScheduleChange(db, actor, meeting.id, id)
    return tellOn(request, reply, entered, `${entered.base}/change#trail`, () => ({ tone: 'info', text: m.changes_done_back() }))
  })

  async function enter(request: At): Promise<Entered> {
    const entered = await enterToEdit(ground, request)
    if (entered.meeting.template) throw new NotFound()
    return entered
  }

  /** A form to begin with: who waits for a date since the last change is asked when there is one. */
  async function begun({ meeting }: Entered): Promise<Fields> {
    const waiting = (await decidedOf(db, meeting.id)).find((one) => one.withdrawnAt === null)
    const what = waiting?.partId === meeting.id ? waiting.decision.split?.part : waiting?.decision.whole
    const asks = what?.fate === 'postpone' && what.people === 'ask'
    return fieldsOf({ ...nothingDecided, ...(asks && { whole: { ...asPlanned, people: 'ask' } }) })
  }

  async function fromSmallForm({ meeting }: Entered, body: unknown): Promise<Decision> {
    const given = readForm(smallForm, body)
    const fields = (body ?? {}) as Fields
    const days = await daysOf(db, meeting.id)
    const dates = Object.fromEntries(days.map((day) => [day.id, String(fields[`date/${day.id}`] ?? '')]))
    const { decision } = readDecision({
      'whole.fate': smallFates[given.status] ?? 'keep',
      'whole.where': given.status === 'moved_online' ? 'online' : given.status === 'moved_onsite' ? 'onsite' : 'keep',
      'whole.place': given.place,
      'whole.joinUrl': given.joinUrl,
      ...Object.fromEntries(Object.entries(dates).map(([id, date]) => [`whole.date/${id}`, date])),
      reason: given.reason,
    })
    return decision
  }

  async function page(request: At, reply: FastifyReply, entered: Entered, back: Back): Promise<FastifyReply> {
    const { actor, network, meeting } = entered
    const locale = localeOf(request, actor.person?.locale ?? null)
    const view = await readMeeting(db, actor, meeting)
    const [people, speakers, decided] = [
      await activeAt(db, meeting.id),
      await speakersAt(db, [meeting.id]),
      await decidedOf(db, meeting.id),
    ]
    const unconfirmed = await unconfirmedAt(db, meeting.id)
    const texts = inLocale(locale, () => fieldTexts(back.wrong))
    const toTell = await untoldCounts(db, actor, meeting.id)
    return sendPage(ground, request, reply, actor, {
      title: `${inLocale(locale, () => m.changes_title())} · ${pick(meeting.title, locale)?.text ?? ''}`,
      network,
      styles: ['forms', 'meeting', 'changes'],
      robots: 'noindex',
      status: back.status,
      islands: back.preview !== null,
      body: () => (
        <ChangePage
          view={view}
          actor={actor}
          registered={people.length}
          speakers={speakers.length > 0}
          unconfirmed={unconfirmed}
          values={back.fields}
          error={(field) => texts[field]}
          errors={Object.entries(back.wrong).map(([field, key]) => ({ field, text: message(key) }))}
          preview={back.preview}
          decided={decided}
          toTell={toTell}
        />
      ),
    })
  }
}

const smallForm = z.object({
  status: z.enum(['postponed', 'rescheduled', 'moved_online', 'moved_onsite', 'cancelled', 'resumed'], 'meeting_set_choose_plan'),
  reason: z.string().default(''),
  place: z.string().default(''),
  joinUrl: z.string().default(''),
})
const smallFates: Readonly<Record<string, string>> = {
  postponed: 'postpone',
  rescheduled: 'date',
  cancelled: 'cancel',
  resumed: 'resume',
}

const tellOn = (request: FastifyRequest, reply: FastifyReply, { actor }: Entered, to: string, say: () => Notice): FastifyReply =>
  goOn(reply, to, wordsFor(request, actor, say))
