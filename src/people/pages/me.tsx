/** One's own page: name and language, the networks one belongs to, where one is signed in. */
import { dateTime } from '#platform/words/dates.ts'
import { locales, pick } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Button, LinkButton, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Select, TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import type { Profile } from '../reads.ts'
import { roleName } from '../rules.ts'
import type { OwnSession } from '../signin/reads.ts'
import { deviceOf } from '../signin/rules.ts'

const ZONE = 'Europe/Oslo'
const languageNames = { nb: 'Bokmål', nn: 'Nynorsk', se: 'Davvisámegiella', en: 'English' } as const

export function MePage({
  profile,
  typed,
  errors,
}: {
  profile: Profile
  typed: { name: string; locale: string }
  errors: Record<string, string>
}) {
  return (
    <main class="sm-page sm-page--text" id="content">
      <h1 class="sm-title sm-title--m">{m.people_me_title()}</h1>
      <ErrorSummary title={m.shared_errors_title()} errors={Object.entries(errors).map(([field, text]) => ({ field, text }))} />
      <Section id="profile" title={m.people_me_profile()}>
        <form class="sm-form" method="post" action="/me" novalidate>
          <TextField name="name" label={m.people_name()} value={typed.name} error={errors.name} autocomplete="name" required />
          <Select
            name="locale"
            label={m.people_me_language()}
            help={m.people_me_language_help()}
            value={typed.locale}
            width="half"
            options={[
              { value: '', label: m.people_me_language_browser() },
              // Northern Sámi stands here when its words are approved by a native reader.
              ...locales
                .filter((locale) => locale !== 'se')
                .map((locale) => ({ value: locale, label: languageNames[locale], lang: locale })),
            ]}
          />
          <div>
            <p>
              {m.people_email()}: <strong>{profile.person.email}</strong>
            </p>
            <p class="soft">{m.people_me_email_help()}</p>
          </div>
          <div class="sm-form__end">
            <Button>{m.shared_save()}</Button>
          </div>
        </form>
      </Section>
      <Section id="networks" title={m.people_me_networks()}>
        {profile.memberships.length === 0 ? (
          <p class="sm-empty">{m.people_me_no_networks()}</p>
        ) : (
          <Memberships of={profile.memberships} />
        )}
      </Section>
      {profile.person.operator && (
        <Section id="operator" title={m.people_me_operator()}>
          <ul class="sm-list">
            <li>
              <a class="sm-list__t" href="/networks/new">
                {m.people_me_operator_make()}
              </a>
            </li>
            <li>
              <a class="sm-list__t" href="/outbox">
                {m.people_me_operator_outbox()}
              </a>
            </li>
            <li>
              <a class="sm-list__t" href="/privacy/erase">
                {m.privacy_erase_others_title()}
              </a>
            </li>
          </ul>
        </Section>
      )}
      <Section id="following" title={m.notices_following_title()}>
        <p>
          <a class="ds-link" href="/me/following">
            {m.notices_following_link()}
          </a>
        </p>
      </Section>
      <Section id="calendars" title={m.notices_calendars_title()}>
        <p>
          <a class="ds-link" href="/me/calendars">
            {m.notices_calendars_link()}
          </a>
        </p>
      </Section>
      <Section id="data" title={m.privacy_data_title()}>
        <p>
          <a class="ds-link" href="/me/data">
            {m.privacy_data_link()}
          </a>
        </p>
      </Section>
      <Section id="sessions" title={m.people_me_sessions()}>
        <p>
          <a class="ds-link" href="/me/sessions">
            {m.people_me_sessions_link()}
          </a>
        </p>
      </Section>
    </main>
  )
}

function Memberships({ of }: { of: Profile['memberships'] }) {
  return (
    <table class="sm-table sm-table--stack">
      <caption class="sr">{m.people_me_networks()}</caption>
      <thead>
        <tr>
          <th scope="col">{m.people_me_network()}</th>
          <th scope="col">{m.people_me_role()}</th>
          <th scope="col">{m.people_me_office()}</th>
          <th scope="col">{m.people_me_organisation()}</th>
          <td class="sm-table__acts">
            <span class="sr">{m.directory_own()}</span>
          </td>
        </tr>
      </thead>
      <tbody>
        {of.map((one) => {
          const name = pick(one.networkName, localeNow())
          const organisation = pick(one.organisation, localeNow())
          return (
            <tr key={one.networkSlug}>
              <th scope="row">
                <a class="ds-link" href={`/${one.networkSlug}`} lang={name?.lang}>
                  {name?.text ?? one.networkSlug}
                </a>
              </th>
              <td data-label={m.people_me_role()}>{roleName(one.role)}</td>
              {one.office ? <td data-label={m.people_me_office()}>{one.office}</td> : <td />}
              {organisation ? (
                <td data-label={m.people_me_organisation()} lang={organisation.lang}>
                  {organisation.text}
                </td>
              ) : (
                <td />
              )}
              <td class="sm-table__acts">
                <LinkButton
                  href={`/${one.networkSlug}/people/me`}
                  variant="tertiary"
                  size="sm"
                  label={m.directory_own_in({ network: name?.text ?? one.networkSlug })}
                >
                  {m.directory_own_short()}
                </LinkButton>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

export function SessionsPage({ sessions }: { sessions: readonly OwnSession[] }) {
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.people_me_title()}
        steps={[{ text: m.people_me_title(), href: '/me' }, { text: m.people_me_sessions() }]}
      />
      <h1 class="sm-title sm-title--m">{m.people_me_sessions()}</h1>
      <p class="sm-lead">{m.people_sessions_lead()}</p>
      <ul class="sm-sessions">
        {sessions.map((one) => (
          <li key={one.id}>
            <Icon of={icons.key} />
            <div>
              <b>{deviceName(one.userAgent)}</b> {one.current && <span class="sm-tagword">{m.people_session_this()}</span>}
              <p class="sm-list__m">
                {m.people_session_since({ since: dateTime(one.since, ZONE), used: dateTime(one.lastUsed, ZONE) })}
              </p>
            </div>
            <PostButton
              action="/me/sessions/end"
              fields={{ session: one.id }}
              variant="tertiary"
              size="sm"
              label={m.people_session_end_label({ device: deviceName(one.userAgent) })}
            >
              {m.people_session_end()}
            </PostButton>
          </li>
        ))}
      </ul>
      <div class="sm-form__end">
        {sessions.length > 1 && (
          <PostButton action="/me/sessions/end-others" variant="secondary">
            {m.people_sessions_end_others()}
          </PostButton>
        )}
        <PostButton action="/me/sessions/end-all" variant="secondary" color="danger">
          {m.people_sessions_end_all()}
        </PostButton>
      </div>
    </main>
  )
}

function deviceName(userAgent: string | null): string {
  const { browser, system } = deviceOf(userAgent)
  if (browser && system) return m.people_session_device({ browser, system })
  return browser ?? system ?? m.people_session_unknown()
}
