/** Excel's files: every sheet that is shown, its times as "09:00" and its dates as "2026-05-03", merged cells as one. */
import { XMLParser } from 'fast-xml-parser'
import readExcel from 'read-excel-file/node'
import { Invalid } from '#platform/errors.ts'
import type { LaidLine } from '../reader/laid.ts'
import { type Parts, packed, unpack } from './archive.ts'
import { type Merged, sheetLines } from './sheet.ts'

const WANTED = /^(?:\[Content_Types\]\.xml|.*\.rels|xl\/(?:workbook|sharedStrings|styles)\d*\.xml|xl\/worksheets\/[^/]+\.xml)$/i
/** What a program calls a sheet that nobody has named. */
const UNNAMED = /^(?:ark|sheet|blad|taulukko|tabelle|feuil|regneark|program|programme|schedule|agenda)\s*\d*$/i
// A sheet of this many cells is a register, and a stretch of merged cells that covers more is a slip.
const MOST_CELLS = 500_000

interface Sheet {
  readonly name: string
  readonly hidden: boolean
  readonly path: string
}

/** @throws Invalid({ file }) when the file is damaged or too large */
export async function readXlsx(bytes: Uint8Array): Promise<LaidLine[]> {
  const parts = unpack(bytes, (name) => WANTED.test(name))
  const read = await sheetsOf(packed(parts))
  if (read.reduce((sum, { data }) => sum + data.length * (data[0]?.length ?? 0), 0) > MOST_CELLS)
    throw new Invalid({ file: 'sources_too_big' })
  const known = sheetsIn(parts)
  const shown = read.flatMap(({ sheet, data }, table) => {
    const own = known.find((one) => one.name === sheet)
    if (own?.hidden) return []
    const rows = data.map((row) => row.map((value) => textOf(value)))
    if (rows.every((row) => row.every((text) => text === ''))) return []
    return [{ sheet, lines: sheetLines(rows, table, mergedIn(parts.get(own?.path ?? ''))) }]
  })
  return shown.flatMap(({ sheet, lines }): LaidLine[] => {
    const heading: LaidLine[] = UNNAMED.test(sheet) ? [] : [{ kind: 'heading', level: 1, cells: [{ text: sheet }] }]
    return [...heading, ...lines]
  })
}

async function sheetsOf(buffer: Buffer): Promise<{ sheet: string; data: (string | number | boolean | Date | null)[][] }[]> {
  try {
    // Its types name the constructor where a date is meant.
    return (await readExcel(buffer)) as unknown as Awaited<ReturnType<typeof sheetsOf>>
  } catch {
    // Whatever the library stumbles over, the file is not one that a spreadsheet wrote.
    throw new Invalid({ file: 'sources_damaged' })
  }
}

function textOf(value: string | number | boolean | Date | null): string {
  if (value === null || typeof value === 'boolean') return ''
  if (value instanceof Date) return momentOf(value)
  if (typeof value === 'string') return value.replaceAll('\t', ' ')
  const minutes = value * 1440
  // A time that nobody told Excel to show as one.
  if (value > 0 && value < 1 && Math.abs(minutes - Math.round(minutes / 5) * 5) < 0.01) return clock(Math.round(minutes))
  // "9.30" typed where a point is a decimal sign lost its last nought.
  if (value > 5 && value < 24 && !Number.isInteger(value) && Number.isInteger(Math.round(value * 1000) / 100))
    return value.toFixed(2)
  return String(value)
}

/** Excel counts days from the end of 1899; a time alone is a part of the first of them. */
function momentOf(date: Date): string {
  const minutes = Math.round(date.getTime() / 60_000)
  const day = Math.floor(minutes / 1440)
  const rest = minutes - day * 1440
  const iso = new Date(day * 86_400_000).toISOString().slice(0, 10)
  if (iso < '1900-01-02' || iso === '1904-01-01') return clock(rest)
  return rest === 0 ? iso : `${iso} ${clock(rest)}`
}

const clock = (minutes: number): string =>
  `${String(Math.floor((minutes % 1440) / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** What the library does not tell of the sheets: which are hidden, and where each lies. */
function sheetsIn(parts: Parts): Sheet[] {
  const xml = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    removeNSPrefix: true,
    processEntities: true,
    parseAttributeValue: false,
  })
  const parsed = (path: string): Record<string, never> => {
    const part = parts.get(path)
    try {
      return part ? xml.parse(Buffer.from(part).toString('utf8')) : {}
    } catch {
      // The library has read the sheets already; without these facts none is hidden and no cells are merged.
      return {}
    }
  }
  const list = <T>(one: T | T[] | undefined): T[] => (one === undefined ? [] : Array.isArray(one) ? one : [one])
  type Relation = { Id: string; Target: string }
  type SheetEntry = { name: string; state?: string; id: string }
  const book = parsed('xl/workbook.xml') as { workbook?: { sheets?: { sheet?: SheetEntry | SheetEntry[] } } }
  const rels = parsed('xl/_rels/workbook.xml.rels') as { Relationships?: { Relationship?: Relation | Relation[] } }
  const targets = new Map(list(rels.Relationships?.Relationship).map((one) => [one.Id, one.Target]))
  return list(book.workbook?.sheets?.sheet).map(({ name, state, id }) => {
    const target = targets.get(id) ?? ''
    return {
      name,
      hidden: state !== undefined && state !== 'visible',
      path: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
    }
  })
}

function mergedIn(part: Uint8Array | undefined): Merged[] {
  if (!part) return []
  const refs = Buffer.from(part)
    .toString('utf8')
    .matchAll(/<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g)
  const merged: Merged[] = []
  let covered = 0
  for (const [, fromCol = '', fromRow, toCol = '', toRow] of refs) {
    const [row, col] = [Number(fromRow) - 1, column(fromCol)]
    const one = { row, col, rows: Number(toRow) - row, cols: column(toCol) - col + 1 }
    covered += one.rows * one.cols
    if (covered > MOST_CELLS) return merged
    merged.push(one)
  }
  return merged
}

const column = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
