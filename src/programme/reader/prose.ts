/** A day told in sentences: "There will be a tour of the library from 2:00 to 4:30 PM. A reception will be held at the hotel from 5:30–7:00 PM." */
import { type Passage, slice } from './passage.ts'
import { sentenceStarts } from './sentences.ts'
import { type TimeMention, timesIn } from './times.ts'

export interface Told {
  time: TimeMention
  title: Passage
  rest: Passage | null
}

const LEAD_IN =
  /^.{0,200}?(?:there will be|there is|det blir|det vert|det er|vi har|det bliver|det finns|dat lea)\s+(?:an?\s+|en\s+|ei\s+|et\s+|eit\s+|ett\s+)?/iu
const PREDICATE =
  /\s+(?:will be held|will take place|is held|takes place|holdes|avholdes|haldast|avhaldast|hålls|äger rum|afholdes|finder sted|finner sted|serveres|serverast|serveras|starter|startar|begynner|börjar|begins?|starts?|er|är|is)(?![\p{L}])/iu

/**
 * The items told in one paragraph: only sentences that state a stretch of time, start and end. A single time in prose
 * (a bus, a deadline, a log-in) proves nothing.
 */
export function itemsTold(p: Passage): Told[] {
  if (p.text.length > 1500) return []
  const cuts = [0, ...sentenceStarts(p.text), p.text.length]
  const told: Told[] = []
  for (let i = 0; i + 1 < cuts.length; i++) {
    const sentence = slice(p, cuts[i] ?? 0, cuts[i + 1])
    const found = itemTold(sentence)
    if (found) told.push(found)
  }
  return told
}

function itemTold(sentence: Passage): Told | null {
  // "from 2:00 (bus leaves at 1:30) to 4:30": what stands in brackets is beside the point.
  const aside = /\s*\([^()]{1,120}\)/.exec(sentence.text)
  const blanked = aside
    ? sentence.text.slice(0, aside.index) + ' '.repeat(aside[0].length) + sentence.text.slice(aside.index + aside[0].length)
    : sentence.text
  const time = timesIn(blanked.replace(/ {3,}/g, (gap) => `${' '.repeat(gap.length)}`)).find(
    (t) => t.start !== null && t.end !== null,
  )
  if (!time?.hint) return null
  const before = blanked.slice(0, time.from)
  const lead = LEAD_IN.exec(before)
  const predicate = PREDICATE.exec(before)
  const from = lead ? lead[0].length : 0
  const to = lead ? before.length : predicate ? predicate.index : -1
  if (to <= from || before.slice(from, to).trim().length < 3 || before.slice(from, to).length > 120) return null
  const title = slice(sentence, from, to)
  const place =
    predicate && !lead
      ? slice(sentence, predicate.index + predicate[0].length, time.from)
      : aside
        ? slice(sentence, aside.index, aside.index + aside[0].length)
        : null
  return { time, title, rest: place?.text ? place : null }
}
