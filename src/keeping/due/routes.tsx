/** `/{network}/settings/due`: what has stood its time, for owners to answer. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#actor.ts'
import type { NetworkRow } from '#network/reads.ts'
import { Invalid } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { date, wall } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { enterToKeep } from '../entry/reads.ts'
import { answerForm, longerForm } from '../forms.ts'
import { deletedKinds } from '../rules.ts'
import { DuePage } from './pages/due.tsx'
import { readDue } from './reads.ts'
import { approve, keepLonger, makeList, takeBack } from './writes.ts'

type At = FastifyRequest<{ Params: { network: string } }>
type Of = FastifyRequest<{ Params: { network: string; document: string } }>

export function dueRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/settings/due', async (request: At, reply) => {
    const { actor, network } = await enterToKeep(db, request)
    return page(request, reply, actor, network)
  })

  app.post('/:network/settings/due/list', async (request: At, reply) => {
    const { actor, network } = await enterToKeep(db, request)
    const n = await makeList(ground, actor, network.id, Temporal.Now.instant())
    const text = wordsFor(request, actor, () => (n === 0 ? m.keeping_due_none() : m.keeping_due_made({ n })))
    return goOn(reply, `/${network.slug}/settings/due`, { tone: 'success', text })
  })

  app.post('/:network/settings/due', async (request: At, reply) => {
    const { actor, network } = await enterToKeep(db, request)
    const now = Temporal.Now.instant()
    try {
      const { chosen, act } = readForm(answerForm, request.body)
      if (act === 'keep') {
        const longer = readForm(longerForm(wall(now.toString(), network.timezone).date), request.body)
        const n = await keepLonger(db, actor, network.id, chosen, longer)
        const text = wordsFor(request, actor, () => m.keeping_due_kept_notice({ n, date: date(longer.until) }))
        return goOn(reply, `/${network.slug}/settings/due`, { tone: 'success', text })
      }
      const which = act === 'chosen' ? { ids: chosen } : { kinds: act === 'all' ? deletedKinds : [act] }
      const { n, deleteAt } = await approve(db, actor, network.id, which, now)
      const on = wall(deleteAt, network.timezone).date
      const text = wordsFor(request, actor, () => m.keeping_due_approved_notice({ n, date: date(on) }))
      return goOn(reply, `/${network.slug}/settings/due`, { tone: 'success', text })
    } catch (error) {
      if (error instanceof Invalid) return page(request, reply, actor, network, error)
      throw error
    }
  })

  app.post('/:network/settings/due/:document/back', async (request: Of, reply) => {
    const { actor, network } = await enterToKeep(db, request)
    await takeBack(db, actor, network.id, request.params.document)
    const text = wordsFor(request, actor, () => m.keeping_due_taken_back())
    return goOn(reply, `/${network.slug}/settings/due`, { tone: 'success', text })
  })

  async function page(request: At, reply: FastifyReply, actor: Actor, network: NetworkRow, invalid?: Invalid) {
    const list = await readDue(db, actor, network.id)
    const body = (invalid ? request.body : null) as Record<string, string | string[]> | null
    const typed = (name: string) => (typeof body?.[name] === 'string' ? body[name] : '')
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.keeping_due_title()),
      status: invalid?.status ?? 200,
      network,
      section: 'settings',
      robots: 'noindex',
      styles: ['forms', 'network', 'keeping'],
      body: () => (
        <DuePage
          network={network}
          list={list}
          chosen={[body?.chosen ?? []].flat()}
          values={{ until: typed('until'), reason: typed('reason') }}
          errors={fieldTexts(invalid?.fields ?? {})}
        />
      ),
    })
  }
}
