/**
 * How names, addresses and ids are recognised in any text the database holds: regular expressions as PostgreSQL knows them. The
 * embedded one compares bytes (locale C), where only the letters of ASCII have capitals: the others' stand here. Pure.
 */

/** What names are made of, beyond ASCII: Latin, and from Greek on. */
const LETTERS = '[:alnum:]À-ɏͰ-῿'
/** Between the words of a name: spaces and what stands for them in file names, in addresses, in JSON and in HTML. */
const BETWEEN = String.raw`(?:[\s_.+-]|\\[nrt]|%20|&nbsp;| |\\u00a0)+`
/** A name ends where a letter or figure does not follow, but for an s: "Karis innlegg" is said of Kari too. */
const ALONE = { before: `(?<![${LETTERS}])`, after: `(?:s|’s|'s)?(?![${LETTERS}])` }
/** "kari@example.no" is neither in "okari@example.no" nor in "kari@example.no.org". */
const ADDRESS = { before: `(?<![${LETTERS}._+-])`, after: `(?![${LETTERS}_-]|\\.[${LETTERS}])` }

/** Letters of a text as they stand in plain text, in HTML and in JSON, composed and decomposed. */
function spellings(text: string): string[] {
  const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
  const all = [text, html, JSON.stringify(text).slice(1, -1), JSON.stringify(html).slice(1, -1)]
  return [...new Set(all.flatMap((one) => [one.normalize('NFC'), one.normalize('NFD')]))]
}

const literal = (text: string) =>
  [...text]
    .map((sign) => {
      if (/[a-z\d\s]/i.test(sign)) return sign
      const [small, capital] = [sign.toLowerCase(), sign.toUpperCase()]
      if (small !== capital && capital.length === sign.length) return `[${small}${capital}]`
      return /[\p{L}\p{M}\p{N}]/u.test(sign) ? sign : `\\${sign}`
    })
    .join('')

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
 * Something plain that stands in every text which the full pattern is in: the longest word of a name, what is before the @ of an
 * address. Most rows are passed over by it, ten times as fast. Letters that may be spelt in several ways stand for anything.
 */
export function roughlyIn(text: string): string {
  const [longest = ''] = text
    .split(/[\s@]+/)
    .slice(0, text.includes('@') ? 1 : undefined)
    .sort((a, b) => b.length - a.length)
  return longest.replaceAll(/[^a-z\d]+/gi, '.{0,9}')
}

/**
 * Whether a name can be looked for in running text: one word alone ("Eier", "Kari") is an ordinary word too often, and what
 * is very short is found everywhere.
 */
export const isTelling = (name: string): boolean => {
  const words = name.trim().split(/\s+/)
  return words.length >= 2 && words.join('').length >= 5
}
