/** XML as text: elements within elements, everything escaped, and nothing in it that XML cannot hold. */

/** @param inside text to be escaped, or elements, each of which begins a line */
export function element(name: string, attributes: Readonly<Record<string, string>>, inside: string | readonly string[]): string {
  const head = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escaped(value)}"`)].join(' ')
  if (typeof inside === 'string') return `<${head}>${escaped(inside)}</${name}>`
  return inside.length === 0 ? `<${head}/>` : `<${head}>\n${inside.join('\n')}\n</${name}>`
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** XML 1.0 §2.2: characters that stand in no document, not even escaped. */
const IMPOSSIBLE = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu

const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(IMPOSSIBLE, '')
    .replaceAll(/[&<>"]/g, (sign) => signs[sign]!)
