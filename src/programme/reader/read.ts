/**
 * Reads a pasted programme. The stages, in order: lines → rows (days, times, bullets) → gathered items → titles,
 * speakers, sub-items → kinds → dates → the text around. Pure and deterministic; the same text always reads the same.
 */

import { clockSense } from './afternoon.ts'
import { attendanceOf } from './attendance.ts'
import { doubt } from './doubts.ts'
import { type DraftDay, gather } from './draft.ts'
import { titleOf } from './heading.ts'
import type { LaidLine } from './laid.ts'
import { languageOf } from './language.ts'
import { linesOf } from './lines.ts'
import { readDays } from './read-days.ts'
import { rowsOf } from './rows.ts'
import { impossibleTimes, settleRows } from './settle.ts'
import type { Doubt, Language, LineUse, ReadDay, Reading, TraceStep } from './shape.ts'
import { placeTexts, releaseTails } from './surrounding.ts'
import { timeSpan } from './time-doubts.ts'
import { calendarOf } from './years.ts'

export { toSampleShape } from './sample-shape.ts'

/** `today` ("YYYY-MM-DD") lets a weekday and a day of the month without a year point to a date near it. */
export interface ReadOptions {
  language?: Language
  today?: string
}

/**
 * Reads any text, or any document's lines. Never throws; every line that is not blank has a use in `lines`, and a text
 * is kept there unchanged, a table's row as its cells with tabs between.
 */
export function readProgramme(input: string | readonly LaidLine[], options: ReadOptions = {}): Reading {
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
  const calendar = calendarOf(lines)
  const rows = settleRows(rowsOf(lines), calendar, doubts)
  const draft = gather(rows)
  clockSense(draft.days, language, doubts)
  releaseTails(draft)
  const heading = titleOf(draft.outside, draft.days)
  const days = readDays({ draft, language, lines, calendar, today: options.today ?? null }, doubts, trace)
  const uses: (LineUse | null)[] = lines.map(() => null)
  markUses(days, draft.days, uses, heading?.line ?? null)
  const texts = placeTexts(draft.outside, heading?.line ?? null, uses, doubts)
  for (const u of draft.untitled)
    doubts.push(doubt(u.column ? 'times-without-titles' : 'title-missing', timeSpan(u.line, u.time), [u.line.text.trim()]))
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
