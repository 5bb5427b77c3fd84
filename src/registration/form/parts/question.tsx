/** One question in the builder: its words, options, condition and price, and the ways to move and remove it. */
import { said } from '#meeting/parts/said.ts'
import { type Locale, locales } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Checkbox, Select, TextArea } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { type AskedDay, dayName, hasOptions, isSpecial, mayHangOn } from '../../answers/rules.ts'
import type { Question } from '../../tables.ts'
import { kindName } from '../rules.ts'
import { InLanguages } from './languages.tsx'

interface QuestionEditorProps {
  readonly question: Question
  readonly at: number
  readonly questions: readonly Question[]
  readonly days: readonly AskedDay[]
  readonly locale: Locale
  readonly errors: Readonly<Record<string, string>>
}

export function QuestionEditor(props: QuestionEditorProps) {
  const { question, at, questions, locale, errors } = props
  const { id } = question
  const name = said(question.label).text || kindName(question.kind)
  const wrong = Object.keys(errors).some((field) => field.includes(`.${id}.`) || field.endsWith(`.${id}`))
  return (
    <div class="sm-reg__q">
      <input type="hidden" name="question" value={id} />
      <input type="hidden" name={`kind.${id}`} value={question.kind} />
      <details class="sm-more" open={wrong || said(question.label).text === ''}>
        <summary>
          <span>
            {name}
            {name === kindName(question.kind) ? null : <span class="sm-optional"> {kindName(question.kind)}</span>}
          </span>
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <InLanguages name={`label.${id}`} label={m.registration_label()} value={question.label} locale={locale} errors={errors} />
        <InLanguages
          name={`help.${id}`}
          label={m.registration_help()}
          value={question.help ?? {}}
          locale={locale}
          errors={errors}
        />
        {hasOptions(question.kind) ? <Options {...props} /> : null}
        <InLanguages
          name={`price.${id}`}
          label={m.registration_price()}
          value={question.price ?? {}}
          locale={locale}
          errors={errors}
        />
        <Condition {...props} />
        {isSpecial(question.kind) ? <p class="sm-list__m">{m.registration_special_help()}</p> : null}
        {question.kind === 'attendance' ? (
          <input type="hidden" name={`required.${id}`} value="on" />
        ) : (
          <Checkbox name={`required.${id}`} label={m.registration_required()} checked={question.required} />
        )}
      </details>
      <div class="sm-acts">
        <Act act="up" {...{ id, name }} icon={icons.arrowUp} words={m.registration_up} never={at === 0} />
        <Act
          act="down"
          {...{ id, name }}
          icon={icons.arrowDown}
          words={m.registration_down}
          never={at === questions.length - 1}
        />
        <Act act="remove" {...{ id, name }} icon={icons.trash} words={m.registration_remove} />
      </div>
    </div>
  )
}

/** @param props.never the first goes no further up: its button stays in its place, so that the rows stand alike */
function Act(props: {
  readonly act: string
  readonly id: string
  readonly name: string
  readonly icon: string
  readonly words: (given: { name: string }) => string
  readonly never?: boolean
}) {
  return (
    <Button
      variant="tertiary"
      size="sm"
      color="neutral"
      icon={props.icon}
      iconOnly
      name="do"
      value={`${props.act}:${props.id}`}
      disabled={props.never}
      formNoValidate
    >
      {props.words({ name: props.name })}
    </Button>
  )
}

/** One a line. The lines of each language stand for the same options in the same order. */
function Options({ question, locale, errors }: QuestionEditorProps) {
  const options = question.options ?? []
  const lines = (one: Locale) => options.map((option) => option.label[one] ?? '').join('\n')
  const others = locales.filter((one) => one !== locale && options.some((option) => option.label[one]))
  return (
    <>
      <input type="hidden" name={`optionIds.${question.id}`} value={options.map((option) => option.id).join(' ')} />
      <input type="hidden" name={`optionDays.${question.id}`} value={options.map((option) => option.day ?? '-').join(' ')} />
      <TextArea
        id={`options.${question.id}`}
        name={`options.${question.id}.${locale}`}
        label={m.registration_options()}
        help={m.registration_options_help()}
        value={lines(locale)}
        error={errors[`options.${question.id}`]}
        lang={locale}
        rows={Math.max(3, options.length + 1)}
      />
      {others.map((one) => (
        <TextArea
          key={one}
          name={`options.${question.id}.${one}`}
          label={`${m.registration_options()}, ${languageName(one)}`}
          value={lines(one)}
          lang={one}
          rows={Math.max(3, options.length + 1)}
        />
      ))}
    </>
  )
}

const languageName = (locale: Locale): string =>
  ({ nb: m.shared_lang_nb, nn: m.shared_lang_nn, se: m.shared_lang_se, en: m.shared_lang_en })[locale]()

function Condition({ question, at, questions, days }: QuestionEditorProps) {
  const earlier = mayHangOn(questions, at)
  if (earlier.length === 0) return null
  const options = earlier.flatMap((one) => {
    const asked = said(one.label).text
    const choices =
      one.kind === 'attendance'
        ? [
            { id: 'onsite', text: m.registration_onsite() },
            { id: 'online', text: m.registration_online() },
          ]
        : one.kind === 'days'
          ? days.map((day, i) => ({ id: day.id, text: dayName(day, i) }))
          : (one.options ?? []).map((option) => ({ id: option.id, text: said(option.label).text }))
    return choices.map((choice) => ({ value: `${one.id}=${choice.id}`, label: `${asked}: ${choice.text}` }))
  })
  return (
    <Select
      name={`when.${question.id}`}
      label={m.registration_condition()}
      value={question.when ? `${question.when.question}=${question.when.option}` : ''}
      options={[{ value: '', label: m.registration_condition_none() }, ...options]}
    />
  )
}
