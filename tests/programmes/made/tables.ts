/** Made programmes as tables of documents: the same programme with its columns, rows and spans laid in many ways. */
import type { Cell, LaidLine } from '#programme/reader/laid.ts'
import { readProgramme } from '#programme/reader/read.ts'
import { toSampleShape } from '#programme/reader/sample-shape.ts'
import { compare, type Tally } from './compare.ts'
import { type Day, type Item, makeProgramme, type Person, type Programme } from './programme.ts'
import { LANGUAGES } from './round.ts'
import { between, colons, dots, fullDate, numbers, startOnly } from './write.ts'

export interface TableLayout {
  readonly name: string
  readonly lay: (p: Programme) => LaidLine[]
  /** What the layout does not tell. */
  readonly silent?: { readonly end?: true; readonly speakers?: true }
}

const text = (words: string): LaidLine => ({ kind: 'text', cells: [{ text: words }] })
const heading = (words: string): LaidLine => ({ kind: 'heading', level: 2, cells: [{ text: words }] })
const row = (table: number, ...cells: (string | Cell)[]): LaidLine => ({
  kind: 'row',
  table,
  cells: cells.map((cell) => (typeof cell === 'string' ? { text: cell } : cell)),
})

const person = (one: Person) => [one.name, one.office, one.workplace].filter(Boolean).join(', ')
const who = (item: Item) => item.speakers.map(person).join('\n')
const what = (item: Item) => [item.title, ...item.points.map((point) => `• ${point}`)].join('\n')
const stretch = between(dots, '–')

/** A heading for each day and a table under it. */
const daily =
  (rows: (day: Day, table: number, p: Programme) => LaidLine[]) =>
  (p: Programme): LaidLine[] => [
    { kind: 'heading', level: 1, cells: [{ text: p.title }] },
    ...p.days.flatMap((day, n) => [heading(fullDate(day, n, p)), ...rows(day, n, p)]),
  ]

export const TABLES: readonly TableLayout[] = [
  {
    name: 'time, what, who',
    lay: daily((day, t, p) => [
      row(t, ...p.words.columns),
      ...day.items.map((item) => row(t, stretch(item, p), what(item), who(item))),
    ]),
  },
  {
    name: 'what, who, time',
    lay: daily((day, t, p) => [
      row(t, p.words.columns[1], p.words.columns[2], p.words.columns[0]),
      ...day.items.map((item) => row(t, what(item), who(item), stretch(item, p))),
    ]),
  },
  {
    name: 'without names above',
    lay: daily((day, t, p) => day.items.map((item) => row(t, stretch(item, p), what(item), who(item)))),
  },
  {
    name: 'who under what, in one cell',
    lay: daily((day, t, p) =>
      day.items.map((item) => row(t, stretch(item, p), [item.title, ...item.speakers.map(person)].join('\n'))),
    ),
  },
  {
    name: 'start and end',
    lay: daily((day, t, p) => [
      row(t, p.words.from, p.words.until, p.words.columns[1], p.words.columns[2]),
      ...day.items.map((item) => row(t, colons(item.start), colons(item.end), what(item), who(item))),
    ]),
  },
  {
    name: 'start and length',
    lay: daily((day, t, p) => [
      row(t, 'Start', 'Min', p.words.columns[1], p.words.columns[2]),
      ...day.items.map((item) => row(t, startOnly(dots)(item, p), String(item.end - item.start), what(item), who(item))),
    ]),
  },
  {
    name: 'one table, a row for each day',
    lay: (p) => [
      text(p.title),
      row(0, ...p.words.columns),
      ...p.days.flatMap((day, n) => [
        row(0, { text: fullDate(day, n, p), colSpan: 3 }),
        ...day.items.map((item) => row(0, stretch(item, p), what(item), who(item))),
      ]),
    ],
  },
  {
    name: 'one table, a date that spans its rows',
    lay: (p) => [
      text(p.title),
      row(0, 'Dato', ...p.words.columns),
      ...p.days.flatMap((day, n) =>
        day.items.map((item, i) =>
          row(
            0,
            ...(i === 0 ? [{ text: numbers(day, n, p), rowSpan: day.items.length }] : []),
            stretch(item, p),
            what(item),
            who(item),
          ),
        ),
      ),
    ],
  },
  {
    name: 'days side by side, each with its times',
    lay: (p) => [
      text(p.title),
      row(0, ...p.days.map((day, n) => ({ text: fullDate(day, n, p), colSpan: 2 }))),
      ...Array.from({ length: Math.max(...p.days.map((day) => day.items.length)) }, (_, i) =>
        row(0, ...p.days.flatMap(({ items }) => (items[i] ? [stretch(items[i], p), items[i].title] : ['', '']))),
      ),
    ],
    silent: { speakers: true },
  },
  {
    name: 'a day in each cell',
    lay: (p) => [
      text(p.title),
      row(0, ...p.days.map((day, n) => fullDate(day, n, p))),
      row(0, ...p.days.map((day) => day.items.map((item) => `${stretch(item, p)} ${item.title}`).join('\n'))),
    ],
    silent: { speakers: true },
  },
]

/** What is read of programmes in every language laid so, against what was meant. */
export function tableTallies({ lay, silent = {} }: TableLayout): Tally[] {
  return LANGUAGES.flatMap((language) =>
    [1, 2, 3].map((seed) => {
      const programme = makeProgramme(language, seed, { days: 2 })
      const days = programme.days.map((day) => ({
        date: Temporal.PlainDate.from(day).toString(),
        items: day.items.map((item) => ({
          start: colons(item.start),
          end: silent.end ? null : colons(item.end),
          title: item.title,
          kind: item.kind,
          speakers: silent.speakers ? [] : item.speakers.map(({ name }) => ({ name, role: null })),
          subitems: [...item.points],
        })),
      }))
      return compare({ days }, toSampleShape(readProgramme(lay(programme))))
    }),
  )
}
