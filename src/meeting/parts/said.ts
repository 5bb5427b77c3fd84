import { type Locale, pick, spokenTo, type Words } from '#platform/words/text.ts'
import { localeNow } from '#platform/words/words.ts'

export interface Said {
  readonly text: string
  /** Set where the language differs from the page's own: spread it on the element that holds the text. */
  readonly lang: Locale | undefined
}

/** What people wrote, in the reader's language or the nearest there is. Empty when nothing is written. */
export function said(words: Words | null | undefined): Said {
  const found = pick(words, localeNow())
  return found
    ? { text: found.text, lang: found.lang === spokenTo(localeNow()) ? undefined : found.lang }
    : { text: '', lang: undefined }
}
