/** How long a network keeps what it knows of people, set by its owners; and what was deleted lately. */
import type { NetworkRow } from '#network/reads.ts'
import type { Purged } from '#network/retention/reads.ts'
import { dateTime } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { TextField } from '#ui/field.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import { purposeName, purposeText, termInDays } from '../../parts/words.ts'
import { purposes, withTerm } from '../rules.ts'

export interface RetentionProps {
  readonly network: NetworkRow
  readonly values: Readonly<Record<string, string>>
  /** The terms the form was made from. */
  readonly seen: string
  readonly errors: Readonly<Record<string, string>>
  /** Somebody else was first: what they chose, in days. */
  readonly theirs: Readonly<Record<string, number>> | null
  readonly purges: readonly Purged[]
  readonly lastRun: string | null
}

export function RetentionPage(props: RetentionProps) {
  const { network, errors } = props
  const base = `/${network.slug}`
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.network_settings_title()}
        steps={[{ text: m.network_settings_title(), href: `${base}/settings` }, { text: m.privacy_retention_title() }]}
      />
      <h1 class="sm-title sm-title--m">{m.privacy_retention_title()}</h1>
      <p class="sm-lead">{m.privacy_retention_lead()}</p>
      <p class="sm-acts">
        <LinkButton href={`${base}/settings/keeping`} variant="secondary">
          {m.keeping_title()}
        </LinkButton>
      </p>
      {props.theirs && <Theirs values={props.values} theirs={props.theirs} />}
      <ErrorSummary
        title={m.shared_errors_title()}
        errors={withTerm.flatMap(({ id }) => (errors[id] ? [{ field: id, text: `${purposeName(id)}: ${errors[id]}` }] : []))}
      />
      <form class="sm-form" method="post" action={`${base}/settings/privacy`} novalidate>
        <input type="hidden" name="seen" value={props.seen} />
        {withTerm.map(({ id, since, days, least, most }) => (
          <TextField
            key={id}
            name={id}
            type="number"
            inputmode="numeric"
            min={String(least)}
            max={String(most)}
            label={m.privacy_days_of({ purpose: purposeName(id) })}
            help={`${purposeText(id)} ${m.privacy_days_help({ least, most, usual: termInDays(since, days) })}`}
            value={props.values[id]}
            error={errors[id]}
            width="short"
            required
          />
        ))}
        <div class="sm-form__end">
          <Button>{m.shared_save()}</Button>
        </div>
      </form>
      <Log {...props} />
      <Section id="erase" title={m.privacy_erase_others_title()} class="sm-danger">
        <p>{m.privacy_erase_others_lead()}</p>
        <p class="sm-acts">
          <LinkButton href={`${base}/privacy/erase`} variant="secondary" color="danger">
            {m.privacy_erase_others_title()}
          </LinkButton>
        </p>
      </Section>
    </main>
  )
}

function Theirs({ values, theirs }: Pick<RetentionProps, 'values'> & { theirs: Readonly<Record<string, number>> }) {
  return (
    <Alert tone="warning" role="alert">
      {m.privacy_retention_conflict()}
      <dl class="sm-facts">
        {withTerm
          .filter(({ id }) => String(theirs[id]) !== values[id])
          .map(({ id }) => (
            <div key={id}>
              <dt>{purposeName(id)}</dt>
              <dd>{theirs[id]}</dd>
            </div>
          ))}
      </dl>
    </Alert>
  )
}

function Log({ network, purges, lastRun }: RetentionProps) {
  return (
    <Section id="log" title={m.privacy_log()}>
      <p>{lastRun ? m.privacy_log_last({ at: dateTime(lastRun, network.timezone) }) : m.privacy_log_never()}</p>
      {purges.length === 0 ? (
        <p class="sm-empty">{m.privacy_log_nothing()}</p>
      ) : (
        <table class="sm-table sm-table--stack">
          <caption class="sr">{m.privacy_log()}</caption>
          <thead>
            <tr>
              <th scope="col">{m.privacy_what()}</th>
              <th scope="col">{m.privacy_how_many()}</th>
              <th scope="col">{m.privacy_log_when()}</th>
            </tr>
          </thead>
          <tbody>
            {purges.map((one) => {
              const purpose = purposes.find(({ id }) => id === one.purpose)
              return (
                <tr key={`${one.at} ${one.purpose}`}>
                  <th scope="row">{purpose ? purposeName(purpose.id) : one.purpose}</th>
                  <td data-label={m.privacy_how_many()}>{one.deleted}</td>
                  <td data-label={m.privacy_log_when()}>{dateTime(one.at, network.timezone)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </Section>
  )
}
