/** The way into the composer's pages, and the frame they are sent in: the same for drafts, their preview and what became of them. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import { type Actor, actorOf } from '#actor.ts'
import { enterToEdit } from '#meeting/reads.ts'
import { networkBySlug } from '#network/reads.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, type Notice, wordsFor } from '#platform/http/visit.ts'
import { readKnown } from '../../audience/reads.ts'
import type { Place } from '../parts/frame.tsx'
import { openNotice, organisationNames, readFacts } from '../reads.ts'
import { mayWrite, type NoticeRow } from '../rules.ts'

export type At = FastifyRequest<{ Params: { network: string; meeting?: string; notice: string } }>

export interface Here extends Place {
  readonly actor: Actor
}

/** A network's letters, and a meeting's. */
export const bases = ['/:network/notices', '/:network/:meeting/notices'] as const

/** @throws NotFound for those who do not organise */
export async function enter(ground: Ground, request: At): Promise<Here> {
  const { db } = ground
  const { network: slug, meeting } = request.params
  if (meeting !== undefined) {
    const entered = await enterToEdit(ground, { ...request, session: request.session, params: { network: slug, meeting } })
    return { actor: entered.actor, network: entered.network, meeting: entered.meeting, base: `${entered.base}/notices` }
  }
  const network = await networkBySlug(db, slug)
  const actor = network && (await actorOf(db, request, { networkId: network.id }))
  if (!network || !actor || mayWrite(actor, null) !== 'yes') throw new NotFound()
  return { actor, network, meeting: null, base: `/${slug}/notices` }
}

/** @throws NotFound also where there is no such letter */
export async function open(ground: Ground, request: At): Promise<{ here: Here; row: NoticeRow }> {
  const here = await enter(ground, request)
  return { here, row: await openNotice(ground.db, here.actor, here, request.params.notice) }
}

/** What a letter may tell of, whom it may go to, and what organisations are called. */
export const surroundings = async ({ db }: Ground, here: Here) =>
  [
    await readFacts(db, here.actor, here),
    await readKnown(db, here.actor, here),
    await organisationNames(db, here.network.id),
  ] as const

export const send = (
  ground: Ground,
  request: At,
  reply: FastifyReply,
  { actor, network }: Here,
  page: { readonly status?: number | undefined; readonly title: () => string; readonly body: () => ComponentChildren },
) =>
  sendPage(ground, request, reply, actor, {
    title: wordsFor(request, actor, page.title),
    status: page.status ?? 200,
    network,
    section: 'home',
    robots: 'noindex',
    styles: ['forms', 'meeting', 'notices'],
    body: page.body,
  })

export const tell = (request: At, reply: FastifyReply, { actor }: Here, to: string, say: () => Notice) =>
  goOn(reply, to, wordsFor(request, actor, say))

export const mainLanguage = ({ meeting, network }: Here) => meeting?.locale ?? network.locale
