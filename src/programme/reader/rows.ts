/** What the lines are by their looks: a day, a time with a title, a time alone, a bullet, a heading, a table rule, plain text. */
import { append } from './append.ts'
import { titlesFromHeadings } from './cards.ts'
import type { DayMark } from './daymark.ts'
import type { Line } from './lines.ts'
import { rowsOfLine } from './looks.ts'
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
  | { kind: 'behind'; line: Line; time: TimeMention; text: Passage }
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
    append(rows, table ? rowsOfTable(table) : rowsOfLine(lines[i] as Line))
    i += table?.lines.length ?? 1
  }
  return titlesFromHeadings(rows)
}
