/** Values as files hold them: of any type, of any length, missing. Here they become what they should have been, or null. */
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import { z } from 'zod'
import { typedText } from '#platform/words/text.ts'

const TITLE_LONGEST = 500
const TEXT_LONGEST = 20_000

/** Text, also where a file writes a number for it; null for anything else and for nothing. */
export function textOf(value: unknown): string | null {
  const found = typeof value === 'number' ? String(value) : value
  if (typeof found !== 'string') return null
  return typedText(found.normalize('NFC').toWellFormed()) || null
}

/** A title or a name: one line, not longer than a page can bear. */
export function lineOf(value: unknown): string | null {
  const found = textOf(value)
  if (found === null) return null
  const line = plain(found).replace(/\s+/g, ' ').trim()
  return (line.length > TITLE_LONGEST ? `${line.slice(0, TITLE_LONGEST - 1).trimEnd()}…` : line) || null
}

/** A description: paragraphs, one on each line, without markup. */
export function paragraphsOf(value: unknown): string | null {
  const found = textOf(value)
  if (found === null) return null
  const lines = plain(found)
    .split('\n')
    .map((line) => line.replace(/[ \t\u00a0]+/g, ' ').trim())
    .filter((line) => line !== '')
  return lines.join('\n').slice(0, TEXT_LONGEST).toWellFormed() || null
}

/** Joins descriptions that a file keeps apart, each said once. */
export const joined = (...parts: readonly (string | null)[]): string | null =>
  [...new Set(parts.filter((part): part is string => part !== null))].join('\n') || null

/** Fields for schemas: what is missing or of a wrong type is null. */
export const anything = z.unknown().prefault(null)
export const line = anything.transform(lineOf)
export const paragraphs = anything.transform(paragraphsOf)

/** A list, also where a file gives its only member alone; members that are no such thing are passed over. */
export const listOf = <T extends z.ZodType>(member: T) =>
  anything.transform((value) => {
    const members = value === null || value === undefined ? [] : Array.isArray(value) ? value : [value]
    return members.flatMap((one): z.output<T>[] => {
      const read = member.safeParse(one)
      return read.success ? [read.data] : []
    })
  })

/** The members of an object in their order; an object that is none has none. */
export const membersOf = (value: unknown): [string, unknown][] =>
  value !== null && typeof value === 'object' ? Object.entries(value) : []

type Node = DefaultTreeAdapterTypes.ChildNode

const BLOCKS = /^(?:p|div|br|li|ul|ol|h[1-6]|tr|table|blockquote|pre|section|article)$/
const SILENT = /^(?:script|style|template|head|title)$/

/** The text of what may be HTML. The walk keeps its own stack: elements may lie as deep as somebody likes. */
function plain(text: string): string {
  if (!/<\/?[a-z][^>]*>|&(?:[a-z]+|#\d+|#x[\da-f]+);/i.test(text)) return text
  let out = ''
  const stack: (Node | string)[] = [...parseFragment(text.slice(0, 4 * TEXT_LONGEST)).childNodes].reverse()
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node === 'string') out += node
    else if ('value' in node) out += node.value
    else if ('tagName' in node && !SILENT.test(node.tagName)) {
      const edge = BLOCKS.test(node.tagName) ? '\n' : ''
      stack.push(edge, ...[...node.childNodes].reverse(), edge + (node.tagName === 'li' ? '• ' : ''))
    }
  }
  return out
}
