/** Step two: what would become of each row. Nothing has been written. */
import { message } from '#platform/words/message.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { Checkbox, Select, TextArea } from '#ui/field.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import type { NetworkRow } from '../../reads.ts'
import type { Kind } from '../parts/kind.ts'
import { type Cells, type Choices, counted, type RowState, rowStates, type Sorted } from '../rules.ts'

export interface CheckPageProps {
  readonly network: NetworkRow
  readonly kind: Kind
  /** The list as text, to be corrected where it is wrong. */
  readonly text: string
  readonly rows: Cells
  /** The row of headings, from 0. */
  readonly heading: number | null
  readonly columns: readonly (string | null)[]
  readonly sorted: readonly Sorted[]
  readonly choices: Choices
  readonly seen: string
  /** Organisations that are not there; none for lists of organisations. */
  readonly unknown: readonly string[]
  readonly makes: boolean
  readonly invites: boolean
  /** The network was changed after this was checked. */
  readonly moved: boolean
}

const titles: Readonly<Record<RowState, (given: { count: number }) => string>> = {
  wrong: m.directory_take_wrong,
  double: m.directory_take_double,
  new: m.directory_take_new,
  changed: m.directory_take_changed,
  same: m.directory_take_same,
  skipped: m.directory_take_skipped,
}

export function CheckPage(props: CheckPageProps) {
  const { kind, sorted } = props
  const list = `/${props.network.slug}/${kind.path}`
  const counts = counted(sorted)
  const taken = counts.new + counts.changed
  return (
    <main class="sm-page" id="content">
      <Crumbs label={m.network_crumbs()} steps={[{ text: kind.list(), href: list }, { text: kind.title() }]} />
      <h1 class="sm-title sm-title--m">{kind.title()}</h1>
      <p class="sm-lead">{m.directory_take_check_lead()}</p>
      {props.moved && (
        <Alert tone="warning" role="alert">
          {m.directory_take_moved()}
        </Alert>
      )}
      <form class="sm-takein" method="post" action={`${list}/import`} novalidate>
        <input type="hidden" name="seen" value={props.seen} />
        <ul class="sm-counts">
          {rowStates
            .filter((state) => counts[state] > 0)
            .map((state) => (
              <li key={state}>
                <a class="ds-link" href={`#${state}`}>
                  {titles[state]({ count: counts[state] })}
                </a>
              </li>
            ))}
        </ul>
        <Options {...props} newOnes={counts.new} />
        <div class="sm-form__end">
          {taken > 0 ? (
            <Button name="wish" value="take">
              {kind.take(taken)}
            </Button>
          ) : (
            <p class="sm-empty">{m.directory_take_none()}</p>
          )}
          <Button name="wish" value="check" variant="secondary">
            {m.directory_take_again()}
          </Button>
          <a class="ds-link" href={list}>
            {m.shared_cancel()}
          </a>
        </div>
        <ColumnsOf {...props} />
        {rowStates.map((state) => {
          const rows = sorted.filter((row) => row.state === state)
          return rows.length === 0 ? null : (
            <Section key={state} id={state} title={titles[state]({ count: rows.length })}>
              {state === 'double' && <p class="soft">{m.directory_take_double_help()}</p>}
              <Rows state={state} rows={rows} choices={props.choices} />
            </Section>
          )
        })}
        <Section id="list" title={m.directory_take_list()}>
          <TextArea
            name="text"
            label={m.directory_take_correct()}
            help={m.directory_take_correct_help()}
            value={props.text}
            rows={Math.min(16, Math.max(4, props.rows.length + 1))}
          />
        </Section>
      </form>
    </main>
  )
}

function Options({ kind, unknown, makes, invites, newOnes }: CheckPageProps & { newOnes: number }) {
  if (kind.path !== 'people') return null
  return (
    <div class="sm-form">
      {unknown.length > 0 && (
        <Checkbox
          name="makes"
          label={m.directory_take_makes({ count: unknown.length })}
          help={unknown.join(', ')}
          checked={makes}
        />
      )}
      {(newOnes > 0 || invites) && (
        <Checkbox name="invites" label={m.directory_take_invites()} help={m.directory_take_invites_help()} checked={invites} />
      )}
    </div>
  )
}

/** What each column was taken for, with something of what stands in it. */
function ColumnsOf({ kind, rows, heading, columns }: CheckPageProps) {
  const example = (i: number) => rows.slice((heading ?? -1) + 1).find((row) => (row[i] ?? '') !== '')?.[i] ?? ''
  return (
    <Section id="columns" title={m.directory_take_columns()}>
      <p class="soft">{m.directory_take_columns_help()}</p>
      <div class="sm-columns">
        {columns.map((column, i) => {
          const name = heading === null ? '' : (rows[heading]![i] ?? '')
          return (
            <Select
              key={i}
              name={`column.${i}`}
              label={name || m.directory_take_column({ number: String(i + 1) })}
              help={example(i) === '' ? undefined : m.directory_take_example({ text: example(i) })}
              value={column ?? ''}
              options={[
                { value: '', label: m.directory_take_leave() },
                ...kind.fields.map((field) => ({ value: field, label: kind.fieldName(field) })),
              ]}
            />
          )
        })}
      </div>
    </Section>
  )
}

function Rows({ state, rows, choices }: { state: RowState; rows: readonly Sorted[]; choices: Choices }) {
  return (
    <table class="sm-table sm-table--stack sm-taken">
      <caption class="sr">{titles[state]({ count: rows.length })}</caption>
      <thead>
        <tr>
          <th scope="col">{m.directory_take_line()}</th>
          <th scope="col">{m.network_people_person()}</th>
          <th scope="col">{m.directory_take_says()}</th>
          <th scope="col">{m.directory_take_becomes()}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.line}>
            <td data-label={m.directory_take_line()}>{row.line}</td>
            <th scope="row">{row.name || '–'}</th>
            {row.facts.length > 0 ? <td data-label={m.directory_take_says()}>{row.facts.join(', ')}</td> : <td />}
            <td>{state !== 'new' || row.candidates.length > 0 ? <Outcome row={row} choices={choices} /> : null}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Outcome({ row, choices }: { row: Sorted; choices: Choices }) {
  const choice = choices.get(row.line)
  if (row.problem) return <>{message(row.problem)}</>
  if (row.state === 'double' || row.state === 'skipped' || row.candidates.length > 0 || typeof choice === 'object')
    return (
      <Select
        name={`row.${row.line}`}
        id={`row-${row.line}`}
        label={m.directory_take_who({ name: row.name })}
        labelHidden
        value={typeof choice === 'object' ? choice.id : (choice ?? '')}
        options={[
          { value: '', label: m.directory_take_choose() },
          ...row.candidates.map((one) => ({ value: one.id, label: m.directory_take_is({ name: one.label }) })),
          ...(typeof choice === 'object' && row.candidates.length === 0
            ? [{ value: choice.id, label: m.directory_take_is({ name: row.name }) }]
            : []),
          { value: 'new', label: m.directory_take_is_new() },
          { value: 'skip', label: m.directory_take_skip() },
        ]}
      />
    )
  return (
    <>
      {row.changes.map((change, i) => (
        <div key={i}>
          {change.before && <del>{change.before}</del>} <ins>{change.after}</ins>
        </div>
      ))}
    </>
  )
}
