/** The page of a matter, and organisers' work with it. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, actorOf } from '#actor.ts'
import { idForm } from '#meeting/settings/forms.ts'
import { type NetworkRow, networkBySlug } from '#network/reads.ts'
import { mayOrganise } from '#network/rules.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { type Page, sendPage, sendShared } from '#platform/http/page.ts'
import { goOn, localeOf, wordsFor } from '#platform/http/visit.ts'
import { anywhereIn, meetingsOf, networkSubject } from '#platform/live/subjects.ts'
import { type Locale, pick } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { carryingRoutes } from './carrying/routes.tsx'
import { chosenForm, factForm, factIdForm, type MatterGiven, matterFields, matterForm } from './forms.ts'
import { itemMatterRoutes } from './items/routes.tsx'
import { mergeMatter, partMatter } from './joining/writes.ts'
import { EditMatterPage } from './pages/edit.tsx'
import { MatterPage, type MatterPageProps } from './pages/matter.tsx'
import { about, factsOf, matterByNumber, matterOptions, mayKnow } from './reads.ts'
import { asItStands, type MatterRow, matterPath } from './rules.ts'
import { readStory } from './story/reads.ts'
import { askingText } from './story/rules.ts'
import { storyQuery, tickedForm } from './topics/forms.ts'
import { ownTopics, topicOptions } from './topics/reads.ts'
import { topicRoutes } from './topics/routes.tsx'
import { setTopics } from './topics/writes.ts'
import { addFact, changeMatter, removeFact } from './writes.ts'

type At = FastifyRequest<{ Params: { network: string; matter: string } }>

interface Entered {
  readonly actor: Actor
  readonly network: NetworkRow
  readonly matter: MatterRow
  readonly path: string
}

export function mattersRoutes(app: App, ground: Ground): void {
  const { db } = ground
  topicRoutes(app, ground)
  itemMatterRoutes(app, ground)
  carryingRoutes(app, ground)

  app.get('/:network/matters/:matter', async (request: At, reply) => {
    const entered = await enter(request)
    // A matter that was put together with another leads there.
    if (`${entered.matter.publicId}` !== request.params.matter)
      return reply.header('cache-control', 'no-cache').redirect(entered.path, 301)
    const { actor, network } = entered
    return sendShared(ground, request, reply, actor, {
      subjects: [networkSubject(network.id), meetingsOf(network.id), anywhereIn(network.id)],
      // Read anew, so that what is kept is no older than the revision it is kept under.
      page: async (locale) => matterPage(request, await enter(request), locale, null),
    })
  })

  app.get('/:network/matters/:matter/edit', async (request: At, reply) => {
    const entered = await organiser(request)
    return sendEdit(request, reply, entered, fieldsOf(entered.matter))
  })

  app.post('/:network/matters/:matter/edit', async (request: At, reply) => {
    const entered = await organiser(request)
    const { actor, matter } = entered
    return attempt(request, reply, entered, async () => {
      const given = readForm(matterForm, matterFields(request.body))
      await changeMatter(db, actor, matter, given)
      const of = { networkId: matter.networkId, kind: 'matter', subjectId: matter.id } as const
      await setTopics(db, actor, of, readForm(tickedForm, request.body).topic)
      return tell(request, reply, entered, () => ({ tone: 'success', text: m.matters_saved() }))
    })
  })

  app.post('/:network/matters/:matter/merge', async (request: At, reply) => {
    const entered = await organiser(request)
    return attempt(request, reply, entered, async () => {
      const into = await mergeMatter(db, entered.actor, entered.matter, readForm(chosenForm, request.body).matter)
      const path = matterPath(`/${entered.network.slug}`, into)
      return tell(request, reply, { ...entered, path }, () => ({
        tone: 'success',
        text: m.matters_merged(),
        undo: { action: `${path}/part`, label: m.shared_undo(), fields: { id: entered.matter.id } },
      }))
    })
  })

  app.post('/:network/matters/:matter/part', async (request: At, reply) => {
    const entered = await organiser(request)
    const matter = await partMatter(db, entered.actor, entered.matter, readForm(idForm, request.body).id)
    const path = matterPath(`/${entered.network.slug}`, matter)
    return tell(request, reply, { ...entered, path }, () => ({ tone: 'success', text: m.matters_parted() }))
  })

  app.post('/:network/matters/:matter/facts', async (request: At, reply) => {
    const entered = await organiser(request)
    const { actor, matter, path } = entered
    const locale = localeOf(request, actor.person?.locale ?? null)
    try {
      const fact = await addFact(db, actor, matter, readForm(factForm, request.body).text, locale)
      return tell(request, reply, entered, () => ({
        tone: 'success',
        text: m.matters_fact_added(),
        undo: { action: `${path}/facts/remove`, label: m.shared_undo(), fields: { fact } },
      }))
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const typed = {
        text: String((request.body as { text?: unknown } | undefined)?.text ?? ''),
        error: wordsFor(request, actor, () => fieldTexts(error.fields))['text'] ?? '',
      }
      return sendPage(ground, request, reply, actor, { ...(await matterPage(request, entered, locale, typed)), status: 422 })
    }
  })

  for (const way of ['remove', 'restore'] as const)
    app.post(`/:network/matters/:matter/facts/${way}`, async (request: At, reply) => {
      const entered = await organiser(request)
      const { actor, matter, path } = entered
      const { fact } = readForm(factIdForm, request.body)
      await removeFact(db, actor, matter, fact, way === 'remove')
      return tell(request, reply, entered, () =>
        way === 'remove'
          ? {
              tone: 'info',
              text: m.matters_fact_removed(),
              undo: { action: `${path}/facts/restore`, label: m.shared_undo(), fields: { fact } },
            }
          : { tone: 'success', text: m.matters_fact_restored() },
      )
    })

  async function enter(request: At): Promise<Entered> {
    const network = await networkBySlug(db, request.params.network)
    const matter = network && (await matterByNumber(db, network.id, Number(request.params.matter)))
    if (!matter) throw new NotFound()
    const actor = await actorOf(db, request, { networkId: network.id })
    await mayKnow(db, actor, network.id, matter.id)
    return { actor, network, matter, path: matterPath(`/${network.slug}`, matter) }
  }

  /** To everybody but organisers these pages are not there. */
  async function organiser(request: At): Promise<Entered> {
    const entered = await enter(request)
    if (mayOrganise(entered.actor) !== 'yes') throw new NotFound()
    return entered
  }

  async function matterPage(
    request: At,
    { actor, network, matter, path }: Entered,
    locale: Locale,
    typed: MatterPageProps['typed'],
  ): Promise<Page> {
    const asking = readForm(storyQuery, request.query)
    const story = await readStory(db, actor, network, about(matter.id), asking)
    const facts = await factsOf(db, matter.id)
    const own = await ownTopics(db, 'matter', matter.id)
    const topics = (await topicOptions(db, network.id)).filter((one) => own.has(one.id))
    return {
      title: pick(matter.title, locale)?.text ?? '',
      network,
      section: 'topics',
      styles: ['forms', 'meeting', 'network', 'actions', 'matters'],
      robots: 'noindex',
      ...(askingText(asking) === '' && { path }),
      body: () => <MatterPage {...{ network, matter, facts, topics, story, typed }} organises={mayOrganise(actor) === 'yes'} />,
    }
  }

  const tell = (
    request: FastifyRequest,
    reply: FastifyReply,
    { actor, path }: Pick<Entered, 'actor' | 'path'>,
    say: () => NonNullable<Parameters<typeof goOn>[2]>,
  ) => goOn(reply, path, wordsFor(request, actor, say))

  /** What was typed wrong comes again with the page. */
  async function attempt(request: At, reply: FastifyReply, entered: Entered, act: () => Promise<FastifyReply>) {
    try {
      return await act()
    } catch (error) {
      const now = error instanceof Conflict ? (error.theirs as MatterGiven) : null
      if (!now && !(error instanceof Invalid)) throw error
      const body = (request.body ?? {}) as Record<string, string>
      return sendEdit(
        request,
        reply,
        entered,
        { ...fieldsOf(entered.matter), ...body, ...(now && { version: `${now.version}` }) },
        wordsFor(request, entered.actor, () =>
          now
            ? { name: m.shared_changed_meanwhile({ now: asItStands(now.name, now.summary) }) }
            : fieldTexts((error as Invalid).fields),
        ),
        // Nothing ticked is something too; the form that puts two matters together has no topics.
        'version' in body ? new Set([body['topic'] ?? []].flat()) : null,
      )
    }
  }

  async function sendEdit(
    request: FastifyRequest,
    reply: FastifyReply,
    { actor, network, matter }: Entered,
    fields: Readonly<Record<string, string>>,
    errors: Readonly<Record<string, string>> = {},
    ticked: ReadonlySet<string> | null = null,
  ): Promise<FastifyReply> {
    const topics = await topicOptions(db, network.id)
    const own = ticked ?? (await ownTopics(db, 'matter', matter.id))
    const others = (await matterOptions(db, network.id)).filter((one) => one.id !== matter.id)
    const field = (name: string) => (name === 'name' || name === 'summary' ? `${name}.${network.locale}` : name)
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => `${m.matters_edit()} · ${pick(matter.title, localeNow())?.text ?? ''}`),
      network,
      section: 'topics',
      robots: 'noindex',
      styles: ['forms', 'network', 'matters'],
      status: Object.keys(errors).length > 0 ? 422 : 200,
      body: () => (
        <EditMatterPage
          {...{ network, matter, fields, errors, topics, own, others }}
          summary={Object.entries(errors).map(([name, text]) => ({ field: field(name), text }))}
        />
      ),
    })
  }
}

const fieldsOf = ({ title, summary, version }: MatterRow): Record<string, string> => ({
  version: `${version}`,
  ...Object.fromEntries(Object.entries(title).map(([locale, text]) => [`name.${locale}`, text])),
  ...Object.fromEntries(Object.entries(summary ?? {}).map(([locale, text]) => [`summary.${locale}`, text])),
})
