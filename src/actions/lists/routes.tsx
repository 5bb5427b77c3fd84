/** `/{network}/actions`: the views of what is to be done, several changed at once, and the same to take along. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#actor.ts'
import { takenAlong } from '#materials/download/rules.ts'
import { said } from '#meeting/parts/said.ts'
import { mayEdit } from '#meeting/rules.ts'
import { enterNetwork } from '#network/entry/reads.ts'
import { sendTable } from '#network/exports/routes.ts'
import type { NetworkRow } from '#network/reads.ts'
import { listMeasureNames, type MeasureName } from '#plans/names/reads.ts'
import { Invalid } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { changeMany, undoMany } from '../bulk/writes.ts'
import { actionsCalendar } from '../formats/calendar.ts'
import { actionsTable } from '../formats/sheet.ts'
import { bulkForm, type ListQuery, listQuery, type View, views } from '../forms.ts'
import { possibleOwners } from '../owners/reads.ts'
import { ActionsPage, type Group } from '../pages/actions.tsx'
import type { Back } from '../parts/updateform.tsx'
import { ownersOf, statusWords } from '../parts/words.ts'
import { type ActionView, isTold, listActions } from '../reads.ts'
import { isOpen } from '../rules.ts'
import { givenLetter } from '../telling/mails.tsx'
import { tellGiven } from '../telling/writes.ts'
import { pageOf } from './rules.ts'

type At = FastifyRequest<{ Params: { network: string } }>

interface Shown {
  readonly query: ListQuery
  readonly view: View
  readonly views: readonly { readonly view: View; readonly count: number }[]
  readonly actions: readonly ActionView[]
}

export function listRoutes(app: App, ground: Ground): void {
  const { db, config } = ground

  app.get('/:network/actions', async (request: At, reply) => {
    const { actor, network } = await enterNetwork(db, request, anybody)
    return sendList(request, reply, actor, network)
  })

  app.post('/:network/actions/bulk', async (request: At, reply) => {
    const { actor, network } = await enterNetwork(db, request, organises)
    const here = `/${network.slug}/actions${searchOf(request)}`
    const told = { db, tell: tellGiven({ ground, letter: givenLetter }, actor, network) }
    try {
      const { changed, left, id } = await changeMany(told, actor, network, readForm(bulkForm, request.body))
      const undo = id && { action: `/${network.slug}/actions/bulk/undo`, fields: { id } }
      return goOn(
        reply,
        here,
        wordsFor(request, actor, () => ({
          tone: changed > 0 ? ('success' as const) : ('info' as const),
          text: resultWords(m.actions_bulk_done({ count: changed }), left),
          ...(undo && { undo: { ...undo, label: m.shared_undo() } }),
        })),
      )
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const typed = (request.body ?? {}) as Record<string, unknown>
      const errors = wordsFor(request, actor, () => fieldTexts(error.fields))
      const texts = Object.entries(typed).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
      const ticked = new Set([typed['ids'] ?? []].flat().map((one) => String(one).split(':')[0]!))
      return sendList(request, reply, actor, network, { form: 'bulk', typed: Object.fromEntries(texts), errors }, ticked)
    }
  })

  app.post('/:network/actions/bulk/undo', async (request: At, reply) => {
    const { actor, network } = await enterNetwork(db, request, organises)
    const id = String((request.body as { id?: unknown } | undefined)?.id ?? '')
    const { changed, left } = await undoMany(db, actor, network, id)
    return goOn(reply, `/${network.slug}/actions?view=all`, {
      tone: 'success',
      text: wordsFor(request, actor, () => resultWords(m.actions_bulk_undone({ count: changed }), left)),
    })
  })

  for (const kind of ['xlsx', 'csv', 'ics'] as const)
    app.get(`/:network/actions/all.${kind}`, async (request: At, reply) => {
      const { actor, network } = await enterNetwork(db, request, anybody)
      const shown = await read(request, actor, network)
      const names = await measuresOf(actor, network, shown.actions)
      const say = <T,>(make: () => T): T => wordsFor(request, actor, make)
      const { baseUrl } = config
      if (kind === 'ics') {
        const name = say(() => `${m.actions_title()}: ${said(network.name).text}`)
        const calendar = say(() => actionsCalendar(shown.actions, { name, baseUrl }))
        return reply.headers(takenAlong('text/calendar', `${name}.ics`)).send(calendar)
      }
      const table = say(() =>
        actionsTable(shown.actions, {
          baseUrl,
          ownersOf,
          statusOf: (one) => statusWords[one.status](),
          measureOf: (one) => measureWords(names.get(one.measureId ?? '')),
        }),
      )
      return sendTable(reply, table, kind)
    })

  /** What this reader asked for, and how much there is to do in each view they have. */
  async function read(request: At, actor: Actor, network: NetworkRow): Promise<Shown> {
    const query = readForm(listQuery, request.query)
    const open = await listActions(db, actor, network, { open: true })
    const counts = views.map((view) => ({ view, count: open.filter(belongs[view]).length }))
    // Who is no member has nothing of their own as a rule, and is not asked to look there.
    const own: readonly View[] = ['mine', 'organisation']
    const counted = counts.filter(({ view, count }) => isTold(actor, network.id) || count > 0 || !own.includes(view))
    const has = counted.map(({ view }) => view)
    const first = counted.find((one) => one.view === 'mine' && one.count > 0) ?? counted.find((one) => one.view === 'all')!
    const view = has.includes(query.view ?? first.view) ? (query.view ?? first.view) : 'all'
    const status = query.status ?? 'open'
    const all = status === 'open' ? open : await listActions(db, actor, network, status === 'any' ? {} : { status })
    const actions = all.filter(belongs[view]).filter((one) => !query.meeting || one.meeting?.slug === query.meeting)
    return { query, view, views: counted.filter((one) => one.view !== 'measures' || one.count > 0), actions }
  }

  async function measuresOf(actor: Actor, network: NetworkRow, actions: readonly ActionView[]) {
    const ids = [...new Set(actions.flatMap((one) => one.measureId ?? []))]
    const names = ids.length > 0 ? await listMeasureNames(db, actor, network, ids) : []
    return new Map(names.map((one) => [one.id, one]))
  }

  async function sendList(
    request: At,
    reply: FastifyReply,
    actor: Actor,
    network: NetworkRow,
    back: Back | null = null,
    ticked: ReadonlySet<string> = new Set(),
  ) {
    const shown = await read(request, actor, network)
    const organiser = organises(actor) === 'yes'
    const choices = organiser && shown.actions.length > 0 ? await possibleOwners(db, actor, network.id) : null
    const names = shown.view === 'measures' ? await measuresOf(actor, network, shown.actions) : new Map<string, MeasureName>()
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.actions_title()),
      network,
      section: 'actions',
      styles: ['forms', 'actions'],
      // Programs that look for names are led to none: minutes name people, and what they said was to be done does too.
      robots: 'noindex',
      path: `/${network.slug}/actions`,
      status: back ? 422 : 200,
      body: () => (
        <ActionsPage
          network={network}
          {...shown}
          {...pageOf(groupsOf(shown, names), shown.query.page)}
          member={actor.network?.role !== null}
          organises={organiser}
          choices={choices}
          ticked={ticked}
          back={back}
          search={searchOf(request)}
        />
      ),
    })
  }
}

const anybody = () => 'yes'
const organises = (actor: Actor): string => mayEdit(actor)

const belongs: Readonly<Record<View, (one: ActionView) => boolean>> = {
  mine: (one) => one.own,
  organisation: (one) => one.mine && !one.own,
  meetings: (one) => one.meeting !== null,
  measures: (one) => one.measureId !== null,
  overdue: (one) => isOpen(one) && one.overdue,
  all: () => true,
}

/** In the order of their first: what is due first stands first. One without a heading for the views that have none. */
function groupsOf({ view, actions }: Shown, names: ReadonlyMap<string, MeasureName>): Group[] {
  if (view === 'meetings')
    return [...Map.groupBy(actions, (one) => one.meeting!.id).values()]
      .sort(([a], [b]) => (b!.meeting!.startsAt ?? '').localeCompare(a!.meeting!.startsAt ?? ''))
      .map((all): Group => {
        const { id, title, path } = all[0]!.meeting!
        const { text, lang } = said(title)
        return { id, title: text, lang, href: path, actions: all }
      })
  if (view !== 'measures') return [{ id: view, title: null, lang: undefined, href: null, actions }]
  return [...Map.groupBy(actions, (one) => names.get(one.measureId!) ?? null)].flatMap(([name, all]) =>
    name ? [{ id: name.id, title: measureWords(name), lang: said(name.title).lang, href: name.path, actions: all }] : [],
  )
}

const measureWords = (name: MeasureName | undefined): string => (name ? `${name.number} ${said(name.title).text}` : '')

const resultWords = (done: string, left: number): string => (left > 0 ? `${done} ${m.actions_bulk_left({ count: left })}` : done)

/** The query as it was asked: a form and an export are of the same view. */
const searchOf = (request: FastifyRequest): string => {
  const { view, status, meeting, page } = readForm(listQuery, request.query)
  const asked = { ...(view && { view }), ...(status && { status }), ...(meeting && { meeting }) }
  const text = new URLSearchParams({ ...asked, ...(page > 1 && { page: `${page}` }) }).toString()
  return text && `?${text}`
}
