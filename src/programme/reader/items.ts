/** One gathered item taken apart: title, speakers, sub-items and notes, with the doubts that came up on the way. */
import {
  besidePeople,
  bodiesIn,
  countedBeneath,
  holdsPeople,
  isPoint,
  isRemark,
  isSubtitle,
  lineAlone,
  listsThings,
  peopleAlike,
  tellsAbout,
  toldOf,
} from './beneath.ts'
import { hhmm } from './clock.ts'
import { namesSpeaker } from './cues.ts'
import { doubt, mendedQuotes } from './doubts.ts'
import type { Beneath, DraftItem } from './draft.ts'
import { rawOffset } from './lines.ts'
import { namesIn } from './names.ts'
import { type Part, partBehindName, partOf } from './part.ts'
import { linesOf, type Passage, spanOf, spansOfWords } from './passage.ts'
import { peopleOfCell } from './people-cell.ts'
import { type Room, roomAlone, roomAtEnd } from './rooms.ts'
import type { Doubt, ReadItem, ReadSpeaker, ReadSubitem, Span } from './shape.ts'
import { tidy } from './tidy.ts'
import { titleFromBelow, titleGoesOn, titleOverTwo } from './titles.ts'
import { OPENING_TRADE } from './trades.ts'

const NOTHING: Part = { title: '', speakers: [], moderators: [], led: [], notes: [], shared: null }

/** How this programme is written: titles with capitals throughout, people on the line under the title. */
export interface Habits {
  readonly titleCase: boolean
  readonly peopleBelow: boolean
  /** Titles stand right behind the names, with nothing between them. */
  readonly nameFirst: boolean
}

/** Reads an item. Kind is left for later: it depends on where in the day the item stands. */
export function readItem(draft: DraftItem, at: [number, number], habits: Habits): { item: ReadItem; doubts: Doubt[] } {
  const { titleCase } = habits
  const doubts: Doubt[] = []
  const ends = draft.head ? roomAtEnd(draft.head) : null
  const head = ends?.rest ?? draft.head
  const told = head ? ((habits.nameFirst ? partBehindName(head) : null) ?? partOf(head, false, titleCase)) : NOTHING
  const part =
    head && speaksOf(head, told, draft.beneath, habits) ? { ...NOTHING, title: tidy(head.text), notes: told.notes } : told
  const item: ReadItem = {
    start: hhmm(draft.time.start ?? 0),
    end: draft.time.end === null ? null : hhmm(draft.time.end),
    title: part.title,
    kind: 'talk',
    speakers: [...part.speakers],
    moderators: [],
    subitems: [],
    notes: [...part.notes],
    asides: [],
    lines: draft.lines.length === 1 ? [...draft.lines] : [...new Set(draft.lines)].sort((a, b) => a - b),
    from: { ...timeSpans(draft), title: [], room: null },
    confidence: { start: 'stated', end: draft.time.end === null ? null : 'stated', title: 'stated', kind: 'guessed' },
  }
  if (draft.time.approximate) item.approximate = true
  if (draft.time.odd) item.confidence.start = 'likely'
  lead(item, part)
  if (draft.track) item.track = draft.track
  if (draft.room) {
    item.room = draft.room
    if (draft.room !== draft.track) aside(item, draft.room)
  }
  if (ends) takeRoom(item, ends.room)
  for (const named of draft.who) namedBeside(item, item.speakers, named)
  if (part.shared && head) doubts.push(sharedDoubt(head, part, at))
  const listed = listsThings(draft.beneath)
  const counted = countedBeneath(draft.beneath)
  const among = holdsPeople(draft.beneath)
  const alike = peopleAlike(draft.beneath)
  const only = lineAlone(draft.beneath)
  const subtitle = head && item.speakers.length === 0 && isSubtitle(draft.beneath[0], head.text, draft.beneath)
  if (subtitle) item.title = `${item.title} – ${tidy(draft.beneath[0]?.passage.text ?? '')}`
  for (const [i, below] of draft.beneath.entries()) {
    if (subtitle && i === 0) continue
    const bodies = habits.peopleBelow && i === 0 && item.speakers.length === 0 ? bodiesBelow(below) : []
    const peer = alike.get(below)
    if (peer) item.speakers.push(peer)
    else if (bodies.length > 0) item.speakers.push(...bodies)
    else if (counted.has(below) && !namesIn(below.passage.text).some((hit) => hit.sure)) pointBelow(item, below)
    else if (listed && below.bullet && !namesIn(below.passage.text).some((hit) => hit.sure)) pointBelow(item, below)
    else {
      const beside = { alone: only === below, among }
      placeBelow(item, below, beside, at, doubts, titleCase && !(habits.peopleBelow && i === 0))
    }
  }
  if (head) titleOverTwo(item, head, draft.beneath[0])
  if (part.more)
    item.subitems.unshift({
      title: part.more,
      speakers: [],
      lines: head ? linesOf(head) : [],
      from: head ? spansOfWords(head, part.more) : [],
    })
  if (!item.title) titleFromBelow(item, head, part.notes.length)
  else if (head && OPENING_TRADE.test(item.title)) titleGoesOn(item, head)
  item.speakers = withoutTold(item, draft.beneath)
  item.speakers = onceEach(item.speakers)
  const passages = head ? [head] : []
  for (const below of draft.beneath) passages.push(below.passage)
  item.from.title = titleSpans(passages, item.title)
  for (const p of passages) quoteDoubt(p, at, doubts)
  dashDoubt(draft, item, at, doubts)
  return { item, doubts }
}

/** Where the title stands: in the first passage that holds its words, or else the whole of the first. */
function titleSpans(passages: readonly Passage[], title: string): Span[] {
  for (const p of passages) {
    const spans = spansOfWords(p, title)
    if (spans.length > 0) return spans
  }
  return passages.slice(0, 1).map((p) => spanOf(p))
}

/**
 * "Amalie Skram – diktaren" over "Foredragsholder: Kari Moe, forsker": where a line beneath names who speaks, the name that
 * opens the title is whom it is about.
 */
function speaksOf(head: Passage, part: Part, beneath: readonly Beneath[], habits: Habits): boolean {
  const [named] = namesIn(head.text)
  if (part.speakers.length === 0 || named?.from !== 0 || !/^[^,:]/.test(head.text.slice(named.to).trim())) return false
  const [first] = beneath
  return (
    beneath.some((b) => namesSpeaker(b.passage.text)) ||
    (habits.peopleBelow && first !== undefined && !first.cell && !first.bullet && namesOnly(first.passage, habits.titleCase))
  )
}

/** The speakers without those whom a sentence beneath only tells of, where a line of its own says who speaks. */
function withoutTold(item: ReadItem, beneath: readonly Beneath[]): ReadSpeaker[] {
  if (item.speakers.length < 2 || !beneath.some((b) => namesSpeaker(b.passage.text))) return item.speakers
  const told = beneath.flatMap(({ passage: { text } }) => {
    const name = toldOf(text)
    return name === null ? [] : [name]
  })
  return item.speakers.filter(({ name }) => !told.includes(name))
}

function namesOnly(p: Passage, titleCase: boolean): boolean {
  const { title, speakers } = partOf(p, true, titleCase)
  return title === '' && speakers.length > 0 && namesIn(p.text).some((hit) => hit.sure && !hit.single)
}

/** The bodies that a line of their own names where people stand under the titles. */
function bodiesBelow({ passage: p, bullet, cell }: Beneath): ReadSpeaker[] {
  if (bullet || cell || namesIn(p.text).some((hit) => hit.sure)) return []
  return bodiesIn(p.text).map((name) => {
    const from = p.text.lastIndexOf(name)
    return { name, role: null, span: spanOf(p, from, from + name.length) }
  })
}

function pointBelow(item: ReadItem, { passage: p }: Beneath): void {
  const title = tidy(p.text)
  item.subitems.push({ title, speakers: [], lines: linesOf(p), from: spansOfWords(p, title) })
}

/** Where the two times stand; both in the stretch that tells them. */
function timeSpans({ time, line }: DraftItem): { start: Span; end: Span | null } {
  const span = (from: number, to: number): Span => ({
    line: line.n,
    from: rawOffset(line, from),
    to: rawOffset(line, Math.max(from, to)),
  })
  // A table may take the end from another cell of the row.
  const inside = (clock: { from: number; to: number }) =>
    clock.to <= line.text.length ? span(clock.from, clock.to) : span(time.from, time.to)
  return { start: inside(time.first), end: time.end === null ? null : inside(time.last ?? time.first) }
}

/** A note in the text's own words that another field says too. */
function aside(item: ReadItem, words: string): void {
  item.notes.push(words)
  item.asides.push(words)
}

function takeRoom(item: ReadItem, room: Room): void {
  aside(item, room.words)
  if (item.room !== undefined) return
  item.room = room.name
  item.from.room = room.span
}

function lead(item: ReadItem, part: Part): void {
  item.moderators.push(...part.moderators)
  for (const words of part.led)
    if (part.moderators.length > 0) aside(item, words)
    else item.notes.push(words)
}

/** The people of a cell that says who; what else it says is a remark. */
function namedBeside(item: ReadItem, speakers: ReadSpeaker[], cell: Passage): void {
  const { people, remarks, part } = peopleOfCell(cell)
  speakers.push(...people)
  item.notes.push(...remarks)
  if (part) lead(item, part)
}

function placeBelow(
  item: ReadItem,
  below: Beneath,
  beside: { readonly alone: boolean; readonly among: boolean },
  at: [number, number],
  doubts: Doubt[],
  titleCase: boolean,
): void {
  const room = roomAlone(below.passage)
  if (room) {
    takeRoom(item, room)
    return
  }
  const text = below.passage.text
  if (isRemark(below, item, beside.alone, beside.among)) {
    item.notes.push(tidy(text))
    return
  }
  const ends = roomAtEnd(below.passage)
  if (ends) item.notes.push(ends.room.words)
  const p = ends?.rest ?? below.passage
  const lines = linesOf(p)
  const part = partOf(p, true, titleCase)
  lead(item, part)
  item.notes.push(...part.notes)
  if (part.shared) doubts.push(sharedDoubt(p, part, at))
  if (part.title && below.cell && part.speakers.length === 0) {
    // A further cell of a table row is a person, a workplace or a room; it is never a point of its own.
    const name = namesIn(p.text)[0]
    if (name && name.from === 0 && name.to === p.text.length) item.speakers.push({ name: p.text, role: null, span: spanOf(p) })
    else item.notes.push(part.title)
    return
  }
  // "• Hva er lesing? Om dem som leser": a bullet is a point, even where its sentences would be an abstract.
  if (below.bullet && part.title === '' && part.speakers.length === 0 && /^[^.!?]{8,100}\?\s/.test(text) && text.length < 220) {
    item.notes = item.notes.filter((note) => !part.notes.includes(note))
    pointBelow(item, below)
    return
  }
  const words = part.speakers.length > 0 ? besidePeople(part, below, item) : 'point'
  if (words === 'note') item.notes.push(part.title)
  if (words !== 'point') part.title = ''
  if (tellsAbout(text, part)) {
    // An abstract stays whole; who it names speaks only where nobody else does.
    item.notes = [...item.notes.filter((note) => !part.notes.includes(note)), tidy(text)]
    if (item.speakers.length === 0) item.speakers.push(...part.speakers)
    return
  }
  const asked = part.speakers.length > 0 && /\?$/.test(part.title) && part.title.length < 200
  if (part.title && (below.bullet || asked || isPoint(part.title))) {
    const point = { title: part.title, speakers: [...part.speakers], lines, from: spansOfWords(p, part.title) }
    for (const named of below.who ?? []) namedBeside(item, point.speakers, named)
    item.subitems.push(point)
    if (part.more) item.subitems.push({ title: part.more, speakers: [], lines, from: spansOfWords(p, part.more) })
    return
  }
  if (part.title) item.notes.push(part.title)
  item.speakers.push(...part.speakers)
  for (const named of below.who ?? []) namedBeside(item, item.speakers, named)
}

function sharedDoubt(p: Passage, part: Part, at: [number, number]): Doubt {
  const names = part.speakers.slice(-2).map((s) => s.name)
  return doubt('role-for-both', part.shared ?? spanOf(p), [names[1] ?? '', names.join(' + ')], at)
}

function quoteDoubt(p: Passage, at: [number, number], doubts: Doubt[]): void {
  if (!/[«»“”]/.test(p.text)) return
  const text = tidy(p.text)
  const mended = mendedQuotes(text)
  if (mended) doubts.push(doubt('missing-quote', spanOf(p), [mended, text], at))
}

/** Among dashed lines, the one without a dash was perhaps meant to carry on the line above. */
function dashDoubt(draft: DraftItem, item: ReadItem, at: [number, number], doubts: Doubt[]): void {
  const own = draft.beneath.filter((b) => !b.cell)
  if (own.filter((b) => b.bullet).length < 2) return
  for (const [i, b] of own.entries()) {
    const near = own[i - 1]?.bullet === true && own[i + 1]?.bullet === true
    const title = tidy(b.passage.text)
    if (!b.bullet && near && item.subitems.some((s: ReadSubitem) => s.title === title))
      doubts.push(doubt('line-without-dash', spanOf(b.passage), [title, tidy(`${own[i - 1]?.passage.text} ${title}`)], at))
  }
}

/** All who speak in an item, its sub-items included, in the order of the text. */
export function everySpeaker(item: ReadItem): readonly ReadSpeaker[] {
  if (item.subitems.length === 0 && item.speakers.length < 2) return item.speakers
  return [...item.speakers, ...item.subitems.flatMap((s) => s.speakers)]
    .sort((a, b) => a.span.line - b.span.line || a.span.from - b.span.from)
    .filter((s, i, all) => all.findIndex((o) => o.name === s.name) === i)
}

/** Nobody twice, nor again by given name alone ("Ann Kristin og Ola vil fortelle" under "Ann Kristin Moe og Ola Vik"). */
function onceEach(speakers: readonly ReadSpeaker[]): ReadSpeaker[] {
  const names = speakers.map((s) => s.name.toLowerCase())
  return speakers.filter((_, i) => names.indexOf(names[i] ?? '') === i && !names.some((name) => name.startsWith(`${names[i]} `)))
}
