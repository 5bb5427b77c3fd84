import { pick, spokenTo, type Words } from '#platform/words/text.ts'
import { localeNow } from '#platform/words/words.ts'
import type { Place } from '../reads.ts'
import { itemIdAt } from '../rules.ts'

/** A text that people wrote, in the reader's language or the next best; marked when it is another than the page's. */
export function Said(props: { of: Words | null }) {
  const found = pick(props.of, localeNow())
  if (!found) return null
  return found.lang === spokenTo(localeNow()) ? found.text : <span lang={found.lang}>{found.text}</span>
}

/** The same as plain text, for names of buttons. */
export const plainly = (words: Words | null): string => pick(words, localeNow())?.text ?? ''

/** The steps of a trail that lead to where something hangs: the meeting, and the item unless it hangs on the whole. */
export const stepsTo = (place: Place) => [
  { text: <Said of={place.meeting.title} />, href: place.meetingPath },
  ...(itemIdAt(place) === null ? [] : [{ text: <Said of={place.item.title} />, href: place.path }]),
]
