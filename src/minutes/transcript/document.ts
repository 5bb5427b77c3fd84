/** The shape of what is stored with a transcript, and of a quotation from it. */
import type { MinutesNode } from '../document.ts'

/** A line that was said at a known moment: from there on the recording's clock is set by it. */
export interface Anchor {
  /** Milliseconds on the file's own clock. */
  readonly offset: number
  /** Milliseconds since 1970. */
  readonly at: number
}

export interface Quoted {
  readonly text: string
  /** As it was decided that they are called; null for nobody known. */
  readonly speaker: string | null
  /** "kl. 10.14"; null where it is not known. */
  readonly time: string | null
}

/** What was said as a quotation in minutes: the words, and below them who and when. */
export function quotationOf({ text, speaker, time }: Quoted): MinutesNode {
  const paragraph = (words: string): MinutesNode => ({ type: 'paragraph', content: [{ type: 'text', text: words }] })
  const source = [speaker, time].filter(Boolean).join(', ')
  return { type: 'blockquote', content: [paragraph(`«${text}»`), ...(source ? [paragraph(source)] : [])] }
}
