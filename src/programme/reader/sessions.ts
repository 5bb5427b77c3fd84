/** Lines that name what follows: a session, half a day, a house. None of them is a point of the item above. */
import { tellsLeader } from './moderators.ts'
import type { Passage } from './passage.ts'
import { roomAtEnd } from './rooms.ts'
import type { Row } from './rows.ts'
import { tidy } from './tidy.ts'

const SESSION =
  /^(?:(?:plenary|parallel|paper|keynote|poster|thematic|opening|closing|morning|afternoon)\s+session|session|sesjon|seksjon|spor|track|spår|stream|strand|parallell?\p{L}*|økt|bolk|del|part|blokk|block|tema|theme|pass|afsnit|oassi)\s*(?:\d{1,2}|[IVX]{1,4}|[A-H])(?![\p{L}\d])/iu

// "Kafé Midtpunktet:" behind a blank line, right above a timed one.
const NAMED = /^[^:.!?]{3,50}:$/u
const PEOPLE_OR_POINTS =
  /^\p{Ll}|deltak|deltag|medverk|medvirk|panel|innle|inled|foredrag|talare|speaker|ordstyr|moderator|tema|agenda/iu
// "For Board members only" right above a timed line.
const FOR_WHOM =
  /^(?:for|til|för|till)\s(?:all|alle|alla|board|council|members|styre|landsstyre|delegat|medlem|deltak|deltag|nye|nya|new|.{3,40}\s(?:only|bare|kun|endast)$)[^.!?]{0,70}$/iu

/**
 * "Session 2. Chair: Joyce Amadi" right above a timed line names what follows, and so does a short line that ends in a
 * colon behind a blank; neither is a point of the item above.
 */
export function headsSession(row: Row, rows: readonly Row[], index: number): row is Extract<Row, { kind: 'text' }> {
  if (row.kind !== 'text') return false
  if (/^\s*[-–—=*_]{3,}\s*\p{L}/u.test(row.line.text) || (HALF_DAY.test(row.text.text) && !row.bullet)) return true
  if (row.bullet) return false
  if (shouted(row.text.text) && shoutsAlone(rows, index)) return true
  if (rows[index - 1]?.kind === 'blank' && named(row.text.text, rows[index + 1], rows[index + 2])) return true
  if (!SESSION.test(row.text.text)) return false
  let next = index + 1
  while (next < rows.length && next < index + 6 && (rows[next]?.kind === 'blank' || leadsOnly(rows[next]))) next++
  return rows[next]?.kind === 'timed'
}

function named(text: string, below: Row | undefined, further: Row | undefined): boolean {
  if (FOR_WHOM.test(text)) return below?.kind === 'timed'
  if (!NAMED.test(text)) return false
  return below?.kind === 'timed' || (below?.kind === 'blank' && further?.kind === 'timed' && !PEOPLE_OR_POINTS.test(text))
}

// "fm – Digidelstugan", "Ettermiddag": the half of the day that follows.
const HALF_DAY =
  /^(?:fm|em|förmiddag|eftermiddag|formiddag|ettermiddag|morgon|morgen|kveld|kväll|aften|morning|afternoon|evening)(?:\s*[:–—-].{0,40})?:?$/iu

const TRACK =
  /^(?:parallell?\p{L}*|spor|track|stream|strand|spår|seminarspor)\s*(?:[A-H]|\d{1,2})(?![\p{L}\d])|^(?:spor|track|spår)\s*:/iu

/** The parallel part that a heading opens, with its room; null for a heading over the whole. */
export function trackOf(heading: Passage): { name: string; room: string | null } | null {
  if (!TRACK.test(heading.text)) return null
  const ends = roomAtEnd(heading)
  return { name: tidy((ends?.rest ?? heading).text), room: ends?.room.name ?? null }
}

function shouted(text: string): boolean {
  return text.length < 90 && /\p{Lu}{4}/u.test(text) && !/[\p{Ll}|[\]]/u.test(text)
}

/** A line in capitals right above a timed one is a heading, where the titles themselves are not in capitals. */
function shoutsAlone(rows: readonly Row[], index: number): boolean {
  let next = index + 1
  while (next < rows.length && next < index + 6 && (rows[next]?.kind === 'blank' || leadsOnly(rows[next]))) next++
  const below = rows[next]
  const above = rows.slice(Math.max(0, index - 12), index).findLast((row) => row.kind === 'timed')
  return below?.kind === 'timed' && !shouted(below.text.text) && !(above?.kind === 'timed' && shouted(above.text.text))
}

/** "Chair: Kaisa Vik" between the name of a session and its first item. */
function leadsOnly(row: Row | undefined): boolean {
  return row?.kind === 'text' && tellsLeader(row.text.text)
}
