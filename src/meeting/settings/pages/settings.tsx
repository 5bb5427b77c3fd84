import { locales, type Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { languageName } from '#programme/parts/fields.tsx'
import { Button, LinkButton, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Checkbox, RadioGroup, Select, TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { said } from '../../parts/said.ts'
import { MeetingTools } from '../../parts/tools.tsx'
import type { MeetingPlace, Wrong } from '../parts/shared.ts'
import { SpeakerTerms } from '../parts/terms.tsx'

export interface SettingsPageProps extends MeetingPlace, Wrong {
  readonly series: readonly { readonly id: string; readonly name: Words }[]
}

export function SettingsPage(props: SettingsPageProps) {
  const { base, meeting } = props
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[{ text: said(meeting.title).text, href: base }, { text: m.meeting_set_settings() }]}
      />
      <h1 class="sm-title sm-title--m">{m.meeting_set_settings()}</h1>
      <MeetingTools base={base} here="settings" />
      <ErrorSummary title={m.shared_errors_title()} errors={props.errors} />
      <Section id="audience-section" title={m.meeting_set_audience()}>
        <form class="sm-form" method="post" action={`${base}/settings/audience`}>
          <input type="hidden" name="version" value={String(meeting.version)} />
          <RadioGroup
            name="audience"
            legend={m.meeting_set_audience_legend()}
            help={m.meeting_set_audience_default()}
            value={meeting.audience}
            options={[
              { value: 'public', label: m.meeting_set_audience_public() },
              { value: 'members', label: m.meeting_set_audience_members() },
              {
                value: 'invited',
                label: m.meeting_set_audience_invited(),
                help: (
                  <a class="ds-link" href={`${base}/people#invited`}>
                    {m.meeting_set_audience_invited_help()}
                  </a>
                ),
              },
            ]}
          />
          <div class="sm-form__end">
            <Button variant="secondary">{m.shared_save()}</Button>
          </div>
        </form>
      </Section>
      {meeting.template ? null : <Publishing base={base} published={meeting.publishedAt !== null} />}
      <Section id="home" title={m.meeting_set_home()}>
        <form class="sm-form" method="post" action={`${base}/settings/home`}>
          <input type="hidden" name="version" value={String(meeting.version)} />
          <div class="sm-form__row">
            <Select
              name="series"
              label={m.programme_fact_series()}
              value={meeting.seriesId ?? ''}
              options={[
                { value: '', label: m.programme_no_series() },
                ...props.series.map(({ id, name }) => ({ value: id, label: said(name).text })),
              ]}
            />
            <Select
              name="locale"
              label={m.programme_fact_language()}
              value={meeting.locale}
              options={locales.map((value) => ({ value, label: languageName(value) }))}
            />
          </div>
          <div class="sm-form__end">
            <Button variant="secondary">{m.shared_save()}</Button>
          </div>
        </form>
      </Section>
      {meeting.template ? null : <SpeakerTerms base={base} meeting={meeting} error={props.error} />}
      {meeting.template ? null : (
        <Section id="plan" title={m.changes_title()}>
          <p>{m.changes_settings_text()}</p>
          <LinkButton href={`${base}/change`} variant="secondary" icon={icons.calendar}>
            {m.changes_settings()}
          </LinkButton>
        </Section>
      )}
      {meeting.template ? null : <SaveAsTemplate base={base} />}
      <section class="sm-sec sm-danger" aria-labelledby="remove">
        <div class="sm-sec__head">
          <h2 class="sm-h2" id="remove">
            {m.meeting_set_remove()}
          </h2>
        </div>
        <p>{m.meeting_set_remove_text()}</p>
        <PostButton action={`${base}/settings/remove`} variant="secondary" color="danger" icon={icons.trash}>
          {m.meeting_set_remove()}
        </PostButton>
      </section>
    </main>
  )
}

function Publishing(props: { base: string; published: boolean }) {
  return (
    <Section id="publishing" title={m.meeting_set_publishing()}>
      <p>{props.published ? m.meeting_set_is_published() : m.meeting_set_is_draft()}</p>
      {props.published ? (
        <PostButton action={`${props.base}/unpublish`} variant="secondary" color="neutral" icon={icons.eyeSlash}>
          {m.meeting_set_unpublish()}
        </PostButton>
      ) : (
        <PostButton action={`${props.base}/publish`} icon={icons.globe}>
          {m.meeting_publish()}
        </PostButton>
      )}
    </Section>
  )
}

/** The same structure again, and as often as one likes. */
function SaveAsTemplate(props: { base: string }) {
  return (
    <Section id="template" title={m.programme_template_save()}>
      <p>{m.programme_template_save_help()}</p>
      <form class="sm-form" method="post" action={`${props.base}/template`}>
        <TextField
          name="name"
          label={m.programme_template_name()}
          help={m.programme_template_name_help()}
          optional={m.shared_optional()}
          maxLength={500}
        />
        <Checkbox name="speakers" label={m.programme_copy_along_speakers()} />
        <div class="sm-form__end">
          <Button variant="secondary">{m.programme_template_save()}</Button>
          <a class="ds-link" href={`${props.base.slice(0, props.base.lastIndexOf('/'))}/new/from`}>
            {m.programme_copy_title()}
          </a>
        </div>
      </form>
    </Section>
  )
}
