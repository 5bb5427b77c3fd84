/** A network's settings, its series, and the way to what else its owner looks after. */
import { said } from '#meeting/parts/said.ts'
import { pick } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Select, TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { licenceIds, licences } from '../../about/rules.ts'
import { LogoMark } from '../../logo/parts/logo.tsx'
import type { ShownLogo } from '../../logo/rules.ts'
import { errorLines, NameFields, WordsFields } from '../../parts/words.tsx'
import type { NetworkRow } from '../../reads.ts'
import type { Settings } from '../rules.ts'

export const languageChoices = [
  { value: 'nb', label: 'Bokmål', lang: 'nb' },
  { value: 'nn', label: 'Nynorsk', lang: 'nn' },
  { value: 'se', label: 'Davvisámegiella', lang: 'se' },
  { value: 'en', label: 'English', lang: 'en' },
]

export interface SettingsProps {
  network: NetworkRow
  /** What stands in the fields: what is saved, or what was typed. */
  values: Settings
  /** The version a save is based on. */
  seen: string
  errors: Record<string, string>
  /** Somebody else's settings, when they came first. */
  theirs: Settings | null
  series: readonly { id: string; slug: string; name: Settings['name'] }[]
  timezones: readonly string[]
  logo: ShownLogo | null
}

export function SettingsPage(props: SettingsProps) {
  const { network, errors, series } = props
  const base = `/${network.slug}`
  return (
    <main class="sm-page sm-page--text" id="content">
      <h1 class="sm-title sm-title--m">{m.network_settings_title()}</h1>
      {props.theirs && <Theirs settings={props.theirs} />}
      <ErrorSummary title={m.shared_errors_title()} errors={errorLines(errors, ['name', 'description'], network.locale)} />
      <SettingsForm {...props} />
      <Section id="logo" title={m.network_logo()}>
        {props.logo && (
          <p>
            <LogoMark logo={props.logo} />
          </p>
        )}
        <p class="sm-acts">
          <LinkButton href={`${base}/settings/logo`} variant="secondary">
            {props.logo ? m.network_logo_change() : m.network_logo_add()}
          </LinkButton>
        </p>
      </Section>
      <Section id="series" title={m.network_series()}>
        {series.length > 0 && (
          <ul class="sm-list">
            {series.map((one) => {
              const name = said(one.name)
              return (
                <li key={one.id}>
                  <a class="sm-list__t" href={`${base}/series/${one.slug}`} lang={name.lang}>
                    {name.text}
                  </a>
                </li>
              )
            })}
          </ul>
        )}
        <details class="sm-more">
          <summary>
            {m.network_series_add()}
            <Icon of={icons.chevronDown} class="chevron" />
          </summary>
          <form class="sm-form" method="post" action={`${base}/settings/series`} novalidate>
            <NameFields name="series" value={null} errors={errors} main={network.locale} />
            <div class="sm-form__end">
              <Button variant="secondary">{m.network_series_add()}</Button>
            </div>
          </form>
        </details>
      </Section>
      <Section id="more" title={m.network_settings_more()}>
        <div class="sm-acts">
          <LinkButton href={`${base}/people`} variant="secondary">
            {m.network_people_title()}
          </LinkButton>
          <LinkButton href={`${base}/organisations`} variant="secondary">
            {m.network_org_title()}
          </LinkButton>
          <LinkButton href={`${base}/outbox`} variant="secondary">
            {m.network_outbox_title()}
          </LinkButton>
          <LinkButton href={`${base}/settings/privacy`} variant="secondary">
            {m.privacy_retention_title()}
          </LinkButton>
          <LinkButton href={`${base}/settings/keeping`} variant="secondary">
            {m.keeping_title()}
          </LinkButton>
          <LinkButton href={`${base}/statistics`} variant="secondary">
            {m.statistics_title()}
          </LinkButton>
        </div>
      </Section>
      {network.sample && (
        <Section id="sample" title={m.network_sample_remove()} class="sm-danger">
          <p>{m.network_sample_remove_help()}</p>
          <p class="sm-acts">
            <LinkButton href={`${base}/remove-sample`} variant="secondary" color="danger">
              {m.network_sample_remove()}
            </LinkButton>
          </p>
        </Section>
      )}
    </main>
  )
}

function SettingsForm({ network, values, seen, errors, timezones }: SettingsProps) {
  return (
    <form class="sm-form" method="post" action={`/${network.slug}/settings`} novalidate>
      <input type="hidden" name="seen" value={seen} />
      <fieldset class="ds-fieldset sm-form__part">
        <legend class="sm-h2">{m.network_settings_names()}</legend>
        <NameFields value={values.name} errors={errors} main={network.locale} />
        <WordsFields
          name="description"
          value={values.description}
          label={(language) => m.network_description_in({ language })}
          errors={errors}
          main={network.locale}
          long
        />
      </fieldset>
      <fieldset class="ds-fieldset sm-form__part">
        <legend class="sm-h2">{m.network_settings_foot()}</legend>
        <TextField
          name="accessibilityUrl"
          type="url"
          label={m.network_accessibility()}
          help={m.network_accessibility_help()}
          value={values.accessibilityUrl ?? ''}
          error={errors.accessibilityUrl}
          optional={m.shared_optional()}
        />
        <TextField
          name="contact"
          label={m.network_contact()}
          help={m.network_contact_help()}
          value={values.contact ?? ''}
          error={errors.contact}
          optional={m.shared_optional()}
        />
        <TextField
          name="privacyUrl"
          type="url"
          label={m.network_privacy()}
          value={values.privacyUrl ?? ''}
          error={errors.privacyUrl}
          optional={m.shared_optional()}
        />
        <Select
          name="licence"
          label={m.about_licence_label()}
          help={m.about_licence_help()}
          value={values.licence ?? ''}
          options={[
            { value: '', label: m.about_licence_none() },
            ...licenceIds.map((id) => ({ value: id, label: licences[id].name() })),
          ]}
        />
      </fieldset>
      <fieldset class="ds-fieldset sm-form__part">
        <legend class="sm-h2">{m.network_settings_defaults()}</legend>
        <Select
          name="locale"
          label={m.network_locale()}
          help={m.network_locale_help()}
          value={values.locale}
          width="half"
          options={languageChoices}
        />
        <Select
          name="timezone"
          label={m.network_timezone()}
          value={values.timezone}
          error={errors.timezone}
          width="half"
          options={timezones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        />
        <TextField
          name="quietMinutes"
          type="number"
          label={m.network_quiet()}
          help={m.network_quiet_help()}
          value={String(values.quietMinutes)}
          error={errors.quietMinutes}
          width="short"
        />
        <Select
          name="decisionNumbers"
          label={m.decisions_numbering()}
          help={m.decisions_numbering_help()}
          value={values.decisionNumbers}
          width="half"
          options={[
            { value: 'year', label: m.decisions_numbering_year() },
            { value: 'meeting', label: m.decisions_numbering_meeting() },
          ]}
        />
      </fieldset>
      <div class="sm-form__end">
        <Button>{m.shared_save()}</Button>
      </div>
    </form>
  )
}

/** What stands now, when somebody else saved first: both are seen before one is chosen. */
function Theirs({ settings }: { settings: Settings }) {
  const facts: [string, string | null | undefined][] = [
    [m.network_name(), pick(settings.name, localeNow())?.text],
    [m.network_accessibility(), settings.accessibilityUrl],
    [m.network_contact(), settings.contact],
    [m.network_privacy(), settings.privacyUrl],
    [m.network_timezone(), settings.timezone],
    [m.network_quiet(), String(settings.quietMinutes)],
    [m.about_licence_label(), settings.licence && licences[settings.licence].name()],
  ]
  return (
    <Alert tone="warning" role="alert">
      {m.network_settings_conflict()}
      <dl class="sm-facts">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value ?? '–'}</dd>
          </div>
        ))}
      </dl>
      {m.network_settings_conflict_save()}
    </Alert>
  )
}
