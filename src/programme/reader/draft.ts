/** Rows gathered into days and items, before any of the words are taken apart. */

import { append } from './append.ts'
import { behindBelieved } from './behind.ts'
import type { DayMark } from './daymark.ts'
import { unfolded } from './folded.ts'
import type { Line } from './lines.ts'
import { linesOf, type Passage } from './passage.ts'
import { partPlaces } from './places.ts'
import { itemsTold } from './prose.ts'
import type { Row } from './rows.ts'
import type { Section } from './sections.ts'
import { headsSession, trackOf } from './sessions.ts'
import { titlesForTimes, type Untitled } from './stack.ts'
import type { TimeMention } from './times.ts'
import { carriedOn } from './wrap.ts'

export interface Beneath {
  passage: Passage
  bullet: boolean
  blanks: number
  cell: boolean
  line: Line
  /** The people a table names beside it. */
  who?: readonly Passage[]
}
export interface DraftItem {
  time: TimeMention
  head: Passage | null
  beneath: Beneath[]
  line: Line
  lines: number[]
  bullet: boolean
  track: string | null
  room: string | null
  /** The people a table names in a column of theirs. */
  who: readonly Passage[]
}
export interface DraftDay {
  mark: DayMark | null
  line: Line | null
  items: DraftItem[]
}
/** A row that is no part of an item: text, headings and days without a programme. */
export interface Outside {
  row: Row
  passage: Passage
  section: Section | null
  bullet: boolean
  place: 'before' | 'between' | 'after'
  blanks: number
}
export interface Draft {
  days: DraftDay[]
  outside: Outside[]
  untitled: Untitled[]
}

interface State {
  columns: string[]
  days: DraftDay[]
  item: DraftItem | null
  outside: Outside[]
  section: Section | null
  blanks: number
  track: string | null
  room: string | null
  /** The document's last heading over the items: one as high ends what stands under them. */
  level: number
}

/** Gathers rows. Text under an item belongs to it until the next item, day or heading; the rest is kept as outside text. */
export function gather(rows: readonly Row[]): Draft {
  const titled = titlesForTimes(rows)
  const s: State = {
    columns: [],
    days: [],
    item: null,
    outside: [],
    section: null,
    blanks: 0,
    track: null,
    room: null,
    level: HEADINGS,
  }
  const believed = behindBelieved(titled.rows)
  for (const [i, row] of titled.rows.entries()) {
    if (row.kind === 'blank') {
      s.blanks++
      continue
    }
    const heads = headsSession(row, titled.rows, i) || (s.item !== null && MARKDOWN_HEADING.test(row.line.text))
    const section = heads ? 'programme' : endsItems(s, row, titled.rows, i)
    take(s, section && row.kind === 'text' ? { kind: 'heading', line: row.line, text: row.text, section } : row, believed(i))
    s.level = row.line.heading ?? s.level
    s.blanks = 0
  }
  tellDays(s)
  const days = s.days.filter((d) => d.items.length > 0)
  partPlaces(days)
  for (const day of s.days) if (day.items.length === 0 && day.mark && day.line) s.outside.push(strayDay(day))
  s.outside.sort((a, b) => a.row.line.n - b.row.line.n)
  const first = days[0]?.items[0]?.line.n ?? Infinity
  const last = days.at(-1)?.items.at(-1)?.line.n ?? -1
  for (const o of s.outside) o.place = o.row.line.n < first ? 'before' : o.row.line.n > last ? 'after' : 'between'
  return { days, outside: s.outside, untitled: titled.untitled }
}

const MARKDOWN_HEADING = /^\s*#{1,6}\s/
const HEADINGS = 6
const LOOK_AHEAD = 40

/**
 * The section that a document's own heading opens behind an item: more of the programme, or, where no time follows
 * before the next heading, something about it. Null for a heading that is lower than the one over the items: it names a part.
 */
function endsItems(s: State, row: Row, rows: readonly Row[], index: number): Section | null {
  if (row.kind !== 'text' || row.heading === undefined || !s.item || row.heading > s.level) return null
  for (const next of rows.slice(index + 1, index + LOOK_AHEAD)) {
    if (next.kind === 'timed' || next.kind === 'behind') return 'programme'
    if (next.line.heading !== undefined) break
  }
  return 'about'
}

function take(s: State, row: Row, believed: boolean): void {
  switch (row.kind) {
    case 'rule':
    case 'columns':
    case 'heading': {
      if (row.kind === 'heading' && s.item && headsPart(row, s.item)) {
        outside(s, row, row.text)
        return
      }
      if (row.kind === 'columns') s.columns = row.cells.slice(1).map((c) => c.text)
      if (row.kind === 'heading') {
        s.section = row.section
        s.item = null
        const opened = trackOf(row.text)
        s.track = opened?.name ?? null
        s.room = opened?.room ?? null
      }
      const text = row.kind === 'heading' ? row.text : row.kind === 'columns' ? row.cells[0] : undefined
      if (text) outside(s, row, text)
      return
    }
    case 'day':
      s.days.push({ mark: row.day, line: row.line, items: [] })
      s.item = null
      s.section = null
      s.track = null
      s.room = null
      return
    case 'timed':
      if (s.section === 'hours') outside(s, row, row.text)
      else beginTimed(s, row)
      return
    case 'behind':
      if (!believed || s.section === 'hours' || s.section === 'practical') addText(s, row, row.text, false, [])
      else begin(s, row.time, row.text, row.line, false, row.rest ? [row.rest] : [])
      return
    case 'text':
      if (row.stray) {
        outside(s, row, row.text)
        if (row.ends) s.item = null
      } else addText(s, row, row.text, row.bullet, row.cells, row.who)
  }
}

/** "Program:" set in, or right under a dinner with its time: the evening's own programme, which ends no item. */
function headsPart(row: Row, item: DraftItem): boolean {
  if (/^\s*program(?:me|met)?:\s*$/i.test(row.line.text) && row.line.n === item.line.n + 1) return true
  return /:\s*$/.test(row.line.text) && row.line.text.search(/\S/) >= item.line.text.search(/\S/) + 4
}

function beginTimed(s: State, row: Extract<Row, { kind: 'timed' }>): void {
  if (row.day) s.days.push({ mark: row.day, line: row.line, items: [] })
  if (parallel(s, row.text, row.cells)) tracks(s, row)
  else begin(s, row.time, row.text, row.line, row.bullet, row.cells)
  if (s.item && row.track !== undefined) s.item.track = row.track
  if (s.item && row.room !== undefined) s.item.room = row.room
  if (s.item && row.who) s.item.who = row.who
  if (s.item && row.also) append(s.item.lines, row.also)
}

const WHO_OR_WHERE =
  /^(?:hvem|kven|vem|who|ansvarlig|ansvarleg|ansvarig|foredragsholder|foredragshaldar|talare|föreläsare|oplægsholder|speakers?|presenter|innleder|innleiar|sted|stad|plats|where|rom|room|lokale|merknad|kommentar|notes?|tema|title|tittel|topic|hva|kva|what|program|aktivitet|activity|innhold|gii)$/i

/** A table whose further columns are halls or tracks, none of them "who" or "where", holds one item per cell. */
function parallel(s: State, first: Passage, cells: readonly Passage[]): boolean {
  return (
    first.text !== '' &&
    cells.length > 0 &&
    s.columns.length === cells.length + 1 &&
    s.columns.length > 1 &&
    !s.columns.some((c) => WHO_OR_WHERE.test(c))
  )
}

function tracks(s: State, row: Extract<Row, { kind: 'timed' }>): void {
  for (const [i, cell] of [row.text, ...row.cells].entries()) {
    begin(s, row.time, cell, row.line, false, [])
    if (s.item) s.item.track = s.columns[i] ?? null
  }
}

function begin(s: State, time: TimeMention, head: Passage | null, line: Line, bullet: boolean, cells: Passage[]): void {
  if (s.days.length === 0) s.days.push({ mark: null, line: null, items: [] })
  const day = s.days.at(-1) as DraftDay
  const [title = null, ...points] = head ? unfolded(head) : []
  const beneath = [
    ...points.map((passage): Beneath => ({ passage, bullet: true, blanks: 0, cell: false, line })),
    ...cells.map((passage): Beneath => ({ passage, bullet: false, blanks: 0, cell: true, line })),
  ]
  s.item = {
    time,
    head: title,
    beneath,
    line,
    lines: head ? linesOf(head) : [line.n],
    bullet,
    track: s.track,
    room: s.room,
    who: [],
  }
  if (!s.item.lines.includes(line.n)) s.item.lines.unshift(line.n)
  day.items.push(s.item)
  if (s.section !== 'programme') s.section = null
}

function addText(s: State, row: Row, text: Passage, bullet: boolean, cells: Passage[], who: readonly Passage[] = []): void {
  if (!s.item || s.section === 'hours' || s.section === 'practical' || s.section === 'about') {
    outside(s, row, text, bullet)
    return
  }
  const item = enclosing(s)
  const last = item.beneath.at(-1)
  const above = (last ? last.passage : item.head)?.origins.at(-1)?.line
  const closed = above !== undefined && above !== row.line && CELL_CLOSED.test(above.text)
  if (!bullet && item.head && !last?.cell && !closed) {
    const joined = carriedOn(last ? last.passage : item.head, text, s.blanks > 0)
    if (joined) {
      if (last) last.passage = joined
      else item.head = joined
      item.lines.push(row.line.n)
      return
    }
  }
  item.lines.push(row.line.n)
  if (!item.head) item.head = text
  else item.beneath.push({ passage: text, bullet, blanks: s.blanks, cell: false, line: row.line, ...(who.length > 0 && { who }) })
  for (const passage of cells) item.beneath.push({ passage, bullet: false, blanks: 0, cell: true, line: row.line })
}

// "Session 1: Why lists |" over "an introduction |": a pipe closed the cell, so that nothing carries on behind it.
const CELL_CLOSED = /\|\s*$/

/** A break told inside a longer item ("Ca kl. 10.00 Pause") ends where the item goes on: later lines are the item's. */
function enclosing(s: State): DraftItem {
  const items = s.days.at(-1)?.items ?? []
  const [around, inner] = [items.at(-2), items.at(-1)]
  const current = s.item as DraftItem
  if (!around || inner !== current || current.time.end !== null || around.time.end === null || current.time.start === null)
    return current
  const inside = current.time.start > (around.time.start ?? 1440) && current.time.start < around.time.end
  return inside && s.blanks > 0 && /pause|paus|break|kaffe|lunsj|lunch|boddu/i.test(current.head?.text ?? '') ? around : current
}

function outside(s: State, row: Row, passage: Passage, bullet = false): void {
  s.outside.push({ row, passage, section: s.section, bullet, place: 'before', blanks: s.blanks })
}

/** A dated day without a single timed line may be told in sentences; only beside days that have their items. */
function tellDays(s: State): void {
  if (!s.days.some((d) => d.items.length > 0)) return
  for (const [i, day] of s.days.entries()) {
    if (day.items.length > 0 || !day.line) continue
    const until = s.days[i + 1]?.line?.n ?? Infinity
    const own = s.outside.filter(
      (o) => (o.row.kind === 'text' || o.row.kind === 'behind') && o.row.line.n > (day.line?.n ?? 0) && o.row.line.n < until,
    )
    for (const o of own) {
      const told = o.row.kind === 'behind' ? [{ time: o.row.time, title: o.passage, rest: null }] : itemsTold(o.passage)
      for (const t of told) {
        const beneath = t.rest ? [{ passage: t.rest, bullet: false, blanks: 0, cell: true, line: o.row.line }] : []
        day.items.push({
          time: t.time,
          head: t.title,
          beneath,
          line: o.row.line,
          lines: [o.row.line.n],
          bullet: false,
          track: null,
          room: null,
          who: [],
        })
      }
      if (told.length) s.outside = s.outside.filter((x) => x !== o)
    }
  }
}

function strayDay(day: DraftDay): Outside {
  const line = day.line as Line
  return {
    row: { kind: 'day', line, day: day.mark as DayMark, times: [] },
    passage: { text: line.text.trim(), origins: [{ at: 0, line, from: line.text.search(/\S/) }] },
    section: null,
    bullet: false,
    place: 'before',
    blanks: 1,
  }
}
