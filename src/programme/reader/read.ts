/**
 * Reads a pasted programme. The stages, in order: lines → rows (days, times, bullets) → gathered items → titles,
 * speakers, sub-items → kinds → dates → the text around. Pure and deterministic; the same text always reads the same.
 */

import { clockSense } from './afternoon.ts'
import { attendanceOf } from './attendance.ts'
import { dateDays } from './days.ts'
import { doubt } from './doubts.ts'
import { type Draft, type DraftDay, gather } from './draft.ts'
import { titleOf } from './heading.ts'
import { everySpeaker, readItem } from './items.ts'
import { kindOf } from './kinds.ts'
import type { LaidLine } from './laid.ts'
import { languageOf } from './language.ts'
import { type Line, linesOf } from './lines.ts'
import { spanOf } from './passage.ts'
import { rowsOf } from './rows.ts'
import { impossibleTimes, settleRows } from './settle.ts'
import type { Doubt, Language, LineUse, ReadDay, ReadItem, Reading, TraceStep } from './shape.ts'
import { placeTexts, releaseTails } from './surrounding.ts'
import type { TimeMention } from './times.ts'
import { type Calendar, calendarOf } from './years.ts'

export { toSampleShape } from './sample-shape.ts'

/**
 * Reads any text, or any document's lines. Never throws; every line that is not blank has a use in `lines`, and a text
 * is kept there unchanged, a table's row as its cells with tabs between.
 */
export function readProgramme(input: string | readonly LaidLine[], options: { language?: Language } = {}): Reading {
  const { lines, cutAt } = linesOf(input)
  const trace: TraceStep[] = [{ stage: 'lines', line: null, took: `${lines.length} lines` }]
  const language =
    options.language ??
    languageOf(
      lines
        .slice(0, 400)
        .map((l) => l.text)
        .join('\n'),
    )
  trace.push({ stage: 'language', line: null, took: options.language ? `${language}, as asked` : language })
  const doubts: Doubt[] = []
  const rows = settleRows(rowsOf(lines), doubts)
  const draft = gather(rows)
  clockSense(draft.days, language, doubts)
  releaseTails(draft)
  const heading = titleOf(draft.outside, draft.days)
  const days = readDays(draft, language, calendarOf(lines), lines, doubts, trace)
  const uses: (LineUse | null)[] = lines.map(() => null)
  markUses(days, draft.days, uses, heading?.line ?? null)
  const texts = placeTexts(draft.outside, heading?.line ?? null, uses, doubts)
  for (const u of draft.untitled)
    doubts.push(
      doubt(u.column ? 'times-without-titles' : 'title-missing', { line: u.line.n, ...stretch(u.line, u.time) }, [
        u.line.text.trim(),
      ]),
    )
  impossibleTimes(lines, uses, doubts)
  for (const [i, line] of lines.entries())
    uses[i] = line.raw.trim() === '' || line.text.trim() === '' ? null : (uses[i] ?? 'unread')
  trace.push({ stage: 'surrounding', line: heading?.line ?? null, took: heading ? `title: ${heading.title}` : 'no title' })
  const reading: Reading = {
    title: heading?.title ?? null,
    language,
    days,
    attendance: attendanceOf(lines),
    texts,
    lines: lines.map((l, i) => ({ text: l.raw, use: uses[i] ?? null })),
    doubts: inOrder(doubts),
    trace,
  }
  return cutAt === undefined ? reading : { ...reading, cutAt }
}

function readDays(
  draft: Draft,
  language: Language,
  calendar: Calendar,
  lines: readonly Line[],
  doubts: Doubt[],
  trace: TraceStep[],
): ReadDay[] {
  const dated = dateDays(draft.days, calendar, lines)
  return draft.days.map((day, d): ReadDay => {
    const found = dated[d]
    doubts.push(...(found?.doubts ?? []))
    const items = day.items.map((one, i): ReadItem => {
      const { item, doubts: own } = readItem(one, [d, i], language === 'en')
      doubts.push(...own, ...timeDoubts(one.time, day, i, [d, i]))
      return item
    })
    for (const [i, item] of items.entries()) {
      const holds = items
        .slice(i + 1, i + 12)
        .filter(
          (x) => x.start >= item.start && item.end !== null && x.start < item.end && (x.end === null || x.end <= item.end),
        ).length
      item.kind = kindOf(item.title, language, {
        early: i < 3,
        last: endsDay(items, i),
        evening: item.start >= '17:30',
        speakers: everySpeaker(item).length,
        beneath: item.subitems
          .slice(0, 12)
          .map((s) => s.title)
          .join('\n'),
      })
      // A stretch that holds other items is a frame around them, as a main session is.
      if (item.kind === 'talk' && holds >= 2 && item.speakers.length === 0) item.kind = 'other'
      trace.push({ stage: 'kinds', line: item.lines[0] ?? null, took: `${item.start}–${item.end ?? ''} ${item.kind}` })
    }
    const own = day.line ? [day.line.n] : []
    trace.push({
      stage: 'dates',
      line: own[0] ?? null,
      took: `${found?.label ?? 'day without a heading'}: ${found?.date ?? 'no date'}`,
    })
    return { date: found?.date ?? null, label: found?.label ?? null, items, lines: own }
  })
}

const AFTER_THE_END =
  /^end$|heves|avslut|afslut|slutt|^slut|adjourn|close|farvel|lunsj|lunch|frokost|middag|dinner|avreise|hjemreise|heimreise|avresa|afrejse|departure|buss|egentid|fri tid|festmiddag|mingling|mingel|reception|kaffe|coffee|fika|sosialt|social|omvisning|byvandring|konsert|grill|quiz|vel h|gaskabeaivemállás|mállás/i
const MAY_FOLLOW = 9

/** Does the event or the day end with this item? Meals, travel and evening company may still follow. */
function endsDay(items: readonly ReadItem[], index: number): boolean {
  const [own, next] = [items[index], items[index + 1]]
  if (own && next && minutes(next.start) - minutes(own.end ?? own.start) >= 45) return true
  if (items.length - index > MAY_FOLLOW) return false
  for (let i = index + 1; i < items.length; i++) {
    const after = items[i]
    if (after && !AFTER_THE_END.test(after.title) && after.start < '18:00') return false
  }
  return true
}

function timeDoubts(time: TimeMention, day: DraftDay, index: number, at: [number, number]): Doubt[] {
  const out: Doubt[] = []
  const one = day.items[index]
  if (!one) return out
  const where = { line: one.line.n, ...stretch(one.line, time) }
  const words = one.line.text.slice(time.from, time.to).trim()
  const read = readTimes(one)
  if (time.odd) out.push(doubt(time.odd === 'spacing' ? 'time-spacing' : 'time-misspelt', where, [read, words], at))
  if (time.end !== null && time.start !== null && time.end <= time.start && !(time.start >= 1020 && time.end <= 420)) {
    const next = day.items[index + 1]?.time.start ?? null
    out.push(
      doubt(
        'end-before-start',
        where,
        [read, read.slice(0, 5), ...(next !== null && next > time.start ? [`${read.slice(0, 5)}–${clock(next)}`] : [])],
        at,
      ),
    )
  }
  const prior = day.items[index - 1]?.time.start
  if (prior !== undefined && prior !== null && time.start !== null && time.start < prior && !(prior >= 1080 && time.start <= 240))
    out.push(doubt('times-out-of-order', where, [read], at))
  if (time.first.form === 'four' && time.last === null && /^(?:19|20)\d\d/.test(words))
    out.push(doubt('year-like-time', where, [read, words], at))
  return out
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

function stretch(line: Line, time: TimeMention): { from: number; to: number } {
  const span = spanOf({ text: line.text, origins: [{ at: 0, line, from: 0 }] }, time.from, time.to)
  return { from: span.from, to: span.to }
}

function readTimes(one: DraftDay['items'][number]): string {
  return `${clock(one.time.start ?? 0)}${one.time.end === null ? '' : `–${clock(one.time.end)}`}`
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function markUses(
  days: readonly ReadDay[],
  drafts: readonly DraftDay[],
  uses: (LineUse | null)[],
  titleLine: number | null,
): void {
  for (const [d, day] of days.entries()) {
    const mark = drafts[d]?.line
    if (mark) uses[mark.n - 1] = mark.n === titleLine ? 'title' : 'day'
    for (const item of day.items) for (const n of item.lines) uses[n - 1] = 'item'
  }
}

function inOrder(doubts: Doubt[]): Doubt[] {
  const seen = new Set<string>()
  return doubts
    .filter((d) => !seen.has(d.id) && seen.add(d.id))
    .sort((a, b) => a.where.line - b.where.line || a.where.from - b.where.from)
}
