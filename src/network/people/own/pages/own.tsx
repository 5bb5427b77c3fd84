/** One's own page in a network: what the others may know, field by field. */
import { said } from '#meeting/parts/said.ts'
import type { ProfileRow } from '#people/profile/rules.ts'
import { locales } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, LinkButton, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Field, TextArea, TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import type { OrganisationView } from '../../../organisations/reads.ts'
import { languageName } from '../../../parts/words.tsx'
import type { NetworkRow } from '../../../reads.ts'
import { Face, photoHref } from '../../parts/face.tsx'
import { JobForm } from '../../parts/job.tsx'
import type { MemberView } from '../../reads.ts'

export interface OwnPageProps {
  readonly network: NetworkRow
  readonly member: MemberView
  /** Null for somebody who has not said anything yet. */
  readonly told: ProfileRow | null
  readonly organisations: readonly OrganisationView[]
  /** The fields as they stand, or as they were sent. */
  readonly typed: Readonly<Record<string, string>>
  /** The fields that may be shown. */
  readonly shown: readonly string[]
  readonly errors: Record<string, string>
  readonly conflict: boolean
  readonly today: string
}

export function OwnPage(props: OwnPageProps) {
  const { network, member, errors } = props
  const base = `/${network.slug}`
  const people = `${base}/people`
  const organisation = said(member.organisation)
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.network_crumbs()}
        steps={[{ text: m.network_people_title(), href: people }, { text: m.directory_own() }]}
      />
      <h1 class="sm-title sm-title--m">{m.directory_own()}</h1>
      <p class="sm-lead">{m.directory_own_lead()}</p>
      <p class="sm-acts">
        <LinkButton href={`${people}/${member.id}`} icon={icons.eye} variant="secondary">
          {m.directory_own_see()}
        </LinkButton>
      </p>
      {props.conflict && (
        <Alert tone="warning" role="alert">
          {m.directory_own_conflict()}
        </Alert>
      )}
      <ErrorSummary
        title={m.shared_errors_title()}
        errors={Object.entries(errors).map(([field, text]) => ({
          field: field === 'about' ? `about.${network.locale}` : field,
          text,
        }))}
      />
      <Section id="known" title={m.directory_known()}>
        <dl class="sm-facts">
          <div>
            <dt>{m.people_name()}</dt>
            <dd>
              {member.name}{' '}
              <a class="ds-link" href="/me">
                {m.directory_name_change()}
              </a>
            </dd>
          </div>
          <div>
            <dt>{m.network_people_organisation()}</dt>
            <dd lang={organisation.lang}>{organisation.text || m.network_people_no_organisation()}</dd>
          </div>
        </dl>
        <JobForm
          action={`${people}/${member.id}/job`}
          organisations={props.organisations}
          typed={props.typed}
          errors={Object.fromEntries(Object.entries(errors).filter(([field]) => field.startsWith('new')))}
          today={props.today}
        />
      </Section>
      <Photo {...props} />
      <Telling {...props} />
    </main>
  )
}

function Photo({ network, member, told, errors }: OwnPageProps) {
  const base = `/${network.slug}`
  const me = `${base}/people/me`
  const src = photoHref(base, member.id, told?.photoSha256 ?? null)
  return (
    <Section id="photo-of-you" title={m.directory_photo()}>
      <div class="sm-person">
        <Face name={member.name} src={src} alone />
        <div>
          <form class="sm-form" method="post" action={`${me}/photo`} enctype="multipart/form-data" novalidate>
            <Field name="photo" label={m.directory_photo_choose()} help={m.directory_photo_help()} error={errors['photo']}>
              {(tied) => <input class="sm-file" {...tied} type="file" accept="image/jpeg,image/png,image/webp,image/avif" />}
            </Field>
            <div class="sm-form__end">
              <Button variant="secondary">{src ? m.directory_photo_replace() : m.directory_photo_give()}</Button>
            </div>
          </form>
          {src && (
            <p class="sm-acts">
              <PostButton action={`${me}/photo/remove`} variant="tertiary" color="danger">
                {m.directory_photo_remove()}
              </PostButton>
            </p>
          )}
        </div>
      </div>
    </Section>
  )
}

function Telling(props: OwnPageProps) {
  const { network, told, typed, errors } = props
  const [main, ...others] = [network.locale, ...locales.filter((locale) => locale !== network.locale)] as const
  const box = (field: 'photo' | 'about' | 'phone' | 'email', label: string) => (
    <div class="ds-field">
      <input
        class="ds-input"
        type="checkbox"
        name="shown"
        value={field}
        id={`shown-${field}`}
        checked={props.shown.includes(field)}
      />
      <label for={`shown-${field}`}>{label}</label>
    </div>
  )
  const about = (locale: (typeof locales)[number], label: string) => (
    <TextArea
      key={locale}
      name={`about.${locale}`}
      label={label}
      value={typed[`about.${locale}`] ?? ''}
      lang={locale}
      rows={4}
      maxLength={2000}
      error={locale === main ? errors['about'] : undefined}
      help={locale === main ? m.directory_about_help() : undefined}
    />
  )
  return (
    <Section id="telling" title={m.directory_telling()}>
      <form class="sm-form" method="post" action={`/${network.slug}/people/me`} novalidate>
        <input type="hidden" name="seen" value={typed['seen'] ?? '0'} />
        <TextField
          name="office"
          label={m.network_people_office()}
          help={m.directory_office_help()}
          value={typed['office'] ?? ''}
          error={errors['office']}
          autocomplete="organization-title"
          optional={m.shared_optional()}
        />
        {about(main!, m.directory_about())}
        <details class="sm-more" open={others.some((locale) => typed[`about.${locale}`])}>
          <summary>
            {m.directory_about_others()}
            <Icon of={icons.chevronDown} class="chevron" />
          </summary>
          <div class="sm-form">
            {others.map((locale) => about(locale, m.directory_about_in({ language: languageName(locale) })))}
          </div>
        </details>
        <TextField
          name="phone"
          type="tel"
          width="half"
          label={m.directory_phone()}
          value={typed['phone'] ?? ''}
          error={errors['phone']}
          autocomplete="tel"
          optional={m.shared_optional()}
        />
        <fieldset class="ds-fieldset">
          <legend class="ds-label">{m.directory_consent()}</legend>
          <p data-field="description">{m.directory_consent_help()}</p>
          {told?.photoSha256 && box('photo', m.directory_photo())}
          {box('about', m.directory_about())}
          {box('phone', m.directory_phone())}
          {box('email', m.directory_consent_email({ email: props.member.email ?? '' }))}
        </fieldset>
        <div class="sm-form__end">
          <Button>{m.shared_save()}</Button>
          <a class="ds-link" href={`/${network.slug}/people`}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
    </Section>
  )
}
