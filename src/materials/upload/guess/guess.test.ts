import { PDFDocument } from 'pdf-lib'
import pptxgen from 'pptxgenjs'
import { describe, expect, it } from 'vitest'
import { firstWords } from './reader.ts'
import { guessItem } from './rules.ts'

// Its types speak of another way of importing it than Node has.
const Presentation = pptxgen as unknown as typeof pptxgen.default

const items = [
  { title: 'Utkast til regional bibliotekplan', speakers: ['Marte Kirkerud'] },
  { title: 'Om E-bøker', speakers: ['Peder Ås', 'Áile Ŋuorga'] },
  { title: 'Om biblioteksystem', speakers: [] },
  { title: 'Kompetanseheving i Nordland og Finnmark', speakers: ['Kari Nordmann'] },
  { title: 'Vi blir kjent med noe av det som skjer', speakers: [] },
  { title: 'Lunsj', speakers: [] },
]
const guess = (name: string, content = '') => guessItem(name, content, items)?.title ?? null

describe('which item a file belongs to', () => {
  it.each([
    ['Ebøker i Troms.pdf', 'Om E-bøker'],
    ['presentasjon_ås.pptx', 'Om E-bøker'],
    ['Regional bibliotekplan v2 (1).docx', 'Utkast til regional bibliotekplan'],
    ['biblioteksystemer.pdf', 'Om biblioteksystem'],
    ['Nordmann kompetanse.pptx', 'Kompetanseheving i Nordland og Finnmark'],
  ])('%s: by its name', (name, title) => {
    expect(guess(name)).toBe(title)
  })

  it('by what stands first in it, where the name says nothing', () => {
    expect(guess('Presentasjon1.pptx', 'Kompetanseheving i hele Nordland og Finnmark, april')).toBe(items[3]!.title)
    expect(guess('scan0001.pdf', 'Áile Ŋuorga')).toBe('Om E-bøker')
  })

  it('is left open where nothing speaks for any, or as much for two', () => {
    expect(guess('Presentasjon1.pptx')).toBeNull()
    expect(guess('Noe annet.pdf')).toBeNull()
    expect(guess('scan0001.pdf', 'Velkommen')).toBeNull()
    expect(guess('Ås og Nordmann.pdf')).toBeNull()
    expect(guessItem('Ebøker.pdf', '', [])).toBeNull()
  })
})

describe('the first words of a file', () => {
  it('of a presentation: its title, who made it, its first slide', async () => {
    const made = new Presentation()
    made.title = 'Lysark om e-bøker'
    made.author = 'Peder Ås'
    made.addSlide().addText('Utlån av e-bøker i Nord-Norge', { x: 1, y: 1, w: 8, h: 1 })
    made.addSlide().addText('Det andre lysarket', { x: 1, y: 1, w: 8, h: 1 })
    const words = await firstWords(new Blob([(await made.write({ outputType: 'arraybuffer' })) as ArrayBuffer]))
    for (const part of ['Lysark om e-bøker', 'Peder Ås', 'Utlån av e-bøker i Nord-Norge']) expect(words).toContain(part)
    expect(words).not.toContain('Det andre lysarket')
  })

  it('of a PDF: the title it states, with its own letters', async () => {
    const made = await PDFDocument.create()
    made.addPage()
    made.setTitle('Čállin ja lohkan: e-bøker')
    made.setAuthor('Áile Ŋuorga')
    const words = await firstWords(new Blob([(await made.save({ useObjectStreams: false })) as Uint8Array<ArrayBuffer>]))
    expect(words).toContain('Čállin ja lohkan: e-bøker')
    expect(words).toContain('Áile Ŋuorga')
    const latin = '%PDF-1.4\n1 0 obj<</Title(Bl\\345b\\346r \\(ny\\))>>endobj'
    expect(await firstWords(new Blob([latin]))).toContain('Blåbær (ny)')
  })

  it('are none where they cannot be read, whatever the file is made to be', async () => {
    for (const content of ['', 'PK', 'PK\x03\x04 not a zip', '%PDF-', `PK${'\0'.repeat(70_000)}`, '\x00\x01\x02'])
      expect(await firstWords(new Blob([content]))).toBe('')
  })
})
