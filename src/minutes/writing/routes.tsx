/** The page where the minutes of an item are written, with all that lies around the text. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { itemsOf, type MeetingView, readMeeting } from '#meeting/reads.ts'
import { mayChair } from '#meeting/rules.ts'
import { newId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import { sendPage } from '#platform/http/page.ts'
import { type Locale, pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { laterMeetings } from '#questions/reads.ts'
import { mayKeepAttendance } from '#registration/attendance/rules.ts'
import { amendmentsOf, countOpen } from '../approval/reads.ts'
import { mayAmend } from '../approval/rules.ts'
import { attendable, onWhile } from '../attending/reads.ts'
import { outcomesOf } from '../closing/reads.ts'
import { views } from '../comments/routes.ts'
import { blocksOf, emptyDocument, type MinutesDocument } from '../document.ts'
import { htmlOf } from '../html/rules.ts'
import { keptItems, maySetOutcome, suggestOutcome } from '../outcome/rules.ts'
import { WritePage, type WritePageProps } from '../pages/write.tsx'
import { picturesIn } from '../pictures/rules.ts'
import { plainOf } from '../plain/formats.ts'
import { keywordsIn } from '../plain/rules.ts'
import { quotesIn, readContext } from '../quoting/reads.ts'
import { keptAside, listRevisions, readMinutes } from '../reads.ts'
import type { Here } from '../routes.tsx'
import { mayPublish, mayReopen, mayUnpublish, penOf } from '../rules.ts'
import { seedFor } from '../seeding/reads.ts'
import { sumOf } from '../standing/rules.ts'
import { presentIn } from '../together/reads.ts'
import { besideMinutes } from '../transcript/reads.ts'

/** What came in the plain form, and why it was not taken. */
interface Typed {
  readonly text: string
  readonly basedOn: number
  readonly window: string
  readonly error: string
}

/** So many saves are looked through for the latest sittings beside the text. */
const NEWEST = 200

/**
 * Sends the page that an item's minutes are written on.
 *
 * @param typed what was sent in the plain form and could not be taken, with why: the page comes again with it, status 422
 */
export async function sendWritePage(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  here: Here,
  typed?: Typed,
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
    styles: ['minutes', 'forms', 'minutes/comments', 'minutes/transcript'],
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
  typed?: Typed,
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
