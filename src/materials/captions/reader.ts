/**
 * Captions as they come: WebVTT (W3C) and SubRip, from whatever wrote them. Unpadded and negative times, commas for points,
 * missing hours, odd line ends and old encodings are read; what is neither is refused. One form comes out: WebVTT, which is
 * what browsers draw. Pure.
 */

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

const TIME = String.raw`(-)?(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?`
const TIMING = new RegExp(String.raw`^\s*${TIME}\s*-->\s*${TIME}(?:\s.*)?$`)

/** Reads captions from the bytes of a file, in the order of the file. */
export function readCaptions(bytes: Uint8Array): readonly Cue[] | CaptionFault {
  const text = decoded(bytes).replaceAll(/\r\n?/g, '\n').replaceAll('\0', '')
  const [head = '', ...rest] = text.split(/\n[ \t]*\n+/)
  const isVtt = /^WEBVTT(?=[ \t\n]|$)/.test(head)
  // Some leave no empty line between the heading and the first cue.
  const first = isVtt ? head.split('\n').slice(1).join('\n') : head
  const cues: Cue[] = []
  for (const block of [first, ...rest]) {
    const lines = block.split('\n')
    const at = lines.findIndex((line) => TIMING.test(line))
    // Above the times stands at most the cue's own name. Notes, styles and regions have no times.
    if (at < 0 || at > 1 || /^(NOTE|STYLE|REGION)\b/.test(lines[0]!)) continue
    const times = TIMING.exec(lines[at]!)!
    const [start, end] = [milliseconds(times.slice(1, 6)), milliseconds(times.slice(6, 11))]
    if (end < start) return 'viewer_captions_times'
    const said = saidIn(lines.slice(at + 1).join('\n'))
    if (said.text !== '' && end > 0) cues.push({ start: Math.max(0, start), end, ...said })
  }
  if (cues.length > 0) return cues
  return isVtt ? 'viewer_captions_empty' : 'viewer_captions_form'
}

/** UTF-8 and UTF-16 say what they are; the rest is from an older Windows. */
function decoded(bytes: Uint8Array): string {
  const [a, b] = bytes
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
    return new TextDecoder(a === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function milliseconds([sign, hours = '0', minutes, seconds, fraction = '0']: readonly (string | undefined)[]): number {
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)
  return (sign ? -1 : 1) * (whole * 1000 + Number(fraction.padEnd(3, '0')))
}

/** Who says what in a cue. A voice is what is marked as one (`<v Kari>`); a name and a colon may be anything. */
function saidIn(payload: string): Pick<Cue, 'voice' | 'text'> {
  const voice = /^\s*<v(?:\.[^\s>]*)?\s+([^>\n]{1,200})>/.exec(payload)?.[1]
  const text = payload
    // `{\an8}` is how SubRip files say where the words stand.
    .replaceAll(/<\/?[a-z0-9:.][^<>\n]{0,300}>|\{\\[^{}\n]{0,100}\}/gi, '')
    .split('\n')
    .map((line) =>
      unescaped(line)
        .replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ')
        .trim(),
    )
    .filter(Boolean)
    .join('\n')
  return { voice: voice ? unescaped(voice).trim() || null : null, text }
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0', lrm: '', rlm: '' }

const unescaped = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,5}));/gi, (all, decimal, hex, name) => {
    if (name) return named[name.toLowerCase()] ?? all
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : all
  })

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
