/** `/{network}/actions/{number}`: one action, how it stands, what was told of it, and what its owner can do. */
import { said } from '#meeting/parts/said.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { MeasureName } from '#plans/names/reads.ts'
import { date, wall } from '#platform/words/dates.ts'
import { spokenTo } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { RadioGroup, Select, TextArea } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import type { Choices } from '../owners/reads.ts'
import { DutyFields } from '../parts/duty.tsx'
import { Facts } from '../parts/facts.tsx'
import { History } from '../parts/history.tsx'
import { MeasureField } from '../parts/measure.tsx'
import { type Back, UpdateForm } from '../parts/updateform.tsx'
import { statusWords } from '../parts/words.ts'
import type { ActionView } from '../reads.ts'
import { isOpen, type UpdateRow } from '../rules.ts'

export interface ActionPageProps {
  readonly network: NetworkRow
  readonly one: ActionView
  readonly updates: readonly UpdateRow[]
  /** Whether this reader is told what owners tell. */
  readonly told: boolean
  /** Whether the reader may tell how it goes, and give it to others. */
  readonly may: boolean
  readonly mayRewrite: boolean
  readonly mayRemove: boolean
  readonly mayVoid: boolean
  /** Null where nothing can be given to others. */
  readonly choices: Choices | null
  /** The measures of plans it can be said to belong to; empty where there are none, or for those who do not say it. */
  readonly measures: readonly MeasureName[]
  readonly measure: { readonly title: string; readonly lang: string | undefined; readonly path: string } | null
  readonly back: Back | null
  /** Somebody else was first. */
  readonly conflict: boolean
}

export function ActionPage(props: ActionPageProps) {
  const { one, network, back } = props
  const list = `/${network.slug}/actions`
  const home = said(network.name)
  const lang = one.locale === spokenTo(localeNow()) ? undefined : one.locale
  const { timezone } = network
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.actions_crumbs()}
        steps={[
          { href: `/${network.slug}`, text: <span lang={home.lang}>{home.text}</span> },
          { href: list, text: m.actions_title() },
        ]}
      />
      <h1 class="sm-title sm-title--m" lang={lang}>
        {one.text}
      </h1>
      <ErrorSummary
        title={m.shared_errors_title()}
        errors={Object.entries(back?.errors ?? {}).map(([field, text]) => ({ field: `${back!.form}-${field}`, text }))}
      />
      {props.conflict ? (
        <Alert tone="warning" role="alert">
          {m.actions_conflict()} {statusWords[one.status]()}
        </Alert>
      ) : null}
      <Facts one={one} measure={props.measure} done={one.doneAt ? date(wall(one.doneAt, timezone).date) : null} />
      {props.may ? (
        <Section id="update" title={m.actions_update_title()}>
          <UpdateForm one={one} action={`${one.path}/updates`} back={back?.form === 'update' ? back : null} />
        </Section>
      ) : null}
      <Section id="history" title={m.actions_history()} aside={props.updates.length || undefined}>
        {props.told ? (
          <History
            one={one}
            updates={props.updates}
            timezone={timezone}
            fileHref={(update) => `${one.path}/files/${update.id}`}
          />
        ) : (
          <p class="soft">{m.actions_history_members()}</p>
        )}
      </Section>
      {props.may && props.choices ? <Changes {...props} choices={props.choices} lang={lang} /> : null}
      {props.mayRemove || props.mayVoid ? (
        <div class="sm-acts">
          {props.mayVoid ? (
            <PostButton action={`${one.path}/void-links`} variant="tertiary">
              {m.actions_links_void()}
            </PostButton>
          ) : null}
          {props.mayRemove ? (
            <PostButton action={`${one.path}/remove`} variant="tertiary" color="danger">
              {m.actions_remove()}
            </PostButton>
          ) : null}
        </div>
      ) : null}
    </main>
  )
}

function Changes(props: ActionPageProps & { choices: Choices; lang: string | undefined }) {
  const { one, back, choices } = props
  const changing = back?.form === 'change' ? back : null
  const ending = back?.form === 'end' ? back : null
  const typed = changing?.typed
  const errors = changing?.errors ?? {}
  return (
    <>
      <details class="sm-more" open={changing !== null}>
        <summary>
          {m.actions_change()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <form class="sm-form" method="post" action={one.path} novalidate>
          <input type="hidden" name="version" value={one.version} />
          {props.mayRewrite ? (
            <TextArea
              name="text"
              id="change-text"
              label={m.actions_text()}
              help={one.objectId ? m.actions_change_text_approved() : undefined}
              value={typed?.['text'] ?? one.text}
              error={errors['text']}
              rows={2}
              lang={props.lang}
              reading
            />
          ) : one.objectId && !one.approved ? (
            <p class="soft">{m.actions_change_text_minutes()}</p>
          ) : null}
          <MeasureField prefix="change" measures={props.measures} value={typed?.['measureId'] ?? one.measureId ?? ''} />
          <DutyFields prefix="change" now={one} choices={choices} typed={typed} errors={errors} />
          {props.mayRewrite && one.objectId === null ? (
            <AudienceField prefix="change" value={typed?.['audience'] ?? one.audience} error={errors['audience']} />
          ) : null}
          <TextArea
            name="note"
            id="change-note"
            label={m.actions_change_note()}
            help={m.actions_change_note_help()}
            optional={m.shared_optional()}
            value={typed?.['note']}
            error={errors['note']}
            rows={2}
            reading
          />
          <div class="sm-form__end">
            <Button variant="secondary">{m.actions_change_do()}</Button>
          </div>
        </form>
      </details>
      {isOpen(one) ? (
        <details class="sm-more" open={ending !== null}>
          <summary>
            {m.actions_end()}
            <Icon of={icons.chevronDown} class="chevron" />
          </summary>
          <form class="sm-form" method="post" action={`${one.path}/end`} novalidate>
            <input type="hidden" name="version" value={one.version} />
            <RadioGroup
              name="as"
              id="end-as"
              legend={m.actions_end_as()}
              value={ending?.typed['as'] ?? 'dropped'}
              error={ending?.errors['as']}
              options={[
                { value: 'dropped', label: m.actions_end_dropped(), help: m.actions_end_dropped_help() },
                { value: 'no_conclusion', label: m.actions_end_no_conclusion(), help: m.actions_end_no_conclusion_help() },
              ]}
            />
            <TextArea
              name="reason"
              id="end-reason"
              label={m.actions_reason()}
              value={ending?.typed['reason']}
              error={ending?.errors['reason']}
              rows={2}
              reading
            />
            <div class="sm-form__end">
              <Button variant="secondary">{m.actions_end_do()}</Button>
            </div>
          </form>
        </details>
      ) : null}
    </>
  )
}

export const AudienceField = ({ prefix, value, error }: { prefix: string; value: string; error: string | undefined }) => (
  <Select
    name="audience"
    id={`${prefix}-audience`}
    label={m.actions_audience()}
    value={value}
    error={error}
    options={[
      { value: 'members', label: m.actions_audience_members() },
      { value: 'public', label: m.actions_audience_public() },
      { value: 'invited', label: m.actions_audience_invited() },
    ]}
  />
)

export const titleOf = (one: Pick<ActionView, 'text'>): string => one.text.split('\n')[0]!.slice(0, 120)
