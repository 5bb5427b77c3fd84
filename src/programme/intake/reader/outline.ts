/** From a pasted text and the organiser's choices to the outline of a meeting. Pure: the same text and choices give the same outline. */
import type { AttendanceMode, TextKind } from '#meeting/tables.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import { linesOf } from '../../reader/lines.ts'
import { readProgramme } from '../../reader/read.ts'
import type { Doubt, ReadDay, ReadItem, Reading, ReadSpeaker, TextPart } from '../../reader/shape.ts'
import type { Choices, ItemChoice, Outline, OutlineDay, OutlineItem, OutlineSpeaker, OutlineText, Placement } from '../rules.ts'
import { keysOf } from './keys.ts'
import { settle, untilSettled } from './settle.ts'
import type { Checked, OpenDoubt, SourceLine } from './shape.ts'

/** What every step needs to know. `keys` are by line of the text as pasted, `shown` leads from there to the numbers people see. */
interface Context {
  readonly reading: Reading
  readonly choices: Choices
  readonly locale: Locale
  readonly keys: readonly string[]
  readonly shown: (lines: readonly number[]) => number[]
}

/** Reads a text and applies the choices. @param fallback as in `outlineOfReading` */
export const outlineOf = (text: string, choices: Choices, fallback: Locale): Checked =>
  outlineOfReading(readProgramme(text), choices, fallback)

/**
 * What was read, with the choices applied.
 * @param fallback the language for texts in a language that meetings cannot be written in (Swedish, Danish)
 */
export function outlineOfReading(reading: Reading, choices: Choices, fallback: Locale): Checked {
  const keys = keysOf(reading.lines.map((line) => line.text))
  const numbers = numbersOf(reading)
  const locale = choices.locale ?? localeOf(reading, fallback)
  const shown = (lines: readonly number[]) => lines.flatMap((line) => numbers[line - 1] ?? [])
  const at: Context = { reading, choices, locale, keys, shown }

  const days = structuredClone(reading.days)
  const named = days.map((day) => itemKeys(day, at.keys))
  const doubts = reading.doubts.map((doubt): OpenDoubt => {
    const key = `${doubt.why}.${at.keys[doubt.where.line - 1]}.${doubt.where.from}`
    const chosen = choices.settled[key] ?? null
    const effective = chosen ?? untilSettled(doubt.why)
    if (effective !== null) settle(days, doubt, effective, reading.lines[doubt.where.line - 1]?.text ?? '')
    const item = doubt.item ? (named[doubt.item[0]]?.[doubt.item[1]] ?? null) : null
    const where = { ...doubt.where, line: shown([doubt.where.line])[0] ?? 1 }
    return { key, why: doubt.why, where, alternatives: doubt.alternatives, chosen, item, day: dayAt(days, at.keys, doubt) }
  })
  const lines = reading.lines.flatMap(({ text, use }, i): SourceLine[] => {
    const n = numbers[i]
    return n ? [{ n, key: at.keys[i]!, text, use }] : []
  })
  const none = days.every((day) => day.items.length === 0)
  const all = choices.placeAll ?? (none ? 'introduction' : 'about')
  // Where there is no programme, a text given another title keeps its first line among the rest.
  const retitled = none && choices.title !== undefined
  const unplaced = lines
    .filter((line) => line.use === 'unread' || (retitled && line.use === 'title'))
    .map((line) => ({ ...line, to: choices.places[line.key] ?? all }))
  const outline: Outline = {
    title: { [locale]: choices.title ?? titleOf(reading, lines, none) },
    titleLines: lines.filter((line) => line.use === 'title').map((line) => line.n),
    locale,
    attendance: choices.attendance ?? reading.attendance ?? 'onsite',
    days: days.length > 0 ? days.map((day, d) => dayOf(at, day, d, named[d]!)) : [emptyDay(choices)],
    texts: textsOf(at, unplaced),
    change: changeOf(at, doubts, lines),
  }
  return { outline, doubts, lines, unplaced, cutAt: reading.cutAt ?? null, language: reading.language }
}

/** Line by line the number people see: blank lines have none. */
function numbersOf(reading: Reading): (number | null)[] {
  let n = 0
  return reading.lines.map((line) => (line.text.trim() === '' || line.use === null ? null : ++n))
}

function localeOf(reading: Reading, fallback: Locale): Locale {
  return reading.language === 'sv' || reading.language === 'da' ? fallback : reading.language
}

/** A year in front ("2020 Ledermøte – april") is how folders are sorted; people put it last. */
function titleOf(reading: Reading, lines: readonly SourceLine[], none: boolean): string {
  const title = reading.title ?? (none ? (lines[0]?.text.trim().slice(0, 100) ?? '') : '')
  return title.replace(/^((?:19|20)\d\d)[\s:–-]+(\S.*)$/, '$2 $1')
}

/** The keys of a day's items: several items on one line are told apart by their number on it. */
function itemKeys(day: ReadDay, keys: readonly string[]): string[] {
  const onLine = new Map<string, number>()
  return day.items.map((item) => {
    const first = item.lines[0] === undefined ? 'x' : keys[item.lines[0] - 1]!
    const before = onLine.get(first) ?? 0
    onLine.set(first, before + 1)
    return before === 0 ? first : `${first}~${before}`
  })
}

const dayKey = (day: ReadDay, d: number, keys: readonly string[]): string => (day.lines[0] ? keys[day.lines[0] - 1]! : `d${d}`)

const aboutDates: ReadonlySet<Doubt['why']> = new Set(['year-missing', 'weekday-differs', 'impossible-date', 'days-out-of-order'])

function dayAt(days: readonly ReadDay[], keys: readonly string[], doubt: Doubt): string | null {
  if (!aboutDates.has(doubt.why) || days.length === 0) return null
  const d = Math.max(
    0,
    days.findIndex((day) => day.lines.includes(doubt.where.line)),
  )
  return dayKey(days[d]!, d, keys)
}

const emptyDay = (choices: Choices): OutlineDay => ({
  key: 'd0',
  date: choices.dates.d0 || null,
  label: null,
  items: [],
  lines: [],
})

function dayOf(at: Context, day: ReadDay, d: number, named: readonly string[]): OutlineDay {
  const key = dayKey(day, d, at.keys)
  const date = key in at.choices.dates ? at.choices.dates[key] || null : day.date
  const items = day.items.map((item, i) => itemOf(at, item, named[i]!))
  const suggested = date === null && day.inferred ? { suggested: day.inferred.date } : {}
  return {
    key,
    date,
    ...suggested,
    label: labelOf(day.label, date, at.locale),
    items: withEnds(items),
    lines: at.shown(day.lines),
  }
}

/** A label that only says the date again is left out once the date is known. */
function labelOf(label: string | null, date: string | null, locale: Locale): Words | null {
  if (!label || (date && new RegExp(`(?<!\\d)0?${Number(date.slice(8))}(?!\\d)`).test(label))) return null
  return { [locale]: label }
}

/** An end that is not stated is the next start of the same track, marked as such. Walks backwards, so that each item is seen once. */
function withEnds(items: readonly OutlineItem[]): OutlineItem[] {
  const nextStart = new Map<string | null, string>()
  return items
    .toReversed()
    .map((item) => {
      const next =
        item.track === null ? [...nextStart.values()].toSorted()[0] : (nextStart.get(item.track) ?? nextStart.get(null))
      if (item.start !== null) nextStart.set(item.track, item.start)
      const inferred = item.end === null && item.start !== null && next !== undefined && next > item.start
      return inferred ? { ...item, end: next, endInferred: true } : item
    })
    .toReversed()
}

const MINUTES = /referat|protokoll|minutes|čoahkkingirji/i
const SLIDES = /presentasjon|lysbil[dt]|slides|presentation|powerpoint|\bppt\b/i
const bare = {
  start: null,
  end: null,
  endInferred: false,
  track: null,
  description: null,
  note: null,
  expectsMaterial: false,
  expectsMinutes: false,
} as const
const people = (all: readonly ReadSpeaker[], role: 'speaker' | 'moderator' = 'speaker'): OutlineSpeaker[] =>
  all.map(({ name, role: office }) => ({ name, office, role }))

/** What the reader only guessed, as far as nobody has corrected it. */
function guessesOf(read: ReadItem, mine: ItemChoice): NonNullable<OutlineItem['guessed']> {
  const fields = (['start', 'end', 'title', 'kind'] as const).filter(
    // That a thing is a talk is what is left when nothing says otherwise: no guess worth a word.
    (field) => read.confidence[field] === 'guessed' && mine[field] === undefined && !(field === 'kind' && read.kind === 'talk'),
  )
  const people = [...read.speakers, ...read.moderators].some((one) => one.confidence === 'guessed')
  return people ? [...fields, 'speakers'] : fields
}

function itemOf(at: Context, read: ReadItem, key: string): OutlineItem {
  const mine = at.choices.items[key] ?? {}
  const said = read.notes.filter((note) => !read.asides.includes(note))
  const notes = [...(read.approximate ? ['ca.'] : []), ...said]
  return {
    ...bare,
    key,
    start: mine.start === undefined ? read.start : mine.start || null,
    end: mine.end === undefined ? read.end : mine.end || null,
    kind: mine.kind ?? read.kind,
    track: read.track ?? null,
    room: read.room ?? null,
    title: { [at.locale]: mine.title ?? read.title },
    note: notes.length > 0 ? { [at.locale]: notes.join('\n') } : null,
    expectsMaterial: read.notes.some((note) => SLIDES.test(note)),
    expectsMinutes: read.notes.some((note) => MINUTES.test(note)),
    speakers: [...people(read.speakers), ...people(read.moderators, 'moderator')],
    guessed: guessesOf(read, mine),
    subitems: read.subitems.map((sub, i) => ({
      ...bare,
      key: `${key}_${i}`,
      kind: 'talk',
      title: { [at.locale]: sub.title },
      speakers: people(sub.speakers),
      subitems: [],
      lines: at.shown(sub.lines),
    })),
    lines: at.shown(read.lines),
  }
}

const BULLET = /^\s*[•·▪◦*–-]\s+/

interface Piece {
  readonly to: Placement
  readonly heading: boolean
  readonly text: string
  readonly lines: readonly number[]
}

// Words of a day's line that say no more than that it is a day, in the languages that are read.
const ONLY_A_DAY =
  /(?<!\p{L})(?:\p{L}*(?:dag|day|tag|beaivi|gaskavahkku|duorastat|bearjadat|lávvordat|sotnabeaivi|vuossárga|maŋŋebárga)(?:en)?|jan\p{L}*|feb\p{L}*|mar[st]\p{L}*|apr\p{L}*|ma[iy]j?|jun\p{L}*|jul\p{L}*|aug\p{L}*|sept?\p{L}*|o[kc]t\p{L}*|nov\p{L}*|de[sc]\p{L}*|program\p{L}*|prográmma|agenda|uke|veke|vecka|uge|week|klokk[ae]n?|from|time|dato|date|datum)(?!\p{L})/giu

const NAMES =
  /program|agenda|møte|möte|møde|meeting|seminar|konferan|konferens|conference|kurs|course|workshop|samling|festival|čoahkkin/i

/** What stands beside a date ("Torsdag 4. februar, Harstad bibliotek") has no field of its own: the line is kept with the practical facts. */
function besideDates(at: Context): Piece[] {
  return at.reading.days.flatMap((day) =>
    day.lines.flatMap((n): Piece[] => {
      const line = at.reading.lines[n - 1]
      if (line?.use !== 'day') return []
      const text = cleaned(line.text).trim()
      const [before = '', ...after] = day.label ? text.split(day.label) : [text]
      // A heading that names the meeting once more is no news: "Program for ledermøtet onsdag 29. april".
      const more = [NAMES.test(before) ? '' : before, ...after].join(' ').replace(ONLY_A_DAY, ' ')
      if (!/\p{L}{4}/u.test(more)) return []
      return [{ to: at.choices.places[at.keys[n - 1]!] ?? 'practical', heading: false, text, lines: at.shown([n]) }]
    }),
  )
}

/** The texts the reader placed and the lines the organiser placed, in the order of the text; a heading begins a new block. */
function textsOf(at: Context, unplaced: readonly (SourceLine & { to: Placement })[]): OutlineText[] {
  const placed = (Object.entries(at.reading.texts) as [Placement, TextPart[]][]).flatMap(([to, parts]) =>
    parts.map(
      (part): Piece => ({
        to: at.choices.places[at.keys[(part.lines[0] ?? 1) - 1]!] ?? to,
        heading: part.kind === 'heading',
        text: part.kind === 'bullet' ? `• ${part.text}` : part.text,
        lines: at.shown(part.lines),
      }),
    ),
  )
  const rest = unplaced.map(
    (line): Piece => ({ to: line.to, heading: false, text: cleaned(line.text).replace(BULLET, '• ').trim(), lines: [line.n] }),
  )
  const pieces = [...placed, ...rest, ...besideDates(at)].sort((a, b) => (a.lines[0] ?? 0) - (b.lines[0] ?? 0))
  const kinds: readonly TextKind[] = ['introduction', 'practical', 'about']
  return kinds.flatMap((kind) =>
    blocksOf(pieces.filter((piece) => piece.to === kind)).map(({ heading, body, lines }): OutlineText => {
      // A heading with nothing under it is still the organiser's words.
      const words = body.length > 0 ? body.join('\n') : (heading ?? '')
      return { kind, heading: heading && body.length > 0 ? { [at.locale]: heading } : null, body: { [at.locale]: words }, lines }
    }),
  )
}

const cleaned = (raw: string): string =>
  linesOf(raw)
    .lines.map((line) => line.text)
    .join(' ')

function blocksOf(pieces: readonly Piece[]): { heading: string | null; body: string[]; lines: number[] }[] {
  const blocks: { heading: string | null; body: string[]; lines: number[] }[] = []
  for (const piece of pieces) {
    if (piece.heading || blocks.length === 0) blocks.push({ heading: piece.heading ? piece.text : null, body: [], lines: [] })
    const block = blocks.at(-1)!
    if (!piece.heading) block.body.push(piece.text)
    block.lines.push(...piece.lines)
  }
  return blocks
}

/** A notice only where the organiser asked for one: running text that says "postponed" may mean something else than the meeting. */
function changeOf(at: Context, doubts: readonly OpenDoubt[], lines: readonly SourceLine[]): Outline['change'] {
  const told = doubts.find((doubt) => doubt.why.endsWith('-in-prose') && doubt.chosen === 0)
  if (!told) return null
  const line = lines[told.where.line - 1]!
  const part = Object.values(at.reading.texts)
    .flat()
    .find((one: TextPart) => at.shown(one.lines).includes(line.n))
  const reason = { [at.locale]: part?.text ?? cleaned(line.text).trim() }
  if (told.why === 'cancelled-in-prose') return { status: 'cancelled', reason }
  const attendance: AttendanceMode | null = at.choices.attendance ?? at.reading.attendance
  return { status: attendance === 'online' ? 'moved_online' : 'postponed', reason }
}
