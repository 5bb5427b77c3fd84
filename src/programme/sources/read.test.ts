import { deflateRawSync } from 'node:zlib'
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx'
import { describe, expect, test } from 'vitest'
import { Invalid } from '#platform/errors.ts'
import { message } from '#platform/words/message.ts'
import { inLocale } from '#platform/words/words.ts'
import { told } from '../../../tests/told.ts'
import { readProgramme } from '../reader/read.ts'
import { packed } from './archive.ts'
import { readSource } from './read.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const open = async (name: string, bytes: Uint8Array) => {
  const source = await readSource({ name, bytes })
  if (source.kind !== 'document') throw new Error(`${name} states its programme`)
  return source
}
const read = async (name: string, bytes: Uint8Array) => told((await open(name, bytes)).lines)
const refusal = async (name: string, bytes: Uint8Array) => {
  try {
    await readSource({ name, bytes })
  } catch (error) {
    if (error instanceof Invalid) return error.fields.file
    throw error
  }
  return 'read'
}

const cell = (text: string, more: { columnSpan?: number; rowSpan?: number } = {}) =>
  new TableCell({ ...more, children: text.split('\n').map((line) => new Paragraph(line)) })
const rows = (all: TableCell[][]) => new Table({ rows: all.map((children) => new TableRow({ children })) })
const word = async (children: (Paragraph | Table)[]) =>
  new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })))

describe('Word', () => {
  test('headings, tables, lists and tabs', async () => {
    const bytes = await word([
      new Paragraph({ text: 'Regionsamling 2025', heading: HeadingLevel.TITLE }),
      new Paragraph({ text: 'Tirsdag 11. mars 2025', heading: HeadingLevel.HEADING_1 }),
      rows([
        [cell('Tid'), cell('Hva'), cell('Ansvarlig')],
        [cell('09.00–09.30'), cell('Velkommen'), cell('Torunn Eide')],
        [cell('09.30–10.30'), cell('Nye samlinger\nOm magasin og klima'), cell('Odd Vik, Bø bibliotek\nRut Lie')],
        [cell('10.30–10.45'), cell('Pause', { columnSpan: 2 })],
      ]),
      new Paragraph({ text: 'Onsdag 12. mars 2025', heading: HeadingLevel.HEADING_1 }),
      new Paragraph({ children: [new TextRun('09.00'), new TextRun({ text: '\tOppsummering' })] }),
      new Paragraph({ text: 'Fra gruppene', bullet: { level: 0 } }),
      new Paragraph({ text: 'Veien videre', bullet: { level: 0 } }),
      new Paragraph({ children: [new TextRun({ text: '10.00\tAvslutning', bold: true })] }),
    ])
    const source = await open('program.docx', bytes)
    expect(source.format).toBe('docx')
    expect(readProgramme(source.lines).title).toBe('Regionsamling 2025')
    expect(told(source.lines)).toEqual([
      '# 2025-03-11 Tirsdag 11. mars 2025',
      '09:00–09:30 Velkommen · Torunn Eide',
      '09:30–10:30 Nye samlinger · Odd Vik <Bø bibliotek>, Rut Lie − Om magasin og klima',
      '10:30–10:45 Pause',
      '# 2025-03-12 Onsdag 12. mars 2025',
      '09:00 Oppsummering − Fra gruppene − Veien videre',
      '10:00 Avslutning',
    ])
  })

  test('cells over several rows', async () => {
    expect(
      await read(
        'program',
        await word([
          rows([
            [cell(''), cell('Auditoriet'), cell('Lesesalen')],
            [cell('10.00–11.00'), cell('Arkivene åpner'), cell('Skrivekurs', { rowSpan: 2 })],
            [cell('11.00–12.00'), cell('Digitale kart')],
            [cell('12.00'), cell('Lunsj', { columnSpan: 2 })],
          ]),
        ]),
      ),
    ).toEqual([
      '10:00–11:00 Arkivene åpner [Auditoriet]',
      '10:00–12:00 Skrivekurs [Lesesalen]',
      '11:00–12:00 Digitale kart [Auditoriet]',
      '12:00 Lunsj',
    ])
  })

  test('what was deleted with changes tracked is not shown', async () => {
    const { DeletedTextRun, InsertedTextRun } = await import('docx')
    const mark = { id: 1, author: 'A', date: '2025-01-01T00:00:00Z' }
    const bytes = await word([
      new Paragraph('09.00 Åpning'),
      new Paragraph({
        children: [
          new TextRun('10.00 '),
          new DeletedTextRun({ ...mark, text: 'Foredrag' }),
          new InsertedTextRun({ ...mark, id: 2, text: 'Samtale' }),
        ],
      }),
    ])
    expect(await read('program.docx', bytes)).toEqual(['09:00 Åpning', '10:00 Samtale'])
  })
})

/** A spreadsheet by hand. Numbers are dates (style 1), times (2) or both (3) where a style is given. */
type Value = string | number | { readonly n: number; readonly style: 1 | 2 | 3 }
function spreadsheet(sheets: { name: string; rows: (Value | null)[][]; merged?: string[]; hidden?: boolean }[]): Uint8Array {
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
const time = (hours: number) => ({ n: hours / 24, style: 2 }) as const
const date = (n: number) => ({ n, style: 1 }) as const

describe('Excel', () => {
  test('times and dates are those the cells show, merged cells are one', async () => {
    const bytes = spreadsheet([
      {
        name: 'Ark1',
        rows: [
          ['Fagdag om formidling', null, null, null],
          [date(45_792), null, null, null],
          ['Start', 'Slutt', 'Hva', 'Hvem'],
          [time(9), time(9.25), 'Åpning', 'Eva Strand'],
          [time(9.25), time(10 + 1 / 3), 'Barn & bøker', 'Jon Moe, Elvebakken'],
          [time(10 + 1 / 3), 10.5, 'Pause', null],
          [0.4375, null, 'Samtale', 'Alle'],
        ],
        merged: ['A1:D1', 'A2:D2'],
      },
    ])
    const source = await open('program.xlsx', bytes)
    expect(source.format).toBe('xlsx')
    expect(told(source.lines)).toEqual([
      '# 2025-05-15 2025-05-15',
      '09:00–09:15 Åpning · Eva Strand',
      '09:15–10:20 Barn & bøker · Jon Moe <Elvebakken>',
      '10:20–10:50 Pause',
      '10:30 Samtale',
    ])
  })

  test('each sheet that is shown, by its name', async () => {
    const bytes = spreadsheet([
      {
        name: 'Torsdag 2. oktober 2025',
        rows: [
          ['Tid', 'Sal 1', 'Sal 2'],
          ['10:00', 'Kart', 'Foto'],
          [time(11), 'Lunsj', null],
        ],
        merged: ['B3:C3'],
      },
      {
        name: 'Fredag 3. oktober 2025',
        rows: [
          ['Tid', 'Hva'],
          [{ n: 45_933 + 9 / 24, style: 3 }, 'Hjemreise'],
        ],
      },
      { name: 'Budsjett', hidden: true, rows: [['12.00', 'Hemmelig']] },
    ])
    expect(await read('program.xlsx', bytes)).toEqual([
      '# 2025-10-02 Torsdag 2. oktober 2025',
      '10:00 Kart [Sal 1]',
      '10:00 Foto [Sal 2]',
      '11:00 Lunsj',
      '# 2025-10-03 2025-10-03',
      '09:00 Hjemreise',
    ])
  })
})

describe('text in every dress', () => {
  const csv = 'Tid;Tittel;Foredragsholder\r\n09:00;"Åpning; og hilsen";Siri Øye\r\n09:30;"Første del\nmed spørsmål";Pål Næss\r\n'
  const items = ['09:00 Åpning; og hilsen · Siri Øye', '09:30 Første del med spørsmål · Pål Næss']
  const wide = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')
  const windows = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

  test.each([
    ['UTF-8', utf8(csv)],
    ['UTF-8 with its mark', utf8(`\ufeff${csv}`)],
    ['UTF-16', wide(csv)],
    ['UTF-16 without its mark', wide(csv).subarray(2)],
    ['UTF-16, the other way', wide(csv).swap16()],
    ['Windows-1252', windows(csv)],
    ['commas', utf8(csv.replaceAll(/;(?! )/g, ','))],
    ['a line that names the separator', utf8(`sep=;\r\n${csv}`)],
  ])('values in %s', async (_what, bytes) => {
    expect(await read('program.csv', bytes)).toEqual(items)
  })

  test('tabs', async () => {
    expect(await read('program.tsv', utf8('Kl.\tHva\tHvor\n09.00\tKaffe\tKantina\n10.00\tMøte\tSal 2\n'))).toEqual([
      '09:00 Kaffe (Kantina)',
      '10:00 Møte (Sal 2)',
    ])
  })

  test('a paste from a spreadsheet into plain text reads the same', async () => {
    expect(await read('program.txt', utf8('Kl.\tHva\tHvor\n09.00\tKaffe\tKantina\n10.00\tMøte\tSal 2\n'))).toEqual([
      '09:00 Kaffe (Kantina)',
      '10:00 Møte (Sal 2)',
    ])
  })

  test('Markdown', async () => {
    const text = `---\ntitle: Høstmøte\n---\n\n## Mandag 6. oktober 2025\n\n| Kl. | Hva | Hvem |\n|-----|:---:|------|\n| 9–10 | **Kart** og [kompass](https://kart.example/a_b) | Åse Lind |\n| 10 | Pause | |\n\nTirsdag 7. oktober 2025\n-----------\n\n* 09.00 Rundgang\n  * Magasinet\n  * Lesesalen\n* 10.30 Slutt\n`
    const source = await open('program.md', utf8(text))
    expect(source.format).toBe('markdown')
    expect(readProgramme(source.lines).title).toBe('Høstmøte')
    expect(told(source.lines)).toEqual([
      '# 2025-10-06 Mandag 6. oktober 2025',
      '09:00–10:00 Kart og kompass · Åse Lind',
      '10:00 Pause',
      '# 2025-10-07 Tirsdag 7. oktober 2025',
      '09:00 Rundgang − Magasinet − Lesesalen',
      '10:30 Slutt',
    ])
  })

  test('a text reads the same from a file and from a paste', async () => {
    const text = 'Møte 3. mai 2021\r\n\r\n09.00\tVelkommen\r\n10.00 Åpen post ved Siri Øye\r\n- Saker\r\n11.00 Slutt\r\n'
    expect(readProgramme((await open('m.txt', windows(text))).lines)).toEqual(readProgramme(text))
  })

  test.each([
    ['a web page called .txt', 'side.txt', utf8('<!doctype html><p>09.00 Velkommen</p><p>10.00 Slutt</p>'), 'html'],
    ['a web page called .docx', 'side.docx', utf8('<html><body><p>09.00 Velkommen</p><p>10.00 Slutt</p></body></html>'), 'html'],
    ['values called .txt', 'liste.txt', utf8('Tid;Tittel\n09.00;Velkommen\n10.00;Slutt\n'), 'csv'],
    ['prose called .csv', 'tekst.csv', utf8('09.00 Velkommen\n10.00 Slutt\n'), 'text'],
    ['no name at all', '', utf8('09.00 Velkommen\n10.00 Slutt\n'), 'text'],
  ])('%s is read as what it is', async (_what, name, bytes, format) => {
    const source = await open(name, bytes)
    expect(source.format).toBe(format)
    expect(told(source.lines)).toEqual(['09:00 Velkommen', '10:00 Slutt'])
  })
})

/** An archive of one part whose sizes are as told, whatever they are. */
function archive(name: string, content: Uint8Array, size: number): Uint8Array {
  const whole = packed(new Map([[name, content]]))
  const body = deflateRawSync(content)
  const head = Buffer.from(whole.subarray(0, 30 + name.length))
  const list = Buffer.from(whole.subarray(30 + name.length + content.length))
  for (const [record, at] of [
    [head, 8],
    [list, 10],
  ] as const) {
    record.writeUInt16LE(8, at)
    record.writeUInt32LE(body.length, at + 10)
    record.writeUInt32LE(size, at + 14)
  }
  list.writeUInt32LE(head.length + body.length, list.length - 6)
  return Buffer.concat([head, body, list])
}
const ole = (stream: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(stream, 'utf16le'), Buffer.alloc(600)])

describe('what cannot be read is told with what to do about it', () => {
  const zeros = new Uint8Array(8_000_000)
  const cases: [string, string, Uint8Array | (() => Promise<Uint8Array>), string][] = [
    ['an empty file', 'a.txt', new Uint8Array(), 'sources_empty'],
    ['nothing but space', 'a.txt', utf8(' \n\t\n'), 'sources_empty'],
    ['a page without words', 'a.html', utf8('<!doctype html><img src="a.png">'), 'sources_empty'],
    ['more than five megabytes of text', 'a.txt', utf8('a'.repeat(5_000_001)), 'sources_too_long'],
    ['a Word file of before 2007', 'a.doc', ole('WordDocument'), 'sources_old_word'],
    ['an Excel file of before 2007', 'a.xlsx', ole('Workbook'), 'sources_old_excel'],
    ['an Outlook mail', 'a.msg', ole('__substg1.0_0037001F'), 'sources_old_mail'],
    ['a file behind a password', 'a.docx', ole('EncryptedPackage'), 'sources_encrypted'],
    ['a presentation', 'a.pptx', packed(new Map([['ppt/presentation.xml', utf8('<p/>')]])), 'sources_slides'],
    ['an OpenDocument', 'a.odt', packed(new Map([['content.xml', utf8('<o/>')]])), 'sources_opendocument'],
    ['an archive of something else', 'a.zip', packed(new Map([['a.txt', utf8('09.00 a')]])), 'sources_archive_unknown'],
    ['an archive cut in two', 'a.docx', async () => (await word([new Paragraph('09.00 a')])).subarray(0, 900), 'sources_damaged'],
    [
      'a Word file with broken XML',
      'a.docx',
      packed(new Map([['word/document.xml', utf8('<w:document><w:p>')]])),
      'sources_damaged',
    ],
    ['a spreadsheet with broken XML', 'a.xlsx', packed(new Map([['xl/workbook.xml', utf8('<workbook')]])), 'sources_damaged'],
    ['an archive that says it is huge', 'a.docx', archive('word/document.xml', zeros, 4_000_000_000), 'sources_zip_bomb'],
    ['an archive that hides that it is', 'a.docx', archive('word/document.xml', zeros, 1000), 'sources_zip_bomb'],
    ['rich text', 'a.rtf', utf8('{\\rtf1 09.00 a}'), 'sources_rtf'],
    [
      'a picture',
      'a.txt',
      Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
      'sources_picture',
    ],
    ['bytes of no kind', 'a.txt', Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 251), 'sources_unknown'],
  ]
  test.each(cases)('%s', async (_what, name, bytes, key) => {
    expect(await refusal(name, typeof bytes === 'function' ? await bytes() : bytes)).toBe(key)
    for (const locale of ['nb', 'nn', 'en'] as const) expect(inLocale(locale, () => message(key))).not.toBe(key)
  })

  test('any bytes at all are read or refused, and nothing else happens', async () => {
    const real = await word([new Paragraph('09.00 Åpning'), rows([[cell('10.00'), cell('Møte')]])])
    const sheet = spreadsheet([
      {
        name: 'A',
        rows: [
          ['Tid', 'Hva'],
          [time(9), 'Åpning'],
        ],
        merged: ['A1:B1'],
      },
    ])
    // One changed byte in each of many places.
    for (const whole of [real, sheet])
      for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 60)) {
        const hurt = Uint8Array.from(whole)
        hurt[at] = (hurt[at] ?? 0) ^ 0x55
        expect(await refusal('a', hurt)).toMatch(/^(?:read|sources_\w+)$/)
      }
  }, 30_000)

  test('tables nested until a parser breaks', async () => {
    const deep = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${'<w:tbl><w:tr><w:tc>'.repeat(20_000)}<w:p><w:r><w:t>09.00 a</w:t></w:r></w:p>${'</w:tc></w:tr></w:tbl>'.repeat(20_000)}</w:body></w:document>`
    const bytes = packed(
      new Map([
        ['[Content_Types].xml', utf8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')],
        [
          '_rels/.rels',
          utf8(
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
          ),
        ],
        ['word/document.xml', utf8(deep)],
      ]),
    )
    expect(await refusal('a.docx', bytes)).toMatch(/^(?:read|sources_damaged)$/)
  })
})
