/** From a correction in plain text to the text it makes. */
import type { MinutesDocument, MinutesNode } from '../document.ts'
import { checkDocument } from '../forms.ts'
import { readPlain } from '../plain/reader.ts'
import { sameText } from '../standing/rules.ts'

/**
 * A text with one part of an earlier one corrected.
 * @param part the place of the part in the earlier text
 * @param after the part as plain text, as it should be
 * @returns null when the text has been changed just there since
 */
export function corrected(
  standing: MinutesDocument,
  earlier: MinutesDocument,
  part: number,
  after: string,
): MinutesDocument | null {
  const original = earlier.content?.[part]
  const place = original ? placeOf(standing, original, part) : null
  if (!original || place === null) return null
  const instead = after.trim() === '' ? [] : (readPlain(after, [], { type: 'doc', content: [original] }).content ?? [])
  const content = (standing.content ?? []).toSpliced(place, 1, ...instead)
  return checkDocument({ type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] })
}

/** Where a part of an earlier text stands now, unchanged: of several alike the one nearest to where it stood. */
function placeOf(standing: MinutesDocument, original: MinutesNode, part: number): number | null {
  const alike = (standing.content ?? []).flatMap((node, i) => (sameText(node, original) ? [i] : []))
  return alike.sort((a, b) => Math.abs(a - part) - Math.abs(b - part))[0] ?? null
}
