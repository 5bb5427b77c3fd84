/** Who a text names, and what is left of it: each way of naming has a function of its own, tried in order. */
import { byQuote, bySpeakerWord, byTelling, byWordsOf } from './announced.ts'
import { cueIn } from './cues.ts'
import type { Found } from './found.ts'
import { givenName } from './given-names.ts'
import { gluedName, gluedPeople, shoutedName } from './glued.ts'
import { everyMatch } from './matches.ts'
import { namesIn, sureNameAt } from './names.ts'
import { holdsOffice } from './offices.ts'
import type { People } from './people.ts'
import { sentenceStarts } from './sentences.ts'
import { peopleAt } from './speakers.ts'
import { OPENING_TRADE, TRADE } from './trades.ts'
import { holdsVerb, opensWithVerb } from './verbs.ts'
import { isStatement, isWorkplace } from './vocabulary.ts'

const WEAK_BEFORE =
  /(?:^|\s)(?:om|about|til|for|fra|frå|från|i|på|in|on|of|with|med|og|och|and|ja|av|af|som|mot|hos|etter|efter|ved|the|to|from)$/i
// A title with more commas and colons than this is a text, and nobody's name is looked for behind the thirtieth.
const MOST_SIGNS = 30

// "Besøk hos bonde Kari Moe, Nes: Omvising": whom one visits tells nothing there, unless a "v/" says who does.
const VISITED = /^(?:studie|gårds|gards|bedrifts|företags)?(?:besøk|besök|besøg|visit)(?:et)? (?:hos|på|til|till|i|to|at)\s/i

/** The people named in a text, by the first way of naming that fits it. Null when nobody is. */
export function whoIn(text: string, below: boolean, titleCase: boolean): Found | null {
  if (VISITED.test(text)) return byCue(text, below)
  const named = namesIn(text).length > 0
  const colon = named && text.includes(':')
  return (
    byGlue(text) ??
    (colon ? byTradeAndName(text, titleCase) : null) ??
    (named ? notSubtitle(byName(text, below, titleCase), text, titleCase) : null) ??
    (colon ? byColon(text) : null) ??
    (named ? (bySpeakerWord(text) ?? byWordsOf(text)) : null) ??
    byQuote(text) ??
    (named && below ? byTelling(text) : null) ??
    byCue(text, below) ??
    (named && below ? byOffice(text) : null) ??
    (named ? (bySeparator(text, titleCase) ?? bySentence(text) ?? byTail(text) ?? byBracket(text)) : null)
  )
}

/** "Keynote: Professor Kari Moe, Nes: «Tittel»": the word for the sort of thing stays with the title. */
function byTradeAndName(text: string, titleCase: boolean): Found | null {
  const lead = /^([^:]{4,40}?)(?::|\s[–—-])\s+/.exec(text)
  if (!lead || !OPENING_TRADE.test(lead[1] ?? '')) return null
  const from = lead[0].length
  const found = byName(text.slice(from), true, titleCase)
  const title = found?.title || found?.rest
  if (!found || !title) return null
  const persons = found.people.persons.map((p) => ({ ...p, from: p.from + from, to: p.to + from }))
  const shared = found.people.shared && { from: found.people.shared.from + from, to: found.people.shared.to + from }
  return { title: `${lead[1]}: ${title}`, rest: '', people: { persons, to: found.people.to + from, shared } }
}

function byGlue(text: string): Found | null {
  const glued = gluedPeople(text)
  return glued && { ...glued, rest: '' }
}

/** "Kari Moe, forsker: Tittel", "Kari Moe «Tittel»", "Kari Moe, Nes, om lesing", or nothing but people. */
function byName(text: string, below: boolean, titleCase: boolean): Found | null {
  const people = gluedName(text) ?? shoutedName(text) ?? peopleAt(text, 0, false)
  if (!people) return null
  const rest = text.slice(people.to)
  const first = people.persons[0]
  const likely =
    first &&
    (sureNameAt(text, first.from) ||
      (vouched(people) && (below || !titleCase || /^\s*\(.*\)\s*:?$/.test(text.slice(first.to)))) ||
      (below && !titleCase && people.persons.length === 1 && people.to === text.length && text.length < 40))
  if (!first || !likely) return null
  // "Lokal biogass – en mulighet for bygda, Kari Moe, Nes kommune": the words before a known name are the title.
  if (!below && !sureNameAt(text, first.from) && people.persons.slice(1).some((p) => sureNameAt(text, p.from))) return null
  if (/^[\p{Lu}«"“”]/u.test(rest)) return { title: rest, rest: '', people }
  const office = text.slice(0, first.from).trim()
  if (!rest.trim().replace(/^[.)\s]+/, ''))
    return below || office || people.persons.length > 1 || first.role || sureNameAt(text, first.from)
      ? { title: '', rest: '', people }
      : null
  const parted = /^\s*(?:[:–—|]\s*|[-/]+\s+|(?<=\s)-(?=\p{Lu})|,?\s*(?=[«"“]))/u.exec(rest)
  if (parted) return { title: rest.slice(parted[0].length), rest: '', people }
  // "Kari Moe, rektor ved Nes skole. «Vegar til lesing»": a sentence says who, the next quotes the title.
  const titled = below ? null : QUOTED_BEHIND.exec(rest)
  if (titled) return { title: rest.slice(titled[0].length), rest: '', people }
  // "Kari Moe ved Foreningen Les «Vegar til lesing»": what is quoted at the end is the title.
  const quoted = /^[^«»"“”:.]{0,60}[\s:]+(?=[«"“”][^«»"“”]{3,200}[»”"]\s*\.?$)/.exec(rest)
  if (quoted && !holdsVerb(quoted[0])) return { title: rest.slice(quoted[0].length), rest: '', people }
  // "Clara Berg, chef vid Nes museum, talar om form": a told office, then what she speaks of.
  const speaks = first.role && people.persons.length === 1 ? SPEAKS_OF.exec(rest) : null
  if (speaks && !below) return { title: rest.slice(speaks[0].length), rest: '', people }
  const topic = /^[\s,]*(?=(?:om|about|on|kring)\s)/i.exec(rest)
  if (topic) return { title: rest.slice(topic[0].length), rest: '', people }
  if (/^\.?\s/.test(rest) && /^\.?\s+[\p{Lu}«"“]/u.test(rest) && rest.trimStart().length > 0)
    return below || (sureNameAt(text, first.from) && first.role && isStatement(rest.replace(/^\.?\s+/, '')))
      ? { title: '', rest: rest.replace(/^\.?\s+/, ''), people, ...(!below && { keepRest: true as const }) }
      : null
  if (!below && opensWithVerb(rest)) return { title: text, rest: '', people }
  if (below && opensWithVerb(rest)) return { title: '', rest: rest.replace(/^[\s,]+/, ''), people, keepRest: true }
  return null
}

const QUOTED_BEHIND =
  /^\)?\.\s+(?:[^«»"“”.:?!]{2,40}\.\s+)?(?:(?:med (?:foredraget|innlegget|temaet)|(?:foredrag|innlegg|tittel|title|tema)\s*:)\s*)?(?=[«"“”][^«»"“”]{3,200}[»”"])/iu

/** "Hans Fortrinn: om hverdagen. Ola Vik, professor": the one whose office is told speaks, the other words are the title. */
function notSubtitle(found: Found | null, text: string, titleCase: boolean): Found | null {
  const [only, ...others] = found?.people.persons ?? []
  if (!found?.title || !only || only.role !== null || others.length > 0 || only.from > 0) return found
  const end = bySeparator(text, titleCase)
  const [speaker] = end?.people.persons ?? []
  // "Kari Moe: Ola Vik – politikeren": whom she speaks of.
  const bare = end?.title.replace(/[\s:.]+$/, '') === text.slice(only.from, only.to)
  return !bare &&
    end &&
    speaker &&
    speaker.role !== null &&
    speaker.from > only.to &&
    end.rest.trim() === '' &&
    vouched(end.people)
    ? end
    : found
}

// A comma closes the office, a verb of telling opens the topic.
const SPEAKS_OF =
  /^\s*,\s*(?:(?:talar|berättar|pratar|informerar|snakker|forteller|fortel|taler|fortæller|will (?:speak|talk)|speaks|talks)\s(?:om|about|on|of)|ger exempel på|gir eksempler på|gir eksempel på|giver eksempler på)\s+/i

/** "Nigel Lowe, Sands Consultancy and Nes Heritage Society: Title": what stands between a known name and the colon is where from. */
function byColon(text: string): Found | null {
  const lead = /^([^:,;]{5,40}),\s([^:;]{3,100}):\s+(?=[\p{Lu}«"“”])/u.exec(text)
  const [, name = '', from = ''] = lead ?? []
  if (!lead || !sureNameAt(text, 0) || namesIn(text)[0]?.to !== name.length) return null
  if (holdsVerb(from) || sentenceStarts(from).length > 0 || namesIn(from).some((hit) => hit.sure && !hit.single)) return null
  const person = { name, role: from, from: 0, to: name.length }
  return { title: text.slice(lead[0].length), rest: '', people: { persons: [person], to: lead[0].length, shared: null } }
}

/** "Direktør digitalisering og innovasjon Kari Moe, Nes kommune": a line that opens with an office, up to the name. */
function byOffice(text: string): Found | null {
  const [first = ''] = text.split(' ')
  const hit = namesIn(text).find((one) => one.sure && !one.single)
  if (!hit || hit.from === 0 || hit.from > 70 || !/^\p{Lu}/u.test(first) || !holdsOffice(first)) return null
  const office = text.slice(0, hit.from).trim()
  if (/[.:?!«"“”–(]/.test(office) || holdsVerb(office)) return null
  const people = peopleAt(text, hit.from, false)
  const [person, ...others] = people?.persons ?? []
  if (!people || !person || text.slice(people.to).trim() !== '') return null
  const role = [office, person.role].filter(Boolean).join(', ')
  return { title: '', rest: '', people: { ...people, persons: [{ ...person, role }, ...others] } }
}

/** "Tittel v/ Kari Moe", "Tittel ved rådgiver Kari Moe. Merknad." */
function byCue(text: string, below: boolean): Found | null {
  const cue = cueIn(text)
  if (!cue) return null
  if (cue.told)
    return cue.from === 0
      ? { title: text, rest: '', people: cue.people }
      : { title: text.slice(0, cue.from), rest: text.slice(cue.from), people: cue.people }
  const open = text.slice(0, cue.from)
  // "Unge stemmer (Ungdomsrådet v/leder Kari Moe)": the bracket is about who.
  const bracket = /^\s*\)?\.?\s*$/.test(text.slice(cue.people.to)) ? open.replace(/(?<=\S)\s*\([^()]*$/, '') : open
  const before = bracket.replace(/[\s(,;:–—-]+$/, '')
  // "Invited Speaker: Joey Dunne": the label is all the title there is.
  const label = /^(?:invited|keynote|guest|plenary|featured)$/i.test(before) ? text.indexOf(':') : -1
  const title = label > 0 && label < 30 ? text.slice(0, label) : before
  const rest = text.slice(cue.people.to).replace(/^[\s).,;:–—-]+/, '')
  if (!title && below && rest && /^[«"“:]|^\p{Lu}/u.test(rest) && !isStatement(rest))
    return { title: rest.replace(/^:\s*/, ''), rest: '', people: cue.people }
  if (!title && /^\([^()]*\)?$/.test(rest))
    return { title: text.slice(0, cue.people.persons[0]?.from ?? 0), rest: '', people: cue.people }
  if (OPENING_TRADE.test(title) && /^[«"“”]/.test(rest)) return { title: `${title} ${rest}`, rest: '', people: cue.people }
  if (!title || (rest && /:\s*$/.test(text.slice(cue.people.to, text.length - rest.length)) && TRADE.test(title)))
    return { title: rest.replace(/^:\s*/, ''), rest: '', people: cue.people }
  // "Forteljestund v/Kari Moe: Den unge kongen": the title goes on behind who tells it.
  const onward = /^\s*:\s+/.exec(text.slice(cue.people.to))
  if (title && onward && !isStatement(rest)) return { title: `${title}: ${rest}`, rest: '', people: cue.people }
  // "Bokbad med Kari Moe om hennes nye bok": the one speaks, the other is the topic.
  if (/^\p{Lu}\p{L}+$/u.test(title) && /^(?:om|about)\s/i.test(rest))
    return { title: `${title} ${rest}`, rest: '', people: cue.people }
  return { title, rest, people: cue.people }
}

const SIGNS =
  /(?=[\s.?!…:–—,(|»”";-])(?:[.?!…:]["”»)]*\s+(?:[–—-]\s+)?|(?<=\p{L})\s{2,}(?=(?-i:\p{Lu}))|\s+[–—-]{1,3}\s+|(?<=[\p{L}?!»”"'’)])-\s+(?=(?-i:\p{Lu}))|\s+[·•]\s+|\s*[–—]\s*(?=(?-i:\p{Lu}))|,\s+|\s*\(|\s*\|\s*|\s+\/\/?\s+|[»”"]\s*[,.]?\s*(?=(?-i:\p{Lu}))|;\s+)/gu

/** "Tittel – Kari Moe, Nes", "Tittel. Rådgiver Kari Moe", "Tittel (Kari Moe)": people to the end behind some parting sign. */
function bySeparator(text: string, titleCase: boolean): Found | null {
  let tried = 0
  for (const m of everyMatch(SIGNS, text)) {
    if (m.index === 0) continue
    if (++tried > MOST_SIGNS) return null
    const from = m.index + m[0].length
    const people = peopleAt(text, from, false)
    const first = people?.persons[0]
    if (!people || !first) continue
    if (m[0].startsWith('.') && !sentenceStarts(text).includes(from)) continue
    if (insideQuotes(text, from)) continue
    const office = text.slice(from, first.from).trim()
    const sure =
      sureNameAt(text, first.from) ||
      (people.persons.length > 1 &&
        (people.persons.every((p) => namesIn(p.name)[0]?.sure) ||
          (!titleCase && people.persons.some((p) => namesIn(p.name)[0]?.sure) && !text.slice(people.to).trim()) ||
          // "– Bukola Adeyemi & Stijn Claes (KUL)"
          (/[–—-]/.test(m[0]) &&
            /^\)?$/.test(text.slice(people.to).trim()) &&
            isWorkplace(people.persons.at(-1)?.role ?? '')))) ||
      (office !== '' && holdsOffice(office))
    if (
      !sure &&
      !(
        /[.?!:»”–—(/,-]|\s{2}/.test(m[0]) &&
        ((vouched(people) && (!m[0].includes(',') || !titleCase)) ||
          (/\($/.test(m[0]) && /^\)?\.?$/.test(text.slice(people.to).trim())) ||
          ((sentenceCase(text.slice(0, m.index)) || (!titleCase && text.slice(0, m.index).includes(' '))) &&
            first.name.includes(' ') &&
            !/[.:,]/.test(m[0])) ||
          (/^:/.test(m[0]) && OPENING_TRADE.test(text.slice(0, m.index)) && first.name.includes(' ')))
      )
    )
      continue
    if (office && ((!holdsOffice(office) && !isWorkplace(office)) || /^the\s|[()]/i.test(office))) continue
    // "– erfaringer fra Forsvaret, oberst Kari Moe": the office begins behind the comma.
    const [opening = '', ...more] = office.split(',')
    if (more.length > 0 && !holdsOffice(opening) && !isWorkplace(opening)) continue
    const rest = text.slice(people.to)
    const verb = opensWithVerb(rest)
    // "Omverda, Kari Moe, økonom - Kva skjer?": the title goes on behind who tells it.
    const onward = first.role !== null && sure ? /^\s+[–—-]\s+/.exec(rest) : null
    if (onward && m[0].startsWith(','))
      return { title: `${text.slice(0, m.index)} – ${rest.slice(onward[0].length)}`, rest: '', people }
    if (!verb && !onward && rest.trim() && !/^\s*[).]|^[.?!]\s/.test(rest)) continue
    if (!verb && /^\s*,?\s*(?:om|about)\s/i.test(rest)) continue
    const closing = /^[»”"?!…)]+/.exec(m[0])?.[0].length ?? 0
    return { title: text.slice(0, m.index + closing), rest: rest.replace(/^[\s).,;]+/, ''), people, keepRest: true }
  }
  return null
}

function insideQuotes(text: string, at: number): boolean {
  const before = text.slice(0, at)
  return (before.match(/"/g)?.length ?? 0) % 2 === 1 && text.indexOf('"', at) >= 0
}

/** "Tittel Bernard Riley, President, will outline …": a person who does something. */
function bySentence(text: string): Found | null {
  for (const hit of namesIn(text)) {
    if (!hit.sure || hit.single || hit.from === 0) continue
    const people = peopleAt(text, hit.from, false)
    if (!people || !opensWithVerb(text.slice(people.to)) || WEAK_BEFORE.test(text.slice(0, hit.from).trim())) continue
    return { title: text.slice(0, hit.from), rest: text.slice(people.to).replace(/^[\s,]+/, ''), people, keepRest: true }
  }
  return null
}

// "Åpning Nasjonalbibliotekar" right before a name: the capitalised office is hers, not the title's.
const OFFICE_BEFORE = /\s(\p{Lu}[\p{L}-]*(?:\s(?:og|och|and)\s[\p{L}-]+)?)$/u

/** "… luođit Sunna-Elle ja Biret-Márjá Lávvu": names at the very end with nothing to part them. */
function byTail(text: string): Found | null {
  for (const hit of namesIn(text)) {
    if (!hit.sure || hit.from === 0) continue
    const before = text.slice(0, hit.from).trim()
    // In a sentence of its own the name would be somebody spoken of or to; behind words of the title it is the speaker.
    const sentence = before.slice(sentenceStarts(before).at(-1) ?? 0)
    if (WEAK_BEFORE.test(before) || (sentence !== before && sentence.split(' ').length < 4) || /[«"“(,-]$/.test(before)) continue
    const people = peopleAt(text, hit.from, false)
    if (!people || text.slice(people.to).replace(/[\s.)]+/g, '') || (hit.single && people.persons.length < 2)) continue
    if (people.persons.length === 1 && hit.to - hit.from < 7) continue
    const office = OFFICE_BEFORE.exec(before)?.[1] ?? ''
    const [first, ...others] = people.persons
    if (!first || !holdsOffice(office)) return { title: before, rest: '', people }
    const role = [office, first.role].filter(Boolean).join(', ')
    return { title: before.slice(0, -office.length), rest: '', people: { ...people, persons: [{ ...first, role }, ...others] } }
  }
  return null
}

/** "Nytt fra fylket (Tormod)": a given name alone in brackets at the end. */
function byBracket(text: string): Found | null {
  const found = /\s\((\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)?)\)\.?$/u.exec(text)
  const name = found?.[1]
  if (!found || !name || givenName(name.split(' ')[0] ?? '') !== 'yes') return null
  const from = found.index + 2
  const person = { name, role: null, from, to: from + name.length }
  return { title: text.slice(0, found.index), rest: '', people: { persons: [person], to: text.length, shared: null } }
}

/** A title written like a sentence has small words in small letters; capitals behind it are then a name. */
function sentenceCase(title: string): boolean {
  return /\s\p{Ll}{5,}/u.test(title)
}

/** A merely name-like person is believed when an office or a workplace follows. */
function vouched(people: People): boolean {
  return people.persons.every(
    (p) => p.role !== null && !namesIn(p.role).some((h) => h.sure && !h.single) && (holdsOffice(p.role) || isWorkplace(p.role)),
  )
}
