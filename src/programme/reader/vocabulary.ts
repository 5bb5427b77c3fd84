/** Words that tell workplaces, names and verbs apart, in six languages. Each list is a plain pattern, read from the top. */
import { sentenceStarts } from './sentences.ts'
import { holdsVerb } from './verbs.ts'

const WORKPLACE =
  /(?:bibliotek(?:et|ene|a|en|er)?|kommun(?:e|en|ar|er)?|fylke(?:t|ne)?|region(?:en)?|län|universitet(?:et)?|universitetssjukhus|högskol[an]+|høgskul[ea]n?|høgskol[ea]n?|høyskolen?|højskolen?|folkehøgskul[ea]n?|folkehøgskolen?|folkehøyskolen?|folkhögskolan?|skol(?:e|en|a|an)|skule[n]?|muse(?:um|et|er)|forlag(?:et)?|förlag|forbund(?:et)?|förbund(?:et)?|forening(?:en|a)?|förening(?:en)?|sent(?:er|eret|ret)|center|centret|departement(?:et)?|direktorat(?:et)?|etat(?:en)?|tilsyn(?:et)?|råd(?:et)?|nemnd[a]?|nämnd(?:en)?|myndighet(?:en)?|repræsentation(?:en)?|representasjon(?:en)?|forvaltning(?:en)?|sentral(?:en)?|central(?:en)?|institut(?:t|tet|tion)?|verk(?:et)?|arkiv(?:et)?|hus(?:et)?|hotell?(?:et)?|teat(?:er|ret)|gruppen?|grupp(?:en)?|nettverk(?:et)?|nätverk(?:et)?|stiftelsen?|fond(?:et)?|bank(?:en)?|akademi(?:et|en)?|fakultet(?:et)?|styrelsen?|(?:bonde|småbrukar|ungdoms|idretts|historie|mål|bygde|sogne|husflids|kvinne|skytter|speider|bygdekvinne|al|avls)lag(?:et)?|ministeriet|parti(?:et)?|klubb(?:en)?|redaksjon(?:en)?|menighet(?:en)?|avdeling(?:en)?|avdelning(?:en)?|selskap(?:et)?|bolaget|konsern|kontor(?:et)?|digg[ei]|girjerádju|girjerájus|suohkan|allaskuvla|museuma|guovddáš)$/iu
const NOT_NAMES = new Set(
  (
    'region university library libraries college council committee department institute association society museum archive archives centre center school office hotel hotell project session part panel keynote forum day break lunch coffee dinner welcome opening closing room hall auditorium sal rom salen plenum workshop seminar conference konferanse programme program agenda ' +
    'norsk norske norges norge noreg norway sverige sweden svensk svenska danmark denmark dansk danske finland sápmi sámi sámedikki sámediggi sametinget europa europe nordic nordisk nordiska nordiske nord sør vest øst nordre søndre vestre østre north south east west new nye nya ny den det dei the a an om på fra frå från for för til till med ved vid i og och and ja av af by with from ' +
    'oslo bergen trondheim stavanger tromsø troms finnmark nordland alta bodø kirkenes vadsø harstad narvik hammerfest stockholm göteborg malmö uppsala umeå københavn aarhus århus odense aalborg copenhagen london helsinki kautokeino karasjok guovdageaidnu kárášjohka romsa ' +
    'mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tysdag laurdag sundag tisdag lördag söndag monday tuesday wednesday thursday friday saturday sunday as asa ab a/s aps ba sa inc ltd gmbh pause paus lunsj velkommen velkomen välkommen åpning opning registrering innledning avslutning middag kaffe konsert foredrag presentasjon spørsmål svar digital digitale zoom teams part del dag ' +
    'per-group group groups heritage society ordet ordskifte diskusjon diskussion debatt debate discussion frågor spørgsmål question excellens excellence excellency national international global regional local security health medical disease control policy management business foundation studies sciences engineering technology education ministry board agency bureau federal county district avenue tour tours reception joint annual general assembly ' +
    'møterom grupperom seminarrom konferanserom mötesrum grupprum konferensrum mødelokale lokale lokal sal aula auditoriet hørsal hörsal festsal ' +
    'records administration service services culture cultural arts heritage technologies innovation development information communication communications affairs relations finance planning transport environment energy climate agriculture fisheries trade industry labour employment welfare youth tourism learning teaching ' +
    'derefter deretter därefter dernest etterpå efterpå efteråt afterwards campus ordet ordskifte samtale samtal diskusjon diskussion frågor läs læs meeting goals goal national security medical public introductions introduction process international domestic strategies challenges opportunities issues overview update updates report reports results discussion questions answers disease control services committee threats preparedness ' +
    'how why what when where who which hva hvordan hvorfor når kva korleis kvifor hur vad varför when manin movt se read more les mer om our your their this that these its shared using building making future data open access research science social media public health'
  ).split(/\s+/),
)

// Long compounds that end so are things, whatever capital they open with: "Bibliotekprosjekt Hallingdal".
const COMPOUND =
  /(?:prosjekt|projekt|project|seminar|seminarium|konferanse|konferens|konference|møte|möte|mødet?|nettverk|nätverk|netværk|utvikling|udvikling|utveckling|formidling|förmedling|samarbeid|samarbete|samarbejde|strategi|tjeneste|teneste|tjänst|ordning|statistikk|katalog|samling|program|arbeid|arbete|arbejde|tilbud|tilbod|planen|debatt|samtale|samtal|bibliotek|biblioteket|biblioteka|kommune|kommun|universitet|universitetet)s?$/

/** Is this word one that no person bears: a place, a workplace, a word of the programme itself? */
export function notAName(word: string): boolean {
  const lower = word.toLowerCase().replace(/\.$/, '')
  return NOT_NAMES.has(lower) || (lower.length > 8 && COMPOUND.test(lower))
}

/** Does the last word of the text name a workplace (library, municipality, university, company …)? */
export function isWorkplace(text: string): boolean {
  if (text.length > 200) return false
  // In a line that is shouted throughout, capitals say nothing.
  const quiet = /\p{Ll}/u.test(text) || !/\s/.test(text.trim())
  return text.split(/[\s,]+/).some(
    (word) =>
      WORKPLACE.test(word) ||
      /^(?:AS|ASA|AB|A\/S|ApS|University|Library|College|Council|Institute|Museum|Archives?|Press|Ltd|Inc)$/u.test(word) ||
      (quiet && /^\p{Lu}{2,7}$/u.test(word) && !/^[IVX]+$/.test(word)) ||
      // UiB, OsloMet, LiU: capitals at both ends.
      (quiet && /^\p{Lu}\p{Ll}{0,4}\p{Lu}(?:\p{Ll}{2})?$/u.test(word) && !/^(?:M[ac]|[IVX]+$)/.test(word)),
  )
}

const OPENERS =
  /^(?:for (?:nærmere|nærare|mer|meir|mere|more|further|ytterligere|ytterligare)|remember|meeting (?:spot|point)|møtested(?:et)?|mötesplats(?:en)?|mødested(?:et)?|vi|du|dere|de|dykk|me|han|hun|ho|hon|jeg|eg|jag|det|dette|den|denne|desse|disse|der|her|här|detta|dessa|i år|husk|hugs|ta|tag|les|läs|læs|se|sjå|følg|klikk|meld|anmäl|tilmeld|kom|møt|please|you|we|they|he|she|this|these|it|there|note|take|bring|join|register|read|see|for more|læs|mii|dii|boahtet|med forbehold|merk|obs|nb|nb!|köp|kjøp|køb|boka|bestill|beställ|glöm|glem|därefter|deretter|herefter|derefter|dernest|etterpå|efterpå|efteråt|arrangementet|møtet|seminaret|konferansen|turen|alle|alla|deltakere|deltakarar|deltagere)(?![\p{L}])/iu

/** "«Eg gjorde det dei bad om» – ein studie av …": a quotation, and behind it no verb but only what it is. */
export function isCalled(text: string): boolean {
  const called = /^[«"“”][^«»"“”]{3,120}[»"”](?=\s|\.?$)/.exec(text)?.[0]
  return called !== undefined && text.length < 220 && !holdsVerb(text.slice(called.length))
}

/** Does the text speak to or about people in a full sentence, as an abstract or a practical remark does? */
export function isStatement(text: string): boolean {
  if (text.length > 220) return true
  // "«Eg gjorde det dei bad om» – ein studie av …": what a quotation opens is the name of something.
  if (isCalled(text)) return false
  // Two sentences with a verb are an abstract, even when the last one asks something.
  if (text.length > 90 && holdsVerb(text) && sentenceStarts(text).length > 0) return true
  if (/\?$/.test(text.trim())) return false
  if (
    OPENERS.test(text) &&
    (holdsVerb(text) ||
      /^(?:for (?:nærmere|nærare|mer|meir|mere|more|further|ytter)|remember|husk|hugs|ta|tag|les|läs|læs|se|sjå|følg|klikk|meld|köp|kjøp|køb|boka|bestill|beställ|glöm|glem|please|take|bring|read|see|note|merk|obs|nb|med forbehold)/iu.test(
        text,
      ))
  )
    return true
  if (/^(?:vi|du|dere|dykk|we|you|mii|dii|ni|i)\s/iu.test(text) && text.split(/\s+/).length >= 5 && /[.!]$/.test(text.trim()))
    return true
  return /[.…]$/.test(text.trim()) && text.length > 18 && holdsVerb(text)
}
