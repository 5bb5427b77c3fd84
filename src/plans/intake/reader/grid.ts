/** Tables of plans: which column is what, by the names above them or by what stands in them. */
import type { PlanLine, RowCell } from './lines.ts'
import { findPeriod } from './periods.ts'
import { type Column, columnOf, looksLikeOwner, stateOf } from './words.ts'

export interface Columns {
  readonly roles: readonly (Column | null)[]
  /** As they are called; empty where the table has no such row. */
  readonly names: readonly string[]
  /** The row that names them. */
  readonly head: number | null
}

/** The columns of each table, by its number. */
export function columnsOf(lines: readonly PlanLine[], known: ReadonlySet<string>): Map<number, Columns> {
  const tables = Map.groupBy(
    lines.filter((line) => line.row !== null),
    (line) => line.row!.table,
  )
  return new Map([...tables].map(([table, rows]) => [table, named(rows) ?? guessed(rows, known)]))
}

function named(rows: readonly PlanLine[]): Columns | null {
  for (const line of rows.slice(0, 6)) {
    const names = line.row!.cells.map((cell) => cell.text.replaceAll('\n', ' '))
    const roles = names.map(columnOf)
    if (roles.filter((role) => role !== null).length < 2) continue
    return { roles: settled(roles), names, head: line.n }
  }
  return null
}

/** A table has one column of measures: whatever is called so, else what is to be done, else its goals. */
function settled(roles: readonly (Column | null)[]): (Column | null)[] {
  const out = [...roles]
  if (!out.includes('measure')) {
    const at = ['what', 'comment', 'sub', 'goal', 'main'].map((one) => out.indexOf(one as Column)).find((i) => i >= 0)
    if (at !== undefined) out[at] = 'measure'
  }
  return out.map((role, i) =>
    role !== null && role !== 'comment' && role !== 'indicator' && out.indexOf(role) !== i
      ? null
      : role === 'what'
        ? 'comment'
        : role,
  )
}

/** Without names: what most of a column's cells look like. */
function guessed(rows: readonly PlanLine[], known: ReadonlySet<string>): Columns {
  const width = Math.max(...rows.map((row) => row.row!.cells.length))
  const textsIn = (c: number) => rows.flatMap((row) => row.row!.cells[c]?.text || [])
  const mostOf = (c: number, fits: (text: string) => boolean) =>
    textsIn(c).length > 0 && textsIn(c).filter(fits).length * 2 > textsIn(c).length
  const columns = Array.from({ length: width }, (_, c) => c)
  const digits = columns.map((c) => mostOf(c, (text) => /^\d+(?:\.\d+)*\.?$/.test(text)))
  // Numbers in front of the words count them. After them they say something, and are kept.
  const words = columns.findIndex((c) => !digits[c] && textsIn(c).length > 0)
  const roles = columns.map((c): Column | null => {
    if (digits[c]) return c < words ? 'number' : null
    if (mostOf(c, (text) => text.length < 40 && findPeriod(text, null) !== null)) return 'period'
    if (mostOf(c, (text) => stateOf(text) !== null)) return 'state'
    if (mostOf(c, (text) => looksLikeOwner(text, known))) return 'owner'
    return null
  })
  const free = columns.filter((c) => roles[c] === null && !digits[c])
  const cellsOf = (c: number): RowCell[] => rows.flatMap((row) => row.row!.cells[c] ?? [])
  const [first, second] = free
  if (first !== undefined && second !== undefined && cellsOf(first).some((cell) => cell.text === '')) {
    roles[first] = 'goal'
    roles[second] = 'measure'
  } else if (first !== undefined) roles[first] = 'measure'
  return { roles, names: [], head: null }
}
