/** Words that announce who: "v/", "ved", "med", "av", "by", "Foredragsholder:". */
import { everyMatch } from './matches.ts'
import { namesIn, sureNameAt } from './names.ts'
import { holdsOffice, isTradeWord } from './offices.ts'
import type { People } from './people.ts'
import { sentenceStarts } from './sentences.ts'
import { peopleAt } from './speakers.ts'
import { isWorkplace } from './vocabulary.ts'

/** `told`: the people are named inside a sentence that stays as it is ("Samtale mellom Kari Moe og Ola Vik"). */
export interface Cue {
  from: number
  people: People
  told?: true
}

// In order of strength: a slash can hardly mean anything else, "ved" and "by" often name a place, "med" and "av" are everyday words.
const CUE =
  /(^|[\s(,.;:–—-])(?:(v\.?\s?\/\s*|v\.\s(?=\p{L}{3})|medverkar gör\s+|(?:ved|by|med|with|av|af|talare|föreläsare|foredragsholdere?|foredragshaldar|forelesere?|innledere?|innleiar|inledare|oplægsholdere?|presentører?|speakers?|presenters?|keynote speaker|deltakere|deltakarar|deltagere|deltagare|medverkande|medvirkende|participants|panelists|panellister|panel|i panelet|paneldeltakere|paneldeltakarar|panelister|ovdanbuktit|logaldalli|sáhkavuorru)\s?:\s*)|(ved|by|presented by|speaker|presenterast av|presenteras av|presenteres av)\s+|(med|av|af|with|mellom|mellan|mellem|between)\s+|(fra|frå|från|from)\s+|(m\/|m\.(?=\s(?-i:\p{Lu})))\s?)/giu
/** Does the line open with a word that says who speaks ("Medverkande:", "v/"), and a person behind it? */
export function namesSpeaker(text: string): boolean {
  if (!/^(?:v\.?\s?\/|[^:]{3,30}:)/.test(text)) return false
  const cue = cueIn(text)
  return cue !== null && !cue.told && cue.from === 0
}

// "Kommentar fra Kari Moe": words of somebody's own, so that "fra" names who and not where.
const REMARKS =
  /(?<!\p{L})(?:kommentar(?:er|ar)?|innlegg|inlägg|indlæg|hilsen|hilsener|helsing|helsingar|hälsning(?:ar)?|hilsning(?:er)?|innspill|innspel|appell|tale|comments?|greetings?|remarks|presentasjon|presentation|bidrag|erfaringer|orientering|(?:innlednings|innleiings|inlednings|åpnings|opnings|öppnings|åbnings|velkomst|välkomst|avslutnings)ord)\s*$/iu
// "Prisen overrekkes av …": a passive that says who does it.
const GIVEN =
  /(?<!\p{L})(?:overrækkes|overrekkes|overrekkjast|utdeles|delas ut|deles ut|fremføres|framføres|presenteres|presenterast|presenteras|holdes|afholdes|innledes|inledes|indledes|presented)\s*$/iu
const NOT_SPEAKING =
  /(?:accompanied|written|edited|organi[sz]ed|hosted|sponsored|supported|arrangert|arrangerast|skrevet|skrive|skriven|illustrert|produsert|regissert|utgitt|inspirert|filmvisning|visning|framvisning|oppføring|framsyning|basert på bok\p{L}*)\s*$/iu
const PLACE =
  /^(?:[a-zæøåäö]*(?:resepsjon(?:en)?|reception(?:en)?|inngang(?:en)?|ingång(?:en)?|indgang(?:en)?|brygg[ae]n?|kai(?:en|a)?|kaj(?:en)?|buss(?:en|stopp)?|hotell(?:et)?|parkering(?:en|splass|splassen)?|scen[ea]n?|kafé?(?:en)?|kafe(?:en)?|kantin[ea]n?|torg(?:et)?|stasjon(?:en)?|station(?:en)?|flyplass(?:en)?|bord(?:et)?|bål(?:et)?|bar(?:en)?|sjø(?:en)?|strand[ae]?n?|foajé(?:en)?|vestibyle(?:n)?|dør(?:a|en)?|peis(?:en)?|restaurant(?:en)?|lavvo(?:en)?|statu(?:e|en)|kirk[ae]n?|havn(?:en|a)?|(?:råd|kommune|kultur|samfunns|grende|forsamlings|ting|menighets)hus(?:et)?|hall(?:en)?|gymsal(?:en)?|fontenen|monumentet|bautaen|paviljong(?:en)?|torvet|torvet|plassen|(?:buss)?holdeplass(?:en)?|lokalet|amfiet|lobby(?:en)?|garderobe(?:n)?|porten|stand(?:en)?|bodene?|bok?bussen|behov|ankomst|spørsmål|start|slutt|siden|hjelp))(?!\p{L})/iu

// Where people gather or leave from: what "v/" names there is a place, be it a library.
const GATHERING =
  /(?:^|\s)(?<!\bfor\s)(?:oppmøte|frammøte|fremmøte|avreise|avgang|afgang|avresa|parkering|busstopp|samling|møtested|møtestad|henting|påstigning|registrering)\s*(?:\p{L}+\s)?\(?\s*$/iu

/** The first announcement in the text that a person (or, behind a slash, a workplace) follows. Places behind "v/" are places. */
export function cueIn(text: string): Cue | null {
  let tried = 0
  for (const m of everyMatch(CUE, text)) {
    if (++tried > 12) return null
    const index = m.index + (m[1]?.length ?? 0)
    const after = m.index + m[0].length
    if (NOT_SPEAKING.test(text.slice(Math.max(0, index - 30), index))) continue
    if (/^(?:fra|frå|från|from)/i.test(m[5] ?? '')) {
      const from = REMARKS.test(text.slice(0, index)) ? peopleAt(text, after, false) : null
      if (from?.persons[0] && /:|\s(?:v\/|ved|vid)\s*$/.test(text.slice(after, from.persons[0].from))) continue
      const whole = from && /^[\s).]*$/.test(text.slice(from.to))
      if (from?.persons[0] && sureNameAt(text, from.persons[0].from))
        return whole ? { from: index, people: from } : { from: 0, people: from, told: true }
      const body = /^\p{L}+\s*$/u.test(text.slice(0, index)) ? bodyOf(text, after) : null
      if (body && REMARKS.test(text.slice(0, index)) && !/^erfaring/i.test(text)) return { from: index, people: body }
      continue
    }
    const opens =
      m[3] !== undefined &&
      /^(?:Ved|By)\b/.test(m[0].trimStart().replace(/^[(,.;:–—-]\s*/, '')) &&
      /(?:[.?!]|^)\s*$/.test(text.slice(0, index))
    const strong = m[2] !== undefined || (opens && isOneName(text.slice(after).trim()))
    if (
      /^(?:av|af)/i.test(m[4] ?? '') &&
      /(?<!\p{L})(?:leda|ledet|leia|leiast|ledes|leds|moderert|modereras|modereres)\s*$/iu.test(text.slice(0, index)) &&
      /samtale|samtal|debatt|panel|diskusjon|diskussion|ordskifte/i.test(text)
    )
      continue
    // "Kari Moe i samtale med Ola Vik": both are on; the list of people knows that joint.
    if (/(?:samtale|samtal|conversation|dialog)\s*$/i.test(text.slice(0, index)) && sureBefore(text, index)) continue
    const given = /^(?:av|af|by)/i.test(m[4] ?? m[3] ?? '') && GIVEN.test(text.slice(Math.max(0, index - 24), index))
    const middling = m[3] !== undefined || given
    const body = /by$/i.test(m[3] ?? '') ? statedBody(text, after) : null
    if (body) return { from: cueStart(text, index), people: body }
    const people = peopleAt(text, after, strong || middling)
    const first = people?.persons[0]
    if (people && first) {
      const sure = sureNameAt(text, first.from)
      const office = text.slice(after, first.from).trim()
      if (strong) return { from: cueStart(text, index), people }
      if (
        middling &&
        !/[()]/.test(office) &&
        (!office || holdsOffice(office) || isWorkplace(office) || /^\p{Lu}\p{Ll}+$/u.test(office)) &&
        (sure || first.name.includes(' '))
      )
        return { from: cueStart(text, index), people }
      if (sure && (!office || (holdsOffice(office.split(',')[0] ?? '') && office.length < 60) || isTradeWord(office))) {
        if (/^mell|^betw/i.test(m[4] ?? ''))
          return { from: sentenceStarts(text).findLast((s) => s <= index) ?? 0, people, told: true }
        return { from: cueStart(text, index), people }
      }
    } else if (strong || middling) {
      const stated = GATHERING.test(text.slice(0, index)) ? null : bodyAt(text, after, strong)
      const label = /:\s*$/.test(m[0])
      if (stated && !(label && !stated.persons.every((p) => isWorkplace(p.name))))
        return { from: cueStart(text, index), people: stated }
    }
  }
  return null
}

/** "Kari", "Nes bibliotek": one word with a capital, or a workplace. */
function isOneName(text: string): boolean {
  return /^\p{Lu}\p{L}+\.?$/u.test(text) || (/^\p{Lu}[^.,:;?!]{4,60}\.?$/u.test(text) && isWorkplace(text.replace(/\.$/, '')))
}

// "svenska sektionen", "fylkesstyret": a body that speaks at its own meeting.
const OUR_BODY =
  /(?:seksjonen|sektionen|laget|styret|styrelsen|komiteen|kommittén|utvalget|utvalet|udvalget|klubben|redaksjonen|elevrådet|foreningen|foreininga|föreningen|forbundet|förbundet|kommunen|kommunalrådet|sekretariatet|administrasjonen|bestyrelsen|gruppen|gruppa|nettverket|nätverket|netværket|teamet|ledelsen?|leiinga?|ledningen)$/u

/** "Innlegg fra Skoleproffene": one capitalised body to the end of the text. */
function bodyOf(text: string, from: number): People | null {
  const own = /^\p{Ll}+(?:\s\p{Ll}+)?\.?$/u.exec(text.slice(from))?.[0].replace(/\.$/, '')
  if (own && OUR_BODY.test(own))
    return { persons: [{ name: own, role: null, from, to: from + own.length }], to: text.length, shared: null }
  const m = /^(\p{Lu}[\p{L}\d-]+(?:\s\p{L}[\p{L}\d-]*){0,3})\.?$/u.exec(text.slice(from))
  const name = m?.[1]
  if (!name || /\s(?:og|och|and|ja|i|på|in|om)\s/.test(name)) return null
  return { persons: [{ name, role: null, from, to: from + name.length }], to: text.length, shared: null }
}

const BODY_AT_END =
  /^\p{Lu}.*\s\p{L}*(?:lag|laget|forening|förening|forbund|förbund|bibliotek|kommune|kommun|museum|skole|skule|skola|universitet|sykehus|kirke|kyrkje|union|society|council|library)$/u

// "Kulturinnslag ved Flodrand": whoever performs, unless it is a house.
const PERFORMED =
  /^(?:kultur(?:elt?|ellt)? ?(?:inn?slag|indslag)|underholdning|underhaldning|underhållning|(?:musikalsk|kunstnerisk|kunstnarleg|musikaliskt|konstnärligt) inn?slag)\s(?:ved|vid)\s*$/iu

// Groups that perform: "ved skolekoret", "ved elever fra Nes skole".
const GROUP =
  /^(?:[a-zæøåäö]*(?:kor|koret|kör|kören|korps|korpset|band|bandet|ensemble|trio|trioen|kvartett|kvartetten|kvintett|orkester|orkesteret|orkestern|spelemannslag|spillemannslag)|elever|elevar|elevene|elevane|eleverne|studenter|studentar|ungdommer|ungdommar|musikere|musikarar|musiker|dansere|dansarar|sangere|songarar|skuespillere|barn|representanter|representantar|repræsentanter|medlemmer|medlemmar|deltakerne|deltakarane|deltagerne|deltagarna)(?:$|\s(?:fra|frå|från|ved|på|i|og|och|from|for|för|av|af)\s)/iu

// "by the City of Nes", "by Region Nes and City of Sund (Ms Kari Moe)": capitals to the end, small words between them.
const CAPITALS =
  /^(?:the\s)?(\p{Lu}[\p{L}\d&’'.-]*(?:\s(?:of|for|the|de|and|&)(?=\s\p{Lu}|\sthe\s)|\s\p{Lu}[\p{L}\d&’'.-]*){1,9})\s*(?:\(([^()]{4,60})\)\s*)?\.?$/u

/** The bodies an English title names at its end as those who do it; a person in brackets behind is who does it for them. */
function statedBody(text: string, from: number): People | null {
  const [, names = '', person] = CAPITALS.exec(text.slice(from)) ?? []
  if (!names || namesIn(names).some((hit) => hit.sure && !hit.single)) return null
  const named = person === undefined ? null : peopleAt(text, text.indexOf(`(${person}`, from) + 1, true)
  if (named) return { ...named, persons: named.persons.map((p) => ({ ...p, role: names })), to: text.length }
  let cursor = from
  const persons = names.split(/\s(?:and|&)\s(?=\p{Lu}\S*\s)/u).map((name) => {
    const start = text.indexOf(name, cursor)
    cursor = start + name.length
    return { name, role: null, from: start, to: cursor }
  })
  return { persons, to: text.length, shared: null }
}

function sureBefore(text: string, index: number): boolean {
  return namesIn(text).some((h) => h.sure && !h.single && h.to <= index)
}

/** "Foredrag ved", "Innledning v/": the trade word before the cue belongs to the cue only when something else is the title. */
function cueStart(text: string, index: number): number {
  const before = text.slice(0, index)
  const led =
    /[\s.,–—-]+(?:led|ledet|leda|holdt|overrækkes|overrekkes|overrekkjast|utdeles|fremføres|framføres|presenteres|presenterast|under (?:ledning|ledelse|leiing))\s*$/i.exec(
      before,
    )
  if (led && led.index > 0) return led.index
  const lead = /(?:[\s.,–—]|\s-\s)+(?:foredrag|presentert|presenterast|oplæg|föredrag|presented)\s*$/i.exec(before)
  return lead && lead.index > 12 ? lead.index : index
}

// "Velkommen ved fylkesbiblioteket": whoever welcomes, where "Omvisning ved biblioteket" says where.
const WELCOMED =
  /^(?:(?:\p{L}+ ){1,2}(?:og|och|and) )?(?:velkommen|velkomen|velkomst|välkommen|välkomna|åpning|opning|öppning|åbning|hilsen|helsing|innledning|innleiing|inledning|indledning|avslutning|afslutning|oppsummering|opsamling|afrunding|avrunding|takk? for i ?dag|tack för i ?dag)\s(?:ved|v\/|vid)\s*$/iu

/** A workplace as speaker: "v/Lauvskog kommune", "v/fylkesbiblioteket"; behind "ved" only an office or a body in lower case. */
function bodyAt(text: string, from: number, strong: boolean): People | null {
  const rest = text.slice(from)
  if (PLACE.test(rest) || !/^[\p{L}]/u.test(rest)) return null
  const stop = Math.min(
    ...[rest.search(/[,;:()\n]|\s[–—-]\s|\.\s|\.$|\s(?:om|about)\s/u), sentenceStarts(rest)[0] ?? -1].filter((n) => n >= 0),
    rest.length,
  )
  const all = rest.slice(0, stop).trim()
  if (!all || all.length > 80 || /^(?:i|på|in|at|the|all|alle|alla|each|every|hver|kvar|varje)\s/.test(all) || /\//.test(all))
    return null
  const capital = /^\p{Lu}/u.test(all)
  const welcomed =
    WELCOMED.test(text.slice(0, from)) &&
    ((/^\p{L}+(?:\s\p{Ll}+)?$/u.test(all) && (isWorkplace(all) || OUR_BODY.test(all))) ||
      // "Opning ved leiaren i Nes sogelag"
      (/^\p{Ll}{4,}\s(?:i|av|for|för)\s/u.test(all) && holdsOffice(all.split(' ')[0] ?? '')))
  if (
    !strong &&
    !welcomed &&
    !(capital && !isWorkplace(all) && PERFORMED.test(text.slice(0, from))) &&
    !GROUP.test(all) &&
    !(holdsOffice(all) && all.split(' ').length <= 3 && !/\s(?:ved|i|på)\s/.test(all))
  )
    return null
  // "v/fylkesmannen", "v/elever på musikklinja": whoever it is; a place would be one of those above.
  if (
    strong &&
    !capital &&
    !isWorkplace(all) &&
    !holdsOffice(all) &&
    !/^\p{Ll}{4,}(?:$|\s(?:på|ved|i|fra|frå|från|og|i|hos)\s)/u.test(all)
  )
    return null
  const pair = all.split(/\s+(?:og|och|and|ja)\s+(?=\p{Lu})/u)
  // "v/Nes Bondelag og Sund Ungdomslag": two, each with the word of a body at its end.
  const two =
    /^\p{Lu}[^\s]*\s+(?:og|och|and|ja)\s+\p{Lu}\S*$/u.test(all) ||
    (pair.length === 2 && pair.every((one) => BODY_AT_END.test(one)))
  const names = two ? pair : [all]
  let cursor = from
  const persons = names.map((name) => {
    const start = text.indexOf(name, cursor)
    cursor = start + name.length
    return { name, role: null, from: start, to: cursor }
  })
  // "v/elever på musikklinja, Nes skole": where they are from.
  const [only] = persons
  const place = persons.length === 1 ? /^,\s+([^,;:()]{3,60}?)\.?$/.exec(rest.slice(stop)) : null
  if (only && place?.[1] && !capital && isWorkplace(place[1].split(' ').at(-1) ?? ''))
    return { persons: [{ ...only, role: place[1] }], to: text.length, shared: null }
  return { persons, to: from + stop, shared: null }
}
