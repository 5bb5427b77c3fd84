/** `/{network}/people`: who belongs to it; owners invite, change and withdraw. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { actorOf } from '#actor.ts'
import { Invalid, NotFound, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { wall } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { countiesOf } from '../county/rules.ts'
import { enterNetwork, type Here } from '../entry/reads.ts'
import { listOrganisations } from '../organisations/reads.ts'
import { mayManage, maySeePeople } from '../rules.ts'
import { inviteForm, memberForm } from './forms.ts'
import { jobRoutes } from './job/routes.ts'
import { invitationTo } from './mails.tsx'
import { historyOf } from './member/reads.ts'
import { memberRoutes } from './member/routes.tsx'
import { ownRoutes } from './own/routes.tsx'
import { EditMemberPage } from './pages/edit.tsx'
import { PeoplePage } from './pages/people.tsx'
import type { Typed } from './parts/place.tsx'
import { listMembers, type MemberView, readMember } from './reads.ts'
import { matching } from './rules.ts'
import { changeMember, invite, inviteAgain, restore, withdraw } from './writes.ts'

type One = FastifyRequest<{ Params: { network: string; member: string } }>
type List = FastifyRequest<{ Querystring: Partial<Record<string, string>> }>

export function networkPeopleRoutes(app: App, ground: Ground): void {
  const { db } = ground
  const asOwner = (request: FastifyRequest) => enterNetwork(db, request, mayManage)
  ownRoutes(app, ground)
  memberRoutes(app, ground)
  jobRoutes(app, ground, editPage)

  app.get('/:network/people', async (request: List, reply) =>
    peoplePage(request, reply, await enterNetwork(db, request, maySeePeople)),
  )

  app.post('/:network/people', async (request, reply) => {
    const here = await asOwner(request)
    const { actor, network } = here
    try {
      const input = readForm(inviteForm, request.body)
      await invite(ground, actor, network.id, input, invitationTo(ground.config, actor, network))
      const text = wordsFor(request, actor, () => m.network_people_invited({ name: input.name }))
      return goOn(reply, `/${network.slug}/people`, { tone: 'success', text })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return peoplePage(request, reply, here, error)
    }
  })

  app.get('/:network/people/:member/edit', async (request: One, reply) =>
    editPage(request, reply, await asOwner(request), request.params.member),
  )

  app.post('/:network/people/:member', async (request: One, reply) => {
    const here = await asOwner(request)
    const { actor, network } = here
    const { member: id } = request.params
    try {
      const before = await readMember(db, network.id, id)
      await changeMember(db, actor, network.id, id, readForm(memberForm, request.body))
      const [text, label] = wordsFor(request, actor, () => [m.network_people_changed({ name: before.name }), m.shared_undo()])
      // Whoever took their own ownership away cannot give it back to themselves.
      const still = mayManage(await actorOf(db, request, { networkId: network.id })) === 'yes'
      const undo = { action: `/${network.slug}/people/${id}`, label: label!, fields: fieldsOf(before) }
      return goOn(reply, still ? `/${network.slug}/people` : `/${network.slug}`, {
        tone: 'success',
        text: text!,
        ...(still && { undo }),
      })
    } catch (error) {
      if (error instanceof Invalid) return editPage(request, reply, here, id, error)
      if (error instanceof Refused) return editPage(request, reply, here, id, new Invalid({ role: error.reason }))
      throw error
    }
  })

  app.post('/:network/people/:member/invite', async (request: One, reply) => {
    const here = await asOwner(request)
    const { actor, network } = here
    const { name } = await readMember(db, network.id, request.params.member)
    await inviteAgain(ground, actor, network.id, request.params.member, invitationTo(ground.config, actor, network))
    const text = wordsFor(request, actor, () => m.network_people_invited({ name }))
    return goOn(reply, `/${network.slug}/people/${request.params.member}/edit`, { tone: 'success', text })
  })

  app.post('/:network/people/:member/withdraw', async (request: One, reply) => {
    const { actor, network } = await asOwner(request)
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

  app.post('/:network/people/:member/restore', async (request: One, reply) => {
    const { actor, network } = await asOwner(request)
    await restore(db, actor, network.id, request.params.member)
    const { name } = await readMember(db, network.id, request.params.member)
    return goOn(reply, `/${network.slug}/people`, {
      tone: 'success',
      text: wordsFor(request, actor, () => m.network_people_restored({ name })),
    })
  })

  async function peoplePage(request: FastifyRequest, reply: FastifyReply, { actor, network }: Here, invalid?: Invalid) {
    const [all, organisations] = await Promise.all([listMembers(db, actor, network.id), listOrganisations(db, actor, network.id)])
    const owner = mayManage(actor) === 'yes'
    const asked = request.query as Partial<Record<string, string>>
    const sought = { q: asked['q'] ?? '', organisation: asked['organisation'] ?? '', county: asked['county'] ?? '' }
    const countyOf = countiesOf(organisations, todayIn(network.timezone))
    const peopled = new Set(all.map((one) => one.organisationId))
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.network_people_title()),
      status: invalid ? 422 : 200,
      network,
      section: 'people',
      robots: 'noindex',
      styles: ['forms', 'people', 'network'],
      body: () => (
        <PeoplePage
          network={network}
          members={matching(all, sought, countyOf)}
          sought={sought}
          count={all.length}
          organisations={organisations.filter((one) => peopled.has(one.id))}
          counties={[...new Set([...peopled].flatMap((id) => (id && countyOf.get(id)) || []))].sort()}
          me={actor.person?.id ?? null}
          invite={
            owner
              ? { organisations, typed: (invalid ? request.body : {}) as Typed, errors: fieldTexts(invalid?.fields ?? {}) }
              : null
          }
        />
      ),
    })
  }

  async function editPage(
    request: FastifyRequest,
    reply: FastifyReply,
    { actor, network }: Here,
    id: string,
    invalid?: Invalid,
  ): Promise<FastifyReply> {
    const member = await readMember(db, network.id, id)
    if (member.to) throw new NotFound()
    const [organisations, all, history] = await Promise.all([
      listOrganisations(db, actor, network.id),
      listMembers(db, actor, network.id),
      historyOf(db, network.id, member.personId),
    ])
    // What is sent holds one of the page's two forms.
    const sent = (invalid ? request.body : {}) as Typed
    const typed: Typed = sent['role'] ? sent : { ...fieldsOf(member), ...sent }
    return sendPage(ground, request, reply, actor, {
      title: member.name,
      status: invalid ? 422 : 200,
      network,
      section: 'people',
      robots: 'noindex',
      styles: ['forms', 'network'],
      body: () => (
        <EditMemberPage
          network={network}
          member={member}
          others={all.filter((one) => one.personId !== member.personId)}
          history={history}
          organisations={organisations}
          typed={typed}
          errors={fieldTexts(invalid?.fields ?? {})}
          today={todayIn(network.timezone)}
        />
      ),
    })
  }
}

/** The fields of an owner's form as they stand. */
const fieldsOf = (member: MemberView): Record<string, string> => ({
  role: member.role,
  office: member.office ?? '',
  organisationId: member.organisationId ?? '',
  substituteOf: member.substituteOf ?? '',
  ...(member.readsSpecial && { readsSpecial: 'on' }),
})

const todayIn = (timezone: string): string => wall(Temporal.Now.instant().toString(), timezone).date
