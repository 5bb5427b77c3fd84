/** The programme as PDF: tagged and titled as PDF/UA-1 wants it, all that was written in it, whatever was written. */
import fc from 'fast-check'
import { extractText } from 'unpdf'
import { describe, expect, it } from 'vitest'
import type { MeetingView } from '#meeting/reads.ts'
import type { Locale } from '#platform/words/text.ts'
import { inLocale } from '#platform/words/words.ts'
import { hostileMeeting } from '../../../tests/hostile.ts'
import { bare, insidePdf, ours } from '../../../tests/pdffile.ts'
import { programmePdf } from './pdf.ts'
import { type Sheet, type SheetRow, sheetOf } from './sheet.ts'

const sheet = (view: MeetingView, locale: Locale = 'nb') => inLocale(locale, () => sheetOf(view, 'https://samling.example.no'))

const ofBoth = (row: SheetRow) => [
  row.title.text,
  row.about?.text,
  ...row.people.flatMap((person) => [person.name, person.office]),
  ...row.links.map((link) => link.title.text),
]
const textsOf = (one: Sheet): string[] =>
  [
    one.title.text,
    one.network.text,
    one.series?.text,
    one.when,
    one.where,
    ...one.notices.flatMap((notice) => [notice.title, ...notice.facts, notice.reason?.text]),
    ...[...one.introduction, ...one.texts].flatMap((text) => [text.heading?.text, ...text.blocks.flat()]),
    ...one.days.map((day) => day.label?.text),
    ...one.days.flatMap((day) =>
      day.rows.flatMap((row) => [row.time, row.where, row.note?.text, ...ofBoth(row), ...row.parts.flatMap(ofBoth)]),
    ),
  ].filter((text) => typeof text === 'string')

const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/gu
/** Where letters run the other way, readers of PDF files give the words beside them in another order, and brackets turned. */
const leftToRight = (view: MeetingView): MeetingView => JSON.parse(JSON.stringify(view).replaceAll(RIGHT_TO_LEFT, 'x'))

const hasAll = [
  (view: MeetingView) => view.days.some((day) => day.items.some((item) => item.start !== null)),
  (view: MeetingView) => view.days.length > 1,
]

describe('the programme as PDF', () => {
  it('is tagged, titled, in its language, with its fonts', async () => {
    const [view] = fc.sample(
      hostileMeeting().filter((one) => hasAll.every((has) => has(one))),
      { numRuns: 1, seed: 11 },
    )
    const english = { ...view!, meeting: { ...view!.meeting, title: { nb: 'Ledermøte & samling', en: 'Meeting' } } }
    for (const locale of ['nb', 'en'] as const) {
      const found = await insidePdf(await programmePdf(sheet(english, locale)))
      expect(found).toMatchObject({
        lang: locale,
        marked: true,
        showsTitle: true,
        title: { nb: 'Ledermøte & samling', en: 'Meeting' }[locale],
      })
      expect(found.xmp).toContain('<pdfuaid:part>1</pdfuaid:part>')
      expect(found.xmp).toContain({ nb: 'Ledermøte &amp; samling', en: 'Meeting' }[locale])
      expect(found.embedded.length).toBeGreaterThan(1)
      expect(found.embedded).not.toContain(false)
      expect(found.kinds.filter((kind) => kind === 'H1')).toHaveLength(1)
      expect(found.kinds).toEqual(expect.arrayContaining(['H2', 'H3', 'Table', 'THead', 'TH', 'TR', 'TD', 'P']))
      expect([Math.round(found.size.width), Math.round(found.size.height)]).toEqual([595, 842])
      expect(found.tabs).not.toContain(false)
    }
  })

  it('says of each part in which language it is', async () => {
    const [view] = fc.sample(hostileMeeting(1), { numRuns: 1, seed: 2 })
    const day = { id: view!.days[0]!.id, date: '2026-05-06', label: { en: 'First day' }, items: [] }
    const found = await insidePdf(await programmePdf(sheet({ ...view!, days: [day] }, 'nb')))
    expect(found.lang).toBe('nb')
    expect(found.languages).toContain('en')
  })

  it('never refuses', async () => {
    await fc.assert(
      fc.asyncProperty(hostileMeeting(3), fc.constantFrom<Locale>('nb', 'nn', 'en', 'se'), async (view, locale) => {
        expect((await programmePdf(sheet(view, locale))).subarray(0, 8).toString()).toBe('%PDF-1.7')
      }),
      { numRuns: 30 },
    )
  }, 120_000)

  it('holds all that was written', async () => {
    await fc.assert(
      fc.asyncProperty(hostileMeeting(4).map(leftToRight), async (view) => {
        const one = sheet(view)
        const { text } = await extractText(new Uint8Array(await programmePdf(one)), { mergePages: true })
        for (const word of textsOf(one).flatMap(ours)) expect(bare(text)).toContain(bare(word))
      }),
      { numRuns: 30 },
    )
  }, 120_000)

  it('says letters with marks once, as they were written', async () => {
    const [view] = fc.sample(hostileMeeting(1), { numRuns: 1, seed: 2 })
    const names = 'Māori Ńils Ēva Ūna Ōta Čáhppes Šaddi Ǩiõll Đorđe'
    const day = { id: view!.days[0]!.id, date: '2026-05-06', label: { nb: names }, items: [] }
    const { text } = await extractText(new Uint8Array(await programmePdf(sheet({ ...view!, texts: [], days: [day] }))), {
      mergePages: true,
    })
    expect(text).toContain(names)
  })

  it('tells when something could not be drawn, and where it is whole', async () => {
    const [view] = fc.sample(hostileMeeting(1), { numRuns: 1, seed: 2 })
    // A language that nobody has written down yet has no font anywhere.
    const unheard = { ...view!, meeting: { ...view!.meeting, title: { nb: 'Møte \u{1d800}\u{16fe4}\u{1e5d0}' } }, days: [] }
    const { text } = await extractText(new Uint8Array(await programmePdf(sheet(unheard))), { mergePages: true })
    expect(text).toContain('[?]')
    expect(text).toContain('På nettsiden står alt')
  })

  it('is the same file until something changes', async () => {
    const [view] = fc.sample(hostileMeeting(4), { numRuns: 1, seed: 4 })
    const first = await programmePdf(sheet(view!))
    expect((await programmePdf(sheet(view!))).equals(first)).toBe(true)
    const later = { ...view!, meeting: { ...view!.meeting, title: { nb: 'Ny tittel' } } }
    expect((await programmePdf(sheet(later))).equals(first)).toBe(false)
  })

  it('puts a long day on several pages, with the headings of the table on each', async () => {
    const view = fc.sample(hostileMeeting().filter(hasAll[0]!), { numRuns: 1, seed: 8 })[0]!
    const item = view.days.flatMap((day) => day.items).find((one) => one.start)!
    const many = Array.from({ length: 400 }, () => ({ ...item, title: { nb: 'Sak til drøfting' } }))
    const pdf = await programmePdf(sheet({ ...view, texts: [], days: [{ ...view.days[0]!, items: many }] }))
    const found = await insidePdf(pdf)
    expect(found.pages).toBeGreaterThan(5)
    expect(found.kinds.filter((kind) => kind === 'THead')).toHaveLength(1)
    const { text } = await extractText(new Uint8Array(pdf), { mergePages: false })
    expect(text.filter((page) => page.includes('Tid')).length).toBe(found.pages)
    expect(text.at(-1)).toContain(`Side ${found.pages} av ${found.pages}`)
  })
})
