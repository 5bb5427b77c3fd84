/** HTML as lines: whole pages, and what Word, Outlook, WordPress and Google Docs put on the clipboard. */
import { parse, parseFragment } from 'parse5'
import type { LaidLine } from '../../reader/laid.ts'
import { flush, sink, walk } from './blocks.ts'
import { flatText, soundHtml } from './guard.ts'
import { type Element, find, type Node } from './tree.ts'

const PAGE = /<(?:!doctype|html|head|body)[\s>]/i
const OPENS_AS_HTML =
  /^\s*(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|div|p|h[1-6]|ul|ol|dl|span|b|font|section|article|main|center|style|title|br|a)[\s/>]/i
const FROM_WORD = /urn:schemas-microsoft-com|class="?Mso|mso-/i

const BLOCKS = /<\/?(?:p|br|div|li|ul|td|tr|table|h[1-6])(?:\s[^<>]{0,300})?\/?>/gi
// As few tags as a programme has lines, more than a text about HTML has in its beginning.
const FEWEST_BLOCKS = 4

/** Does a text mean to be HTML? By its beginning, or because its lines are parted by tags rather than by line breaks. */
export function looksLikeHtml(text: string): boolean {
  const start = text.slice(0, 5000)
  if (OPENS_AS_HTML.test(start) || /^Version:\d[\s\S]{0,500}StartHTML:/.test(start)) return true
  const blocks = start.match(BLOCKS)?.length ?? 0
  return blocks >= FEWEST_BLOCKS && blocks * 2 >= start.split('\n').length
}

/**
 * The lines of a page or a fragment. Never throws; a tree that nobody should build is read as plain text.
 * @param options.fromWord paragraphs stand close, and tabs mean something
 */
export function readHtml(given: string, options: { readonly fromWord?: boolean } = {}): LaidLine[] {
  const html = fragmentOf(given)
  const sound = soundHtml(html)
  if (sound === null)
    return flatText(html)
      .split('\n')
      .map((text) => ({ kind: 'text', cells: [{ text }] }))
  const page = PAGE.test(sound.slice(0, 20_000))
  const root = page ? parse(sound) : parseFragment(sound)
  const out = sink({ spaced: !options.fromWord && !FROM_WORD.test(sound.slice(0, 100_000)), tabs: options.fromWord === true })
  for (const nodes of page ? contentOf(root.childNodes) : [root.childNodes]) {
    walk(nodes, out)
    flush(out)
  }
  return out.lines
}

/** Windows puts a head of its own before HTML on the clipboard, and marks what was copied (CF_HTML). */
function fragmentOf(html: string): string {
  const copied = /<!--\s*StartFragment\s*-->([\s\S]*?)<!--\s*EndFragment\s*-->/.exec(html)
  // A fragment cut out of the middle of a table begins with a row; its table stands outside the marks.
  return copied && !/^\s*<(?:tr|td|th|col|tbody|thead)\b/i.test(copied[1] ?? '')
    ? (copied[1] ?? '')
    : html.replace(/^Version:\d[\s\S]*?(?=<)/, '')
}

/** Of a whole page, its main part with the heading above it; the whole body where none is named. */
function contentOf(nodes: readonly Node[]): (readonly Node[])[] {
  const main = find(nodes, (element) => element.tagName === 'main' || isRole(element, 'main')) ?? onlyArticle(nodes)
  if (!main || !/\d[.:]?\d\d/.test(textIn(main))) return [nodes]
  const isTitle = (element: Element) => element.tagName === 'h1'
  const title = find(main.childNodes, isTitle) ? null : find(nodes, isTitle)
  return title ? [[title], main.childNodes] : [main.childNodes]
}

function onlyArticle(nodes: readonly Node[]): Element | null {
  const isArticle = (element: Element) => element.tagName === 'article'
  let count = 0
  const first = find(nodes, isArticle)
  find(nodes, (element) => isArticle(element) && ++count > 1)
  return count === 1 ? first : null
}

const isRole = (element: Element, role: string) => element.attrs.some((one) => one.name === 'role' && one.value === role)

function textIn(node: Node): string {
  if ('value' in node) return node.value
  return 'childNodes' in node ? node.childNodes.map(textIn).join(' ') : ''
}
