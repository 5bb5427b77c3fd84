/**
 * Which lines of a document are its goals, and which its measures. Where the text says it ("Mål 1", "Tiltak 1.2") that
 * counts; else the shape of the lines does: headings above numbers above bullets.
 */
import type { PlanLine } from './lines.ts'
import { factsIn, isAround, isFrame, listOf, type Mark, markOf } from './words.ts'

/** "heading 2", "number 1": lines that look alike mean alike. */
export type Look = string
export const lookOf = (line: PlanLine): Look => `${line.shape} ${line.level}`

export interface Kinds {
  /** Null: those that are marked so alone. */
  readonly goal: Look | null
  readonly measure: Look | null
  /** Unmarked lines of running text are measures where they say who or when. */
  readonly loose: boolean
}

export function kindsIn(lines: readonly PlanLine[], titleAt: number | null): Kinds {
  const own = lines.filter(
    (line) =>
      line.n !== titleAt && line.shape !== 'row' && !isAround(line.text) && !isFrame(line.text) && listOf(line.text) === null,
  )
  const marked = (marks: readonly Mark[]) => own.some((line) => marks.includes(markOf(line.text)?.mark as Mark))
  const goals = marked(['goal', 'sub', 'main'])
  const measures = marked(['measure']) || lines.some((line) => line.shape === 'row')
  const unmarked = own.filter((line) => markOf(line.text) === null && factsIn(line.text).rest !== '')
  const counts = new Map<Look, number>()
  const prose = new Set(proseLines(lines))
  for (const line of unmarked)
    if (line.shape !== 'text' && !prose.has(line.n)) counts.set(lookOf(line), (counts.get(lookOf(line)) ?? 0) + 1)
  const measure = measures ? null : measureLook(counts, goals, own)
  if (goals) return { goal: null, measure, loose: measure === null && !measures }
  return { goal: goalLook(lines, own, measure, titleAt), measure, loose: false }
}

/** Lines under headings such as "Bakgrunn". */
function proseLines(lines: readonly PlanLine[]): number[] {
  let around: PlanLine | null = null
  return lines.flatMap((line) => {
    if (isAround(line.text) && line.shape !== 'bullet') around = line
    else if (around && line.shape === 'heading' && (around.shape !== 'heading' || line.level <= around.level)) around = null
    else if (around && around.shape !== 'heading' && line.shape === 'number') around = null
    else if (markOf(line.text)) around = null
    return around ? [line.n] : []
  })
}

const LOOKS: readonly Look[] = ['number 2', 'number 3', 'number 1', 'bullet 1', 'bullet 2']

function measureLook(counts: ReadonlyMap<Look, number>, goals: boolean, own: readonly PlanLine[]): Look | null {
  const of = (look: Look) => counts.get(look) ?? 0
  const headings = [1, 2, 3, 4, 5, 6].filter((level) => of(`heading ${level}`) > 0)
  const above = own.filter((line) => line.shape === 'heading' && markOf(line.text) !== null).map((line) => line.level)
  const deeper = headings.filter((level) => above.length > 0 && level > Math.max(...above))
  if (deeper.length > 0) return `heading ${deeper[0]}`
  if (of('number 2') > 0) return 'number 2'
  if (goals || headings.length > 0)
    return LOOKS.find((look) => of(look) > 0) ?? (headings.length > 1 ? `heading ${headings.at(-1)}` : null)
  if (of('number 1') > 0 && of('bullet 1') > 0) return 'bullet 1'
  if (of('bullet 1') > 0 && of('bullet 2') > 0) return 'bullet 2'
  return LOOKS.find((look) => of(look) > 0) ?? null
}

/** What stands nearest above most measures. */
function goalLook(
  lines: readonly PlanLine[],
  own: readonly PlanLine[],
  measure: Look | null,
  titleAt: number | null,
): Look | null {
  const isMeasure = (line: PlanLine) =>
    line.shape === 'row' || (measure !== null ? lookOf(line) === measure : markOf(line.text)?.mark === 'measure')
  const level = measure?.startsWith('heading') ? Number(measure.split(' ')[1]) : 7
  const usable = new Set(own.map((line) => line.n))
  const above = new Map<Look, number>()
  let last: PlanLine | null = null
  for (const line of lines) {
    if (isMeasure(line)) {
      if (last) above.set(lookOf(last), (above.get(lookOf(last)) ?? 0) + 1)
    } else if (line.n !== titleAt && usable.has(line.n) && isAbove(line, level, measure)) last = line
  }
  return [...above].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

function isAbove(line: PlanLine, level: number, measure: Look | null): boolean {
  if (line.shape === 'heading') return line.level < level
  if (line.shape === 'number')
    return measure?.startsWith('number')
      ? line.level < Number(measure.split(' ')[1])
      : measure === null || measure.startsWith('bullet')
  return line.shape === 'bullet' && measure === 'bullet 2' && line.level === 1
}
