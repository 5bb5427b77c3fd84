import { Document, FootnoteReferenceRun, HeadingLevel, Packer, Paragraph, TextRun } from 'docx'
import { describe, expect, test } from 'vitest'
import { cell, date, rows, spreadsheet, time, word } from '../../../tests/office.ts'
import { told } from '../../../tests/told.ts'
import { readProgramme } from '../reader/read.ts'
import { readDocument } from './read.ts'

const open = (name: string, bytes: Uint8Array) => readDocument({ name, bytes })
const read = async (name: string, bytes: Uint8Array) => told((await open(name, bytes)).lines)

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

  test('marks of footnotes are no part of the words', async () => {
    const document = new Document({
      footnotes: { 1: { children: [new Paragraph('Med forbehold om reise.')] } },
      sections: [
        {
          children: [
            new Paragraph('09.00 Åpning'),
            new Paragraph({ children: [new TextRun('10.00 Foredrag om kart'), new FootnoteReferenceRun(1)] }),
            new Paragraph('11.00 Slutt'),
          ],
        },
      ],
    })
    expect(await read('program.docx', new Uint8Array(await Packer.toBuffer(document)))).toEqual([
      '09:00 Åpning',
      '10:00 Foredrag om kart',
      '11:00 Slutt',
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
