/** One text around the programme. */
import { locales } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { ConflictAlert, ConflictChoices, type Disagreement } from '#programme/parts/conflict.tsx'
import { audienceName } from '#programme/parts/fields.tsx'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Select, TextArea, TextField } from '#ui/field.tsx'
import { Crumbs } from '#ui/section.tsx'
import { said } from '../../parts/said.ts'
import type { Audience } from '../../tables.ts'
import { Languages } from '../parts/languages.tsx'
import type { MeetingPlace, Wrong } from '../parts/shared.ts'
import { textKindName } from '../parts/textkind.ts'
import type { Flat } from '../rules.ts'

export interface TextPageProps extends MeetingPlace, Wrong {
  /** Null for a new text. */
  readonly id: string | null
  readonly fields: Flat
  /** Whom it can be for. */
  readonly audiences: readonly Audience[]
  readonly was: string
  readonly conflicts: readonly Disagreement[]
}

export function TextPage(props: TextPageProps) {
  const { base, meeting, fields, error } = props
  const heading = props.id ? m.meeting_set_text_edit() : m.meeting_set_text_new()
  const others = locales.filter((locale) => locale !== meeting.locale)
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[
          { text: said(meeting.title).text, href: base },
          { text: m.meeting_set_details(), href: `${base}/edit` },
          { text: heading },
        ]}
      />
      <h1 class="sm-title sm-title--m">{heading}</h1>
      {props.conflicts.length > 0 && <ConflictAlert />}
      <ErrorSummary title={m.shared_errors_title()} errors={props.errors} />
      <form class="sm-form" method="post" action={`${base}/texts/${props.id ?? 'new'}`} novalidate>
        <input type="hidden" name="was" value={props.was} />
        <ConflictChoices of={props.conflicts} error={error} />
        <Select
          name="kind"
          label={m.meeting_set_text_kind()}
          value={fields.kind}
          width="half"
          options={(['introduction', 'practical', 'ground_rules', 'about'] as const).map((kind) => ({
            value: kind,
            label: textKindName(kind),
          }))}
        />
        <Languages
          first={meeting.locale}
          open={others.some((locale) => fields[`body/${locale}`])}
          of={(locale) => (
            <>
              <TextField
                name={`heading/${locale}`}
                label={m.meeting_set_text_heading()}
                value={fields[`heading/${locale}`]}
                lang={locale}
                optional={m.shared_optional()}
              />
              <TextArea
                name={`body/${locale}`}
                label={m.meeting_set_text_body()}
                help={m.meeting_set_text_help()}
                rows={8}
                value={fields[`body/${locale}`]}
                lang={locale}
                reading
                error={error(`body/${locale}`) ?? (locale === meeting.locale ? error('body') : undefined)}
              />
            </>
          )}
        />
        <Select
          name="audience"
          label={m.meeting_set_text_audience()}
          value={fields.audience}
          width="half"
          error={error('audience')}
          options={props.audiences.map((value) => ({ value, label: audienceName(value) }))}
        />
        <div class="sm-form__end">
          <Button>{m.shared_save()}</Button>
          <a class="ds-link" href={`${base}/edit`}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
    </main>
  )
}
