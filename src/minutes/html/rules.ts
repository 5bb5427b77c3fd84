/**
 * Minutes as HTML, without a DOM: each known type has its tag, everything written is escaped, and nothing else gets through.
 * The document has passed `checkDocument`; this would still write only known tags if it had not.
 */
import type { Locale } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import * as icons from '#ui/icons.ts'
import {
  type BlockKind,
  blockOf,
  isBlockKind,
  type MinutesDocument,
  type MinutesMark,
  type MinutesNode,
  textOfNode,
} from '../document.ts'
import { attendingWords, factsOf } from '../facts/rules.ts'
import { pictureHref, pictureOf } from '../pictures/rules.ts'

/** The level of a document's top headings: under the page's h1 and the section's h2. */
const TOP_HEADING = 3

/** How a block is told from what stands around it. */
export const looks: Readonly<Record<BlockKind, { color: string; icon: string; label: () => string }>> = {
  decision: { color: 'lyng', icon: icons.gavel, label: () => m.minutes_decision() },
  action: { color: 'accent', icon: icons.tasklist, label: () => m.minutes_action() },
  answer: { color: 'neutral', icon: icons.chatCheckmark, label: () => m.minutes_answer() },
  attendance: { color: 'neutral', icon: icons.personGroup, label: () => m.attending_one() },
}

/** The minutes as a piece of HTML for `<div class="sm-prose">`; the words on the blocks are in the minutes' own language. */
export const htmlOf = (document: MinutesDocument, locale: Locale): string => inLocale(locale, () => inside(trimmed(document)))

/** The same HTML with every heading so many levels lower, for a page where the minutes lie deeper. */
export const lowered = (html: string, by: number): string =>
  html.replace(/<(\/?)h([3-6])(?=[ >])/g, (_, slash: string, level: string) => `<${slash}h${Math.min(6, Number(level) + by)}`)

/** The editor keeps an empty line to write on at the end; readers need none. */
function trimmed(document: MinutesDocument): MinutesNode {
  const content = [...(document.content ?? [])]
  while (content.length > 0 && content.at(-1)!.type === 'paragraph' && textOfNode(content.at(-1)!).trim() === '') content.pop()
  return { ...document, content }
}

const inside = (node: MinutesNode): string => (node.content ?? []).map(write).join('')

const writers: Readonly<Record<string, (node: MinutesNode) => string>> = {
  text: (node) => marked(node),
  hardBreak: () => '<br>',
  horizontalRule: () => '<hr>',
  paragraph: (node) => element('p', node),
  heading: (node) => element(`h${Math.min(6, TOP_HEADING - 1 + (Number(node.attrs?.level) || 1))}`, node),
  bulletList: (node) => element('ul', node),
  orderedList: (node) => element('ol', node, whole(node, 'start')),
  listItem: (node) => element('li', node),
  blockquote: (node) => element('blockquote', node),
  picture: (node) => picture(node),
  table: (node) => `<table><tbody>${inside(node)}</tbody></table>`,
  tableRow: (node) => element('tr', node),
  tableCell: (node) => element('td', node, whole(node, 'colspan') + whole(node, 'rowspan')),
  tableHeader: (node) => element('th', node, whole(node, 'colspan') + whole(node, 'rowspan')),
  question: (node) => element('p', node, ' class="soft"'),
}

const write = (node: MinutesNode): string =>
  isBlockKind(node.type) ? block(node, node.type) : (writers[node.type]?.(node) ?? '')

function element(tag: string, node: MinutesNode, attributes = ''): string {
  return `<${tag}${language(node)}${attributes}>${inside(node)}</${tag}>`
}

/** Whoever does not see it hears what it shows, or that nobody has said so; of one that says nothing, nothing. */
function picture(node: MinutesNode): string {
  const { file, alt, decorative } = pictureOf(node)!
  const said = decorative ? '' : (alt ?? m.pictures_without())
  return `<figure class="sm-picture"${language(node)}><img src="${pictureHref(file)}" alt="${escaped(said)}" loading="lazy"></figure>`
}

function block(node: MinutesNode, kind: BlockKind): string {
  const look = looks[kind]
  const id = node.attrs?.id
  const said = blockOf(node)!
  const facts = factsOf(said)
    .map(({ term, text }) => `<span>${term === null ? '' : `${escaped(term)} `}<b>${escaped(text)}</b></span>`)
    .join('')
  return (
    `<div class="sm-block" data-block="${kind}" data-color="${look.color}"${typeof id === 'string' ? ` id="${escaped(id)}"` : ''}${language(node)}>` +
    `<p class="sm-block__kind">${icon(look.icon)}${escaped(look.label())}</p>` +
    `<div class="sm-block__text">${said.attending ? `<p>${escaped(attendingWords({ ...said, attending: said.attending }))}</p>` : inside(node)}</div>` +
    `${facts && `<p class="sm-block__meta">${facts}</p>`}</div>`
  )
}

/**
 * The same HTML with the decisions' numbers after the word that says what they are. Numbers are given when the text comes before
 * readers, and stay when it is rewritten: so they are no part of it.
 * @param numbers "1/20" by the block's id
 */
export const numbered = (html: string, numbers: Readonly<Record<string, string>>): string =>
  html.replace(
    /(<div class="sm-block" data-block="decision"[^>]*? id="([\da-f-]{36})"[^>]*><p class="sm-block__kind">.*?)(<\/p>)/g,
    (whole, kind: string, id: string, end: string) => (numbers[id] ? `${kind} ${escaped(numbers[id])}${end}` : whole),
  )

/**
 * The same HTML where what says that a block is a decision leads to the decision's own page.
 * @param hrefs by the block's id
 */
export const leading = (html: string, hrefs: Readonly<Record<string, string>>): string =>
  html.replace(
    /(<div class="sm-block" data-block="decision"[^>]*? id="([\da-f-]{36})"[^>]*><p class="sm-block__kind"><svg.*?<\/svg>)(.*?)(<\/p>)/g,
    (whole, before: string, id: string, words: string, end: string) =>
      hrefs[id] ? `${before}<a href="${escaped(hrefs[id])}">${words}</a>${end}` : whole,
  )

const icon = (path: string) =>
  `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="${path}"/></svg>`

const tags: Readonly<Record<string, (mark: MinutesMark) => [open: string, close: string]>> = {
  bold: () => ['<strong>', '</strong>'],
  italic: () => ['<em>', '</em>'],
  link: (mark) => [`<a href="${escaped(String(mark.attrs?.href ?? ''))}" rel="noopener nofollow">`, '</a>'],
}

function marked(node: MinutesNode): string {
  return (node.marks ?? []).reduceRight(
    (html, mark) => {
      const [open, close] = tags[mark.type]?.(mark) ?? ['', '']
      return open + html + close
    },
    escaped(node.text ?? ''),
  )
}

const language = (node: MinutesNode) => (typeof node.attrs?.lang === 'string' ? ` lang="${escaped(node.attrs.lang)}"` : '')

/** A number above one as an attribute: one is what HTML takes anyway. */
function whole(node: MinutesNode, name: string): string {
  const value = node.attrs?.[name]
  return Number.isInteger(value) && (value as number) > 1 ? ` ${name}="${value}"` : ''
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
/** Text as HTML, in content and in quoted attributes alike. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => escapes[c]!)
