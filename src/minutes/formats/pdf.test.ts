/** Minutes as PDF: tagged, titled, in their languages, in the order in which they are read, whatever was written. */
import fc from 'fast-check'
import { extractText } from 'unpdf'
import { describe, expect, it } from 'vitest'
import type { MeetingView } from '#meeting/reads.ts'
import { hostileMeeting } from '../../../tests/hostile.ts'
import { bare, insidePdf, ours } from '../../../tests/pdffile.ts'
import {
  action,
  decision,
  doc,
  head,
  hostileMinutes,
  para,
  sheetFor,
  tableRow,
  text,
  wholeOf,
  writtenIn,
} from '../../../tests/takenminutes.ts'
import type { MinutesDocument, MinutesNode } from '../document.ts'
import { minutesPdf } from './pdf.ts'

const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/gu
/** Where letters run the other way, readers of PDF files give the words beside them in another order. */
const leftToRight = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value).replaceAll(RIGHT_TO_LEFT, 'x').replaceAll('"lang":"ar"', '"lang":"fi"'))

/** A meeting with so many items that say nothing hostile. */
function meetingOf(count: number): MeetingView {
  const [view] = fc.sample(
    hostileMeeting(1).filter((one) => one.days[0]!.items.length > 0),
    { numRuns: 1, seed: 3 },
  )
  const item = view!.days[0]!.items[0]!
  const items = Array.from({ length: count }, (_, i) => ({
    ...item,
    id: crypto.randomUUID(),
    publicId: i + 1,
    kind: 'talk' as const,
    title: { nb: `Sak nummer ${i + 1}` },
    description: null,
    note: null,
    track: null,
    room: null,
    speakers: [],
    materials: [],
    subitems: [],
    minutes: null,
  }))
  return {
    ...view!,
    days: [{ ...view!.days[0]!, items }],
    meeting: { ...view!.meeting, title: { nb: 'Ledermøte' }, publishedAt: '2026-05-01T08:00:00Z', state: 'held' },
    network: { ...view!.network, name: { nb: 'Nettverket' } },
  }
}

const decided = crypto.randomUUID()
const written = doc(
  head(3, 'Innledning'),
  para('Planen ble lagt fram.'),
  { type: 'paragraph', attrs: { lang: 'se' }, content: [text('Plána lea buorre.')] },
  head(1, 'Vedtak'),
  decision('Planen er vedtatt.', decided),
  action('Sende ut planen', 'Senja bibliotek', '2026-05-15'),
  { type: 'table', content: [tableRow('tableHeader', 'Hva', 'Når'), tableRow('tableCell', 'Frist', 'Mai')] },
)
const read = async (pdf: Buffer) => (await extractText(new Uint8Array(pdf), { mergePages: true })).text
/** Without blanks, and without what stands around every page: a word may go on from one to the next. */
const flowing = async (pdf: Buffer) =>
  (await extractText(new Uint8Array(pdf), { mergePages: false })).text
    .map((page) =>
      bare(page)
        .replace(/^Nettverket·Referat:Ledermøte/, '')
        .replace(/Side\d+av\d+$/, ''),
    )
    .join('')

describe('minutes as PDF', () => {
  const kept = new Map([[decided, { number: '3/26', personId: null, organisationId: null }]])
  const whole = wholeOf(meetingOf(2), [written], {
    objects: kept,
    present: [{ name: 'Kari Nordmann', from: { nb: 'Senja bibliotek' }, presence: 'present', mode: 'online' }],
  })

  it('are tagged, titled, in their language, with bookmarks and their fonts', async () => {
    for (const [locale, title] of [
      ['nb', 'Referat: Ledermøte'],
      ['en', 'Minutes: Ledermøte'],
    ] as const) {
      const found = await insidePdf(await minutesPdf(sheetFor(whole, locale)))
      expect(found).toMatchObject({ lang: locale, marked: true, showsTitle: true, title })
      expect(found.xmp).toContain('<pdfuaid:part>1</pdfuaid:part>')
      expect(found.embedded.length).toBeGreaterThan(1)
      expect(found.embedded).not.toContain(false)
      expect(found.tabs).not.toContain(false)
      expect(found.kinds.filter((kind) => kind === 'H1')).toHaveLength(1)
      expect(found.kinds).toEqual(expect.arrayContaining(['H2', 'H3', 'Table', 'THead', 'TH', 'TR', 'TD', 'L', 'LI', 'P']))
      expect(found.bookmarks).toEqual(expect.arrayContaining(['Sak nummer 1', 'Innledning', 'Vedtak']))
    }
  })

  it('are PDF/A-2a for the archive, and then no PDF/UA: a file is of one standard', async () => {
    const [archive, readers] = await Promise.all(
      (['a-2a', 'ua-1'] as const).map(async (standard) => insidePdf(await minutesPdf(sheetFor(whole), standard))),
    )
    expect(archive!.xmp).toContain('<pdfaid:part>2</pdfaid:part>')
    expect(archive!.xmp).toContain('<pdfaid:conformance>A</pdfaid:conformance>')
    expect(archive!.xmp).not.toContain('pdfuaid')
    expect(readers!.xmp).not.toContain('pdfaid')
    expect(archive!).toMatchObject({ marked: true, lang: 'nb', title: 'Referat: Ledermøte' })
    expect(archive!.embedded).not.toContain(false)
    const structure = (kinds: readonly string[]) => kinds.filter((kind) => kind !== 'Span')
    expect(structure(archive!.kinds)).toEqual(structure(readers!.kinds))
  })

  it('leave no level of headings out, whatever levels were chosen', async () => {
    const levels = (kinds: readonly string[]) => kinds.flatMap((kind) => (/^H[1-6]$/.test(kind) ? [Number(kind[1])] : []))
    const steps = (all: readonly number[]) => all.map((level, i) => level - (all[i - 1] ?? 0))
    const found = levels((await insidePdf(await minutesPdf(sheetFor(whole)))).kinds)
    expect(Math.max(...steps(found))).toBe(1)
    expect(found.filter((level) => level === 3)).toHaveLength(2)
    await fc.assert(
      fc.asyncProperty(hostileMinutes, async (document) => {
        const all = levels((await insidePdf(await minutesPdf(sheetFor(wholeOf(meetingOf(1), [document]))))).kinds)
        expect(Math.max(...steps(all))).toBe(1)
      }),
      { numRuns: 15 },
    )
  }, 120_000)

  it('say of each passage in which language it is', async () => {
    expect((await insidePdf(await minutesPdf(sheetFor(whole, 'en')))).languages).toEqual(expect.arrayContaining(['nb', 'se']))
  })

  it('are read in the order in which they are written, decisions and actions in front', async () => {
    const all = await read(await minutesPdf(sheetFor(whole)))
    const order = ['Referat: Ledermøte', 'Kari Nordmann', 'Beslutninger', 'Planen er vedtatt', 'Oppfølging', 'Sende ut planen']
    const inText = [
      'Sak nummer 1',
      'godkjent 6. mai 2026 av Kari Nordmann',
      'Innledning',
      'Planen ble lagt fram',
      'Beslutning 3/26',
      'Senja bibliotek',
      '15. mai 2026',
    ]
    let at = 0
    for (const words of [...order, ...inText]) {
      const next = all.indexOf(words, at)
      expect(next, words).toBeGreaterThanOrEqual(at)
      at = next
    }
  })

  it('say on every page that they are a draft, and nowhere when they are published', async () => {
    const long = doc(...Array.from({ length: 80 }, () => para('Et avsnitt som tar plass. '.repeat(12))))
    const pages = async (published: boolean) => {
      const pdf = await minutesPdf(sheetFor(wholeOf(meetingOf(1), [long], { published })))
      return (await extractText(new Uint8Array(pdf), { mergePages: false })).text
    }
    const draft = await pages(false)
    expect(draft.length).toBeGreaterThan(3)
    expect(draft.filter((page) => page.includes('UTKAST'))).toHaveLength(draft.length)
    expect((await pages(true)).join('')).not.toMatch(/utkast/i)
  })

  it('never refuse, in either standard', async () => {
    const any = fc.tuple(
      hostileMeeting(3),
      fc.array(hostileMinutes, { maxLength: 3 }),
      fc.constantFrom('ua-1' as const, 'a-2a' as const),
    )
    await fc.assert(
      fc.asyncProperty(any, async ([view, documents, standard]) => {
        const pdf = await minutesPdf(sheetFor(wholeOf(view, documents)), standard)
        expect(pdf.subarray(0, 8).toString()).toBe('%PDF-1.7')
      }),
      { numRuns: 40 },
    )
  }, 120_000)

  it('take lists as deep as they may be stored, and tables as wide', async () => {
    let list = para('Innerst inne')
    for (let depth = 0; depth < 18; depth++)
      list = { type: 'bulletList', content: [{ type: 'listItem', content: [para('Et nivå'), list] }] }
    const wide = Array.from({ length: 60 }, (_, i) => `Kolonne${i}`)
    const table: MinutesDocument['content'] = [
      { type: 'table', content: [tableRow('tableHeader', ...wide), tableRow('tableCell', ...wide.map(() => 'Åttifem'))] },
    ]
    const all = await flowing(await minutesPdf(sheetFor(wholeOf(meetingOf(1), [doc(list, ...table)]))))
    expect(all).toContain('Innerstinne')
    for (const words of wide) expect(all).toContain(words)
  })

  it('take a table over several pages whose header has links', async () => {
    const link = {
      type: 'text' as const,
      text: 'Kilde',
      marks: [{ type: 'link' as const, attrs: { href: 'https://example.org/' } }],
    }
    const paragraph: MinutesNode = { type: 'paragraph', content: [link] }
    const lists: MinutesNode = { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph] }] }
    for (const content of [paragraph, lists]) {
      const header = { type: 'tableHeader', attrs: { colspan: 1, rowspan: 1 }, content: [content] } as MinutesNode
      const rows = Array.from({ length: 90 }, (_, i) => tableRow('tableCell', `Rad ${i}`))
      const table = { type: 'table', content: [{ type: 'tableRow', content: [header] }, ...rows] } as MinutesNode
      for (const standard of ['ua-1', 'a-2a'] as const) {
        const pdf = await minutesPdf(sheetFor(wholeOf(meetingOf(1), [doc(table)])), standard)
        expect(await flowing(pdf)).toContain('Rad89')
      }
    }
  })

  it('hold all that was written', async () => {
    await fc.assert(
      fc.asyncProperty(hostileMinutes.map(leftToRight), async (document) => {
        const sheet = sheetFor(wholeOf(meetingOf(1), [document]))
        const all = await flowing(await minutesPdf(sheet))
        for (const word of writtenIn(sheet).flatMap(ours)) expect(all).toContain(bare(word))
      }),
      { numRuns: 30 },
    )
  }, 120_000)

  it('tell when something could not be drawn, and where it is whole', async () => {
    // A language that nobody has written down yet has no font anywhere.
    const all = await read(
      await minutesPdf(sheetFor(wholeOf(meetingOf(1), [doc(para('Møte \u{1d800}\u{16fe4}\u{1e5d0} slutt'))]))),
    )
    expect(all).toContain('Møte [?] slutt')
    expect(all).toContain('På nettsiden står alt')
  })

  it('let scripts run the way they do', async () => {
    const arabic = 'مرحبا بكم في المكتبة'
    const sheet = sheetFor(wholeOf(meetingOf(1), [doc(para(arabic), para('Velkommen'))]))
    expect(sheet.items[0]!.minutes!.parts).toMatchObject([{ rtl: true }, { rtl: false }])
    expect((await minutesPdf(sheet)).subarray(0, 8).toString()).toBe('%PDF-1.7')
  })

  it('are the same file until something changes', async () => {
    const first = await minutesPdf(sheetFor(whole))
    expect((await minutesPdf(sheetFor(whole))).equals(first)).toBe(true)
    const changed = wholeOf(whole.view, [doc(para('Noe annet.'))])
    expect((await minutesPdf(sheetFor(changed))).equals(first)).toBe(false)
  })
})
