import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { PDFDocument, type PDFFont, type PDFPage, StandardFonts } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import type { LaidLine } from '../reader/laid.ts'
import { readProgramme } from '../reader/read.ts'
import { readPdf } from './pdf.ts'

const typst = NodeCompiler.create({})
const A4 = [595, 842] as const

/** A document that Typst typesets: proportional letters, justified lines, real tables. */
const typeset = (content: string): Uint8Array =>
  new Uint8Array(typst.pdf({ mainFileContent: `#set page("a4")\n#set text(lang: "nb", size: 11pt)\n${content}` }))

type Pen = (text: string, x: number, y: number, size?: number) => void

/** A document whose texts are put where the test says, in points from the upper left corner. */
async function drawn(...pages: ((write: Pen, font: PDFFont, page: PDFPage) => void)[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  for (const draw of pages) {
    const page = pdf.addPage([...A4])
    draw((text, x, y, size = 11) => page.drawText(text, { x, y: A4[1] - y, size, font }), font, page)
  }
  return pdf.save()
}

/** A file written by hand, with a trailer of its own. */
function raw(stream: string, trailer: string): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  const body = objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join('')
  return new TextEncoder().encode(`%PDF-1.4\n${body}trailer\n<< /Size 6 /Root 1 0 R ${trailer} >>\n%%EOF\n`)
}

/** Lines as a test can state them: cells are divided with a bar, headings and bullets have Markdown's signs. */
const plain = (lines: readonly LaidLine[]): string[] =>
  lines.map((line) => {
    const cells = line.cells.map((cell) => cell.text.replaceAll('\n', ' ¶ ') + (cell.colSpan ? ` ×${cell.colSpan}` : ''))
    const sign = line.kind === 'heading' ? `${'#'.repeat(line.level ?? 1)} ` : line.kind === 'bullet' ? '- ' : ''
    return sign + cells.join(' | ')
  })
const linesIn = async (bytes: Uint8Array) => plain(await readPdf(bytes))
const itemsIn = async (bytes: Uint8Array) =>
  readProgramme(await readPdf(bytes)).days.map((day) => [
    day.date,
    ...day.items.map(
      (item) => `${item.start}–${item.end ?? ''} ${item.title}${item.speakers.map((one) => ` + ${one.name}`).join('')}`,
    ),
  ])
const trouble = (key: string) => expect.objectContaining({ fields: { file: expect.stringContaining(key) } })

describe('a PDF', () => {
  it('keeps a table without lines as a table, with what is wrapped in a cell made whole', async () => {
    const bytes = typeset(`= Fagdag om lokalsamling
Onsdag 5. mai 2027, Nes bibliotek

#table(columns: (80pt, 200pt, 140pt), stroke: none,
  [*Tid*], [*Tema*], [*Hvem*],
  [09.00–09.15], [Velkommen], [Kari Moe, Nes bibliotek],
  [09.15–10.00], [Hva skjer når samlingen flyttes ut av magasinet og inn i det offentlige rommet?], [Ola Nord, Universitetsbiblioteket],
  [10.00–10.15], [Pause], [],
  [10.15–11.00], [Samtale om veien videre], [Per Dahl \\ Anne Vik],
)
Påmelding innen 1. mai.`)
    expect(await linesIn(bytes)).toEqual([
      '# Fagdag om lokalsamling',
      'Onsdag 5. mai 2027, Nes bibliotek',
      'Tid | Tema | Hvem',
      '09.00–09.15 | Velkommen | Kari Moe, Nes bibliotek',
      '09.15–10.00 | Hva skjer når samlingen flyttes ut av magasinet og inn i det offentlige rommet? | Ola Nord, Universitetsbiblioteket',
      '10.00–10.15 | Pause | ',
      '10.15–11.00 | Samtale om veien videre | Per Dahl ¶ Anne Vik',
      'Påmelding innen 1. mai.',
    ])
    expect(await itemsIn(bytes)).toEqual([
      [
        '2027-05-05',
        '09:00–09:15 Velkommen + Kari Moe',
        '09:15–10:00 Hva skjer når samlingen flyttes ut av magasinet og inn i det offentlige rommet? + Ola Nord',
        '10:00–10:15 Pause',
        '10:15–11:00 Samtale om veien videre + Per Dahl + Anne Vik',
      ],
    ])
  })

  it('reads a list of times with titles beside them', async () => {
    const bytes = await drawn((write) => {
      write('Nettverksmøte 12. mars 2027', 60, 80, 18)
      for (const [i, [time, title]] of [
        ['09.00', 'Velkommen'],
        ['09.15', 'Nytt fra Nasjonalbiblioteket'],
        ['10.00', 'Pause'],
        ['10.15', 'Erfaringer fra prosjektet'],
        ['11.00', 'Lunsj'],
      ].entries()) {
        write(time!, 60, 120 + i * 15)
        write(title!, 110, 120 + i * 15)
      }
      write('ved Kari Moe, Nes bibliotek', 110, 120 + 5 * 15)
    })
    expect(await linesIn(bytes)).toEqual([
      '# Nettverksmøte 12. mars 2027',
      '09.00 | Velkommen',
      '09.15 | Nytt fra Nasjonalbiblioteket',
      '10.00 | Pause',
      '10.15 | Erfaringer fra prosjektet',
      '11.00 | Lunsj ¶ ved Kari Moe, Nes bibliotek',
    ])
  })

  it('reads one column of a page to its end before the next', async () => {
    const column = (title: string, hour: number) =>
      `== ${title}\n${Array.from({ length: 6 }, (_, i) => `${String(hour + i).padStart(2, '0')}.00 Innlegg nummer ${i + 1} om samlinger og bruk`).join('\\\n')}\n`
    const bytes = typeset(
      `= Program\n#columns(2)[${column('Tirsdag 4. mai 2027', 9)}\n#colbreak()\n${column('Onsdag 5. mai 2027', 8)}]`,
    )
    expect(await itemsIn(bytes)).toEqual([
      ['2027-05-04', ...Array.from({ length: 6 }, (_, i) => expect.stringContaining(`${String(9 + i).padStart(2, '0')}:00–`))],
      ['2027-05-05', ...Array.from({ length: 6 }, (_, i) => expect.stringContaining(`${String(8 + i).padStart(2, '0')}:00–`))],
    ])
  })

  it('reads running text in two columns, with its words whole', async () => {
    const prose =
      'Biblioteket har i mange år samlet på småtrykk fra kommunen, og nå skal samlingen bli tilgjengelig for alle som bor her. Vi forteller om arbeidet med registreringen, om rettigheter og om hva innbyggerne spør etter når de først får se det som finnes. '
    const text = (
      await linesIn(
        typeset(`#set par(justify: true)\n#set text(hyphenate: true)\n#columns(2)[${prose}\n\n${prose.repeat(4)}\n\n${prose}]`),
      )
    ).join('\n')
    for (const word of ['registreringen', 'rettigheter', 'innbyggerne', 'tilgjengelig']) expect(text.split(word)).toHaveLength(7)
    expect(text).not.toMatch(/\p{L}-\n/u)
  })

  it('says headers and footers once, and page numbers not at all', async () => {
    const sheet = (n: number) => (write: Pen) => {
      write('Landskonferansen 2027', 60, 40, 9)
      write('Nasjonalt nettverk for bibliotek, post@nettverk.example', 60, 810, 8)
      write(`Side ${n} av 3`, 500, 810, 8)
      write(`0${n}.00`, 60, 100)
      write(`Sak nummer ${n}`, 120, 100)
      write(`0${n}.30`, 60, 120)
      write('Pause', 120, 120)
    }
    expect(await linesIn(await drawn(sheet(1), sheet(2), sheet(3)))).toEqual([
      'Landskonferansen 2027',
      '01.00 | Sak nummer 1',
      '01.30 | Pause',
      '02.00 | Sak nummer 2',
      '02.30 | Pause',
      '03.00 | Sak nummer 3',
      '03.30 | Pause',
      'Nasjonalt nettverk for bibliotek, post@nettverk.example',
    ])
  })

  it('lets a table go on over the page', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, i) =>
        `[${8 + Math.floor(i / 6)}.${(i % 6) * 10 || '00'}], [Sak nummer ${i + 1}, med en tittel som er lang nok til å trenge mer enn en linje i sin celle], [Kari Moe],`,
    )
    const lines = await readPdf(
      typeset(`= Program\n#table(columns: (60pt, 220pt, 100pt), table.header([Tid], [Sak], [Hvem]), ${rows.join('\n')})`),
    )
    const table = lines.filter((line) => line.kind === 'row')
    expect(table).toHaveLength(61)
    expect(new Set(table.map((line) => line.table)).size).toBe(1)
    expect(table.every((line) => line.cells.length === 3)).toBe(true)
  })

  it('keeps sessions side by side in their columns', async () => {
    const bytes = typeset(`= Program 5. mai 2027
#table(columns: (70pt, 150pt, 150pt), stroke: none, row-gutter: 4pt,
  [Tid], [Sal A], [Sal B],
  [09.00–09.30], table.cell(colspan: 2)[Velkommen til dagen],
  [09.30–10.15], [Om katalogen og det som skal bli av den], [Om lesing],
  [10.15–11.00], [Om musikk], [Om kart og det som er tegnet i dem],
  [11.00–12.00], table.cell(colspan: 2)[Lunsj])`)
    expect(await itemsIn(bytes)).toEqual([
      [
        '2027-05-05',
        '09:00–09:30 Velkommen til dagen',
        '09:30–10:15 Om katalogen og det som skal bli av den',
        '09:30–10:15 Om lesing',
        '10:15–11:00 Om musikk',
        '10:15–11:00 Om kart og det som er tegnet i dem',
        '11:00–12:00 Lunsj',
      ],
    ])
  })

  it('finds a time that stands in the middle of its row', async () => {
    const bytes = typeset(`#table(columns: (80pt, 160pt), stroke: none, align: horizon, inset: 8pt,
  [09.00–09.45], [En lang tittel som går over flere linjer fordi cellen er smal og setningen ikke],
  [09.45–10.30], [Enda en tittel som trenger både to og tre linjer på å si hva den handler om],
  [10.30], [Slutt])`)
    expect(await linesIn(bytes)).toEqual([
      '09.00–09.45 | En lang tittel som går over flere linjer fordi cellen er smal og setningen ikke',
      '09.45–10.30 | Enda en tittel som trenger både to og tre linjer på å si hva den handler om',
      '10.30 | Slutt',
    ])
  })

  it('parts columns that are almost as close as words, where line after line begins at the same place', async () => {
    const rows = [
      ['09.30 – 10.00', ['Registrering og kaffe'], []],
      ['10.00 – 10.15', ['Velkommen'], ['Bente Larsmo,', 'fylkesbiblioteksjef']],
      [
        '10.15 – 11.00',
        ['Lokalsamlingen som verktøy: hva skjer', 'når innbyggerne selv får bestemme hva', 'som skal samles inn?'],
        ['Kari Moe, Nes', 'bibliotek'],
      ],
      ['11.00 – 11.15', ['Pause'], []],
    ] as const
    const bytes = await drawn((write, font) => {
      for (const [i, [time, title, who]] of rows.entries()) {
        const middle = 120 + i * 60
        write(time, 60, middle)
        const beside = 60 + font.widthOfTextAtSize('00.00 – 00.00', 11) + 7
        for (const [k, line] of title.entries()) write(line, beside, middle + (k - (title.length - 1) / 2) * 14)
        for (const [k, line] of who.entries()) write(line, 362, middle + (k - (who.length - 1) / 2) * 14)
      }
    })
    expect(await linesIn(bytes)).toEqual([
      '09.30 – 10.00 | Registrering og kaffe | ',
      '10.00 – 10.15 | Velkommen | Bente Larsmo, fylkesbiblioteksjef',
      '10.15 – 11.00 | Lokalsamlingen som verktøy: hva skjer når innbyggerne selv får bestemme hva som skal samles inn? | Kari Moe, Nes bibliotek',
      '11.00 – 11.15 | Pause | ',
    ])
  })

  it('keeps bullets, blank lines between paragraphs, and dots that lead to a time', async () => {
    const bytes = await drawn((write) => {
      write('Velkommen til et møte som handler om hvordan vi samarbeider om samlingene våre, og om', 60, 100)
      write('hvem som gjør hva.', 60, 114)
      write('Ta med:', 60, 150)
      write('\u2022 egen pc', 70, 164)
      write('\u2022 godt humør', 70, 178)
      write('Registrering ........................................ 08.30', 60, 220)
      write('Åpning ................................................ 09.00', 60, 234)
    })
    expect(await linesIn(bytes)).toEqual([
      'Velkommen til et møte som handler om hvordan vi samarbeider om samlingene våre, og om hvem som gjør hva.',
      '',
      'Ta med:',
      '- egen pc',
      '- godt humør',
      'Registrering | 08.30',
      'Åpning | 09.00',
    ])
  })

  it('reads what stands beside the programme after it', async () => {
    const bytes = await drawn((write) => {
      write('Fagdag 5. mai 2027', 60, 60, 18)
      for (const [i, title] of ['Åpning av dagen', 'Om samlinger', 'Pause', 'Om lesing', 'Lunsj', 'Om musikk'].entries())
        write(`${9 + i}.00 ${title}`, 60, 110 + i * 31)
      for (const [i, line] of [
        'Biblioteket ligger midt i byen, og du',
        'når det med buss fra stasjonen på ti',
        'minutter. Rommet har teleslynge, og',
        'det er plass til rullestol. Ta med mat',
        'eller kjøp den i kafeen ved inngangen.',
        'Meld fra om du ikke kan komme.',
      ].entries())
        write(line, 300, 118 + i * 14)
    })
    expect(await linesIn(bytes)).toEqual([
      '# Fagdag 5. mai 2027',
      '',
      '9.00 Åpning av dagen',
      '',
      '10.00 Om samlinger',
      '',
      '11.00 Pause',
      '',
      '12.00 Om lesing',
      '',
      '13.00 Lunsj',
      '',
      '14.00 Om musikk',
      'Biblioteket ligger midt i byen, og du når det med buss fra stasjonen på ti minutter. Rommet har teleslynge, og det er plass til rullestol. Ta med mat eller kjøp den i kafeen ved inngangen. Meld fra om du ikke kan komme.',
    ])
  })

  it('stops a file that holds it up', async () => {
    const slow = raw('q 1 0 0 1 0 0 cm\n'.repeat(200_000), '')
    await expect(readPdf(slow, { time: 50, memory: 300 })).rejects.toEqual(trouble('sources_pdf_slow'))
  })

  it('says what is the matter with a file that cannot be read', async () => {
    const picture = await drawn((_write, _font, page) => page.drawRectangle({ x: 0, y: 0, width: 500, height: 700 }))
    await expect(readPdf(picture)).rejects.toEqual(trouble('sources_pdf_scanned'))
    const whole = await drawn((write) => write('Program for dagen, med mer enn tjue bokstaver', 60, 100))
    await expect(readPdf(new TextEncoder().encode('%PDF-1.7\nthis is none'))).rejects.toEqual(trouble('sources_pdf_broken'))
    expect(plain(await readPdf(whole))).toEqual(['Program for dagen, med mer enn tjue bokstaver'])
    const text = 'BT /F1 12 Tf 60 700 Td (Program for dagen og for kvelden) Tj ET'
    expect(plain(await readPdf(raw(text, '')))).toEqual(['Program for dagen og for kvelden'])
    const lock = `/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`
    await expect(readPdf(raw(text, lock))).rejects.toEqual(trouble('sources_pdf_encrypted'))
    const many = await drawn(...Array.from({ length: 201 }, () => (write: Pen) => write('Program', 60, 100)))
    await expect(readPdf(many)).rejects.toEqual(trouble('200'))
  })
})
