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

interface Token {
  from: number
  to: number
  text: string
  known: 'yes' | 'maybe' | 'no'
}

const WORD = /\p{L}[\p{L}\p{M}'’]*(?:[-‑]\p{L}[\p{L}\p{M}'’]*)*\.?/gu
const PARTICLE = /^(?:von|van|de|der|del|di|du|la|le|bin|al|el|ten|ter|zu|af|dos|da)$/
// "Egil Chr. Hoen"
const SHORTENED = /^(?:Chr|Joh|Fr|Fredr|Wilh|Th|Kr|Edv|Bernh|Jac|St)\.$/
const RANK = /^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Colonel|Captain|Major|Lieutenant|Chairman|Chairwoman|Senator|Reverend|Rev)$/
const DEGREE = /^(?:emerit|philos|med|art|ing|theol|scient|polit|phil)/i
const HOUSE =
  /^(?:højskole|høgskole|høyskole|høgskule|folkehøgskule|folkehøgskole|folkehøyskole|folkhögskola|skole|skule|skola|bibliotek|museum|university|institute|institutt|college|library|church|kirke|kyrkje|kyrka|akademi|academy|gymnasium|theatre|teater)$/i
const LONGEST = 5

// The stages ask about the same passage again and again; the last few answers are kept. Same text, same answer.
const answers = new Map<string, readonly NameHit[]>()

/** Every name in the text, left to right. */
export function namesIn(text: string): readonly NameHit[] {
  const known = answers.get(text)
  if (known) return known
  if (answers.size > 40) answers.clear()
  const hits = searchNames(text)
  answers.set(text, hits)
  return hits
}

/** Does a full name that opens with a known given name start exactly here? */
export function sureNameAt(text: string, from: number): boolean {
  return namesIn(text).some((h) => h.from === from && h.sure && !h.single)
}

function searchNames(text: string): NameHit[] {
  if (!/\p{Lu}/u.test(text)) return []
  const hits: NameHit[] = []
  let run: Token[] = []
  const close = () => {
    const hit = nameOfRun(run)
    if (hit) hits.push(hit)
    run = []
  }
  for (const m of text.matchAll(WORD)) {
    // Most words open small, and no name begins there; asking the list of names about each is what takes time.
    const first = m[0].charAt(0)
    if (run.length === 0 && first === first.toLowerCase()) continue
    // "St.Mary": no name begins in the middle of a word.
    if (run.length === 0 && /\p{L}{2}\.$/u.test(text.slice(Math.max(0, m.index - 3), m.index))) continue
    const token = tokenOf(m[0], m.index)
    const prior = run.at(-1)
    const gap = prior ? text.slice(prior.to, token.from) : ' '
    if (prior && !/^ {1,2}$/.test(gap) && !(gap === '. ' && RANK.test(prior.text))) close()
    const inside = run.length > 0
    if (isNameWord(token, run) || (inside && PARTICLE.test(token.text))) run.push(token)
    else close()
    // A word that ends in a full stop ends its sentence, unless it is an initial.
    if (/\.$/.test(m[0]) && m[0].length > 2 && !SHORTENED.test(m[0]) && !RANK.test(token.text)) close()
  }
  close()
  return hits
}

function tokenOf(raw: string, from: number): Token {
  const text = /^\p{Lu}\.$/u.test(raw) || SHORTENED.test(raw) ? raw : raw.replace(/\.$/, '')
  return { from, to: from + text.length, text, known: givenName(text) }
}

function isNameWord(token: Token, run: readonly Token[]): boolean {
  if (!/^\p{Lu}/u.test(token.text)) return false
  if (/^\p{Lu}\.$/u.test(token.text) || SHORTENED.test(token.text)) return run.length > 0
  // Compass points and days are surnames too, but only behind a given name.
  if (notAName(token.text) && !(token.text === 'Dag' && run.every((t) => t.known === 'no')))
    return (
      run.some((t) => t.known === 'yes') &&
      /^(?:vest|west|north|nord|day|hall|sal|new|data|dag|part|århus|aarhus|bergen|alta|oslo|london|odense|bodø|trondheim|narvik|harstad|stavanger|umeå|uppsala|malmö)$/i.test(
        token.text,
      )
    )
  if (token.known === 'yes') return true
  const shouted = token.text.length > 1 && token.text === token.text.toUpperCase()
  if (!shouted) return !/\p{Lu}\p{Lu}/u.test(token.text) || /^Mc|^Mac/.test(token.text)
  // "UB", "NRK": capitals throughout are an abbreviation unless the given name before was shouted too.
  const prior = run.at(-1)
  return prior !== undefined && prior.known !== 'no' && prior.text === prior.text.toUpperCase()
}

function nameOfRun(run: Token[]): NameHit | null {
  // "Captain Weber": without the rank a surname is nobody.
  const [rank, surname] = run
  if (rank && surname && run.length === 2 && RANK.test(rank.text) && surname.known !== 'yes' && !DEGREE.test(surname.text))
    return { from: rank.from, to: surname.to, sure: true, single: false }
  // "Professor Ottar Lindvåg": the office is no part of the name.
  while (run.length > 1 && run[0]?.known === 'no' && holdsOffice(run[0].text)) run.shift()
  while (run.length > 0 && PARTICLE.test(run.at(-1)?.text ?? '')) run.pop()
  if (run.length === 0) return null
  const known = run.findIndex((t, i) => t.known === 'yes' || (t.known === 'maybe' && i < run.length - 1))
  // "Ine Marie Stokke": a short word right before a given name is most likely one more of them.
  const first =
    known === 1 && run.length > 2 && (run[0]?.text.length ?? 9) <= 4 && run[0]?.text !== run[0]?.text.toUpperCase() ? 0 : known
  const named = first < 0 ? run : run.slice(first, first + LONGEST)
  // "Johan Borups Højskole": a school or a library called after somebody.
  if (named.length > 1 && HOUSE.test(named.at(-1)?.text ?? '') && /s$/.test(named.at(-2)?.text ?? '')) return null
  const [head, tail] = [named[0], named.at(-1)]
  if (!head || !tail) return null
  const hit = { from: head.from, to: tail.to, single: named.length === 1 }
  if (first >= 0) return { ...hit, sure: true }
  if (named.length < 2 || named.length > 4) return null
  if (isWorkplace(named.map((t) => t.text).join(' '))) return null
  return { ...hit, sure: false }
}
