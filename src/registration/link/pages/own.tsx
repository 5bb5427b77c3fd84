/** `/r/{token}`: one's own registration, to see, confirm, change, hand over and withdraw. */
import { said } from '#meeting/parts/said.ts'
import { dateTime, list } from '#platform/words/dates.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, LinkButton, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Checkbox, TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { AnswerFields, type ShownFile } from '../../answers/parts/fields.tsx'
import { type AskedDay, dayName } from '../../answers/rules.ts'
import { asksForFiles } from '../../files/rules.ts'
import { OwnState } from '../../parts/standing.tsx'
import { WhoFields } from '../../parts/who.tsx'
import type { FormRow, RegistrationRow } from '../../reads.ts'
import { groupCalled } from '../../rules.ts'

export interface OwnPageProps {
  readonly title: Words
  /** `/{network}/{meeting}`; null where the page is not for everybody. */
  readonly path: string | null
  /** `/r/{token}` */
  readonly base: string
  readonly timezone: string
  readonly row: RegistrationRow
  readonly form: FormRow
  readonly days: readonly AskedDay[]
  /** Files that were given, by question. */
  readonly files: Readonly<Record<string, ShownFile>>
  readonly mayChange: boolean
  readonly mayWithdraw: boolean
  readonly mayComeBack: boolean
  readonly binding: boolean
  /** How many stand before in the line. */
  readonly ahead: number
  readonly values: Readonly<Record<string, string | readonly string[]>>
  readonly errors: Readonly<Record<string, string>>
  /** Whoever stands in for them when they cannot come. */
  readonly standIn: { readonly name: string; readonly email: string } | null
  /** Which form came back. */
  readonly back: 'change' | 'substitute' | 'withdraw' | null
}

export function OwnPage(props: OwnPageProps) {
  const { row, base, errors } = props
  const title = said(props.title)
  const lines = Object.entries(errors).map(([field, text]) => ({
    field: props.back === 'substitute' ? `substitute-${field}` : field,
    text,
  }))
  return (
    <main class="sm-page sm-page--text" id="content">
      <h1 class="sm-title sm-title--m">{m.registration_own_title({ name: row.name })}</h1>
      <p class="sm-lead">
        {props.path ? (
          <a class="ds-link" href={props.path} lang={title.lang}>
            {title.text}
          </a>
        ) : (
          <span lang={title.lang}>{title.text}</span>
        )}
      </p>
      <OwnState state={row.state} />
      <Come {...props} />
      {props.path && row.state === 'registered' && row.days.length === 0 ? (
        <div class="sm-acts">
          <LinkButton href={`${props.path}.ics`} variant="secondary" size="sm" icon={icons.calendar}>
            {m.meeting_calendar()}
          </LinkButton>
        </div>
      ) : null}
      {row.state === 'waiting' ? (
        <p>{props.ahead === 0 ? m.registration_first() : m.registration_ahead({ count: props.ahead })}</p>
      ) : null}
      {row.byName ? <p>{m.registration_by({ name: row.byName })}</p> : null}
      <ErrorSummary title={m.shared_errors_title()} errors={lines} />
      {row.state === 'unconfirmed' ? (
        <Alert tone="info" icon={icons.envelope} title={m.registration_confirm_title()}>
          {m.registration_confirm_text()}
          <div class="sm-acts">
            <PostButton action={`${base}/confirm`} variant="primary">
              {m.registration_mail_confirm_button()}
            </PostButton>
          </div>
        </Alert>
      ) : null}
      {row.askedAgainAt !== null && props.mayWithdraw ? (
        <Alert tone="warning" icon={icons.questionmarkCircle} title={m.registration_still_title()}>
          {m.registration_still_text()}
          <div class="sm-acts">
            <PostButton action={`${base}/still`} variant="primary">
              {m.registration_still_button()}
            </PostButton>
          </div>
        </Alert>
      ) : null}
      {props.mayComeBack ? (
        <div class="sm-acts">
          <PostButton action={`${base}/again`} variant="primary">
            {m.registration_again()}
          </PostButton>
        </div>
      ) : null}
      {props.mayChange ? <ChangeForm {...props} /> : null}
      {props.mayWithdraw && !props.mayChange && row.state !== 'unconfirmed' ? <p>{m.registration_change_late()}</p> : null}
      {props.mayWithdraw && row.state !== 'unconfirmed' ? <SubstituteForm {...props} /> : null}
      {props.mayWithdraw ? <Withdraw {...props} /> : null}
    </main>
  )
}

/** As whom and on which days they come, where that is not simply all of it. */
function Come({ row, form, days }: OwnPageProps) {
  const group = groupCalled(form, row.groupId)
  const theirs = days.flatMap((day, i) => (row.days.includes(day.id) ? [dayName(day, i)] : []))
  if (!group && theirs.length === 0) return null
  return (
    <p>
      {group ? <span lang={said(group.name).lang}>{m.registration_invited_as({ group: said(group.name).text })}</span> : null}{' '}
      {theirs.length > 0 ? m.registration_your_days({ days: list(theirs) }) : null}
    </p>
  )
}

function ChangeForm({ form, row, base, values, errors, days, back, files }: OwnPageProps) {
  const shown = back === 'change' ? errors : {}
  const group = groupCalled(form, row.groupId)
  const enctype = asksForFiles(form.questions) ? 'multipart/form-data' : undefined
  return (
    <Section id="change" title={m.registration_change()}>
      <form class="sm-form" method="post" enctype={enctype} action={`${base}/change`} novalidate>
        <input type="hidden" name="version" value={row.version} />
        <WhoFields
          values={values}
          errors={shown}
          choosable={{ organisations: [], members: [] }}
          groups={group ? [] : form.groups}
          own
          emailFixed
        />
        {group ? <input type="hidden" name="group" value={group.id} /> : null}
        <AnswerFields
          questions={form.questions}
          days={days}
          group={group}
          groups={group ? [] : form.groups}
          files={files}
          values={values}
          errors={shown}
        />
        <div class="sm-form__end">
          <Button>{m.shared_save()}</Button>
        </div>
      </form>
    </Section>
  )
}

function SubstituteForm({ base, values, errors, back, standIn }: OwnPageProps) {
  const mine = back === 'substitute'
  return (
    <Section id="substitute" title={m.registration_send_substitute()}>
      <p>{m.registration_send_substitute_text()}</p>
      <form class="sm-form" method="post" action={`${base}/substitute`} novalidate>
        <TextField
          id="substitute-name"
          name="name"
          label={m.registration_substitute_name()}
          value={mine ? String(values['name'] ?? '') : standIn?.name}
          error={mine ? errors['name'] : undefined}
          autocomplete="off"
          required
        />
        <TextField
          id="substitute-email"
          name="email"
          type="email"
          label={m.registration_substitute_email()}
          value={mine ? String(values['email'] ?? '') : standIn?.email}
          error={mine ? errors['email'] : undefined}
          autocomplete="off"
          required
        />
        <div class="sm-form__end">
          <Button variant="secondary">{m.registration_send_substitute()}</Button>
        </div>
      </form>
    </Section>
  )
}

/** From the day it binds, whoever withdraws says that they have read what it costs. */
function Withdraw({ base, binding, form, timezone, back, errors }: OwnPageProps) {
  const price = said(form.priceNote)
  return (
    <Section id="withdraw" title={m.registration_withdraw()} class="sm-danger">
      <p>
        {binding
          ? m.registration_withdraw_binding({ when: dateTime(form.bindingFrom!, timezone) })
          : m.registration_withdraw_text()}
      </p>
      {binding && price.text ? <p lang={price.lang}>{price.text}</p> : null}
      <form class="sm-form" method="post" action={`${base}/withdraw`} novalidate>
        {binding ? (
          <Checkbox
            name="understood"
            label={price.text ? m.registration_withdraw_understood() : m.registration_withdraw_bound()}
            error={back === 'withdraw' ? errors['understood'] : undefined}
            required
          />
        ) : null}
        <div class="sm-acts">
          <Button variant="secondary" color="danger">
            {m.registration_withdraw()}
          </Button>
        </div>
      </form>
    </Section>
  )
}

/** A link that does not hold, in words for people. */
export function UnknownRegistration() {
  return (
    <main class="sm-page sm-page--text" id="content">
      <h1 class="sm-title sm-title--m">{m.registration_unknown()}</h1>
      <p class="sm-lead">{m.registration_unknown_text()}</p>
    </main>
  )
}
