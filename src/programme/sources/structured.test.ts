import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { message } from '#platform/words/message.ts'
import { inLocale } from '#platform/words/words.ts'
import { inLines, told } from '../../../tests/sources.ts'
import { noChoices } from '../intake/rules.ts'
import { withChoices } from './choices.ts'
import { noteText } from './notes.ts'
import { sampleShapeOfOutline } from './plain.ts'
import { isProgrammeText, openProgrammeText, readProgrammeText, readStructured } from './structured.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const CALENDAR = `BEGIN:VCALENDAR
BEGIN:VEVENT
UID:a
SUMMARY:Velkommen, alle
DTSTART;TZID=Europe/Oslo:20270520T090000
DTEND;TZID=Europe/Oslo:20270520T091500
LOCATION:Biblioteket
END:VEVENT
BEGIN:VEVENT
UID:b
SUMMARY:Lunsj
RELATED-TO:a
DTSTART:20270520T090000Z
RRULE:FREQ=DAILY;COUNT=2
END:VEVENT
END:VCALENDAR
`
const SCHEDULE = `<?xml version="1.0"?><schedule><conference><title>Dager</title></conference><day date="2027-05-20"><room name="A"><event id="1"><title>Åpning</title><start>09:00</start><duration>00:30</duration><persons><person id="1">Kari</person></persons></event></room></day></schedule>`
const JSON_1 = JSON.stringify({
  schedule: {
    conference: {
      title: 'Dager',
      days: [
        {
          date: '2027-05-20',
          rooms: { A: [{ title: 'Åpning', start: '09:00', duration: '00:30', persons: [{ name: 'Kari' }] }] },
        },
      ],
    },
  },
})
const INDICO = JSON.stringify({
  count: 1,
  results: {
    1: {
      20270520: {
        c1: {
          id: 'c1',
          title: 'Åpning',
          entryType: 'Contribution',
          startDate: { date: '2027-05-20', time: '09:00:00', tz: 'Europe/Oslo' },
        },
      },
    },
  },
})
const YAML = `indico_version: 3
objects:
- - events.events
  - {id: [idref_set, e], title: Dag, timezone: Europe/Oslo}
- - events.breaks
  - {id: [idref_set, b], title: Kaffe, duration: [0, 900, 0]}
- - events.timetable_entries
  - {id: [idref_set, t], break_id: [idref, b], start_dt: [datetime, '2027-05-20T07:00:00+00:00']}
`
const SAMPLES = [CALENDAR, SCHEDULE, JSON_1, INDICO, YAML]

describe('a file that states its programme', () => {
  it('is known by what is in it, whatever it is called', async () => {
    const formats = await Promise.all(
      SAMPLES.map(async (text) => (await readStructured({ name: 'program.txt', bytes: bytes(text) }))?.format),
    )
    expect(formats).toEqual(['ics', 'frab-xml', 'frab-json', 'indico-json', 'indico-yaml'])
    const documents = [
      '09.00 Velkommen',
      '<p>09.00 Velkommen',
      '<?xml version="1.0"?><html><body>09.00</body></html>',
      '{09.00} Velkommen',
      'Tema: arkiv\n- punkt\n- punkt',
      '',
    ]
    for (const text of documents) {
      expect(await readStructured({ name: 'program.ics', bytes: bytes(text) })).toBeNull()
      expect(isProgrammeText(text)).toBe(false)
    }
  })

  it('is read in whatever letters it was saved', async () => {
    const old = Buffer.from(SCHEDULE.replace('Åpning', 'Møtet åpner'), 'latin1')
    const wide = Buffer.from(`\ufeff${CALENDAR}`, 'utf16le')
    expect((await readStructured({ name: '', bytes: old }))?.outline.days[0]?.items[0]?.title).toEqual({ nb: 'Møtet åpner' })
    expect((await readStructured({ name: '', bytes: wide }))?.format).toBe('ics')
    expect((await readStructured({ name: '', bytes: bytes(`\ufeff${CALENDAR}`) }))?.format).toBe('ics')
  })

  it('is refused when there is more of it than anybody reads', async () => {
    const large = bytes(`${CALENDAR.slice(0, -15)}${'X-FILL:x\n'.repeat(600_000)}END:VCALENDAR`)
    await expect(readStructured({ name: '', bytes: large })).rejects.toMatchObject({ fields: { file: 'sources_too_long' } })
  })

  it('is read in a thread when it is large, to the same outline', async () => {
    const many = Array.from(
      { length: 4000 },
      (_, i) => `BEGIN:VEVENT\nUID:${i}\nSUMMARY:Sak ${i}\nDTSTART:20270520T${String(i % 24).padStart(2, '0')}0000\nEND:VEVENT\n`,
    )
    const text = `BEGIN:VCALENDAR\n${many.join('')}END:VCALENDAR`
    let ticks = 0
    const timer = setInterval(() => ticks++, 5)
    const opened = await openProgrammeText(text)
    clearInterval(timer)
    expect(opened).toEqual(readProgrammeText(text))
    expect(ticks).toBeGreaterThan(3)
    const broken = `${text.slice(0, 250_000)}\nrubbish\nEND:VCALENDAR`
    await expect(openProgrammeText(broken)).rejects.toMatchObject({ fields: { file: expect.stringContaining('line=') } })
  })

  it('says in the language in force what is the matter', () => {
    const key = 'sources_broken_line?line=7'
    expect(inLocale('en', () => message(key))).toContain('line 7')
    expect(inLocale('nn', () => message(key))).toContain('linje 7')
    expect(message('Hva nå?')).toBe('Hva nå?')
  })

  it('reads the same again from the text it gives back', () => {
    for (const text of SAMPLES) {
      const source = readProgrammeText(text)
      expect(readProgrammeText(source.text)).toEqual(source)
    }
  })

  it('never answers but with an outline or with words, whatever is done to it', { timeout: 60_000 }, () => {
    const damage = fc.record({
      text: fc.constantFrom(...SAMPLES),
      cuts: fc.array(
        fc.record({
          at: fc.nat(900),
          length: fc.nat(12),
          put: fc.oneof(
            fc.string({ unit: 'binary', maxLength: 6 }),
            fc.constantFrom('null', '{}', '[]', '"', '-1', '1e999', '<a>', '&#x0;', '\n', ':', '\u0000'),
          ),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    })
    fc.assert(
      fc.property(damage, ({ text, cuts }) => {
        const damaged = cuts.reduce((all, { at, length, put }) => all.slice(0, at) + put + all.slice(at + length), text)
        try {
          const source = readProgrammeText(damaged)
          for (const note of source.notes) expect(noteText(note)).not.toBe(note.key)
          const all = source.outline.days.flatMap((day) => day.items.flatMap((item) => [item, ...item.subitems]))
          expect(all.every((item) => [item.start, item.end].every((time) => time === null || /^\d\d:\d\d$/.test(time)))).toBe(
            true,
          )
          expect(source.outline.days.every((day) => day.date === null || /^\d{4}-\d\d-\d\d$/.test(day.date))).toBe(true)
          expect(JSON.stringify(source.outline)).not.toContain('\\u0000')
        } catch (error) {
          if (!(error instanceof Error) || !('fields' in error)) throw error
        }
      }),
      { numRuns: 1500 },
    )
  })

  it('takes no end from a duration that no calendar has room for', () => {
    const endOf = (text: string) => readProgrammeText(text).outline.days[0]?.items[0]?.end
    const ofYaml = (seconds: string) => endOf(YAML.replace('[0, 900, 0]', `[0, ${seconds}, 0]`))
    const ofJson = (duration: number) => endOf(INDICO.replace('"entryType"', `"duration":${duration},"entryType"`))
    expect(ofYaml('900')).toBe('09:15')
    expect([ofYaml('1e999900'), ofYaml('-900'), ofYaml('1e12')]).toEqual([null, null, null])
    expect(ofJson(30)).toBe('09:30')
    expect([ofJson(1e300), ofJson(-30), ofJson(1e9)]).toEqual([null, null, null])
  })

  it('never falls over a value of another kind', () => {
    const value = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.double(),
      fc.string(),
      fc.constant([]),
      fc.constant({}),
      fc.constant([[{}]]),
    )
    const damaged = (text: string, pick: number, put: unknown) => {
      let n = 0
      return JSON.stringify(JSON.parse(text, (_, given) => (n++ === pick ? put : given)))
    }
    fc.assert(
      fc.property(fc.constantFrom(JSON_1, INDICO), fc.nat(30), value, (text, pick, put) => {
        try {
          readProgrammeText(damaged(text, pick, put) ?? '{}')
        } catch (error) {
          if (!(error instanceof Error) || !('fields' in error)) throw error
        }
      }),
    )
  })

  it('takes twice the time for twice the entries', () => {
    const calendar = (n: number) =>
      `BEGIN:VCALENDAR\n${Array.from({ length: n }, (_, i) => `BEGIN:VEVENT\nUID:${i}\nSUMMARY:Sak ${i}\nDTSTART:202705${String(1 + (i % 28)).padStart(2, '0')}T${String(i % 24).padStart(2, '0')}0000\nEND:VEVENT\n`).join('')}END:VCALENDAR`
    // Processor time: other work on the machine does not count. A walk of all for each would take sixteen times as long.
    const costs = (n: number) => {
      const text = calendar(n)
      const before = process.cpuUsage()
      expect(readProgrammeText(text).outline.days.flatMap((day) => day.items)).toHaveLength(n)
      return process.cpuUsage(before).user
    }
    costs(500)
    expect(costs(8000) / Math.max(costs(2000), costs(2000))).toBeLessThan(9)
  })
})

describe('what the organiser corrects', () => {
  const { outline } = told(SCHEDULE)

  it('stands in the outline', () => {
    const corrected = withChoices(outline, {
      ...noChoices,
      title: 'Fagdager',
      attendance: 'mixed',
      dates: { d0: '2027-05-21' },
      items: { d0i0: { title: 'Velkommen', start: '09:10', end: '', kind: 'welcome' } },
    })
    expect(inLines(corrected)).toEqual(['2027-05-21', '09:10– welcome: Velkommen +Kari'])
    expect([corrected.title, corrected.attendance]).toEqual([{ nb: 'Fagdager' }, 'mixed'])
    expect(withChoices(outline, noChoices)).toEqual(outline)
  })

  it('of the language takes all texts along, but not those that stand in several', () => {
    const several = { ...outline, title: { nb: 'Dager', en: 'Days' } }
    const corrected = withChoices(several, { ...noChoices, locale: 'nn' })
    expect([corrected.locale, corrected.title]).toEqual(['nn', { nb: 'Dager', en: 'Days' }])
    expect(corrected.days[0]!.items[0]!.title).toEqual({ nn: 'Åpning' })
  })
})

it('is written out as programmes are compared', () => {
  expect(sampleShapeOfOutline(told(SCHEDULE).outline)).toEqual({
    title: 'Dager',
    language: 'nb',
    days: [
      {
        date: '2027-05-20',
        items: [
          {
            start: '09:00',
            end: '09:30',
            title: 'Åpning',
            kind: 'welcome',
            speakers: [{ name: 'Kari', role: null }],
            subitems: [],
          },
        ],
      },
    ],
    doubts: [],
  })
})
