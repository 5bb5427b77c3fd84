/** From a document to plain text. A part that the text could not bring back just as it is, is kept out of it and named. */
import type { Locale } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { blockOf, type MinutesDocument, type MinutesNode, textOfNode } from '../document.ts'
import { nodesOf } from './reader.ts'
import { dateTo, didIn, isSpecial, keywordsIn, sameButIds } from './rules.ts'

export interface PlainText {
  readonly text: string
  /** What stands in the text only as `[[1: …]]`, in that order. */
  readonly kept: readonly MinutesNode[]
}

/** The plain text of minutes, in the words of their language. */
export function plainOf(document: MinutesDocument, locale: Locale): PlainText {
  const kept: MinutesNode[] = []
  const parts: string[] = []
  for (const node of document.content ?? []) {
    // An empty line to write on says nothing.
    if (node.type === 'paragraph' && textOfNode(node).trim() === '' && !node.attrs) continue
    const text = write(node, locale)
    if (text !== null && sameButIds(nodesOf(text), [node])) parts.push(text)
    else parts.push(`[[${kept.push(node)}: ${inLocale(locale, () => nameOf(node))}]]`)
  }
  return { text: parts.join('\n\n'), kept }
}

/** What kind of part it is, for the line that stands in its place. */
function nameOf(node: MinutesNode): string {
  const names: Record<string, () => string> = {
    table: m.minutes_tool_table,
    picture: m.pictures_one,
    decision: m.minutes_decision,
    action: m.minutes_action,
    answer: m.minutes_answer,
    attendance: m.attending_one,
  }
  return (names[node.type] ?? m.minutes_kept_part)()
}

function write(node: MinutesNode, locale: Locale): string | null {
  const words = keywordsIn(locale)
  const [first, second] = node.content ?? []
  switch (node.type) {
    case 'paragraph':
      return lines(node)
    case 'heading':
      return `${'#'.repeat(Number(node.attrs?.level) || 1)} ${inline(node)}`
    case 'horizontalRule':
      return '---'
    case 'bulletList':
    case 'orderedList':
      return list(node)
    case 'blockquote':
      return (node.content ?? []).map((part) => inline(part).replace(/^/gm, '> ')).join('\n>\n')
    case 'decision':
      return `${words.decision}: ${lines(first!)}`
    case 'action': {
      const { who, due } = node.attrs ?? {}
      const text = lines(first!)
      const needed = who || due || /\([^();]*;[^();]*\)$/.test(text)
      return `${words.action}: ${text}${needed ? ` (${who ?? ''}; ${typeof due === 'string' ? dateTo(due, locale) : ''})` : ''}`
    }
    case 'answer':
      return `${words.question}: ${lines(first!)}\n${words.answer}: ${lines(second!)}`
    case 'attendance': {
      const { who, attending } = blockOf(node)!
      const { did, instead, clock } = attending!
      const what = [didIn(locale)[did], instead].filter(Boolean).join(' ')
      const at = clock?.replace(':', '.') ?? ''
      return `${words.attendance}: ${who ?? ''} (${at || /[();]/.test(what) ? `${what}; ${at}` : what})`
    }
    default:
      return null
  }
}

function list(node: MinutesNode): string {
  const start = Number(node.attrs?.start) || 1
  return (node.content ?? [])
    .map((item, i) => {
      const [text, ...inner] = item.content ?? []
      const sign = node.type === 'bulletList' ? '-' : `${start + i}.`
      const below = [inline(text!).replace(/\n/g, '\n  '), ...inner.map((one) => (write(one, 'nb') ?? '').replace(/^/gm, '  '))]
      return `${sign} ${below.join('\n')}`
    })
    .join('\n')
}

/** Text whose lines must not begin like something else. */
const lines = (node: MinutesNode): string =>
  inline(node)
    .split('\n')
    .map((line) =>
      isSpecial(line)
        ? line.replace(/^( *)([#>•[-]|\d+(?=\.)|[\p{L} ]+(?=:))/u, (_, indent: string, sign: string) =>
            /[\d\p{L}]/u.test(sign) ? `${indent}${sign}\\` : `${indent}\\${sign}`,
          )
        : line,
    )
    .join('\n')

function inline(node: MinutesNode): string {
  let out = ''
  let bold = false
  let italic = false
  let href: unknown = null
  const to = (next: { bold: boolean; italic: boolean; href: unknown }) => {
    const signs = (bold !== next.bold ? '**' : '') + (italic !== next.italic ? '*' : '')
    if (href !== next.href && href !== null) out += `](${href})`
    out += signs
    if (href !== next.href && next.href !== null) out += '['
    ;({ bold, italic, href } = next)
  }
  for (const part of node.content ?? []) {
    const mark = (type: string) => part.marks?.find((one) => one.type === type)
    to({ bold: mark('bold') !== undefined, italic: mark('italic') !== undefined, href: mark('link')?.attrs?.href ?? null })
    out += part.type === 'hardBreak' ? '\n' : escaped(part.text ?? '')
  }
  to({ bold: false, italic: false, href: null })
  return out
}

const escaped = (text: string) => text.replace(/[\\*]/g, '\\$&').replace(/[[\]](?=.*\]\(|\[?\d)/g, '\\$&')
