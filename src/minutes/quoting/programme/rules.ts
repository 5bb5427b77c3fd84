/** What the programme says of an item, as it stands in its minutes. Pure. */
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { onlyPointsToMinutes } from '#programme/rules.ts'
import { cameFrom, link, paragraph, paragraphs } from '../document.ts'
import type { Quote } from '../rules.ts'

export interface SaidOfItem {
  readonly description: Words | null
  readonly note: Words | null
}

/** The texts of the programme on an item; what only says that there are minutes is none. */
export const textsOf = ({ description, note }: SaidOfItem, locale: Locale): { text: string; lang: Locale }[] =>
  [description, note].flatMap((words) => pick(words, locale) ?? []).filter(({ text }) => !onlyPointsToMinutes(text))

/** What is written of it; null where nothing is. */
export function quoteOfText(id: string, said: SaidOfItem, locale: Locale): Quote | null {
  const nodes = textsOf(said, locale).flatMap(({ text, lang }) => paragraphs(text, lang === locale ? null : lang))
  if (nodes.length === 0) return null
  return { id, is: 'text', title: inLocale(locale, m.quoting_text), lang: null, nodes: cameFrom(id, nodes) }
}

/** Somebody who speaks, as the programme names them. */
export interface Speaks {
  readonly name: string
  readonly office: string | null
}

/** "v/ Kari Nes, rådgiver; Ola Vold" in one line; empty where nobody is named. */
export const byWhom = (speakers: readonly Speaks[]): string =>
  speakers.length === 0 ? '' : m.quoting_by({ names: speakers.map(nameOf).join('; ') })

const nameOf = ({ name, office }: Speaks): string => [name, office].filter(Boolean).join(', ')

/** Who spoke; null where the programme names nobody. */
export function quoteOfSpeakers(id: string, speakers: readonly Speaks[], locale: Locale): Quote | null {
  if (speakers.length === 0) return null
  return inLocale(locale, () => ({
    id,
    is: 'speakers' as const,
    title: m.quoting_speakers(),
    lang: null,
    nodes: cameFrom(id, [paragraph(byWhom(speakers))]),
  }))
}

/** The way to something that hangs on the item. @param href a whole address */
export function quoteOfLink(id: string, title: Words, href: string, locale: Locale): Quote {
  const named = pick(title, locale) ?? { text: href, lang: locale }
  const lang = named.lang === locale ? null : named.lang
  const node = { ...paragraph('', lang), content: [link(named.text, href)] }
  return { id, is: 'link', title: named.text, lang, nodes: cameFrom(id, [node]) }
}
