/** `/{network}/{meeting}/registrations/{id}`: one registration, changed by an organiser. */
import type { ComponentChildren } from 'preact'
import { MeetingTools } from '#meeting/parts/tools.tsx'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Crumbs } from '#ui/section.tsx'
import { AnswerFields, type ShownFile } from '../../answers/parts/fields.tsx'
import { type AskedDay, isSpecial } from '../../answers/rules.ts'
import { asksForFiles } from '../../files/rules.ts'
import { RegistrationStateMark } from '../../parts/standing.tsx'
import { WhoFields } from '../../parts/who.tsx'
import type { Choosable, FormRow, RegistrationRow } from '../../reads.ts'

export interface EditPageProps {
  readonly title: ComponentChildren
  readonly path: string
  readonly row: RegistrationRow
  readonly form: FormRow
  readonly days: readonly AskedDay[]
  readonly choosable: Choosable
  readonly special: boolean
  /** By question, with where they are read. */
  readonly files: Readonly<Record<string, ShownFile>>
  readonly values: Readonly<Record<string, string | readonly string[]>>
  readonly errors: Readonly<Record<string, string>>
}

export function EditPage(props: EditPageProps) {
  const { row, form, path, errors, special } = props
  const asked = form.questions.filter((question) => special || !isSpecial(question.kind))
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[
          { text: props.title, href: path },
          { text: m.registration_overview(), href: `${path}/registrations` },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.registration_edit_title({ name: row.name })}</h1>
      <MeetingTools base={path} here="registrations" />
      <p>
        <RegistrationStateMark state={row.state} />
      </p>
      {row.byName ? <p>{m.registration_by({ name: row.byName })}</p> : null}
      <ErrorSummary title={m.shared_errors_title()} errors={Object.entries(errors).map(([field, text]) => ({ field, text }))} />
      <form
        class="sm-form"
        method="post"
        enctype={asksForFiles(form.questions) ? 'multipart/form-data' : undefined}
        action={`${path}/registrations/${row.id}`}
        novalidate
      >
        <input type="hidden" name="version" value={row.version} />
        <WhoFields
          values={props.values}
          errors={errors}
          choosable={props.choosable}
          groups={form.groups}
          own={false}
          emailFixed
        />
        <AnswerFields
          questions={asked}
          days={props.days}
          groups={form.groups}
          files={props.files}
          values={props.values}
          errors={errors}
        />
        {special || asked.length === form.questions.length ? null : <p class="sm-list__m">{m.registration_apart()}</p>}
        <div class="sm-form__end">
          <Button>{m.shared_save()}</Button>
          <a class="ds-link" href={`${path}/registrations`}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
    </main>
  )
}
