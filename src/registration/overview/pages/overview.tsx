/** `/{network}/{meeting}/registrations`: who comes, who is missing, who waits for an answer, and what to take along. */
import type { ComponentChildren } from 'preact'
import { MeetingTools } from '#meeting/parts/tools.tsx'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { dayName } from '../../answers/rules.ts'
import { FromWhere } from '../parts/from.tsx'
import { Registered, type RegisteredProps } from '../parts/registered.tsx'

export interface OverviewPageProps extends RegisteredProps {
  readonly title: ComponentChildren
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
      {counts.over > 0 ? (
        <p>
          <b>{counts.over}</b> {m.registration_count_over()}
        </p>
      ) : null}
      {counts.unanswered > 0 ? (
        <Alert tone="info">
          {m.registration_unanswered({ count: counts.unanswered })}{' '}
          <a class="ds-link" href={`${props.path}/notices/new?to=unanswered`}>
            {m.registration_unanswered_write()}
          </a>
        </Alert>
      ) : null}
      <Registered {...props} />
      <FromWhere path={path} coming={overview.coming} />
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

function Lists({ path, overview, days }: OverviewPageProps) {
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
          {m.registration_signin()}:{' '}
          <a
            class="ds-link"
            href={`${base}/signin.pdf`}
            rel="nofollow"
            aria-label={`${m.registration_signin()}: ${m.registration_signin_whole()}`}
          >
            {m.registration_signin_whole()}
          </a>
          {days.length > 1
            ? days.map((day, at) => (
                <>
                  {', '}
                  <a
                    class="ds-link"
                    href={`${base}/signin.pdf?day=${day.id}`}
                    rel="nofollow"
                    aria-label={`${m.registration_signin()}: ${dayName(day, at)}`}
                  >
                    {dayName(day, at)}
                  </a>
                </>
              ))
            : null}
        </li>
      </ul>
    </Section>
  )
}
