/** `/{network}/{meeting}/registration/form`: everything about how one registers, in one form, with the result under it. */
import type { ComponentChildren } from 'preact'
import { MeetingTools } from '#meeting/parts/tools.tsx'
import { dateTime } from '#platform/words/dates.ts'
import { type Locale, locales, type Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, LinkButton, PostButton } from '#ui/button.tsx'
import { CopyField } from '#ui/copyfield.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Checkbox, CheckboxGroup, Select, TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { AnswerFields } from '../../answers/parts/fields.tsx'
import { type AskedDay, dayName } from '../../answers/rules.ts'
import type { FormRow } from '../../reads.ts'
import { groupCalled, type Standing } from '../../rules.ts'
import { type Draft, offered } from '../forms.ts'
import { InLanguages } from '../parts/languages.tsx'
import { QuestionEditor } from '../parts/question.tsx'
import { kindName } from '../rules.ts'

export interface FormPageProps {
  readonly title: ComponentChildren
  /** `/{network}/{meeting}` */
  readonly path: string
  readonly timezone: string
  /** The meeting's whole address, for links to take along. */
  readonly address: string
  /** Places on site that are held. */
  readonly taken: number
  /** The language the meeting is written in: its fields come first. */
  readonly locale: Locale
  readonly days: readonly AskedDay[]
  /** What stands; null while there is none. */
  readonly saved: FormRow | null
  readonly standing: Standing
  readonly draft: Draft
  /** Whether the draft holds what is not saved. */
  readonly unsaved: boolean
  readonly version: number
  readonly errors: Readonly<Record<string, string>>
  readonly conflict: boolean
}

export function FormPage(props: FormPageProps) {
  const { path, saved, draft, errors } = props
  const lines = Object.entries(errors).map(([field, text]) => ({ field, text }))
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[
          { text: props.title, href: path },
          ...(saved ? [{ text: m.registration_overview(), href: `${path}/registrations` }] : []),
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.registration_form_title()}</h1>
      <MeetingTools base={path} here="registrations" />
      <OpenOrNot {...props} />
      <ErrorSummary title={m.shared_errors_title()} errors={lines} />
      {props.conflict ? (
        <Alert tone="warning" title={m.shared_conflict()}>
          {m.registration_form_conflict()}
        </Alert>
      ) : null}
      {saved?.capacity != null && props.taken > saved.capacity ? (
        <Alert tone="info">{m.registration_form_over({ taken: String(props.taken), capacity: String(saved.capacity) })}</Alert>
      ) : null}
      {props.unsaved ? <Alert tone="info">{m.registration_form_unsaved()}</Alert> : null}
      <form class="sm-form" method="post" action={`${path}/registration/form`} novalidate>
        <input type="hidden" name="version" value={props.version} />
        {/* Enter in a field saves: the first button of a form is the one that is pressed. */}
        <button class="sr" type="submit" name="do" value="save" tabindex={-1}>
          {m.shared_save()}
        </button>
        <When {...props} />
        <InLanguages name="introduction" label={m.registration_introduction()} value={draft.introduction} long {...props} />
        <fieldset class="ds-fieldset sm-form__part">
          <legend class="sm-h2">{m.registration_questions()}</legend>
          <p data-field="description">{m.registration_questions_help()}</p>
          <div class="sm-reg__qs">
            {draft.questions.map((question, i) => (
              <QuestionEditor
                key={question.id}
                question={question}
                at={i}
                questions={draft.questions}
                days={props.days}
                locale={props.locale}
                errors={errors}
              />
            ))}
          </div>
          <div class="sm-inline">
            <Select
              name="adds"
              label={m.registration_add_question()}
              options={offered(draft.questions).map((kind) => ({
                value: kind,
                label: kindName(kind),
              }))}
            />
            <Button variant="secondary" icon={icons.plus} name="do" value="add">
              {m.registration_add()}
            </Button>
          </div>
        </fieldset>
        <Groups {...props} />
        <InLanguages
          name="priceNote"
          label={m.registration_price_note()}
          help={m.registration_price_note_help()}
          value={draft.priceNote}
          long
          {...props}
        />
        <div class="sm-form__end">
          <Button name="do" value="save">
            {m.shared_save()}
          </Button>
          <a class="ds-link" href={saved ? `${path}/registrations` : path}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
      <Section id="preview" title={m.registration_preview()} aside={<span class="soft">{m.registration_preview_help()}</span>}>
        <fieldset class="sm-form sm-reg__preview" disabled>
          <legend class="sr">{m.registration_preview()}</legend>
          <AnswerFields questions={draft.questions} days={props.days} values={{}} errors={{}} />
        </fieldset>
      </Section>
    </main>
  )
}

/** Whether one can register now; and the one click that opens it. */
function OpenOrNot({ saved, standing, path, timezone }: FormPageProps) {
  if (!saved)
    return (
      <Alert tone="info" icon={icons.personPlus} title={m.registration_open_title()}>
        {m.registration_open_text()}
        <div class="sm-acts">
          <PostButton action={`${path}/registration/open`} variant="primary">
            {m.registration_open()}
          </PostButton>
        </div>
      </Alert>
    )
  const open = standing === 'open' || standing === 'full'
  return (
    <div class="sm-acts sm-reg__now">
      <p>
        {open
          ? saved.closesAt
            ? m.registration_is_open_until({ when: dateTime(saved.closesAt, timezone) })
            : m.registration_is_open()
          : standing === 'early'
            ? m.registration_early()
            : m.registration_is_closed()}
      </p>
      {open ? (
        <PostButton action={`${path}/registration/close`} variant="secondary" size="sm">
          {m.registration_close_now()}
        </PostButton>
      ) : standing === 'early' || standing === 'late' ? (
        <PostButton action={`${path}/registration/open`} variant="secondary" size="sm">
          {m.registration_open_now()}
        </PostButton>
      ) : null}
      <LinkButton href={`${path}/register`} variant="tertiary" size="sm" icon={icons.eye}>
        {m.registration_see_page()}
      </LinkButton>
    </div>
  )
}

function When({ draft, errors }: FormPageProps) {
  return (
    <>
      <div class="sm-form__row">
        <TextField
          name="opensAt"
          type="datetime-local"
          label={m.registration_opens()}
          value={draft.opensAt}
          error={errors['opensAt']}
        />
        <TextField
          name="closesAt"
          type="datetime-local"
          label={m.registration_closes()}
          value={draft.closesAt}
          error={errors['closesAt']}
        />
      </div>
      <TextField
        name="capacity"
        label={m.registration_capacity()}
        help={m.registration_capacity_help()}
        value={draft.capacity}
        error={errors['capacity']}
        inputmode="numeric"
        width="short"
      />
      <TextField
        name="bindingFrom"
        type="datetime-local"
        label={m.registration_binding()}
        help={m.registration_binding_help()}
        value={draft.bindingFrom}
        error={errors['bindingFrom']}
        width="half"
      />
      <Checkbox
        name="approval"
        label={m.registration_approval()}
        help={m.registration_approval_help()}
        checked={draft.approval}
      />
    </>
  )
}

/** Two empty rows beyond those that are there. */
function Groups({ draft, days, locale, saved, address }: FormPageProps) {
  const rows = [...draft.groups, null, null]
  return (
    <details class="sm-more" open={draft.groups.length > 0}>
      <summary>
        {m.registration_groups()}
        <Icon of={icons.chevronDown} class="chevron" />
      </summary>
      <p data-field="description">{m.registration_groups_help()}</p>
      {rows.map((group, i) => (
        <fieldset class="ds-fieldset sm-form__part" key={group?.id ?? i}>
          <legend class="ds-label">{group ? nameIn(group.name, locale) : m.registration_group_new()}</legend>
          <input type="hidden" name={`group.${i}.id`} value={group?.id ?? ''} />
          {locales
            .filter((one) => one !== locale && group?.name[one])
            .map((one) => (
              <input key={one} type="hidden" name={`group.${i}.name.${one}`} value={group?.name[one]} />
            ))}
          <TextField
            name={`group.${i}.name.${locale}`}
            label={m.registration_group_name()}
            value={group?.name[locale] ?? ''}
            lang={locale}
          />
          {days.length > 1 ? (
            <CheckboxGroup
              name={`group.${i}.days`}
              legend={m.registration_group_days()}
              values={group?.days ?? []}
              options={days.map((day, at) => ({ value: day.id, label: dayName(day, at) }))}
            />
          ) : null}
          {group && groupCalled(saved, group.id) ? (
            <CopyField
              id={`group-link-${group.id}`}
              text={`${address}/register?group=${group.id}`}
              label={m.registration_group_link({ group: nameIn(group.name, locale) })}
            />
          ) : null}
        </fieldset>
      ))}
    </details>
  )
}

const nameIn = (name: Words, locale: Locale): string => name[locale] ?? Object.values(name)[0] ?? ''
