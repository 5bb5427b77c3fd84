/** `/{network}/{meeting}/registrations`: who comes, who is missing, who waits for an answer, and what to take along. */
import type { ComponentChildren } from 'preact'
import { said } from '#meeting/parts/said.ts'
import { MeetingTools } from '#meeting/parts/tools.tsx'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { LinkButton, PostButton } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { RegistrationStateMark } from '../../parts/standing.tsx'
import { placeOf } from '../formats/table.ts'
import type { Listed, Overview } from '../reads.ts'
import { isUnanswered } from '../rules.ts'

export interface OverviewPageProps {
  readonly title: ComponentChildren
  /** `/{network}/{meeting}` */
  readonly path: string
  readonly overview: Overview
  readonly hasForm: boolean
}

export function OverviewPage(props: OverviewPageProps) {
  const { path, overview } = props
  const { counts, rows } = overview
  return (
    <main class="sm-page" id="content">
      <Crumbs label={m.programme_crumbs()} steps={[{ text: props.title, href: path }]} />
      <h1 class="sm-title sm-title--m">{m.registration_overview()}</h1>
      <MeetingTools base={path} here="registrations" />
      <div class="sm-acts">
        <LinkButton href={`${path}/registration/form`} variant="secondary" size="sm" icon={icons.cog}>
          {m.registration_edit_form()}
        </LinkButton>
        {props.hasForm ? (
          <LinkButton href={`${path}/register?for=colleague`} variant="secondary" size="sm" icon={icons.personPlus}>
            {m.registration_register_someone()}
          </LinkButton>
        ) : null}
        <LinkButton href={`${path}/attendance`} variant="secondary" size="sm" icon={icons.tasklist}>
          {m.registration_attendance_open()}
        </LinkButton>
      </div>
      <ul class="sm-reg__counts">
        <Count n={counts.registered} word={m.registration_count_registered({ count: counts.registered })} always />
        {counts.online > 0 ? <Count n={counts.onsite} word={m.registration_count_onsite()} always /> : null}
        <Count n={counts.online} word={m.registration_count_online()} />
        <Count n={counts.waiting} word={m.registration_count_waiting()} />
        <Count n={counts.requested} word={m.registration_count_requested()} />
        <Count n={counts.unconfirmed} word={m.registration_count_unconfirmed()} />
        {counts.free === null ? null : <Count n={counts.free} word={m.registration_count_free({ count: counts.free })} always />}
      </ul>
      {counts.unanswered > 0 ? (
        <Alert tone="info">
          {m.registration_unanswered({ count: counts.unanswered })}{' '}
          <a class="ds-link" href={`${props.path}/notices/new?to=unanswered`}>
            {m.registration_unanswered_write()}
          </a>
        </Alert>
      ) : null}
      <Section id="registrations" title={m.registration_overview()} aside={rows.length}>
        {rows.length === 0 ? <p class="sm-empty">{m.registration_nobody()}</p> : <Rows {...props} />}
      </Section>
      <From {...props} />
      {rows.length > 0 ? <Lists {...props} /> : null}
    </main>
  )
}

function Count({ n, word, always = false }: { n: number; word: string; always?: boolean }) {
  return n > 0 || always ? (
    <li>
      <b>{n}</b> {word}
    </li>
  ) : null
}

function Rows({ overview, path }: OverviewPageProps) {
  return (
    <table class="sm-table sm-table--stack">
      <caption class="sr">{m.registration_overview()}</caption>
      <thead>
        <tr>
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
        {overview.rows.map((row) => (
          <tr key={row.id}>
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
            <td data-label={m.registration_col_from()}>
              <span lang={said(row.organisation).lang}>{placeOf(row)}</span>
            </td>
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

/** The network's organisations, those from which nobody comes first. */
function From({ overview }: OverviewPageProps) {
  const { there, missing, elsewhere } = overview.coming
  const all = there.length + missing.length
  if (all + elsewhere.length === 0) return null
  return (
    <Section
      id="from"
      title={m.registration_organisations()}
      aside={m.registration_organisations_of({ there: String(there.length), all: String(all) })}
    >
      {missing.length > 0 ? (
        <>
          <h3 class="sm-h3">{m.registration_missing()}</h3>
          <ul class="sm-reg__from">
            {missing.map((one) => (
              <li key={one.id}>
                <Icon of={icons.minus} />
                <span lang={said(one.name).lang}>{said(one.name).text}</span>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{m.registration_missing_none()}</p>
      )}
      {there.length > 0 ? (
        <>
          <h3 class="sm-h3">{m.registration_state_registered()}</h3>
          <ul class="sm-reg__from">
            {there.map((one) => (
              <li key={one.id}>
                <Icon of={icons.checkmark} />
                <span lang={said(one.name).lang}>{said(one.name).text}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {elsewhere.length > 0 ? (
        <p>
          {m.registration_elsewhere()}: {elsewhere.join(', ')}
        </p>
      ) : null}
    </Section>
  )
}

function Lists({ path, overview }: OverviewPageProps) {
  const base = `${path}/registrations`
  const files: readonly (readonly [string, string])[] = [
    ['all', m.registration_list_all()],
    ...(overview.special
      ? ([
          ['kitchen', m.registration_list_kitchen()],
          ['hotel', m.registration_list_hotel()],
        ] as const)
      : []),
  ]
  return (
    <Section id="lists" title={m.registration_lists()}>
      <p class="sm-list__m">{overview.special ? m.registration_lists_help() : m.registration_list_special()}</p>
      <ul class="sm-reg__lists">
        {files.map(([file, name]) => (
          <li key={file}>
            {name}:{' '}
            <a class="ds-link" href={`${base}/${file}.xlsx`} rel="nofollow" aria-label={`${name}: Excel`}>
              Excel
            </a>{' '}
            <a class="ds-link" href={`${base}/${file}.csv`} rel="nofollow" aria-label={`${name}: CSV`}>
              CSV
            </a>
          </li>
        ))}
        <li>
          <a class="ds-link" href={`${base}/badges.pdf`} rel="nofollow">
            {m.registration_badges()}
          </a>
        </li>
        <li>
          <a class="ds-link" href={`${base}/signin.pdf`} rel="nofollow">
            {m.registration_signin()}
          </a>
        </li>
      </ul>
    </Section>
  )
}
