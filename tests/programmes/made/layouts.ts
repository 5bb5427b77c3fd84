/** The layouts that programmes come in, a class each. What a layout does not say is not expected of the reader. */
import type { Language } from '#programme/reader/shape.ts'
import type { Day, Item, Programme, Wanted } from './programme.ts'
import * as w from './write.ts'

export interface Layout {
  readonly name: string
  readonly wanted?: Wanted
  readonly languages?: readonly Language[]
  readonly write: (p: Programme) => string
  /** What the layout leaves unsaid. */
  readonly silent?: { readonly end?: true; readonly date?: true; readonly speakers?: true; readonly track?: true }
}

interface Ways {
  readonly time?: w.Stretch
  readonly who?: w.Who
  readonly head?: w.Head
  readonly title?: (p: Programme) => string
  /** One item as lines, from its time and its title lines. */
  readonly place?: (time: string, lines: readonly string[], item: Item, p: Programme) => string[]
  readonly bullet?: string
  readonly frame?: (body: string[], p: Programme) => string[]
}

const time = w.between(w.dots, '–')
const who = w.cue(() => 'v/')
const inFront = (t: string, [first = '', ...more]: readonly string[]) => [`${t} ${first}`, ...more]

function lay({
  time: t = time,
  who: people = who,
  head = w.fullDate,
  title = (p) => p.title,
  place = inFront,
  bullet = '– ',
  frame,
}: Ways) {
  return (p: Programme): string => {
    const body = p.days.flatMap((day, n) => [
      '',
      head(day, n + 1, p),
      '',
      ...day.items.flatMap((item) => [
        ...place(t(item, p), people(item, p), item, p),
        ...item.points.map((point) => bullet + point),
        ...(item.moderator ? [`${p.words.moderator}: ${item.moderator.name}`] : []),
      ]),
    ])
    return [title(p), ...(frame ? frame(body, p) : body)].join('\n')
  }
}

const table =
  (line: (cells: string[]) => string, head: boolean, rule: string | null = null) =>
  (p: Programme) =>
    [
      p.title,
      ...p.days.flatMap((day) => [
        '',
        w.fullDate(day, 1, p),
        '',
        ...(head ? [line([...p.words.columns])] : []),
        ...(rule ? [rule] : []),
        ...day.items.map((item) =>
          line([time(item, p), item.title, item.speakers.map((one) => one.name).join(` ${p.words.and} `)]),
        ),
      ]),
    ].join('\n')

const eachDay = (write: (day: Day, p: Programme) => string[]) => (p: Programme) =>
  [p.title, ...p.days.flatMap((day) => ['', w.fullDate(day, 1, p), '', ...write(day, p)])].join('\n')

const wrapped = (text: string): string[] => {
  const words = text.split(' ')
  const half = Math.ceil(words.length / 2)
  return words.length < 6 ? [text] : [words.slice(0, half).join(' '), words.slice(half).join(' ')]
}
const LATIN: readonly Language[] = ['nb', 'nn', 'sv', 'da', 'en']
const NORDIC: readonly Language[] = ['nb', 'nn', 'sv', 'da']

export const LAYOUTS: readonly Layout[] = [
  { name: 'time 09.00–09.45', write: lay({}) },
  { name: 'time 09:00 - 09:45', write: lay({ time: w.between(w.colons, ' - ') }) },
  { name: 'time 0900-0945:', write: lay({ time: (i, p) => `${w.between(w.four, '-')(i, p)}:` }) },
  { name: 'time 9.00-9.45', write: lay({ time: w.between(w.shortDots, '-') }) },
  {
    name: 'time kl. 9.00–9.45',
    write: lay({ time: w.led((p) => p.words.clock, w.between(w.shortDots, '–')) }),
    languages: [...NORDIC, 'se'],
  },
  {
    name: 'time klokka 9-10',
    wanted: { hourly: true },
    write: lay({ time: w.led(() => 'Klokka', w.between(w.bare, '-')) }),
    languages: ['nb', 'nn'],
  },
  { name: 'time 9-10', wanted: { hourly: true }, write: lay({ time: w.between(w.bare, '-') }) },
  {
    name: 'time fra 9.00 til 9.45',
    write: lay({ time: (i, p) => `${p.words.from} ${w.between(w.shortDots, ` ${p.words.until} `)(i, p)}` }),
    languages: LATIN,
  },
  { name: 'time 9:00 am – 9:45 am', write: lay({ time: w.between(w.half, ' – ') }), languages: ['en'] },
  { name: 'time 9.00am-9.45am', write: lay({ time: w.between(w.tightHalf, '-') }), languages: ['en'] },
  { name: 'time 9:30~10:00', write: lay({ time: w.between(w.colons, '~') }) },
  { name: 'time 09. 00 – 09. 45', write: lay({ time: w.between(w.spaced, ' – ') }) },
  { name: 'time 09,00-09,45', write: lay({ time: w.between(w.commas, '-') }) },
  { name: 'time 12-45-13.30', write: lay({ time: (i) => `${w.dots(i.start).replace('.', '-')}-${w.dots(i.end)}` }) },
  { name: 'time 10.00 10.30', write: lay({ time: w.between(w.dots, ' ') }) },
  { name: 'time 18:00 to 22:00', write: lay({ time: w.between(w.colons, ' to ') }), languages: ['en'] },
  { name: 'time 14.15. –', write: lay({ time: (i) => `${w.dots(i.start)}. –` }), silent: { end: true } },
  { name: 'starts only', write: lay({ time: w.startOnly(w.dots) }), silent: { end: true } },
  {
    name: 'starts with kl.',
    write: lay({ time: w.led((p) => p.words.clock, w.startOnly(w.dots)) }),
    silent: { end: true },
    languages: [...NORDIC, 'se'],
  },
  { name: 'starts with a colon', write: lay({ time: (i) => `${w.colons(i.start)}:` }), silent: { end: true } },
  { name: 'open ends', write: lay({ time: (i) => `${w.dots(i.start)} -` }), silent: { end: true } },
  { name: 'ca.', write: lay({ time: (i, p) => `Ca. ${time(i, p)}` }), languages: NORDIC },
  { name: 'time on its own line', write: lay({ place: (t, lines) => [t, ...lines] }) },
  { name: 'time on its own line, blanks between', write: lay({ place: (t, lines) => ['', t, '', ...lines] }) },
  {
    name: 'time behind the title',
    write: lay({ who: w.nobody, place: (t, lines) => [`${lines[0]} ${t}`] }),
    silent: { speakers: true },
  },
  {
    name: 'time in brackets behind',
    write: lay({ who: w.nobody, place: (t, lines) => [`${lines[0]} (${t})`] }),
    silent: { speakers: true },
  },
  {
    name: 'time behind a comma and kl.',
    write: lay({ who: w.nobody, place: (t, lines, _, p) => [`${lines[0]}, ${p.words.clock} ${t}`] }),
    silent: { speakers: true },
    languages: NORDIC,
  },
  { name: 'time under the title', write: lay({ place: (t, lines) => [...lines, t, ''] }), silent: {} },
  {
    name: 'all times before all titles',
    write: eachDay((day, p) => [...day.items.map((i) => time(i, p)), '', ...day.items.map((i) => i.title)]),
    silent: { speakers: true },
  },
  {
    name: 'several items on a line',
    write: eachDay((day, p) => [day.items.map((i) => `${time(i, p)} ${i.title}.`).join(' ')]),
    silent: { speakers: true },
  },
  {
    name: 'broken lines',
    write: lay({ place: (t, lines) => lines.flatMap((line, n) => wrapped(n === 0 ? `${t} ${line}` : line)) }),
  },
  { name: 'glued to the title', write: lay({ place: (t, [first = '', ...more]) => [`${t}${first}`, ...more] }) },
  { name: 'blank lines between', write: lay({ place: (t, lines) => ['', ...inFront(t, lines)] }) },
  { name: 'tab behind the time', write: lay({ place: (t, [first = '', ...more]) => [`${t}\t${first}`, ...more] }) },
  { name: 'bullets before the times', write: lay({ place: (t, [first = '', ...more]) => [`• ${t}: ${first}`, ...more] }) },
  { name: 'bold times', write: lay({ place: (t, [first = '', ...more]) => [`**${t}** ${first}`, ...more] }) },
  { name: 'pipes', write: table((cells) => cells.join(' | '), true) },
  { name: 'pipes without names', write: table((cells) => cells.join(' | '), false) },
  { name: 'pipes, framed', write: table((cells) => `| ${cells.join(' | ')} |`, true, '|---|---|---|') },
  { name: 'tabs', write: table((cells) => cells.join('\t'), true) },
  {
    name: 'line by line',
    write: eachDay((day, p) => [...p.words.columns.slice(0, 2), ...day.items.flatMap((i) => [time(i, p), i.title])]),
    silent: { speakers: true },
  },
  {
    name: 'start and end cells',
    write: eachDay((day) => day.items.map((i) => [w.dots(i.start), w.dots(i.end), i.title].join('\t'))),
    silent: { speakers: true },
  },
  {
    name: 'year in the title',
    write: lay({ head: w.noYear, title: (p) => `${p.title} ${p.days[0]?.year}` }),
    wanted: { days: 2 },
  },
  { name: 'no year', write: lay({ head: w.noYear }), silent: { date: true } },
  { name: 'date in numbers', write: lay({ head: w.numbers }) },
  { name: 'date with a slash', write: lay({ head: w.slashed }), languages: NORDIC },
  { name: 'range and Dag 1', write: lay({ head: w.counted, title: (p) => `${p.title} ${w.rangeOf(p)}` }), wanted: { days: 2 } },
  {
    name: 'range and weekdays',
    write: lay({ head: w.weekdayOnly, title: (p) => `${p.title} ${w.rangeOf(p)}` }),
    wanted: { days: 2 },
  },
  {
    name: 'Dag 1: date',
    write: lay({ head: (day, n, p) => `${w.counted(day, n, p)}: ${w.fullDate(day, n, p)}` }),
    wanted: { days: 2 },
  },
  {
    name: 'Program + date',
    write: lay({ head: (day, n, p) => `${p.words.programme} ${w.fullDate(day, n, p).toLowerCase()}` }),
    wanted: { days: 2 },
    languages: NORDIC,
  },
  { name: 'v/ ', write: lay({ who: w.cue(() => 'v/ ') }) },
  { name: 'ved, med, by', write: lay({ who: w.cue((p) => `${p.words.by} `) }) },
  {
    name: 'comma v/',
    write: lay({
      who: (i, p) =>
        w
          .cue(() => 'v/')(i, p)
          .map((line) => line.replace(' v/', ', v/')),
    }),
  },
  { name: 'office before the name', write: lay({ who: w.officeFirst }) },
  { name: 'dash before who', write: lay({ who: w.dashed }) },
  { name: 'who in brackets', write: lay({ who: w.bracketed }) },
  { name: 'who on the next line', write: lay({ who: w.beneath }) },
  { name: 'v/ on the next line', write: lay({ who: w.cueBeneath }) },
  { name: 'labelled on the next line', write: lay({ who: w.labelled }) },
  { name: 'who before a colon', write: lay({ who: w.before }) },
  { name: 'who before a quoted title', write: lay({ who: w.quoted }) },
  { name: 'moderator beneath', wanted: { panel: true }, write: lay({}) },
  { name: 'points with dashes', wanted: { points: true }, write: lay({}) },
  { name: 'points with bullets', wanted: { points: true }, write: lay({ bullet: '  • ' }) },
  { name: 'points without a mark', wanted: { points: true }, write: lay({ bullet: '' }) },
  { name: 'rooms beneath', write: lay({ place: (t, lines, _, p) => [...inFront(t, lines), `${p.words.room} 2`] }) },
  {
    name: 'halls in columns',
    write: eachDay((day, p) => [
      [p.words.columns[0], `${p.words.room} 1`, `${p.words.room} 2`].join(' | '),
      '---|---|---',
      ...pairs(day).map(([one, two]) => [time(one, p), one.title, two.title].join(' | ')),
    ]),
    silent: { speakers: true, track: true },
  },
  {
    name: 'prose and practical lines around',
    wanted: { days: 2 },
    write: lay({ frame: (body, p) => ['', p.words.prose, ...body, '', ...p.words.practical] }),
  },
  {
    name: 'practical lines before',
    write: lay({ frame: (body, p) => ['', ...p.words.practical, '', p.words.programme, ...body] }),
  },
]

/** The items two and two at the same time, for tables of halls. */
export function pairs(day: Day): [Item, Item][] {
  const talks = day.items.filter((item) => item.kind === 'talk')
  return talks.slice(0, Math.floor(talks.length / 2) * 2).flatMap((one, n): [Item, Item][] => {
    const two = talks[n + 1]
    return n % 2 === 0 && two ? [[one, two]] : []
  })
}
