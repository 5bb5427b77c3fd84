/** Word files and spreadsheets for tests: real ones, in memory. */
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { packed } from '../src/programme/sources/archive.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

/** A cell of a Word table; lines of the text are paragraphs. */
export const cell = (text: string, more: { columnSpan?: number; rowSpan?: number } = {}) =>
  new TableCell({ ...more, children: text.split('\n').map((line) => new Paragraph(line)) })
/** A Word table of such cells. */
export const rows = (all: TableCell[][]) => new Table({ rows: all.map((children) => new TableRow({ children })) })
/** The bytes of a Word file. */
export const word = async (children: (Paragraph | Table)[]) =>
  new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })))

/** A spreadsheet by hand. Numbers are dates (style 1), times (2) or both (3) where a style is given. */
type Value = string | number | { readonly n: number; readonly style: 1 | 2 | 3 }
export function spreadsheet(
  sheets: { name: string; rows: (Value | null)[][]; merged?: string[]; hidden?: boolean }[],
): Uint8Array {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const place = (r: number, c: number) => `${String.fromCharCode(65 + c)}${r + 1}`
  const cellXml = (value: Value | null, r: number, c: number) => {
    if (value === null) return ''
    if (typeof value === 'string')
      return `<c r="${place(r, c)}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
    return typeof value === 'number'
      ? `<c r="${place(r, c)}"><v>${value}</v></c>`
      : `<c r="${place(r, c)}" s="${value.style}"><v>${value.n}</v></c>`
  }
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const parts: [string, string][] = [
    ['[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'],
    [
      '_rels/.rels',
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `<workbook ${main} xmlns:r="${rel}"><sheets>${sheets.map((one, i) => `<sheet name="${one.name}" sheetId="${i + 1}" ${one.hidden ? 'state="hidden" ' : ''}r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${rel}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="rIdS" Type="${rel}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      `<styleSheet ${main}><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="20" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ],
    ...sheets.map((one, i): [string, string] => [
      `xl/worksheets/sheet${i + 1}.xml`,
      `<worksheet ${main}><sheetData>${one.rows.map((row, r) => `<row r="${r + 1}">${row.map((value, c) => cellXml(value, r, c)).join('')}</row>`).join('')}</sheetData>${one.merged ? `<mergeCells count="${one.merged.length}">${one.merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>` : ''}</worksheet>`,
    ]),
  ]
  return packed(new Map(parts.map(([name, text]) => [name, utf8(text)])))
}
/** A time of day as Excel keeps it. */
export const time = (hours: number) => ({ n: hours / 24, style: 2 }) as const
/** A day as Excel counts it. */
export const date = (n: number) => ({ n, style: 1 }) as const
