/** One clock time at one place in a line: 9.00, 09:00, 0900, 9h30, 11. 00, 15,00, 8:00am, noon, or a bare 9. */
export interface Clock {
  from: number
  to: number
  /** Minutes after midnight; null for a time no clock can show, such as 25:70. */
  minutes: number | null
  form: 'parted' | 'four' | 'bare' | 'word'
  half: 'am' | 'pm' | null
  /** A space inside ("11. 00") or a comma or dash for the dot: read, but worth a look. */
  odd: 'spacing' | 'sign' | null
}

const PARTED = /(\d{1,2})( ?)([.:;,h])( ?)(\d{2})(?!\d)/y
const SPACED = /([01]?\d|2[0-3])\.? ([0-5][05])(?=\s+[\p{Lu}«"“]|\s*[-–:]|\s*$)/uy
const FOUR = /([0-2]\d)(\d{2})(?!\d)/y
const BARE = /(\d{1,2})(?!\d)/y
// "8:30 amRegistration": a page that lost its spaces.
const HALF = /[ ]{0,2}(?:([ap])\.?[ ]?m(?:\b\.?|(?=(?-i:\p{Lu})))|([ap])m?(?![\p{L}\d]))/iuy
const WORD = /(noon|midday|midnight|midnatt|midnat|gaskaija)(?![\p{L}\d])/iuy
const SECONDS = /:\d{2}(?![\d]|[.:]\d{2})/y

const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** Runs a sticky pattern at one place. */
export function at(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index
  return pattern.exec(text)
}

/**
 * Reads the clock time that starts exactly at `index`, or null. Bare hours are read too: whether "9" is a time is for
 * the caller to judge by what stands around it.
 */
export function clockAt(text: string, index: number): Clock | null {
  const word = isDigit(text.charCodeAt(index)) ? null : at(WORD, text, index)
  if (word)
    return {
      from: index,
      to: index + word[0].length,
      minutes: /^mi?d?n|^gaska|midn/i.test(word[0]) ? 0 : 720,
      form: 'word',
      half: null,
      odd: null,
    }
  if (!isDigit(text.charCodeAt(index))) return null
  const parted = at(PARTED, text, index)
  if (parted) {
    const [all, hour, before, sign, after, minute] = parted as unknown as [string, string, string, string, string, string]
    const gap = before !== '' || after !== ''
    // "1. 20 deltakere" and "5, 10 og 15" are not times; a gap is believed only after a two-digit hour.
    const believable = !gap || (hour.length === 2 && sign !== ',' && sign !== 'h')
    if (believable) {
      let to = index + all.length
      const seconds = sign === ':' ? at(SECONDS, text, to) : null
      if (seconds) to += seconds[0].length
      return withHalf(
        text,
        index,
        to,
        Number(hour),
        Number(minute),
        'parted',
        gap ? 'spacing' : sign === ',' || sign === ';' ? 'sign' : null,
      )
    }
  }
  const four = at(FOUR, text, index)
  if (four) return withHalf(text, index, index + 4, Number(four[1]), Number(four[2]), 'four', null)
  const bare = at(BARE, text, index)
  if (bare) return withHalf(text, index, index + bare[0].length, Number(bare[1]), 0, 'bare', null)
  return null
}

const ROUND = /(\d{1,2})[.:]0(?![\d.:])(?=\s+[\p{Lu}«"“]|\s*$)/uy

/** "16.0", "4.0": a full hour one nought short; believed by the caller at the head of a line or as an end. */
export function roundClockAt(text: string, index: number): Clock | null {
  const m = at(ROUND, text, index)
  return m ? { ...withHalf(text, index, index + m[0].length, Number(m[1]), 0, 'parted', null), odd: 'sign' } : null
}

/** "kl 09 30", "kl. 8. 30": hours and minutes with only a space between, or a dot and a space; believed by the caller behind "kl" or at the head of a line. */
export function spacedClockAt(text: string, index: number): Clock | null {
  const m = at(SPACED, text, index)
  return m ? withHalf(text, index, index + m[0].length, Number(m[1]), Number(m[2]), 'parted', null) : null
}

function withHalf(
  text: string,
  from: number,
  end: number,
  hour: number,
  minute: number,
  form: Clock['form'],
  odd: Clock['odd'],
): Clock {
  const said = at(HALF, text, end)
  const half = said ? ((said[1] ?? said[2] ?? '').toLowerCase() === 'a' ? 'am' : 'pm') : null
  // "9 a" alone is a word in English and Swedish prose; without the m it counts only close to the digits.
  // "1A Reading" counts its points: for a bare hour the letter must lead on, as in "10a-12p".
  const letter = half !== null && said?.[2] !== undefined && !/m/i.test(said[0])
  if (letter && (said[0].startsWith(' ') || (form === 'bare' && !/^[-–—]/.test(text.slice(end + said[0].length)))))
    return withHalf(`${text.slice(0, end)}`, from, end, hour, minute, form, odd)
  const turned = half === 'pm' && hour < 12 ? hour + 12 : half === 'am' && hour === 12 ? 0 : hour
  const fits = minute < 60 && (turned < 24 || (turned === 24 && minute === 0))
  return { from, to: end + (said ? said[0].length : 0), minutes: fits ? (turned % 24) * 60 + minute : null, form, half, odd }
}

/** Minutes after midnight as "HH:MM". */
export function hhmm(minutes: number): string {
  const day = ((minutes % 1440) + 1440) % 1440
  return `${String(Math.floor(day / 60)).padStart(2, '0')}:${String(day % 60).padStart(2, '0')}`
}
