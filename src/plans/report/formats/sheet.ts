/** A year's report on a plan as it is read from the top, in one language: what paper and word processor both say. */
import type { ActionView } from '#actions/reads.ts'
import type { Said } from '#meeting/formats/sheet.ts'
import { type ShownLogo, shownLogo } from '#network/logo/rules.ts'
import { date } from '#platform/words/dates.ts'
import { instantOf } from '#platform/words/instant.ts'
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import type { LinkView } from '../../links/reads.ts'
import { type Measuring, type Read, type Rolled, type ShownState, shownStates } from '../../rules.ts'
import type { MeasureStatus } from '../../tables.ts'
import type { Happened } from '../../telling/rules.ts'
import type { IndicatorReport, MeasureReport, PlanReport } from '../reads.ts'

/** How a plan's pages say things, and those of actions: the report says them alike. */
export interface PlanWords {
  readonly stateName: (state: ShownState) => string
  readonly countsOf: (rolled: Pick<Rolled, 'counts'>) => string[]
  readonly periodText: (of: { starts: string | null; ends: string | null }) => string | null
  readonly percentText: (percent: number) => string
  readonly readingText: (of: Measuring, value: Read) => string
  readonly targetText: (of: Measuring, value: number) => string
  readonly planStateName: (state: PlanReport['view']['plan']['state']) => string
  readonly linkName: (kind: LinkView['kind']) => string
  readonly action: (one: ActionView) => { readonly who: string; readonly due: string; readonly status: string }
}

/** A bar of a chart: its parts with how many measures, and all of it in words. */
export interface SheetBar {
  readonly title: Said
  readonly parts: readonly { readonly state: ShownState; readonly count: number }[]
  readonly said: string
}
export interface SheetMeasure {
  readonly number: string
  readonly title: Said
  readonly about: Said | null
  readonly owners: string
  readonly period: string
  readonly state: string
  readonly percent: string
}
export interface SheetIndicator {
  readonly number: string
  readonly name: Said
  readonly target: string
  readonly reading: string
  readonly before: string
}
export interface PlanSheet {
  readonly locale: Locale
  /** What the file is called: the plan and the year. */
  readonly name: string
  readonly title: Said
  readonly heading: string
  readonly network: Said
  readonly logo: ShownLogo | null
  readonly facts: readonly string[]
  readonly about: Said | null
  readonly draft: boolean
  /** "47 %: 2 ferdige, 3 under arbeid" */
  readonly stand: string
  /** The whole plan, and each goal. */
  readonly chart: readonly SheetBar[]
  readonly legend: readonly { readonly state: ShownState; readonly word: string }[]
  readonly goals: readonly {
    readonly number: string
    readonly title: Said
    readonly about: Said | null
    readonly stand: string
    readonly measures: readonly SheetMeasure[]
  }[]
  readonly indicators: readonly SheetIndicator[]
  readonly moved: readonly {
    readonly number: string
    readonly title: Said
    readonly from: string
    readonly to: string
    readonly reason: string
    readonly on: string
  }[]
  readonly updates: readonly { readonly on: string; readonly number: string; readonly title: Said; readonly said: Said }[]
  readonly actions: readonly { readonly text: Said; readonly who: string; readonly due: string; readonly status: string }[]
  readonly links: readonly { readonly number: string; readonly kind: string; readonly title: Said; readonly href: string }[]
  readonly url: string
  readonly updated: string
  /** When anything in it last changed, ISO 8601. */
  readonly changedAt: string
}

/** In the language in force. @param baseUrl of the installation */
export function planSheet(report: PlanReport, words: PlanWords, baseUrl: string): PlanSheet {
  const { view, network, year, asOf, goals, rolled } = report
  const { plan } = view
  const title = say(plan.title)
  const url = `${baseUrl}${view.path}`
  const changedAt = changedIn(report)
  const numbers = new Map(view.goals.flatMap((goal) => goal.measures.map((one) => [one.id, one.number])))
  const stand = (of: Rolled) =>
    [of.percent === null ? null : words.percentText(of.percent), words.countsOf(of).join(', ')].filter(Boolean).join(': ') ||
    m.planio_no_measures()
  const bar = (of: Rolled, called: Said): SheetBar => ({
    title: called,
    parts: shownStates.flatMap((state) => (of.counts[state] > 0 ? [{ state, count: of.counts[state] }] : [])),
    said: stand(of),
  })
  return {
    locale: localeNow(),
    name: m.planio_report_name({ title: title.text, year }),
    title,
    heading: m.planio_report({ year }),
    network: say(network.name),
    logo: shownLogo(network, localeNow()),
    facts: [
      words.periodText(plan) ?? '',
      plan.adoptedAt ? m.planio_plan_adopted({ date: date(plan.adoptedAt) }) : words.planStateName(plan.state),
      m.planio_as_of({ date: date(asOf) }),
    ].filter(Boolean),
    about: plan.description && say(plan.description),
    draft: plan.publishedAt === null,
    stand: stand(rolled),
    chart:
      rolled.measures === 0
        ? []
        : [
            bar(rolled, { text: m.planio_whole_plan(), lang: localeNow() }),
            ...goals.map((one) => bar(one.rolled, numbered(one.of.number, one.of.title))),
          ],
    legend: shownStates.filter((state) => rolled.counts[state] > 0).map((state) => ({ state, word: words.stateName(state) })),
    goals: goals.map(({ of, measures, rolled: own }) => ({
      number: of.number,
      title: say(of.title),
      about: of.description && say(of.description),
      stand: stand(own),
      measures: measures.map((one) => measureRow(one, words)),
    })),
    indicators: goals.flatMap((goal) => [
      ...goal.indicators.map((one) => indicatorRow(one, goal.of.number, words)),
      ...goal.measures.flatMap((measure) => measure.indicators.map((one) => indicatorRow(one, measure.of.number, words))),
    ]),
    moved: report.happened.flatMap((one) =>
      one.kind === 'moved'
        ? [
            {
              ...{ number: one.about.number, title: say(one.about.title), reason: one.reason ?? '', on: date(one.on) },
              from: words.periodText(one.before) ?? m.planio_nothing(),
              to: words.periodText(one.after) ?? m.planio_nothing(),
            },
          ]
        : [],
    ),
    updates: report.happened.flatMap((one) => updateRow(one, words)),
    actions: report.actions.map((one) => ({ text: { text: one.text, lang: one.locale }, ...words.action(one) })),
    links: report.links.map((one) => ({
      number: (one.measureId && numbers.get(one.measureId)) || m.planio_whole_plan(),
      kind: words.linkName(one.kind),
      title: say(one.title),
      href: `${baseUrl}${one.path}`,
    })),
    url,
    updated: m.planio_report_made({ date: date(asOf) }),
    changedAt,
  }
}

const say = (words: Words): Said => pick(words, localeNow()) ?? { text: '', lang: localeNow() }
const numbered = (number: string, words: Words): Said => ({ ...say(words), text: `${number} ${say(words).text}` })

function measureRow({ of, shown, status, overdue, percent, moved, starts, ends }: MeasureReport, words: PlanWords): SheetMeasure {
  // One that has come to a halt says so, and that its time is out.
  const state =
    overdue && shown !== 'overdue'
      ? `${words.stateName(shown)}, ${words.stateName('overdue').toLowerCase()}`
      : words.stateName(shown)
  const period = words.periodText({ starts, ends }) ?? m.planio_nothing()
  return {
    number: of.number,
    title: say(of.title),
    about: of.description && say(of.description),
    owners: [...new Set(of.owners.flatMap((one) => (one.organisation ? say(one.organisation).text : (one.person ?? []))))].join(
      ', ',
    ),
    period: moved ? `${period} ${m.planio_was_moved()}` : period,
    state: of.reason && needsReason(status) ? `${state}. ${of.reason}` : state,
    percent: words.percentText(percent),
  }
}
const needsReason = (status: MeasureStatus): boolean => status === 'blocked' || status === 'dropped'

function indicatorRow({ of, reading, before }: IndicatorReport, number: string, words: PlanWords): SheetIndicator {
  const read = (one: typeof reading) => (one ? `${words.readingText(of, one)}, ${date(one.on)}` : '')
  return {
    number,
    name: say(of.name),
    target: of.target === null ? '' : words.targetText(of, of.target),
    reading: read(reading),
    before: read(before),
  }
}

function updateRow(one: Happened, words: PlanWords): PlanSheet['updates'] {
  if (one.kind !== 'told') return []
  const state = [one.status && words.stateName(one.status), one.progress !== null && words.percentText(one.progress)]
    .filter(Boolean)
    .join(', ')
  const said = [state, one.text].filter(Boolean).join('. ')
  return said
    ? [{ on: date(one.on), number: one.about.number, title: say(one.about.title), said: { text: said, lang: one.locale } }]
    : []
}

function changedIn({ view, happened, actions }: PlanReport): string {
  const moments = [
    view.plan.updatedAt,
    ...view.goals.flatMap((goal) => [
      goal.updatedAt,
      ...goal.measures.flatMap((one) => [one.updatedAt, ...one.indicators.map((each) => each.updatedAt)]),
    ]),
    ...happened.map((one) => one.at),
    ...actions.map((one) => one.updatedAt),
  ].map(instantOf)
  return moments.reduce((a, b) => (Temporal.Instant.compare(a, b) > 0 ? a : b)).toString()
}
