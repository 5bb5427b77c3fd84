/** The pages and answers of the minutes of an item: `/{network}/{meeting}/{item}/minutes` and below. */
import type { FastifyRequest } from 'fastify'
import type { Actor } from '#actor.ts'
import { enterMeeting, type ItemRow, itemPath, type NetworkRow, openItem } from '#meeting/reads.ts'
import { type MeetingRow, mayWriteMinutes } from '#meeting/rules.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { message } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { goOn, localeOf } from '#platform/http/visit.ts'
import { clock, wall } from '#platform/words/dates.ts'
import type { Locale } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { approvalRoutes } from './approval/routes.tsx'
import { closingRoutes } from './closing/routes.tsx'
import { commentRoutes } from './comments/routes.ts'
import { emptyDocument, type MinutesDocument } from './document.ts'
import { plainForm, saveForm, stateForm } from './forms.ts'
import { ownerLetter } from './objects/mails.tsx'
import { objectRoutes } from './objects/routes.tsx'
import { tellOwners } from './objects/writes.ts'
import { pictureRoutes } from './pictures/routes.tsx'
import { plainOf } from './plain/formats.ts'
import { readPlain } from './plain/reader.ts'
import { quotingRoutes } from './quoting/routes.ts'
import { type MinutesView, type Place, readMinutes, readRevision } from './reads.ts'
import { revisionRoutes } from './revision/routes.tsx'
import { penOf } from './rules.ts'
import { seedingRoutes } from './seeding/routes.ts'
import { sumOf } from './standing/rules.ts'
import { approve, publish, reopen, unpublish } from './state/writes.ts'
import { endSitting } from './together/writes.ts'
import { quoteRoute } from './transcript/quoting/routes.ts'
import { transcriptRoutes } from './transcript/routes.tsx'
import { save } from './writes.ts'
import { sendWritePage } from './writing/routes.tsx'

const PATH = '/:network/:meeting/:item/minutes'

/** Where a request leads, and who it is from. */
export interface Here extends Place {
  readonly actor: Actor
  readonly network: NetworkRow
  readonly meeting: MeetingRow
  readonly item: ItemRow
  /** Address of the minutes. */
  readonly base: string
  /** The language of the page. */
  readonly locale: Locale
}

export function minutesRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get(PATH, async (request, reply) => {
    const here = await stand(ground, request)
    // Readers find the minutes with the item; only writers have a page of their own.
    if (mayWriteMinutes(here.actor, here.meeting) !== 'yes') return reply.redirect(here.base.replace(/\/minutes$/, ''), 302)
    return sendWritePage(ground, request, reply, here)
  })

  app.post(PATH, async (request, reply) => {
    const here = await standToWrite(ground, request)
    const { text, window, take, seen, ...named } = readForm(plainForm, request.body)
    // What was written together is a version first: perhaps of the very text that the form was made from.
    await versionNow(ground, here)
    const minutes = await readMinutes(db, here.actor, here)
    const basedOn = minutes && sumOf(minutes.row.document) === seen ? minutes.row.number : named.basedOn
    try {
      const base = await documentAt(ground, here, minutes, basedOn)
      const document = readPlain(text, plainOf(base, here.meeting.locale).kept, base)
      await save(db, here.actor, here, { basedOn, window, edit: null, document, take: take === 'yes' })
      return goOn(reply, here.base, { tone: 'success', text: inLocale(here.locale, () => m.minutes_plain_saved()) })
    } catch (error) {
      if (error instanceof Conflict) {
        const notice = inLocale(here.locale, () => m.minutes_conflict_text({ number: error.mine.number }))
        return goOn(reply, `${here.base}/compare?to=${error.mine.number}`, { tone: 'warning', text: notice })
      }
      const key = error instanceof Invalid ? Object.values(error.fields)[0]! : error instanceof Refused ? error.reason : null
      if (key === null) throw error
      return sendWritePage(ground, request, reply, here, {
        text,
        basedOn,
        window,
        error: inLocale(here.locale, () => message(key)),
      })
    }
  })

  // For programs: a whole document, made from a version. Those who have the minutes open get what it changed.
  app.post(`${PATH}/document`, async (request, reply) => {
    const here = await standToWrite(ground, request)
    const input = readForm(saveForm, request.body)
    try {
      const saved = await save(db, here.actor, here, input)
      return { number: saved.number, at: inLocale(here.locale, () => clock(wall(saved.at, here.meeting.timezone).time)) }
    } catch (error) {
      if (error instanceof Conflict)
        return reply.status(409).send({ kept: error.mine.number, number: error.theirs.number, writer: error.theirs.writerName })
      if (error instanceof Refused && error.reason === 'minutes_someone_else_writes')
        return reply.status(423).send(await penNow(ground, here))
      throw error
    }
  })

  // What was written together until now as a version of its own, for a form that acts on one.
  app.post(`${PATH}/version`, async (request) => {
    const here = await standToWrite(ground, request)
    return { number: await versionNow(ground, here) }
  })

  app.post(`${PATH}/state`, async (request, reply) => {
    const here = await standToWrite(ground, request)
    const { do: act, number } = readForm(stateForm, request.body)
    // Before the act and apart from it: who is told that more was written since must find it as a version.
    await versionNow(ground, here)
    try {
      await { approve, publish, reopen, unpublish }[act](db, here.actor, here, number, (tx, row) =>
        tellOwners({ ground, letter: ownerLetter }, tx, here.meeting, row),
      )
    } catch (error) {
      const key = error instanceof Conflict ? 'minutes_changed_since' : error instanceof Refused ? error.reason : null
      if (key === null) throw error
      return goOn(reply, here.base, { tone: 'warning', text: inLocale(here.locale, () => message(key)) })
    }
    return goOn(reply, here.base, { tone: 'success', text: inLocale(here.locale, () => message(`minutes_done_${act}`)) })
  })

  objectRoutes(app, ground)
  closingRoutes(app, ground)
  approvalRoutes(app, ground, (request) => stand(ground, request))
  transcriptRoutes(app, ground)
  quoteRoute(app, ground, (request) => standToWrite(ground, request))
  revisionRoutes(app, ground, (request) => standToWrite(ground, request))
  commentRoutes(app, ground, (request) => standToWrite(ground, request))
  pictureRoutes(app, ground, (request) => standToWrite(ground, request))
  quotingRoutes(app, ground, (request) => standToWrite(ground, request))
  seedingRoutes(app, ground, (request) => standToWrite(ground, request))
}

/**
 * @throws NotFound when there is no such item, or none that this actor may know of
 */
async function stand(ground: Ground, request: FastifyRequest): Promise<Here> {
  const address = request.params as Record<'network' | 'meeting' | 'item', string>
  const { actor, network, meeting } = await enterMeeting(ground.db, request, address)
  const number = Number(/^(\d{1,15})(?:-|$)/.exec(address.item)?.[1])
  if (!number) throw new NotFound()
  const item = await openItem(ground.db, actor, meeting, number)
  const base = `${itemPath(`/${network.slug}/${meeting.slug}`, item, meeting.locale)}/minutes`
  return { actor, network, meeting, item, base, locale: localeOf(request, actor.person?.locale ?? null) }
}

async function standToWrite(ground: Ground, request: FastifyRequest): Promise<Here> {
  const here = await stand(ground, request)
  if (mayWriteMinutes(here.actor, here.meeting) !== 'yes') throw new NotFound()
  return here
}

/** Number of the version that holds all that was written together until now; 0 when nothing is. */
async function versionNow({ db }: Ground, here: Here): Promise<number> {
  const minutes = await readMinutes(db, here.actor, here)
  return minutes ? (await endSitting(db, minutes.row.id)).number : 0
}

/** The text that a form was made from: an older revision when another stands by now. */
async function documentAt({ db }: Ground, here: Here, minutes: MinutesView | null, number: number): Promise<MinutesDocument> {
  if (!minutes || number === 0) return emptyDocument
  if (minutes.row.number === number) return minutes.row.document
  return (await readRevision(db, here.actor, here.meeting, minutes.row, number)).document
}

/** Who holds the pen and what stands; `window` tells a writer's own windows apart. */
async function penNow({ db }: Ground, here: Here) {
  const row = (await readMinutes(db, here.actor, here))?.row ?? null
  const held = penOf(row, null, '', Temporal.Now.instant()) === 'held'
  return {
    number: row?.number ?? 0,
    writer: held ? row!.writerName : null,
    window: held ? row!.writerWindow : null,
    /** Another window of the one who asks. */
    own: held && row!.writer === here.actor.person?.id,
  }
}
