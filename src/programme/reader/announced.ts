/** Who stands at the head of a text before the title: an unknown name before a quotation, a known one behind "guest speaker". */
import type { Found } from './found.ts'
import { type NameHit, namesIn, sureNameAt } from './names.ts'
import { holdsOffice } from './offices.ts'
import { peopleAt } from './speakers.ts'
import { OPENING_TRADE } from './trades.ts'
import { holdsVerb } from './verbs.ts'
import { isWorkplace, notAName } from './vocabulary.ts'

// "Hilma Vik – «Tittel»", "HILMA VIK, «Tittel»": two or three words with capitals, a sign, and a quotation: who, and what.
const NAME_AND_QUOTE =
  /^((?:\p{Lu}[\p{Ll}'’-]+(?:\s\p{Lu}[\p{Ll}'’-]+){1,2})|(?:\p{Lu}{2,}(?:[ -]\p{Lu}{2,}){1,3}))\s*(?:[,:]|\s[–—-])\s*(?=[«"“”][^«»"“”]{3,200}[»"”])/u

/** An unknown name that only a sign parts from the quoted title. */
export function byQuote(text: string): Found | null {
  const [lead, name] = NAME_AND_QUOTE.exec(text) ?? []
  if (lead === undefined || name === undefined || isWorkplace(name) || name.split(/[ -]/).some(notAName)) return null
  if (OPENING_TRADE.test(name) || holdsVerb(name)) return null
  const person = { name, role: null, from: 0, to: name.length }
  return { title: text.slice(lead.length), rest: '', people: { persons: [person], to: name.length, shared: null } }
}

// "Slutord Kari Moe och Ola Vik om året som gått": the sort of thing, who, and of what.
const WORDS_OF =
  /^((?:slutt?ord|avslutningsord|inledningsord|innledningsord|inledning|innledning|innleiing|indledning|hilsen|hilsning|helsing|hälsning|föredrag|foredrag|føredrag|innlegg|inlägg|indlæg|oplæg|kåseri|keynote))\s+(?=\p{Lu})/iu

/** Names right behind the word for the sort of thing, and perhaps what they speak of. */
export function byWordsOf(text: string): Found | null {
  const lead = WORDS_OF.exec(text)
  const from = lead?.[0].length ?? 0
  const people = lead && sureNameAt(text, from) ? peopleAt(text, from, false) : null
  const rest = people ? text.slice(people.to).trim() : ''
  if (!lead || !people || (rest !== '' && !/^(?:om|about|on|kring)\s/i.test(rest))) return null
  return { title: `${lead[1]} ${rest}`.trim(), rest: '', people }
}

// "… fører os ind i udviklingen": a small word that is none of those which lead on to who she is.
const DOES =
  /^\s(?!(?:som|sin|sitt|sina|sine|har|hadde|havde|var|er|är|ble|blev|og|och|and|med|fra|från|frå|ved|vid|at|of|in|i|på|for|för|til|till|who|was|is|were|has|had|with|from)\s)\p{Ll}{3,}\s\S/u

/** A sentence that tells what somebody, named at its head with or without an office, does: whatever verb it has. */
export function byTelling(text: string): Found | null {
  const hit = tellerIn(text)
  if (!hit) return null
  const role = text.slice(0, hit.from).trim() || null
  const person = { name: text.slice(hit.from, hit.to), role, from: hit.from, to: hit.to }
  return { title: '', rest: text.slice(hit.to).trim(), people: { persons: [person], to: hit.to, shared: null }, keepRest: true }
}

/** Is it such a sentence? */
export function isTelling(text: string): boolean {
  return tellerIn(text) !== null
}

function tellerIn(text: string): NameHit | null {
  if (text.length < 60 || !/[.!]$/.test(text)) return null
  const [hit] = namesIn(text)
  if (!hit?.sure || hit.single || hit.from > 50) return null
  const office = text.slice(0, hit.from).trim()
  if (office !== '' && (!holdsOffice(office) || /[.:?!,«"“”(]/.test(office) || holdsVerb(office))) return null
  return DOES.test(text.slice(hit.to)) ? hit : null
}

// "Kvällens gästtalare Kari Moe": the word for who speaks stays, and is the title.
const SPEAKER_WORD =
  /^((?:\p{L}+\s){0,3}(?:(?:gäst|gjeste|gjest|gæste|hoved|huvud|fest|inspirasjons|inspirations)(?:talare|taler|talar|foreleser|førelesar|föreläsare|forelæser|foredragsholder|foredragshaldar)|guest speaker|keynote speaker|keynote))\s+(?=\p{Lu})/iu

/** A known name right behind the word for who speaks; what a colon or a quotation opens goes on with the title. */
export function bySpeakerWord(text: string): Found | null {
  const lead = SPEAKER_WORD.exec(text)
  const from = lead?.[0].length ?? 0
  const people = lead && sureNameAt(text, from) ? peopleAt(text, from, false) : null
  if (!lead || !people) return null
  const rest = text.slice(people.to)
  const more = rest.replace(/^[\s.:,;–—-]+/, '')
  if (!/^\s*(?:$|[.:–—-])/.test(rest)) return null
  return /^\s*[:–—-]/.test(rest) || /^[«"“”]/.test(more)
    ? { title: `${lead[1]}: ${more}`, rest: '', people }
    : { title: lead[1] ?? '', rest: more, people, keepRest: true }
}
