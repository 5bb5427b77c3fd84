/** Who was there, as it stands in minutes. Pure. */
import type { Locale, Words } from '#platform/words/text.ts'
import { pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { Presence } from '#registration/tables.ts'
import { bold, cameFrom, text } from '../document.ts'
import type { Quote } from '../rules.ts'

export interface Attended {
  readonly name: string
  readonly from: Words | null
  readonly presence: Presence
}

/** Who was there at an item, and who was not. */
export interface PresentView {
  /** It is kept at this item; else what is told is of the meeting as a whole. */
  readonly ofItem: boolean
  /** By name. */
  readonly people: readonly Attended[]
  /** Null where nothing was said of anybody. */
  readonly quote: Quote | null
}

/** In the order in which they are told. */
export const presences: readonly Presence[] = ['present', 'substitute', 'excused', 'absent']

export const namesWith = (people: readonly Attended[], presence: Presence, locale: Locale): string[] =>
  people
    .filter((one) => one.presence === presence)
    .map(({ name, from }) => {
      const place = pick(from, locale)?.text
      return place ? `${name} (${place})` : name
    })

export const isThere = ({ presence }: Attended): boolean => presence === 'present' || presence === 'substitute'

/** One paragraph for those who were there, one for those who sent word; null where nothing was said. */
export function quoteOfPresent(id: string, people: readonly Attended[], locale: Locale): Quote | null {
  if (people.length === 0) return null
  return inLocale(locale, (): Quote => {
    const lines = presences.flatMap((presence) => {
      const names = namesWith(people, presence, locale)
      if (names.length === 0) return []
      const lead = `${m[`registration_presence_${presence}`]()} (${names.length}): `
      return [{ type: 'paragraph', content: [bold(lead), text(names.join(', '))] }]
    })
    return { id, is: 'present', title: m.quoting_present(), lang: null, nodes: cameFrom(id, lines) }
  })
}
