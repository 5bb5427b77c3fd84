/** The fields of a name and a text in every language, the network's own first. */
import { Languages } from '#meeting/settings/parts/languages.tsx'
import { type Locale, locales } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { languageName } from '#programme/parts/fields.tsx'
import { TextArea, TextField } from '#ui/field.tsx'

export interface NamedProps {
  readonly first: Locale
  /** By the field's name: 'name.nb'. */
  readonly fields: Readonly<Record<string, string>>
  readonly errors: Readonly<Record<string, string>>
  /** What the text is called in its form: 'description'. */
  readonly text: string
  readonly label: (of: { language: string }) => string
}

export function NamedFields({ first, fields, errors, text, label }: NamedProps) {
  const others = locales.filter((locale) => locale !== first)
  return (
    <Languages
      first={first}
      open={others.some((locale) => fields[`name.${locale}`] || fields[`${text}.${locale}`])}
      of={(locale) => (
        <>
          <TextField
            name={`name.${locale}`}
            label={m.network_name_in({ language: languageName(locale) })}
            value={fields[`name.${locale}`]}
            error={locale === first ? errors['name'] : undefined}
            lang={locale}
          />
          <TextArea
            name={`${text}.${locale}`}
            label={label({ language: languageName(locale) })}
            value={fields[`${text}.${locale}`]}
            error={locale === first ? errors[text] : undefined}
            lang={locale}
            rows={3}
            reading
            optional={m.shared_optional()}
          />
        </>
      )}
    />
  )
}
