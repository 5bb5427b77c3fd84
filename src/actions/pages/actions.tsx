/** `/{network}/actions`: what is to be done, in the reader's own view of it. */
import { said } from '#meeting/parts/said.ts'
import type { NetworkRow } from '#network/reads.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Field, Select, TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import type { ListQuery, View } from '../forms.ts'
import type { Choices } from '../owners/reads.ts'
import { ActionTable } from '../parts/list.tsx'
import type { Back } from '../parts/updateform.tsx'
import { statusWords } from '../parts/words.ts'
import type { ActionView } from '../reads.ts'
import { statuses } from '../rules.ts'

export interface Group {
  readonly id: string
  /** Null where all stands in one list. */
  readonly title: string | null
  readonly lang: string | undefined
  readonly href: string | null
  readonly actions: readonly ActionView[]
}

export interface ActionsPageProps {
  readonly network: NetworkRow
  readonly view: View
  readonly query: ListQuery
  /** The views this reader has, with how much there is to do in each. */
  readonly views: readonly { readonly view: View; readonly count: number }[]
  /** All of this view. */
  readonly actions: readonly ActionView[]
  /** What is shown of it. */
  readonly groups: readonly Group[]
  readonly page: number
  readonly pages: number
  readonly member: boolean
  readonly organises: boolean
  /** Whom chosen actions can be given to; null where several cannot be changed at once. */
  readonly choices: Choices | null
  readonly ticked: ReadonlySet<string>
  readonly back: Back | null
  /** The query that gives this view again: "?view=all". */
  readonly search: string
}

export function ActionsPage(props: ActionsPageProps) {
  const { network, query, back } = props
  const base = `/${network.slug}/actions`
  const name = said(network.name)
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.actions_crumbs()}
        steps={[{ href: `/${network.slug}`, text: <span lang={name.lang}>{name.text}</span> }, { text: m.actions_title() }]}
      />
      <h1 class="sm-title sm-title--m">{m.actions_title()}</h1>
      <p class="sm-lead">{m.actions_lead()}</p>
      <ErrorSummary
        title={m.shared_errors_title()}
        errors={Object.entries(back?.errors ?? {}).map(([field, text]) => ({ field: `bulk-${field}`, text }))}
      />
      {props.organises ? (
        <div class="sm-acts">
          <LinkButton href={`${base}/new`} icon={icons.plus} variant="secondary">
            {m.actions_add()}
          </LinkButton>
        </div>
      ) : null}
      <nav class="sm-acts" aria-label={m.actions_view_label()}>
        {props.views.map(({ view, count }) => (
          <LinkButton
            key={view}
            href={`${base}?view=${view}`}
            variant={view === props.view ? 'secondary' : 'tertiary'}
            size="sm"
            current={view === props.view}
          >
            {m.actions_view_of({ view: viewWords[view](), count })}
          </LinkButton>
        ))}
      </nav>
      <form class="sm-inline sm-actions__filter" method="get" action={base}>
        <input type="hidden" name="view" value={props.view} />
        {query.meeting ? <input type="hidden" name="meeting" value={query.meeting} /> : null}
        <Select
          name="status"
          label={m.actions_filter_status()}
          value={query.status ?? 'open'}
          width="half"
          options={[
            { value: 'open', label: m.actions_filter_open() },
            ...statuses.map((status) => ({ value: status, label: statusWords[status]() })),
            { value: 'any', label: m.actions_filter_any() },
          ]}
        />
        <Button variant="secondary">{m.actions_filter_do()}</Button>
      </form>
      {props.actions.length === 0 ? <p class="sm-empty">{emptyWords(props)}</p> : <Body {...props} base={base} />}
      <Pages {...props} base={base} />
      {props.actions.length > 0 ? (
        <p class="sm-acts sm-actions__take">
          {(['xlsx', 'csv', 'ics'] as const).map((kind) => (
            <LinkButton
              key={kind}
              href={`${base}/all.${kind}${props.search}`}
              icon={icons.download}
              variant="tertiary"
              label={`${m.actions_take_along()}: ${takeWords[kind]()}`}
              download
            >
              {takeWords[kind]()}
            </LinkButton>
          ))}
        </p>
      ) : null}
    </main>
  )
}

const viewWords: Record<View, () => string> = {
  mine: m.actions_view_mine,
  organisation: m.actions_view_organisation,
  meetings: m.actions_view_meetings,
  measures: m.actions_view_measures,
  overdue: m.actions_view_overdue,
  all: m.actions_view_all,
}

const takeWords = { xlsx: m.actions_take_xlsx, csv: m.actions_take_csv, ics: m.actions_take_ics }

function emptyWords({ view, query, member, views }: ActionsPageProps): string {
  const any = (views.find((one) => one.view === view)?.count ?? 0) > 0
  if (any || (query.status && query.status !== 'open' && query.status !== 'any')) return m.actions_none_filtered()
  if (view === 'mine') return m.actions_none_mine()
  if (view === 'organisation') return m.actions_none_organisation()
  if (view === 'overdue') return m.actions_none_overdue()
  if (view === 'measures') return m.actions_none_measures()
  return member ? m.actions_none_all() : m.actions_none_public()
}

function Body(props: ActionsPageProps & { base: string }) {
  const tables = <Tables {...props} />
  if (props.choices === null) return tables
  return (
    <form method="post" action={`${props.base}/bulk${props.search}`} novalidate>
      {tables}
      <BulkFields choices={props.choices} back={props.back} />
    </form>
  )
}

function Pages({ page, pages, search, base }: ActionsPageProps & { base: string }) {
  if (pages < 2) return null
  const to = (other: number) => {
    const asked = new URLSearchParams(search)
    asked.set('page', `${other}`)
    return `${base}?${asked.toString()}`
  }
  return (
    <nav class="sm-acts" aria-label={m.actions_pages()}>
      {page > 1 ? (
        <LinkButton variant="secondary" href={to(page - 1)} rel="prev">
          {m.actions_page_previous()}
        </LinkButton>
      ) : null}
      <span class="soft">{m.actions_page_of({ page, pages })}</span>
      {page < pages ? (
        <LinkButton variant="secondary" href={to(page + 1)} rel="next">
          {m.actions_page_next()}
        </LinkButton>
      ) : null}
    </nav>
  )
}

function Tables({ groups, choices, ticked, view }: ActionsPageProps) {
  const shown = choices ? ticked : null
  return (
    <>
      {groups.map((group) =>
        group.title === null ? (
          <ActionTable key={group.id} caption={viewWords[view]()} actions={group.actions} ticked={shown} places />
        ) : (
          <Section
            key={group.id}
            id={`g-${group.id}`}
            title={
              group.href ? (
                <a class="sm-plain" href={group.href} lang={group.lang}>
                  {group.title}
                </a>
              ) : (
                <span lang={group.lang}>{group.title}</span>
              )
            }
            aside={group.actions.length}
          >
            <ActionTable caption={group.title} actions={group.actions} ticked={shown} places={view !== 'meetings'} />
          </Section>
        ),
      )}
    </>
  )
}

/** One form for all that are ticked above. */
function BulkFields({ choices, back }: { choices: Choices; back: Back | null }) {
  const typed = back?.typed
  const errors = back?.errors ?? {}
  const nameOf = (name: Choices['organisations'][number]['name']) => said(name).text
  return (
    <details class="sm-more" id="bulk-ids" open={back !== null}>
      <summary>
        {m.actions_bulk()}
        <Icon of={icons.chevronDown} class="chevron" />
      </summary>
      <div class="sm-form">
        <p class="soft">{m.actions_bulk_help()}</p>
        <div class="sm-form__row">
          <Select
            name="status"
            id="bulk-status"
            label={m.actions_status()}
            value={typed?.['status'] ?? ''}
            error={errors['status']}
            options={[
              { value: '', label: m.actions_bulk_keep() },
              ...statuses.map((status) => ({ value: status, label: statusWords[status]() })),
            ]}
          />
          <TextField
            name="due"
            id="bulk-due"
            type="date"
            label={m.actions_due()}
            value={typed?.['due']}
            error={errors['due']}
            width="short"
          />
        </div>
        <div class="sm-form__row">
          <Field name="owner" id="bulk-owner" label={m.actions_bulk_owner()} error={errors['owner']}>
            {(tied) => (
              <select class="ds-input" {...tied}>
                <option value="">{m.actions_bulk_keep()}</option>
                <optgroup label={m.actions_bulk_people()}>
                  {choices.people.map((one) => (
                    <option key={one.id} value={`person:${one.id}`} selected={typed?.['owner'] === `person:${one.id}`}>
                      {one.name}
                    </option>
                  ))}
                </optgroup>
                <optgroup label={m.actions_bulk_organisations()}>
                  {choices.organisations.map((one) => (
                    <option
                      key={one.id}
                      value={`organisation:${one.id}`}
                      selected={typed?.['owner'] === `organisation:${one.id}`}
                      lang={said(one.name).lang ?? localeNow()}
                    >
                      {nameOf(one.name)}
                    </option>
                  ))}
                </optgroup>
              </select>
            )}
          </Field>
          <TextField
            name="project"
            id="bulk-project"
            label={m.actions_project()}
            value={typed?.['project']}
            error={errors['project']}
            maxLength={200}
          />
        </div>
        <TextField
          name="reason"
          id="bulk-reason"
          label={m.actions_reason()}
          help={m.actions_bulk_reason_help()}
          value={typed?.['reason']}
          error={errors['reason']}
          maxLength={1000}
        />
        <div class="sm-form__end">
          <Button>{m.actions_bulk_do()}</Button>
        </div>
      </div>
    </details>
  )
}
