/** A document's lines with what stands before their words taken off: numbers, bullets, marks of headings; pasted tables as rows. */
import { monthNumber } from '#programme/reader/calendar.ts'
import type { LaidLine } from '#programme/reader/laid.ts'

export type Shape = 'heading' | 'number' | 'bullet' | 'text' | 'row'

export interface PlanLine {
  /** Counted from 1, without blank lines. */
  readonly n: number
  readonly raw: string
  readonly shape: Shape
  /** Of a heading 1–6, of a number how many parts it has, of a bullet how deep it stands. */
  readonly level: number
  /** Without number and bullet. */
  readonly text: string
  readonly row: { readonly table: number; readonly header: boolean; readonly cells: readonly RowCell[] } | null
}
export interface RowCell {
  readonly text: string
  /** Reached from the row above. */
  readonly covered: boolean
}

const BULLET = /^(\s*)(?:[•·●▪◦○‣*]|[-–—])\s+(?=\S)/u
const NUMBER = /^\s*(\d{1,3}(?:\.\d{1,3}){0,3})(?:[.)]\s*|\s+)(?=\p{L}|[«"“(])/u
const HASHES = /^\s*(#{1,6})\s+(?=\S)/
const HIDDEN = /[\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]/g

const clean = (text: string): string =>
  text
    .replace(HIDDEN, '')
    .replace(/[\u00a0\u2000-\u200a\u202f]/g, ' ')
    .normalize('NFC')

/** Lines to be understood; none is lost but blank ones. */
export function planLines(given: string | readonly LaidLine[]): PlanLine[] {
  const laid = typeof given === 'string' ? given.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).map(plain) : given
  const lines: PlanLine[] = []
  let lastNumber = 0
  let pasted: number | null = null
  const open = new Map<string, number>()
  for (const one of laid) {
    const cells = one.kind === 'row' ? one.cells : pastedCells(one)
    const raw = one.cells.map((cell) => cell.text.replaceAll('\n', ' / ')).join('\t')
    if (clean(raw).trim() === '') {
      pasted = null
      continue
    }
    const n = lines.length + 1
    if (cells) {
      if (one.kind !== 'row') pasted ??= -n
      if (/^[\s|:-]+$/.test(raw)) {
        // The rule under the head of a table drawn with signs.
        lines.push({ n, raw, shape: 'text', level: 0, text: '', row: null })
        continue
      }
      const table = one.kind === 'row' ? (one.table ?? 0) : pasted!
      lines.push({
        n,
        raw,
        shape: 'row',
        level: 0,
        text: clean(cells.filter((cell) => cell.text.trim() !== '').length === 1 ? raw.trim() : raw),
        row: { table, header: one.header === true, cells: spread(table, cells, open) },
      })
      continue
    }
    pasted = null
    const made = shaped(one, clean(raw).replaceAll('**', ''), lastNumber)
    if (made.shape === 'number' && made.level === 1) lastNumber = made.number
    lines.push({ n, raw, shape: made.shape, level: made.level, text: made.text, row: null })
  }
  return lines
}

const plain = (text: string): LaidLine => ({ kind: 'text', cells: [{ text }] })

/** Words parted by tabs or pipes are a table that was pasted as text. */
function pastedCells(line: LaidLine): LaidLine['cells'] | null {
  if (line.kind !== 'text') return null
  const text = line.cells[0]?.text ?? ''
  if ((text.match(/\|/g)?.length ?? 0) >= 2)
    return text
      .replace(/^\s*\||\|\s*$/g, '')
      .split('|')
      .map((one) => ({ text: one.trim() }))
  const parts = text.trimEnd().split('\t')
  return parts.length >= 3 && parts.filter((one) => one.trim() !== '').length >= 2 && !/^\s*[•·●*–-]\t/.test(text)
    ? parts.map((one) => ({ text: one.trim() }))
    : null
}

/** The cells by their columns, with those that reach down from above. */
function spread(table: number, cells: LaidLine['cells'], open: Map<string, number>): RowCell[] {
  const out: RowCell[] = []
  const covered = () => {
    const key = `${table} ${out.length}`
    const left = open.get(key) ?? 0
    if (left <= 0) return false
    open.set(key, left - 1)
    out.push({ text: '', covered: true })
    return true
  }
  for (const cell of cells) {
    while (covered());
    for (let i = 0; i < Math.min(cell.colSpan ?? 1, 60); i++) {
      if ((cell.rowSpan ?? 1) > 1) open.set(`${table} ${out.length}`, cell.rowSpan! - 1)
      out.push({ text: i === 0 ? clean(cell.text).trim() : '', covered: false })
    }
  }
  while (out.length < 60 && covered());
  return out
}

function shaped(line: LaidLine, text: string, lastNumber: number): { shape: Shape; level: number; text: string; number: number } {
  const numbered = numberOf(text, line.kind === 'heading' ? null : lastNumber)
  const rest = numbered ? numbered.rest : text.trim()
  if (line.kind === 'heading') return { shape: 'heading', level: line.level ?? 1, text: rest, number: 0 }
  const hashes = HASHES.exec(text)
  if (hashes) {
    const own = text.slice(hashes[0].length).trim()
    return { shape: 'heading', level: hashes[1]!.length, text: numberOf(own, null)?.rest ?? own, number: 0 }
  }
  if (numbered) return { shape: 'number', level: numbered.level, text: numbered.rest, number: numbered.first }
  const bullet = BULLET.exec(text)
  if (bullet) {
    const own = text.slice(bullet[0].length).trim()
    const inside = numberOf(own, null)
    if (inside) return { shape: 'number', level: inside.level, text: inside.rest, number: inside.first }
    return {
      shape: 'bullet',
      level:
        line.kind === 'bullet' ? (line.level ?? 1) : 1 + Math.min(4, Math.floor(bullet[1]!.replaceAll('\t', '    ').length / 2)),
      text: own,
      number: 0,
    }
  }
  if (line.kind === 'bullet') return { shape: 'bullet', level: line.level ?? 1, text: rest, number: 0 }
  return { shape: 'text', level: 0, text: rest, number: 0 }
}

/** @param last the number that a bare one must follow; null where any will do */
function numberOf(text: string, last: number | null): { level: number; first: number; rest: string } | null {
  const m = NUMBER.exec(text)
  if (!m) return null
  const rest = text.slice(m[0].length).trim()
  // "1. juni" is a day, "3 bibliotek deltar" a number of something.
  if (monthNumber(/^\p{L}+/u.exec(rest)?.[0] ?? '')) return null
  const first = Number(m[1]!.split('.')[0])
  if (/^\s*\d+\s/.test(m[0]) && last !== null && first !== last + 1) return null
  return { level: m[1]!.split('.').length, first, rest }
}
