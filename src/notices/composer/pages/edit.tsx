/** A draft: to whom, what it says in each language that they read, what is laid in. */
import { languageName } from '#materials/parts/kind.ts'
import { dateTime } from '#platform/words/dates.ts'
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { RadioGroup, TextArea, TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { Frame, type Place } from '../parts/frame.tsx'
import { ToWhom, type ToWhomProps } from '../parts/towhom.tsx'
import { faultText, languagesFor } from '../parts/words.ts'
import { type Drafted, type Fault, type Inlined, type NoticeRow, namePlaces, spoken, wordsOf } from '../rules.ts'

export interface EditPageProps extends Omit<ToWhomProps, 'audience' | 'error'> {
  readonly place: Place
  readonly id: string
  /** Of the draft that a save is based on. */
  readonly version: number
  /** As it is saved, or as it was typed. */
  readonly drafted: Drafted
  readonly faults: readonly Fault[]
  /** What stands in the database where somebody else was there first. */
  readonly theirs: NoticeRow | null
  /** How many changes there are to tell of. */
  readonly changes: number
}

export function EditPage(props: EditPageProps) {
  const { place, id, drafted, faults, theirs, facts } = props
  const action = `${place.base}/${id}`
  const main = facts.view?.meeting.locale ?? place.network.locale
  const written = Object.keys(drafted.body) as Locale[]
  const error = (field: string) => {
    const fault = faults.find((one) => one.field === field)
    return fault && faultText(fault)
  }
  return (
    <Frame
      place={place}
      title={m.letters_edit_title()}
      steps={[{ text: pick(drafted.subject, localeNow())?.text || m.letters_new() }]}
    >
      <ErrorSummary
        title={m.shared_errors_title()}
        errors={faults.map((fault) => ({ field: fault.field, text: faultText(fault) }))}
      />
      {theirs && <Theirs row={theirs} />}
      <form class="sm-form" method="post" action={action}>
        <input type="hidden" name="version" value={String(theirs?.version ?? props.version)} />
        <Section id="to-whom" title={m.letters_to()}>
          <ToWhom {...props} audience={drafted.audience} error={error('to')} />
          <Button variant="secondary" size="sm" name="next" value="save" icon={icons.arrowsCirclepath} formNoValidate>
            {m.letters_recount()}
          </Button>
        </Section>
        <Section id="what" title={m.letters_what()}>
          {languagesFor(main, props.receivers, written).map((locale, place) => (
            <InLanguage key={locale} {...props} locale={locale} main={place === 0} error={error} />
          ))}
          {facts.view && <InlinedChoice {...props} />}
        </Section>
        <div class="sm-form__end">
          <Button name="next" value="review" icon={icons.eye}>
            {m.letters_review()}
          </Button>
          <Button variant="secondary" name="next" value="save">
            {m.letters_save()}
          </Button>
        </div>
      </form>
      <div class="sm-acts">
        <PostButton action={`${action}/remove`} variant="tertiary" color="neutral" size="sm" icon={icons.trash}>
          {m.letters_remove()}
        </PostButton>
      </div>
    </Frame>
  )
}

function InLanguage({
  locale,
  main,
  error,
  drafted,
  facts,
  receivers,
}: EditPageProps & { locale: Locale; main: boolean; error: (field: string) => string | undefined }) {
  const stored = drafted.subject[locale] !== undefined || drafted.body[locale] !== undefined
  const suggested = !stored && facts.view ? wordsOf(drafted.template, facts.view.meeting.title) : null
  const readers = receivers.filter((one) => one.locale === locale).length
  const about = [
    ...(readers > 0 ? [`${m.letters_lang_readers({ count: readers, language: languageName(locale) })}.`] : []),
    ...(suggested?.body[locale] ? [m.letters_lang_suggested()] : []),
    ...(main ? [] : [m.letters_lang_fallback()]),
  ]
  const lang = locale === localeNow() ? undefined : locale
  const value = (words: Words, other: Words | undefined) => words[locale] ?? other?.[locale] ?? ''
  return (
    <>
      <TextField
        name={`subject/${locale}`}
        label={m.letters_subject_in({ language: languageName(locale) })}
        help={about.join(' ') || undefined}
        value={value(drafted.subject, suggested?.subject)}
        error={error(`subject/${locale}`)}
        lang={lang}
        width="full"
      />
      <TextArea
        name={`body/${locale}`}
        label={m.letters_body_in({ language: languageName(locale) })}
        help={m.letters_body_help({ name: namePlaces[locale] })}
        value={value(drafted.body, suggested?.body)}
        error={error(`body/${locale}`)}
        lang={lang}
        rows={9}
        reading
      />
    </>
  )
}

function InlinedChoice({ drafted, facts, changes }: EditPageProps) {
  const zone = facts.view!.meeting.timezone
  const told = facts.told
  const offersChange = changes > 0 || drafted.inlined === 'change'
  const options: { value: Inlined; label: string; help?: string }[] = [
    { value: 'nothing', label: m.letters_inline_nothing() },
    { value: 'programme', label: m.letters_inline_programme(), help: m.letters_inline_programme_help() },
    ...(offersChange
      ? [
          {
            value: 'change' as const,
            label: m.letters_inline_change(),
            help:
              changes > 0 && told
                ? m.letters_inline_change_help({ count: changes, when: dateTime(told.at, zone) })
                : m.letters_inline_change_none(),
          },
        ]
      : []),
    ...(facts.minutes || drafted.inlined === 'minutes'
      ? [{ value: 'minutes' as const, label: m.letters_inline_minutes(), help: m.letters_inline_minutes_help() }]
      : []),
    { value: 'duties', label: m.letters_inline_duties(), help: m.letters_inline_duties_help() },
  ]
  return <RadioGroup name="inlined" legend={m.letters_inline()} value={drafted.inlined} options={options} />
}

/** Two wrote at once: what was typed stands in the form, what the other saved stands above it. */
function Theirs({ row }: { row: NoticeRow }) {
  const written = [...new Set([...Object.keys(row.subject), ...Object.keys(row.body)])] as Locale[]
  return (
    <Alert tone="warning" role="alert">
      {m.letters_conflict()}
      <details class="sm-more">
        <summary>
          {m.letters_conflict_theirs()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        {[...spoken, 'se' as const]
          .filter((locale) => written.includes(locale))
          .map((locale) => (
            <div key={locale} class="sm-prose sm-letter" lang={locale}>
              {[row.subject[locale], row.body[locale]].filter(Boolean).join('\n\n')}
            </div>
          ))}
      </details>
    </Alert>
  )
}
