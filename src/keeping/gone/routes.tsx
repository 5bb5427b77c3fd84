import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#actor.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import type { NetworkRow } from '#network/reads.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import { sendPage } from '#platform/http/page.ts'
import { localeOf } from '#platform/http/visit.ts'
import { pick } from '#platform/words/text.ts'
import { GonePage } from './pages/gone.tsx'
import { goneAt } from './reads.ts'

/**
 * Answers for an address of a meeting at which nothing is any more: with 410 and what was there, where it was deleted by a rule.
 * @throws NotFound where there never was anything, or nothing that this actor might have seen
 */
export async function answerGone(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  at: { readonly actor: Actor; readonly network: NetworkRow; readonly meeting: MeetingRow; readonly aboutId: string },
): Promise<FastifyReply> {
  const { actor, network, meeting } = at
  const gone = await goneAt(ground.db, actor, meeting, at.aboutId)
  if (!gone) throw new NotFound()
  return sendPage(ground, request, reply, actor, {
    title: pick(gone.title, localeOf(request, actor.person?.locale ?? null))?.text ?? '',
    status: 410,
    network,
    section: 'home',
    robots: 'noindex',
    body: () => (
      <GonePage
        gone={gone}
        timezone={meeting.timezone}
        networkPath={`/${network.slug}`}
        meetingPath={`/${network.slug}/${meeting.slug}`}
      />
    ),
  })
}
