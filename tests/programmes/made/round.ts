/** Programmes written in every layout and read back. */
import { readProgramme } from '#programme/reader/read.ts'
import { type SampleShape, toSampleShape } from '#programme/reader/sample-shape.ts'
import type { Language } from '#programme/reader/shape.ts'
import { compare, type Tally } from './compare.ts'
import { LAYOUTS, type Layout, pairs } from './layouts.ts'
import { type Item, makeProgramme, type Programme } from './programme.ts'
import { colons } from './write.ts'

export const LANGUAGES: readonly Language[] = ['nb', 'nn', 'sv', 'da', 'en', 'se']

export interface Round {
  readonly layout: string
  readonly language: Language
  readonly text: string
  readonly meant: Pick<SampleShape, 'days'>
  readonly read: SampleShape
  readonly tally: Tally
}

/** Every layout in every language it is used in, so many times each. */
export function* rounds(times: number, only?: string): Generator<Round> {
  for (const layout of LAYOUTS) {
    if (only && !layout.name.includes(only)) continue
    for (const language of layout.languages ?? LANGUAGES)
      for (let seed = 1; seed <= times; seed++) {
        const programme = makeProgramme(language, seed, layout.wanted)
        const text = layout.write(programme)
        const meant = meantBy(programme, layout)
        const read = toSampleShape(readProgramme(text))
        yield { layout: layout.name, language, text, meant, read, tally: compare(meant, read) }
      }
  }
}

/** What a reader can know from the layout. */
function meantBy(p: Programme, { silent = {} }: Layout): Pick<SampleShape, 'days'> {
  const item = (one: Item, start = one.start, end = one.end) => ({
    start: colons(start),
    end: silent.end ? null : colons(end),
    title: one.title,
    kind: one.kind,
    speakers: silent.speakers ? [] : one.speakers.map(({ name }) => ({ name, role: null })),
    subitems: [...one.points],
  })
  return {
    days: p.days.map((day) => ({
      date: silent.date ? null : Temporal.PlainDate.from(day).toString(),
      items: silent.track
        ? pairs(day).flatMap(([one, two]) => [item(one), item(two, one.start, one.end)])
        : day.items.map((one) => item(one)),
    })),
  }
}
