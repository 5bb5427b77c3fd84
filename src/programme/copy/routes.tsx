/** A new meeting after an earlier one or a template, and templates themselves. For organisers; every step without script. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { said } from '#meeting/parts/said.ts'
import { enterToEdit } from '#meeting/reads.ts'
import { wrongs } from '#meeting/settings/routes.tsx'
import { enterNetwork, type Here } from '#network/entry/reads.ts'
import { holidayHint } from '#network/parts/rhythm.ts'
import { listSeries } from '#network/reads.ts'
import { mayOrganise } from '#network/rules.ts'
import { planOf } from '#network/series/reads.ts'
import { Invalid } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { isDate } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { alongAtFirst, type CopyForm, fromForm, fromQuery, readCopyForm, readTemplateForm } from './forms.ts'
import { ChoosePage } from './pages/choose.tsx'
import { FromPage } from './pages/from.tsx'
import { TemplatesPage } from './pages/templates.tsx'
import { foreignDates, retitled } from './reader.ts'
import { type CopySource, sourceOf, sourcesIn, templatesIn } from './reads.ts'
import { passagesOf } from './rules.ts'
import { makeFrom } from './writes.ts'

type At = FastifyRequest<{ Params: { network: string } }>

export function copyRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/new/from', async (request: At, reply) => {
    const entered = await organiser(request)
    const { from, series, date } = readForm(fromQuery, request.query)
    if (!from) return sendChoose(request, reply, entered)
    const source = await sourceOf(db, entered.actor, entered.network.id, from)
    return sendFrom(
      request,
      reply,
      entered,
      source,
      await atFirst(entered, source, series || source.meeting.seriesId, date),
      true,
    )
  })

  app.post('/:network/new/from', async (request: At, reply) => {
    const entered = await organiser(request)
    const { actor, network } = entered
    const source = await sourceOf(db, actor, network.id, readForm(fromForm, request.body).from)
    const form = readCopyForm(
      request.body,
      source.days.map((day) => day.date),
    )
    const series = (await listSeries(db, network.id)).find((one) => one.id === form.seriesId)
    if (Object.keys(form.wrong).length > 0) return sendFrom(request, reply, entered, source, form, false)
    try {
      const made = await makeFrom(db, actor, network.id, source.meeting.id, { ...form, seriesId: series?.id ?? null })
      const told = wordsFor(request, actor, () => [
        m.programme_copy_made(),
        ...form.dates.flatMap((date) => (date ? [holidayHint(date)] : [])).filter(Boolean),
      ])
      return goOn(reply, `/${network.slug}/${made.slug}`, { tone: told.length > 1 ? 'warning' : 'success', text: told.join(' ') })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return sendFrom(request, reply, entered, source, { ...form, wrong: error.fields }, false)
    }
  })

  app.get('/:network/templates', async (request: At, reply) => {
    const { actor, network } = await organiser(request)
    const templates = await templatesIn(db, network.id)
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.programme_copy_templates()),
      network,
      styles: ['forms'],
      section: 'new',
      robots: 'noindex',
      body: () => <TemplatesPage network={network} templates={templates} />,
    })
  })

  app.post(
    '/:network/:meeting/template',
    async (request: FastifyRequest<{ Params: { network: string; meeting: string } }>, reply) => {
      const { actor, network, meeting } = await enterToEdit(ground, request)
      const { name, speakers } = readTemplateForm(request.body)
      await makeFrom(db, actor, network.id, meeting.id, {
        title: name ? { [meeting.locale]: name } : meeting.title,
        seriesId: meeting.seriesId,
        dates: [],
        along: { ...alongAtFirst, speakers },
        template: true,
      })
      return goOn(reply, `/${network.slug}/templates`, {
        tone: 'success',
        text: wordsFor(request, actor, () => m.programme_template_saved({ name: name || said(meeting.title).text })),
      })
    },
  )

  /** To everybody but organisers the pages are not there. */
  const organiser = (request: At) => enterNetwork(db, request, mayOrganise)

  /** The form before anybody has typed: the next date by the rhythm of the series, and a little less than everything. */
  async function atFirst({ actor, network }: Here, source: CopySource, seriesId: string | null, asked: string | undefined) {
    const row = (await listSeries(db, network.id)).find((one) => one.id === seriesId) ?? null
    const date = asked ?? (row && (await planOf(db, actor, network, row))?.next?.date) ?? ''
    const typed = source.days.map((_, i) => (i === 0 ? date : ''))
    const { meeting } = source
    const before = source.days.flatMap((day) => day.date ?? [])
    const title = date ? retitled(meeting.title, before, date) : meeting.title
    return { title, seriesId: row?.id ?? null, typed, along: alongAtFirst, wrong: {} }
  }

  async function sendChoose(request: At, reply: FastifyReply, { actor, network }: Here) {
    const sources = await sourcesIn(db, actor, network.id)
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.programme_copy_title()),
      network,
      styles: ['forms'],
      section: 'new',
      robots: 'noindex',
      body: () => <ChoosePage network={network} {...sources} />,
    })
  }

  async function sendFrom(
    request: At,
    reply: FastifyReply,
    { actor, network }: Here,
    source: CopySource,
    form: Pick<CopyForm, 'title' | 'seriesId' | 'typed' | 'along' | 'wrong'>,
    proposed: boolean,
  ) {
    const series = await listSeries(db, network.id)
    const rhythm = series.find((one) => one.id === form.seriesId)?.rhythm ?? null
    const { meeting, texts, programme } = source
    const first = form.typed[0] ?? ''
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.programme_copy_title()),
      network,
      styles: ['forms'],
      section: 'new',
      robots: 'noindex',
      status: Object.keys(form.wrong).length > 0 ? 422 : 200,
      body: () => (
        <FromPage
          network={network}
          source={source}
          series={series}
          title={form.title}
          seriesId={form.seriesId}
          dates={form.typed}
          proposedBy={proposed && first ? rhythm : null}
          along={form.along}
          doubts={foreignDates(
            passagesOf({ meeting: { ...meeting, title: form.title }, texts, items: programme.items }),
            isDate(first) ? [first] : [],
          )}
          {...wrongs(form.wrong, { title: `title/${meeting.locale}`, dates: 'date/0' })}
        />
      ),
    })
  }
}
