/** What a line beneath an item is: a point of it, people, or a remark on it. */
import { isTelling } from './announced.ts'
import type { Beneath } from './draft.ts'
import { opensFloor } from './floor.ts'
import { namesIn, sureNameAt } from './names.ts'
import { holdsOffice } from './offices.ts'
import type { Part } from './part.ts'
import { spanOf } from './passage.ts'
import { sentenceStarts } from './sentences.ts'
import type { ReadItem, ReadSpeaker } from './shape.ts'
import { tidy } from './tidy.ts'
import { TRADE } from './trades.ts'
import { holdsVerb, opensWithPassive } from './verbs.ts'
import { isCalled, isStatement, isWorkplace } from './vocabulary.ts'

const PLACE_LINE =
  /^(?:zoom|teams|adresse|adress|address|sted|stad|plats|venue|lokale|lokal|lokaler|kontakt(?:person)?|contact|telefon|tlf|tel|phone|e-?post|e-?mail|mail|parkering|parking|adkomst|frist|påmeldingsfrist|deadline|lenke|länk|link|pris|kostnad|cost|price|inngang|entré|entre|biljetter|billetter|ansvarlig|ansvarleg|ansvarig|arrangør(?:er)?|arrangør|arrangör(?:er)?|medarrangør|organi[sz]er(?:s|ed by)?|sponsor|besökare|antal \p{L}+|antall \p{L}+|språk|language|målgruppe|målgrupp|target group|nivå|level|varighet|varigheit|duration|format|form|foto|photo|merk|nb|obs|påmelding|anmälan|tilmelding|lágideaddji(?:t)?|(?:felles |gemensamt |fælles )?(?:for|för|til|till)\s[^:.?!]{3,80}(?=:\s*$))\s*:|https?:\/\/|www\.|\S@\S+\.\S/iu
const REMARK =
  /^(?:\S+\s){1,3}(?:blir|vert|kjem|kommer) (?:annonsert|annonseres|kunngjort|oppgitt|seinare|senere)\.?$|^[—–-]?\s?(?:til toppen|tilbake|tillbaka|tilbage|return|back)(?:$|\s(?:til|till|to)\s)|^(?:skriv ut|skriv ut siden|tips (?:en|ein) ven\p{L}*|del dette|meld deg på(?: her)?|legg arrangementet i min kalender)$|^(?:organi[sz]ed|hosted|sponsored|arranged|arrangert|arrangeret|arrangerad|i regi|i samarbeid|i samarbete|i samarbejde)\s(?:by|av|af|med|with)\s|^(?:evt|eventuelt|alternativt|alternatively)\.?:?\s+(?:kl\.?\s*)?\d|^(?:\S+\s){0,4}(?:N\.?\s?N\.?|TBA|TBC|t\.?b\.?[ac]\.?|to be (?:announced|confirmed))$|(?:her|der|åpent|ope|öppet|åbent|open)\s(?:hele|heile|hela|hele) (?:dagen|helga|helgen|uka|veckan)$|^\d+\s?min\p{L}*\.?\s(?:pause|paus|break)$|^(?:more )?(?:details?|titles?|speakers?|information) (?:to (?:come|follow|be \p{L}+)|tba|tbc)|^(?:mer|meir|mere|nærmere|nærare) info\p{L}* (?:kommer|kjem|følger|følgjer)|^program(?:met)? (?:kommer|kjem|følger)|^(?:se|sjå|see|jf)\s+(?:også\s+)?\p{L}+$|\((?:PDF|Word|PPT)|^(?:kr|sek|dkk|nok|eur|€|£)\.?\s?\d|^\d+\s?(?:kr(?:oner|onor)?|,-)(?![\p{L}])|^(?:\S*avgift|enkelt\S+|pris\S*|billett\S*|inngang|entr[eé])\s.{0,60}\skr\.?\s?\d|^gratis$|^fri entr[eé]$|^\(.*\)$|^\[.*\]$|^(?:presentasjon|presentation|lysbilder|slides|referat|opptak|video|powerpoint|ppt|pdf|last ned|ladda ner|download|minutes|recording|abstract|vedlegg|bilag)(?:\s*\(.*\))?$/iu

/** "Panelsamtale med:", "Deltakere:": the people follow. */
const PEOPLE_FOLLOW =
  /^(?:(?:panel\p{L}*|samtale|samtal|debatt?|diskusjon|diskussion) (?:med|mellom|mellan|with)|(?:panel\p{L}*|samtale|samtal)(?=:)|deltakere|deltakarar|deltagere|deltagare|deltakarar|paneldeltakere|paneldeltagere|medverkande|medvirkende|innledere|innleiarar|inledare|talare|foredragsholdere|oplægsholdere|i panelet|i panelen|speakers|panell?ists|participants|with|med)\s*:?$/iu
/** "Om: …": what it is about, in sentences. */
const ABOUT_IT =
  /^(?:om|about|beskrivelse|beskrivning|innhold|innehåll|indhold|description|abstract|sammendrag|ingress)\s*:\s+\S.{60}/iu
// "Underviser: Kari Moe", "Guide: Ola Vik": what the person is there as.
const PERSON_LABEL =
  /^(?:underviser|undervisar|foreleser|førelesar|kurs(?:holder|leder|leiar|haldar|ledare)|instruktør|instruktör|guide|omviser|kåsør|kåserer|kommentator|respondent|discussant|opponent|veileder|rettleiar|tutor|teacher|instructor|lærer|lærar|lärare|musiker|solist|forteller|forteljar|bidragsyter|gjest|gäst|gæst)(?:e|ar|er|ne|s)?$/iu
const HANDED =
  /^(?:\S+\s){1,3}(?:deles ut|blir delt ut|delas ut|utdeles|overrekkes|overrækkes|overrekkjast|ledes|leies|leiast|holdes|hålls|presenteres|presenteras|presenterast|serveres|serveras)$/iu
const COUNTED = /^(\p{L}{3,})\s(?:\d{1,2}|[A-H]|[IVX]{1,4})(?=$|\s*[:.–-]|\s\p{Lu})/u
const TOPIC = /^(?:om|about|on|kring)\s/i
const PANEL = /^(?:panel\p{L}*|debatt|rundebords?samtale|roundtable)$/iu
/**
 * Does the line tell something about the item rather than name a point or people? `alone`: no other line beneath it is
 * like this one; `among`: others beneath it name people.
 */
export function isRemark(below: Beneath, item: ReadItem, alone: boolean, among: boolean): boolean {
  const { text } = below.passage
  if (opensFloor(text)) return false
  if (PLACE_LINE.test(text) || REMARK.test(tidy(text)) || ABOUT_IT.test(text) || ownSentence(below)) return true
  if (PEOPLE_FOLLOW.test(text.trim()) && (/:\s*$/.test(text) || !below.bullet)) return true
  if (/^v\.?\s?\/\s*\p{Ll}+\.?$/u.test(text)) return true
  // "* Gruppene møtes i pausen.": the only asterisk, and a sentence behind it, is a footnote.
  if (below.bullet && alone && /^\s*\*\s.*\.\s*$/.test(below.line.text)) return true
  if (below.bullet || below.cell) return false
  if (opensWithPassive(text)) return true
  if (alone && item.title !== '' && item.speakers.length > 0 && item.subitems.length === 0 && bodyOnly(text)) return true
  if ((among || item.speakers.length > 0) && officeAlone(text)) return true
  return leadsOn(text) || (alone && item.title !== '' && item.subitems.length === 0 && (bodyAlone(text) || longQuestion(text)))
}

/** What the words beside the people of such a line are: a point, a remark, or a part of who they are. */
export function besidePeople(part: Part, below: Beneath, item: ReadItem): 'point' | 'note' | 'office' {
  const { title, speakers } = part
  const { text } = below.passage
  if (!title) return 'office'
  // "Foredrag ved Kari Moe" names the sort of thing the item is, not a point in it.
  if (TRADE.test(title) || PERSON_LABEL.test(title)) return 'office'
  if (REMARK.test(title)) return 'note'
  // "I foredragssalen ved Kari Moe": where, not what.
  if (/^(?:I|På|In|At)\s\p{Ll}+$/u.test(title)) return 'note'
  if (below.bullet) return 'point'
  // "Instituttleder ved Institutt for historie, Kari Moe": what is left of her office.
  if (title.split(' ').length <= 3 && officeAlone(title)) return 'office'
  // "Nes Bondelag, leder Kari Moe": where she is from.
  if (speakers.length === 1 && bodyBefore(text, title)) return 'office'
  // "Senter for lesing, Nes universitet. Kari Moe og Ola Vik": where they all are from.
  if (text.startsWith(`${title}. `) && bodyOnly(title.replace(/\([^()]*\)/g, ''))) return 'office'
  // … and so does "Panelsamtale: Kari Moe, Ola Vik", which tells the kind as well.
  if (PANEL.test(title)) return 'note'
  // "Prisen deles ut av Kari Moe": a sentence about the item.
  if (HANDED.test(title)) return 'note'
  // Sentences before the speaker's name are an abstract that names her, not a point.
  const [second] = sentenceStarts(title)
  if (second !== undefined && text.startsWith(title.slice(0, 20)) && holdsVerb(title.slice(0, second))) return 'note'
  // "Johan Ekwall, lektor, om vad forskningen säger" under a title: what she says of it, not a point of its own.
  return item.speakers.length === 0 && item.title && TOPIC.test(title) && !TOPIC.test(text) ? 'note' : 'point'
}

// "Amalie Skram var en av de første": a sentence on somebody, who may be the speaker or the topic.
const IS_TOLD = /^\s*,?\s*(?:som\s+)?(?:er|var|är|ble|blei|blev|is|was|har|hadde|hade|has|had)(?!\p{L})/u

/** Whom the sentence tells of, by name at its head; null when it does nothing of the sort. */
export function toldOf(text: string): string | null {
  const [hit] = namesIn(text)
  return hit?.from === 0 && !hit.single && IS_TOLD.test(text.slice(hit.to)) ? text.slice(hit.from, hit.to) : null
}

/** Two sentences and more, the first with a verb and before any name: an abstract that comes to name somebody. */
export function tellsAbout(text: string, part: Part): boolean {
  if (part.speakers.length > 0 && (toldOf(text) !== null || isTelling(text))) return true
  if (part.speakers.length === 0 || text.length < 120) return false
  const first = text.slice(0, sentenceStarts(text)[0] ?? 0)
  return first.length > 40 && holdsVerb(first) && !namesIn(text.slice(0, 40)).some((hit) => hit.from === 0)
}

/** Is what names nobody short enough, and no sentence, so that it can be a point? */
export function isPoint(title: string): boolean {
  if (opensFloor(title)) return true
  // "Debatt: Hva betyr lesingen for den enkelte, og hvem når vi ikke?": a word for the sort of thing opens it.
  const most = /^[«"“”]/.test(title) || /^\p{Lu}\p{Ll}+:\s/u.test(title) ? 160 : holdsVerb(title) ? 100 : 120
  return !isStatement(title) && title.length <= most
}

// "Kari Moe, Nes": two words with capitals or more, and what they are or where from.
const LIKE_PERSON =
  /^(?:(?:Mr|Mrs|Ms|Dr|Prof)\.?\s)?(\p{Lu}[\p{Ll}\p{M}'’-]+(?:\s\p{Lu}\.)?(?:\s(?:von|van|de|af|der))?(?:\s\p{Lu}[\p{L}\p{M}'’-]+){1,2}),\s*(\S.{1,110}[^.?!])$/u

/** Lines that look like a person, in a list where as many that look so are known to be: each with who it names. */
export function peopleAlike(beneath: readonly Beneath[]): ReadonlyMap<Beneath, ReadSpeaker> {
  const alike = beneath.filter(({ passage: { text }, cell }) => !cell && LIKE_PERSON.test(text) && !holdsVerb(text))
  const known = new Set(
    alike.filter(({ passage: { text } }) => namesIn(text).some((hit) => hit.sure && !hit.single && hit.from < 6)),
  )
  if (known.size < 2 || known.size * 2 < alike.length) return new Map()
  return new Map(
    alike
      .filter((below) => !known.has(below))
      .map((below) => {
        const { text } = below.passage
        const [, name = '', role = ''] = LIKE_PERSON.exec(text) ?? []
        const from = text.indexOf(name)
        return [below, { name, role: tidy(role), span: spanOf(below.passage, from, from + name.length) }]
      }),
  )
}

/** Do lines beneath open with a person's name? */
export function holdsPeople(beneath: readonly Beneath[]): boolean {
  return beneath.slice(0, 20).some((b) => sureNameAt(b.passage.text, 0))
}

/** The only line beneath that is neither people nor of a list of them; null where there are several, or none. */
export function lineAlone(beneath: readonly Beneath[]): Beneath | null {
  const others = beneath.filter((b) => b.bullet || !namesIn(b.passage.text).some((hit) => hit.sure))
  return others.length === 1 && others[0] ? others[0] : null
}

/** Two bodies that a little word joins, as "Nordsjø og Sjøforbundet": who, where people stand under the titles. */
export function bodiesIn(text: string): string[] {
  const found =
    /^(\p{Lu}[\p{L}-]{2,}(?:\s\p{Lu}[\p{L}-]+)?)\s(?:og|och|and|ja)\s(\p{Lu}[\p{L}-]{2,}(?:\s\p{Lu}[\p{L}-]+)?)$/u.exec(text)
  return found ? found.slice(1, 3) : []
}

/** The only dash beneath a title, right under it and above who speaks: "– På gränsen mellan lärare och vän". */
export function isSubtitle(below: Beneath | undefined, head: string, beneath: readonly Beneath[]): boolean {
  if (!below?.bullet || below.blanks > 0 || /[.:?!]$/.test(head) || beneath.filter((b) => b.bullet).length > 1) return false
  const { text } = below.passage
  return text.length < 90 && isPoint(text) && beneath.slice(1, 3).some((b) => namesIn(b.passage.text).some((hit) => hit.sure))
}

/** Bullets of which most name nobody are a list of things. */
export function listsThings(beneath: readonly Beneath[]): boolean {
  const bullets = beneath.filter((b) => b.bullet)
  const people = bullets.filter((b) => namesIn(b.passage.text).some((hit) => hit.sure && !hit.single))
  return bullets.length > 2 && people.length === 0 && bullets.every((b) => /^\p{L}[^.!?:]{2,60}$/u.test(b.passage.text))
}

/** "Gruppe 1: …" over "Gruppe 2: …": lines that count their first word are points, however long. */
export function countedBeneath(beneath: readonly Beneath[]): ReadonlySet<Beneath> {
  const words = new Map<string, Beneath[]>()
  for (const below of beneath) {
    const word = COUNTED.exec(below.passage.text)?.[1]?.toLowerCase()
    if (word === undefined) continue
    const same = words.get(word)
    if (same) same.push(below)
    else words.set(word, [below])
  }
  return new Set([...words.values()].filter((lines) => lines.length > 1).flat())
}

/** "Mellom innleggene blir det samtale:" leads to what follows. */
function leadsOn(text: string): boolean {
  return /:$/.test(text) && (holdsVerb(text) || text.length > 60)
}

/** "Förbundet Lärarna, distrikt 7": whose the item is, and nothing else. */
function bodyAlone(text: string): boolean {
  const [first = ''] = text.split(' ')
  return (
    text.length < 60 &&
    !/[.:?!«"“”–]/.test(text) &&
    /^\p{Lu}/u.test(first) &&
    isWorkplace(first) &&
    !holdsVerb(text) &&
    !namesIn(text).some((hit) => hit.sure)
  )
}

/** "Nes fylkeskommune", "Center for Reading UiN": capitals, and the word of a workplace at the end. */
function bodyOnly(text: string): boolean {
  return (
    text.length < 70 &&
    /^\p{Lu}/u.test(text) &&
    !/[.:;?!«"“”]/.test(text) &&
    isWorkplace(text.trim().split(/\s+/).at(-1) ?? '') &&
    !holdsVerb(text) &&
    !namesIn(text).some((hit) => hit.sure)
  )
}

/** A question of a full sentence's length asks what the item is about. */
function longQuestion(text: string): boolean {
  return text.length > 80 && /\?$/.test(text) && holdsVerb(text) && !/^\p{Lu}\p{Ll}+:\s/u.test(text)
}

/** A long line that ends in a full stop and names nobody tells about the item; points are seldom so long. */
function ownSentence({ passage: { text }, bullet, cell }: Beneath): boolean {
  const long = text.length > 70 || (text.length > 45 && sentenceStarts(text).length > 0 && holdsVerb(text))
  // "«Eg gjorde det dei bad om» – ein studie av …": what a quotation opens is a title.
  if (isCalled(text)) return false
  return !bullet && !cell && long && /[\p{L}\d)»”"]\.$/u.test(text) && !namesIn(text).some((hit) => hit.sure)
}

/** A body's name that a comma parts from the person right behind it. */
function bodyBefore(text: string, title: string): boolean {
  return (
    title.length < 60 &&
    /^\p{Lu}/u.test(title) &&
    !/[.:?!«"–]|\s(?:i|om|for|av|til|på|med|in|of)\s/.test(title) &&
    text.startsWith(`${title}, `) &&
    isWorkplace(title.split(' ').at(-1) ?? '')
  )
}

/** "Seniorrådgiver, Nes kommune": the line opens with an office and names nobody. */
function officeAlone(text: string): boolean {
  const first = /^\p{Lu}[\p{L}-]+(?!['’\p{L}-])/u.exec(text)?.[0]
  return (
    first !== undefined && holdsOffice(first) && !/[?:«"“”]/.test(text) && !namesIn(text).some((h) => h.sure) && !holdsVerb(text)
  )
}
