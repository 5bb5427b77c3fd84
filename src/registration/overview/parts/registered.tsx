/** The list of registrations: what of it one wants to see, what may be done with each, and the ways to write to them. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { Button, LinkButton, PostButton } from '#ui/button.tsx'
import { Select } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { type AskedDay, dayName } from '../../answers/rules.ts'
import { RegistrationStateMark } from '../../parts/standing.tsx'
import { stateName } from '../../rules.ts'
import type { Group } from '../../tables.ts'
import { placeOf } from '../formats/table.ts'
import type { Listed, Overview } from '../reads.ts'
import { isSelected, isSelecting, isUnanswered, isWritable, letterTo, type Selection } from '../rules.ts'

export interface RegisteredProps {
  /** `/{network}/{meeting}` */
  readonly path: string
  readonly overview: Overview
  readonly mode: 'onsite' | 'online' | 'mixed'
  readonly days: readonly AskedDay[]
  readonly groups: readonly Group[]
  readonly selection: Selection
}

/** The list, as much of it as one wants to see, and the ways to write to those in it. */
export function Registered(props: RegisteredProps) {
  const { path, selection } = props
  const all = props.overview.rows
  const shown = all.filter((row) => isSelected(row, selection))
  const letter = letterTo(selection)
  const selecting = isSelecting(selection)
  return (
    <Section
      id="registrations"
      title={m.registration_overview()}
      aside={selecting ? m.registration_shown_of({ shown: String(shown.length), all: String(all.length) }) : all.length}
    >
      {all.length === 0 ? <p class="sm-empty">{m.registration_nobody()}</p> : <Filter {...props} />}
      {all.length > 0 && shown.length === 0 ? <p class="sm-empty">{m.registration_filter_none()}</p> : null}
      {shown.length > 0 ? (
        <>
          <Rows rows={shown} path={path} />
          <form class="sm-acts" id={PICK} method="post" action={`${path}/notices/new`}>
            <Button variant="secondary" size="sm" icon={icons.envelope}>
              {m.registration_write_chosen()}
            </Button>
            {letter ? (
              <LinkButton href={path + letter} variant="tertiary" size="sm">
                {m.registration_write_shown({ count: shown.filter((row) => isWritable(row.state)).length })}
              </LinkButton>
            ) : null}
          </form>
        </>
      ) : null}
    </Section>
  )
}

/** The form that the boxes in the list belong to: a table's rows hold forms of their own, and forms cannot lie in each other. */
const PICK = 'pick'

function Filter({ path, selection, mode, days, groups }: RegisteredProps) {
  const any = { value: '', label: m.registration_filter_all() }
  return (
    <form class="sm-inline sm-reg__filter" method="get" action={`${path}/registrations`} aria-label={m.registration_filter()}>
      <Select
        name="state"
        label={m.registration_filter_state()}
        value={selection.state}
        options={[any, ...states.map((state) => ({ value: state, label: stateName(state) }))]}
      />
      {mode === 'mixed' ? (
        <Select
          name="mode"
          label={m.registration_how()}
          value={selection.mode}
          options={[
            any,
            { value: 'onsite', label: m.registration_onsite() },
            { value: 'online', label: m.registration_online() },
          ]}
        />
      ) : null}
      {days.length > 1 ? (
        <Select
          name="day"
          label={m.registration_filter_day()}
          value={selection.day}
          options={[any, ...days.map((day, i) => ({ value: day.id, label: dayName(day, i) }))]}
        />
      ) : null}
      {groups.length > 0 ? (
        <Select
          name="group"
          label={m.registration_group_one()}
          value={selection.group}
          options={[
            any,
            ...groups.map((group) => ({ value: group.id, label: said(group.name).text, lang: said(group.name).lang })),
          ]}
        />
      ) : null}
      <Button variant="secondary">{m.registration_filter_show()}</Button>
    </form>
  )
}

const states = ['registered', 'waiting', 'requested', 'unconfirmed', 'withdrawn', 'declined'] as const

function Rows({ rows, path }: { rows: readonly Listed[]; path: string }) {
  return (
    <table class="sm-table sm-table--stack">
      <caption class="sr">{m.registration_overview()}</caption>
      <thead>
        <tr>
          <td class="sm-reg__pick">
            <span class="sr">{m.registration_choose_col()}</span>
          </td>
          <th scope="col">{m.registration_name()}</th>
          <th scope="col">{m.registration_col_from()}</th>
          <th scope="col">{m.registration_how()}</th>
          <th scope="col">{m.registration_col_state()}</th>
          <td class="sm-table__acts">
            <span class="sr">{m.registration_acts()}</span>
          </td>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td class="sm-reg__pick">
              {isWritable(row.state) ? (
                <input
                  class="ds-input"
                  type="checkbox"
                  form={PICK}
                  name="registration"
                  value={row.id}
                  aria-label={m.registration_choose_one({ name: row.name })}
                />
              ) : null}
            </td>
            <th scope="row">
              <a class="ds-link" href={`${path}/registrations/${row.id}`} aria-label={m.registration_edit_of({ name: row.name })}>
                {row.name}
              </a>
              {row.substituteForName ? (
                <span class="sm-list__m">
                  {' '}
                  {m.registration_substitute_of()} {row.substituteForName}
                </span>
              ) : null}
            </th>
            {placeOf(row) ? (
              <td data-label={m.registration_col_from()}>
                <span lang={said(row.organisation).lang}>{placeOf(row)}</span>
              </td>
            ) : (
              <td />
            )}
            <td data-label={m.registration_how()}>
              {row.attendance === 'online' ? m.registration_online() : m.registration_onsite()}
            </td>
            <td data-label={m.registration_col_state()}>
              <RegistrationStateMark state={row.state} />
              {isUnanswered(row) ? <span class="sm-list__m"> {m.registration_state_unanswered()}</span> : null}
            </td>
            <td class="sm-table__acts">
              <div class="sm-acts">
                <Acts row={row} base={`${path}/registrations/${row.id}`} />
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Acts({ row, base }: { row: Listed; base: string }) {
  const { name } = row
  const act = (to: string, label: string, text: string, variant: 'secondary' | 'tertiary' = 'tertiary') => (
    <PostButton action={`${base}/${to}`} variant={variant} size="sm" label={label}>
      {text}
    </PostButton>
  )
  if (row.state === 'requested')
    return (
      <>
        {act('approve', m.registration_approve_of({ name }), m.registration_approve(), 'secondary')}
        {act('decline', m.registration_decline_of({ name }), m.registration_decline())}
      </>
    )
  if (row.state === 'withdrawn') return act('restore', m.registration_restore_of({ name }), m.registration_restore())
  if (row.state === 'declined') return act('approve', m.registration_approve_of({ name }), m.registration_approve())
  return act('withdraw', m.registration_withdraw_of({ name }), m.registration_withdraw())
}
