/** Who leads rather than speaks: "Ordstyrer: Kari Moe", "Chair: …", "Samtalen ledes av …". */
import { join, type Passage, slice, spanOf } from './passage.ts'
import { sentenceStarts } from './sentences.ts'
import type { ReadSpeaker } from './shape.ts'
import { peopleAt } from './speakers.ts'
import { tidy } from './tidy.ts'

/** A passage without its leaders; `words` are the text's own for each leader taken out. */
export interface Led {
  rest: Passage | null
  moderators: ReadSpeaker[]
  words: string[]
}

const READ_UP_TO = 1500

// Leaders of a meeting, a talk or a panel; the plain word is enough, with a name or a colon behind it.
const LEADER =
  'ordstyrer(?:e|ne)?|ordstyrar(?:ar)?|møteleder(?:e|ne)?|møteleiar(?:ar)?|mødeleder(?:e)?|mötesledare|moderator(?:er|ar|s)?|konferansier(?:er|ar)?|konferencier(?:er)?|samtaleleder(?:e)?|samtaleleiar(?:ar)?|samtalsledare|debattleder(?:e)?|debattleiar(?:ar)?|debattledare|debatleder(?:e)?|seminarleder(?:e)?|seminarleiar(?:ar)?|seminarieledare|til å lede sesjonen|sesjonsleder|sesjonsleiar|sessionsledare|bokbader(?:e)?|bademester(?:e)?|bademeister|fasilitator(?:er)?|facilitators?|(?:session )?chairs?|chairpersons?|toastmaster|master of ceremonies|conven[oe]rs?|čoahkkinjođiheaddji'
// Words that are offices too: only with a colon do they say who leads here.
const HOST =
  'ordförande|dirigent|programleder|programleiar|programledare|hosts?|vert|vertskap|vært|værter|jođiheaddji|leder|leiar|ledare'
const LED_BY =
  '(?:ledes|leies|leds|leda|leia|ledd|ledet|leiast|vert leia|styres|styrt|modereres|modereras|moderert|modererad)\\s+(?:av|af)|(?:chaired|moderated|facilitated|hosted|led)\\s+by|leder samtalen'
const OPENS = new RegExp(
  `^(?:[-–•*]\\s*)?(?:(?:the\\s+|dagens\\s+|kvällens\\s+|kveldens\\s+)?(?:${LEADER})(?:\\s+(?:for|för) \\p{L}+)?(?:\\s+(?:er|is|är))?\\s*(?::|–|-|v\\/|\\s(?=(?-i:\\p{Lu})))|(?:${HOST})(?:\\s+for \\p{L}+)?\\s*:|(?:(?:\\p{L}+(?:en|et|a|n|t)\\s+)?(?:${LED_BY}))\\s)`,
  'iu',
)
const AT_END = new RegExp(
  `(?:[,.;()–-]|(?<=[?!]))\\s*((?:${LEADER})(?:\\s+(?:for|för) \\p{L}+)?\\s*(?::|–|-|v\\/|er\\s|är\\s|is\\s)?\\s*(?-i:\\p{Lu})[^()]{2,120}(?:\\([^()]{1,60}\\))?)\\)?\\.?\\s*$`,
  'iu',
)
// "ledet av" says who leads only where people talk with each other; a walk or a workshop is led by its speaker.
const CONVERSATION =
  /samtale|samtal|debatt?|panel|diskusjon|diskussion|discussion|ordskifte|digaštall|konversasjon|rundebord|roundtable/iu
const LED_AT_END = new RegExp(
  `[\\s,.;(–-]((?:(?<=[.;–-]\\s)\\p{L}+\\s+)?(?:${LED_BY}|jođiheaddji)\\s+(?-i:\\p{Lu})[^()]{2,120})\\)?\\.?\\s*$`,
  'iu',
)
// "(Morning sessions chaired by Kari Moe)": who leads, whatever it is that is led.
const CHAIRED_IN_BRACKET = /\s*\(([^()]{0,60}(?<!\p{L})(?:chaired|moderated) by\s+\p{Lu}[^()]{2,120})\)\.?\s*$/u
// "Oppsummering v/ konferansier": the one who leads, without a name.
const BY_LEADER = new RegExp(`(?=\\s)(?<=\\p{L})\\s+(?:v\\.?\\s?\\/|ved|by)\\s*(?:${LEADER})\\.?$`, 'iu')
// "Paneldebatt ledes av …" names the debate and who leads it; "Debatten ledes av …" only the latter.
const DEBATE_LED = new RegExp(
  `^(\\p{L}*(?:panel|debatt?|samtale|samtal|diskusjon|diskussion|rundebord))\\s+(?:${LED_BY})\\s`,
  'iu',
)
// "Kari Moe (moderator)"
const BESIDE = /^(.{3,120}?)\s*\((?:moderator|ordstyrer|ordstyrar|møteleder|møteleiar|konferansier)\)\.?$/iu
const INSIDE = new RegExp(`[.;]\\s+((?:${LEADER})\\s*:\\s*(?-i:\\p{Lu})[^.;:]{2,100})[.;]\\s+(?=(?-i:\\p{Lu}))`, 'iu')

/** Does the passage as a whole say who leads? */
export function tellsLeader(text: string): boolean {
  return OPENS.test(text)
}

// "Moderator: Peter Haas. Panelists: …"
const LABEL = /^\p{Lu}\p{L}+:\s/u

/** Takes out who leads. `rest` is null when nothing else was said. */
export function withoutLeaders(whole: Passage): Led {
  const by = BY_LEADER.exec(whole.text)
  if (by) return { rest: slice(whole, 0, by.index), moderators: [], words: [tidy(by[0])] }
  const debate = DEBATE_LED.exec(whole.text)
  if (debate?.[1]) {
    const words = slice(whole, debate[1].length)
    return { rest: slice(whole, 0, debate[1].length), moderators: peopleIn(words), words: [tidy(words.text)] }
  }
  const leads = whole.text.includes('(') ? BESIDE.exec(whole.text) : null
  const leaders = leads ? peopleAt(leads[1] ?? '', 0, true) : null
  if (leads?.[1] !== undefined && leaders && leaders.to === leads[1].length)
    return {
      rest: null,
      moderators: leaders.persons.map((one) => ({ name: one.name, role: one.role, span: spanOf(whole, one.from, one.to) })),
      words: [tidy(whole.text)],
    }
  if (OPENS.test(whole.text)) {
    const moderators = peopleIn(whole)
    const more = sentenceStarts(whole.text).find((start) => moderators.length > 0 && LABEL.test(whole.text.slice(start)))
    if (more === undefined) return { rest: null, moderators, words: [tidy(whole.text)] }
    const own = slice(whole, 0, more)
    return { rest: slice(whole, more), moderators: peopleIn(own), words: [tidy(own.text)] }
  }
  const led: Led = { rest: whole, moderators: [], words: [] }
  if (whole.text.length >= READ_UP_TO) return led
  const take = (p: Passage, from: number, words: string, rest: Passage): Passage => {
    led.words.push(tidy(words))
    led.moderators.push(...peopleIn(slice(p, from, from + words.length)))
    return rest
  }
  let p = whole
  const inner = INSIDE.exec(p.text)
  if (inner) {
    const words = inner[1] ?? ''
    const from = inner.index + inner[0].indexOf(words)
    p = take(p, from, words, join(slice(p, 0, inner.index + 1), slice(p, inner.index + inner[0].length)))
  }
  const end =
    CHAIRED_IN_BRACKET.exec(p.text) ?? AT_END.exec(p.text) ?? (CONVERSATION.test(p.text) ? LED_AT_END.exec(p.text) : null)
  if (end && end.index > 0) {
    const words = end[1] ?? ''
    p = take(p, end.index + end[0].indexOf(words), words, slice(p, 0, end.index))
  }
  led.rest = p
  return led
}

/** The people named behind the word for the leader. */
function peopleIn(p: Passage): ReadSpeaker[] {
  const starts = [...p.text.matchAll(/(?:^|[\s:/–-])(?=\p{Lu})/gu)].map((m) => m.index + m[0].length).filter((at) => at > 0)
  for (const at of starts.slice(0, 4)) {
    const people = peopleAt(p.text, at, true)
    if (people) return people.persons.map((one) => ({ name: one.name, role: one.role, span: spanOf(p, one.from, one.to) }))
  }
  return []
}
