/**
 * HTML that somebody made to break a parser: the parser's work grows with depth times length and with the number of a tag's
 * attributes squared, so both are looked at first. One pass, in time that grows with the length alone.
 */

const DEEPEST = 400
// Pictures stand inside pages as attributes of any length; nothing we read does.
const LONGEST_TAG = 2000

const TAG = /<(\/?)([a-z][a-z0-9:-]*)((?:"[^"]*"|'[^']*'|[^<>"'])*)>/gi
/** Tags that close themselves or that the next of their kind closes. */
const SHALLOW =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|td|th|tr|thead|tbody|tfoot|dt|dd|option|optgroup|colgroup|html|head|body)$/i
const KEPT =
  /\s(?:colspan|rowspan|hidden|class|id|role|style|aria-hidden)\s*=\s*(?:"[^"]{0,300}"|'[^']{0,300}'|[^\s"'>]{1,300})/gi
const BLOCK_END = /<\/?(?:p|div|br|li|tr|h[1-6]|table|section|article|td|th)\b[^>]*>/gi

/** The same HTML with overlong tags cut, or null when it is nested deeper than any page. */
export function soundHtml(html: string): string | null {
  let depth = 0
  let out = ''
  let from = 0
  for (const tag of html.matchAll(TAG)) {
    const [all, slash, name, attributes] = tag as unknown as [string, string, string, string]
    if (!SHALLOW.test(name) && !attributes.endsWith('/')) {
      depth = slash ? Math.max(0, depth - 1) : depth + 1
      if (depth > DEEPEST) return null
    }
    if (all.length <= LONGEST_TAG) continue
    out += `${html.slice(from, tag.index)}<${slash}${name}${(attributes.match(KEPT) ?? []).slice(0, 10).join('')}>`
    from = tag.index + all.length
  }
  return out + html.slice(from)
}

/** The text of HTML whose tree nobody should build: tags out, a line for each block. */
export function flatText(html: string): string {
  return html
    .replace(/<!--[\s\S]{0,100000}?-->|<(script|style)\b[\s\S]{0,200000}?<\/\1\s*>/gi, ' ')
    .replace(BLOCK_END, '\n')
    .replace(/<[^<>]{0,2000}>/g, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
}
