/** A cell of a column that says who: names, offices, bodies, or "alle". */
import { everyMatch } from './matches.ts'
import { namesIn } from './names.ts'
import { holdsOffice } from './offices.ts'
import { type Part, partOf } from './part.ts'
import { type Passage, slice, spanOf } from './passage.ts'
import type { ReadSpeaker } from './shape.ts'
import { tidy } from './tidy.ts'
import { isWorkplace } from './vocabulary.ts'

const NOBODY =
  /^(?:alle|alla|all|everyone|everybody|felles|fælles|gemensamt|deltak\p{L}*|deltag\p{L}*|participants|plenum|n\.?\s?n\.?|tba|tbc|t\.b\.a\.|ikke avklart|avklares|buohkat|[-–—?.]*)$/iu
const JOINT = /\s*(?:[,;/&+]|\s(?:og|och|and|ja|samt)\s)\s*/giu
const LONGEST_BODY = 80

/** Who is named, and what is no person. A body ("Styret", "Nes bibliotek") speaks as it does behind "v/"; `part` tells who leads. */
export function peopleOfCell(cell: Passage): { people: ReadSpeaker[]; remarks: string[]; part?: Part } {
  const text = tidy(cell.text)
  if (text === '') return { people: [], remarks: [] }
  if (NOBODY.test(text)) return { people: [], remarks: [text] }
  const part = partOf(cell, true)
  if (part.speakers.length > 0)
    return { people: part.speakers, remarks: [...(part.title ? [part.title] : []), ...part.notes], part }
  if (part.led.length > 0) return { people: [], remarks: [...(part.title ? [part.title] : []), ...part.notes], part }
  if (part.notes.length > 0 && !part.title) return { people: [], remarks: part.notes }
  const each = pieces(cell)
  if (each.every(isName)) return { people: each.map(named), remarks: [] }
  return text.length <= LONGEST_BODY && /^\p{L}/u.test(text)
    ? { people: [named(cell)], remarks: [] }
    : { people: [], remarks: [text] }
}

function pieces(cell: Passage): Passage[] {
  const out: Passage[] = []
  let from = 0
  for (const joint of everyMatch(JOINT, cell.text)) {
    out.push(slice(cell, from, joint.index))
    from = joint.index + joint[0].length
  }
  return [...out, slice(cell, from)].filter((piece) => piece.text !== '')
}

/** One to four words with capitals, none of them an office or a workplace. */
function isName({ text }: Passage): boolean {
  if (holdsOffice(text) || isWorkplace(text)) return false
  const hit = namesIn(text)[0]
  return (hit?.from === 0 && hit.to === text.length) || /^\p{Lu}[\p{Ll}\p{M}-]+(?:\s\p{Lu}[\p{L}\p{M}.-]*){0,3}$/u.test(text)
}

const named = (p: Passage): ReadSpeaker => ({ name: tidy(p.text), role: null, span: spanOf(p) })
