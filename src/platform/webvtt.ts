/**
 * WebVTT (W3C) and SubRip as they come, from whatever wrote them: unpadded and negative times, commas for points, missing hours,
 * odd line ends and old encodings are read. What the words are used for is for whoever reads them. Pure, and linear.
 */

/** Words with times, and the marks that stood in them. */
export interface Block {
  /** What stood above the times: a number, a name, an id of some program. */
  readonly name: string | null
  /** Milliseconds from the beginning; less than 0 for what was said before it. */
  readonly start: number
  readonly end: number
  /** Lines end with a line feed; marks and entities as they stood. */
  readonly payload: string
}

const TIME = String.raw`(-)?(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,9}))?`
const TIMING = new RegExp(String.raw`^\s*${TIME}\s*-->\s*${TIME}(?:\s.*)?$`)

/**
 * The timed blocks of a file, in its order; notes, styles and regions are passed over.
 * @returns `headed`: whether the file says that it is WebVTT
 */
export function readBlocks(bytes: Uint8Array): { readonly headed: boolean; readonly blocks: readonly Block[] } {
  const text = decoded(bytes).replaceAll(/\r\n?/g, '\n').replaceAll('\0', '')
  const [head = '', ...rest] = text.split(/\n[ \t]*\n+/)
  const headed = /^WEBVTT(?=[ \t\n]|$)/.test(head)
  // Some leave no empty line between the heading and the first block.
  const first = headed ? head.split('\n').slice(1).join('\n') : head
  const blocks: Block[] = []
  for (const block of [first, ...rest]) {
    const all = block.split('\n')
    // A file may begin with empty lines.
    const lines = all.slice(all.findIndex((line) => line.trim() !== ''))
    const at = lines.slice(0, 2).findIndex((line) => TIMING.test(line))
    // Above the times stands at most the block's own name. Notes, styles and regions have no times.
    if (at < 0 || /^(NOTE|STYLE|REGION)\b/.test(lines[0]!)) continue
    const times = TIMING.exec(lines[at]!)!
    blocks.push({
      name: at === 1 ? lines[0]!.trim() : null,
      start: milliseconds(times.slice(1, 6)),
      end: milliseconds(times.slice(6, 11)),
      payload: lines.slice(at + 1).join('\n'),
    })
  }
  return { headed, blocks }
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
  return (sign ? -1 : 1) * (whole * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0')))
}

/** Who is marked as speaking where a mark begins: `<v.loud Kari Nordmann>`. A name and a colon may be anything. */
export const VOICE = /<v(?:\.[^\s<>]*)?\s{1,20}([^\s<>][^<>\n]{0,199})>/

/** The words of a payload without marks and entities, each line trimmed, empty ones left out. */
export const plainWords = (payload: string): string =>
  payload
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

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0', lrm: '', rlm: '' }

/** Entities as the signs they stand for; those that nobody knows stay. */
export const unescaped = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,5}));/gi, (all, decimal, hex, name) => {
    if (name) return named[name.toLowerCase()] ?? all
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : all
  })
