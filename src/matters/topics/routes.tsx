/** A network's topics: the list, the page of each, and organisers' work with them. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, actorOf } from '#actor.ts'
import { idForm } from '#meeting/settings/forms.ts'
import { type NetworkRow, networkBySlug } from '#network/reads.ts'
import { mayOrganise } from '#network/rules.ts'
import { followsIt } from '#notices/following/reads.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { type Page, sendPage, sendShared } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { anywhereIn, meetingsOf, networkSubject } from '#platform/live/subjects.ts'
import { type Locale, pick } from '#platform/words/text.ts'
import { inLocale, localeNow, m } from '#platform/words/words.ts'
import { asItStands } from '../rules.ts'
import { readStory } from '../story/reads.ts'
import { askingText } from '../story/rules.ts'
import { linkForm, mergeTopicForm, storyQuery, type TopicGiven, topicFields, topicForm } from './forms.ts'
import { EditTopicPage } from './pages/edit.tsx'
import { TopicPage } from './pages/topic.tsx'
import { TopicsPage } from './pages/topics.tsx'
import { about, isKnown, linkedItems, listTopics, suggestedFor, topicBySlug, topicOptions } from './reads.ts'
import { type TopicRow, topicPath } from './rules.ts'
import { changeTopic, linkItems, makeTopic, mergeTopic, partTopic, removeTopic } from './writes.ts'

type At = FastifyRequest<{ Params: { network: string } }>
type OfOne = FastifyRequest<{ Params: { network: string; topic: string } }>
interface Entered {
  readonly actor: Actor
  readonly network: NetworkRow
}
type Of = Entered & { readonly topic: TopicRow; readonly path: string }

export function topicRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/topics', async (request: At, reply) => {
    const entered = await enter(request)
    const { actor, network } = entered
    return answer(request, reply, entered, async (locale) => {
      const topics = await listTopics(db, actor, network)
      return {
        title: inLocale(locale, m.matters_topics),
        network,
        section: 'topics',
        styles: ['network', 'matters'],
        path: `/${network.slug}/topics`,
        body: () => <TopicsPage network={network} topics={topics} organises={mayOrganise(actor) === 'yes'} />,
      }
    })
  })

  app.get('/:network/topics/new', async (request: At, reply) => sendEdit(request, reply, await organiser(request), null, {}))

  app.post('/:network/topics/new', async (request: At, reply) => {
    const entered = await organiser(request)
    return attempt(request, reply, entered, null, async () => {
      const row = await makeTopic(db, entered.actor, entered.network.id, readForm(topicForm, topicFields(request.body)))
      // What speaks of it is offered there at once.
      return tell(request, reply, { ...entered, topic: row }, '/edit', () => ({ tone: 'success', text: m.matters_topic_made() }))
    })
  })

  app.post('/:network/topics/restore', async (request: At, reply) => {
    const entered = await organiser(request)
    const topic = await removeTopic(db, entered.actor, entered.network.id, readForm(idForm, request.body).id, false)
    return tell(request, reply, { ...entered, topic }, '', () => ({ tone: 'success', text: m.matters_topic_restored() }))
  })

  app.get('/:network/topics/:topic', async (request: OfOne, reply) => {
    const entered = await enter(request)
    const { actor, network } = entered
    const { slug } = await topicAt(request, entered)
    const path = topicPath(`/${network.slug}`, { slug })
    // A topic that went into another leads there.
    if (slug !== request.params.topic) return reply.header('cache-control', 'no-cache').redirect(path, 301)
    const asking = readForm(storyQuery, request.query)
    return answer(request, reply, entered, async (locale) => {
      // Read anew, so that what is kept is no older than the revision it is kept under.
      const topic = await topicAt(request, entered)
      const story = await readStory(db, actor, network, about(db, topic.id), asking)
      const following = await followsIt(db, actor, { kind: 'topic', subjectId: topic.id })
      const description = pick(topic.description, locale)?.text
      return {
        title: pick(topic.name, locale)?.text ?? topic.slug,
        ...(description && { description }),
        network,
        section: 'topics',
        styles: ['meeting', 'network', 'actions', 'matters'],
        // Owners of actions and texts of minutes stand here: programs that look for names are led to none.
        robots: 'noindex',
        ...(askingText(asking) === '' && { path }),
        body: () => (
          <TopicPage
            network={network}
            topic={topic}
            story={story}
            following={following}
            organises={mayOrganise(actor) === 'yes'}
          />
        ),
      }
    })
  })

  app.get('/:network/topics/:topic/edit', async (request: OfOne, reply) => {
    const of = await enterOne(request)
    return sendEdit(request, reply, of, of.topic, fieldsOf(of.topic))
  })

  app.post('/:network/topics/:topic/edit', async (request: OfOne, reply) => {
    const of = await enterOne(request)
    return attempt(request, reply, of, of.topic, async () => {
      await changeTopic(db, of.actor, of.network.id, of.topic.id, readForm(topicForm, topicFields(request.body)))
      return tell(request, reply, of, '', () => ({ tone: 'success', text: m.matters_saved() }))
    })
  })

  for (const way of ['link', 'unlink'] as const)
    app.post(`/:network/topics/:topic/${way}`, async (request: OfOne, reply) => {
      const of = await enterOne(request)
      const { item } = readForm(linkForm, request.body)
      if (item.length > 0) await linkItems(db, of.actor, of.topic, item, way === 'link')
      return tell(request, reply, of, '/edit', () =>
        item.length === 0
          ? { tone: 'info', text: m.matters_none_chosen() }
          : { tone: 'success', text: way === 'link' ? m.matters_linked_done() : m.matters_unlinked_done() },
      )
    })

  app.post('/:network/topics/:topic/merge', async (request: OfOne, reply) => {
    const of = await enterOne(request)
    return attempt(request, reply, of, of.topic, async () => {
      const into = await mergeTopic(db, of.actor, of.network.id, of.topic.id, readForm(mergeTopicForm, request.body).into)
      return tell(request, reply, { ...of, topic: into }, '', () => ({
        tone: 'success',
        text: m.matters_merged(),
        undo: {
          action: `${topicPath(`/${of.network.slug}`, into)}/part`,
          label: m.shared_undo(),
          fields: { id: of.topic.id },
        },
      }))
    })
  })

  app.post('/:network/topics/:topic/part', async (request: OfOne, reply) => {
    const of = await enterOne(request)
    const topic = await partTopic(db, of.actor, of.topic, readForm(idForm, request.body).id)
    return tell(request, reply, { ...of, topic }, '', () => ({ tone: 'success', text: m.matters_parted() }))
  })

  app.post('/:network/topics/:topic/remove', async (request: OfOne, reply) => {
    const { actor, network, topic } = await enterOne(request)
    await removeTopic(db, actor, network.id, topic.id, true)
    return goOn(reply, `/${network.slug}/topics`, {
      tone: 'info',
      ...wordsFor(request, actor, () => ({
        text: m.matters_topic_removed(),
        undo: { action: `/${network.slug}/topics/restore`, label: m.shared_undo(), fields: { id: topic.id } },
      })),
    })
  })

  async function enter(request: At): Promise<Entered> {
    const network = await networkBySlug(db, request.params.network)
    if (!network) throw new NotFound()
    return { network, actor: await actorOf(db, request, { networkId: network.id }) }
  }

  /** To everybody but organisers these pages are not there. */
  async function organiser(request: At): Promise<Entered> {
    const entered = await enter(request)
    if (mayOrganise(entered.actor) !== 'yes') throw new NotFound()
    return entered
  }

  async function topicAt(request: OfOne, { actor, network }: Entered): Promise<TopicRow> {
    const topic = await topicBySlug(db, network.id, request.params.topic)
    if (!topic || !(mayOrganise(actor) === 'yes' || (await isKnown(db, actor, network, topic)))) throw new NotFound()
    return topic
  }

  async function enterOne(request: OfOne): Promise<Of> {
    const entered = await organiser(request)
    const topic = await topicAt(request, entered)
    return { ...entered, topic, path: topicPath(`/${entered.network.slug}`, topic) }
  }

  const tell = (
    request: FastifyRequest,
    reply: FastifyReply,
    { actor, network, topic }: Entered & { readonly topic: TopicRow },
    below: '' | '/edit',
    say: () => NonNullable<Parameters<typeof goOn>[2]>,
  ) => goOn(reply, topicPath(`/${network.slug}`, topic) + below, wordsFor(request, actor, say))

  /** What was typed wrong comes again with the page. */
  async function attempt(
    request: At,
    reply: FastifyReply,
    entered: Entered,
    topic: TopicRow | null,
    act: () => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    try {
      return await act()
    } catch (error) {
      const now = error instanceof Conflict ? (error.theirs as TopicGiven) : null
      if (!now && !(error instanceof Invalid)) throw error
      const sent = { ...(topic ? fieldsOf(topic) : {}), ...(request.body as Record<string, string>) }
      return sendEdit(
        request,
        reply,
        entered,
        topic,
        { ...sent, ...(now && { version: `${now.version}` }) },
        wordsFor(request, entered.actor, () =>
          now
            ? { name: m.shared_changed_meanwhile({ now: asItStands(now.name, now.description) }) }
            : fieldTexts((error as Invalid).fields),
        ),
      )
    }
  }

  async function sendEdit(
    request: FastifyRequest,
    reply: FastifyReply,
    { actor, network }: Entered,
    topic: TopicRow | null,
    fields: Readonly<Record<string, string>>,
    errors: Readonly<Record<string, string>> = {},
  ): Promise<FastifyReply> {
    const suggested = topic ? await suggestedFor(db, actor, network, topic) : []
    const linked = topic ? await linkedItems(db, actor, network, topic) : []
    const others = topic ? (await topicOptions(db, network.id)).filter((one) => one.id !== topic.id) : []
    const field = (name: string) => (name === 'name' || name === 'description' ? `${name}.${network.locale}` : name)
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () =>
        topic ? `${m.matters_topic_edit()} · ${pick(topic.name, localeNow())?.text ?? ''}` : m.matters_topic_new(),
      ),
      network,
      section: 'topics',
      robots: 'noindex',
      styles: ['forms', 'network', 'matters'],
      status: Object.keys(errors).length > 0 ? 422 : 200,
      body: () => (
        <EditTopicPage
          {...{ network, topic, fields, errors, suggested, linked, others }}
          summary={Object.entries(errors).map(([name, text]) => ({ field: field(name), text }))}
        />
      ),
    })
  }

  function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    { actor, network: { id } }: Entered,
    page: (locale: Locale) => Promise<Page>,
  ) {
    return sendShared(ground, request, reply, actor, {
      subjects: [networkSubject(id), meetingsOf(id), anywhereIn(id)],
      page,
    })
  }
}

const fieldsOf = ({ name, description, version }: TopicRow): Record<string, string> => ({
  version: `${version}`,
  ...Object.fromEntries(Object.entries(name).map(([locale, text]) => [`name.${locale}`, text])),
  ...Object.fromEntries(Object.entries(description ?? {}).map(([locale, text]) => [`description.${locale}`, text])),
})
