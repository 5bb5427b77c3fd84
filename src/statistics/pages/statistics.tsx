/** What an adviser reports upward: figures of a period beside those of the year before. */

import { said } from '#meeting/parts/said.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Select, TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { Chart } from '../parts/chart.tsx'
import type { Figure } from '../rules.ts'

export interface StatisticsProps {
  readonly network: NetworkRow
  /** Null where nothing was held, asked or due. */
  readonly figures: readonly Figure[] | null
  readonly period: string
  readonly earlier: string
  /** How many bars a chart holds. */
  readonly largest: number
  readonly asked: { readonly year: number | null; readonly series: string; readonly from: string; readonly to: string }
  readonly years: readonly number[]
  readonly series: readonly { readonly slug: string; readonly name: Words }[]
  readonly errors: Readonly<Record<string, string>>
  /** Where the same is had as a workbook; null for those who may not. */
  readonly workbook: string | null
}

export function StatisticsPage(props: StatisticsProps) {
  const { figures, period, earlier } = props
  return (
    <main class="sm-page" id="content">
      <h1 class="sm-title sm-title--m">{m.statistics_title()}</h1>
      <p class="sm-lead">{m.statistics_lead()}</p>
      <ErrorSummary
        title={m.shared_errors_title()}
        errors={Object.entries(props.errors).map(([field, text]) => ({ field, text }))}
      />
      <Choose {...props} />
      {figures === null ? (
        <p class="sm-empty">{m.statistics_empty()}</p>
      ) : (
        <>
          <p>
            {m.statistics_for({ now: period, before: earlier })}{' '}
            {props.workbook ? m.statistics_closed_in() : m.statistics_closed_out()}
          </p>
          {props.workbook && (
            <p class="sm-acts">
              <LinkButton href={props.workbook} variant="secondary" icon={icons.download} download>
                {m.statistics_export()}
              </LinkButton>
            </p>
          )}
          {figures.map((figure) => (
            <Section key={figure.id} id={figure.id} title={figure.title}>
              {figure.rows.length === 0 ? (
                <p class="sm-empty">{m.statistics_nothing()}</p>
              ) : (
                <div class="sm-figures">
                  <Chart of={figure} period={period} earlier={earlier} largest={props.largest} />
                  <FigureTable of={figure} />
                </div>
              )}
              <details class="sm-more">
                <summary>
                  {m.statistics_how()}
                  <span class="sr">: {figure.title}</span>
                  <Icon of={icons.chevronDown} class="chevron" />
                </summary>
                <p>{figure.how}</p>
              </details>
            </Section>
          ))}
        </>
      )}
    </main>
  )
}

/** Sent with GET: the address says what is shown, and can be passed on. */
function Choose({ network, asked, years, series, errors }: StatisticsProps) {
  return (
    <form class="sm-find" method="get" action={`/${network.slug}/statistics`}>
      <Select
        name="year"
        label={m.statistics_year()}
        value={asked.year === null ? '' : String(asked.year)}
        options={years.map((year) => ({ value: String(year), label: String(year) }))}
      />
      <Select
        name="series"
        label={m.statistics_series()}
        value={asked.series}
        options={[
          { value: '', label: m.statistics_series_all() },
          ...series.map((one) => ({ value: one.slug, label: said(one.name).text, lang: said(one.name).lang })),
        ]}
      />
      <details class="sm-more" open={asked.from !== '' || asked.to !== ''}>
        <summary>
          {m.statistics_own_period()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <TextField name="from" type="date" label={m.statistics_from()} value={asked.from} error={errors.from} />
        <TextField name="to" type="date" label={m.statistics_to()} value={asked.to} />
      </details>
      <Button variant="secondary">{m.statistics_show()}</Button>
    </form>
  )
}

function FigureTable({ of }: { of: Figure }) {
  const [first, ...others] = of.headings
  return (
    <table class="sm-table sm-table--stack sm-figure">
      <caption class="sr">{of.title}</caption>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          {others.map((heading) => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {of.rows.map((row) => (
          <tr key={row.label} data-total={row.total ? '' : undefined}>
            <th scope="row" lang={row.lang}>
              {row.label}
            </th>
            {row.cells.map((cell, i) => (
              <td key={others[i]} data-label={others[i]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
