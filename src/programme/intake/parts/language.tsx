/** In which language a text is read. The names are those of the languages, in the reader's own. */
import { capital } from '#meeting/parts/when.tsx'
import { m } from '#platform/words/words.ts'
import { Select } from '#ui/field.tsx'
import type { Language } from '../../reader/shape.ts'
import { languages } from '../rules.ts'

const names: Record<Language, () => string> = {
  nb: m.shared_lang_nb,
  nn: m.shared_lang_nn,
  se: m.shared_lang_se,
  sv: m.programme_lang_sv,
  da: m.programme_lang_da,
  en: m.shared_lang_en,
}

export const languageName = (language: Language): string => capital(names[language]())

/** @param props.found what was found out, once the text has been read */
export function ReadAs(props: { chosen: Language | null; found?: Language | undefined }) {
  const auto = props.found
    ? m.programme_read_as_found({ language: languageName(props.found).toLowerCase() })
    : m.programme_read_as_auto()
  return (
    <Select
      name="language"
      label={m.programme_read_as()}
      help={m.programme_read_as_help()}
      width="half"
      value={props.chosen ?? ''}
      options={[{ value: '', label: auto }, ...languages.map((value) => ({ value, label: languageName(value) }))]}
    />
  )
}
