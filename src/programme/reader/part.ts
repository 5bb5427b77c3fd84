/** One passage of an item (its title line, or a line beneath it) parted into what, who and remarks. */
import { floorAtEnd } from './floor.ts'
import { nameThenTitle } from './glued.ts'
import { withoutLeaders } from './moderators.ts'
import { join, type Passage, slice, spanOf } from './passage.ts'
import { sentenceStarts } from './sentences.ts'
import type { ReadSpeaker, Span } from './shape.ts'
import { withoutTerms } from './terms.ts'
import { tidy } from './tidy.ts'
import { holdsVerb } from './verbs.ts'
import { isStatement } from './vocabulary.ts'
import { whoIn } from './who.ts'

export interface Part {
  /** What is left when people and remarks are taken out; empty when the passage only names people. */
  title: string
  speakers: ReadSpeaker[]
  /** Who leads, and the text's own words for it. */
  moderators: ReadSpeaker[]
  led: string[]
  notes: string[]
  shared: Span | null
  /** A second point stated behind the speakers of the first. */
  more?: string
}

const REFERENCE =
  /(?:[\s.,–—-]+|^)\(?((?:se|sjå|jf\.?|see)\s+(?:også\s+)?(?:referat|presentasjon|protokoll|vedlegg|sakspapir|opptak|video|minutes|slides|presentation|attachment|bilag|bilaga|protokollen|notat)[\p{L}]*|(?:les|läs) (?:mer|meir)(?: her| här)?|læs mere(?: her)?|mer info(?:rmation)?(?: her| här)?|(?:read )?more info|read more(?: here)?)\)?\.?\s*$/iu
const FILE = /\s*[([]\s*(?:PDF|Word|PowerPoint|PPTX?|DOCX?|ekstern lenke|extern länk|lenke|link|opens in)[^)\]]{0,60}[)\]]/iu
// "Om lesing. Foredrag: Kari Moe": the word for the sort of thing between the title and the name.
const TRADE_BETWEEN =
  /(?<=[.?!»”])\s+(?:foredrag|innlegg|presentasjon|oplæg|indlæg|inlägg|föredrag|föreläsning|presentation|talk|lecture|logaldallan|ovdanbuktin|forelesning|førelesing)$/iu
const READ_UP_TO = 1500
/** Parts a passage. `below` is set for lines beneath the title, where a bare name or "Name, workplace" is a speaker. */
export function partOf(whole: Passage, below: boolean, titleCase = false): Part {
  const { rest: unled, moderators, words: led } = withoutLeaders(whole)
  const bare = { speakers: [], moderators, led, shared: null }
  if (!unled) return { ...bare, title: '', notes: [] }
  const { rest: all, notes } = withoutReferences(unmarked(unled))
  const floor = floorAtEnd(all.text)
  if (floor > 0) {
    const told = partOf(slice(all, 0, floor), below, titleCase)
    return { ...told, notes: [...told.notes, ...notes], more: tidy(slice(all, floor).text) }
  }
  const { rest: p, aside } = withoutCompany(all)
  if (aside) notes.push(aside)
  const text = p.text.slice(0, READ_UP_TO)
  const found = whoIn(text, below, titleCase)
  if (!found) {
    const whole = split(p.text, below)
    return { ...bare, title: whole.title, notes: [...whole.notes, ...notes] }
  }
  const { title, rest, people, keepRest } = found
  const speakers = people.persons.map((q): ReadSpeaker => ({ name: q.name, role: q.role, span: spanOf(p, q.from, q.to) }))
  const shared = people.shared ? spanOf(p, people.shared.from, people.shared.to) : null
  const own = { speakers, moderators, led, shared }
  const after = p.text.length > READ_UP_TO ? rest + p.text.slice(READ_UP_TO) : rest
  // "Kari Moe: Hva er lesing? Hvem leser?": what stands behind her name and a colon is what she speaks of, however it is put.
  const headed = people.persons[0]?.from === 0 && /^\s*:/.test(p.text.slice(people.to)) && /\?$/.test(title)
  const lead = split(title.replace(TRADE_BETWEEN, ''), below && !headed)
  const remark = tidy(after)
  if (!lead.title && remark && !keepRest) {
    const statement = isStatement(remark)
    return { ...own, title: statement ? '' : remark, notes: [...(statement ? [remark] : []), ...notes] }
  }
  if (below && remark && !keepRest && !isStatement(remark) && lead.title)
    return { ...own, title: lead.title, notes: [...lead.notes, ...notes], more: remark }
  return { ...own, title: lead.title, notes: [...lead.notes, ...(remark ? [remark] : []), ...notes] }
}

/** "Kari Moe (Nes) How to read", where titles stand so; null for any other passage. */
export function partBehindName(whole: Passage): Part | null {
  const { rest: p, notes } = withoutReferences(unmarked(whole))
  const found = nameThenTitle(p.text, true)
  if (!found) return null
  const speakers = found.people.persons.map((q): ReadSpeaker => ({ name: q.name, role: q.role, span: spanOf(p, q.from, q.to) }))
  const { title, notes: more } = split(found.title, false)
  return { title, speakers, moderators: [], led: [], notes: [...more, ...notes], shared: null }
}

// "Kari Moe m.fl.", "Ola Vik med flera": those who are not named.
const OTHERS =
  /(?=\s[moea])(?<=\p{Lu}[\p{L}-]+ \p{Lu}[\p{L}-]+)\s(?:m\.?\s?fl\.?|mfl\.?|med (?:flera|fleire|flere|fler)|og (?:andre|fleire|flere)|och andra|et al\.?|and others)(?=$|[),;])/gu

/** "– *Kari Moe* m.fl.": marks of emphasis, and others unnamed, become spaces, so that every offset stays. */
function unmarked(p: Passage): Passage {
  const text = p.text.replace(OTHERS, (others) => ' '.repeat(others.length))
  if (!text.includes('*')) return text === p.text ? p : slice({ ...p, text }, 0)
  return {
    ...p,
    text: text.replace(/(?<![^\s(])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![^\s.,;:)])/g, (marks) => ' '.repeat(marks.length)),
  }
}

/** Takes out what the text only refers to: files in brackets, "Se referat". */
function withoutReferences(whole: Passage): { rest: Passage; notes: string[] } {
  const notes: string[] = []
  let p = whole
  for (let file = /[([]/.test(p.text) ? FILE.exec(p.text) : null; file; file = FILE.exec(p.text)) {
    notes.push(tidy(file[0]))
    const behind = slice(p, file.index + file[0].length)
    p = slice(join(slice(p, 0, file.index), behind, /^[,.;:]/.test(behind.text) ? '' : ' '), 0)
  }
  const tail = p.text.slice(-120)
  const reference = REFERENCE.exec(tail)
  if (reference) {
    notes.push(tidy(reference[1] ?? ''))
    p = slice(p, 0, p.text.length - (tail.length - reference.index))
  }
  return { rest: p, notes }
}

// "Te i salen, hvor vi får besøk av Kari Moe": what will happen there is told to those who come.
const COMPANY =
  /,\s+(?=(?:where|hvor|kor|der|där|during which|when)\s(?:we|you|there|vi|du|dere|de|deltakerne|deltagerne|deltagarna|alle|alla|man)\s(?:\S+\s){3})/iu

function withoutCompany(p: Passage): { rest: Passage; aside: string | null } {
  const at = /[«"“”]/.test(p.text) ? null : COMPANY.exec(p.text.slice(0, READ_UP_TO))
  if (!at || at.index < 4) return { rest: p, aside: null }
  return { rest: slice(p, 0, at.index), aside: tidy(p.text.slice(at.index)) }
}

// "(påmelding nødvendig)", "(gifts sponsored by Nes Bank)": on what terms.
const TERMS_IN_BRACKET =
  /påmeld|anmäl|tilmeld|sign up|sponsored by|registration required|begrenset antall|begränsat antal|begrænset antal/i

// "Spørsmål og diskusjon Det vert ei avgift på …": a sentence about the meeting that lost the break before it.
const RUN_ON =
  /(?<=\p{Ll})\s(?=(?:Det (?:vert|er|blir|blei|ble|var|bliver|kommer|koster)|(?:Arrangementet|Møtet|Mødet|Mötet|Seminaret|Seminariet|Konferansen|Konferencen|Konferensen) (?:finder|finner|holdes|afholdes|er|blir|arrangeres))\s(?:\S+\s){3})/u

// "For lokale borgere vil der være fortælling": a sentence of some length behind another, even where its stop was left out.
const GOES_ON = /^(?:for|efter|etter|under|hvis|dersom|når|när|if|after|when|during|those)\s/i

function goesOn(tail: string): boolean {
  return GOES_ON.test(tail) && tail.split(' ').length > 7 && !/[?!]$/.test(tail) && holdsVerb(tail)
}

// "Avslutning Sted: Storsalen": a label that lost the break before it.
const PLACE_BEHIND = /(?<=\S)\s(?=(?:Sted|Stad|Plats|Venue|Lokale|Adresse|Adress|Address|Påmelding|Tilmelding|Anmälan): )/u

/** Title and remarks of a passage without people: whole sentences that speak to the reader are remarks. */
function split(whole: string, below: boolean): { title: string; notes: string[] } {
  if (below && isStatement(whole)) return { title: '', notes: [tidy(whole)] }
  const bracket = whole.length > 600 || !whole.includes('(') ? null : /^(.{4,}?)\s*\(([^()]{16,})\)\.?$/.exec(whole)
  if (
    bracket?.[1] &&
    (TERMS_IN_BRACKET.test(bracket[2] ?? '') ||
      ((bracket[2] ?? '').length >= 25 &&
        !bracket[1].includes('(') &&
        (holdsVerb(bracket[2] ?? '') || isStatement(bracket[2] ?? ''))))
  )
    return { title: tidy(bracket[1]), notes: [`(${tidy(bracket[2] ?? '')})`] }
  const { text, terms } = withoutTerms(whole)
  if (terms.length > 0) return { title: tidy(text), notes: terms }
  const run = text.length > 60 ? RUN_ON.exec(text) : null
  if (run && run.index > 4) return { title: tidy(text.slice(0, run.index)), notes: [tidy(text.slice(run.index))] }
  const place = text.includes(': ') ? PLACE_BEHIND.exec(text) : null
  if (place) return { title: tidy(text.slice(0, place.index)), notes: [tidy(text.slice(place.index))] }
  const starts = sentenceStarts(text)
  for (const start of starts) {
    const head = text.slice(0, start).trim()
    const tail = text.slice(start)
    if (head.length > 2 && (isStatement(tail) || goesOn(tail))) {
      const own = split(head, below)
      return { title: own.title || tidy(head), notes: [...own.notes, tidy(tail)] }
    }
  }
  return { title: tidy(text), notes: [] }
}
