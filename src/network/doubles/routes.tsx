/** Doubles: `/{network}/people/doubles` for owners, `/{network}/organisations/doubles` for organisers. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { roleName } from '#people/rules.ts'
import { Invalid, NotFound, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf, wordsFor } from '#platform/http/visit.ts'
import { type Locale, pick } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { enterNetwork, type Here } from '../entry/reads.ts'
import { listOrganisations } from '../organisations/reads.ts'
import { kindName, typeName } from '../organisations/rules.ts'
import { listMembers } from '../people/reads.ts'
import { mayManage, mayOrganise } from '../rules.ts'
import { apartIn } from './apart/reads.ts'
import { stillLikely } from './apart/rules.ts'
import { keepApart, letBeLikely } from './apart/writes.ts'
import { mergeForm, pairForm } from './forms.ts'
import { ComparePage, type ComparePageProps } from './pages/compare.tsx'
import { DoublesPage, type DoublesPageProps } from './pages/list.tsx'
import { heldBy, heldByOrganisation } from './reads.ts'
import { likelyDoubleOrganisations, likelyDoubles } from './rules.ts'
import { mergeMembers, mergeOrganisations } from './writes.ts'

type Compare = FastifyRequest<{ Querystring: { one?: string; other?: string } }>
type Two = { readonly one: string; readonly other: string }

interface Kind {
  readonly path: 'people' | 'organisations'
  readonly may: typeof mayManage | typeof mayOrganise
  /** Made in the reader's language. */
  readonly list: (here: Here, locale: Locale) => Promise<() => Omit<DoublesPageProps, 'list'>>
  readonly compare: (here: Here, two: Two, locale: Locale) => Promise<() => Omit<ComparePageProps, 'list' | 'typed' | 'errors'>>
  readonly merge: (here: Here, input: z.output<typeof mergeForm>) => Promise<void>
}

export function doublesRoutes(app: App, ground: Ground): void {
  for (const kind of [people(ground), organisations(ground)]) {
    const path = `/:network/${kind.path}/doubles`
    const enter = (request: FastifyRequest) => enterNetwork(ground.db, request, kind.may)

    app.get(path, async (request, reply) => {
      const here = await enter(request)
      const { actor, network } = here
      const made = await kind.list(here, localeOf(request, actor.person?.locale ?? null))
      return sendPage(ground, request, reply, actor, {
        ...frame(here),
        title: wordsFor(request, actor, () => m.directory_doubles()),
        body: () => <DoublesPage list={`/${network.slug}/${kind.path}`} {...made()} />,
      })
    })

    app.post(`${path}/apart`, async (request, reply) => {
      const { actor, network } = await enter(request)
      const pair = readForm(pairForm, request.body)
      await keepApart(ground.db, actor, network.id, kind.path, pair)
      const list = `/${network.slug}/${kind.path}/doubles`
      return goOn(
        reply,
        list,
        wordsFor(request, actor, () => ({
          tone: 'success',
          text: m.directory_double_kept_apart(),
          undo: { action: `${list}/likely`, label: m.shared_undo(), fields: pair },
        })),
      )
    })

    app.post(`${path}/likely`, async (request, reply) => {
      const { actor, network } = await enter(request)
      await letBeLikely(ground.db, actor, network.id, kind.path, readForm(pairForm, request.body))
      return goOn(reply, `/${network.slug}/${kind.path}/doubles`)
    })

    app.get(`${path}/compare`, async (request: Compare, reply) => {
      const { one = '', other = '' } = request.query
      const here = await enter(request)
      // The same one chosen twice: the page to choose on says the rest.
      if (one === other) return reply.redirect(`/${here.network.slug}/${kind.path}/doubles`, 303)
      return comparePage(kind, request, reply, here, { one, other })
    })

    app.post(path, async (request, reply) => {
      const here = await enter(request)
      const { actor, network } = here
      const sent = (request.body ?? {}) as Record<string, string>
      try {
        await kind.merge(here, readForm(mergeForm, sent))
      } catch (error) {
        const invalid = error instanceof Refused ? new Invalid({ keep: error.reason }) : error
        if (!(invalid instanceof Invalid) || !sent['one'] || !sent['other']) throw error
        return comparePage(kind, request, reply, here, { one: sent['one'], other: sent['other'] }, invalid)
      }
      const text = wordsFor(request, actor, () => m.directory_double_merged())
      return goOn(reply, `/${network.slug}/${kind.path}/doubles`, { tone: 'success', text })
    })
  }

  async function comparePage(
    kind: Kind,
    request: FastifyRequest,
    reply: FastifyReply,
    here: Here,
    two: Two,
    invalid?: Invalid,
  ): Promise<FastifyReply> {
    const { actor, network } = here
    const made = await kind.compare(here, two, localeOf(request, actor.person?.locale ?? null))
    return sendPage(ground, request, reply, actor, {
      ...frame(here),
      title: wordsFor(request, actor, () => m.directory_double_question()),
      status: invalid ? 422 : 200,
      body: () => (
        <ComparePage
          list={`/${network.slug}/${kind.path}`}
          {...made()}
          typed={(invalid ? request.body : {}) as Record<string, string>}
          errors={fieldTexts(invalid?.fields ?? {})}
        />
      ),
    })
  }
}

const frame = ({ network }: Here) => ({
  network,
  section: 'people' as const,
  robots: 'noindex' as const,
  styles: ['forms', 'network'],
})

function people({ db }: Ground): Kind {
  return {
    path: 'people',
    may: mayManage,
    list: async ({ actor, network }, locale) => {
      const members = await listMembers(db, actor, network.id)
      const pairs = stillLikely(likelyDoubles(members), await apartIn(db, network.id))
      return () => ({
        listTitle: m.network_people_title(),
        lead: m.directory_doubles_people_lead(),
        pairs,
        all: members.map((one) => ({
          id: one.id,
          label: [one.name, pick(one.organisation, locale)?.text, one.email].filter(Boolean).join(', '),
        })),
      })
    },
    compare: async ({ actor, network }, { one, other }, locale) => {
      const members = await listMembers(db, actor, network.id)
      const [a, b] = [one, other].map((id) => members.find((member) => member.id === id))
      if (!a || !b) throw new NotFound()
      const [heldA, heldB] = [await heldBy(db, network.id, a.personId), await heldBy(db, network.id, b.personId)]
      return () => {
        const organisation = (of: typeof a) => pick(of.organisation, locale)?.text ?? ''
        const side = (of: typeof a, held: typeof heldA) => ({
          id: of.id,
          name: of.name,
          facts: [
            ...[of.email ?? '', of.office ?? '', organisation(of), roleName(of.role)],
            ...Object.values(held).map((count) => (count > 0 ? String(count) : '')),
          ],
        })
        const differing = [
          { name: 'office' as const, legend: m.network_people_office(), one: a.office ?? '', other: b.office ?? '' },
          {
            name: 'organisation' as const,
            legend: m.network_people_organisation(),
            one: organisation(a),
            other: organisation(b),
          },
          { name: 'role' as const, legend: m.network_people_role(), one: roleName(a.role), other: roleName(b.role) },
        ]
        return {
          listTitle: m.network_people_title(),
          rows: [
            ...[m.people_email(), m.network_people_office(), m.network_people_organisation(), m.network_people_role()],
            ...[m.directory_held_registrations(), m.directory_held_attendance(), m.directory_held_appearances()],
            ...[m.directory_held_roles(), m.directory_held_inputs()],
          ],
          one: side(a, heldA),
          other: side(b, heldB),
          differing: differing.filter((what) => what.one !== what.other),
          about: m.directory_double_people_about(),
        }
      }
    },
    merge: ({ actor, network }, input) => mergeMembers(db, actor, network.id, input),
  }
}

function organisations({ db }: Ground): Kind {
  return {
    path: 'organisations',
    may: mayOrganise,
    list: async ({ actor, network }, locale) => {
      const all = await listOrganisations(db, actor, network.id)
      const pairs = stillLikely(likelyDoubleOrganisations(all), await apartIn(db, network.id))
      return () => ({
        listTitle: m.network_org_title(),
        lead: m.directory_doubles_organisations_lead(),
        pairs,
        all: all.map((one) => {
          const name = pick(one.name, locale)
          return { id: one.id, label: `${name?.text ?? ''} (${typeName(one.type)})`, lang: name?.lang }
        }),
      })
    },
    compare: async ({ actor, network }, { one, other }, locale) => {
      const all = await listOrganisations(db, actor, network.id)
      const [a, b] = [one, other].map((id) => all.find((organisation) => organisation.id === id))
      if (!a || !b) throw new NotFound()
      const [heldA, heldB] = [await heldByOrganisation(db, network.id, a.id), await heldByOrganisation(db, network.id, b.id)]
      const nameOf = (of: typeof a | undefined) => pick(of?.name, locale)?.text ?? ''
      return () => {
        const side = (of: typeof a, held: typeof heldA) => ({
          id: of.id,
          name: nameOf(of),
          facts: [
            ...[typeName(of.type), of.place ?? '', nameOf(all.find((above) => above.id === of.parentId))],
            of.numbers.map((one) => `${one.number} ${kindName(one.kind)}`).join(', '),
            ...Object.values(held).map((count) => (count > 0 ? String(count) : '')),
          ],
        })
        return {
          listTitle: m.network_org_title(),
          rows: [
            ...[m.network_org_type(), m.network_org_place(), m.network_org_parent(), m.network_org_numbers()],
            ...[m.network_people_list(), m.directory_held_registrations(), m.directory_held_below()],
          ],
          one: side(a, heldA),
          other: side(b, heldB),
          differing: [],
          about: m.directory_double_organisations_about(),
        }
      }
    },
    merge: ({ actor, network }, input) => mergeOrganisations(db, actor, network.id, input),
  }
}
