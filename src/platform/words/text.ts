/** Texts that people write, in several languages: a small map. The interface's own words are in `messages/`. */

export const locales = ['nb', 'nn', 'se', 'en'] as const
export type Locale = (typeof locales)[number]
export type Words = { readonly [L in Locale]?: string }

export const isLocale = (s: unknown): s is Locale => locales.includes(s as Locale)

/** The languages of the interface. Northern Sámi joins them when its words are approved by a native reader. */
export const spoken: readonly Locale[] = ['nb', 'nn', 'en']

/** What the interface speaks to a reader of a language: its own, or the one that stands in for it. It is the language of the page. */
export const spokenTo = (reader: Locale): Locale => (spoken.includes(reader) ? reader : 'nb')

/** Whom a reader of each language understands next best. Northern Sámi readers in Norway read Bokmål. */
const nextBest: Record<Locale, readonly Locale[]> = {
  nb: ['nb', 'nn', 'en', 'se'],
  nn: ['nn', 'nb', 'en', 'se'],
  se: ['se', 'nb', 'nn', 'en'],
  en: ['en', 'nb', 'nn', 'se'],
}

/**
 * The version of a text for a reader, and the language it is in (for `lang`).
 * @returns null when there is no text in any language
 */
export function pick(text: Words | null | undefined, reader: Locale): { text: string; lang: Locale } | null {
  if (!text) return null
  for (const lang of nextBest[reader]) {
    const found = text[lang]
    if (found) return { text: found, lang }
  }
  return null
}

/** Cannot be seen, and ends or turns the text around it: control characters other than tab and line feed, overrides of direction. */
const UNSEEN = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/gu

/** What somebody typed in a form, as it is kept: lines end with a line feed, and nothing hides between the letters. */
export const typedText = (text: string): string => text.replaceAll(/\r\n?/g, '\n').replaceAll(UNSEEN, '').trim()

/** A text without the language versions in which nothing is written. */
export function withoutEmpty(text: Words): Words | null {
  const written = Object.entries(text).filter(([, version]) => version)
  return written.length > 0 ? Object.fromEntries(written) : null
}
