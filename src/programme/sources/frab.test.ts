import { describe, expect, it } from 'vitest'
import { told } from '../../../tests/sources.ts'

const event = (id: number, title: string, rest: string): string =>
  `<event id="${id}" guid="00000000-0000-4000-8000-00000000000${id}"><title>${title}</title>${rest}</event>`

const schedule = (days: string, conference = ''): string => `<?xml version="1.0" encoding="utf-8"?>
<!-- made for a test -->
<schedule><generator name="test"/><version>1</version>
<conference><title>Bibliotekdagane &amp; v&#229;ren</title><acronym>bib27</acronym><time_zone_name>Europe/Oslo</time_zone_name>
<track name="Rom for alle" slug="rom"/>${conference}</conference>
${days}</schedule>`

const DAY = 'index="1" date="2027-05-20" start="2027-05-20T08:00:00+02:00" end="2027-05-21T04:00:00+02:00"'

describe('schedule.xml', () => {
  it('becomes a programme with rooms, tracks and people', () => {
    const read = told(
      schedule(`<day ${DAY}>
        <room name="Store sal">
          ${event(1, 'Velkommen', '<date>2027-05-20T07:00:00Z</date><start>07:00</start><duration>00:30</duration><room>Store sal</room><track>Felles</track><language>nn</language><subtitle>Ein god start</subtitle><abstract>&lt;p&gt;Vi &lt;b&gt;opnar&lt;/b&gt;&lt;/p&gt;&lt;ul&gt;&lt;li&gt;alle&lt;/li&gt;&lt;/ul&gt;</abstract><persons><person id="3">Kari Nordmann</person><person id="4">Ola &amp; Per</person></persons>')}
          ${event(2, 'Panelet', '<start>10:00</start><duration>1:15</duration><type>panel</type><track>Felles</track>')}
          ${event(3, 'Fest', '<start>00:30</start><duration>01:30</duration><track>Felles</track>')}
        </room>
        <room name="Lille sal">${event(4, 'Å lese høyt', '<start>10:00</start><duration>00:45</duration><type>Workshop</type><track>Barn</track>')}</room>
      </day>`),
    )
    expect(read.format).toBe('frab-xml')
    expect([read.title, read.outline.locale]).toEqual(['Bibliotekdagane & våren', 'nn'])
    expect(read.lines).toEqual([
      '2027-05-20',
      '09:00–09:30 welcome: Velkommen [Felles] @Store sal +Kari Nordmann +Ola & Per',
      '10:00–11:15 panel: Panelet [Felles] @Store sal',
      '10:00–10:45 other: Å lese høyt [Barn] @Lille sal',
      '2027-05-21',
      '00:30–02:00 social: Fest [Felles] @Store sal',
    ])
    expect(read.outline.days[0]!.items[0]!.description).toEqual({ nn: 'Ein god start\nVi opnar\n• alle' })
    expect(read.outline.days[0]!.items[0]!.sourceId).toBe('00000000-0000-4000-8000-000000000001')
    expect(read.notes).toEqual([])
  })

  it('says nothing of the one room and the one track that a small meeting has', () => {
    const read = told(
      schedule(
        `<day ${DAY}><room name="Sal">${event(1, 'Innlegg', '<start>9:00</start><duration>00:30</duration><track>Hoved</track>')}</room></day>`,
      ),
    )
    expect(read.lines).toEqual(['2027-05-20', '09:00–09:30 talk: Innlegg'])
  })

  it('reads what can be read and tells the rest', () => {
    const read = told(
      schedule(`<day ${DAY}><room name="Sal">
        ${event(1, 'Uten tid', '')}
        ${event(2, 'Rart', '<date>2027-13-45T09:00:00+02:00</date><start>26:99</start><duration>lenge</duration>')}
        ${event(3, '', '<start>12:00</start><duration>00:30</duration>')}
        ${event(4, 'Langt', '<start>13:00</start><duration>26:00</duration><unknown a="1"><b/></unknown>')}
      </room></day><day/><day index="x"><room/></day>`).replace('Europe/Oslo', 'Mars/Olympus'),
    )
    expect(read.lines).toEqual(['2027-05-20', 'talk: Uten tid', 'talk: Rart', '12:00–12:30 talk: ', '13:00– talk: Langt'])
    expect(read.notes).toEqual([
      'Tidssonen «Mars/Olympus» er ukjent. Tidene er tatt som de står.',
      '«Uten tid» har ingen tid i filen. Den står først på dagen sin.',
      '«Rart» har en tid i filen som ikke finnes på klokken eller i kalenderen. Sett tiden selv.',
      'Nr. 3 i filen har ingen tittel. Skriv en før møtet lages.',
      '«Langt» varer i mer enn et døgn i filen. Bare starten er tatt med.',
    ])
  })

  it.each([
    [
      'entities of its own',
      '<!DOCTYPE schedule [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><schedule>&c;</schedule>',
      'sources_xml_entities',
    ],
    [
      'an entity from outside',
      '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><schedule>&x;</schedule>',
      'sources_xml_entities',
    ],
    ['another XML', '<?xml version="1.0"?><feed><entry/></feed>', 'sources_xml_unknown'],
    [
      'elements nested without end',
      `<schedule>${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}</schedule>`,
      'sources_xml_unknown',
    ],
    ['no events', '<schedule><conference><title>T</title></conference></schedule>', 'sources_no_events'],
    ['a tag that is not closed', '<?xml version="1.0"?>\n<schedule>\n<day>\n</schedule>', 'line=4'],
  ])('is refused in words with %s', (_, text, word) => {
    expect(() => told(text)).toThrow(expect.objectContaining({ fields: { file: expect.stringContaining(word) } }))
  })
})

describe('schedule.json', () => {
  const json = (days: unknown) =>
    JSON.stringify({
      schedule: { version: '1', conference: { title: 'Dager', acronym: 'd27', time_zone_name: 'Europe/Oslo', days } },
    })

  it('becomes the same programme as schedule.xml', () => {
    const day = {
      index: 1,
      date: '2027-05-20',
      day_start: '2027-05-20T08:00:00+02:00',
      rooms: {
        A: [
          {
            id: 1,
            guid: 'g1',
            title: 'Åpning',
            date: '2027-05-20T09:00:00+02:00',
            start: '09:00',
            duration: '00:15',
            persons: [{ id: 1, public_name: 'Kari Nordmann' }, { name: 'Ola' }],
          },
        ],
        B: [{ id: 2, title: 'Side om side', start: '9:05', duration: '0:45', track: null, extra: { deep: [1] } }],
      },
    }
    expect(told(json([day]))).toMatchObject({
      format: 'frab-json',
      title: 'Dager',
      lines: ['2027-05-20', '09:00–09:15 welcome: Åpning [A] @A +Kari Nordmann +Ola', '09:05–09:50 talk: Side om side [B] @B'],
      notes: [],
    })
  })

  it('passes over what is no event, and says which', () => {
    const read = told(
      json([{ date: '2027-05-20', rooms: { A: [7, { title: 'Innlegg', start: 900 }, null], B: 5, C: null } }, null, 'x']),
    )
    expect(read.lines).toEqual(['2027-05-20', 'talk: Innlegg'])
    expect(read.notes.map((note) => note.slice(0, 5))).toEqual(['Nr. 1', 'Nr. 3', '«Innl'])
  })

  it('reads its successor with breaks, languages and states', () => {
    const at = (from: string, to: string) => ({ start: `2027-05-20T${from}:00+02:00`, end: `2027-05-20T${to}:00+02:00` })
    const read = told(
      JSON.stringify({
        schedule: {
          version: '2',
          conference: { title: 'S2', time_zone_name: 'Europe/Oslo', days: [] },
          events: [
            {
              ...at('09:00', '10:00'),
              guid: 'g',
              type: 'TALK',
              title: { nb: 'Innlegg', de: 'Vortrag', en: 'Talk' },
              room: { guid: 'r', name: 'Sal' },
              track: { name: 'Tema' },
              abstract: { de: 'Hallo' },
              participants: [{ name: 'Kari', role: 'MODERATOR' }, { name: 'Ola' }],
              language: 'nb',
            },
            { ...at('10:00', '10:15'), type: 'BREAK', title: 'Kaffe' },
            { ...at('11:00', '12:00'), type: 'TALK', title: 'Borte', state: 'CANCELED' },
            { start: 'snart', duration: 'PT1H', title: 'Snart' },
          ],
        },
      }),
    )
    expect(read.lines).toEqual([
      '2027-05-20',
      '09:00–10:00 talk: Innlegg / Talk [Tema] @Sal +Kari* +Ola',
      '10:00–10:15 break: Kaffe',
      'no date',
      'talk: Snart',
    ])
    expect(read.notes).toHaveLength(2)
  })

  it.each([
    ['a comma too many', '{"a": \n [1,\n 2,,]}', 'line=3'],
    ['an end too early', '{"schedule": {', 'line=1'],
    ['other JSON', '{"a": 1}', 'sources_json_unknown'],
    ['brackets nested without end', `{"schedule": ${'['.repeat(200_000)}`, 'line=1'],
  ])('is refused in words with %s', (_, text, word) => {
    expect(() => told(text)).toThrow(expect.objectContaining({ fields: { file: expect.stringContaining(word) } }))
  })
})
