/** `/{network}/{meeting}/register`: oneself, a colleague, a substitute; or why not. */
import type { ComponentChildren } from 'preact'
import { Prose } from '#meeting/parts/prose.tsx'
import { said } from '#meeting/parts/said.ts'
import { dateTime, list } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Select } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs } from '#ui/section.tsx'
import { AnswerFields, type ShownFile } from '../answers/parts/fields.tsx'
import { type AskedDay, dayName } from '../answers/rules.ts'
import { asksForFiles } from '../files/rules.ts'
import { OwnState } from '../parts/standing.tsx'
import { WhoFields } from '../parts/who.tsx'
import type { Choosable, FormRow, RegistrationRow } from '../reads.ts'
import type { Standing } from '../rules.ts'
import type { Group } from '../tables.ts'

export type For = 'self' | 'colleague' | 'substitute'

export interface RegisterPageProps {
  readonly title: ComponentChildren
  /** `/{network}/{meeting}` */
  readonly path: string
  readonly timezone: string
  readonly standing: Standing
  /** The key of why not, in words; null when it may be done. */
  readonly refusal: string | null
  readonly form: Pick<
    FormRow,
    'questions' | 'groups' | 'introduction' | 'priceNote' | 'opensAt' | 'closesAt' | 'bindingFrom' | 'approval'
  > | null
  readonly days: readonly AskedDay[]
  readonly as: For
  /** Whether one may register others: members. */
  readonly others: boolean
  readonly signedIn: boolean
  /** One's own registration, with the way to it. */
  readonly own: { readonly row: Pick<RegistrationRow, 'state'>; readonly href: string } | null
  readonly choosable: Choosable
  /** The one whose own link was followed: then it is not asked for. */
  readonly group: Group | null
  /** Files that came with a form that comes back, by question. */
  readonly files: Readonly<Record<string, ShownFile>>
  readonly values: Readonly<Record<string, string | readonly string[]>>
  readonly errors: Readonly<Record<string, string>>
}

export function RegisterPage(props: RegisterPageProps) {
  const { form, path } = props
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs label={m.programme_crumbs()} steps={[{ text: props.title, href: path }]} />
      <h1 class="sm-title sm-title--m">{headings[props.as]()}</h1>
      <Introduction {...props} />
      {props.own && props.as === 'self' ? (
        <Alert tone="info" icon={icons.person}>
          <OwnState state={props.own.row.state} />
          <div class="sm-acts">
            <LinkButton href={props.own.href} variant="secondary">
              {m.registration_see_own()}
            </LinkButton>
          </div>
        </Alert>
      ) : null}
      {props.refusal ? (
        <Alert tone="warning" icon={icons.clock}>
          {props.refusal}
        </Alert>
      ) : null}
      {form && !props.refusal ? (
        <>
          {props.others ? <Ways {...props} /> : null}
          {props.signedIn ? null : (
            <p>
              <a class="ds-link" href={`/sign-in?to=${encodeURIComponent(`${path}/register`)}`}>
                {m.registration_sign_in_hint()}
              </a>
            </p>
          )}
          {props.own && props.as === 'self' ? null : <RegisterForm {...props} form={form} />}
        </>
      ) : null}
    </main>
  )
}

const headings: Record<For, () => string> = {
  self: m.registration_register,
  colleague: m.registration_register_colleague,
  substitute: m.registration_register_substitute,
}

function Introduction({ form, standing, timezone }: RegisterPageProps) {
  if (!form) return null
  const price = said(form.priceNote)
  const facts = [
    standing === 'full' ? m.registration_full_text() : null,
    form.approval ? m.registration_approval_text() : null,
    form.closesAt && (standing === 'open' || standing === 'full')
      ? m.registration_closes_at({ when: dateTime(form.closesAt, timezone) })
      : null,
    form.bindingFrom ? m.registration_binding_from({ when: dateTime(form.bindingFrom, timezone) }) : null,
  ].filter((fact) => fact !== null)
  return (
    <>
      {form.introduction ? (
        <div class="sm-lead">
          <Prose of={form.introduction} class="sm-mtext__body" />
        </div>
      ) : null}
      {facts.length > 0 ? <p>{facts.join(' ')}</p> : null}
      {price.text ? <p lang={price.lang}>{price.text}</p> : null}
    </>
  )
}

/** Oneself, or somebody else: three pages with one form each, so that what is typed is never about the wrong one. */
function Ways(props: RegisterPageProps) {
  const ways: readonly [For, string][] = [
    ['self', m.registration_for_self()],
    ['colleague', m.registration_for_colleague()],
    ['substitute', m.registration_for_substitute()],
  ]
  return (
    <nav class="sm-acts sm-reg__ways" aria-label={m.registration_for_whom()}>
      {ways.map(([one, name]) => (
        <LinkButton key={one} size="sm" variant="secondary" href={addressFor(props, one)} current={one === props.as}>
          {name}
        </LinkButton>
      ))}
    </nav>
  )
}

/** The page for somebody; a group's link stays that of the group. */
function addressFor({ path, group }: RegisterPageProps, as: For): string {
  const query = new URLSearchParams({ ...(as !== 'self' && { for: as }), ...(group && { group: group.id }) })
  return query.size > 0 ? `${path}/register?${query}` : `${path}/register`
}

/** As whom one comes, and on which days, where that is settled by the link. */
function Invited({ group, days }: { group: Group; days: readonly AskedDay[] }) {
  const name = said(group.name)
  const theirs = days.flatMap((day, i) => (group.days.includes(day.id) ? [dayName(day, i)] : []))
  return (
    <p>
      <span lang={name.lang}>{m.registration_invited_as({ group: name.text })}</span>{' '}
      {theirs.length > 0 ? m.registration_invited_days({ days: list(theirs) }) : null}
    </p>
  )
}

function RegisterForm(props: RegisterPageProps & { form: NonNullable<RegisterPageProps['form']> }) {
  const { form, as, errors, choosable } = props
  const lines = Object.entries(errors).map(([field, text]) => ({ field, text }))
  const enctype = asksForFiles(form.questions) ? 'multipart/form-data' : undefined
  return (
    <>
      <ErrorSummary title={m.shared_errors_title()} errors={lines} />
      {props.group ? <Invited group={props.group} days={props.days} /> : null}
      <form class="sm-form" method="post" enctype={enctype} action={addressFor(props, 'self')} novalidate>
        <input type="hidden" name="for" value={as} />
        {as === 'substitute' ? (
          <Select
            name="substituteFor"
            label={m.registration_substitute_for()}
            help={m.registration_substitute_help()}
            error={errors['substituteFor']}
            value={String(props.values['substituteFor'] ?? '')}
            options={choosable.members.map((one) => ({ value: one.personId, label: one.name }))}
          />
        ) : null}
        <WhoFields
          values={props.values}
          errors={errors}
          choosable={choosable}
          groups={props.group ? [] : form.groups}
          own={as === 'self'}
          emailFixed={as === 'self' && props.signedIn && props.values['email'] !== ''}
        />
        <AnswerFields
          questions={form.questions}
          days={props.days}
          group={props.group}
          groups={props.group ? [] : form.groups}
          files={props.files}
          values={props.values}
          errors={errors}
        />
        <p class="sm-list__m">{m.registration_privacy()}</p>
        <div class="sm-form__end">
          <Button>{props.standing === 'full' ? m.registration_join_line() : m.registration_send()}</Button>
          <a class="ds-link" href={props.path}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
    </>
  )
}
