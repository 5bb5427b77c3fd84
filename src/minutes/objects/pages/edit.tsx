/** The form for one decision, action point or answer: what the text says of it, and who owns it. */
import { said } from '#meeting/parts/said.ts'
import type { MeetingView } from '#meeting/reads.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Checkbox, Select, TextArea, TextField } from '#ui/field.tsx'
import { Crumbs } from '#ui/section.tsx'
import { AttendingFields } from '../../attending/parts/fields.tsx'
import { type Block, DATE_TO_COME } from '../../document.ts'
import { attendingWords, factsOf } from '../../facts/rules.ts'
import type { Named, Owner } from '../rules.ts'

export interface EditPageProps {
  readonly view: MeetingView
  readonly block: Block
  readonly number: string | null
  readonly lang: string
  /** The item's page. */
  readonly itemPath: string
  readonly basedOn: number
  readonly seen: string
  readonly owner: Owner
  readonly suggested: Owner
  readonly named: Named
  /** Who may be written of as coming and going. */
  readonly people: readonly string[]
  /** Whether the text can be written in a field. */
  readonly plain: boolean
  /** Why the text cannot be changed now; null when it can. */
  readonly locked: string | null
  readonly told: boolean
  readonly typed: Readonly<Record<string, string>> | null
  readonly errors: Readonly<Record<string, string>>
  /** What was changed meanwhile, in words; null when nothing was. */
  readonly changed: string | null
}

const titles = {
  decision: () => m.decisions_edit_decision(),
  action: () => m.decisions_edit_action(),
  answer: () => m.decisions_edit_answer(),
  attendance: () => m.attending_edit(),
} as const

export function EditPage(props: EditPageProps) {
  const { view, block, errors } = props
  const title = said(view.meeting.title)
  const attends = block.kind === 'attendance'
  const back = attends ? `${view.path}/attendance` : `${view.path}/decisions`
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.minutes_crumbs()}
        steps={[
          { href: view.path, text: <span lang={title.lang}>{title.text}</span> },
          { href: back, text: attends ? m.registration_attendance() : m.decisions_title() },
        ]}
      />
      <h1 class="sm-title sm-title--m">
        {titles[block.kind]()} {props.number}
      </h1>
      <ErrorSummary title={m.shared_errors_title()} errors={Object.entries(errors).map(([field, text]) => ({ field, text }))} />
      {props.changed === null ? null : (
        <Alert tone="warning" role="alert">
          {m.decisions_changed_since()}
          <p lang={props.lang}>{props.changed}</p>
        </Alert>
      )}
      <form class="sm-form" method="post" novalidate>
        <input type="hidden" name="basedOn" value={props.basedOn} />
        <input type="hidden" name="seen" value={props.seen} />
        {props.locked === null ? <TextFields {...props} /> : <Standing {...props} why={props.locked} />}
        {block.kind === 'action' ? <OwnerFields {...props} /> : null}
        <div class="sm-form__end">
          {props.locked === null || block.kind === 'action' ? <Button>{m.shared_save()}</Button> : null}
          <a class="ds-link" href={`${props.itemPath}/minutes`}>
            {m.decisions_in_minutes()}
          </a>
          <a class="ds-link" href={`${back}#o-${block.id}`}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
    </main>
  )
}

function Standing({ block, lang, why }: EditPageProps & { why: string }) {
  return (
    <>
      <Alert tone="info">{why}</Alert>
      {block.question ? (
        <p class="soft" lang={lang}>
          {block.question}
        </p>
      ) : null}
      <p class="sm-reading" lang={lang}>
        {block.attending ? attendingWords({ ...block, attending: block.attending }) : block.text}
      </p>
      {factsOf(block).map(({ term, text }) => (
        <p key={text} class="soft">
          {term} {text}
        </p>
      ))}
    </>
  )
}

function TextFields(props: EditPageProps) {
  const { block, typed, errors, lang } = props
  const value = (name: string, now: string | number | null) => typed?.[name] ?? (now === null ? '' : String(now))
  if (block.attending) return <AttendingFields {...props} attending={block.attending} who={block.who} value={value} />
  return (
    <>
      {block.question ? (
        <p class="soft" lang={lang}>
          {block.question}
        </p>
      ) : null}
      {props.plain ? (
        <TextArea
          name="text"
          label={m.decisions_text()}
          help={m.decisions_text_help()}
          value={value('text', block.text)}
          error={errors.text}
          lang={lang}
          reading
        />
      ) : (
        <>
          <p class="sm-reading" lang={lang}>
            {block.text}
          </p>
          <p class="soft">{m.decisions_text_formatted()}</p>
        </>
      )}
      {block.kind === 'action' ? (
        <div class="sm-form__row">
          <TextField
            name="who"
            label={m.minutes_who()}
            help={m.decisions_who_help()}
            value={value('who', block.who)}
            error={errors.who}
            maxLength={200}
            lang={lang}
          />
          <TextField
            name="due"
            type="date"
            label={m.minutes_due()}
            value={value('due', block.due === DATE_TO_COME ? null : block.due)}
            error={errors.due}
          />
          <Checkbox
            name="dueToCome"
            value="yes"
            label={m.decisions_due_to_come()}
            checked={typed ? typed.dueToCome === 'yes' : block.due === DATE_TO_COME}
          />
        </div>
      ) : null}
      {block.kind === 'decision' ? <TakenFields {...props} value={value} /> : null}
    </>
  )
}

function TakenFields(props: EditPageProps & { value: (name: string, now: string | number | null) => string }) {
  const { value, errors } = props
  const { taken } = props.block
  return (
    <>
      <Select
        name="how"
        label={m.decisions_how()}
        value={value('how', taken.how)}
        width="half"
        options={[
          { value: '', label: m.decisions_how_unsaid() },
          { value: 'agreed', label: m.decisions_agreed() },
          { value: 'vote', label: m.decisions_how_vote() },
        ]}
      />
      <div class="sm-form__row">
        <Count name="yes" label={m.decisions_yes()} value={value('yes', taken.yes)} error={errors.yes} />
        <Count name="no" label={m.decisions_no()} value={value('no', taken.no)} error={errors.no} />
        <Count
          name="abstained"
          label={m.decisions_abstained()}
          value={value('abstained', taken.abstained)}
          error={errors.abstained}
        />
      </div>
      <TextArea
        name="dissent"
        label={m.decisions_dissent_label()}
        help={m.decisions_dissent_help()}
        value={value('dissent', taken.dissent)}
        error={errors.dissent}
        optional={m.shared_optional()}
        rows={2}
        lang={props.lang}
      />
    </>
  )
}

const Count = (props: { name: string; label: string; value: string; error: string | undefined }) => (
  <TextField {...props} inputmode="numeric" width="short" />
)

/** Whom the text means is suggested and never decided: nothing is chosen that nobody chose. */
function OwnerFields({ owner, suggested, named, typed, errors, told }: EditPageProps) {
  const chosen = (name: keyof Owner) => typed?.[name] ?? owner[name] ?? ''
  const organisationName = (id: string | null) => {
    const found = named.organisations.find((one) => one.id === id)
    return found ? said(found.name).text : undefined
  }
  const suggestion = (name: string | undefined, field: keyof Owner) =>
    name !== undefined && owner[field] === null ? m.decisions_owner_suggested({ name }) : undefined
  return (
    <fieldset class="ds-fieldset sm-form__part">
      <legend class="sm-h2">{m.decisions_owner()}</legend>
      <p class="soft">{m.decisions_owner_help()}</p>
      <Select
        name="personId"
        label={m.decisions_owner_person()}
        help={suggestion(named.people.find((one) => one.id === suggested.personId)?.name, 'personId')}
        value={chosen('personId')}
        error={errors.personId}
        options={[
          { value: '', label: m.decisions_owner_nobody() },
          ...foremost(named.people, suggested.personId).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Select
        name="organisationId"
        label={m.decisions_owner_organisation()}
        help={suggestion(organisationName(suggested.organisationId), 'organisationId')}
        value={chosen('organisationId')}
        error={errors.organisationId}
        options={[
          { value: '', label: m.decisions_owner_nobody() },
          ...foremost(named.organisations, suggested.organisationId).map(({ id, name }) => ({
            value: id,
            label: said(name).text,
          })),
        ]}
      />
      {told ? null : <Checkbox name="tell" value="yes" label={m.decisions_tell_now()} help={m.decisions_tell_now_help()} />}
    </fieldset>
  )
}

const foremost = <T extends { readonly id: string }>(all: readonly T[], id: string | null): readonly T[] => [
  ...all.filter((one) => one.id === id),
  ...all.filter((one) => one.id !== id),
]
