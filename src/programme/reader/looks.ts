/** Each line sorted by its looks, taken by itself. */
import { datesIn } from './dates.ts'
import { type DayMark, DEADLINE, dayMark, LABELLED } from './daymark.ts'
import type { Line } from './lines.ts'
import { everyMatch } from './matches.ts'
import { type Passage, passage, slice } from './passage.ts'
import type { Row } from './rows.ts'
import { sectionOf } from './sections.ts'
import { roleOf } from './table/columns.ts'
import { type TimeMention, timesIn } from './times.ts'
import { holdsVerb } from './verbs.ts'

const LONGEST_LINE = 10_000
const BULLET = /^\s*(?:[•·▪◦‣●○■□▫*►▶➢➤✓→o]\s+|[–—-]\s*(?=\S)|[•·▪◦‣●]\s*|\p{Emoji_Presentation}\s*)/u
// "1. Velkommen", "b) Lesing", "(ii) local model".
const NUMBERED = /^(?:(?:\d{1,2}|[a-h])[.)]\s+(?=[\p{Lu}«"“])|\((?:[ivx]{1,4}|[a-h]|\d{1,2})\)\s+(?=\S))/u
const RULE = /^[\s|:=_*~.–—-]*$/
// What a web page wears around its text. Nothing below such a line belongs to the item above it.
const FURNITURE =
  /^[«<[(←↑^\s]*(?:tilbake|tilbage|tillbaka|back|back to top|top of page|bottom of page|to the top|top|til toppen|til topps|upp|till toppen|opp|hjem|forsiden|skriv ut|skriv ut siden|print|print page|del|del på facebook|share|share this(?: page)?|tweet|les mer|les meir|läs mer|læs mere|read more|vis mer|vis mere|visa mer|show more|more info|last ned program(?:met)?|download programme?|\d+\s?shares|legg til i kalender|lägg till i kalender|add to calendar|meld deg på(?: her)?!?|påmelding her|anmäl dig(?: här)?!?|tilmeld dig(?: her)?!?|register (?:now|here)!?|godta alle|godkänn alla|accept(?: all)?(?: cookies)?|hopp til (?:hoved)?innhold|gå til (?:hoved)?innhold(?:et)?|skip to (?:main )?content|till innehållet|(?:tilbake|tilbage|tillbaka|back) (?:til|till|to) \p{L}+(?: \p{L}+)?)[\])>»→↑^.\s]*$/iu

/** The rows of one line by itself. */
export function rowsOfLine(line: Line): Row[] {
  const text = line.text
  if (!text.trim()) return [{ kind: 'blank', line }]
  // A line as long as a chapter is a text that lost its breaks; it is kept whole rather than searched for items.
  if (text.length > LONGEST_LINE) return [{ kind: 'text', line, text: passage(line), cells: [], bullet: false, indent: 0 }]
  // "Kl." on a line of its own, over the time.
  if (/^\s*kl\.?:?\s*$/i.test(text)) return [{ kind: 'rule', line }]
  if (RULE.test(text) && /[-=_*~|]/.test(text)) return [{ kind: 'rule', line }]
  const cells = cellsOf(line)
  if (cells.length >= 2 && nameColumns(cells)) return [{ kind: 'columns', line, cells }]
  if (
    cells.length >= 3 &&
    /^(?:tid|tidspunkt|time|kl\.?|klokkeslett|áigi|når|when)$/i.test(cells[0]?.text ?? '') &&
    timesIn(text).length === 0
  )
    return [{ kind: 'columns', line, cells }]
  if (FURNITURE.test(text.trim()))
    return [{ kind: 'text', line, text: passage(line), cells: [], bullet: false, indent: 0, stray: true, ends: true }]
  return rowsOfCells(line, cells)
}

/** Do two cells or more, and all but one at most, name columns? */
function nameColumns(cells: readonly Passage[]): boolean {
  let others = 0
  for (const cell of cells) if (roleOf(cell.text) === null && ++others > 1) return false
  return cells.length - others >= 2
}

/** The rows of a stretch of a line: its first cell says what it is, the others go with it. */
export function rowsOfCells(line: Line, cells: readonly Passage[]): Row[] {
  const whole = cells[0] ?? passage(line)
  const bullet = BULLET.exec(whole.text)
  const body = bullet && !/^\s*[–—-]\d/.test(whole.text) ? slice(whole, bullet[0].length) : whole
  const numbered = bullet ? null : NUMBERED.exec(body.text)
  const listed = numbered !== null && datesIn(body.text)[0]?.from !== 0
  const bare = stripMarkup(listed && numbered ? slice(body, numbered[0].length) : body)
  const section = cells.length === 1 && (!bullet || /:$/.test(bare.text)) ? sectionOf(bare.text) : null
  if (section) return [{ kind: 'heading', line, text: bare, section }]
  // "2020-09-24 12:55Press release": when the page was made.
  const stamp = /^(?:19|20)\d\d-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?(?=\p{L}|$)/u.test(bare.text)
  if (stamp) return [{ kind: 'text', line, text: bare, cells: cells.slice(1), bullet: false, indent: 0, stray: true }]
  const dates = datesIn(bare.text)
  const day = dayMark(bare, dates)
  const times = timesIn(bare.text, dates)
  const others = cells.slice(1)
  if (day) return dayRows(line, bare, day, times, others)
  const first = times[0]
  if (first && leads(bare.text, first)) return timedRows(line, bare, times, others, bullet !== null)
  if (
    first &&
    others.length === 0 &&
    behind(bare.text, times) &&
    dates.length === 0 &&
    !LABELLED.test(bare.text) &&
    !DEADLINE.test(bare.text.replace(/\([^()]*\)\.?$/, ''))
  ) {
    const cut = slice(bare, 0, first.from)
    const text = slice(cut, 0, cut.text.replace(/[\s(,:;–—|-]+$/, '').length)
    const rest = slice(bare, first.to)
    return [{ kind: 'behind', line, time: first, text, ...(/\p{L}/u.test(rest.text) && { rest }) }]
  }
  const late = others.findIndex((c) => {
    const t = timesIn(c.text)[0]
    return t !== undefined && leads(c.text, t) && !c.text.slice(t.to).trim()
  })
  const cell = late >= 0 ? others[late] : undefined
  const time = cell ? timesIn(cell.text)[0] : undefined
  if (cell && time) return [{ kind: 'timed', line, time, text: bare, cells: others.filter((_, i) => i !== late), bullet: false }]
  const text: Row = {
    kind: 'text',
    line,
    text: bare,
    cells: others,
    bullet: bullet !== null || listed,
    indent: line.text.search(/\S/),
  }
  return [line.heading === undefined ? text : { ...text, heading: line.heading }]
}

const BETWEEN_CELLS = /\s*\|[\s|]*|\s*\t\s*|(?<=\S) {4,}(?=\S)/g

/** Cells of a table row: parted by pipes, tabs or wide gaps. A line without any is one cell. */
function cellsOf(line: Line): Passage[] {
  const text = line.text
  if (!/[|\t]| {4}/.test(text) || chained(text) || /^\s*\[[^\]]*\]\s*$/.test(text)) return [passage(line)]
  const out: Passage[] = []
  let from = 0
  for (const m of everyMatch(BETWEEN_CELLS, text)) {
    // "professor i      statsvitenskap": a gap inside a sentence parts nothing.
    if (m.index > from && !/[|\t]/.test(m[0]) && midSentence(text, m.index, m.index + m[0].length)) continue
    if (m.index > from) out.push(passage(line, from, m.index))
    from = m.index + m[0].length
  }
  if (from < text.length) out.push(passage(line, from))
  const full = out.filter((c) => c.text !== '')
  return full.length ? full : [passage(line)]
}

/** "11–12   Lunsj 12–13   Velkomen 13–14   …": stretches that follow upon each other, with gaps only behind the times. */
function chained(text: string): boolean {
  if (/[|\t]/.test(text)) return false
  const times = timesIn(text).filter((t) => t.last !== null)
  return times.length > 1 && times.every((t, i) => i === 0 || t.start === times[i - 1]?.end)
}

function midSentence(text: string, before: number, after: number): boolean {
  const [left, right] = [text.slice(0, before), text.slice(after)]
  // Inside a bracket, or behind a comma and before a small letter, a gap is a line that was broken there.
  if (/\([^()]*$/.test(left.slice(-200)) && /^[^()]*\)/.test(right)) return true
  if (/\p{L},$/u.test(left) && /^\p{Ll}/u.test(right)) return true
  return (
    /\p{L}{2}.*\s(?:i|og|och|and|av|af|of|på|ved|for|för|til|till|med|the|in|fra|från|frå|om|som)$/u.test(left.slice(-80)) &&
    /^\p{L}/u.test(right)
  )
}

function stripMarkup(p: Passage): Passage {
  const lead = /^(?:#{1,6}\s+|\*{1,3}(?=\S)|_{1,2}(?=\S))+/.exec(p.text)?.[0].length ?? 0
  const tail = /[*_]+$/.exec(p.text)?.[0].length ?? 0
  return lead || tail ? slice(p, lead, p.text.length - (lead ? tail : 0)) : p
}

/** Does nothing but a bracket or a label stand before the time? */
export function leads(text: string, time: TimeMention): boolean {
  return /^[\s([*]*(?:tid:?\s*)?$/i.test(text.slice(0, time.from))
}

/** "Lunsj kl. 12.00–13.00", "Velkommen (09.00)": a short line that ends in its only time and states nothing else. */
function behind(text: string, times: readonly TimeMention[]): boolean {
  const time = times[0]
  if (!time || times.length > 1 || time.from > 110 || time.start === null) return false
  const rest = text.slice(time.to)
  // "Parallel workshops 11:00–15:45 (see below):", "Luncheon: 12:30–2 pm. Please sign up": a stretch may be told about behind it.
  const told =
    (time.hint !== '' && /^\s*\([^()]{3,60}\)\.?$/.test(rest)) ||
    (time.last !== null &&
      (/^\s*\([^()]{3,60}\)\s*:?$/.test(rest) || (/:\s*$/.test(text.slice(0, time.from)) && /^\.?\s+\p{Lu}/u.test(rest))))
  if (!told && !/^[\s).,]*$/.test(rest)) return false
  const title = text.slice(0, time.from)
  if (!/\p{L}{3}/u.test(title) || /[.!]\s+\p{Lu}/u.test(title)) return false
  return !holdsVerb(title) || time.last !== null
}

function timedRows(line: Line, body: Passage, times: readonly TimeMention[], others: Passage[], bullet: boolean): Row[] {
  const rows: Row[] = []
  let current = times[0]
  if (!current) return []
  const starts = [current]
  for (const next of times.slice(1)) if (opensItem(body.text, next, starts.at(-1))) starts.push(next)
  for (const [i, time] of starts.entries()) {
    const stop = starts[i + 1]?.from ?? body.text.length
    const title = slice(body, time.to, stop)
    const tail = title.text
      .replace(
        /^(?:onwards?(?![\p{L}])|(?-i:conclusion|close|late)(?=\s{2,}\S|(?-i:\s\p{Lu}))|og utover|och framåt|and on)[\s:–—-]*/iu,
        '',
      )
      .replace(/^[\s:).…\]*|,;→>]+|^[\s–—-]+(?=\S)/, '')
    const text = slice(title, title.text.length - tail.length)
    const cells = i === starts.length - 1 ? others : []
    // "14.00–14.30 | Plenum | 14.30–16.00 | Grupper": a row that holds the next row too.
    const again = cells.findIndex((c, k) => (text.text !== '' || k > 0) && aloneAt(c.text))
    if (again >= 0 && cells[again + 1]) {
      const next = cells[again] as Passage
      const own = cells.slice(0, again)
      rows.push(
        ...(text.text ? [{ kind: 'timed' as const, line, time, text, cells: own, bullet }] : fromCells(line, time, own, bullet)),
      )
      rows.push(...timedRows(line, next, timesIn(next.text), cells.slice(again + 1), bullet))
      continue
    }
    current = time
    if (!text.text && cells.length === 0) rows.push({ kind: 'time', line, time })
    else if (!text.text) rows.push(...fromCells(line, time, cells, bullet))
    else rows.push({ kind: 'timed', line, time, text, cells, bullet, ...(i > 0 ? { sameLine: true as const } : {}) })
  }
  return rows
}

/** A cell with nothing in it but a time. */
function aloneAt(text: string): boolean {
  const time = timesIn(text)[0]
  return time !== undefined && leads(text, time) && !text.slice(time.to).trim()
}

/** "09:00 | 09:30 | Title | Who": an end may stand in a cell of its own. */
function fromCells(line: Line, time: TimeMention, cells: Passage[], bullet: boolean): Row[] {
  const [first, ...rest] = cells
  if (!first) return [{ kind: 'time', line, time }]
  const end = timesIn(first.text)[0]
  if (end && leads(first.text, end) && !first.text.slice(end.to).trim() && rest[0] && !end.last) {
    return [
      { kind: 'timed', line, time: { ...time, end: end.start, last: end.first }, text: rest[0], cells: rest.slice(1), bullet },
    ]
  }
  return [{ kind: 'timed', line, time, text: first, cells: rest, bullet }]
}

/** Does a later time on the line open an item of its own, rather than being told in the title? */
function opensItem(text: string, next: TimeMention, prior: TimeMention | undefined): boolean {
  if (!prior || next.start === null || prior.start === null || next.start < prior.start) return false
  if (prior.end !== null && next.start < prior.end && next.last === null) return false
  if (next.hint && !/^(?:kl|ca|dmu|diibmu)/i.test(next.hint)) return false
  const before = text.slice(prior.to, next.from).trim()
  const after = text.slice(next.to).trim()
  if (!/\p{L}{3}/u.test(before) || !/^[:|–—-]?\s*[\p{Lu}«"“]/u.test(after)) return false
  if (
    /[(]\s*$/.test(before) ||
    /(?:^|\s)(?:til|till|to|fra|från|frå|from|før|before|etter|after|senest|innen|at|starter|åpner|går|og|and)$/i.test(before)
  )
    return false
  return next.hint === '' || /[.;,|•–-]$/.test(before) || (next.last !== null && prior.end === next.start)
}

/** A day line may carry the day's hours, or its first item. */
function dayRows(line: Line, body: Passage, day: DayMark, times: TimeMention[], others: Passage[]): Row[] {
  const time = times[0]
  const after = time ? body.text.slice(time.to).replace(/^[\s:).,–—-]+/, '') : ''
  const opensLine =
    time !== undefined &&
    time.from >= (day.date?.to ?? 0) &&
    /^[\s,:.–—|-]*$/.test(body.text.slice(day.date?.to ?? day.label.length, time.from))
  if (time && opensLine && /^[\p{Lu}«"“]/u.test(after) && after.length > 2) {
    const rows = timedRows(line, slice(body, time.from), timesIn(slice(body, time.from).text), others, false)
    const first = rows[0]
    if (first?.kind === 'timed') return [{ ...first, day }, ...rows.slice(1)]
  }
  const cell = others[0]
  const inCell = cell ? timesIn(cell.text)[0] : undefined
  if (cell && inCell && leads(cell.text, inCell)) {
    const rows = timedRows(line, cell, timesIn(cell.text), others.slice(1), false)
    const first = rows[0]
    if (first?.kind === 'timed') return [{ ...first, day }, ...rows.slice(1)]
  }
  return [{ kind: 'day', line, day, times }]
}
