/** Minutes on paper: what forty pages cost, from the sheet to the bytes, as a server makes them one after another. */
import type { MinutesDocument, MinutesNode } from '../src/minutes/document.ts'
import { bodyOf } from '../src/minutes/formats/body.ts'
import { minutesPdf } from '../src/minutes/formats/pdf.ts'
import type { MinutesSheet, SheetItem, SheetPart } from '../src/minutes/formats/sheet.ts'
import { median, say, tell } from './figures.ts'

const RUNS = 9
const PAGES = 40
const stamp = '2026-05-06T08:00:00Z'
const said = (text: string) => ({ text, lang: 'nb' as const })

/** Tells what a PDF of forty pages takes, in milliseconds; the median of some that all differ, after two that warm up. */
export async function exportFigures(): Promise<void> {
  const times: number[] = []
  for (let run = -2; run < RUNS; run++) {
    const sheet = sheetOf(run)
    const began = performance.now()
    const pdf = await minutesPdf(sheet)
    if (run >= 0) times.push(performance.now() - began)
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
    if (pages < PAGES) throw new Error(`${pages} pages, and not ${PAGES}`)
    if (run === 0) say(`  a PDF of ${pages} pages, ${Math.round(pdf.length / 1000)} kB`)
  }
  tell({ bench: 'minutes', figure: 'pdf-40-pages', value: median(times), unit: 'ms' })
}

/** Long minutes of sixteen items. @param run makes them unlike all others: nothing is found made */
function sheetOf(run: number): MinutesSheet {
  const items = Array.from({ length: 16 }, (_, i) => itemOf(i + 1, run))
  const blocks = (item: SheetItem, is: 'decision' | 'action') =>
    item.minutes!.parts.flatMap((part) => (part.kind === 'block' && part.is === is ? [part] : []))
  const of = (item: SheetItem) => ({ lang: 'nb' as const, item: item.title, itemPublicId: item.publicId })
  return {
    locale: 'nb',
    title: said('Ledermøte'),
    name: 'Referat: Ledermøte',
    network: said('Bibliotekledere i nord'),
    logo: null,
    series: said('Ledermøte'),
    when: 'Onsdag 6. mai 2026',
    where: 'Tromsø',
    changedAt: stamp,
    draft: false,
    present: [
      {
        presence: 'present',
        said: 'Til stede',
        people: Array.from({ length: 40 }, (_, i) => ({
          name: `Navn Navnesen ${i}`,
          from: said('Senja bibliotek'),
          online: i % 3 === 0,
        })),
      },
    ],
    attending: [],
    decisions: items.flatMap((item) =>
      blocks(item, 'decision').map((one) => ({ id: one.id, number: one.number, text: 'Planen vedtas.', ...of(item) })),
    ),
    actions: items.flatMap((item) =>
      blocks(item, 'action').map((one) => ({
        ...{ id: one.id, text: 'Sende ut planen', who: one.who, due: one.due, dueSaid: '15. mai 2026', owner: one.owner },
        ...of(item),
      })),
    ),
    items,
    undescribed: [],
    materials: [],
    url: 'https://samling.example.no/nord/ledermote/minutes',
    updated: 'Sist oppdatert 6. mai 2026',
  }
}

function itemOf(number: number, run: number): SheetItem {
  const parts = bodyOf(documentOf(number, run)).flatMap((part): SheetPart | SheetPart[] => {
    if (part.kind !== 'block') return part.kind === 'picture' ? [] : part
    return {
      ...part,
      number: `${number}`,
      label: 'Beslutning',
      facts: 'Ansvarlig: Senja',
      owner: { personId: null, organisationId: null },
    }
  })
  return {
    id: `item-${number}`,
    publicId: number,
    level: 1,
    title: said(`Sak ${number} i runde ${run}`),
    time: '09.00–10.00',
    people: 'Kari Nordmann, biblioteksjef',
    about: null,
    url: `https://samling.example.no/nord/ledermote/${number}`,
    links: [],
    state: 'Referatet ble godkjent 6. mai 2026',
    outcome: null,
    present: null,
    minutes: {
      id: `minutes-${number}`,
      lang: 'nb',
      state: 'approved',
      published: true,
      approvedAt: stamp,
      approvedBy: 'Kari Nordmann',
      writtenBy: 'Ola Nordmann',
      at: stamp,
      parts,
      amendments: [],
    },
  }
}

const sentence = 'Planen ble lagt fram og drøftet av alle som var til stede, og flere pekte på at det trengs mer tid. '
const text = (words: string): MinutesNode => ({ type: 'paragraph', content: [{ type: 'text', text: words }] })
const row = (type: string, cells: readonly string[]): MinutesNode => ({
  type: 'tableRow',
  content: cells.map((words) => ({ type, content: [text(words)] })),
})

function documentOf(number: number, run: number): MinutesDocument {
  const section = (part: number): MinutesNode[] => [
    { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: `Del ${part}` }] },
    ...Array.from({ length: 4 }, (_, i) => text(`${run}.${number}.${part}.${i} ${sentence.repeat(5)}`)),
    {
      type: 'bulletList',
      content: ['Ett', 'To', 'Tre'].map((words) => ({ type: 'listItem', content: [text(`${words}: ${sentence}`)] })),
    },
    { type: 'decision', attrs: { id: crypto.randomUUID() }, content: [text(`Planen vedtas. ${sentence}`)] },
    { type: 'action', attrs: { id: crypto.randomUUID(), who: 'Senja', due: '2026-05-15' }, content: [text('Sende ut planen')] },
    { type: 'table', content: [row('tableHeader', ['Hva', 'Hvem', 'Når']), row('tableCell', ['Plan', 'Senja', 'Mai'])] },
  ]
  return { type: 'doc', content: [1, 2, 3].flatMap(section) }
}
