import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readProgramme } from './read.ts'
import type { Language, ReadItem, Reading, Span } from './shape.ts'

const itemsOf = (reading: Reading): ReadItem[] => reading.days.flatMap((day) => day.items)
const wordsAt = (reading: Reading, { line, from, to }: Span) => reading.lines[line - 1]?.text.slice(from, to)
const only = (text: string): [ReadItem, Reading] => {
  const reading = readProgramme(text)
  return [itemsOf(reading)[0] as ReadItem, reading]
}

describe('what was read says where it stands', () => {
  it('by the span of each field', () => {
    const [item, reading] = only('10.00–10.45 Hvem låner ut mest? v/Kari Moe, rådgiver. Rom 2\n11.00 Slutt')
    expect(wordsAt(reading, item.from.start)).toBe('10.00')
    expect(item.from.end && wordsAt(reading, item.from.end)).toBe('10.45')
    expect(item.from.title.map((span) => wordsAt(reading, span))).toEqual(['Hvem låner ut mest?'])
    expect(item.from.room && wordsAt(reading, item.from.room)).toBe('Rom 2')
    expect(item.speakers.map((one) => wordsAt(reading, one.span))).toEqual(['Kari Moe'])
  })

  it('a title over two lines has a span on each', () => {
    const [item, reading] = only('10.00 Samarbeid mellom skole og\nbibliotek i distriktet\n11.00 Slutt')
    expect(item.title).toBe('Samarbeid mellom skole og bibliotek i distriktet')
    expect(item.from.title.map((span) => wordsAt(reading, span))).toEqual(['Samarbeid mellom skole og', 'bibliotek i distriktet'])
  })

  it('every span of any text lies within its line', () => {
    const pieces = [
      '09.00 ',
      '10.00 – 11. 00 ',
      'kl. 9 ',
      '\n',
      '\n\n',
      '– ',
      'Pause',
      'v/Kari Moe, Nes ',
      'Ordstyrer: Ola Vik',
      'Rom 2',
      'Sted: Sal B',
      'Tirsdag 5. mai',
      '2026',
      '«',
      '»',
      'a\u030a',
      '\u200b',
      'Evt 12.00',
      ' & 14.30 ',
      '\t',
      ' | ',
      'og ',
      'Panelsamtale ledet av Siv Lie',
      'x'.repeat(50),
    ]
    const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 50 })
    fc.assert(
      fc.property(text, (parts) => {
        const reading = readProgramme(parts.join(''), { today: '2026-05-01' })
        const items = itemsOf(reading)
        const people = items.flatMap((item) => [
          ...item.speakers,
          ...item.moderators,
          ...item.subitems.flatMap((sub) => sub.speakers),
        ])
        const spans = [
          ...items.flatMap(({ from }) => [
            from.start,
            ...(from.end ? [from.end] : []),
            ...from.title,
            ...(from.room ? [from.room] : []),
          ]),
          ...people.map((one) => one.span),
          ...items.flatMap((item) => item.subitems.flatMap((sub) => sub.from)),
          ...reading.days.flatMap((day) => (day.from ? [day.from] : [])),
        ]
        for (const { line, from, to } of spans) {
          expect(from).toBeGreaterThanOrEqual(0)
          expect(from).toBeLessThanOrEqual(to)
          expect(to).toBeLessThanOrEqual(reading.lines[line - 1]?.text.length ?? -1)
        }
        for (const item of items) expect(item.asides.every((words) => item.notes.includes(words))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

describe('what was read says how sure it is', () => {
  it('a kind that a word tells is stated, one that nothing tells is guessed', () => {
    const [pause, , talk] = itemsOf(readProgramme('10.00 Pause\n10.15 Lunsj\n10.30 Kart over havet\n11.00 Slutt'))
    expect([pause?.kind, pause?.confidence.kind]).toEqual(['break', 'stated'])
    expect([talk?.kind, talk?.confidence.kind]).toEqual(['talk', 'guessed'])
  })

  it('an end that the next start suggests stands beside the end, not in it', () => {
    const [first, last] = itemsOf(readProgramme('10.00 Pause\n10.15 Slutt'))
    expect([first?.end, first?.confidence.end, first?.inferred]).toEqual([null, null, { end: '10:15', why: 'next-start' }])
    expect(last?.inferred).toBeUndefined()
  })

  it('a year is inferred only from a weekday, and only near a day that was given', () => {
    const text = 'Tirsdag 5. mai\n10.00 Pause\n11.00 Slutt'
    const dayOf = (today?: string) => readProgramme(text, today ? { today } : {}).days[0]
    expect([dayOf()?.date, dayOf()?.inferred]).toEqual([null, undefined])
    expect(dayOf('2026-02-01')).toMatchObject({ date: null, inferred: { date: '2026-05-05', why: 'weekday' } })
    expect(dayOf('2023-02-01')?.inferred).toBeUndefined()
    expect(readProgramme('5. mai\n10.00 Pause\n11.00 Slutt', { today: '2026-02-01' }).days[0]?.inferred).toBeUndefined()
  })

  it('a date with its year is stated, one whose year stands elsewhere is likely', () => {
    const confidence = (text: string) => readProgramme(text).days[0]?.confidence
    expect(confidence('Tirsdag 5. mai 2026\n10.00 Pause\n11.00 Slutt')).toBe('stated')
    expect(confidence('Fagdag 2026\n\nTirsdag 5. mai\n10.00 Pause\n11.00 Slutt')).toBe('likely')
  })

  it('two times for one item are a doubt', () => {
    const reading = readProgramme('10.30 & 14.30 Omvisning\n15.00 Slutt')
    expect(itemsOf(reading).map((item) => [item.start, item.title])).toEqual([
      ['10:30', 'Omvisning'],
      ['15:00', 'Slutt'],
    ])
    expect(reading.doubts.map((one) => [one.why, one.alternatives])).toEqual([['alternative-time', ['10:30', '14:30']]])
  })
})

describe('who leads, and where', () => {
  const led = (text: string) => {
    const [item] = only(`${text}\n11.00 Slutt`)
    return [item.title, item.speakers.map((one) => one.name), item.moderators.map((one) => one.name)]
  }

  it.each([
    ['10.00 Samtale om lesing med Ola Vik\nOrdstyrer: Kari Moe, Nes bibliotek', 'Samtale om lesing', ['Ola Vik'], ['Kari Moe']],
    ['10.00 Panelsamtale ledet av Kari Moe', 'Panelsamtale', [], ['Kari Moe']],
    ['10.00 Samtale med Ola Vik. Samtalen ledes av Kari Moe.', 'Samtale', ['Ola Vik'], ['Kari Moe']],
    ['10.00 Paneldebatt\nMøteledere: Kari Moe og Siv Lie', 'Paneldebatt', [], ['Kari Moe', 'Siv Lie']],
    ['10.00 Panel discussion, chaired by Walter Finch', 'Panel discussion', [], ['Walter Finch']],
  ])('%s', (text, title, speakers, moderators) => {
    expect(led(text)).toEqual([title, speakers, moderators])
  })

  it('a walk is led by its speaker', () => {
    expect(led('10.00 Vandring ledet av Kari Moe')).toEqual(['Vandring', ['Kari Moe'], []])
  })

  it.each([
    ['10.00 Om kart\nRom 2', 'Rom 2'],
    ['10.00 Om kart\nSted: Store sal', 'Store sal'],
    ['10.00 Om kart. Sal B', 'Sal B'],
    ['10.00 Om kart (Room 101)', 'Room 101'],
  ])('%s is in a room', (text, room) => {
    const [item] = only(`${text}\n11.00 Slutt`)
    expect([item.title, item.room]).toEqual(['Om kart', room])
    expect(item.asides).toHaveLength(1)
  })
})

describe('parallel parts', () => {
  it('are told by their headings, rooms included, and do not run against each other', () => {
    const reading = readProgramme(
      'Fagdag 3. mars 2026\n10.00 Åpning\n\nSpor A: Barn (Rom 1)\n10.30 Leselyst, Siri Lund\n11.00 Spill, Ola Vik\n\nSpor B: Voksne (Rom 2)\n10.30 Bokprat, Kari Moe\n11.00 Kart, Jon Lie',
    )
    expect(itemsOf(reading).map((item) => [item.start, item.title, item.track, item.room])).toEqual([
      ['10:00', 'Åpning', undefined, undefined],
      ['10:30', 'Leselyst', 'Spor A: Barn', 'Rom 1'],
      ['11:00', 'Spill', 'Spor A: Barn', 'Rom 1'],
      ['10:30', 'Bokprat', 'Spor B: Voksne', 'Rom 2'],
      ['11:00', 'Kart', 'Spor B: Voksne', 'Rom 2'],
    ])
    expect(reading.doubts).toEqual([])
  })

  it('are told by the names of columns', () => {
    const reading = readProgramme('Fagdag 3. mars 2026\n\nTid | Sal A | Sal B\n10.00 | Leselyst | Bokprat\n11.00 | Spill | Kart')
    const told = itemsOf(reading).map((item) => [item.start, item.title, item.room ?? item.track])
    expect(told.toSorted()).toEqual([
      ['10:00', 'Bokprat', 'Sal B'],
      ['10:00', 'Leselyst', 'Sal A'],
      ['11:00', 'Kart', 'Sal B'],
      ['11:00', 'Spill', 'Sal A'],
    ])
  })
})

describe('the language', () => {
  const texts: Readonly<Record<Language, string>> = {
    nb: 'Velkommen til fagdag\n10.00 Hvordan når vi de unge?\n11.00 Lunsj\n12.00 Oppsummering av erfaringer',
    nn: 'Velkomen til fagdag\n10.00 Korleis når vi dei unge?\n11.00 Lunsj\n12.00 Kva har vi lært, og kven tek det vidare?',
    sv: 'Välkommen till temadag\n10.00 Hur når vi de unga?\n11.00 Lunch\n12.00 Frågor och avslutning',
    da: 'Velkommen til temadag\n10.00 Hvordan når vi de unge?\n11.00 Frokost\n12.00 Opsamling og afslutning på mødet',
    en: 'Welcome to the meeting\n10.00 How do we reach young readers?\n11.00 Lunch\n12.00 Closing of the day',
    se: 'Bures boahtin čoahkkimii\n10.00 Movt olahit nuoraid?\n11.00 Lunša\n12.00 Loahpaheapmi ja jearaldagat',
  }
  it.each(Object.keys(texts) as Language[])('%s is told by its words, unless one is asked for', (language) => {
    expect(readProgramme(texts[language]).language).toBe(language)
    for (const asked of Object.keys(texts) as Language[])
      expect(readProgramme(texts[language], { language: asked }).language).toBe(asked)
  })

  it('decides what a frokost is', () => {
    const kind = (language: Language) => itemsOf(readProgramme('12.00 Frokost\n13.00 Slutt', { language }))[0]?.kind
    expect([kind('nb'), kind('da')]).toEqual(['social', 'lunch'])
  })
})
