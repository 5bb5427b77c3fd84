/** What is to be followed up: the list, one of them, and what its owner tells. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#actor.ts'
import { mayEdit } from '#meeting/rules.ts'
import { enterNetwork } from '#network/entry/reads.ts'
import type { NetworkRow } from '#network/reads.ts'
import { listMeasureNames } from '#plans/names/reads.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf, wordsFor } from '#platform/http/visit.ts'
import { pick } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { sendFile, takeForm } from './files/routes.ts'
import { changeForm, endForm, newForm, updateForm } from './forms.ts'
import { actionLinkRoutes } from './links/routes.tsx'
import { listRoutes } from './lists/routes.tsx'
import { possibleOwners, possiblePlaces } from './owners/reads.ts'
import { ActionPage, titleOf } from './pages/action.tsx'
import { NewPage } from './pages/new.tsx'
import type { Back } from './parts/updateform.tsx'
import { isTold, listUpdates, readAction } from './reads.ts'
import { mayRemove, mayRewrite, mayUpdate } from './rules.ts'
import { givenLetter } from './telling/mails.tsx'
import { tellGiven } from './telling/writes.ts'
import { addAction, changeAction, endAction, removeAction, takeBackLinks, tellOf } from './writes.ts'

type At<More = object> = FastifyRequest<{ Params: { network: string } & More }>
type OfOne<More = object> = At<{ action: string } & More>

export function actionsRoutes(app: App, ground: Ground): void {
  const { db } = ground
  listRoutes(app, ground)
  actionLinkRoutes(app, ground)

  app.get('/:network/actions/new', async (request: At, reply) => {
    const { actor, network } = await enterNetwork(db, request, organises)
    return sendNew(request, reply, actor, network, null)
  })

  app.post('/:network/actions/new', async (request: At, reply) => {
    const { actor, network } = await enterNetwork(db, request, organises)
    try {
      const locale = localeOf(request, actor.person?.locale ?? null)
      const row = await addAction(teller(actor, network), actor, network, readForm(newForm, request.body), locale)
      return goOn(reply, `/${network.slug}/actions/${row.publicId}`, {
        tone: 'success',
        text: wordsFor(request, actor, () => m.actions_added()),
      })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return sendNew(request, reply, actor, network, backOf(request, actor, 'new', request.body, error.fields))
    }
  })

  app.get('/:network/actions/:action', async (request: OfOne, reply) => {
    const { actor, network } = await enterNetwork(db, request, anybody)
    return sendOne(request, reply, actor, network)
  })

  app.post('/:network/actions/:action', async (request: OfOne, reply) => {
    const { actor, network, one } = await enterOwned(request)
    return attempt(request, reply, { actor, network, form: 'change', typed: request.body }, async () => {
      await changeAction(teller(actor, network), actor, network, one.id, readForm(changeForm, request.body))
      return done(request, reply, actor, one.path, m.actions_changed)
    })
  })

  app.post('/:network/actions/:action/updates', async (request: OfOne, reply) => {
    const { actor, network, one } = await enterOwned(request)
    const { typed, file, wrong } = await takeForm(ground, request, network.id)
    return attempt(request, reply, { actor, network, form: 'update', typed }, async () => {
      if (Object.keys(wrong).length > 0) throw new Invalid(wrong)
      await tellOf(ground, actor, network, one.id, readForm(updateForm, typed), 'page', file)
      return done(request, reply, actor, one.path, m.actions_updated)
    })
  })

  app.post('/:network/actions/:action/end', async (request: OfOne, reply) => {
    const { actor, network, one } = await enterOwned(request)
    return attempt(request, reply, { actor, network, form: 'end', typed: request.body }, async () => {
      await endAction(db, actor, network, one.id, readForm(endForm, request.body))
      return done(request, reply, actor, one.path, m.actions_ended)
    })
  })

  app.post('/:network/actions/:action/remove', async (request: OfOne, reply) => {
    const { actor, network, one } = await enterOwned(request)
    await removeAction(db, actor, network, one.id)
    return done(request, reply, actor, `/${network.slug}/actions`, m.actions_removed)
  })

  app.post('/:network/actions/:action/void-links', async (request: OfOne, reply) => {
    const { actor, network, one } = await enterOwned(request)
    await takeBackLinks(db, actor, network, one.id)
    return done(request, reply, actor, one.path, m.actions_links_voided)
  })

  app.get('/:network/actions/:action/files/:told', async (request: OfOne<{ told: string }>, reply) => {
    const { actor, network, one } = await enterOne(request)
    if (!isTold(actor, network.id) && !one.mine) throw new NotFound()
    const updates = await listUpdates(db, [one.id])
    return sendFile(
      ground,
      request,
      reply,
      updates.find((update) => update.id === request.params.told),
    )
  })

  async function enterOne(request: OfOne) {
    const { actor, network } = await enterNetwork(db, request, anybody)
    return { actor, network, one: await readAction(db, actor, network, Number(request.params.action)) }
  }

  /** The same for whoever may do something about it. @throws Refused for others who see it */
  async function enterOwned(request: OfOne) {
    const entered = await enterOne(request)
    const may = mayUpdate(entered.actor, entered.one, entered.one)
    if (may !== 'yes') throw new Refused(may)
    return entered
  }

  const teller = (actor: Actor, network: NetworkRow) => ({ db, tell: tellGiven({ ground, letter: givenLetter }, actor, network) })

  interface Tried {
    readonly actor: Actor
    readonly network: NetworkRow
    readonly form: Back['form']
    readonly typed: unknown
  }

  /** Does it, or shows the page again with what was typed, what is wrong with it, and what stands now. */
  async function attempt(
    request: OfOne,
    reply: FastifyReply,
    { actor, network, form, typed }: Tried,
    act: () => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    try {
      return await act()
    } catch (error) {
      if (error instanceof Invalid)
        return sendOne(request, reply, actor, network, backOf(request, actor, form, typed, error.fields), 422)
      if (error instanceof Conflict) return sendOne(request, reply, actor, network, backOf(request, actor, form, typed, {}), 409)
      throw error
    }
  }

  async function sendOne(
    request: OfOne,
    reply: FastifyReply,
    actor: Actor,
    network: NetworkRow,
    back: Back | null = null,
    status = 200,
  ) {
    const one = await readAction(db, actor, network, Number(request.params.action))
    const told = one.mine || isTold(actor, network.id)
    const updates = told ? await listUpdates(db, [one.id]) : []
    const may = mayUpdate(actor, one, one) === 'yes'
    const member = actor.network?.role !== null
    const organiser = organises(actor) === 'yes'
    const known = organiser ? await listMeasureNames(db, actor, network) : []
    const [measure] = one.measureId ? await listMeasureNames(db, actor, network, [one.measureId]) : []
    const choices = may && member ? await possibleOwners(db, actor, network.id) : null
    return sendPage(ground, request, reply, actor, {
      title: titleOf(one),
      network,
      section: 'actions',
      styles: ['forms', 'actions'],
      robots: 'noindex',
      path: one.path,
      status,
      body: () => {
        const title = measure && pick(measure.title, localeNow())
        return (
          <ActionPage
            network={network}
            one={one}
            updates={updates}
            told={told}
            may={may}
            mayRewrite={mayRewrite(actor, one, one.approved) === 'yes'}
            mayRemove={mayRemove(actor, one, updates.length) === 'yes'}
            mayVoid={organiser && (one.personId !== null || one.organisationId !== null)}
            choices={choices}
            measures={known}
            measure={measure && title ? { title: `${measure.number} ${title.text}`, lang: title.lang, path: measure.path } : null}
            back={back}
            conflict={status === 409}
          />
        )
      },
    })
  }

  async function sendNew(request: At, reply: FastifyReply, actor: Actor, network: NetworkRow, back: Back | null) {
    const choices = await possibleOwners(db, actor, network.id)
    const places = await possiblePlaces(db, actor, network.id)
    const measures = await listMeasureNames(db, actor, network)
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.actions_add_title()),
      network,
      section: 'actions',
      styles: ['forms', 'actions'],
      status: back ? 422 : 200,
      body: () => <NewPage network={network} choices={choices} places={places} measures={measures} back={back} />,
    })
  }
}

const anybody = () => 'yes'
const organises = (actor: Actor): string => mayEdit(actor)

const done = (request: FastifyRequest, reply: FastifyReply, actor: Actor, to: string, say: () => string) =>
  goOn(reply, to, { tone: 'success', text: wordsFor(request, actor, say) })

export function backOf(
  request: FastifyRequest,
  actor: Actor,
  form: Back['form'],
  body: unknown,
  fields: Readonly<Record<string, string>>,
): Back {
  const typed = Object.fromEntries(
    Object.entries((body ?? {}) as Record<string, unknown>).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  )
  return { form, typed, errors: wordsFor(request, actor, () => fieldTexts(fields)) }
}
