/** The pieces that quotations are made of. Pure. */
import type { Locale } from '#platform/words/text.ts'
import type { MinutesNode } from '../document.ts'

export const text = (words: string): MinutesNode => ({ type: 'text', text: words })
export const bold = (words: string): MinutesNode => ({ ...text(words), marks: [{ type: 'bold' }] })
/** @param href a whole address: minutes leave the house */
export const link = (words: string, href: string): MinutesNode => ({ ...text(words), marks: [{ type: 'link', attrs: { href } }] })
export const inLanguage = (lang: Locale | null) => (lang === null ? {} : { lang })
export const onOneLine = (words: string) => words.replaceAll(/\s+/g, ' ').trim()

export const paragraph = (words: string, lang: Locale | null = null): MinutesNode => ({
  type: 'paragraph',
  ...(lang !== null && { attrs: { lang } }),
  ...(words !== '' && { content: [text(words)] }),
})

/** One for each line that says something; at least one. */
export function paragraphs(words: string, lang: Locale | null = null): MinutesNode[] {
  const lines = words.split('\n').map(onOneLine).filter(Boolean)
  return (lines.length > 0 ? lines : ['']).map((line) => paragraph(line, lang))
}

export const listOf = (lines: readonly string[]): MinutesNode[] =>
  lines.length === 0
    ? []
    : [{ type: 'bulletList', content: lines.map((line) => ({ type: 'listItem', content: [paragraph(line)] })) }]

/** The same parts, the first paragraph of which says what they were made of. */
export function cameFrom(id: string, nodes: readonly MinutesNode[]): MinutesNode[] {
  const [first, ...rest] = nodes
  if (!first) return []
  const marked =
    first.type === 'paragraph' || first.type === 'heading'
      ? { ...first, attrs: { ...first.attrs, from: id } }
      : { ...first, content: cameFrom(id, first.content ?? []) }
  return [marked, ...rest]
}
