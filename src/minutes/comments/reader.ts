/** What stands between two anchors in the shared text. Anchors keep to their letters, whoever writes around them. */
import * as Y from 'yjs'
import type { Anchor, Passage } from './rules.ts'

/** A place in a run of letters, counted as the text does. */
export interface Spot {
  readonly run: Y.XmlText
  readonly index: number
}

/** The passage from one place to another. It does not grow when somebody writes right before or behind it. */
export function passageBetween(life: string, from: Spot, to: Spot): Passage {
  const anchor = ({ run, index }: Spot, side: number): Anchor =>
    Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(run, index, side)) as Anchor
  return { life, from: anchor(from, 0), to: anchor(to, -1) }
}

/** Where an anchor stands now; null when what it stood in is gone, or not here yet. */
export function spotOf(doc: Y.Doc, anchor: Anchor): Spot | null {
  const found = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(anchor), doc)
  if (!found || !(found.type instanceof Y.XmlText) || isGone(found.type)) return null
  return { run: found.type, index: found.index }
}

/** A run within something that was taken out is there still, as Yjs keeps it, and in no text. */
const isGone = ({ _item: item }: Pick<Y.XmlText, '_item'>): boolean =>
  item !== null && (item.deleted || isGone(item.parent as Y.XmlElement))

/** What a passage within one line says by now; null when it is gone, or goes over several. */
export function wordsAt(doc: Y.Doc, { from, to }: Passage): string | null {
  const [start, end] = [spotOf(doc, from), spotOf(doc, to)]
  if (!start || !end || start.run !== end.run || start.index >= end.index) return null
  return lettersOf(start.run).slice(start.index, end.index)
}

/**
 * Puts other words in the place of a passage, in the look of its first letter.
 * @returns whether it said what it was taken to say; else nothing is changed
 */
export function replaceAt(doc: Y.Doc, passage: Passage, quote: string, words: string): boolean {
  if (wordsAt(doc, passage) !== quote) return false
  const { run, index } = spotOf(doc, passage.from)!
  doc.transact(() => {
    if (words) run.insert(index, words, lookAt(run, index))
    run.delete(index + words.length, quote.length)
  })
  return true
}

interface Letters {
  readonly insert: unknown
  readonly attributes?: Record<string, unknown>
}
const partsOf = (run: Y.XmlText) => run.toDelta() as Letters[]
const lettersOf = (run: Y.XmlText): string =>
  partsOf(run)
    .map(({ insert }) => insert as string)
    .join('')

function lookAt(run: Y.XmlText, index: number): Record<string, unknown> {
  let seen = 0
  for (const { insert, attributes } of partsOf(run)) {
    seen += (insert as string).length
    if (seen > index) return attributes ?? {}
  }
  return {}
}
