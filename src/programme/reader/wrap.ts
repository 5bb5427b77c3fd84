/** Does a line carry on the sentence of the line above? Pages copied from PDF and mail break lines wherever they please. */
import { givenName } from './given-names.ts'
import { namesIn, sureNameAt } from './names.ts'
import { holdsOffice } from './offices.ts'
import type { Passage } from './passage.ts'
import { join, slice } from './passage.ts'

const HANGING =
  /(?:[,(«“–&/-]|(?:^|\s)(?:og|och|and|ja|eller|or|i|på|for|for å|för|för att|av|af|til|till|to|med|med|ved|v\/|the|of|in|on|a|an|en|ei|et|ett|ein|eit|om|fra|frå|från|from|som|at|att|den|det|de|dei|by|with|mellom|mellan|mot|under|over|over|hos|vid|is|er|är|is|our|their|sin|vår|din|its))$/u

// "Thoraxkirurgisk afd." over "Nes sykehus og overlege Kari Moe": a short form's full stop ends nothing.
const SHORT_LAST = /(?:^|\s)(?:afd|avd|inst|dept?|univ|ass|adm|dr|prof|st|bl\.a|inkl|ca|kl)\.$/iu

// "Når huset skal bygges om": small words that end a title as often as they lead on; before a name they end it.
const OFTEN_LAST = /\s(?:om|på|i|over|under|til|for|at|in|on|out|by)$/iu

/** The two passages as one when the second carries on the first; null when it stands on its own. */
export function carriedOn(above: Passage, below: Passage, blankBetween: boolean): Passage | null {
  const [a, b] = [above.text, below.text]
  if (!a || !b || a.length + b.length > 2000) return null
  const lower =
    /^(?:[\p{Ll}(]|,\s)/u.test(b) &&
    !/^(?:v\/|v\s\/|ved\s|om\s(?!v\/|ved\s)|m\/|organi[sz]ed|hosted by|arranged by|sponsored by|arrangert|arrangeret|arrangerad|i regi av|m\.?m\.?$|mm\.?$|osv\.?$|etc\.?$|og\s+\p{Lu}.*:)/u.test(
      b,
    )
  const quoting = quoteOpen(a) && /["”’]/.test(b)
  const open = quoting || (count(a, /[«“(]/g) > count(a, /[»”)]/g) && count(b, /[»”)]/g) > count(b, /[«“(]/g))
  const short = SHORT_LAST.test(a)
  const hanging =
    short ||
    (HANGING.test(smallLast(a)) && !/[.!?:]$/.test(a) && !(OFTEN_LAST.test(a) && (sureNameAt(b, 0) || /^\p{L}+:\s/u.test(b))))
  // "professor i historie Kari Moe": who it is, told on a line of its own.
  if (
    !hanging &&
    /^\p{Ll}/u.test(b) &&
    holdsOffice(/^\S+/.exec(b)?.[0] ?? '') &&
    namesIn(b).some((hit) => hit.sure && !hit.single)
  )
    return null
  // A line that is a bracket from end to end is a remark on the title above.
  if (!hanging && !open && /^\(\p{Ll}[^()]{12,}\)\.?$/u.test(b)) return null
  if (/^(?:sted|stad|plats|venue|place|where|tid|time)\s*:/i.test(b)) return null
  const begun = count(a, /«/g) > count(a, /»/g) && /^[^«]*»/.test(b)
  if (blankBetween && !((hanging || quoting) && lower) && !begun) return null
  if (/[.!?:…]$/.test(a) && !open && !short) return null
  if (!lower && !open && !(hanging && !/[-–]$/.test(a)) && !(!blankBetween && halfName(a, b))) return null
  if (/\p{L}-$/u.test(a) && /^\p{Ll}/u.test(b) && !/^(?:og|och|and|eller|or|ja)\s/i.test(b))
    return join(slice(above, 0, a.length - 1), below, '')
  // A line that opens with a comma lost the words before it to a line of their own.
  return join(above, below, b.startsWith(',') ? '' : ' ')
}

/** The line with its last word in small letters; the A of "Sal A" is a letter, not a word. */
function smallLast(line: string): string {
  return line.replace(/\p{L}{2,}$/u, (word) => word.toLowerCase())
}

/** "Velkommen v/Siv" over "Solbakken, Nes kommune". */
function halfName(above: string, below: string): boolean {
  // "Alta, v/Berit Sara" over "Ås, v/Jon Fjell": as many lines as places.
  if (/\sv\.?\s?\//.test(below)) return false
  const given = /(?:v\.?\/\s?|\s(?:ved|med|av|by)\s)(\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+)?)$/u.exec(above)?.[1]
  if (given === undefined || !given.split(' ').every((name) => givenName(name) === 'yes')) return false
  return /^\p{Lu}[\p{Ll}-]+(?:$|[,.]|\s(?:og|och|and|ja|fra|frå|från|from)\s)/u.test(below)
}

/** A quotation begun and not ended: ”Swedish”, "plain" and ‘single’ marks look alike at both ends, so they are counted. */
function quoteOpen(text: string): boolean {
  if (/‘[^’]*$/.test(text)) return true
  return /(?:^|\s)[”"][^”"]*$/.test(text) && (count(text, /[”"]/g) - count(text, /“/g)) % 2 === 1
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
