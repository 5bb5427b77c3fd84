/** What the lines are by their looks: a day, a time with a title, a time alone, a bullet, a heading, a table rule, plain text. */
import { append } from './append.ts'
import { titlesFromHeadings } from './cards.ts'
import { datesIn } from './dates.ts'
import type { DayMark } from './daymark.ts'
import type { Line } from './lines.ts'
import { rowsOfLine } from './looks.ts'
import { timesMidway } from './midway.ts'
import type { Passage } from './passage.ts'
import type { Section } from './sections.ts'
import { rowsOfTable } from './table/rows.ts'
import { tableAt } from './table/stretch.ts'
import type { TimeMention } from './times.ts'

export type Row =
  | { kind: 'blank'; line: Line }
  | { kind: 'rule'; line: Line }
  | { kind: 'columns'; line: Line; cells: Passage[] }
  | { kind: 'heading'; line: Line; text: Passage; section: Section }
  | { kind: 'day'; line: Line; day: DayMark; times: TimeMention[] }
  | {
      kind: 'timed'
      line: Line
      time: TimeMention
      text: Passage
      cells: Passage[]
      day?: DayMark
      sameLine?: true
      bullet: boolean
      /** What a table's further columns say of the item. */
      who?: readonly Passage[]
      /** Further lines that belong to it. */
      also?: number[]
      track?: string
      room?: string
    }
  /** `also` are the numbers of further lines about the same time. */
  | { kind: 'time'; line: Line; time: TimeMention; also?: readonly number[] }
  | { kind: 'behind'; line: Line; time: TimeMention; text: Passage; rest?: Passage }
  | {
      kind: 'text'
      line: Line
      text: Passage
      cells: Passage[]
      bullet: boolean
      indent: number
      stray?: true
      ends?: true
      /** The document's own mark for a heading, 1–6. */
      heading?: number
      who?: readonly Passage[]
    }

/** One or more rows for each line, in order; a table is read as a whole. A line that holds several items becomes several rows. */
export function rowsOf(lines: readonly Line[]): Row[] {
  const rows: Row[] = []
  for (let i = 0; i < lines.length; ) {
    const table = tableAt(lines, i)
    if (table) append(rows, rowsOfTable(table))
    else for (const part of partedAtDay(lines[i] as Line)) append(rows, rowsOfLine(part))
    i += table?.lines.length ?? 1
  }
  return [...timesMidway(titlesFromHeadings(rows))]
}

const DAY_AT_END = /(?=[\d\p{Lu}])(?<=[\p{Ll}.?!)])(?:\d{1,2}[. ]|\p{Lu}\p{Ll}{2,4}(?:dag|day)\s)(?=[^.?!]{3,30}$)/u

/** A page that lost the break before its next day or item: "Middag på Brygga15 september", "… for oss?Tirsdag 5. mars". */
function partedAtDay(line: Line): Line[] {
  const clock = line.text.length < 2000 && !line.row ? TIME_GLUED.exec(line.text) : null
  if (clock) return [...partedAtDay(upTo(line, clock.index)), ...partedAtDay(from(line, clock.index))]
  const glued = line.text.length < 2000 ? DAY_AT_END.exec(line.text) : null
  if (!glued) return [line]
  const tail = line.text.slice(glued.index)
  const [date, ...more] = datesIn(tail)
  if (!date || more.length > 0 || date.from > 0 || tail.slice(date.to).trim() !== '') return [line]
  return [upTo(line, glued.index), from(line, glued.index)]
}

// Here and below: what stands at the place is asked before what stands in front of it, for it is rarer, and a text is
// walked through from end to end. "Velkommen ved Kari Moe.18.15-19.30: Middag"
const TIME_GLUED =
  /(?=\d{1,2}[.:][0-5]\d\s?[-–]\s?\d{1,2}(?:[.:][0-5]\d)?:?\s+\p{Lu})(?<=[\p{L}.)!?"”»])(?<!(?:kl|ca|dmu|dii)\.?)/iu

/** The two parts of a line keep their places in it. */
const upTo = (line: Line, at: number): Line => ({ ...line, text: line.text.slice(0, at) })
const from = (line: Line, at: number): Line => ({ ...line, text: ' '.repeat(at) + line.text.slice(at) })
