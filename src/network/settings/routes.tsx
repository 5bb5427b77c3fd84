/** `/networks/new` and `/{network}/settings`. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, actorOf } from '#actor.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf, wordsFor } from '#platform/http/visit.ts'
import { isLocale, pick } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { makeForm, nameWords, wordsFrom } from '../forms.ts'
import { shownLogo } from '../logo/rules.ts'
import { listSeries, type NetworkRow, networkBySlug } from '../reads.ts'
import { mayMakeNetworks, mayManage } from '../rules.ts'
import { addSeries, changeSettings, makeNetwork } from '../writes.ts'
import { settingsForm, settingsFrom, timezones } from './forms.ts'
import { NewNetworkPage } from './pages/new.tsx'
import { SettingsPage } from './pages/settings.tsx'
import { type Settings, settingsOf, settingsVersion } from './rules.ts'

type Fields = Record<string, string>

export function settingsRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/networks/new', async (request, reply) => newPage(request, reply, await operator(request)))

  app.post('/networks/new', async (request, reply) => {
    const actor = await operator(request)
    const body = (request.body ?? {}) as Fields
    try {
      const input = readForm(makeForm, { ...body, name: wordsFrom(body, 'name') })
      const made = await makeNetwork(db, actor, input)
      const text = wordsFor(request, actor, () => m.network_made({ name: pick(made.name, made.locale)?.text ?? made.slug }))
      return goOn(reply, `/${made.slug}`, { tone: 'success', text })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return newPage(request, reply, actor, error)
    }
  })

  app.get<{ Params: { network: string } }>('/:network/settings', async (request, reply) => {
    const { actor, network } = await owner(request)
    return settingsPage(request, reply, actor, network)
  })

  app.post<{ Params: { network: string } }>('/:network/settings', async (request, reply) => {
    const { actor, network } = await owner(request)
    const body = (request.body ?? {}) as Fields
    try {
      const input = readForm(settingsForm, settingsFrom(body))
      await changeSettings(db, actor, network.id, input, body.seen ?? '')
      return goOn(reply, `/${network.slug}/settings`, {
        tone: 'success',
        text: wordsFor(request, actor, () => m.network_settings_saved()),
      })
    } catch (error) {
      if (error instanceof Invalid || error instanceof Conflict) return settingsPage(request, reply, actor, network, error)
      throw error
    }
  })

  app.post<{ Params: { network: string } }>('/:network/settings/series', async (request, reply) => {
    const { actor, network } = await owner(request)
    const name = nameWords.safeParse(wordsFrom((request.body ?? {}) as Fields, 'series'))
    if (!name.success) return settingsPage(request, reply, actor, network, new Invalid({ series: 'network_name_missing' }))
    const made = await addSeries(db, actor, network.id, { name: name.data })
    const text = wordsFor(request, actor, () =>
      m.network_series_added({ name: pick(made.name, network.locale)?.text ?? made.slug }),
    )
    return goOn(reply, `/${network.slug}/settings#series`, { tone: 'success', text })
  })

  /** Owners only; to everybody else the page is not there. */
  async function owner(request: FastifyRequest): Promise<{ actor: Actor; network: NetworkRow }> {
    const network = await networkBySlug(db, (request.params as { network: string }).network)
    if (!network) throw new NotFound()
    const actor = await actorOf(db, request, { networkId: network.id })
    if (mayManage(actor) !== 'yes') throw new NotFound()
    return { actor, network }
  }

  async function operator(request: FastifyRequest): Promise<Actor> {
    const actor = await actorOf(db, request)
    if (mayMakeNetworks(actor) !== 'yes') throw new NotFound()
    return actor
  }

  async function newPage(request: FastifyRequest, reply: FastifyReply, actor: Actor, invalid?: Invalid) {
    const body = (request.body ?? {}) as Fields
    const values = {
      name: wordsFrom(body, 'name'),
      slug: body.slug ?? '',
      locale: isLocale(body.locale) ? body.locale : ('nb' as const),
    }
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.network_new_title()),
      status: invalid ? 422 : 200,
      robots: 'noindex',
      styles: ['forms', 'network'],
      body: () => (
        <NewNetworkPage
          values={values}
          errors={fieldTexts(invalid?.fields ?? {})}
          example={`${ground.config.baseUrl}/bibliotek-i-nord`}
        />
      ),
    })
  }

  async function settingsPage(
    request: FastifyRequest,
    reply: FastifyReply,
    actor: Actor,
    network: NetworkRow,
    trouble?: Invalid | Conflict,
  ) {
    const series = await listSeries(db, network.id)
    const conflict = trouble instanceof Conflict ? (trouble as Conflict<Settings>) : null
    const saved = settingsOf(network)
    const body = (request.body ?? {}) as Fields
    // A form for something else on the page (a new series) holds no settings.
    const values =
      trouble && 'seen' in body ? (conflict?.mine ?? ({ ...saved, ...(settingsFrom(body) as Settings) } as Settings)) : saved
    const seen = conflict ? settingsVersion(conflict.theirs) : (body.seen ?? settingsVersion(saved))
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.network_settings_title()),
      status: trouble?.status ?? 200,
      network,
      section: 'settings',
      robots: 'noindex',
      styles: ['forms', 'network'],
      body: () => (
        <SettingsPage
          network={network}
          values={values}
          seen={seen}
          errors={fieldTexts(trouble instanceof Invalid ? trouble.fields : {})}
          theirs={conflict?.theirs ?? null}
          series={series}
          timezones={timezones()}
          logo={shownLogo(network, localeOf(request, actor.person?.locale ?? null))}
        />
      ),
    })
  }
}
