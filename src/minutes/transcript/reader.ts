/**
 * What was said in a meeting, as the programs that listened wrote it down: Teams with voices, or with JSON that bears absolute
 * times; Zoom with "Name: text"; BigBlueButton and others with words and times alone. Speakers are those the file names, and
 * nobody is guessed. Pure, linear, and any bytes at all are read or refused.
 */
import { type Block, plainWords, readBlocks, unescaped, VOICE } from '#platform/webvtt.ts'
import { isOfOurTime } from './rules.ts'

/** Some words of one speaker, without a pause worth the name. */
export interface Said {
  /** Milliseconds from where the file counts; less than 0 for what was said before that. */
  readonly start: number
  readonly end: number
  /** As the file calls them; null where it does not say. */
  readonly speaker: string | null
  readonly text: string
}

export interface Heard {
  /** In the order of time. */
  readonly said: readonly Said[]
  /** When the file's own clock was at zero, in milliseconds since 1970, and what says so; null where nothing does. */
  readonly began: { readonly at: number; readonly from: 'stamps' | 'file_name' } | null
}

export type TranscriptFault =
  | 'transcript_error_form'
  | 'transcript_error_empty'
  | 'transcript_error_large'
  | 'transcript_error_long'

/** Bytes. Two hours of Teams take about 300 kB. */
export const LARGEST_TRANSCRIPT = 5_000_000
/** More than fifty hours of talking: a file with more is something else. */
const MOST_SAID = 20_000
/** No recording lasts longer than a week; milliseconds. */
const WEEK = 7 * 24 * 3_600_000

/** Between words of one speaker: a longer silence begins anew. Milliseconds. */
const PAUSE = 2000
/** Words that go on are parted here all the same, so that one can be quoted and an item can begin between them. */
const LONGEST = { ms: 60_000, characters: 700 }

/**
 * @param bytes the file, of at most `LARGEST_TRANSCRIPT`
 * @param fileName Zoom tells there when the recording began
 */
export function readTranscript(bytes: Uint8Array, fileName: string): Heard | TranscriptFault {
  if (bytes.length > LARGEST_TRANSCRIPT) return 'transcript_error_large'
  const { headed, blocks } = readBlocks(bytes)
  if (blocks.length === 0) return headed ? 'transcript_error_empty' : 'transcript_error_form'
  const stamped = blocks.map(stampedIn)
  const at = zeroOf(stamped)
  const spoken = withNames(blocks.flatMap((block, i) => saidIn(block, stamped[i]!, at)))
  const heard = joined(
    spoken
      .filter((one) => one.text !== '' && Math.abs(one.start) < WEEK && Math.abs(one.end) < WEEK)
      .sort((a, b) => a.start - b.start),
  )
  if (heard.length === 0) return 'transcript_error_empty'
  if (heard.length > MOST_SAID) return 'transcript_error_long'
  return { said: heard, began: at !== null ? { at, from: 'stamps' } : beganBy(fileName) }
}

interface Stamped {
  readonly from: number
  readonly to: number
  readonly speaker: string | null
  readonly text: string
}

/** A block of Teams' variant with metadata: `{"startDateTime": …, "speakerName": …, "spokenText": …}`. */
function stampedIn({ payload }: Block): Stamped | null {
  if (!payload.trimStart().startsWith('{')) return null
  let told: unknown
  try {
    told = JSON.parse(payload)
  } catch {
    return null
  }
  const { startDateTime, endDateTime, speakerName, spokenText } = told as Record<string, unknown>
  if (typeof spokenText !== 'string' || typeof startDateTime !== 'string') return null
  const from = Date.parse(startDateTime)
  if (!isOfOurTime(from)) return null
  const to = typeof endDateTime === 'string' ? Date.parse(endDateTime) : Number.NaN
  const speaker = typeof speakerName === 'string' ? nameOf(speakerName) : null
  return { from, to: Number.isNaN(to) ? from : to, speaker, text: oneLine(plainWords(spokenText)) }
}

/** Where stamps are, they say when everything was said, and the file's own clock counts from the first. */
const zeroOf = (stamped: readonly (Stamped | null)[]): number | null =>
  stamped.reduce<number | null>((least, one) => (one && (least === null || one.from < least) ? one.from : least), null)

/** What a block says: in several parts where several speak in it. */
function saidIn({ start, end, payload }: Block, stamped: Stamped | null, zero: number | null): Said[] {
  if (stamped) {
    const { speaker, text, from, to } = stamped
    return [{ start: from - zero!, end: Math.max(from, to) - zero!, speaker, text }]
  }
  // Among stamped ones, one without a stamp has no place in time.
  if (zero !== null) return []
  const time = { start, end: Math.max(start, end) }
  // Splitting by a name in parentheses gives it too: words, name, words, name, words.
  const parts = payload.replaceAll(NOBODY, '<v \0>').split(VOICE)
  return parts.flatMap((words, i) =>
    i % 2 === 1 ? [] : [{ ...time, speaker: i === 0 ? null : nameOf(parts[i - 1]!), text: oneLine(plainWords(words)) }],
  )
}

/** Where a voice ends, or one begins that has no name. No block holds a NUL of its own. */
const NOBODY = /<\/v\s{0,20}>|<v(?:\.[^\s<>]*)?\s{0,20}>/gi

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** A name as one line without what cannot be seen; null for none. */
function nameOf(raw: string): string | null {
  const name = oneLine(
    unescaped(raw)
      .replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ')
      .normalize('NFC'),
  ).slice(0, 120)
  return name === '' ? null : name
}

/**
 * Names before a colon, as Zoom writes them, count where nearly all that is said begins so; and then only what looks like a
 * name, of several words or met with again. "10:30 Meeting: …" begins with no name, and neither does "The point is: …".
 */
function withNames(said: readonly Said[]): Said[] {
  if (said.some((one) => one.speaker !== null)) return [...said]
  const parted = said.map((one) => BEFORE_COLON.exec(one.text))
  const names = parted.map((match) => (match && looksLikeName(match[1]!) ? match[1]! : null))
  const met = new Map<string, number>()
  for (const name of names) if (name !== null) met.set(name, (met.get(name) ?? 0) + 1)
  const enough = 0.8 * said.filter((one) => one.text !== '').length
  if ([...met.values()].reduce((sum, n) => sum + n, 0) < enough) return [...said]
  return said.map((one, i) => {
    const name = names[i]!
    return name !== null && (met.get(name)! > 1 || /\S\s+\S|@/.test(name))
      ? { ...one, speaker: nameOf(name), text: parted[i]![2]! }
      : one
  })
}

const BEFORE_COLON = /^([^:]{1,80}): (.+)$/

/** Capitals throughout, but for what stands between the parts of names; or an address. */
function looksLikeName(text: string): boolean {
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return true
  const words = text.split(' ')
  return (
    words.length <= 7 &&
    /^\p{Lu}/u.test(text) &&
    !/[?!;"«»…]|\.\s*$/.test(text) &&
    words.every((word) => /^[([]?\p{Lu}|^\d+\)?$|^[-–|,/&]$|^(?:van|von|der|de|den|af|av|til|og|ja|and)$/u.test(word))
  )
}

/** Puts together what one speaker says without a pause. */
function joined(said: readonly Said[]): Said[] {
  const all: Said[] = []
  // In pieces: a text that grows word by word would be copied anew at every word.
  let words: string[] = []
  let length = 0
  const close = () => {
    if (words.length > 0) all.push({ ...all.pop()!, text: words.join(' ') })
  }
  for (const one of said) {
    const last = all.at(-1)
    const goesOn =
      last !== undefined &&
      last.speaker === one.speaker &&
      one.start - last.end <= PAUSE &&
      one.end - last.start <= LONGEST.ms &&
      length + one.text.length < LONGEST.characters
    if (goesOn) {
      all[all.length - 1] = { ...last, end: Math.max(last.end, one.end) }
      words.push(one.text)
      length += one.text.length + 1
    } else {
      close()
      all.push(one)
      words = [one.text]
      length = one.text.length
    }
  }
  close()
  return all
}

/** `GMT20200429-070005_Recording.transcript.vtt`: when a recording by Zoom began, in UTC. */
function beganBy(fileName: string): Heard['began'] {
  const told = /GMT(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)_Recording/i.exec(fileName)
  if (!told) return null
  const [, year, month, day, hour, minute, second] = told
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return isOfOurTime(at) ? { at, from: 'file_name' } : null
}
