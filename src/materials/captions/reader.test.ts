import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cue, readCaptions, spokenText, webVtt } from './reader.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => {
  const found = readCaptions(bytes(text))
  if (typeof found === 'string') throw new Error(found)
  return found
}

describe('captions', () => {
  it('are read from WebVTT with names, notes, styles, settings and marks', () => {
    const cues = read(`\ufeffWEBVTT - Ledermøte
Kind: captions

STYLE
::cue { color: lime }

NOTE Skrevet for hånd
over to linjer

innledning
00:01.000 --> 00:04.250 align:start position:10%
<v.first Kari Nordmann>Velkommen til <i>møtet</i>,</v>
kjære &lt;alle&gt; &amp; enhver

01:00:00.000 --> 01:00:02.000
- Takk.
`)
    expect(cues).toEqual([
      { start: 1000, end: 4250, voice: 'Kari Nordmann', text: 'Velkommen til møtet,\nkjære <alle> & enhver' },
      { start: 3_600_000, end: 3_602_000, voice: null, text: '- Takk.' },
    ])
  })

  it('are read from SubRip, with commas, numbers, places and carriage returns', () => {
    const cues = read(
      '1\r\n00:00:00,500 --> 00:00:02,000\r\n{\\an8}<font color="#fff">Hei på dere</font>\r\n\r\n2\r\n0:1:2,5 --> 0:1:4\r\n10:30 Møte: hva nå?\r\n',
    )
    expect(cues).toEqual([
      { start: 500, end: 2000, voice: null, text: 'Hei på dere' },
      { start: 62_500, end: 64_000, voice: null, text: '10:30 Møte: hva nå?' },
    ])
  })

  it('may begin before the recording does, and lack the empty line below the heading', () => {
    expect(read('WEBVTT\n-00:00:01.000 --> 00:00:01.000\nHei')).toEqual([{ start: 0, end: 1000, voice: null, text: 'Hei' }])
  })

  it('come in older encodings too', () => {
    const srt = '1\n00:00:01,000 --> 00:00:02,000\nBlåbær'
    const latin1 = Buffer.from(srt, 'latin1')
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(srt, 'utf16le')])
    for (const one of [latin1, utf16]) expect(readCaptions(one)).toMatchObject([{ text: 'Blåbær' }])
  })

  it.each([
    ['nothing at all', '', 'viewer_captions_form'],
    ['some other text', 'Kjære alle sammen,\n\nher er opptaket.', 'viewer_captions_form'],
    ['a page', '<!doctype html><p>00:01 --> nå', 'viewer_captions_form'],
    ['a heading without cues', 'WEBVTT\n\nNOTE tomt', 'viewer_captions_empty'],
    ['cues without words', 'WEBVTT\n\n00:01.000 --> 00:02.000\n<i></i>', 'viewer_captions_empty'],
    ['a cue that ends before it begins', 'WEBVTT\n\n00:05.000 --> 00:02.000\nHei', 'viewer_captions_times'],
  ])('are refused: %s', (_what, text, fault) => {
    expect(readCaptions(bytes(text))).toBe(fault)
  })

  it('never run or fetch anything: marks are gone, and signs are written as signs', () => {
    const [cue] = read('WEBVTT\n\n00:01.000 --> 00:02.000\n<script>alert(1)</script><img src=x onerror=y>a < b &#x202e;&lt;b&gt;')
    expect(cue!.text).not.toMatch(/script|img|\u202e/)
    expect(webVtt([cue!])).not.toMatch(/<(?!v )/)
  })

  it('come back the same when written as WebVTT', () => {
    const word = fc.stringMatching(/^[a-zæøåčđŋšŧž<>&{}:.0-9-]{1,12}$/)
    const cue = fc.record({
      start: fc.integer({ min: 0, max: 90_000_000 }),
      length: fc.integer({ min: 1, max: 20_000 }),
      voice: fc.option(fc.constantFrom('Kari Nordmann', 'Áile & Máret', 'A > B')),
      lines: fc.array(word, { minLength: 1, maxLength: 3 }),
    })
    fc.assert(
      fc.property(fc.array(cue, { minLength: 1, maxLength: 20 }), (made) => {
        const cues: Cue[] = made.map(({ start, length, voice, lines }) => ({
          start,
          end: start + length,
          voice,
          text: lines.join('\n'),
        }))
        expect(read(webVtt(cues))).toEqual(cues)
      }),
    )
  })

  it('of any bytes never fail, and take time in proportion', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (any) => void readCaptions(any)))
    const nasty = [
      '<'.repeat(400_000),
      '{\\'.repeat(200_000),
      `WEBVTT\n\n00:00.000 --> 00:01.000\n${'<v '.repeat(300_000)}`,
      '\n \n'.repeat(400_000),
      '&'.repeat(900_000),
    ]
    const began = performance.now()
    for (const one of nasty) readCaptions(bytes(one))
    expect(performance.now() - began).toBeLessThan(2000)
  })
})

describe('what is said', () => {
  it('is a paragraph for each turn, with the speaker where one is known', () => {
    const cue = (start: number, end: number, text: string, voice: string | null = null): Cue => ({ start, end, voice, text })
    expect(
      spokenText([
        cue(0, 1000, 'Velkommen', 'Kari'),
        cue(1500, 2000, 'til\nmøtet.', 'Kari'),
        cue(2000, 3000, 'Takk.', 'Ola'),
        cue(9000, 9500, 'Da begynner vi.', 'Ola'),
        cue(9600, 9900, 'Ja.'),
      ]),
    ).toBe('Kari: Velkommen til møtet.\n\nOla: Takk.\n\nOla: Da begynner vi.\n\nJa.')
  })
})
