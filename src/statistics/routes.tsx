/** `/{network}/statistics` for members, and the same as a workbook for those who report. */
import type { FastifyRequest } from 'fastify'
import { type Actor, actorOf } from '#actor.ts'
import { takenAlong } from '#materials/download/rules.ts'
import { listSeries, type NetworkRow, networkBySlug } from '#network/reads.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { wordsFor } from '#platform/http/visit.ts'
import { tablesXlsx, WORKBOOK } from '#platform/sheet/xlsx.ts'
import { wall } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { CHART_LARGEST, figuresOf, isEmpty, periodName } from './formats.ts'
import { askedForm, periodOf } from './forms.ts'
import { StatisticsPage } from './pages/statistics.tsx'
import { countIn, yearsOf } from './reads.ts'
import { mayExport, maySeeStatistics, type Period, periodBefore, wholeYear } from './rules.ts'

type At = FastifyRequest<{ Params: { network: string } }>
export function statisticsRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/statistics', async (request: At, reply) => {
    const { actor, network } = await enter(request)
    const asked = take(request)
    const trouble = asked instanceof Invalid ? asked : null
    const query = (request.query ?? {}) as Record<string, string>
    const form = asked instanceof Invalid ? { year: null, series: '', period: null, from: '', to: '' } : asked
    const { years, series, period, seriesId } = await choose(actor, network, form)
    const counted = await count(actor, network, period, seriesId)
    const search = new URLSearchParams({ from: period.from, to: period.to, ...(form.series && { series: form.series }) })
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.statistics_title()),
      status: trouble?.status ?? 200,
      network,
      robots: 'noindex',
      styles: ['forms', 'network', 'statistics'],
      body: () => {
        const [name, earlier] = [periodName(period), periodName(periodBefore(period))]
        return (
          <StatisticsPage
            network={network}
            figures={isEmpty(counted.now) ? null : figuresOf({ ...counted, period: name, earlier })}
            period={name}
            earlier={earlier}
            largest={CHART_LARGEST}
            asked={{ ...form, year: wholeYear(period), from: query.from ?? '', to: query.to ?? '' }}
            years={years}
            series={series}
            errors={fieldTexts(trouble?.fields ?? {})}
            workbook={mayExport(actor) === 'yes' ? `/${network.slug}/statistics/all.xlsx?${search}` : null}
          />
        )
      },
    })
  })

  app.get('/:network/statistics/all.xlsx', async (request: At, reply) => {
    const { actor, network } = await enter(request)
    const asked = take(request)
    if (mayExport(actor) !== 'yes' || asked instanceof Invalid) throw new NotFound()
    const { period, seriesId } = await choose(actor, network, asked)
    const counted = await count(actor, network, period, seriesId)
    const { title, tables } = wordsFor(request, actor, () => {
      const name = periodName(period)
      const figures = figuresOf({ ...counted, period: name, earlier: periodName(periodBefore(period)) })
      return {
        title: `${m.statistics_title()} ${name}`,
        tables: figures.map((one) => ({
          title: one.title,
          headings: one.headings,
          rows: [...one.rows.map((row) => [row.label, ...row.cells]), [], [m.statistics_how()], [one.how]],
        })),
      }
    })
    return reply.headers(takenAlong(WORKBOOK, `${title}.xlsx`)).send(await tablesXlsx(tables))
  })

  /** Members; to everybody else the page is not there. */
  async function enter(request: At): Promise<{ actor: Actor; network: NetworkRow }> {
    const network = await networkBySlug(db, request.params.network)
    if (!network) throw new NotFound()
    const actor = await actorOf(db, request, { networkId: network.id })
    if (maySeeStatistics(actor) !== 'yes') throw new NotFound()
    return { actor, network }
  }

  async function choose(
    actor: Actor,
    network: NetworkRow,
    asked: { readonly year: number | null; readonly series: string; readonly period: Period | null },
  ) {
    const now = Temporal.Now.instant()
    const held = await yearsOf(db, actor, network, now)
    const series = await listSeries(db, network.id)
    const thisYear = Number(wall(now.toString(), network.timezone).date.slice(0, 4))
    const period = periodOf(asked, held[0] ?? thisYear)
    const years = [...new Set([...held, ...(asked.year ? [asked.year] : [thisYear])])].sort((a, b) => b - a)
    return { years, series, period, seriesId: series.find((one) => one.slug === asked.series)?.id ?? null }
  }

  async function count(actor: Actor, network: NetworkRow, period: Period, seriesId: string | null) {
    const now = Temporal.Now.instant()
    return {
      now: await countIn(db, actor, network, { period, seriesId }, now),
      before: await countIn(db, actor, network, { period: periodBefore(period), seriesId }, now),
    }
  }
}

function take(request: At) {
  try {
    return readForm(askedForm, request.query)
  } catch (error) {
    if (error instanceof Invalid) return error
    throw error
  }
}
