/** What every passage of a meeting has in common. Pure. */
import type { Audience } from '#meeting/tables.ts'
import { type Locale, locales, type Words } from '#platform/words/text.ts'
import type { Level, Passage } from '../document.ts'

/** A meeting that is being read for the index. */
export interface Source {
  readonly id: string
  readonly networkId: string
  readonly seriesId: string | null
  readonly locale: Locale
  readonly day: string
  readonly level: Level
}

/** An item as what hangs on it needs it. */
export interface ItemSource extends Source {
  readonly itemId: string
  readonly title: Words
  readonly speakers: readonly string[]
}

const levels: Readonly<Record<Audience, Level>> = { public: 0, members: 1, invited: 2 }

/** The narrowest of a place and of audiences inside it. */
export const levelOf = (around: Level, ...audiences: readonly (Audience | null | undefined)[]): Level =>
  audiences.reduce<Level>((level, one) => (one && levels[one] > level ? levels[one] : level), around)

/** What is the same for all that stands at a place. */
export type Around = Pick<Passage, 'meetingId' | 'itemId' | 'seriesId' | 'organisationId' | 'day' | 'level' | 'names' | 'place'>

export const at = (source: Source, itemId: string | null = null): Around => ({
  meetingId: source.id,
  itemId,
  seriesId: source.seriesId,
  organisationId: null,
  day: source.day,
  level: source.level,
  names: [],
  place: {},
})

/** The language versions of some texts, each with its language: a text is found in every language it is written in. */
export function versions(
  first: Locale,
  texts: Readonly<Record<string, Words | null | undefined>>,
): { locale: Locale; texts: Readonly<Record<string, string>> }[] {
  const said = locales.filter((locale) => Object.values(texts).some((text) => text?.[locale]))
  return said
    .sort((a, b) => Number(b === first) - Number(a === first))
    .map((locale) => ({
      locale,
      texts: Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text?.[locale] ?? ''])),
    }))
}

/** A text in some language, the first one said. */
export const inAny = (text: Words | null | undefined, first: Locale): string =>
  text?.[first] || Object.values(text ?? {}).find(Boolean) || ''

/** The longest piece that is found as one: what is longer is cut between paragraphs. */
const LONGEST = 1200

/** A long text as passages, cut where its paragraphs end. */
export function pieces(text: string): string[] {
  const made: string[] = []
  for (const line of text.split(/\n+/).map((one) => one.trim())) {
    if (!line) continue
    const last = made.at(-1)
    if (last !== undefined && last.length + line.length < LONGEST) made[made.length - 1] = `${last}\n${line}`
    else made.push(...cut(line))
  }
  return made
}

/** A line that is too long, cut between words where it has some, and never within a letter that takes two places. */
function* cut(line: string): Generator<string> {
  let from = 0
  while (line.length - from > LONGEST) {
    const most = from + LONGEST
    const space = line.lastIndexOf(' ', most)
    const to = space > from ? space : /[\ud800-\udbff]/.test(line[most - 1]!) ? most - 1 : most
    yield line.slice(from, to)
    from = line[to] === ' ' ? to + 1 : to
  }
  yield line.slice(from)
}

/** Passages of one source, numbered, so that two of them are never at the same place. */
export const numbered = (passages: readonly Passage[]): Passage[] =>
  passages.map((one, i) => ({ ...one, place: { ...one.place, part: `${one.locale}${i}` } }))
