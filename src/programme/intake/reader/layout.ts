/**
 * A document's lines as a text that a person can see and correct, with its layout beside it: headings, bullets, tables with
 * their cells. The text is what counts. The layout holds for the lines that still say what they said, and for a line
 * that was corrected where it stands. Nothing is stored on the way: both travel in the form.
 */
import { z } from 'zod'
import type { Cell, LaidLine } from '../../reader/laid.ts'
import { linesOf } from '../../reader/lines.ts'
import { nameOf } from './keys.ts'

const cell = z.object({
  text: z.string(),
  colSpan: z.number().int().min(1).optional(),
  rowSpan: z.number().int().min(1).optional(),
})
/** `at` counts lines from 0, `is` names what the line said. Running text has no entry. */
const entry = z.object({
  at: z.number().int().min(0),
  is: z.string(),
  kind: z.enum(['heading', 'bullet', 'row']),
  level: z.number().int().optional(),
  table: z.number().int().optional(),
  header: z.boolean().optional(),
  cells: z.array(cell).optional(),
})
const layout = z.object({ lines: z.number().int().min(0), entries: z.array(entry) })

type Entry = z.infer<typeof entry>
type Layout = z.infer<typeof layout>

/** The same breaks as the reader sees, so that lines are counted alike. */
const BREAKS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/

/** @returns the text, a line of the document on each line of it, and the layout as JSON; empty where there is none */
export function unlaid(document: readonly LaidLine[]): { text: string; layout: string } {
  const single = document.flatMap((line) => (line.kind === 'row' ? [line] : singleLines(line)))
  const shown = linesOf(single).lines.map((line) => line.raw)
  const entries = single.flatMap((line, at): Entry[] => {
    if (line.kind === 'text') return []
    const { kind, level, table, header } = line
    const about = { ...(level && { level }), ...(table !== undefined && { table }), ...(header && { header }) }
    return [{ at, is: nameOf(shown[at] ?? ''), kind, ...about, ...(kind === 'row' && { cells: line.cells as Cell[] }) }]
  })
  const made: Layout = { lines: single.length, entries }
  return { text: shown.join('\n'), layout: entries.length > 0 ? JSON.stringify(made) : '' }
}

function singleLines(line: LaidLine): LaidLine[] {
  const texts = line.cells
    .map((one) => one.text)
    .join('\t')
    .split(BREAKS)
  return texts.map((text, i) => ({ ...line, kind: i > 0 && line.kind === 'bullet' ? 'text' : line.kind, cells: [{ text }] }))
}

/**
 * What is to be read: the text with the layout that still holds, or the text alone.
 * @param json as `unlaid` gave it; anything else counts as none
 */
export function relaid(text: string, json: string): string | LaidLine[] {
  const given = parsed(json)
  if (!given) return text
  const lines = text.split(BREAKS)
  const held = stillHeld(given, lines)
  return lines.map((line, at) => held.get(at) ?? { kind: 'text', cells: [{ text: line }] })
}

function parsed(json: string): Layout | null {
  if (json === '') return null
  try {
    return layout.parse(JSON.parse(json))
  } catch {
    // Cut short or tampered with: the text itself is there, and is read as it stands.
    return null
  }
}

/** By the line's place in the text as it is now. */
function stillHeld({ lines: before, entries }: Layout, lines: readonly string[]): Map<number, LaidLine> {
  const held = new Map<number, LaidLine>()
  const places = placesOf(entries, lines)
  // How far a line that was corrected must have been shifted: as those around it.
  const shifts = entries.map((one, i) => (places[i] === null ? null : places[i]! - one.at))
  const above = shifts.map(() => 0)
  for (let i = 1; i < shifts.length; i++) above[i] = shifts[i - 1] ?? above[i - 1]!
  let below = lines.length - before
  for (let i = entries.length - 1; i >= 0; i--) {
    const one = entries[i]!
    const at = places[i] ?? (above[i] === below ? one.at + below : -1)
    const line = lines[at]
    if (line !== undefined && line.trim() !== '') held.set(at, laid(one, line, places[i] !== null))
    below = shifts[i] ?? below
  }
  return held
}

/** Where each entry's line stands now, word for word, in the same order; null where it is gone or was changed. */
function placesOf(entries: readonly Entry[], lines: readonly string[]): (number | null)[] {
  const names = lines.map(nameOf)
  const all = new Map<string, number[]>()
  for (let at = names.length - 1; at >= 0; at--) all.get(names[at]!)?.push(at) ?? all.set(names[at]!, [at])
  let last = -1
  let shift = 0
  return entries.map(({ at, is }) => {
    const left = all.get(is) ?? []
    while (left.length > 0 && left.at(-1)! <= last) left.pop()
    const place = at + shift > last && names[at + shift] === is ? at + shift : left.at(-1)
    if (place === undefined) return null
    last = place
    shift = place - at
    return place
  })
}

function laid({ kind, level, table, header, cells }: Entry, line: string, same: boolean): LaidLine {
  const about = { ...(level && { level }), ...(table !== undefined && { table }), ...(header && { header }) }
  if (kind !== 'row') return { kind, ...about, cells: [{ text: kind === 'bullet' ? line.replace(/^\s*•\s*/, '') : line }] }
  const known = (cells ?? []) as readonly Cell[]
  const texts = line.split('\t')
  if (same) return { kind, ...about, cells: known }
  const corrected = texts.map((text, i): Cell => {
    const old = texts.length === known.length ? known[i]! : { text: '' }
    return { ...old, text: BREAKS.test(old.text) ? text.replaceAll(' / ', '\n') : text }
  })
  return { kind, ...about, cells: corrected }
}
