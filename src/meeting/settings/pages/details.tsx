/** What a meeting is called, how it is held, and the texts around its programme. */
import { type Locale, locales } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { ConflictAlert, ConflictChoices, type Disagreement } from '#programme/parts/conflict.tsx'
import { Button, LinkButton, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Select, TextArea, TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { said } from '../../parts/said.ts'
import { MeetingTools } from '../../parts/tools.tsx'
import type { TextView } from '../../reads.ts'
import { Languages } from '../parts/languages.tsx'
import type { MeetingPlace, Wrong } from '../parts/shared.ts'
import { textKindName } from '../parts/textkind.ts'
import type { Flat } from '../rules.ts'

export interface DetailsPageProps extends MeetingPlace, Wrong {
  readonly fields: Flat
  readonly was: string
  readonly conflicts: readonly Disagreement[]
  readonly texts: readonly TextView[]
}

export function DetailsPage(props: DetailsPageProps) {
  const { base, meeting, fields, error } = props
  const others = locales.filter((locale) => locale !== meeting.locale)
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[{ text: said(meeting.title).text, href: base }, { text: m.meeting_set_details() }]}
      />
      <h1 class="sm-title sm-title--m">{m.meeting_set_details()}</h1>
      <MeetingTools base={base} here="edit" />
      {props.conflicts.length > 0 && <ConflictAlert />}
      <ErrorSummary title={m.shared_errors_title()} errors={props.errors} />
      <form class="sm-form" method="post" action={`${base}/edit`} novalidate>
        <input type="hidden" name="was" value={props.was} />
        <ConflictChoices of={props.conflicts} error={error} />
        <Languages
          first={meeting.locale}
          open={others.some((locale) => fields[`title/${locale}`] || fields[`summary/${locale}`])}
          of={(locale: Locale) => (
            <>
              <TextField
                name={`title/${locale}`}
                label={m.programme_fact_title()}
                value={fields[`title/${locale}`]}
                lang={locale}
                error={error(`title/${locale}`) ?? (locale === meeting.locale ? error('title') : undefined)}
              />
              <TextArea
                name={`summary/${locale}`}
                label={m.meeting_set_summary()}
                help={m.meeting_set_summary_help()}
                rows={2}
                value={fields[`summary/${locale}`]}
                lang={locale}
                reading
              />
            </>
          )}
        />
        <Select
          name="attendance"
          label={m.programme_fact_mode()}
          value={fields.attendance}
          width="half"
          options={[
            { value: 'onsite', label: m.programme_mode_onsite() },
            { value: 'online', label: m.programme_mode_online() },
            { value: 'mixed', label: m.programme_mode_mixed() },
          ]}
        />
        <TextField name="place" label={m.meeting_set_place()} value={fields.place} optional={m.shared_optional()} />
        <TextField
          name="joinUrl"
          type="url"
          label={m.meeting_set_join()}
          help={m.meeting_set_join_help()}
          value={fields.joinUrl}
          error={error('joinUrl')}
          optional={m.shared_optional()}
        />
        <div class="sm-form__end">
          <Button>{m.shared_save()}</Button>
          <a class="ds-link" href={base}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
      <Section id="texts" title={m.meeting_set_texts()} aside={m.meeting_set_text_count({ count: props.texts.length })}>
        <ul class="sm-list">
          {props.texts.map((text, i) => (
            <TextLine key={text.id} base={base} text={text} first={i === 0} last={i === props.texts.length - 1} />
          ))}
        </ul>
        <div class="sm-acts">
          <LinkButton href={`${base}/texts/new`} variant="secondary" icon={icons.plus}>
            {m.meeting_set_text_new()}
          </LinkButton>
          <LinkButton href={`${base}/programme`} variant="tertiary" icon={icons.numberList}>
            {m.programme_work_title()}
          </LinkButton>
        </div>
      </Section>
    </main>
  )
}

/** The first words of a text, whole. */
const opening = (text: string): string => (text.length <= 120 ? text : `${text.slice(0, 120).replace(/\s+\S*$/, '')} …`)

function TextLine(props: { base: string; text: TextView; first: boolean; last: boolean }) {
  const { base, text } = props
  const heading = said(text.heading).text || textKindName(text.kind)
  const look = { variant: 'tertiary', color: 'neutral', size: 'sm', iconOnly: true } as const
  return (
    <li id={`text-${text.id}`}>
      <a class="sm-list__t" href={`${base}/texts/${text.id}`}>
        {heading}
      </a>
      <span class="sm-list__m">
        {heading === textKindName(text.kind) ? null : `${textKindName(text.kind)}: `}
        {opening(said(text.body).text)}
      </span>
      <div class="sm-acts">
        <PostButton
          {...look}
          action={`${base}/texts/order`}
          fields={{ id: text.id, to: 'up' }}
          icon={icons.arrowUp}
          disabled={props.first}
        >
          {m.programme_up({ title: heading })}
        </PostButton>
        <PostButton
          {...look}
          action={`${base}/texts/order`}
          fields={{ id: text.id, to: 'down' }}
          icon={icons.arrowDown}
          disabled={props.last}
        >
          {m.programme_down({ title: heading })}
        </PostButton>
        <PostButton {...look} action={`${base}/texts/remove`} fields={{ id: text.id }} icon={icons.trash}>
          {m.programme_remove_named({ title: heading })}
        </PostButton>
      </div>
    </li>
  )
}
