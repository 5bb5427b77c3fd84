/**
 * Captions as they come, WebVTT or SubRip; what is neither is refused. One form comes out: WebVTT, which is what browsers draw.
 * Pure.
 */
import { plainWords, readBlocks, unescaped, VOICE } from '#platform/webvtt.ts'

export interface Cue {
  /** Milliseconds from the beginning. */
  readonly start: number
  readonly end: number
  /** Who speaks, where the file says so. Nobody is guessed. */
  readonly voice: string | null
  /** What is said, without marks; lines end with a line feed. */
  readonly text: string
}

export type CaptionFault = 'viewer_captions_form' | 'viewer_captions_times' | 'viewer_captions_empty'

/** More than a day of talking: a larger file is something else. Bytes. */
export const LARGEST_CAPTIONS = 5_000_000

/** Reads captions from the bytes of a file, in the order of the file. */
export function readCaptions(bytes: Uint8Array): readonly Cue[] | CaptionFault {
  const { headed, blocks } = readBlocks(bytes)
  const cues: Cue[] = []
  for (const { start, end, payload } of blocks) {
    if (end < start) return 'viewer_captions_times'
    const text = plainWords(payload)
    if (text !== '' && end > 0) cues.push({ start: Math.max(0, start), end, voice: voiceOf(payload), text })
  }
  if (cues.length > 0) return cues
  return headed ? 'viewer_captions_empty' : 'viewer_captions_form'
}

/** Who says a cue, where it begins with a voice. */
function voiceOf(payload: string): string | null {
  const voice = VOICE.exec(payload)
  return voice && payload.slice(0, voice.index).trim() === '' ? unescaped(voice[1]!).trim() || null : null
}

/** The cues as a WebVTT file, as plain as can be: times, voices, words. */
export function webVtt(cues: readonly Cue[]): string {
  const blocks = cues.map(({ start, end, voice, text }) => {
    const said = voice ? `<v ${escaped(voice)}>${escaped(text)}` : escaped(text)
    return `${stamp(start)} --> ${stamp(end)}\n${said}`
  })
  return `${['WEBVTT', ...blocks].join('\n\n')}\n`
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function stamp(at: number): string {
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  const seconds = Math.floor(at / 1000)
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}.${String(at % 1000).padStart(3, '0')}`
}

/** Between two cues of one speaker: a longer silence begins a new paragraph. Milliseconds. */
const PAUSE = 2000

/** All that is said, for reading and for search: a paragraph for each speaker's turn, "Kari Nordmann: …" where a voice is known. */
export function spokenText(cues: readonly Cue[]): string {
  const turns: string[] = []
  let last: Cue | null = null
  for (const cue of cues) {
    const words = cue.text.replaceAll('\n', ' ')
    const goesOn = last !== null && last.voice === cue.voice && cue.start - last.end <= PAUSE
    if (goesOn) turns.push(`${turns.pop()} ${words}`)
    else turns.push(cue.voice ? `${cue.voice}: ${words}` : words)
    last = cue
  }
  return turns.join('\n\n')
}
