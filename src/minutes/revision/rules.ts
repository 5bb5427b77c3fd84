/** Two revisions side by side: by lines first, then by words within lines that changed. */
import type { Locale } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { blockOf, type MinutesDocument, type MinutesNode, textOfNode } from '../document.ts'
import { attendingWords, factsOf } from '../facts/rules.ts'

/** A piece of text: in both, only in the later, or only in the earlier. */
export interface Part {
  readonly is: 'same' | 'added' | 'removed'
  readonly text: string
}
/** A line of the comparison. A line that is wholly new has only added parts. */
export interface Line {
  /** Of what: "Beslutning", "Oppfølging", or null for running text. */
  readonly is: 'same' | 'changed' | 'added' | 'removed'
  readonly parts: readonly Part[]
}

/** A document as lines of text, each block with its word in front: what is searched, and what is compared. */
export function linesOf(document: MinutesDocument, locale: Locale): string[] {
  return inLocale(locale, () => (document.content ?? []).flatMap((node) => lines(node))).filter((line) => line.trim() !== '')
}

export const textOf = (document: MinutesDocument, locale: Locale): string => linesOf(document, locale).join('\n')

function lines(node: MinutesNode): string[] {
  const children = node.content ?? []
  switch (node.type) {
    case 'bulletList':
    case 'orderedList':
      return children.flatMap((child, i) => {
        const [first = '', ...rest] = lines(child)
        const sign = node.type === 'bulletList' ? '•' : `${(Number(node.attrs?.start) || 1) + i}.`
        return [`${sign} ${first}`, ...rest.map((line) => `  ${line}`)]
      })
    case 'table':
      return children.map((row) => (row.content ?? []).map((cell) => textOfNode(cell).replaceAll('\n', ' ')).join(' | '))
    case 'decision':
      return [...labelled(m.minutes_decision(), children), ...factLine(node)]
    case 'action':
      return [...labelled(m.minutes_action(), children), ...factLine(node)]
    case 'answer':
      return [...labelled(m.minutes_question(), children.slice(0, 1)), ...labelled(m.minutes_answer(), children.slice(1))]
    case 'attendance': {
      const { who, attending } = blockOf(node)!
      return [`${m.attending_one()}: ${attendingWords({ who, attending: attending! })}`]
    }
    case 'picture':
      return [`${m.pictures_one()}: ${textOfNode(node) || m.pictures_without()}`]
    case 'listItem':
    case 'blockquote':
      return children.flatMap(lines)
    default:
      return textOfNode(node).split('\n')
  }
}

function factLine(node: MinutesNode): string[] {
  const facts = factsOf(blockOf(node)!).map(({ term, text }) => (term === null ? text : `${term} ${text}`))
  return facts.length > 0 ? [`  ${facts.join(', ')}`] : []
}

function labelled(label: string, content: readonly MinutesNode[]): string[] {
  const [first = '', ...rest] = content.flatMap(lines)
  return [`${label}: ${first}`, ...rest.map((line) => `  ${line}`)]
}

/** What changed between two texts given as lines. The same and removed parts make up the earlier one, the same and added ones the later. */
export function compareLines(before: readonly string[], after: readonly string[]): Line[] {
  const out: Line[] = []
  let removed: string[] = []
  let added: string[] = []
  const flush = () => {
    const pairs = Math.min(removed.length, added.length)
    for (let i = 0; i < pairs; i++) out.push({ is: 'changed', parts: compareWords(removed[i]!, added[i]!) })
    for (const text of removed.slice(pairs)) out.push({ is: 'removed', parts: [{ is: 'removed', text }] })
    for (const text of added.slice(pairs)) out.push({ is: 'added', parts: [{ is: 'added', text }] })
    removed = []
    added = []
  }
  for (const step of steps(before, after)) {
    if (step.is === 'removed') removed.push(step.text)
    else if (step.is === 'added') added.push(step.text)
    else {
      flush()
      out.push({ is: 'same', parts: [step] })
    }
  }
  flush()
  return out
}

/** What changed within a line, by words; neighbours of a kind are joined. */
export function compareWords(before: string, after: string): Part[] {
  const parts: { is: Part['is']; text: string }[] = []
  for (const step of steps(wordsOf(before), wordsOf(after))) {
    const last = parts.at(-1)
    if (last?.is === step.is) last.text += step.text
    else parts.push({ ...step })
  }
  return parts
}

const wordsOf = (text: string): string[] => text.match(/\s+|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu) ?? []

/** Above this many pairs the exact way costs too much, and the changed middle is shown as replaced. */
const EXACT_UP_TO = 4_000_000

/** A longest common subsequence as steps: what stands in front and behind is set aside first, which is most of a text. */
function steps(before: readonly string[], after: readonly string[]): Part[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end++
  const a = before.slice(start, before.length - end)
  const b = after.slice(start, after.length - end)
  const same = (text: string): Part => ({ is: 'same', text })
  return [...before.slice(0, start).map(same), ...middle(a, b), ...before.slice(before.length - end).map(same)]
}

function middle(a: readonly string[], b: readonly string[]): Part[] {
  const out: Part[] = []
  const width = b.length + 1
  const exact = (a.length + 1) * width <= EXACT_UP_TO
  // common[i, j]: how much the rest of a from i and of b from j have in common.
  const common = new Uint32Array(exact ? (a.length + 1) * width : 0)
  if (exact)
    for (let i = a.length - 1; i >= 0; i--)
      for (let j = b.length - 1; j >= 0; j--)
        common[i * width + j] =
          a[i] === b[j]
            ? common[(i + 1) * width + j + 1]! + 1
            : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!)
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (exact && i < a.length && j < b.length && a[i] === b[j]) {
      out.push({ is: 'same', text: a[i++]! })
      j++
    } else if (i < a.length && (!exact || j >= b.length || common[(i + 1) * width + j]! >= common[i * width + j + 1]!))
      out.push({ is: 'removed', text: a[i++]! })
    else out.push({ is: 'added', text: b[j++]! })
  }
  return out
}
