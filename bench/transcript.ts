/** A two-hour transcript, as Teams writes it, read and split over a day's items. */
import { readTranscript } from '../src/minutes/transcript/reader.ts'
import { spansOf, split } from '../src/minutes/transcript/rules.ts'
import { median, tell } from './figures.ts'

const BEGAN = Date.parse('2020-04-29T07:00:00Z')
const MINUTE = 60_000
const ROUNDS = 7

/** Somebody says about a dozen words every three seconds. */
function twoHours(): Uint8Array {
  const stamp = (seconds: number) => `0:${Math.floor(seconds / 60)}:${seconds % 60}.0`
  const words = 'og da tenker vi at alle bibliotekene får svare før møtet i høst'
  const cues = Array.from({ length: 2400 }, (_, i) => {
    const at = i * 3
    const hours = Math.floor(at / 3600)
    const [from, to] = [at % 3600, (at % 3600) + 2]
    return `1f0c7a9e-55a1-4f3c-9b3e-7f8c1c2d3e4f/${i}-0\n${stamp(from).replace('0:', `${hours}:`)} --> ${stamp(to).replace('0:', `${hours}:`)}\n<v Taler ${Math.floor(i / 5) % 30}>${words} ${i}</v>`
  })
  return Buffer.from(`WEBVTT\n\n${cues.join('\n\n')}\n`)
}

export function transcriptFigures(): void {
  const bytes = twoHours()
  const items = Array.from({ length: 40 }, (_, i) => {
    const start = BEGAN + i * 3 * MINUTE
    return { id: `item ${i}`, kind: 'talk' as const, track: null, start, end: start + 3 * MINUTE }
  })
  const times = Array.from({ length: ROUNDS }, () => {
    const began = performance.now()
    const heard = readTranscript(bytes, 'GMT20200429-070000_Recording.vtt')
    if (typeof heard === 'string') throw new Error(heard)
    const spans = spansOf(items, [], [], () => '2020-04-29')
    const lines = heard.said.map(({ start }, i) => ({ number: i + 1, start }))
    const setting = { beganAt: new Date(heard.began!.at).toISOString(), anchors: [], track: null }
    if (split(lines, setting, spans).length < items.length) throw new Error('some items heard nothing')
    return performance.now() - began
  })
  tell({ bench: 'minutes', figure: 'transcript-two-hours', value: median(times), unit: 'ms' })
}
