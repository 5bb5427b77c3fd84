/** Pictures in all that leaves: drawn and described where they can be, told of where they cannot, and those without words listed. */
import fc from 'fast-check'
import mammoth from 'mammoth'
import sharp from 'sharp'
import { extractText } from 'unpdf'
import { beforeAll, describe, expect, it } from 'vitest'
import { inLocale } from '#platform/words/words.ts'
import { hostileMeeting } from '../../../tests/hostile.ts'
import { bare, insidePdf } from '../../../tests/pdffile.ts'
import { doc, para, sheetFor, wholeOf } from '../../../tests/takenminutes.ts'
import { unpacked } from '../../../tests/zip.ts'
import type { MinutesNode } from '../document.ts'
import type { PictureRow } from '../pictures/reads.ts'
import { minutesDocx } from './docx.ts'
import { minutesJson } from './json.ts'
import { minutesMarkdown } from './markdown.ts'
import { minutesPdf } from './pdf.ts'

const [view] = fc.sample(
  hostileMeeting(1).filter((one) => one.days[0]!.items.length > 0),
  { numRuns: 1, seed: 3 },
)
const drawing = crypto.randomUUID()
const photograph = crypto.randomUUID()
const ornament = crypto.randomUUID()
const foreign = crypto.randomUUID()
const picture = (file: string, attrs: object = {}): MinutesNode => ({ type: 'picture', attrs: { file, ...attrs } })
const row = (id: string, mediaType: PictureRow['mediaType'], width: number, height: number): PictureRow => ({
  ...{ id, networkId: id, meetingId: id, itemId: id, sha256: '', mediaType, size: 1, width, height, createdAt: '' },
})
const whole = wholeOf(
  view!,
  [
    doc(
      para('Før bildene.'),
      picture(drawing, { alt: 'Kart over bokbussens rute', lang: 'nb' }),
      picture(photograph),
      picture(ornament, { decorative: true }),
      picture(foreign, { alt: 'Et bilde fra et annet møte' }),
      para('Etter bildene.'),
    ),
  ],
  {
    pictures: new Map([
      [drawing, row(drawing, 'image/png', 1200, 900)],
      [photograph, row(photograph, 'image/jpeg', 300, 4000)],
      [ornament, row(ornament, 'image/png', 40, 40)],
    ]),
  },
)
const sheet = sheetFor(whole)
const bytes = new Map<string, Buffer<ArrayBufferLike>>()

beforeAll(async () => {
  const made = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 4, background: { r: 200, g: 40, b: 40, alpha: 0.5 } } })
  bytes.set(drawing, await made(1200, 900).png().toBuffer())
  bytes.set(photograph, await made(300, 4000).jpeg().toBuffer())
  bytes.set(ornament, await made(40, 40).png().toBuffer())
})

const read = async (pdf: Buffer) => bare((await extractText(new Uint8Array(pdf), { mergePages: true })).text)

describe('pictures in minutes as PDF', () => {
  it.each(['ua-1', 'a-2a'] as const)('are drawn with what they show, in %s', async (standard) => {
    const pdf = await minutesPdf(sheet, standard, bytes)
    const found = await insidePdf(pdf)
    expect(found.kinds.filter((kind) => kind === 'Figure')).toHaveLength(2)
    expect(found.alternatives).toEqual(['Kart over bokbussens rute', 'Bilde uten beskrivelse'])
    const all = await read(pdf)
    expect(all).toContain('[Bildeutenbeskrivelse]')
    expect(all).toContain('Bilderutenbeskrivelse(1)')
    expect(all).toContain('Bilde:Etbildefraetannetmøte')
    expect(all).toContain(`/files/pictures/${foreign}`)
  })

  it('are told of where the bytes are not what they should be, and take nothing else with them', async () => {
    const broken = new Map([...bytes, [photograph, Buffer.from('dette er ikke et bilde')]])
    const all = await read(await minutesPdf(sheet, 'ua-1', broken))
    for (const words of ['Førbildene.', 'Etterbildene.', 'Bilde:Kartoverbokbussensrute', `/files/pictures/${photograph}`])
      expect(all).toContain(words)
  })
})

describe('pictures in minutes', () => {
  it('lie in a Word document with what they show, the same bytes each time', async () => {
    const made = await minutesDocx(sheet, bytes)
    expect((await minutesDocx(sheet, bytes)).equals(made)).toBe(true)
    const files = unpacked(made)
    const media = [...files].filter(([name]) => name.startsWith('word/media/')).map(([, content]) => content.toString('base64'))
    expect(media.sort()).toEqual([...bytes.values()].map((content) => content.toString('base64')).sort())
    expect(files.get('word/document.xml')!.toString()).toContain('descr="Kart over bokbussens rute"')
    const text = (await mammoth.extractRawText({ buffer: made })).value
    for (const words of ['[Bilde uten beskrivelse]', 'Et bilde fra et annet møte', 'Bilder uten beskrivelse (1)'])
      expect(text).toContain(words)
  })

  it('are led to from Markdown and data', () => {
    const markdown = inLocale('nb', () => minutesMarkdown(sheet))
    expect(markdown).toContain(`![Kart over bokbussens rute](<https://samling.example.no/files/pictures/${drawing}>)`)
    expect(markdown).toContain(`![Bilde uten beskrivelse](<https://samling.example.no/files/pictures/${photograph}>)`)
    expect(markdown).toContain('## Bilder uten beskrivelse (1)')
    const [first] = inLocale('nb', () => minutesJson(whole, sheet)).items.filter((item) => item.minutes !== null)
    expect(first!.minutes!.pictures.slice(0, 2)).toMatchObject([
      { id: drawing, alt: 'Kart over bokbussens rute', decorative: false, width: 1200, height: 900 },
      { id: photograph, alt: null, url: `https://samling.example.no/files/pictures/${photograph}` },
    ])
  })
})
