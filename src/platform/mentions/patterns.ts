/** How names, addresses and ids are recognised in any text the database holds. Regular expressions as PostgreSQL knows them. Pure. */

/** Between the words of a name: spaces and what stands for them in file names, in addresses, in JSON and in HTML. */
const BETWEEN = String.raw`(?:[\s_.+-]|\\[nrt]|%20|&nbsp;|\\u00a0)+`
/** A name ends where a letter or figure does not follow, but for an s: "Karis innlegg" is said of Kari too. */
const ALONE = { before: '(?<![[:alnum:]])', after: "(?:s|’s|'s)?(?![[:alnum:]])" }
/** "kari@example.no" is neither in "okari@example.no" nor in "kari@example.no.org". */
const ADDRESS = { before: '(?<![[:alnum:]._+-])', after: '(?![[:alnum:]_-]|\\.[[:alnum:]])' }

/** Letters of a text as they stand in plain text, in HTML and in JSON, composed and decomposed. */
function spellings(text: string): string[] {
  const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
  const all = [text, html, JSON.stringify(text).slice(1, -1), JSON.stringify(html).slice(1, -1)]
  return [...new Set(all.flatMap((one) => [one.normalize('NFC'), one.normalize('NFD')]))]
}

const literal = (text: string) => text.replace(/[^\p{L}\p{M}\p{N}\s]/gu, '\\$&')

/** A name of several words, whatever stands between them. */
export function patternOfName(name: string): string {
  const written = spellings(name).map((one) => one.trim().split(/\s+/).map(literal).join(BETWEEN))
  return `${ALONE.before}(?:${[...new Set(written)].join('|')})${ALONE.after}`
}

export function patternOfAddress(email: string): string {
  const written = [email, email.replace('@', '%40'), email.replace('@', '&#64;')].map(literal)
  return `${ADDRESS.before}(?:${written.join('|')})${ADDRESS.after}`
}

/**
 * Whether a name can be looked for in running text: one word alone ("Eier", "Kari") is an ordinary word too often, and what
 * is very short is found everywhere.
 */
export const isTelling = (name: string): boolean => {
  const words = name.trim().split(/\s+/)
  return words.length >= 2 && words.join('').length >= 5
}
