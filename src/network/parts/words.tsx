/** A text in several languages as a group of fields, one for each. */
import { type Locale, locales, type Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { TextArea, TextField } from '#ui/field.tsx'

export const languageName = (locale: Locale): string =>
  ({ nb: m.shared_lang_nb, nn: m.shared_lang_nn, se: m.shared_lang_se, en: m.shared_lang_en })[locale]()

export function WordsFields(props: {
  name: string
  value: Words | null
  /** "Navn på bokmål", made for each language. */
  label: (language: string) => string
  errors: Readonly<Record<string, string>>
  /** The language that should not be left out. */
  main: Locale
  long?: boolean
}) {
  const ordered = [props.main, ...locales.filter((locale) => locale !== props.main)]
  return (
    <>
      {ordered.map((locale, place) => {
        const field = {
          name: `${props.name}.${locale}`,
          label: props.label(languageName(locale)),
          value: props.value?.[locale] ?? '',
          lang: locale,
          // What is wrong with the whole is said at its first field.
          error: place === 0 ? props.errors[props.name] : undefined,
          ...(place > 0 && { optional: m.shared_optional() }),
        }
        return props.long ? <TextArea key={locale} {...field} rows={3} /> : <TextField key={locale} {...field} maxLength={200} />
      })}
    </>
  )
}

/** What something is called: a group of fields as `WordsFields` makes it. */
export const NameFields = (props: Omit<Parameters<typeof WordsFields>[0], 'name' | 'label'> & { name?: string }) => (
  <WordsFields name="name" {...props} label={(language) => m.network_name_in({ language })} />
)

/** The lines of an error summary; what is wrong with a text in several languages leads to its first field. */
export function errorLines(
  errors: Readonly<Record<string, string>>,
  words: readonly string[],
  main: Locale,
): { field: string; text: string }[] {
  return Object.entries(errors).map(([field, text]) => ({ field: words.includes(field) ? `${field}.${main}` : field, text }))
}
