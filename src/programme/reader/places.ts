/** Programmes that write the place behind the time, and what happens there on the line beneath. */
import type { DraftDay, DraftItem } from './draft.ts'
import { namesIn } from './names.ts'
import { slice } from './passage.ts'
import { roomAlone } from './rooms.ts'
import { tidy } from './tidy.ts'

const FEWEST = 4
const FEWEST_BEHIND = 3
const MOST_OF_THEM = 0.6
// "Kl. 11.00, Galleri Zink: Tre biler"
const PLACE_THEN = /^(\p{Lu}[^:,.?!]{2,40}):\s+(?=\S)/u

/** Gives the items whose head is a place their place, and the line beneath as their head. Changes the items. */
export function partPlaces(days: readonly DraftDay[]): void {
  const items = days.flatMap((day) => day.items)
  const below = items.filter((item) => item.head && nextLine(item))
  const counts = new Map<string, number>()
  for (const item of below) counts.set(houseOf(item), (counts.get(houseOf(item)) ?? 0) + 1)
  const house = [...counts].find(
    ([name, n]) => name !== '' && n >= FEWEST && n >= items.length * MOST_OF_THEM && n >= below.length * MOST_OF_THEM,
  )?.[0]
  const behind = items.filter(placeBehindTime)
  if (behind.length >= FEWEST_BEHIND && behind.length >= items.length * MOST_OF_THEM) for (const item of behind) takePlace(item)
  takeTails(items)
  const venues = venuesOf(below)
  const halls = hallsOf(items)
  for (const item of below)
    if (inHouse(item, house) || halls.has(item.head?.text ?? '') || venues.has(item) || (item.head && roomAlone(item.head)))
      titleBelow(item)
}

/** "Sajos" of "Sajos, auditoria Dolla": the name before the first comma, where a hall or a room follows it. */
function houseOf(item: DraftItem): string {
  return /^(\p{Lu}[\p{L}\d -]{2,30}),\s\S/u.exec(item.head?.text ?? '')?.[1] ?? ''
}

function inHouse(item: DraftItem, house: string | undefined): boolean {
  const text = item.head?.text ?? ''
  return house !== undefined && (text === house || text.startsWith(`${house},`))
}

function nextLine(item: DraftItem): boolean {
  const [first] = item.beneath
  return first !== undefined && !first.cell && !first.bullet && !item.room
}

function titleBelow(item: DraftItem): void {
  const [first, ...rest] = item.beneath
  if (!first || !item.head) return
  item.room = tidy(item.head.text)
  item.head = first.passage
  item.beneath = rest
}

// "Minnene gir gjenlyd, Saemien Sijte": a house with capitals behind the last comma.
const TAIL = /,\s+(\p{Lu}[^,.:;?!«»"“”()\d]{2,40})\.?$/u

const WHO_AT_END = /(?:^|\s)(?:v\/|ved|av|med|by)\s?[^,]{3,60}$/iu

/** Takes the place that ends most of the titles out of those where it tells no speaker's workplace. */
function takeTails(items: readonly DraftItem[]): void {
  const tails = items.map((item) => TAIL.exec(item.head?.text ?? ''))
  const counts = new Map<string, number>()
  for (const tail of tails) if (tail?.[1]) counts.set(tail[1], (counts.get(tail[1]) ?? 0) + 1)
  const place = [...counts].find(([, n]) => n >= FEWEST && n > items.length / 2)?.[0]
  if (place === undefined) return
  for (const [i, item] of items.entries()) {
    const tail = tails[i]
    if (tail?.[1] !== place || !item.head || item.room) continue
    // "… ved direktør Kari Moe, Saemien Sijte" says where she works.
    if (WHO_AT_END.test(item.head.text.slice(0, tail.index))) continue
    const title = slice(item.head, 0, tail.index)
    if (namesIn(title.text).some((hit) => hit.to === title.text.length)) continue
    item.room = place
    item.head = title
  }
}

function placeBehindTime(item: DraftItem): boolean {
  return item.line.text.charAt(item.time.to) === ',' && !item.room && PLACE_THEN.test(item.head?.text ?? '')
}

function takePlace(item: DraftItem): void {
  const found = PLACE_THEN.exec(item.head?.text ?? '')
  if (!found?.[1] || !item.head) return
  item.room = found[1]
  item.head = slice(item.head, found[0].length)
}

// "Four Seasons Ballroom 2 & 3", "Convention Center / Ballroom 1": capitals and numbers, and one of them a house or a hall.
const VENUE =
  /^(?=.*(?<!\p{L})(?:ballrooms?|foyer|lobby|hall|hotell?|cent(?:er|re)|rooms?|auditorium|theatre|theater|library|\p{L}*sal(?:en)?|\p{L}*rom(?:met)?|\p{L}*hallen|foajé(?:en)?|foajeen|kantine[na]?|auditoriet|biblioteket|kulturhuset)(?!\p{L}))\p{Lu}[^.:?!«»"“”]{3,80}$/iu

/** The items whose title line names a house or a hall, with the title beneath: only where several do, and places come again. */
function venuesOf(items: readonly DraftItem[]): ReadonlySet<DraftItem> {
  const found = items.filter(
    (item) => VENUE.test(item.head?.text ?? '') && !NO_HALL.test((item.head?.text ?? '').replace(/\d/g, '')),
  )
  const places = new Set(found.map((item) => item.head?.text))
  return new Set(found.length >= FEWEST && places.size < found.length ? found : [])
}

const NO_HALL =
  /\d|[.:?!,]|foredrag|innlegg|oplæg|keynote|session|sesjon|økt|talk|workshop|lunsj|lunch|frokost|pause|paus|kaffe|coffee|break|velkom|välkom|welcome/iu

/** "Galleriet", "Salen", "Galleriet": short heads that come again, with one line each beneath that never does. */
function hallsOf(items: readonly DraftItem[]): ReadonlySet<string> {
  const one = items.filter((item) => item.beneath.length === 1 && nextLine(item) && (item.head?.text.split(' ').length ?? 9) <= 2)
  const heads = new Set(one.map((item) => item.head?.text ?? '').filter((text) => !NO_HALL.test(text)))
  const lines = new Set(one.map((item) => item.beneath[0]?.passage.text))
  const some = one.length >= FEWEST && one.length >= items.length * MOST_OF_THEM
  return some && lines.size === one.length && heads.size <= one.length * MOST_OF_THEM ? heads : new Set()
}
