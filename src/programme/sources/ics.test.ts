import ical from 'ical-generator'
import { describe, expect, it } from 'vitest'
import { told } from '../../../tests/sources.ts'

const calendar = (body: string, head = ''): string =>
  `BEGIN:VCALENDAR\nVERSION:2.0\n${head}${body.replace(/^ +/gm, '').trim()}\nEND:VCALENDAR\n`.replaceAll('\n', '\r\n')

const event = (uid: string, title: string, rest: string): string => `BEGIN:VEVENT
  UID:${uid}
  SUMMARY:${title}
  ${rest}
  END:VEVENT
`

const OUTLOOK_ZONE = `BEGIN:VTIMEZONE
  TZID:Vår egen sone
  BEGIN:STANDARD
  DTSTART:16010101T030000
  TZOFFSETFROM:+0200
  TZOFFSETTO:+0100
  RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
  END:STANDARD
  BEGIN:DAYLIGHT
  DTSTART:16010101T020000
  TZOFFSETFROM:+0100
  TZOFFSETTO:+0200
  RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
  END:DAYLIGHT
  END:VTIMEZONE
`

describe('a calendar', () => {
  it('becomes days and items, whatever zone each entry is written in', () => {
    const read = told(
      calendar(
        OUTLOOK_ZONE +
          event('a', 'Velkommen', 'DTSTART;TZID=Europe/Oslo:20270520T090000\nDTEND;TZID=Europe/Oslo:20270520T091500') +
          event('b', 'Fra Reykjavík', 'DTSTART:20270520T071500Z\nDURATION:PT45M') +
          event('c', 'Etter egen sone', 'DTSTART;TZID=Vår egen sone:20270520T100000\nDTEND;TZID=Vår egen sone:20270520T103000') +
          event('d', 'Fra Outlook', 'DTSTART;TZID=W. Europe Standard Time:20270520T103000\nDURATION:PT30M') +
          event('e', 'Uten sone', 'DTSTART:20270521T090000'),
        'X-WR-CALNAME:Nettverksdager\n',
      ),
    )
    expect(read.title).toBe('Nettverksdager')
    expect(read.outline.details?.timezone).toBe('Europe/Oslo')
    expect(read.lines).toEqual([
      '2027-05-20',
      '09:00–09:15 welcome: Velkommen',
      '09:15–10:00 talk: Fra Reykjavík',
      '10:00–10:30 talk: Etter egen sone',
      '10:30–11:00 talk: Fra Outlook',
      '2027-05-21',
      '09:00– talk: Uten sone',
    ])
    expect(read.notes).toEqual([])
  })

  it('has the entry that others belong to as the meeting, and tells what is left out', () => {
    const read = told(
      calendar(
        event(
          'm',
          'Fagdag om arkiv',
          'DTSTART:20270520T070000Z\nDTEND:20270520T130000Z\nLOCATION:Biblioteket\\, Bergen\nDESCRIPTION:Hjertelig velkommen\\nTa med kopp',
        ) +
          event('a', 'Innlegg', 'RELATED-TO:m\nDTSTART:20270520T070000Z\nDURATION:PT1H\nLOCATION:Biblioteket\\, Bergen') +
          event('a1', 'Første halvdel', 'RELATED-TO:a\nDTSTART:20270520T070000Z\nDURATION:PT1H') +
          event('b', 'Workshop', 'RELATED-TO:m\nDTSTART:20270520T080000Z\nDURATION:PT1H\nLOCATION:Lesesalen') +
          event('c', 'Rundtur', 'RELATED-TO:m\nSTATUS:CANCELLED\nDTSTART:20270520T080000Z') +
          event('d', 'Kanskje', 'RELATED-TO:m'),
      ),
    )
    expect(read.title).toBe('Fagdag om arkiv')
    expect(read.outline.details?.place).toBe('Biblioteket, Bergen')
    expect(read.outline.texts.map((text) => text.body.nb)).toEqual(['Hjertelig velkommen\nTa med kopp'])
    expect(read.lines).toEqual([
      '2027-05-20',
      '09:00–10:00 talk: Innlegg',
      '– talk: Første halvdel',
      '10:00–11:00 other: Workshop @Lesesalen',
      'no date',
      'talk: Kanskje',
    ])
    expect(read.notes).toEqual([
      '«Kanskje» har ingen dag eller tid i filen. Den står sist, på en dag uten dato.',
      '«Rundtur» er avlyst i filen og er ikke tatt med.',
    ])
  })

  it('repeats what repeats, within bounds', () => {
    const read = told(
      calendar(
        event(
          'u',
          'Lunsj',
          'DTSTART;TZID=Europe/Oslo:20271020T110000\nDURATION:PT30M\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;TZID=Europe/Oslo:20271027T110000',
        ) + event('u', 'Lunsj ute', 'RECURRENCE-ID;TZID=Europe/Oslo:20271103T110000\nDTSTART;TZID=Europe/Oslo:20271103T120000'),
      ),
    )
    expect(read.lines).toEqual([
      '2027-10-20',
      '11:00–11:30 lunch: Lunsj',
      '2027-11-03',
      '12:00– lunch: Lunsj ute',
      '2027-11-10',
      '11:00–11:30 lunch: Lunsj',
    ])
    const endless = told(
      calendar(
        event('x', 'Evig', 'DTSTART:20270101T090000\nRRULE:FREQ=DAILY') +
          event('y', 'Hvert sekund', 'DTSTART:20270101T100000\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30'),
      ),
    )
    expect(endless.outline.days).toHaveLength(400)
    const never = event('z', 'Aldri', 'DTSTART:20270101T110000\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')
    expect(told(calendar(never)).outline.days.length).toBeLessThanOrEqual(400)
    expect(endless.notes.filter((note) => note.includes('gjentas oftere'))).toHaveLength(2)
  })

  it('lets an invitation with an agenda in it be a meeting with a programme', () => {
    const read = told(
      calendar(
        event(
          'm',
          'UTSATT: Møte om arkiv',
          'DTSTART;TZID=Europe/Oslo:20270520T090000\nDTEND;TZID=Europe/Oslo:20270520T120000\nLOCATION:Microsoft Teams-møte\nX-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.example/abc\nDESCRIPTION:Hei!\\n\\n09.00 Velkommen v/ Kari Nordmann\\n09.15 Nytt fra utvalget\\n10.00 Pause',
        ),
      ),
    )
    expect(read.title).toBe('Møte om arkiv')
    expect([read.outline.attendance, read.outline.details?.joinUrl]).toEqual(['online', 'https://teams.example/abc'])
    expect(read.lines).toEqual([
      '2027-05-20',
      '09:00–09:15 welcome: Velkommen +Kari Nordmann',
      '09:15–10:00 talk: Nytt fra utvalget',
      '10:00– break: Pause',
    ])
    expect(read.notes).toHaveLength(1)
  })

  it('takes a day without times as the meeting, or as an item without a time', () => {
    const one = calendar(event('m', 'Fagdag', 'DTSTART;VALUE=DATE:20270520') + event('a', 'Åpning', 'DTSTART:20270520T090000'))
    expect([told(one).title, ...told(one).lines]).toEqual(['Fagdag', '2027-05-20', '09:00– welcome: Åpning'])
    const two = calendar(
      event('a', 'Utstilling', 'DTSTART;VALUE=DATE:20270520') + event('b', 'Stand', 'DTSTART;VALUE=DATE:20270520'),
    )
    expect(told(two).lines).toEqual(['2027-05-20', 'other: Utstilling', 'other: Stand'])
  })

  it('says which line is broken, and which time is none', () => {
    expect(() => told('BEGIN:VCALENDAR\nBEGIN:VEVENT\nrubbish\nEND:VEVENT\nEND:VCALENDAR')).toThrow(
      expect.objectContaining({ fields: { file: expect.stringContaining('line=3') } }),
    )
    const read = told(calendar(event('a', 'Trettende måned', 'DTSTART:20271340T250000') + event('b', 'Banan', 'DTSTART:banana')))
    expect(read.lines).toEqual(['no date', 'talk: Trettende måned', 'talk: Banan'])
    expect(read.notes).toHaveLength(2)
  })

  it('reads what another program writes', () => {
    const made = ical({ name: 'Seminar', timezone: 'Europe/Oslo' })
    made.createEvent({
      id: '1',
      start: '2027-05-20T09:00:00',
      end: '2027-05-20T10:00:00',
      timezone: 'Europe/Oslo',
      summary: 'Æøå; og, «så»\\videre',
    })
    made.createEvent({
      id: '2',
      start: '2027-05-20T10:00:00',
      end: '2027-05-20T10:30:00',
      timezone: 'Europe/Oslo',
      summary: 'x'.repeat(200),
    })
    expect(told(made.toString()).lines).toEqual([
      '2027-05-20',
      '09:00–10:00 talk: Æøå; og, «så»\\videre',
      `10:00–10:30 talk: ${'x'.repeat(200)}`,
    ])
  })
})
