import { type Locale, spokenTo } from '#platform/words/text.ts'
import { localeNow } from '#platform/words/words.ts'

/** The language of a text, where it is not the page's. */
export const langOf = ({ lang }: { readonly lang: Locale }): Locale | undefined =>
  lang === spokenTo(localeNow()) ? undefined : lang
