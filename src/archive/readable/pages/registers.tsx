/** What was decided, what was to be done and what is planned, as tables. */
import { dueOf, ownersOf, statusWords } from '#actions/parts/words.ts'
import type { ActionView } from '#actions/reads.ts'
import type { DecisionView } from '#decisions/rules.ts'
import { said } from '#meeting/parts/said.ts'
import { Owners } from '#plans/parts/table.tsx'
import { countsOf, percentText, periodText, planStateName, stateName } from '#plans/parts/words.ts'
import type { PlanView } from '#plans/reads.ts'
import { date } from '#platform/words/dates.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { langOf } from '../parts/lang.ts'
import { between, itemPage } from '../rules.ts'

export function ArchivedDecisions({ of }: { of: readonly DecisionView[] }) {
  return (
    <>
      <h1>{m.archive_decisions()}</h1>
      <table>
        <caption>{m.archive_decisions_caption()}</caption>
        <thead>
          <tr>
            <th scope="col">{m.archive_number()}</th>
            <th scope="col">{m.archive_decision()}</th>
            <th scope="col">{m.archive_date()}</th>
            <th scope="col">{m.archive_item()}</th>
          </tr>
        </thead>
        <tbody>
          {of.map((one) => (
            <tr key={one.id}>
              <th scope="row">{one.words}</th>
              <td class="pre" lang={langOf({ lang: one.locale })}>
                {one.block.text}
              </td>
              <td>{one.on ? date(one.on) : '–'}</td>
              <td>
                <ItemLink path={one.item.path} title={one.item.title} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

export function ArchivedActions({ of }: { of: readonly ActionView[] }) {
  return (
    <>
      <h1>{m.archive_actions()}</h1>
      <table>
        <caption>{m.archive_actions_caption()}</caption>
        <thead>
          <tr>
            <th scope="col">{m.actions_what()}</th>
            <th scope="col">{m.actions_who()}</th>
            <th scope="col">{m.actions_due()}</th>
            <th scope="col">{m.actions_status()}</th>
            <th scope="col">{m.archive_item()}</th>
          </tr>
        </thead>
        <tbody>
          {of.map((one) => (
            <tr key={one.id}>
              <th scope="row" lang={langOf({ lang: one.locale })}>
                {one.text}
              </th>
              <td>{ownersOf(one).join(', ') || '–'}</td>
              <td>{dueOf(one) ?? '–'}</td>
              <td>{statusWords[one.status]()}</td>
              <td>{one.item ? <ItemLink path={one.item.path} title={one.item.title} /> : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

export function ArchivedPlan({ of }: { of: PlanView }) {
  const title = said(of.plan.title)
  return (
    <>
      <h1 lang={title.lang}>{title.text}</h1>
      <p>{[planStateName(of.plan.state), periodText(of.plan), ...countsOf(of.rolled)].filter(Boolean).join(' · ')}</p>
      {of.goals.map((goal) => (
        <section key={goal.id}>
          <h2 lang={said(goal.title).lang}>{`${goal.number} ${said(goal.title).text}`}</h2>
          <table>
            <caption>{m.archive_measures_of({ goal: goal.number })}</caption>
            <thead>
              <tr>
                <th scope="col">{m.plans_measure()}</th>
                <th scope="col">{m.plans_owner()}</th>
                <th scope="col">{m.plans_period()}</th>
                <th scope="col">{m.plans_come_to()}</th>
                <th scope="col">{m.plans_status()}</th>
              </tr>
            </thead>
            <tbody>
              {goal.measures.map((one) => (
                <tr key={one.id}>
                  <th scope="row" lang={said(one.title).lang}>{`${one.number} ${said(one.title).text}`}</th>
                  <td>
                    <Owners of={one.owners.filter((owner) => owner.role === 'owner')} />
                  </td>
                  <td>{periodText(one) ?? '–'}</td>
                  <td>{percentText(one.comeTo.percent)}</td>
                  <td>{stateName(one.shown)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </>
  )
}

interface ItemLinkProps {
  readonly path: string
  readonly title: Words
  /** The page it stands on, where that is not at the root. */
  readonly from?: string
}

export function ItemLink({ path, title, from = '' }: ItemLinkProps) {
  const words = said(title)
  return (
    <a href={between(from, itemPage(path))} lang={words.lang}>
      {words.text}
    </a>
  )
}
