/** Titles that the first line does not hold, or not all of. */
import type { Beneath } from './draft.ts'
import type { Passage } from './passage.ts'
import { sentenceStarts } from './sentences.ts'
import type { ReadItem } from './shape.ts'
import { tidy } from './tidy.ts'
import { opensWithVerb } from './verbs.ts'

/** "Stedsnavn." over "Hvor kommer de fra? v/Kari Moe": the second sentence is the title's too, and its speaker the item's. */
export function titleOverTwo(item: ReadItem, head: Passage, below: Beneath | undefined): void {
  const [only, ...others] = item.subitems
  if (!only || others.length > 0 || only.speakers.length === 0 || item.speakers.length > 0 || !/\p{L}\.$/u.test(head.text)) return
  if (!below || below.bullet || below.cell || below.blanks > 0 || !only.lines.includes(below.line.n)) return
  item.title = `${item.title}. ${only.title}`
  item.speakers.push(...only.speakers)
  item.subitems = []
}

/** "10.00 v/ Kari Moe" over "Om lesing": the title stands on the line beneath. */
export function titleFromBelow(item: ReadItem, head: Passage | null, ownNotes: number): void {
  // Points of what somebody says are no title; who says them is.
  const points = item.subitems.length > 1 && head !== null && /^\p{Lu}/u.test(head.text)
  const first = points ? undefined : item.subitems.shift()
  if (first) {
    item.title = first.title
    item.speakers.push(...first.speakers)
  } else if (item.notes.some((note) => !item.asides.includes(note)) && item.speakers.length === 0)
    item.title = takeNote(
      item,
      item.notes.findIndex((note) => !item.asides.includes(note)),
    )
  // "Forteller om prosjektet" under the name of who does.
  else if (opensWithVerb(item.notes[ownNotes] ?? '')) item.title = takeNote(item, ownNotes)
  // Nothing but people, and perhaps a sentence about them: who it is with is what it is.
  if (!item.title && head) item.title = tidy(head.text.slice(0, sentenceStarts(head.text)[0])) || head.text
}

function takeNote(item: ReadItem, at: number): string {
  const [note = ''] = item.notes.splice(at, 1)
  item.asides = item.asides.filter((words) => item.notes.includes(words))
  return note
}

/** "Keynote: Kari Moe, Nes:" over the quoted title: the word for the sort of thing opens it, the line beneath is it. */
export function titleGoesOn(item: ReadItem, head: Passage): void {
  const first = item.subitems[0]
  if (!first || first.speakers.length > 0 || !(/:$/.test(head.text) || /^[«"“”]/.test(first.title))) return
  item.title = `${item.title}: ${first.title}`
  item.subitems.shift()
}
