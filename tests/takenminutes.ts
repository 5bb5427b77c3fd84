/** Minutes as nobody would take them, for all that leaves: any text in any shape that the editor lets through. */
import fc from 'fast-check'
import type { MeetingView } from '#meeting/reads.ts'
import { itemsOf } from '#meeting/reads.ts'
import type { MinutesDocument, MinutesNode } from '#minutes/document.ts'
import { type MinutesSheet, minutesSheet } from '#minutes/formats/sheet.ts'
import { checkDocument } from '#minutes/forms.ts'
import type { ItemMinutes, WholeMinutes } from '#minutes/whole/reads.ts'
import { newId } from '#platform/db/id.ts'
import type { Locale } from '#platform/words/text.ts'
import { inLocale } from '#platform/words/words.ts'
import { anyText } from './hostile.ts'

type Made = fc.Arbitrary<MinutesNode>

const marks = fc.subarray([
  { type: 'bold' },
  { type: 'italic' },
  { type: 'link', attrs: { href: 'https://example.no/æ ø?q=<b>&x="1"' } },
])
const inline: fc.Arbitrary<MinutesNode[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ type: fc.constant('text'), text: anyText, marks }) },
    { weight: 1, arbitrary: fc.constant({ type: 'hardBreak' }) },
  ),
  { maxLength: 3 },
)
const lang = fc.constantFrom(null, 'nb', 'se', 'en-GB', 'sma', 'ar', 'zh-Hant-TW', 'qqq')
const attrs = fc.record({ lang })
const paragraph: Made = fc.record({ type: fc.constant('paragraph'), attrs, content: inline })
const prose = (depth: number): Made =>
  depth === 0
    ? paragraph
    : fc.oneof(
        { weight: 4, arbitrary: paragraph },
        {
          weight: 1,
          arbitrary: fc.record({
            type: fc.constantFrom('bulletList', 'orderedList'),
            attrs: fc.record({ start: fc.constantFrom(1, 3, 9999) }),
            content: fc.array(listItem(depth - 1), { minLength: 1, maxLength: 2 }),
          }),
        },
      )
const listItem = (depth: number): Made =>
  fc
    .tuple(paragraph, fc.array(prose(depth), { maxLength: 1 }))
    .map(([first, rest]) => ({ type: 'listItem', content: [first, ...rest] }))
const proses = fc.array(prose(2), { minLength: 1, maxLength: 2 })
const span = fc.constantFrom(1, 1, 1, 2, 3, 50)
const cell: Made = fc.record({
  type: fc.constantFrom('tableCell', 'tableCell', 'tableHeader'),
  attrs: fc.record({ colspan: span, rowspan: span }),
  content: fc.array(paragraph, { minLength: 1, maxLength: 1 }),
})
const table: Made = fc
  .array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 })
  .map((rows) => ({ type: 'table', content: rows.map((content) => ({ type: 'tableRow', content })) }))
const blockAttrs = fc.record({
  id: fc.constant(null).map(() => crypto.randomUUID()),
  lang,
  who: fc.option(anyText),
  due: fc.constantFrom(null, '2026-05-15', '2024-02-29'),
})
const block: Made = fc.oneof(
  fc.record({ type: fc.constantFrom('decision', 'action'), attrs: blockAttrs, content: proses }),
  fc.tuple(blockAttrs, inline, proses).map(([own, asked, content]) => ({
    type: 'answer',
    attrs: own,
    content: [{ type: 'question', content: asked }, ...content],
  })),
)
const heading: Made = fc.record({
  type: fc.constant('heading'),
  attrs: fc.record({ level: fc.constantFrom(1, 2, 3), lang }),
  content: inline,
})
const top: Made = fc.oneof(
  { weight: 4, arbitrary: prose(2) },
  { weight: 2, arbitrary: heading },
  { weight: 3, arbitrary: block },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('blockquote'), attrs, content: proses }) },
  { weight: 1, arbitrary: table },
  { weight: 1, arbitrary: fc.constant({ type: 'horizontalRule' }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('picture'),
      attrs: fc.record({ file: fc.uuid(), alt: fc.option(anyText), decorative: fc.boolean(), lang }),
    }),
  },
)

/** A document as it could be stored. */
export const hostileMinutes: fc.Arbitrary<MinutesDocument> = fc
  .array(top, { minLength: 1, maxLength: 6 })
  .map((content) => checkDocument({ type: 'doc', content }))

export const text = (words: string, ...marked: string[]): MinutesNode => ({
  type: 'text',
  text: words,
  ...(marked.length > 0 && { marks: marked.map((type) => ({ type })) }),
})
export const para = (words: string): MinutesNode => ({ type: 'paragraph', content: [text(words)] })
export const head = (level: number, words: string): MinutesNode => ({ type: 'heading', attrs: { level }, content: [text(words)] })
export const decision = (words: string, id: string = crypto.randomUUID()): MinutesNode => ({
  type: 'decision',
  attrs: { id },
  content: [para(words)],
})
export const action = (words: string, who: string | null = null, due: string | null = null): MinutesNode => ({
  type: 'action',
  attrs: { id: crypto.randomUUID(), who, due },
  content: [para(words)],
})
export const tableRow = (type: 'tableHeader' | 'tableCell', ...cells: string[]): MinutesNode => ({
  type: 'tableRow',
  content: cells.map((words) => ({ type, attrs: { colspan: 1, rowspan: 1 }, content: [para(words)] })),
})
export const doc = (...content: MinutesNode[]): MinutesDocument => checkDocument({ type: 'doc', content })

const stamp = '2026-05-06T08:00:00Z'

/** What was taken of the first items of a meeting; published unless it is said otherwise. */
export function wholeOf(
  view: MeetingView,
  documents: readonly MinutesDocument[],
  more: Partial<ItemMinutes> & Pick<Partial<WholeMinutes>, 'present' | 'presentAt' | 'pictures'> = {},
): WholeMinutes {
  const { present = null, presentAt = new Map(), pictures = new Map(), ...over } = more
  const items = [...itemsOf(view.days)]
  const texts = documents.slice(0, items.length).map((document, i): [string, ItemMinutes] => [
    items[i]!.id,
    {
      id: newId(),
      document,
      locale: 'nb',
      state: 'approved',
      approvedAt: stamp,
      approvedBy: 'Kari Nordmann',
      writtenBy: 'Ola Nordmann',
      published: true,
      number: 1,
      at: stamp,
      objects: new Map(),
      amendments: [],
      ...over,
    },
  ])
  return { view, texts: new Map(texts), present, presentAt, pictures }
}

export const sheetFor = (whole: WholeMinutes, locale: Locale = 'nb'): MinutesSheet =>
  inLocale(locale, () => minutesSheet(whole, 'https://samling.example.no'))

/** Everything in a sheet that somebody wrote and a reader must find. */
export function writtenIn(sheet: MinutesSheet): string[] {
  const found: string[] = []
  const walk = (value: unknown, key = ''): void => {
    if (typeof value === 'string' && (key === 'text' || key === 'who')) found.push(value)
    if (Array.isArray(value)) for (const one of value) walk(one)
    else if (value !== null && typeof value === 'object') for (const [name, one] of Object.entries(value)) walk(one, name)
  }
  walk(sheet.items.map((item) => [{ text: item.title.text }, item.minutes?.parts]))
  return found
}
