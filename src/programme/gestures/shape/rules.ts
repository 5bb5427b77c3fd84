/** One item made two, two made one, and a new one. Pure. */
import { narrowest } from '#meeting/rules.ts'
import { locales, type Words, withoutEmpty } from '#platform/words/text.ts'
import type { ItemState, SpeakerState } from '../../document.ts'
import { blank } from '../../rules.ts'
import { clockAt, lengthOf, minutesOf } from '../times/rules.ts'

/**
 * Cuts an item in two at a clock time. Texts, speakers, parts and whatever hangs on it stay with the first; the second is of
 * the same kind, in the same place, for the same readers.
 * @param title of the second; the first's own when none is given
 * @returns null when the time does not lie within
 */
export function splitAt(item: ItemState, at: string, title: Words | null, id: string): [ItemState, ItemState] | null {
  if (item.start === null) return null
  const cut = lengthOf(item.start, at)
  // Without an end, anything later on the clock that is not the next morning.
  if (cut === 0 || cut >= (item.end === null ? 12 * 60 : lengthOf(item.start, item.end))) return null
  const second = {
    ...blank(id, { title: title ?? item.title, kind: item.kind }),
    dayId: item.dayId,
    track: item.track,
    room: item.room,
    audience: item.audience,
    start: clockAt(minutesOf(at)),
    end: item.end,
    endInferred: item.endInferred,
  }
  return [{ ...item, end: second.start, endInferred: false }, second]
}

/** What two items say, brought together in the order given; times from the first start to the last end. */
export function merged(first: ItemState, second: ItemState): ItemState {
  const timed = first.start !== null ? first : second
  const end = second.start !== null && first.start !== null ? laterEnd(first, second) : timed.end
  return {
    ...first,
    start: timed.start,
    end,
    endInferred: (end === second.end ? second : first).endInferred,
    pinned: first.pinned || second.pinned,
    room: first.room ?? second.room,
    title: joined(first.title, second.title, ' / ')!,
    description: joined(first.description, second.description, '\n'),
    note: joined(first.note, second.note, '\n'),
    // Nobody may read in the whole what one of the two kept from them.
    audience: narrowest(first.audience, second.audience),
    expectsMaterial: first.expectsMaterial || second.expectsMaterial,
    expectsMinutes: first.expectsMinutes || second.expectsMinutes,
    speakers: [...first.speakers, ...second.speakers.filter((one) => !first.speakers.some((other) => isSame(one, other)))],
  }
}

function laterEnd(first: ItemState, second: ItemState): string | null {
  if (second.end === null) return null
  if (first.end === null) return second.end
  const toSecond = lengthOf(first.start!, second.start!) + lengthOf(second.start!, second.end)
  return lengthOf(first.start!, first.end) > toSecond ? first.end : second.end
}

/** Each language by itself: what one of them lacks is not filled from another language. */
function joined(a: Words | null, b: Words | null, by: string): Words | null {
  const all = locales.map((locale) => {
    const versions = [a?.[locale], b?.[locale]].filter((text): text is string => Boolean(text))
    return [locale, [...new Set(versions)].join(by)] as const
  })
  return withoutEmpty(Object.fromEntries(all))
}

const isSame = (a: SpeakerState, b: SpeakerState): boolean =>
  a.role === b.role && (a.personId !== null ? a.personId === b.personId : b.personId === null && a.name === b.name)
