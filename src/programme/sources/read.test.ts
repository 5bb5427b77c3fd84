import { deflateRawSync } from 'node:zlib'
import { Paragraph } from 'docx'
import { describe, expect, test } from 'vitest'
import { Invalid } from '#platform/errors.ts'
import { message } from '#platform/words/message.ts'
import { inLocale } from '#platform/words/words.ts'
import { cell, rows, spreadsheet, time, word } from '../../../tests/office.ts'
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

  test('a large document is opened in a thread, and reads the same', async () => {
    const lines = Array.from(
      { length: 40 },
      (_, i) => `<p>${String(8 + Math.floor(i / 6)).padStart(2, '0')}.${i % 6}0 Sak ${i}</p>`,
    )
    const page = (filling: number) => utf8(`<!doctype html><h1>Møte</h1>${lines.join('')}<!-- ${'x'.repeat(filling)} -->`)
    expect((await open('a.html', page(1_200_000))).lines).toEqual((await open('a.html', page(10))).lines)
    expect(await refusal('a.html', utf8(`<!doctype html><p>${' '.repeat(1_200_000)}</p>`))).toBe('sources_empty')
    expect(await refusal('a.txt', utf8('{\\rtf'.padEnd(1_200_000)))).toBe('sources_rtf')
  })

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
