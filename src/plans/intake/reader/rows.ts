/** A row of a table, told by its columns: its goal where it is another than the one above, its measure, and what is said of it. */
import type { ReadEntry, ReadPlan, Role } from '../rules.ts'
import type { Columns } from './grid.ts'
import type { PlanLine } from './lines.ts'
import { type Fact, markOf, namesPlan, type Said } from './words.ts'

export type Use = ReadPlan['lines'][number]['as']
export type Draft = { -readonly [K in keyof Omit<ReadEntry, 'key'>]: ReadEntry[K] } & { rank?: 'main' | 'sub' }

export interface Row {
  readonly add: (line: PlanLine, as: Role, text: string, sure?: boolean, rank?: Draft['rank']) => Draft
  readonly measure: (line: PlanLine, text: string) => Draft
  readonly state: (line: PlanLine, said: Said) => void
  readonly cells: { goal: string; sub: string }
  readonly uses: Use[]
}

const unmarked = (text: string): string => markOf(text)?.rest || text.replace(/^\d+(?:\.\d+)*\.?\s+(?=\p{L})/u, '')

export function rowOf(line: PlanLine, columns: Columns, { add, measure, state, cells, uses }: Row): void {
  const own = line.row!.cells
  const filled = own.filter((cell) => cell.text !== '')
  const sameHead = columns.head !== null && own.every((cell, i) => cell.text.replaceAll('\n', ' ') === (columns.names[i] ?? ''))
  if (line.n === columns.head || sameHead) {
    uses[line.n - 1] = 'columns'
    return
  }
  const textOf = (role: string) => own[columns.roles.indexOf(role as never)]?.text ?? ''
  const alone = filled.length === 1 && own.length > 2 ? filled[0]!.text : null
  if (
    alone !== null &&
    (own[0]?.text === alone || markOf(alone)) &&
    textOf('goal') === '' &&
    textOf('main') === '' &&
    textOf('sub') === ''
  ) {
    // A row across the table is a heading in it.
    const mark = markOf(alone)
    if (mark?.mark === 'measure') measure(line, mark.rest)
    else if (columns.head === null || line.n > columns.head)
      add(line, 'goal', unmarked(alone), mark !== null, mark && mark.mark !== 'goal' ? mark.mark : undefined)
    else add(line, namesPlan(alone) ? 'plan' : 'about', alone, false)
    return
  }
  const goalText = textOf('main') || textOf('goal')
  if (goalText !== '' && goalText !== cells.goal) {
    cells.goal = goalText
    cells.sub = ''
    add(
      line,
      'goal',
      unmarked(goalText),
      true,
      columns.roles.includes('sub') && columns.roles.includes('main') ? 'main' : undefined,
    )
  }
  const sub = textOf('sub')
  if (sub !== '' && sub !== cells.sub) {
    cells.sub = sub
    add(line, 'goal', unmarked(sub), true, 'sub')
  }
  const what = textOf('measure')
  const parts = what.split('\n').filter((part) => part.trim() !== '')
  const bulleted = parts.length > 1 && parts.every((part) => /^\s*[•·●▪*–-]\s/u.test(part))
  // A table without names, in which nothing says that it is a plan's.
  const told = columns.head !== null || columns.roles.some((role) => role !== null && role !== 'measure' && role !== 'goal')
  const made = (part: string) => {
    const one = measure(line, unmarked(part))
    if (!told && !markOf(part)) one.sure = false
  }
  if (bulleted) for (const part of parts) made(part.replace(/^\s*[•·●▪*–-]\s+/u, ''))
  else if (parts.length > 0) {
    made(parts[0]!)
    for (const part of parts.slice(1)) add(line, 'about', part)
  }
  own.forEach((cell, i) => {
    const role = columns.roles[i]
    if (cell.text === '' || role === 'measure' || role === 'number' || role === 'goal' || role === 'main' || role === 'sub')
      return
    const label = columns.names[i] || ''
    if (role === null || role === undefined || role === 'what')
      add(line, 'about', label ? `${label}: ${flat(cell.text)}` : flat(cell.text), false)
    else state(line, { fact: role as Fact, label, value: role === 'indicator' ? cell.text : flat(cell.text) })
  })
}

const flat = (text: string): string => text.replace(/\s*\n\s*/g, ', ')
