/**
 * A list of people with their offices: "Kari Moe, rådgiver, Sandøy bibliotek og fylkesråd for kultur Ola Vik fra Nes".
 * Commas part both people and offices, and "og" both people and words inside an office; the names decide which is which.
 */
import { type NameHit, namesIn } from './names.ts'
import { holdsOffice, isTradeWord } from './offices.ts'
import { type Found, FROM, finish, type People, type Person, SPEAKER_LABEL } from './people.ts'
import { sentenceStarts } from './sentences.ts'
import { opensWithVerb, verbAt } from './verbs.ts'
import { isWorkplace } from './vocabulary.ts'

interface Segment {
  from: number
  to: number
  text: string
  before: string
  names: readonly NameHit[]
}

// The signs it can begin with are asked first: most places in a text hold none of them.
const PARTING =
  /(?=[\s,;()|/])(?:\s*[,;]\s*(?:(?:og|och|and|ja|samt)\s+)?|(?<!\s(?:Møre|Sogn|Troms|Vestfold|Nord|Rogaland))\s+(?:og|och|and|ja|samt|eller|or|&|\+|i (?:samtale?|dialog|debatt?) med|samtal[ae]r med|in conversation with)\s+(?!$)|\s+(?:in conversation|i samtale|i samtal)(?=\s*(?:$|[,.;(]))|\s+[–—-]\s+|\s*[()|]\s*(?:[–—-]\s+)?|\s*\/\s+|(?-i:(?<=\p{Ll})\s*\/\s*(?=\p{Lu}\p{Ll})))/giu
const JOINER =
  /^,?\s+(?:og|och|and|ja|samt|eller|or|&|\+|i (?:samtale?|dialog|debatt?) med|samtal[ae]r med|in conversation with)\s+$/i
const TOPIC = /^(?:om|about|on|kring|omkring|birra)\s/i
const CUE_INSIDE = /(?:^|\s)(?:v\/|ved|vid|av|af|by|med|with)(?:\s|$)|\sv\/|\sv\.\s|\s[·•]\s/i
// "universitet om ”Barns värld”": where the office ends and the title begins.
const QUOTED = /\s(?:(?:om|about|kring)\s+)?[«“"”]/
const BOTH = /^(?:begge|underteikna|undertegnede|undertecknad|both|andre|andra|fleire|flere|others|m\.?\s?fl\.?|mfl)\.?$/i

// "leder av bokkomiteen": what the office is over announces nobody.
const OVER_WHAT = /([\p{L}-]+)\s(?:av|af|ved|vid|for)(?=\s)/giu
const withoutOfficeOf = (office: string): string =>
  office.replace(OVER_WHAT, (all, word: string) => (holdsOffice(word) ? word : all))

const BODIES =
  'kommune|kommun|fylkeskommune|fylke|bibliotek|folkebibliotek|fylkesbibliotek|stadsbibliotek|skole|skule|skola|barnehage|universitet|sykehus|sjukehus|museum|menighet|kyrkjelyd|prosti|bispedømme'
// "Irene Jensen Bærum kommune": the town belongs to what follows it.
const OF_A_TOWN = new RegExp(`^\\s+(?:${BODIES})(?!\\p{L})`, 'iu')
const TOWN_BEHIND = new RegExp(`^\\s(?:\\p{Lu}[\\p{L}-]*\\s){1,3}(?:${BODIES})(?:\\.?$|\\s\\p{Lu})`, 'u')

/**
 * Reads the people listed from `from` on, and those of the sentences right behind that hold nothing but people
 * ("Kari Moe, Nes. Ola Vik, Sund."). `trusting` as below. Null when no person opens the list.
 */
export function peopleAt(text: string, from: number, trusting: boolean): People | null {
  let people = sentencePeople(text, from, trusting)
  while (people) {
    const gap = /^\s*[.;]\s+(?:(?:Samtale|Samtal|Ordskifte) med\s+)?/.exec(text.slice(people.to))
    const next = gap ? sentencePeople(text, people.to + gap[0].length, false) : null
    const rest = next ? text.slice(next.to) : ''
    if (!next || opensWithVerb(rest) || !/^\s*(?:$|[.;)])/.test(rest)) break
    if (!next.persons.every((p) => namesIn(p.name).some((h) => h.sure && !h.single))) break
    people = { persons: [...people.persons, ...next.persons], to: next.to, shared: people.shared ?? next.shared }
  }
  return people
}

/**
 * Reads the people listed from `from` on, up to the end of the sentence. `trusting` is set behind a word such as "v/":
 * then a name that is only name-like, and a given name alone, are believed. Null when no person opens the list.
 */
function sentencePeople(text: string, from: number, trusting: boolean): People | null {
  const stop = sentenceStarts(text.slice(from))[0]
  const end = stop === undefined ? text.length : from + stop
  const segmentAt = segmentsOf(text, from, end)
  const persons: Found[] = []
  let to = from
  let officeFrom: number | null = null
  for (let i = 0, seg = segmentAt(0); seg; seg = segmentAt(++i)) {
    const current = persons.at(-1)
    if (seg.text === '') {
      if (current) to = seg.to
      continue
    }
    const hit = workplaceBehind(current, persons.length, seg, segmentAt, i)
      ? null
      : personIn(seg, trusting, () => segmentAt(i + 1), current !== undefined)
    if (hit) {
      const start = officeFrom ?? seg.from
      // "President’s report: Kari Moe": only an office itself is told so.
      const said = text.slice(start, seg.from + hit.from).trim()
      if (!current && /:$/.test(said) && !trusting && !holdsOffice(said.split(' ').at(-1) ?? '')) return null
      const office = said
        .replace(SPEAKER_LABEL, '')
        .replace(/[:,]$/, '')
        .replace(/\s+(?:ved|v\/|vid|by)$/i, '')
      if (
        office &&
        !current &&
        ((!trusting && !(hit.sure && isTradeWord(office)) && (!holdsOffice(office) || office.includes(':'))) ||
          (CUE_INSIDE.test(office) && CUE_INSIDE.test(withoutOfficeOf(office))))
      )
        return null
      if (office && current && (office.includes(':') || (!holdsOffice(office) && !/^\p{Ll}/u.test(office))))
        return finish(text, persons, to)
      officeFrom = null
      const tailText = seg.text.slice(hit.to)
      const person = {
        name: seg.text.slice(hit.from, hit.to),
        role: null,
        from: seg.from + hit.from,
        to: seg.from + hit.to,
        office: office || null,
        tail: null as [number, number] | null,
        shareable: false,
      }
      // Most names stand alone between two signs: nothing behind says more.
      if (tailText === '') {
        persons.push(person)
        to = seg.to
        continue
      }
      const verb = opensWithVerb(tailText) || /^\s*:/.test(tailText)
      // "Mona Vik kultur- och fritidsnämndens ordförande", "Eva Eide 1. lektor": the office follows without a comma.
      const bare =
        (hit.sure || officeBehind(tailText)) &&
        /^\s+(?:\p{Ll}|1\.\s?\p{Ll}|\p{Lu}{2,5}\s)/u.test(tailText) &&
        !verb &&
        holdsOffice(text.slice(person.to, Math.min(end, person.to + 70)))
      if (
        verb ||
        (!bare &&
          tailText.trim() &&
          !FROM.test(tailText.trim()) &&
          !(hit.sure && (/^\s\p{Lu}{1,4}$/u.test(tailText) || TOWN_BEHIND.test(tailText))) &&
          !holdsOffice(tailText) &&
          !/^(?:(?:om|about|kring)\s+)?[«"“”]/.test(tailText.trim()))
      ) {
        const topic = hit.sure && !hit.single && seg.from === from && hit.from === 0 && TOPIC.test(tailText.trim())
        if (!verb && !trusting && persons.length === 0 && !topic) return null
        persons.push(person)
        return finish(text, persons, person.to)
      }
      if (/^\s*[«"“]/.test(tailText)) {
        persons.push(person)
        return finish(text, persons, person.to)
      }
      // "Kari Moe frå Nes: Tittel"
      const colon = FROM.test(tailText.trim()) ? tailText.search(/:\s/) : -1
      if (colon > 0) {
        person.tail = [person.to, person.to + colon]
        persons.push(person)
        return finish(text, persons, person.to + colon)
      }
      // "Kari Moe frå Nes orienterer om …": the workplace ends where she starts to do something.
      const does = FROM.test(tailText.trim()) || bare ? verbAt(tailText) : -1
      if (does > 0) {
        person.tail = [person.to, person.to + does]
        persons.push(person)
        return finish(text, persons, person.to + does)
      }
      // "fra Foreningen Les «Hvorfor lese?»": what is quoted is a title, not a workplace.
      const quote = tailText.search(QUOTED)
      if (quote >= 0) {
        if (quote > 0) person.tail = [person.to, person.to + quote]
        persons.push(person)
        return finish(text, persons, person.to + quote)
      }
      if (tailText.trim()) {
        person.tail = [person.to, seg.to]
        person.shareable = /^\s*(?:fra|frå|från|from)\s/i.test(tailText)
      }
      persons.push(person)
      to = seg.to
    } else if (!current) {
      if (officeFrom === null && !trusting && !/^\p{Ll}|^\p{Lu}{1,3}\s|\p{L}-$/u.test(seg.text) && !holdsOffice(seg.text))
        return null
      if (/[–—-]/.test(seg.before) && i > 0) return null
      officeFrom ??= seg.from
    } else {
      if (BOTH.test(seg.text)) {
        to = seg.to
        continue
      }
      // "Ola Vik (leder Nes lag)", "Ola Vik, leder Nes lag": an office, whatever the word is elsewhere.
      const told = /\(\s*$/.test(seg.before) || /^leder(?:$|\s\p{Lu})/u.test(seg.text) ? false : opensWithVerb(seg.text)
      if (TOPIC.test(seg.text) || told || /^[«"“]/.test(seg.text)) return finish(text, persons, to)
      if (/[:]\s/.test(seg.text)) {
        const colon = seg.text.search(/:\s/)
        if (current) current.tail = [current.tail?.[0] ?? seg.from, seg.from + colon]
        return finish(text, persons, seg.from + colon)
      }
      if (
        /[–—-]\s+$/.test(seg.before) &&
        !roleLike(seg.text) &&
        !/^\p{Ll}\S*(?:\s\S+){0,1}$/u.test(seg.text) &&
        !(segmentAt(i + 1) === undefined && whereBehindDashes(text, current, seg))
      )
        return finish(text, persons, to)
      // … but "author of “Small Charities”" is what she is.
      const quote = seg.text.search(QUOTED)
      if (quote > 0 && !/(?:^|\s)(?:of|av|af|bak|bakom|till|til)$/i.test(seg.text.slice(0, quote))) {
        current.tail = [current.tail?.[0] ?? seg.from, seg.from + quote]
        return finish(text, persons, seg.from + quote)
      }
      current.tail = [current.tail?.[0] ?? seg.from, seg.to]
      to = seg.to
    }
  }
  return persons.length ? finish(text, persons, to) : null
}

/**
 * "arkitekt Mads Kjær, Tegnestuen Kyst": capitals behind the comma after a known name are where the person works, unless
 * they stand in a list that goes on to another person.
 */
function workplaceBehind(
  current: Person | undefined,
  persons: number,
  seg: Segment,
  segmentAt: Segments,
  index: number,
): boolean {
  if (!current || !/^\s*,/.test(seg.before) || seg.names.some((hit) => hit.sure)) return false
  const prior = segmentAt(index - 1)
  const told = prior !== undefined && roleLike(prior.text.replace(current.name, ''))
  if (told) return true
  const next = segmentAt(index + 1)
  // "Ola Vik, Havgløtt Kystlag/Nord universitet": a stroke parts two workplaces there, and two people nowhere behind a comma.
  if (next?.before.includes('/') && namesIn(current.name).some((hit) => hit.sure && !hit.single)) return true
  // "ved Randi Vik, Røde Kors": one known name and nothing that joins another to it.
  const lone = persons === 1 && (next === undefined || next.text === '')
  if (lone && !JOINER.test(seg.before) && namesIn(current.name).some((hit) => hit.sure && !hit.single)) return true
  // A list under "Panelists:" may hold unknown names; a workplace mostly opens with a word in the definite form, or ends as firms do.
  if (!FIRM.test(seg.text)) return false
  return (
    namesIn(current.name).some((hit) => hit.sure) &&
    (next === undefined || !(/^,?\s*$/.test(next.before.replace(/,/, '')) || JOINER.test(next.before)))
  )
}

const FIRM =
  /^\p{L}{3,}(?:en|et|in|an|na|hus|lag|verk|byrå)\s|\s(?:group|studio|media|consulting|collective|partners|productions?|trust|foundation|society|club|AS|AB)$/iu

/** The pieces between parting signs, by their number; each is cut off when it is asked for, and mostly the first says enough. */
type Segments = (index: number) => Segment | undefined

function segmentsOf(text: string, from: number, end: number): Segments {
  const region = text.slice(from, end)
  const found: Segment[] = []
  let start = 0
  let before: string | null = ''
  return (index) => {
    while (found.length <= index && before !== null) {
      PARTING.lastIndex = start
      const sign = PARTING.exec(region)
      found.push(segment(text, from + start, sign ? from + sign.index : end, before))
      start = sign ? sign.index + sign[0].length : start
      before = sign ? sign[0] : null
    }
    return found[index]
  }
}

function segment(text: string, from: number, to: number, before: string): Segment {
  let [a, b] = [from, to]
  while (a < b && isBlank(text.charAt(a))) a++
  while (b > a && isBlankOrStop(text.charAt(b - 1)) && !/(?<!\p{L})\p{Lu}\.$/u.test(text.slice(Math.max(a, b - 3), b))) b--
  const own = text.slice(a, b)
  return { from: a, to: b, text: own, before, names: namesIn(own) }
}

const isBlank = (letter: string): boolean => letter.trim() === ''
const isBlankOrStop = (letter: string): boolean => letter === '.' || isBlank(letter)

function withoutTown(text: string, hit: NameHit | undefined): NameHit | undefined {
  if (!hit || !OF_A_TOWN.test(text.slice(hit.to))) return hit
  const name = text.slice(hit.from, hit.to)
  return name.split(' ').length < 3 ? hit : { ...hit, to: hit.from + name.lastIndexOf(' ') }
}

/** The person of one segment: a name, perhaps with an office in front and a workplace behind. */
function personIn(seg: Segment, trusting: boolean, nextOne: () => Segment | undefined, following: boolean): NameHit | null {
  const hits = seg.names
  const sure = withoutTown(
    seg.text,
    hits.find((h) => h.sure && !h.single),
  )
  if (sure) {
    const front = seg.text.slice(0, sure.from).trim()
    // "ledet av Kari Moe", "om Kari Moe": she is spoken of, or leads.
    if (front && /(?:^|\s)(?:om|about|til|for|etter|leda|ledet)$/i.test(front)) return null
    if (sure.to === seg.text.length) return sure
    if (
      !/;/.test(seg.before) &&
      !(sure.from === 0 && /^\s\p{Lu}{1,4}$/u.test(seg.text.slice(sure.to)) && nextOne()) &&
      !/^\s*:/.test(seg.text.slice(sure.to)) &&
      isWorkplace(seg.text.slice(sure.to)) &&
      !holdsOffice(/^\s*\S+/.exec(seg.text.slice(sure.to))?.[0] ?? '') &&
      !officeBehind(seg.text.slice(sure.to)) &&
      !OF_A_TOWN.test(seg.text.slice(sure.to).replace(/^\s+\p{Lu}\S*/u, '')) &&
      !opensWithVerb(seg.text.slice(sure.to)) &&
      !/^\s*(?:fra|frå|från|from|i|ved|vid|at|of|hos|på)\s/i.test(seg.text.slice(sure.to))
    )
      return null
    return sure
  }
  const whole = hits.find((h) => h.from === 0 && h.to === seg.text.length)
  const single = hits.find((h) => h.single)
  const next = nextOne()
  const partner = next !== undefined && JOINER.test(next.before) && next.names.some((h) => h.sure && h.from === 0)
  if (
    single &&
    single.from === 0 &&
    following &&
    JOINER.test(seg.before) &&
    single.sure &&
    FROM.test(seg.text.slice(single.to).trim())
  )
    return single
  if (
    single &&
    single.from === 0 &&
    single.to === seg.text.length &&
    (partner || (trusting && (!following || JOINER.test(seg.before))))
  )
    return single
  // "Petrin Vik 1. lektor ved Nes": an unknown name, and the office right behind it.
  const told = hits.find((h) => !h.sure && h.from === 0 && officeBehind(seg.text.slice(h.to)))
  if (told && !following) return told
  const like = hits.find((h) => !h.sure && h.to === seg.text.length)
  if (!like) return null
  if (whole) return trusting || !following || JOINER.test(seg.before) ? like : null
  // "direktør for Center for Innovativ Uddannelse": what an office is for is no person.
  const front = seg.text.slice(0, like.from)
  // "Kari Moe, sekretær Funksjonsrett Nordland": behind a comma more often what she is and where.
  if (following && /^\s*[,–—-]\s*$/.test(seg.before)) return null
  return holdsOffice(front) && !front.includes(':') && !/\s(?:for|i|av|af|på|ved|of|at|in|on|om|about|to|the)\s*$/.test(front)
    ? like
    : null
}

/** "Kari Moe – rådgiver – Kulturhistorisk formidling": a second dash leads from what she is to where. */
function whereBehindDashes(text: string, { to, tail }: Found, seg: Segment): boolean {
  if (!tail || !/[–—-]\s+$/.test(text.slice(to, tail[0])) || !roleLike(text.slice(...tail))) return false
  return /^\p{Lu}[^?!:]{2,58}$/u.test(seg.text) && verbAt(seg.text) < 0
}

/** Does an office in small letters open the text, the way it stands right behind a name? */
function officeBehind(text: string): boolean {
  const word = /^\s+(?:1\.\s?)?(\p{Ll}[\p{L}-]+)(?=$|[\s,.])/u.exec(text)?.[1]
  return word !== undefined && holdsOffice(word)
}

function roleLike(text: string): boolean {
  return holdsOffice(text) || isWorkplace(text)
}
