/** A network's logo: the one it has, another, what it says to those who do not see it. */
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Field } from '#ui/field.tsx'
import { Crumbs } from '#ui/section.tsx'
import { errorLines, WordsFields } from '../../parts/words.tsx'
import type { NetworkRow } from '../../reads.ts'
import { LogoMark } from '../parts/logo.tsx'
import type { ShownLogo } from '../rules.ts'

export interface LogoPageProps {
  readonly network: NetworkRow
  readonly logo: ShownLogo | null
  /** What stands in the fields. */
  readonly alt: Words | null
  /** The version a save is based on. */
  readonly seen: string
  readonly errors: Record<string, string>
  /** Somebody else changed the logo first. */
  readonly conflict: boolean
}

export function LogoPage({ network, logo, alt, seen, errors, conflict }: LogoPageProps) {
  const settings = `/${network.slug}/settings`
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.network_crumbs()}
        steps={[{ href: settings, text: m.network_settings_title() }, { text: m.network_logo() }]}
      />
      <h1 class="sm-title sm-title--m">{m.network_logo()}</h1>
      <p class="sm-lead">{m.network_logo_lead()}</p>
      {conflict && (
        <Alert tone="warning" role="alert">
          {m.network_logo_conflict()}
        </Alert>
      )}
      <ErrorSummary title={m.shared_errors_title()} errors={errorLines(errors, ['alt'], network.locale)} />
      {logo && (
        <p>
          <LogoMark logo={logo} class="sm-logo--head" />
        </p>
      )}
      <form class="sm-form" method="post" action={`${settings}/logo`} enctype="multipart/form-data" novalidate>
        <input type="hidden" name="seen" value={seen} />
        <Field
          name="logo"
          label={logo ? m.network_logo_replace() : m.network_logo_file()}
          help={m.network_logo_help()}
          error={errors['logo']}
        >
          {(tied) => <input class="sm-file" {...tied} type="file" accept="image/png,image/jpeg,image/webp,image/svg+xml" />}
        </Field>
        <fieldset class="ds-fieldset sm-form__part">
          <legend class="sm-h2">{m.network_logo_alt()}</legend>
          <p data-field="description">{m.network_logo_alt_help()}</p>
          <WordsFields
            name="alt"
            value={alt}
            label={(language) => m.network_logo_alt_in({ language })}
            errors={errors}
            main={network.locale}
          />
        </fieldset>
        <div class="sm-form__end">
          <Button>{m.shared_save()}</Button>
          <a class="ds-link" href={settings}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
      {logo && (
        <p class="sm-acts">
          <PostButton action={`${settings}/logo/remove`} variant="tertiary" color="danger">
            {m.network_logo_remove()}
          </PostButton>
        </p>
      )}
    </main>
  )
}
