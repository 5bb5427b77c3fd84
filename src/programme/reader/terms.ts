/** Prices, doors and houses told behind a title: "Konsert: Kveldsbris. Folkets hus. Kr 250/200". */
import { sentenceStarts } from './sentences.ts'
import { tidy } from './tidy.ts'

// "Kr 100/50", "Gratis", "Dørene åpnes kl. 19": on what terms one comes in, a sentence of its own behind the title.
const TERMS =
  /^(?:(?:kr|nok|sek|dkk|pris|price|inngang|entré|entre|billett|biljett|billet|cc)\p{L}*\.?:?\s.{0,40}|[£$€]\s?\d.{0,30}|\d[\d\s.]*(?:,-|kr\b|kroner|:-).{0,20}|gratis(?: .{0,30})?|free(?: .{0,30})?|fri entr.{0,12}|fritt inträde|påmelding(?: .{0,30})?|anmälan(?: .{0,30})?|tilmelding(?: .{0,30})?|dørene (?:åpn|opn).{0,30}|dörrarna öppn.{0,30}|doors .{0,20})\.?$/iu
// More than these are a text, which is no title.
const MOST = 4
// Before such a sentence a short one that ends in the word for a house or a square says where.
const HOUSE =
  /^(?:\S+\s){0,2}\S*(?:hus(?:et)?|sal(?:en)?|kirk[ae]n?|kyrkan|scen[ae]n?|torg(?:et)?|kro(?:a|en)?|park(?:en)?|brygg[ae]n?|lokale(?:t)?|bibliotek(?:et)?|museet|kaf[eé](?:en)?|skol[ae]n?)\.?$/iu

/** A title without the sentences that tell on what terms, and where, one comes in. */
export function withoutTerms(whole: string): { text: string; terms: string[] } {
  const terms: string[] = []
  let text = whole
  for (let at = sentenceStarts(text).at(-1); at !== undefined; at = sentenceStarts(text).at(-1)) {
    const last = text.slice(at).trim()
    if (terms.length >= MOST || (!TERMS.test(last) && !(terms.length > 0 && HOUSE.test(last)))) break
    terms.unshift(tidy(last))
    text = text.slice(0, at).trim()
  }
  return { text, terms }
}
