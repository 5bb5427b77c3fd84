/** A network's logo on all that leaves: read once, drawn on every page, and nothing is otherwise where there is none. */
import fc from 'fast-check'
import mammoth from 'mammoth'
import sharp from 'sharp'
import { extractText } from 'unpdf'
import { beforeAll, describe, expect, it } from 'vitest'
import { programmeDocx } from '#meeting/formats/docx.ts'
import { programmePdf } from '#meeting/formats/pdf.ts'
import { sheetOf } from '#meeting/formats/sheet.ts'
import { LOGO } from '#network/logo/rules.ts'
import type { Logo } from '#network/tables.ts'
import { inLocale } from '#platform/words/words.ts'
import { hostileMeeting } from '../../../tests/hostile.ts'
import { insidePdf } from '../../../tests/pdffile.ts'
import { doc, para, sheetFor, wholeOf } from '../../../tests/takenminutes.ts'
import { unpacked } from '../../../tests/zip.ts'
import { minutesDocx } from './docx.ts'
import { minutesPdf } from './pdf.ts'

const [view] = fc.sample(
  hostileMeeting(1).filter((one) => one.days[0]!.items.length > 0),
  { numRuns: 1, seed: 3 },
)
const logo: Logo = {
  ...{ sha256: 'ab'.repeat(32), mediaType: 'image/png', width: 900, height: 300 },
  ...{ alt: { nb: 'Fylkeskommunen', en: 'The county' }, at: '2026-05-01T08:00:00Z' },
}
const named = { ...view!.network, name: { nb: 'Nettverket' } }
const bare = { ...view!, network: named }
const borne = { ...view!, network: { ...named, logo } }
/** So long that there is a second page. */
const long = [doc(...Array.from({ length: 120 }, (_, i) => para(`Avsnitt nummer ${i + 1}.`)))]
const whole = wholeOf(borne, long)
let bytes: Buffer

beforeAll(async () => {
  const create = { width: 900, height: 300, channels: 4, background: { r: 10, g: 90, b: 60, alpha: 1 } } as const
  bytes = await sharp({ create }).png().toBuffer()
})
const drawn = () => new Map([[LOGO, bytes]])
const pictureCount = (pdf: Buffer) => pdf.toString('latin1').split('/Subtype /Image').length - 1

describe('a logo on minutes as PDF', () => {
  it.each(['ua-1', 'a-2a'] as const)('is read once, before the title, and adorns the pages after, in %s', async (standard) => {
    const pdf = await minutesPdf(sheetFor(whole), standard, drawn())
    const found = await insidePdf(pdf)
    expect(found.xmp).toContain(standard === 'ua-1' ? '<pdfuaid:part>1</pdfuaid:part>' : '<pdfaid:part>2</pdfaid:part>')
    expect(found.pages).toBeGreaterThan(1)
    expect(found.alternatives).toEqual(['Fylkeskommunen'])
    const kinds = found.kinds.filter((kind) => kind === 'Figure' || kind === 'H1')
    expect(kinds).toEqual(['Figure', 'H1'])
    expect(pictureCount(pdf)).toBeGreaterThan(0)
    const { text } = await extractText(new Uint8Array(pdf), { mergePages: false })
    // Its first page bears the logo in place of the line that the others begin with.
    expect(text[0]).not.toContain('Nettverket · Referat')
    for (const page of text.slice(1)) expect(page).toContain('Nettverket · Referat')
  })

  it('speaks the language of the document, and is the same bytes each time', async () => {
    const pdf = await minutesPdf(sheetFor(whole, 'en'), 'ua-1', drawn())
    expect((await insidePdf(pdf)).alternatives).toEqual(['The county'])
    expect((await minutesPdf(sheetFor(whole, 'en'), 'ua-1', drawn())).equals(pdf)).toBe(true)
  })

  it('changes nothing where there is none, or where its bytes are gone', async () => {
    const without = await minutesPdf(sheetFor(wholeOf(bare, long)))
    const found = await insidePdf(without)
    expect([found.kinds.includes('Figure'), pictureCount(without)]).toEqual([false, 0])
    expect((await extractText(new Uint8Array(without), { mergePages: false })).text[0]).toContain('Nettverket · Referat')
    const gone = await insidePdf(await minutesPdf(sheetFor(whole)))
    expect([gone.kinds, gone.pages]).toEqual([found.kinds, found.pages])
  })
})

describe('a logo on a programme', () => {
  const sheet = (of: typeof bare) => inLocale('nb', () => sheetOf(of, 'https://samling.example.no'))

  it('stands before its title in the PDF', async () => {
    const found = await insidePdf(await programmePdf(sheet(borne), bytes))
    expect(found.alternatives).toEqual(['Fylkeskommunen'])
    expect(found.kinds.filter((kind) => kind === 'Figure' || kind === 'H1')).toEqual(['Figure', 'H1'])
    expect((await insidePdf(await programmePdf(sheet(bare)))).kinds).not.toContain('Figure')
    expect((await insidePdf(await programmePdf(sheet(borne)))).kinds).not.toContain('Figure')
  })

  it('takes nothing with it when its bytes are not what they should be', async () => {
    const broken = Buffer.from('dette er ikke et bilde')
    const without = await insidePdf(await programmePdf(sheet(bare)))
    for (const pdf of [await programmePdf(sheet(borne), broken), await programmePdf(sheet(bare), bytes)])
      expect((await insidePdf(pdf)).kinds).toEqual(without.kinds)
    const minutes = await minutesPdf(sheetFor(whole), 'ua-1', new Map([[LOGO, broken]]))
    expect((await extractText(new Uint8Array(minutes), { mergePages: true })).text).toContain('Avsnitt nummer 120.')
  })

  it('is the name of the network where it says nothing else', async () => {
    const quiet = { ...borne, network: { ...named, logo: { ...logo, alt: null } } }
    expect((await insidePdf(await programmePdf(sheet(quiet), bytes))).alternatives).toEqual(['Nettverket'])
  })

  it('stands in the head of each page in Word, as on minutes', async () => {
    const texts = async (file: Buffer) => {
      const files = unpacked(file)
      const heads = [...files].filter(([name]) => /^word\/header\d+\.xml$/.test(name)).map(([, content]) => content.toString())
      return { heads, media: [...files].filter(([name]) => name.startsWith('word/media/')).map(([, content]) => content) }
    }
    for (const file of [await programmeDocx(sheet(borne), bytes), await minutesDocx(sheetFor(whole), drawn())]) {
      const { heads, media } = await texts(file)
      expect(heads).toHaveLength(1)
      expect(heads[0]).toContain('descr="Fylkeskommunen"')
      expect(media.map((one) => one.equals(bytes))).toEqual([true])
      expect((await mammoth.extractRawText({ buffer: file })).value.length).toBeGreaterThan(50)
    }
    const again = await minutesDocx(sheetFor(whole), drawn())
    expect((await minutesDocx(sheetFor(whole), drawn())).equals(again)).toBe(true)
    expect((await texts(await programmeDocx(sheet(bare)))).heads).toEqual([])
    expect((await texts(await minutesDocx(sheetFor(wholeOf(bare, long))))).media).toEqual([])
  })
})
