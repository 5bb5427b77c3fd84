/** People's names in running text. */
import { givenName } from './given-names.ts'
import { holdsOffice } from './offices.ts'
import { isWorkplace, notAName } from './vocabulary.ts'

export interface NameHit {
  from: number
  to: number
  /** Opens with a known given name. Otherwise it only looks like a name: two to four capitalised words. */
  sure: boolean
  /** A given name alone, without a surname. */
  single: boolean
}

/** What is known of a word wherever it stands. */
interface Word {
  /** Without the full stop behind it, unless it is an initial. */
  text: string
  known: 'yes' | 'maybe' | 'no'
  /** An initial ("A.") or a shortened name ("Chr."): part of a name, never its beginning. */
  short: boolean
  /** A word that no person bears. */
  thing: boolean
  /** In capitals throughout. */
  shouted: boolean
  capital: boolean
  /** No two capitals in a row, but in "McAdam". */
  namelike: boolean
  /** A full stop behind it ends the sentence. */
  ends: boolean
}
interface Token {
  word: Word
  from: number
  to: number
}

const WORD = /\p{L}[\p{L}\p{M}'’]*(?:[-‑]\p{L}[\p{L}\p{M}'’]*)*\.?/gu
// Where such a word opens with a capital; most open small, and no name begins there. Letters of dead scripts do not count.
const CAPITAL = /(?=[\p{Lu}\p{Lt}])(?![\u{10000}-\u{10ffff}])(?<!\p{L}[\p{M}'’]*[-‑]?)/gu
const PARTICLE = /^(?:von|van|de|der|del|di|du|la|le|bin|al|el|ten|ter|zu|af|dos|da)$/
// "Egil Chr. Hoen"
const SHORTENED = /^(?:Chr|Joh|Fr|Fredr|Wilh|Th|Kr|Edv|Bernh|Jac|St)\.$/
const RANK = /^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Colonel|Captain|Major|Lieutenant|Chairman|Chairwoman|Senator|Reverend|Rev)$/
const DEGREE = /^(?:emerit|philos|med|art|ing|theol|scient|polit|phil)/i
const HOUSE =
  /^(?:højskole|høgskole|høyskole|høgskule|folkehøgskule|folkehøgskole|folkehøyskole|folkhögskola|skole|skule|skola|bibliotek|museum|university|institute|institutt|college|library|church|kirke|kyrkje|kyrka|akademi|academy|gymnasium|theatre|teater)$/i
const SURNAME_TOO =
  /^(?:vest|west|north|nord|day|hall|sal|new|data|dag|part|århus|aarhus|bergen|alta|oslo|london|odense|bodø|trondheim|narvik|harstad|stavanger|umeå|uppsala|malmö|from)$/i
const LONGEST = 5

// The stages ask about the same passage, and the same name in it, again and again; the last few answers are kept. Same
// text, same answer. So few are looked through quicker than a table is asked, for most of the texts were just cut off another.
const KEPT = 12
const asked: string[] = Array(KEPT).fill('')
const answered: (readonly NameHit[])[] = Array(KEPT).fill([])
let next = 0

/** Every name in the text, left to right. */
export function namesIn(text: string): readonly NameHit[] {
  const known = asked.indexOf(text)
  if (known >= 0) return answered[known]!
  const hits = searchNames(text)
  asked[next] = text
  answered[next] = hits
  next = (next + 1) % KEPT
  return hits
}

/** Does a full name that opens with a known given name start exactly here? */
export function sureNameAt(text: string, from: number): boolean {
  return namesIn(text).some((h) => h.from === from && h.sure && !h.single)
}

function searchNames(text: string): NameHit[] {
  if (!/\p{Lu}/u.test(text)) return []
  const hits: NameHit[] = []
  const loud = !/\p{Ll}{3}/u.test(text)
  let run: Token[] = []
  const close = () => {
    const hit = nameOfRun(run, text)
    if (hit) hits.push(withInitials(text, hit))
    if (run.length > 0) run = []
  }
  for (let at = 0; ; at = WORD.lastIndex) {
    WORD.lastIndex = run.length > 0 ? at : capitalFrom(text, at)
    const found = WORD.exec(text)
    if (!found) break
    const { 0: raw, index } = found
    // "St.Mary": no name begins in the middle of a word.
    if (run.length === 0 && text.charAt(index - 1) === '.' && /\p{L}{2}\.$/u.test(text.slice(Math.max(0, index - 3), index)))
      continue
    const word = wordOf(raw)
    const prior = run.at(-1)
    const gap = prior ? text.slice(prior.to, index) : ' '
    const called = gap !== ' ' && nickname(gap, prior, raw, text, index)
    if (gap !== ' ' && gap !== '  ' && !called && !(gap === '. ' && prior && RANK.test(prior.word.text))) close()
    // "KARI ELISE MOE Vegen vidare": a shouted name ends where ordinary letters begin.
    if (run.length > 1 && !word.shouted && !loud && run.every((t) => t.word.shouted)) close()
    if (called || isNameWord(word, run, loud) || (run.length > 0 && PARTICLE.test(word.text)))
      run.push({ word, from: index, to: index + word.text.length })
    else close()
    if (word.ends) close()
  }
  close()
  return hits
}

/** "Øystein «Tårnet» Moe": what a known name is called by goes with it, and so does the surname behind. */
function nickname(gap: string, prior: Token | undefined, raw: string, text: string, index: number): boolean {
  if (gap === ' «' || gap === ' “' || gap === ' "')
    return prior?.word.known === 'yes' && /^[»”"]\s\p{Lu}\p{Ll}/u.test(text.slice(index + raw.length, index + raw.length + 4))
  return (gap === '» ' || gap === '” ' || gap === '" ') && prior !== undefined && /[«“"]$/.test(text.slice(0, prior.from))
}

function capitalFrom(text: string, at: number): number {
  CAPITAL.lastIndex = at
  return CAPITAL.test(text) ? CAPITAL.lastIndex : text.length
}

/** "… av møteplasser B. Kjartan Moe": initials right before a known name are hers; a letter that counts parts is not. */
function withInitials(text: string, hit: NameHit): NameHit {
  if (!hit.sure || hit.single || text.charAt(hit.from - 2) !== '.') return hit
  const initials = /(?:^|\p{Ll}{2}[,;:]?\s)((?:\p{Lu}\.\s?){1,3})$/u.exec(text.slice(Math.max(0, hit.from - 16), hit.from))?.[1]
  return initials === undefined || COUNTS_PARTS.test(text.slice(0, hit.from - initials.length))
    ? hit
    : { ...hit, from: hit.from - initials.length }
}

const COUNTS_PARTS = /(?:del|gruppe|grupp|group|sal|rom|room|sesjon|session|spor|spår|track|pass|part|bolk|økt|alternativ)\s$/iu

// Programmes say the same words again and again. So many are kept; all are forgotten when there are more.
const words = new Map<string, Word>()
const MOST_WORDS = 2000
const LONGEST_WORD = 30

function wordOf(raw: string): Word {
  const known = words.get(raw)
  if (known) return known
  const word = looked(raw)
  if (words.size >= MOST_WORDS) words.clear()
  if (raw.length <= LONGEST_WORD) words.set(raw, word)
  return word
}

function looked(raw: string): Word {
  const stop = raw.endsWith('.')
  const short = stop && (/^\p{Lu}\.$/u.test(raw) || SHORTENED.test(raw))
  const text = stop && !short ? raw.slice(0, -1) : raw
  const known = givenName(text)
  const shouted = text.length > 1 && text === text.toUpperCase()
  return {
    text,
    known,
    short,
    thing: notAName(text),
    shouted,
    capital: /^\p{Lu}/u.test(text),
    namelike: !/\p{Lu}\p{Lu}/u.test(text) || /^Mc|^Mac/.test(text),
    // A word that ends in a full stop ends its sentence, unless it is an initial.
    ends: stop && raw.length > 2 && !SHORTENED.test(raw) && !RANK.test(text),
  }
}

/** `loud`: the whole text is shouted, so that its capitals say nothing. */
function isNameWord(word: Word, run: readonly Token[], loud: boolean): boolean {
  if (!word.capital) return false
  if (word.short) return run.length > 0
  // Compass points and days are surnames too, but only behind a given name.
  if (word.thing && !(word.text === 'Dag' && run.every((t) => t.word.known === 'no')))
    return run.some((t) => t.word.known === 'yes') && SURNAME_TOO.test(word.text)
  if (word.known === 'yes') return true
  if (!word.shouted) return word.namelike
  // "UB", "NRK": capitals throughout are an abbreviation unless the given name before was shouted too.
  const prior = run.at(-1)?.word
  if (prior === undefined || prior.text !== prior.text.toUpperCase()) return false
  return prior.known !== 'no' || (!loud && word.text.length > 3 && run.some((t) => t.word.known === 'yes'))
}

// Right behind these a name begins, whether its first word is known or not.
const OPENS_NAME = /(?:^|\s)v\/\s?$|[(&;]\s?$/u

const OPENS_OFFICE = /^(?:Kunstnerisk|Kunstnarleg|Konstnärlig|Dagleg|Daglig|Administrerende|Administrerande|Fagleg|Faglig)$/
const officeWord = (word: string): boolean => OPENS_OFFICE.test(word) || holdsOffice(word)

function nameOfRun(run: Token[], text: string): NameHit | null {
  const [rank, surname] = run
  // A word by itself is a name only where it is a given name.
  if (!rank || (!surname && rank.word.known !== 'yes')) return null
  // "Captain Weber": without the rank a surname is nobody.
  if (
    surname &&
    run.length === 2 &&
    RANK.test(rank.word.text) &&
    surname.word.known !== 'yes' &&
    !DEGREE.test(surname.word.text) &&
    !holdsOffice(surname.word.text)
  )
    return { from: rank.from, to: surname.to, sure: true, single: false }
  // "Professor Ottar Lindvåg": the office is no part of the name.
  const offices = run.length
  while (run.length > 1 && run[0]?.word.known === 'no' && holdsOffice(run[0].word.text)) run.shift()
  // "Professor Ranveig Ida Solli" with an unknown first name: behind the office the name begins.
  const begins = () => run.length < offices || OPENS_NAME.test(text.slice(Math.max(0, rank.from - 8), rank.from))
  // "Per Even Moe Direktør for kultur": nor does it end the name.
  const office = run.length > 2 ? run.findIndex((t, i) => i > 1 && t.word.known === 'no' && officeWord(t.word.text)) : -1
  if (office > 0) run.splice(office)
  while (run.length > 0 && PARTICLE.test(run.at(-1)?.word.text ?? '')) run.pop()
  if (run.length === 0) return null
  const known = run.findIndex((t, i) => t.word.known === 'yes' || (t.word.known === 'maybe' && i < run.length - 1))
  // "Ine Marie Stokke": a short word right before a given name is most likely one more of them.
  const first =
    known === 1 &&
    run.length > 2 &&
    ((run[0]?.word.text.length ?? 9) <= 4 || begins()) &&
    run[0]?.word.text !== run[0]?.word.text.toUpperCase()
      ? 0
      : known
  const named = first < 0 ? run : run.slice(first, first + LONGEST)
  // "Johan Borups Højskole": a school or a library called after somebody.
  if (named.length > 1 && HOUSE.test(named.at(-1)?.word.text ?? '') && /s$/.test(named.at(-2)?.word.text ?? '')) return null
  const [head, tail] = [named[0], named.at(-1)]
  if (!head || !tail) return null
  const hit = { from: head.from, to: tail.to, single: named.length === 1 }
  if (first >= 0) return { ...hit, sure: true }
  if (named.length < 2 || named.length > 4) return null
  if (isWorkplace(named.map((t) => t.word.text).join(' '))) return null
  return { ...hit, sure: false }
}
