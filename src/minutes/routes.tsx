/** The pages and answers of the minutes of an item: `/{network}/{meeting}/{item}/minutes` and below. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#actor.ts'
import {
  enterMeeting,
  type ItemRow,
  itemPath,
  itemsOf,
  type MeetingView,
  type NetworkRow,
  openItem,
  readMeeting,
} from '#meeting/reads.ts'
import { type MeetingRow, mayChair, mayWriteMinutes } from '#meeting/rules.ts'
import { newId } from '#platform/db/id.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { message } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf } from '#platform/http/visit.ts'
import { clock, wall } from '#platform/words/dates.ts'
import { type Locale, pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { laterMeetings } from '#questions/reads.ts'
import { mayKeepAttendance } from '#registration/attendance/rules.ts'
import { amendmentsOf, countOpen } from './approval/reads.ts'
import { approvalRoutes } from './approval/routes.tsx'
import { mayAmend } from './approval/rules.ts'
import { attendable, onWhile } from './attending/reads.ts'
import { outcomesOf } from './closing/reads.ts'
import { closingRoutes } from './closing/routes.tsx'
import { commentRoutes, views } from './comments/routes.ts'
import { blocksOf, emptyDocument, type MinutesDocument } from './document.ts'
import { plainForm, saveForm, stateForm } from './forms.ts'
import { htmlOf } from './html/rules.ts'
import { ownerLetter } from './objects/mails.tsx'
import { objectRoutes } from './objects/routes.tsx'
import { tellOwners } from './objects/writes.ts'
import { keptItems, maySetOutcome, suggestOutcome } from './outcome/rules.ts'
import { WritePage, type WritePageProps } from './pages/write.tsx'
import { pictureRoutes } from './pictures/routes.tsx'
import { picturesIn } from './pictures/rules.ts'
import { plainOf } from './plain/formats.ts'
import { readPlain } from './plain/reader.ts'
import { keywordsIn } from './plain/rules.ts'
import { quotesIn, readContext } from './quoting/reads.ts'
import { quotingRoutes } from './quoting/routes.ts'
import { keptAside, listRevisions, type MinutesView, type Place, readMinutes, readRevision } from './reads.ts'
import { revisionRoutes } from './revision/routes.tsx'
import { mayPublish, mayReopen, mayUnpublish, penOf } from './rules.ts'
import { seedFor } from './seeding/reads.ts'
import { seedingRoutes } from './seeding/routes.ts'
import { sumOf } from './standing/rules.ts'
import { approve, publish, reopen, unpublish } from './state/writes.ts'
import { presentIn } from './together/reads.ts'
import { endSitting } from './together/writes.ts'
import { quoteRoute } from './transcript/quoting/routes.ts'
import { besideMinutes } from './transcript/reads.ts'
import { transcriptRoutes } from './transcript/routes.tsx'
import { save } from './writes.ts'

/** So many saves are looked through for the latest sittings beside the text. */
const NEWEST = 200

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
    return writePage(ground, request, reply, here)
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
      return writePage(ground, request, reply, here, { text, basedOn, window, error: inLocale(here.locale, () => message(key)) })
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

async function writePage(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  here: Here,
  typed?: { text: string; basedOn: number; window: string; error: string },
): Promise<FastifyReply> {
  const { db } = ground
  const { actor, meeting } = here
  const view = await readMeeting(db, actor, meeting)
  const item = [...itemsOf(view.days)].find((one) => one.id === here.item.id)
  if (!item) throw new NotFound()
  const minutes = await readMinutes(db, actor, here)
  const row = minutes?.row ?? null
  const document = row?.document ?? emptyDocument
  const locale = row?.locale ?? meeting.locale
  const outcome = (await outcomesOf(db, meeting.id)).get(item.id) ?? null
  // Opening the page is no writing: a pen in one's own other window counts as another's.
  const held = penOf(row, null, '', Temporal.Now.instant()) === 'held'
  const heldBy = held ? (row!.writerName ?? '') : null
  const chairs = mayChair(actor, meeting) === 'yes'
  const context = await readContext(db, actor, { view, item }, ground.config.baseUrl, locale)
  const may = {
    approve: chairs && row?.state !== 'approved',
    reopen: mayReopen(actor, meeting, row) === 'yes',
    publish: row?.state !== 'approved' || mayPublish(actor, meeting, row) === 'yes',
    unpublish: mayUnpublish(actor, meeting, row) === 'yes',
  }
  const props = {
    view,
    item,
    items: itemsWithMinutes(view, item.id),
    minutes,
    html: row ? htmlOf(row.document, locale) : '',
    locale,
    personId: actor.person!.id,
    personName: actor.person!.name,
    present: await presentIn(db, meeting.id),
    plainly: typed !== undefined || (request.query as Record<string, unknown>)['plain'] !== undefined,
    revisions: row ? await listRevisions(db, actor, meeting, row, NEWEST) : [],
    aside: row ? await keptAside(db, actor, meeting, row) : null,
    pictures: picturesIn(document),
    plain: plainProps(document, row?.number ?? 0, locale, heldBy, typed),
    may,
    beside: await besideMinutes(db, actor, here),
    threads: await views(ground, here),
    openCorrections: row ? ((await countOpen(db, [row.id])).get(row.id) ?? 0) : 0,
    amendments: row ? await amendmentsOf(db, [row.id]) : [],
    mayAmend: mayAmend(actor, meeting, row) === 'yes',
    outcome: {
      outcome,
      suggested: suggestOutcome(blocksOf(document), row?.text ?? ''),
      later: await laterMeetings(db, meeting),
      may: maySetOutcome(actor, meeting, row, outcome) === 'yes',
    },
    context,
    // An approved text takes nothing more in.
    offers:
      row?.state === 'approved'
        ? { quotes: [], begin: null }
        : { quotes: quotesIn(context).map(({ id, nodes }) => ({ id, nodes })), begin: await seedFor(db, item, locale) },
    people: await attendable(db, actor, meeting),
    on: onWhile(view, item),
    keepsAttendance: mayKeepAttendance(actor, meeting) === 'yes',
  }
  const title = pick(here.item.title, here.locale)?.text ?? ''
  return sendPage(ground, request, reply, actor, {
    title: inLocale(here.locale, () => m.minutes_title({ title })),
    network: here.network,
    styles: ['minutes', 'forms', 'minutes/transcript'],
    islands: true,
    robots: 'noindex',
    ...(typed && { status: 422 }),
    body: () => <WritePage {...props} />,
  })
}

function plainProps(
  document: MinutesDocument,
  number: number,
  locale: Locale,
  heldBy: string | null,
  typed?: { text: string; basedOn: number; window: string; error: string },
): WritePageProps['plain'] {
  const plain = plainOf(document, locale)
  return {
    text: typed?.text ?? plain.text,
    basedOn: typed?.basedOn ?? number,
    // Sent again with what was typed: it is still made from the text it was made from.
    seen: typed ? '' : sumOf(document),
    window: typed?.window ?? newId(),
    lang: locale,
    words: keywordsIn(locale),
    kept: plain.kept.map((node, i) => ({ number: i + 1, html: htmlOf({ type: 'doc', content: [node] }, locale) })),
    heldBy,
    error: typed?.error ?? null,
  }
}

/** The items that minutes are kept of, and the one that is open. */
function itemsWithMinutes(view: MeetingView, openId: string) {
  const all = [...itemsOf(view.days)]
  const kept = new Set(keptItems(all))
  return all.filter((item) => kept.has(item) || item.id === openId)
}
