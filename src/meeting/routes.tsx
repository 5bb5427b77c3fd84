/** The meeting's page, its items' pages, the same meeting as a calendar and as data, and publishing it. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { actorOf } from '#actor.ts'
import { untoldCounts } from '#changes/story/reads.ts'
import { followUpOf } from '#decisions/since/reads.ts'
import { goneFrom } from '#keeping/gone/reads.ts'
import { readMatterOf } from '#matters/reads.ts'
import { topicsOf } from '#matters/topics/reads.ts'
import { followsIt } from '#notices/following/reads.ts'
import { changesOn, newTo } from '#notices/visit/reads.ts'
import { measuresOfItem } from '#plans/names/reads.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { type Page, renderPage, sendPublic } from '#platform/http/page.ts'
import { goOn, takeNotice } from '#platform/http/visit.ts'
import { anywhereIn, plansOf, type Subject } from '#platform/live/subjects.ts'
import { dateRange } from '#platform/words/dates.ts'
import { type Locale, pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { isFindable } from '#privacy/retention/rules.ts'
import { inputsOf } from '#questions/reads.ts'
import { isOpen, maySend } from '#questions/rules.ts'
import { attendsItem } from '#registration/attendance/items/reads.ts'
import { readShown } from '#registration/reads.ts'
import { codeFor } from '#room/entry/reads.ts'
import { notesOf } from '#room/groups/reads.ts'
import { pollResultsOf } from '#room/polls/reads.ts'
import { subjectsOf } from './entry/rules.ts'
import { sendCalendar, sendItemCalendar, sendJson } from './exports/routes.ts'
import { alternates } from './exports/rules.ts'
import { ItemPage, type ItemPageProps } from './pages/item.tsx'
import { MeetingPage, type MeetingPageProps } from './pages/meeting.tsx'
import { wentTo } from './parting/reads.ts'
import { Metadata } from './parts/metadata.tsx'
import { said } from './parts/said.ts'
import { enterMeeting, type ItemView, itemPath, itemsOf, type MeetingView, numberNow, openItem, readMeeting } from './reads.ts'
import { isForAll, mayAddMaterial, mayEdit, narrowest } from './rules.ts'
import { datesOf } from './standing/rules.ts'
import { lastTold } from './told/reads.ts'
import { publish, unpublish } from './writes.ts'

interface Address {
  readonly network: string
  readonly meeting: string
}
type Entered = Awaited<ReturnType<typeof enterMeeting>>

export function meetingRoutes(app: App, ground: Ground): void {
  app.get<{ Params: Address; Querystring: { items?: string; print?: string } }>('/:network/:meeting', async (request, reply) => {
    const [slug = '', form] = request.params.meeting.split(/\.(?=[a-z]+$)/)
    const entered = await enterMeeting(ground.db, request, { network: request.params.network, meeting: slug })
    if (form === 'ics') return sendCalendar(ground, request, reply, entered)
    if (form === 'json') return sendJson(ground, request, reply, entered)
    if (form !== undefined) throw new NotFound()
    const edits = mayEdit(entered.actor, entered.meeting) === 'yes'
    const told = edits ? await lastTold(ground.db, entered.meeting.id) : null
    const untold = edits ? await untoldCounts(ground.db, entered.actor, entered.meeting.id) : {}
    const following = await followsIt(ground.db, entered.actor, { kind: 'meeting', subjectId: entered.meeting.id })
    const made = Temporal.Now.instant()
    const visitingOn = async (view: MeetingView) => {
      if (view.meeting.publishedAt === null || view.meeting.template) return null
      const all = changesOn(view)
      const { actor } = entered
      return { all, own: await newTo(ground.db, actor, view.meeting, all, made), made: actor.person && made.epochMilliseconds }
    }
    const headers = (view: MeetingView) => ({ link: alternates(view.path, datesOf(view) !== null) })
    return sendView(
      ground,
      request,
      reply,
      entered,
      async (view) =>
        meetingPage(ground, view, entered, {
          told,
          untold,
          following,
          asks: isOpen(entered.meeting, made),
          print: 'print' in request.query,
          visiting: await visitingOn(view),
          registration: view.meeting.template ? null : await readShown(ground.db, entered.actor, view.meeting),
          polls: await pollResultsOf(ground.db, entered.actor, entered.meeting, null),
          groups: await notesOf(ground.db, entered.actor, entered.meeting, null),
          gone: await goneFrom(ground.db, entered.actor, entered.meeting, 'whole'),
          code: await codeFor(ground.db, entered.actor, entered.meeting),
        }),
      headers,
    )
  })

  app.get<{ Params: Address & { item: string } }>('/:network/:meeting/:item', async (request, reply) => {
    const [address = '', form] = request.params.item.split(/\.(?=[a-z]+$)/)
    const number = Number(/^(\d{1,15})(?:-|$)/.exec(address)?.[1])
    if (!number) throw new NotFound()
    const entered = await enterMeeting(ground.db, request, request.params)
    const item = await openItem(ground.db, entered.actor, entered.meeting, number).catch(async (error) => {
      const on = error instanceof NotFound && (await wentTo(ground.db, entered.meeting, number))
      if (on) return on
      const now = error instanceof NotFound && (await numberNow(ground.db, entered.meeting, number))
      if (now) return openItem(ground.db, entered.actor, entered.meeting, now)
      throw error
    })
    // It went to another meeting with a part of this one; whoever may not see it there learns no more than here.
    if ('slug' in item) {
      const actor = await actorOf(ground.db, request, { networkId: item.networkId, meetingId: item.id })
      const there = await openItem(ground.db, actor, item, number)
      const path = itemPath(`/${entered.network.slug}/${item.slug}`, there, item.locale)
      return reply.header('cache-control', 'no-cache').redirect(form === undefined ? path : `${path}.${form}`, 301)
    }
    if (form === 'ics')
      return sendItemCalendar(ground, request, reply, entered, item, (view) => findItem(view, item.publicId).item)
    const path = itemPath(`/${entered.network.slug}/${entered.meeting.slug}`, item, entered.meeting.locale)
    const [asked, query] = request.url.split('?')
    // The words in the address follow the title; who comes with older ones is sent on.
    if (asked !== path) return reply.header('cache-control', 'no-cache').redirect(query ? `${path}?${query}` : path, 301)
    const { actor, meeting } = entered
    const following = await followsIt(ground.db, actor, { kind: 'item', subjectId: item.id })
    // What its matter was and became at other meetings stands here too, and measures of plans.
    const elsewhere = [plansOf(meeting.networkId), ...(item.matterId === null ? [] : [anywhereIn(meeting.networkId)])]
    const page = async (view: MeetingView) => {
      const inputs = await inputsOf(ground.db, actor, meeting, item.id)
      const may = item.kind !== 'break' && item.kind !== 'lunch' && maySend(actor, meeting, Temporal.Now.instant()) === 'yes'
      const attends = await attendsItem(ground.db, actor, { ...meeting, state: view.meeting.state }, item.id)
      const polls = await pollResultsOf(ground.db, actor, meeting, item.id)
      const groups = await notesOf(ground.db, actor, meeting, item.id)
      const own = await readMatterOf(ground.db, actor, entered.network, item)
      const topics = (await topicsOf(ground.db, [item.id])).get(item.id) ?? []
      const matter = { matter: own?.matter ?? null, beside: own?.beside ?? [], topics }
      const measures = await measuresOfItem(ground.db, actor, entered.network, item.id)
      const gone = await goneFrom(ground.db, actor, meeting, {
        itemIds: [item.id, ...findItem(view, number).item.subitems.map((part) => part.id)],
      })
      const followUp = await followUpOf(ground.db, actor, entered.network, view, item.id)
      const also = { polls, groups, gone, followUp, matter, measures }
      return itemPage(view, entered, number, { following, inputs, maySend: may, attends, ...also })
    }
    return sendView(ground, request, reply, entered, page, undefined, elsewhere)
  })

  app.post<{ Params: Address }>('/:network/:meeting/publish', async (request, reply) => {
    const { actor, meeting, network } = await enterMeeting(ground.db, request, request.params)
    await publish(ground.db, actor, meeting.id)
    const path = `/${network.slug}/${meeting.slug}`
    return goOn(reply, path, {
      tone: 'success',
      ...inLocale(actor.person?.locale ?? network.locale, () => ({
        text: m.meeting_published_notice(),
        undo: { action: `${path}/unpublish`, label: m.shared_undo(), fields: {} },
      })),
    })
  })

  app.post<{ Params: Address }>('/:network/:meeting/unpublish', async (request, reply) => {
    const { actor, meeting, network } = await enterMeeting(ground.db, request, request.params)
    await unpublish(ground.db, actor, meeting.id)
    const text = inLocale(actor.person?.locale ?? network.locale, () => m.meeting_unpublished_notice())
    return goOn(reply, `/${network.slug}/${meeting.slug}`, { tone: 'info', text })
  })
}

function sendView(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  entered: Entered,
  page: (view: MeetingView) => ((locale: Locale) => Page) | Promise<(locale: Locale) => Page>,
  headers: (view: MeetingView) => Record<string, string> = () => ({}),
  elsewhere: readonly Subject[] = [],
): Promise<FastifyReply> {
  const { actor, meeting } = entered
  return sendPublic(ground, request, reply, actor, {
    subjects: [...subjectsOf(meeting), ...elsewhere],
    render: async (locale) => {
      const view = await readMeeting(ground.db, actor, meeting)
      const made = await page(view)
      const notice = takeNotice(request, reply)
      return {
        body: renderPage(ground, { actor, locale, url: request.url, notice }, made(locale)),
        contentType: 'text/html; charset=utf-8',
        headers: headers(view),
      }
    },
  })
}

const meetingPage =
  (
    ground: Ground,
    view: MeetingView,
    { actor, network }: Entered,
    also: Omit<MeetingPageProps, 'view' | 'items' | 'actor' | 'uploadLimit' | 'baseUrl'>,
  ) =>
  (locale: Locale): Page => {
    const title = pick(view.meeting.title, locale)?.text ?? ''
    const description = inLocale(locale, () => describe(view))
    const items = [...itemsOf(view.days)]
    const edits = mayEdit(actor, view.meeting) === 'yes'
    const handsIn = edits || items.some((item) => mayAddMaterial(actor, item) === 'yes')
    const shared = isForAll(view.meeting)
    const found = shared && leadsByName(view, items)
    return {
      title,
      description,
      network,
      // Organisers edit in the rows themselves.
      styles: [
        ...(handsIn ? ['forms', 'meeting', 'materials'] : ['meeting']),
        ...(edits ? ['programme'] : []),
        ...(also.registration ? ['registration'] : []),
        ...(also.polls.length > 0 ? ['room/polls'] : []),
        ...(also.groups.length > 0 ? ['room/groups'] : []),
      ],
      islands: edits || handsIn || (also.visiting !== null && (actor.person ? true : 'again')),
      section: 'home',
      ...(shared && { path: view.path }),
      ...(!found && { robots: 'noindex' }),
      head: () => <Metadata view={view} baseUrl={ground.config.baseUrl} title={title} description={description} />,
      body: () => (
        <MeetingPage
          view={view}
          items={items}
          actor={actor}
          uploadLimit={ground.config.UPLOAD_LIMIT}
          baseUrl={ground.config.baseUrl}
          {...also}
        />
      ),
    }
  }

const itemPage =
  (
    view: MeetingView,
    { actor, network }: Entered,
    number: number,
    also: Pick<
      ItemPageProps,
      'following' | 'inputs' | 'maySend' | 'attends' | 'polls' | 'groups' | 'gone' | 'followUp' | 'matter' | 'measures'
    >,
  ) =>
  (locale: Locale): Page => {
    const { item, parent, previous, next } = findItem(view, number)
    const audience = narrowest(view.meeting.audience, parent?.audience ?? 'public', item.audience)
    const shared = audience === 'public' && view.meeting.publishedAt !== null
    return {
      title: `${pick(item.title, locale)?.text ?? ''} · ${pick(view.meeting.title, locale)?.text ?? ''}`,
      description:
        pick(item.description, locale)?.text ??
        inLocale(locale, () => m.meeting_item_of({ title: pick(view.meeting.title, locale)?.text ?? '' })),
      network,
      styles: [
        'meeting',
        'questions',
        ...(also.polls.length > 0 ? ['room/polls'] : []),
        ...(also.groups.length > 0 ? ['room/groups'] : []),
        ...(also.matter.topics.length > 0 ? ['matters'] : []),
        ...(also.followUp.own.length + also.followUp.since.length > 0 ? ['forms', 'actions', 'decisions'] : []),
      ],
      section: 'home',
      ...(shared && { path: item.path }),
      ...(!(shared && leadsByName(view, [item, ...item.subitems])) && { robots: 'noindex' }),
      body: () => <ItemPage view={view} item={item} parent={parent} previous={previous} next={next} actor={actor} {...also} />,
    }
  }

/** Whether search engines may still lead to these items' minutes. */
const leadsByName = ({ network }: MeetingView, items: readonly ItemView[]): boolean =>
  isFindable(
    items.map((item) => item.minutes?.publishedAt ?? null),
    network.retention,
    Temporal.Now.instant(),
  )

/**
 * An item of the view with what lies around it. Breaks are passed over as neighbours; the neighbours of a part are those of its item.
 * @throws NotFound when there is none, or it is not for this reader
 */
function findItem(
  view: MeetingView,
  number: number,
): { item: ItemView; parent: ItemView | null; previous: ItemView | null; next: ItemView | null } {
  const top = view.days.flatMap((day) => day.items)
  const owner = top.find((one) => [one, ...one.subitems].some((part) => part.publicId === number))
  if (!owner) throw new NotFound()
  const item = owner.publicId === number ? owner : owner.subitems.find((part) => part.publicId === number)!
  const matters = top.filter((one) => one === owner || (one.kind !== 'break' && one.kind !== 'lunch'))
  const at = matters.indexOf(owner)
  return { item, parent: item === owner ? null : owner, previous: matters[at - 1] ?? null, next: matters[at + 1] ?? null }
}

/** For shared links and search results: the summary, or when it is and whose. */
function describe(view: MeetingView): string {
  const summary = said(view.meeting.summary).text
  if (summary) return summary
  const dates = datesOf(view)
  return [dates ? dateRange(dates.from, dates.to) : m.meeting_no_date(), said(view.network.name).text].join(' · ')
}
