/** For organisers: which matter an item is a treatment of, and what it is about. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { enterToEdit, itemPath } from '#meeting/reads.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { pick } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { itemByNumber } from '#programme/reads.ts'
import { chosenForm } from '../forms.ts'
import { matterById, matterOptions } from '../reads.ts'
import { offered } from '../rules.ts'
import { tickedForm } from '../topics/forms.ts'
import { ownTopics, topicOptions } from '../topics/reads.ts'
import { setTopics } from '../topics/writes.ts'
import { followItem, tieItem, untieItem } from '../writes.ts'
import { ItemMatterPage, type ItemMatterProps } from './pages/item.tsx'

type At = FastifyRequest<{ Params: { network: string; meeting: string; item: string } }>

export function itemMatterRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/:meeting/:item/matter', async (request: At, reply) => send(request, reply, await enter(request), null))

  app.post('/:network/:meeting/:item/matter/follow', async (request: At, reply) => {
    const entered = await enter(request)
    const { actor, item, meeting, path } = entered
    await followItem(db, actor, item, meeting.seriesId)
    return goOn(reply, path, {
      tone: 'success',
      ...wordsFor(request, actor, () => ({
        text: m.matters_followed(),
        undo: { action: `${path}/matter/untie`, label: m.shared_undo(), fields: {} },
      })),
    })
  })

  app.post('/:network/:meeting/:item/matter/tie', async (request: At, reply) => {
    const entered = await enter(request)
    const { actor, item, path } = entered
    try {
      const row = await tieItem(db, actor, item, readForm(chosenForm, request.body).matter)
      return goOn(reply, path, {
        tone: 'success',
        ...wordsFor(request, actor, () => ({
          text: m.matters_tied({ title: pick(row.title, localeNow())?.text ?? '' }),
          undo: { action: `${path}/matter/untie`, label: m.shared_undo(), fields: {} },
        })),
      })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const typed = String((request.body as { matter?: unknown } | undefined)?.matter ?? '')
      const wrong = wordsFor(request, actor, () => fieldTexts(error.fields))
      return send(request, reply, entered, { matter: typed, error: wrong['matter'] ?? '' })
    }
  })

  app.post('/:network/:meeting/:item/matter/untie', async (request: At, reply) => {
    const { actor, network, item, path } = await enter(request)
    const was = item.matterId === null ? null : await matterById(db, network.id, item.matterId)
    await untieItem(db, actor, item)
    // Where nothing else was a treatment of it, it is gone, and following anew makes it again.
    const still = was && (await matterById(db, network.id, was.id))
    return goOn(reply, path, {
      tone: 'info',
      ...wordsFor(request, actor, () => ({
        text: m.matters_untied(),
        ...(was && {
          undo: {
            action: `${path}/matter/${still ? 'tie' : 'follow'}`,
            label: m.shared_undo(),
            fields: still ? { matter: offered('', still.publicId) } : ({} as Record<string, string>),
          },
        }),
      })),
    })
  })

  app.post('/:network/:meeting/:item/matter/topics', async (request: At, reply) => {
    const { actor, item, path } = await enter(request)
    const of = { networkId: item.networkId, kind: 'item', subjectId: item.id } as const
    await setTopics(db, actor, of, readForm(tickedForm, request.body).topic)
    return goOn(reply, path, { tone: 'success', text: wordsFor(request, actor, () => m.matters_saved()) })
  })

  async function enter(request: At) {
    const entered = await enterToEdit(ground, request)
    const number = Number(/^(\d{1,15})(?:-|$)/.exec(request.params.item)?.[1])
    if (!number) throw new NotFound()
    const item = await itemByNumber(db, entered.meeting.id, number)
    return { ...entered, item, path: itemPath(entered.base, item, entered.meeting.locale) }
  }

  async function send(
    request: At,
    reply: FastifyReply,
    { actor, network, meeting, base, item, path }: Awaited<ReturnType<typeof enter>>,
    typed: ItemMatterProps['typed'],
  ): Promise<FastifyReply> {
    const matter = item.matterId === null ? null : await matterById(db, network.id, item.matterId)
    const props: ItemMatterProps = {
      base: `/${network.slug}`,
      meeting: { title: meeting.title, path: base },
      item: { title: item.title, path },
      matter,
      matters: await matterOptions(db, network.id),
      topics: await topicOptions(db, network.id),
      own: await ownTopics(db, 'item', item.id),
      typed,
    }
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => `${m.matters_on_item()} · ${pick(item.title, localeNow())?.text ?? ''}`),
      network,
      robots: 'noindex',
      styles: ['forms', 'meeting', 'matters'],
      status: typed ? 422 : 200,
      body: () => <ItemMatterPage {...props} />,
    })
  }
}
