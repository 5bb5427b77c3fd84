/**
 * What came of an item: the decisions, actions and answers marked in its minutes. The minutes' own HTML is the source; it
 * is made by the program from a checked document, so its tags are balanced and its attributes stand in double quotes.
 */
export type OutcomeKind = 'decision' | 'action' | 'answer'

export interface Outcome {
  readonly kind: OutcomeKind
  /** The anchor of the block in the minutes, where it has one. */
  readonly id: string | null
  /** Its words, without markup. */
  readonly text: string
  /** Who is responsible and by when, as the minutes say it. */
  readonly facts: readonly string[]
}

const OPENING = /<div\b[^>]*\bdata-block="(decision|action|answer)"[^>]*>/g
/** Parts of a block that say what it is rather than what was said. */
const LABELS = /<p\b[^>]*\bclass="sm-block__(?:kind|meta)"[^>]*>.*?<\/p>/gs

const FACTS = /<p\b[^>]*\bclass="sm-block__meta"[^>]*>(.*?)<\/p>/gs

/** The marked blocks of some minutes, in the order they stand. */
export function outcomesOf(html: string): Outcome[] {
  return [...html.matchAll(OPENING)].map((opening) => {
    const inside = html.slice(opening.index + opening[0].length, closingOf(html, opening.index))
    return {
      kind: opening[1] as OutcomeKind,
      id: /\bid="([^"]+)"/.exec(opening[0])?.[1] ?? null,
      text: plain(inside.replace(LABELS, ' ')),
      facts: [...inside.matchAll(FACTS)].flatMap(([, meta = '']) =>
        [...meta.matchAll(/<span>(.*?)<\/span>/gs)].map(([, fact = '']) => plain(fact)),
      ),
    }
  })
}

/** How many of each there are. */
export function countOutcomes(html: string): { decisions: number; actions: number; answers: number } {
  const count = (kind: OutcomeKind) => html.split(`data-block="${kind}"`).length - 1
  return { decisions: count('decision'), actions: count('action'), answers: count('answer') }
}

/** Where the div that opens at `from` closes. */
function closingOf(html: string, from: number): number {
  const tag = /<(\/?)div\b[^>]*>/g
  tag.lastIndex = from
  let depth = 0
  for (let found = tag.exec(html); found; found = tag.exec(html)) {
    depth += found[1] === '/' ? -1 : 1
    if (depth === 0) return found.index
  }
  return html.length
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'", nbsp: ' ' }

const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39|#x27|nbsp);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;:!?)»])/g, '')
    .trim()
