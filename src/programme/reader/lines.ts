/**
 * The pasted text as lines. Each line keeps its raw characters and gets a clean twin for reading: composed letters,
 * ordinary spaces, no control or direction marks. `origin` leads from the clean twin back to the raw one.
 */
export interface Line {
  n: number
  raw: string
  text: string
  /** origin[i] is the raw offset of clean character i; null when the two are alike. */
  origin: readonly number[] | null
}

const BREAKS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/
// Soft hyphens, zero-width and direction marks, and control characters other than tab: invisible, so never meant.
const INVISIBLE =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/
const ODD_SPACE = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g

const WIDEST_GAP = 40

/** Five megabytes of text is a book, not a programme. */
export const LONGEST = 5_000_000

/** Splits text into lines. Never throws; `cutAt` is set when the text was too long and the tail was left out. */
export function splitLines(text: string): { lines: Line[]; cutAt?: number } {
  const cut = text.length > LONGEST
  const lines = (cut ? text.slice(0, LONGEST) : text).split(BREAKS).map((raw, i) => cleanLine(raw, i + 1))
  return cut ? { lines, cutAt: LONGEST } : { lines }
}

function cleanLine(raw: string, n: number): Line {
  const spaced = raw.replace(ODD_SPACE, ' ')
  if (spaced.length > WIDEST_GAP && /[ \t]{41}/.test(spaced)) return withoutGulfs(raw, spaced, n)
  if (!INVISIBLE.test(spaced) && spaced.normalize('NFC') === spaced) return { n, raw, text: spaced, origin: null }
  let text = ''
  const origin: number[] = []
  // A letter and the marks that follow it are composed together; PDF text from a Mac has å as a and a ring.
  for (const match of spaced.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    if (INVISIBLE.test(match[0])) continue
    const composed = match[0].normalize('NFC')
    for (let k = 0; k < composed.length; k++) origin.push(match.index + Math.min(k, match[0].length - 1))
    text += composed
  }
  return { n, raw, text, origin }
}

/** Hundreds of spaces in a row carry no meaning and would be walked over again and again. */
function withoutGulfs(raw: string, spaced: string, n: number): Line {
  let text = ''
  const origin: number[] = []
  let gap = 0
  for (let i = 0; i < spaced.length; i++) {
    const c = spaced.charAt(i)
    gap = c === ' ' || c === '\t' ? gap + 1 : 0
    if (gap > WIDEST_GAP || INVISIBLE.test(c)) continue
    text += c
    origin.push(i)
  }
  return { n, raw, text, origin }
}

/** The raw offset that a clean offset stands for. */
export function rawOffset(line: Line, at: number): number {
  if (!line.origin) return at
  return line.origin[at] ?? line.raw.length
}
