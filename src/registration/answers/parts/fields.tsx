/** The questions of a form as fields, the same for whoever registers, for an organiser, and in the preview. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { CheckboxGroup, RadioGroup, Select, TextArea, TextField } from '#ui/field.tsx'
import type { Question } from '../../tables.ts'
import { fieldOf } from '../forms.ts'
import { type AskedDay, dayName } from '../rules.ts'

export interface AnswerFieldsProps {
  readonly questions: readonly Question[]
  readonly days: readonly AskedDay[]
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
  const group = { name, legend: <Label question={question} />, help: field.help, error: field.error }
  const options = (question.options ?? []).map((option) => {
    const words = said(option.label)
    return { value: option.id, label: words.text, lang: words.lang }
  })
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
      return (
        <CheckboxGroup
          {...group}
          values={value === undefined ? props.days.map((day) => day.id) : chosen}
          options={props.days.map((day, i) => ({ value: day.id, label: dayName(day, i) }))}
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
      return null
  }
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

/** The help of the question itself, and of whom it is asked: without script every question stands there. */
function helpOf({ question, questions }: { question: Question; questions: readonly Question[] }) {
  const help = said(question.help)
  const earlier = questions.find((one) => one.id === question.when?.question)
  const option =
    earlier?.kind === 'attendance'
      ? question.when?.option === 'online'
        ? m.registration_online()
        : m.registration_onsite()
      : said(earlier?.options?.find((one) => one.id === question.when?.option)?.label).text
  if (!help.text && !earlier) return undefined
  return (
    <>
      {help.text ? <span lang={help.lang}>{help.text}</span> : null}
      {help.text && earlier ? ' ' : ''}
      {earlier ? m.registration_only_when({ question: said(earlier.label).text, option }) : null}
    </>
  )
}
