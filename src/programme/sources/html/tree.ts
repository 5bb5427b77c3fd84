/** The parsed tree: its shape, and which of it a reader of the page sees. */
import type { DefaultTreeAdapterTypes } from 'parse5'

export type Node = DefaultTreeAdapterTypes.ChildNode
export type Element = DefaultTreeAdapterTypes.Element

export const isElement = (node: Node): node is Element => 'tagName' in node

export function attribute(element: Element, name: string): string {
  return element.attrs.find((one) => one.name === name)?.value ?? ''
}

const NEVER =
  /^(?:script|style|head|title|template|noscript|svg|math|iframe|object|embed|canvas|audio|video|picture|select|textarea|datalist|progress|meter|map|del|xml|img|input|link|meta|rt|rp)$/
const HIDDEN_STYLE =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*(?:header|footer|field-begin))/i
const HIDDEN_CLASS =
  /(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|screenreader|skip-?link|hidden|d-none|is-hidden|cookie[\w-]*|CybotCookiebot\w*)(?:\s|$)/i
/** The marks that lead to Word's footnotes and comments, and back from them. */
const NOTE_MARK = /^#(?:footnote|endnote|comment|_ftn|_edn|_msocom)/i
const BANNER = /cookie|consent|gdpr/i

/** Shown to nobody: code, form controls, what style or class hides, deleted text, the marker that Word puts before a list's text. */
export function isHidden(element: Element): boolean {
  if (NEVER.test(element.tagName)) return true
  if (element.attrs.length === 0) return false
  const style = attribute(element, 'style')
  return (
    element.attrs.some((one) => one.name === 'hidden') ||
    attribute(element, 'aria-hidden') === 'true' ||
    HIDDEN_STYLE.test(style) ||
    /mso-list\s*:\s*ignore/i.test(style) ||
    HIDDEN_CLASS.test(attribute(element, 'class')) ||
    BANNER.test(attribute(element, 'id')) ||
    (element.tagName === 'a' && NOTE_MARK.test(attribute(element, 'href')))
  )
}

/** What makers of pages call the parts that are the same on all of them. */
const FURNITURE =
  /^(?:(?:main-?|top-?|site-?|global-?)?(?:nav|navbar|navigation|menu|footer)|(?:brødsmule|breadcrumb)s?|pagination|share|sharing|social-?links)$/i

/** The page's furniture: ways to other pages, and what stands under every page of the site. */
export function isFurniture(element: Element): boolean {
  if (
    FURNITURE.test(attribute(element, 'id')) ||
    attribute(element, 'class')
      .split(/\s+/)
      .some((name) => FURNITURE.test(name))
  )
    return true
  if (/^(?:nav|footer|search|dialog)$/.test(element.tagName)) return true
  return /^(?:navigation|contentinfo|search|dialog|alertdialog|menu|menubar)$/.test(attribute(element, 'role'))
}

/** The first element, in the order of the page, that a test picks; furniture and hidden parts are passed over. */
export function find(nodes: readonly Node[], wanted: (element: Element) => boolean): Element | null {
  for (const node of nodes) {
    if (!isElement(node) || isHidden(node) || isFurniture(node)) continue
    if (wanted(node)) return node
    const below = find(node.childNodes, wanted)
    if (below) return below
  }
  return null
}
