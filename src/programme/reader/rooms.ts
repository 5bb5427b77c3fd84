/** Where in the house something takes place, when the text says so in words that name rooms. */
import { namesIn } from './names.ts'
import { type Passage, slice, spanOf } from './passage.ts'
import type { Span } from './shape.ts'
import { tidy } from './tidy.ts'

export interface Room {
  name: string
  span: Span
  /** The text's own words for it, label included. */
  words: string
}

const KINDS =
  'auditorium|auditoriet|aud\\.|sal|salen|rom|rum|room|lokale|lokal|møterom|møtesal|mötesrum|grupperom|klasserom|seminarrom|seminar room|lecture (?:hall|theatre|room)|meeting room|conference room|breakout room|hall|hørsal|hörsal|undervisningsrom|lanja|čoahkkinlanja'
const LABELLED =
  /^(?:sted|stad|plats|(?:møte|gruppe|seminar|konferanse|klasse)?rom|(?:mötes|grupp|konferens|seminarie)?rum|(?:meeting |seminar |conference )?room|sal|(?:møde|møte)?lokale|lokal|where|venue|location|place|hvor|kvar|báiki|lanja)\s*:\s*(\S.{0,80})$/iu
const ALONE = new RegExp(
  `^(?:i\\s+|in\\s+)?((?:${KINDS}|plenumssalen|foajeen|vestibylen|lobbyen|lobbyn|kantinen|kantina|aulaen|aulan|festsalen|storsalen|lillesalen|biblioteksalen)\\s*(?:[\\dA-H][\\dA-Za-z.]{0,5})?|(?:møterom|grupperom|mötesrum|grupprum|mødelokale|seminarrom|meeting room)\\s(?-i:\\p{Lu})[\\p{L}\\d-]+)((?:,\\s[^,.:;?!]{3,40}){0,3})$`,
  'iu',
)
const AT_END = new RegExp(
  `[\\s.,;:–(-]\\s*[(.,;–-]?\\s*((?:${KINDS})\\s+(?:\\d[\\w.:-]{0,7}|[A-H]\\d{0,3}))\\)?(?:\\s\\([^()]{2,30}\\))?\\.?$`,
  'iu',
)
// "Møte med ordførarane. Møterom Fossen, Nes rådhus": a room with a name, behind the sentence that it is for.
const NAMED_AT_END =
  /[.,;(]\s*((?:møterom|grupperom|mötesrum|grupprum|mødelokale|møtelokale|seminarrom|konferanserom|konferensrum|konferencerum|meeting room|conference room)(?:met|et|en)?\s\p{Lu}[\p{L}\d-]+(?:,\s\p{Lu}[^.,;:()]{2,40})?)\)?\.?$/iu

/** The room that a passage names and nothing else: "Sted: Store sal", "Rom 2". */
export function roomAlone(p: Passage): Room | null {
  const labelled = LABELLED.exec(p.text)
  const found = labelled ?? ALONE.exec(p.text)
  const name = found?.[1]
  if (!found || !name || /https?:|www\.|@/.test(name)) return null
  // "Foajeen, utenfor Auditorium 1" says where; "Auditorium 1, Kari Moe" says who as well.
  if (!labelled && namesIn(found[2] ?? '').some((hit) => hit.sure && !hit.single)) return null
  const from = p.text.lastIndexOf(name)
  return { name: tidy(name), span: spanOf(p, from, from + name.length), words: tidy(p.text) }
}

/** A passage that ends in its room ("Lav en læseklub. Lokale 3"), parted from it; null when it does not. */
export function roomAtEnd(p: Passage): { rest: Passage; room: Room } | null {
  if (p.text.length > 300) return null
  const found = AT_END.exec(p.text) ?? NAMED_AT_END.exec(p.text)
  const name = found?.[1]
  if (!found || !name || found.index < 4) return null
  // "om bruk av rom 2": the word belongs to the sentence.
  if (/(?:^|\s)(?:i|på|in|of|av|til|the|fra|från|om|og|och|and)$/iu.test(p.text.slice(0, found.index))) return null
  const from = found.index + found[0].indexOf(name)
  return {
    rest: slice(p, 0, found.index),
    room: { name: tidy(name), span: spanOf(p, from, from + name.length), words: tidy(name) },
  }
}
