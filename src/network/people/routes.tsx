/** `/{network}/people`: who belongs to it; owners invite, change and withdraw. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, actorOf } from '#actor.ts'
import { Invalid, NotFound, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { listOrganisations } from '../organisations/reads.ts'
import { type NetworkRow, networkBySlug } from '../reads.ts'
import { mayManage, maySeePeople } from '../rules.ts'
import { inviteForm, placeForm } from './forms.ts'
import { invitationLetter } from './mails.tsx'
import { MemberPage, PeoplePage, type Typed } from './pages/people.tsx'
import { listMembers, readMember } from './reads.ts'
import { changeMember, invite, restore, withdraw } from './writes.ts'

interface Here {
  readonly actor: Actor
  readonly network: NetworkRow
}
type One = { Params: { network: string; member: string } }

export function networkPeopleRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/people', async (request, reply) => peoplePage(request, reply, await enter(request)))

  app.post('/:network/people', async (request, reply) => {
    const here = await enter(request, 'owner')
    const { actor, network } = here
    try {
      const input = readForm(inviteForm, request.body)
      const href = `${ground.config.baseUrl}/${network.slug}`
      const inviter = actor.person?.name ?? ''
      await invite(ground, actor, network.id, input, (to) =>
        invitationLetter(to.locale ?? network.locale, { network: network.name, inviter, email: to.email, href }),
      )
      const text = wordsFor(request, actor, () => m.network_people_invited({ name: input.name }))
      return goOn(reply, `/${network.slug}/people`, { tone: 'success', text })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return peoplePage(request, reply, here, error)
    }
  })

  app.get<One>('/:network/people/:member', async (request, reply) =>
    memberPage(request, reply, await enter(request, 'owner'), request.params.member),
  )

  app.post<One>('/:network/people/:member', async (request, reply) => {
    const here = await enter(request, 'owner')
    const { actor, network } = here
    const { member: id } = request.params
    try {
      await changeMember(db, actor, network.id, id, readForm(placeForm, request.body))
      const { name } = await readMember(db, network.id, id)
      return goOn(reply, `/${network.slug}/people`, {
        tone: 'success',
        text: wordsFor(request, actor, () => m.network_people_changed({ name })),
      })
    } catch (error) {
      if (error instanceof Invalid) return memberPage(request, reply, here, id, error)
      if (error instanceof Refused) return memberPage(request, reply, here, id, new Invalid({ role: error.reason }))
      throw error
    }
  })

  app.post<One>('/:network/people/:member/withdraw', async (request, reply) => {
    const { actor, network } = await enter(request, 'owner')
    const { member: id } = request.params
    const { name } = await readMember(db, network.id, id)
    await withdraw(db, actor, network.id, id)
    const [text, label] = [
      wordsFor(request, actor, () => m.network_people_withdrawn({ name })),
      wordsFor(request, actor, () => m.shared_undo()),
    ]
    // Whoever withdrew themselves is no owner any more and cannot undo it.
    const still = mayManage(await actorOf(db, request, { networkId: network.id })) === 'yes'
    const undo = { action: `/${network.slug}/people/${id}/restore`, label, fields: {} }
    return goOn(reply, still ? `/${network.slug}/people` : `/${network.slug}`, { tone: 'success', text, ...(still && { undo }) })
  })

  app.post<One>('/:network/people/:member/restore', async (request, reply) => {
    const { actor, network } = await enter(request, 'owner')
    await restore(db, actor, network.id, request.params.member)
    const { name } = await readMember(db, network.id, request.params.member)
    return goOn(reply, `/${network.slug}/people`, {
      tone: 'success',
      text: wordsFor(request, actor, () => m.network_people_restored({ name })),
    })
  })

  /** Members may look, owners may change; to everybody else the page is not there. */
  async function enter(request: FastifyRequest, as: 'member' | 'owner' = 'member'): Promise<Here> {
    const network = await networkBySlug(db, (request.params as { network: string }).network)
    if (!network) throw new NotFound()
    const actor = await actorOf(db, request, { networkId: network.id })
    if ((as === 'owner' ? mayManage(actor) : maySeePeople(actor)) !== 'yes') throw new NotFound()
    return { actor, network }
  }

  async function peoplePage(request: FastifyRequest, reply: FastifyReply, { actor, network }: Here, invalid?: Invalid) {
    const members = await listMembers(db, actor, network.id)
    const owner = mayManage(actor) === 'yes'
    const organisations = owner ? await listOrganisations(db, actor, network.id) : []
    const typed = (invalid ? request.body : {}) as Typed
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.network_people_title()),
      status: invalid ? 422 : 200,
      network,
      section: 'people',
      robots: 'noindex',
      styles: ['forms', 'network'],
      body: () => (
        <PeoplePage
          network={network}
          members={members}
          invite={owner ? { organisations, typed, errors: fieldTexts(invalid?.fields ?? {}) } : null}
        />
      ),
    })
  }

  async function memberPage(
    request: FastifyRequest,
    reply: FastifyReply,
    { actor, network }: Here,
    id: string,
    invalid?: Invalid,
  ) {
    const member = await readMember(db, network.id, id)
    if (member.to) throw new NotFound()
    const organisations = await listOrganisations(db, actor, network.id)
    const typed: Typed = invalid
      ? (request.body as Typed)
      : { role: member.role, office: member.office ?? '', organisationId: member.organisationId ?? '' }
    return sendPage(ground, request, reply, actor, {
      title: member.name,
      status: invalid ? 422 : 200,
      network,
      section: 'people',
      robots: 'noindex',
      styles: ['forms', 'network'],
      body: () => (
        <MemberPage
          network={network}
          member={member}
          organisations={organisations}
          typed={typed}
          errors={fieldTexts(invalid?.fields ?? {})}
        />
      ),
    })
  }
}
