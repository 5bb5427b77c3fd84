/** `/{network}/organisations`: members see them, organisers keep them. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { wall } from '#platform/words/dates.ts'
import { pick, type Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { countiesOf } from '../county/rules.ts'
import { enterNetwork, type Here } from '../entry/reads.ts'
import { listMembers } from '../people/reads.ts'
import type { NetworkRow } from '../reads.ts'
import { mayOrganise, maySeePeople } from '../rules.ts'
import { fieldsOf, organisationForm, organisationFrom } from './forms.ts'
import { OrganisationPage, type OrganisationValues } from './pages/edit.tsx'
import { OrganisationsPage } from './pages/organisations.tsx'
import { listOrganisations, readOrganisation } from './reads.ts'
import { organisationsMatching, stateText } from './rules.ts'
import { addOrganisations, changeOrganisation, removeOrganisation, restoreOrganisation } from './writes.ts'

/** So many numbers of an organisation fit with the rest of it into the notice that offers to undo a change. */
const UNDONE_NUMBERS = 8

type List = FastifyRequest<{ Querystring: Partial<Record<'q' | 'type' | 'county', string>> }>
type One = { Params: { network: string; organisation: string } }
type Fields = Record<string, string>

export function organisationRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/organisations', async (request: List, reply) => {
    const { actor, network } = await enterNetwork(db, request, maySeePeople)
    const [all, members] = await Promise.all([listOrganisations(db, actor, network.id), listMembers(db, actor, network.id)])
    const { q = '', type = '', county = '' } = request.query
    const countyOf = countiesOf(all, wall(Temporal.Now.instant().toString(), network.timezone).date)
    const sought = { q, type, county }
    const each = Map.groupBy(members, (one) => one.organisationId ?? '')
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.network_org_title()),
      network,
      section: 'people',
      robots: 'noindex',
      styles: ['forms', 'network'],
      body: () => (
        <OrganisationsPage
          network={network}
          list={organisationsMatching(all, sought, countyOf)}
          all={all}
          sought={sought}
          counties={[...new Set(countyOf.values())].sort()}
          members={new Map([...each].map(([id, those]) => [id, those.length]))}
          mayEdit={mayOrganise(actor) === 'yes'}
        />
      ),
    })
  })

  app.get('/:network/organisations/new', async (request, reply) =>
    formPage(request, reply, await enterNetwork(db, request, mayOrganise), null),
  )
  app.get<One>('/:network/organisations/:organisation', async (request, reply) =>
    formPage(request, reply, await enterNetwork(db, request, mayOrganise), request.params.organisation),
  )

  app.post('/:network/organisations/new', async (request, reply) =>
    save(request, reply, await enterNetwork(db, request, mayOrganise), null),
  )
  app.post<One>('/:network/organisations/:organisation', async (request, reply) =>
    save(request, reply, await enterNetwork(db, request, mayOrganise), request.params.organisation),
  )

  app.post<One>('/:network/organisations/:organisation/remove', async (request, reply) => {
    const { actor, network } = await enterNetwork(db, request, mayOrganise)
    const { organisation: id } = request.params
    const name = nameOf((await readOrganisation(db, network.id, id)).name, network)
    await removeOrganisation(db, actor, network.id, id)
    const label = wordsFor(request, actor, () => m.shared_undo())
    const text = wordsFor(request, actor, () => m.network_org_removed({ name }))
    const undo = { action: `/${network.slug}/organisations/${id}/restore`, label, fields: {} }
    return goOn(reply, `/${network.slug}/organisations`, { tone: 'success', text, undo })
  })

  app.post<One>('/:network/organisations/:organisation/restore', async (request, reply) => {
    const { actor, network } = await enterNetwork(db, request, mayOrganise)
    const name = nameOf((await readOrganisation(db, network.id, request.params.organisation)).name, network)
    await restoreOrganisation(db, actor, network.id, request.params.organisation)
    return goOn(reply, `/${network.slug}/organisations`, {
      tone: 'success',
      text: wordsFor(request, actor, () => m.network_org_restored({ name })),
    })
  })

  async function save(request: FastifyRequest, reply: FastifyReply, here: Here, id: string | null) {
    const { actor, network } = here
    const body = (request.body ?? {}) as Fields
    try {
      const input = readForm(organisationForm, organisationFrom(body))
      const before = id ? await readOrganisation(db, network.id, id) : null
      if (id) await changeOrganisation(db, actor, network.id, id, input, body.seen ?? '')
      else await addOrganisations(db, actor, network.id, [input])
      const [text, label] = wordsFor(request, actor, () => [
        m.network_org_saved({ name: nameOf(input.name, network) }),
        m.shared_undo(),
      ])
      // The way back travels in a cookie, which has no room for many numbers.
      const undo = before &&
        before.numbers.length <= UNDONE_NUMBERS && {
          action: `/${network.slug}/organisations/${id}`,
          label: label!,
          fields: { ...fieldsOf(before), seen: stateText(input) },
        }
      return goOn(reply, `/${network.slug}/organisations`, { tone: 'success', text: text!, ...(undo && { undo }) })
    } catch (error) {
      if (error instanceof Invalid || error instanceof Conflict) return formPage(request, reply, here, id, error)
      throw error
    }
  }

  async function formPage(
    request: FastifyRequest,
    reply: FastifyReply,
    { actor, network }: Here,
    id: string | null,
    trouble?: Invalid | Conflict,
  ) {
    const saved = id ? await readOrganisation(db, network.id, id) : null
    if (saved?.mergedInto) return reply.redirect(`/${network.slug}/organisations/${saved.mergedInto}`, 303)
    if (saved?.deletedAt) throw new NotFound()
    const others = await listOrganisations(db, actor, network.id)
    const blank: OrganisationValues = { name: {}, type: 'public', place: null, parentId: null, numbers: [] }
    const typed = trouble && (organisationFrom((request.body ?? {}) as Fields) as OrganisationValues)
    const conflict = trouble instanceof Conflict
    const seen = saved ? (conflict || !trouble ? stateText(saved) : ((request.body as Fields).seen ?? '')) : ''
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => (id ? m.network_org_edit() : m.network_org_add())),
      status: trouble?.status ?? 200,
      network,
      section: 'people',
      robots: 'noindex',
      styles: ['forms', 'network'],
      body: () => (
        <OrganisationPage
          network={network}
          id={id}
          values={typed ?? saved ?? blank}
          seen={seen}
          errors={fieldTexts(trouble instanceof Invalid ? trouble.fields : {})}
          conflict={conflict}
          others={others}
        />
      ),
    })
  }
}

const nameOf = (name: Words, network: NetworkRow): string => pick(name, network.locale)?.text ?? ''
