/** Changing a series, taking it away and bringing it back. For organisers; every step without script. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, actorOf } from '#actor.ts'
import { idForm } from '#meeting/settings/forms.ts'
import { type Answer, asIs, statusOfAnswer, together, wrongs } from '#meeting/settings/routes.tsx'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { type Locale, pick } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { languageName } from '#programme/parts/fields.tsx'
import { rhythmWords } from '../parts/rhythm.ts'
import { type NetworkRow, networkBySlug } from '../reads.ts'
import { mayOrganise } from '../rules.ts'
import { readSeriesForm, rhythmOf, seriesFlat, seriesOf } from './forms.ts'
import { EditSeriesPage } from './pages/edit.tsx'
import { meetingsIn, type SeriesRow, seriesBySlug } from './reads.ts'
import { mayRemoveSeries } from './rules.ts'
import { changeSeries, removeSeries, restoreSeries } from './writes.ts'

type At = FastifyRequest<{ Params: { network: string; series: string } }>

interface Entered {
  readonly actor: Actor
  readonly network: NetworkRow
  readonly series: SeriesRow
}

export function seriesRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/series/:series/edit', async (request: At, reply) => {
    const entered = await enter(request)
    return sendEdit(request, reply, entered, asIs(seriesFlat(entered.series)))
  })

  app.post('/:network/series/:series/edit', async (request: At, reply) => {
    const entered = await enter(request)
    const { actor, network, series } = entered
    const { form, wrong } = readSeriesForm(request.body)
    let slug = series.slug
    const answer = await together(form, wrong, seriesFlat(series), async (merged) => {
      slug = (await changeSeries(db, actor, network.id, series.id, series.version, seriesOf(merged))).slug
    })
    if (answer) return sendEdit(request, reply, entered, answer)
    return tellOn(request, reply, entered, `/${network.slug}/series/${slug}`, (name) => ({
      tone: 'success',
      text: m.network_series_saved({ name }),
    }))
  })

  app.post('/:network/series/:series/remove', async (request: At, reply) => {
    const entered = await enter(request)
    const { actor, network, series } = entered
    await removeSeries(db, actor, network.id, series.id)
    return tellOn(request, reply, entered, `/${network.slug}`, (name) => ({
      tone: 'info',
      text: m.network_series_removed({ name }),
      undo: { action: `/${network.slug}/series/restore`, label: m.shared_undo(), fields: { id: series.id } },
    }))
  })

  app.post('/:network/series/restore', async (request: FastifyRequest<{ Params: { network: string } }>, reply) => {
    const { actor, network } = await organiser(request)
    const series = await restoreSeries(db, actor, network.id, readForm(idForm, request.body).id)
    return tellOn(request, reply, { actor, network, series }, `/${network.slug}/series/${series.slug}`, (name) => ({
      tone: 'success',
      text: m.network_series_restored({ name }),
    }))
  })

  /** To everybody but organisers the pages are not there. */
  async function organiser(request: FastifyRequest<{ Params: { network: string } }>): Promise<Omit<Entered, 'series'>> {
    const network = await networkBySlug(db, request.params.network)
    if (!network) throw new NotFound()
    const actor = await actorOf(db, request, { networkId: network.id })
    if (mayOrganise(actor) !== 'yes') throw new NotFound()
    return { actor, network }
  }

  async function enter(request: At): Promise<Entered> {
    const entered = await organiser(request)
    const series = await seriesBySlug(db, entered.network.id, request.params.series)
    if (!series) throw new NotFound()
    return { ...entered, series }
  }

  const tellOn = (
    request: FastifyRequest,
    reply: FastifyReply,
    { actor, series }: Entered,
    to: string,
    say: (name: string) => Parameters<typeof goOn>[2],
  ) =>
    goOn(
      reply,
      to,
      wordsFor(request, actor, () => say(pick(series.name, localeNow())?.text ?? series.slug)),
    )

  async function sendEdit(request: FastifyRequest, reply: FastifyReply, { actor, network, series }: Entered, answer: Answer) {
    const meetings = await meetingsIn(db, series.id)
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => `${m.network_series_edit()} · ${pick(series.name, localeNow())?.text ?? ''}`),
      network,
      section: 'home',
      robots: 'noindex',
      styles: ['forms', 'network'],
      status: statusOfAnswer(answer),
      body: () => (
        <EditSeriesPage
          network={network}
          series={series}
          fields={answer.fields}
          was={JSON.stringify(answer.was)}
          conflicts={answer.asked.map((field) => ({
            field,
            label: fieldName(field),
            mine: fieldText(field, answer.fields[field] ?? ''),
            theirs: fieldText(field, answer.was[field] ?? ''),
          }))}
          {...wrongs(answer.wrong, { name: `name/${network.locale}` })}
          mayRemove={mayRemoveSeries(actor, meetings) === 'yes'}
        />
      ),
    })
  }
}

function fieldName(field: string): string {
  const [name, locale] = field.split('/')
  if (name === 'slug') return m.network_series_slug()
  if (name === 'rhythm') return m.network_series_rhythm()
  const language = languageName(locale as Locale)
  return name === 'name' ? m.network_name_in({ language }) : m.network_description_in({ language })
}

function fieldText(field: string, text: string): string {
  if (field !== 'rhythm') return text
  const rhythm = rhythmOf(text)
  return rhythm ? rhythmWords(rhythm) : m.network_series_rhythm_none()
}
