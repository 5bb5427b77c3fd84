import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Heard, readTranscript } from './reader.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
function read(text: string | Uint8Array, fileName = 'møte.vtt'): Heard {
  const found = readTranscript(typeof text === 'string' ? bytes(text) : text, fileName)
  if (typeof found === 'string') throw new Error(found)
  return found
}
const who = (heard: Heard) => heard.said.map(({ speaker, text }) => [speaker, text])
const cues = (...lines: string[]) =>
  `WEBVTT\n\n${lines.map((line, i) => `00:0${Math.floor(i / 6)}:${(i % 6) * 10}.000 --> 00:0${Math.floor(i / 6)}:${(i % 6) * 10 + 5}.000\n${line}`).join('\n\n')}`

describe('Teams', () => {
  it('tells voices, with ids of its own, times without zeros, a beginning before the beginning, and voices left open', () => {
    const heard = read(`\ufeffWEBVTT\r
\r
1f0c7a9e-55a1-4f3c-9b3e-7f8c1c2d3e4f/12-0\r
-0:0:1.5 --> 0:0:2.75\r
<v Kari Nordmann>God morgen,</v>\r
\r
1f0c7a9e-55a1-4f3c-9b3e-7f8c1c2d3e4f/12-1\r
0:0:3.0 --> 0:0:5.25\r
<v.first.loud Kari Nordmann>og velkommen til B&amp;B.\r
\r
NOTE Confidence: 0.9\r
\r
1f0c7a9e-55a1-4f3c-9b3e-7f8c1c2d3e4f/13-0\r
0:1:3.0 --> 0:1:5.0\r
<v Ola Østgård (Guest)>Takk.</v> <v Kari Nordmann>Bare hyggelig.</v> (latter)\r
`)
    expect(heard.began).toBeNull()
    expect(heard.said).toEqual([
      { start: -1500, end: 5250, speaker: 'Kari Nordmann', text: 'God morgen, og velkommen til B&B.' },
      { start: 63_000, end: 65_000, speaker: 'Ola Østgård (Guest)', text: 'Takk.' },
      { start: 63_000, end: 65_000, speaker: 'Kari Nordmann', text: 'Bare hyggelig.' },
      { start: 63_000, end: 65_000, speaker: null, text: '(latter)' },
    ])
  })

  it('tells absolute times in its other variant, by which pauses of the recording are seen', () => {
    const told = (start: string, speakerName: string, spokenText: string) =>
      JSON.stringify({ startDateTime: start, endDateTime: start, speakerName, spokenText, spokenLanguage: 'nb-no' })
    const heard = read(
      `WEBVTT\n\n00:00:01.0 --> 00:00:02.0\n${told('2020-04-29T07:00:10.1064875Z', 'Kari Nordmann', 'Da begynner vi.')}\n\n00:00:04.0 --> 00:00:05.0\n${told('2020-04-29T07:30:00Z', '', 'Etter pausen.')}\n\n00:00:06.0 --> 00:00:07.0\n{"uten": "tid"}\n`,
    )
    expect(heard.began).toEqual({ at: Date.parse('2020-04-29T07:00:10.106Z'), from: 'stamps' })
    expect(heard.said).toEqual([
      { start: 0, end: 0, speaker: 'Kari Nordmann', text: 'Da begynner vi.' },
      { start: 1_789_894, end: 1_789_894, speaker: null, text: 'Etter pausen.' },
    ])
  })
})

describe('Zoom', () => {
  const zoom = cues(
    'Kari Nordmann: Velkommen.',
    'Ola van der Berg: Takk.',
    'iPhone: Hallo?',
    'Bibliotek 2: Vi hører dere.',
    'Bibliotek 2: Nå.',
    'kari@bibliotek.example: Fint.',
    'Kari Nordmann: 10:30 Møte: da tar vi pause.',
    'Ola van der Berg: Ja.',
  )
  it('writes names before a colon, and in the name of the file when it began', () => {
    const heard = read(zoom, 'GMT20200429-070005_Recording.transcript.vtt')
    expect(heard.began).toEqual({ at: Date.parse('2020-04-29T07:00:05Z'), from: 'file_name' })
    expect(who(heard)).toEqual([
      ['Kari Nordmann', 'Velkommen.'],
      ['Ola van der Berg', 'Takk.'],
      [null, 'iPhone: Hallo?'],
      ['Bibliotek 2', 'Vi hører dere.'],
      ['Bibliotek 2', 'Nå.'],
      ['kari@bibliotek.example', 'Fint.'],
      ['Kari Nordmann', '10:30 Møte: da tar vi pause.'],
      ['Ola van der Berg', 'Ja.'],
    ])
  })
  it('is not believed of a day that does not exist', () => {
    expect(read(zoom, 'GMT20200230-250005_Recording.vtt').began).toBeNull()
  })
})

describe('nobody is made a speaker', () => {
  it('by a colon in what is said', () => {
    const said = ['10:30 Meeting: we go on', 'Husk: alle må svare', 'Det er slik: vi venter', 'Sak To: Budsjettet', 'Fint.']
    expect(who(read(cues(...said)))).toEqual(said.map((text) => [null, text]))
  })
  it('by one word before a colon among names, met with once', () => {
    const said = Array.from({ length: 8 }, (_, i) => `Kari Nordmann: Nummer ${i}`)
    expect(read(cues(...said, 'Viktig: svar alle')).said.at(-1)).toMatchObject({ speaker: null, text: 'Viktig: svar alle' })
  })
  it('by a colon where there are voices', () => {
    expect(who(read(cues('<v Kari Nordmann>Ola Hansen: kom hit.')))).toEqual([['Kari Nordmann', 'Ola Hansen: kom hit.']])
  })
  it('by a voice without a name, which ends the one before it', () => {
    expect(who(read(cues('<v Kari>Hei <v >hva? <v.loud>nei')))).toEqual([
      ['Kari', 'Hei'],
      [null, 'hva? nei'],
    ])
  })
})

describe('words of one speaker', () => {
  const at = (start: number, end: number, text: string) =>
    `00:${String(Math.floor(start / 60)).padStart(2, '0')}:${String(start % 60).padStart(2, '0')}.000 --> 00:${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}.000\n${text}`
  it('go together over two seconds of silence and not over more, and are parted after a minute', () => {
    const minutes = Array.from({ length: 14 }, (_, i) => at(20 + i * 5, 25 + i * 5, `<v Ola>ord ${i}`))
    const heard = read(
      ['WEBVTT', at(0, 4, '<v Ola>en'), at(6, 8, '<v Ola>to'), at(11, 12, '<v Ola>tre'), ...minutes].join('\n\n'),
    )
    expect(heard.said.map(({ start, end }) => [start / 1000, end / 1000])).toEqual([
      [0, 8],
      [11, 12],
      [20, 80],
      [80, 90],
    ])
    expect(heard.said[0]!.text).toBe('en to')
  })
  it('are in the order of time, whatever the order of the file', () => {
    expect(read(['WEBVTT', at(30, 31, 'sist'), at(1, 2, 'først')].join('\n\n')).said.map(({ text }) => text)).toEqual([
      'først',
      'sist',
    ])
  })
})

it('is read with commas, without hours, without heading, and in UTF-16', () => {
  const srt = '1\n00:01,500 --> 00:02,000\nBlåbær\n'
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(srt, 'utf16le')])
  for (const one of [bytes(srt), utf16])
    expect(read(one).said).toEqual([{ start: 1500, end: 2000, speaker: null, text: 'Blåbær' }])
})

it.each([
  ['', 'transcript_error_form'],
  ['Kjære alle', 'transcript_error_form'],
  ['WEBVTT\n\nNOTE tomt', 'transcript_error_empty'],
  ['WEBVTT\n\n00:01.000 --> 00:02.000\n<v Kari></v>', 'transcript_error_empty'],
  ['WEBVTT\n\n999:01:00.000 --> 999:02:00.000\nHei', 'transcript_error_empty'],
  [
    `WEBVTT\n\n${Array.from({ length: 20_001 }, (_, i) => `00:01.000 --> 00:02.000\n<v ${i}>Hei`).join('\n\n')}`,
    'transcript_error_long',
  ],
  ['x'.repeat(5_000_001), 'transcript_error_large'],
])('what is none is refused: %#', (text, fault) => {
  expect(readTranscript(bytes(text), 'x.vtt')).toBe(fault)
})

describe('any bytes at all', () => {
  const scrap = fc.constantFrom(
    ...[
      'WEBVTT',
      '\n\n',
      '\r\n',
      '00:01.000 --> 00:02.000\n',
      '-1:2:3,4 --> 0:0:1\n',
      '<v Kari>',
      '</v>',
      '<v >',
      '<v.a B',
      ': ',
    ],
    ...[
      '{"startDateTime":"2020-04-29T07:00:00Z","spokenText":"x"}',
      '{"spokenText":',
      '&#xd800;',
      '&amp;',
      '\0',
      'Kari Nord',
      'ord',
      '\ufeff',
    ],
  )
  it('are read or refused, and what is read is in order, and has words', () => {
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(scrap, { maxLength: 60 }).map((parts) => bytes(parts.join(''))),
    )
    fc.assert(
      fc.property(any, fc.string(), (file, name) => {
        const found = readTranscript(file, name)
        if (typeof found === 'string') return
        expect(found.said.length).toBeGreaterThan(0)
        found.said.forEach((one, i) => {
          expect(one.text.trim()).toBe(one.text)
          expect(one.text).not.toMatch(/^$|[\0-\x1f]/)
          expect(one.speaker).not.toBe('')
          expect(one.end).toBeGreaterThanOrEqual(one.start)
          if (i > 0) expect(one.start).toBeGreaterThanOrEqual(found.said[i - 1]!.start)
        })
      }),
    )
  })
  it('are of our own time, whatever they say', () => {
    const stamped = (at: string) => `WEBVTT\n\n00:01.000 --> 00:02.000\n{"startDateTime":"${at}","spokenText":"Hei"}\n`
    expect(read(stamped('2020-04-29T07:00:00Z')).began?.from).toBe('stamps')
    for (const at of ['+012345-01-01T00:00:00Z', '0000-01-01T00:00:00Z', '-000001-01-01T00:00:00Z'])
      expect(read(stamped(at)).began, at).toBeNull()
    expect(read(cues('Hei'), 'GMT00000429-070005_Recording.transcript.vtt').began).toBeNull()
  })
  it('take time in proportion', () => {
    const head = 'WEBVTT\n\n00:00.000 --> 00:01.000\n'
    const nasty = [
      ...['<v', '<v ', '<v  ', '</v', '{', '{"', ': ', 'A: ', '&', 'A', '\n \n', ' ', '\t', '<v \n'].map(
        (one) => head + one.repeat(4_000_000 / one.length),
      ),
      `${head}<v${' '.repeat(4_000_000)}`,
      '\n\v'.repeat(2_000_000),
      `WEBVTT\n\n${'00:01.000 --> 00:02.000\nord\n\n'.repeat(130_000)}`,
    ]
    const began = performance.now()
    for (const one of nasty) readTranscript(bytes(one), `${'GMT20200429-'.repeat(100)}`)
    expect(performance.now() - began).toBeLessThan(20_000)
  })
})
