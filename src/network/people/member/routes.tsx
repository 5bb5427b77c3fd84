/** `/{network}/people/{member}`: a member's page, for the other members. */
import type { FastifyRequest } from 'fastify'
import { profileOf } from '#people/profile/reads.ts'
import { shownOf } from '#people/profile/rules.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { sendPage } from '#platform/http/page.ts'
import { slugOf } from '#platform/words/slug.ts'
import { speakersIn } from '#programme/speakers/reads.ts'
import { enterNetwork } from '../../entry/reads.ts'
import { mayManage, maySeePeople } from '../../rules.ts'
import { readMember } from '../reads.ts'
import { MemberPage } from './pages/member.tsx'
import { readMemberPage } from './reads.ts'

type One = FastifyRequest<{ Params: { network: string; member: string } }>

export function memberRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/people/:member', async (request: One, reply) => {
    const { actor, network } = await enterNetwork(db, request, maySeePeople)
    const view = await readMemberPage(db, actor, network.id, request.params.member)
    if (typeof view === 'string') return reply.redirect(`/${network.slug}/people/${view}`, 302)
    const slug = slugOf(view.member.name)
    const speaks = (await speakersIn(db, actor, network)).some((one) => one.slug === slug)
    return sendPage(ground, request, reply, actor, {
      title: view.member.name,
      network,
      section: 'people',
      robots: 'noindex',
      styles: ['forms', 'meeting', 'network'],
      body: () => (
        <MemberPage
          network={network}
          view={view}
          mayChange={mayManage(actor) === 'yes'}
          speakerHref={speaks ? `/${network.slug}/speakers/${slug}` : null}
        />
      ),
    })
  })

  app.get('/:network/people/:member/photo', async (request: One, reply) => {
    const { actor, network } = await enterNetwork(db, request, maySeePeople)
    const { personId, to } = await readMember(db, network.id, request.params.member)
    const told = await profileOf(db, network.id, personId)
    const own = actor.person?.id === personId
    const sha256 = own ? told?.photoSha256 : shownOf(told, null).photo
    if (!sha256 || to !== null) throw new NotFound()
    reply.headers({
      'content-type': told!.photoType!,
      // Asked about each time: whoever takes their picture away has taken it away.
      'cache-control': 'private, no-cache',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      etag: `"${sha256}"`,
      vary: 'Cookie',
    })
    if (request.headers['if-none-match'] === `"${sha256}"`) return reply.status(304).send()
    return reply.send(await ground.files.read(network.id, sha256))
  })
}
