/** A text in the meeting's language, and in the others where they are opened. */
import { type Locale, locales, type Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { TextArea, TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'

const languageName = (locale: Locale): string =>
  ({ nb: m.shared_lang_nb, nn: m.shared_lang_nn, se: m.shared_lang_se, en: m.shared_lang_en })[locale]()

export function InLanguages(props: {
  readonly name: string
  readonly label: string
  readonly help?: string
  readonly value: Words
  readonly locale: Locale
  readonly long?: boolean
  readonly errors: Readonly<Record<string, string>>
}) {
  const others = locales.filter((one) => one !== props.locale)
  const field = (locale: Locale, label: string, help?: string) => {
    const name = `${props.name}.${locale}`
    const shared = { name, label, help, value: props.value[locale] ?? '', lang: locale, error: props.errors[name] }
    return props.long ? <TextArea key={locale} {...shared} rows={2} /> : <TextField key={locale} {...shared} />
  }
  return (
    <div class="sm-reg__words">
      {field(props.locale, props.label, props.help)}
      <details class="sm-more">
        <summary>
          {m.registration_other_languages({ label: props.label })}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        {others.map((one) => field(one, `${props.label}, ${languageName(one)}`))}
      </details>
    </div>
  )
}
