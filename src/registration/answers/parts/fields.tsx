/** The questions of a form as fields, the same for whoever registers, for an organiser, and in the preview. */
import { said } from '#meeting/parts/said.ts'
import { capital } from '#meeting/parts/when.tsx'
import { list } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Checkbox, CheckboxGroup, Field, type FieldProps, RadioGroup, Select, TextArea, TextField } from '#ui/field.tsx'
import { ACCEPTED } from '../../files/rules.ts'
import type { Group, Question } from '../../tables.ts'
import { fieldOf, keptOf, removalOf } from '../forms.ts'
import { type AskedDay, dayName, daysFor, isEmptied, optionsFor } from '../rules.ts'

/** A file that was given, as its field shows it. */
export interface ShownFile {
  readonly fileName: string
  /** Where an organiser reads it. */
  readonly href?: string
  /** Proof that it came with this form, which comes back for something else. */
  readonly token?: string
}

export interface AnswerFieldsProps {
  readonly questions: readonly Question[]
  readonly days: readonly AskedDay[]
  /** The group it is known that they come with: only its days are offered, and what belongs to them. */
  readonly group?: Group | null
  /** Those that may still be chosen: at the days it is said which are for whom. */
  readonly groups?: readonly Group[]
  /** By question. */
  readonly files?: Readonly<Record<string, ShownFile>>
  /** What is filled in, by field. */
  readonly values: Readonly<Record<string, string | readonly string[]>>
  readonly errors: Readonly<Record<string, string>>
}

export function AnswerFields(props: AnswerFieldsProps) {
  return (
    <>
      {props.questions.map((question) => (
        <QuestionField key={question.id} question={question} {...props} />
      ))}
    </>
  )
}

function QuestionField(props: { question: Question } & AnswerFieldsProps) {
  const { question } = props
  const name = fieldOf(question)
  const label = said(question.label)
  const value = props.values[name]
  const text = typeof value === 'string' ? value : (value?.[0] ?? '')
  const chosen = typeof value === 'string' ? [value] : (value ?? [])
  const field = {
    name,
    label: <Label question={question} />,
    help: helpOf(props),
    error: props.errors[name],
    lang: label.lang,
    ...(question.required ? { required: true } : { optional: m.shared_optional() }),
  }
  const group = { ...field, legend: field.label }
  const all = props.days.map((day) => day.id)
  const open = daysFor(all, props.group ?? null)
  const closed = all.filter((id) => !open.includes(id))
  const options = optionsFor(question, closed).map((option) => {
    const words = said(option.label)
    return { value: option.id, label: words.text, lang: words.lang }
  })
  // All that could be chosen belongs to days they are not invited to.
  if (isEmptied(question, closed)) return null
  switch (question.kind) {
    case 'attendance':
      return (
        <RadioGroup
          {...group}
          value={text || 'onsite'}
          options={[
            { value: 'onsite', label: m.registration_onsite() },
            { value: 'online', label: m.registration_online() },
          ]}
        />
      )
    case 'days':
      return open.length === 1 && props.group ? null : (
        <CheckboxGroup
          {...group}
          values={value === undefined ? open : chosen}
          options={props.days
            .map((day, i) => ({ value: day.id, label: capital(dayName(day, i)) }))
            .filter((option) => open.includes(option.value))}
        />
      )
    case 'meals':
    case 'nights':
    case 'choices':
      return <CheckboxGroup {...group} values={chosen} options={options} />
    case 'choice':
      return options.length > 5 ? (
        <Select {...field} value={text} width="half" options={[{ value: '', label: m.registration_choose() }, ...options]} />
      ) : (
        <RadioGroup {...group} value={text} options={options} />
      )
    case 'diet':
    case 'invoice':
    case 'transport':
      return <TextArea {...field} value={text} rows={2} />
    case 'phone':
      return <TextField {...field} value={text} type="tel" width="half" autocomplete="tel" />
    case 'number':
      return <TextField {...field} value={text} inputmode="decimal" width="short" />
    case 'date':
      return <TextField {...field} value={text} type="date" width="half" />
    case 'text':
      return <TextArea {...field} value={text} rows={2} />
    case 'file':
      return <FileAnswer {...field} question={question} given={props.files?.[question.id]} />
  }
}

/** A file, and the one that was given before: it stays unless another is chosen, or its box is ticked. */
function FileAnswer({ question, given, ...field }: FieldProps & { question: Question; given: ShownFile | undefined }) {
  return (
    <>
      <Field {...field}>
        {(tied) => <input class="sm-file" {...tied} required={tied.required && !given} type="file" accept={ACCEPTED} />}
      </Field>
      {given ? (
        <div class="sm-reg__given">
          <p>
            {m.registration_file_given()}{' '}
            {given.href ? (
              <a class="ds-link" href={given.href}>
                {given.fileName}
              </a>
            ) : (
              <b>{given.fileName}</b>
            )}
          </p>
          {given.token ? (
            <input type="hidden" name={keptOf(question)} value={given.token} />
          ) : question.required ? null : (
            <Checkbox name={removalOf(question)} label={m.registration_file_remove()} />
          )}
        </div>
      ) : null}
    </>
  )
}

function Label({ question }: { question: Question }) {
  const label = said(question.label)
  const price = said(question.price)
  return (
    <>
      <span lang={label.lang}>{label.text}</span>
      {price.text ? (
        <span class="sm-optional" lang={price.lang}>
          {' '}
          {price.text}
        </span>
      ) : null}
    </>
  )
}

/** The help of the question itself, for whom which days are, and of whom it is asked: without script every question stands there. */
function helpOf({ question, questions, days, groups = [] }: { question: Question } & AnswerFieldsProps) {
  const help = said(question.help)
  const more = [
    ...(question.kind === 'file' ? [m.registration_file_help()] : []),
    ...(question.kind === 'days' ? groups.flatMap((group) => daysOfGroup(group, days)) : []),
    ...conditionOf(question, questions, days),
  ].join(' ')
  if (!help.text && !more) return undefined
  return (
    <>
      {help.text ? <span lang={help.lang}>{help.text}</span> : null} {more}
    </>
  )
}

function daysOfGroup(group: Group, days: readonly AskedDay[]): string[] {
  const theirs = days.flatMap((day, i) => (group.days.includes(day.id) ? [dayName(day, i)] : []))
  return theirs.length > 0 ? [m.registration_group_days_are({ group: said(group.name).text, days: list(theirs) })] : []
}

function conditionOf({ when }: Question, questions: readonly Question[], days: readonly AskedDay[]): string[] {
  const earlier = questions.find((one) => one.id === when?.question)
  if (!when || !earlier) return []
  const at = days.findIndex((day) => day.id === when.option)
  const option =
    earlier.kind === 'attendance'
      ? when.option === 'online'
        ? m.registration_online()
        : m.registration_onsite()
      : earlier.kind === 'days'
        ? at < 0
          ? ''
          : dayName(days[at]!, at)
        : said(earlier.options?.find((one) => one.id === when.option)?.label).text
  return option ? [m.registration_only_when({ question: said(earlier.label).text, option })] : []
}
