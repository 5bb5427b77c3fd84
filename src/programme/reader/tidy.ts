// A sign or a space at an end, or more than one plain space inside. Most titles hold nothing of the sort.
const UNTIDY = /^[\s:;,.|–—•·*>-]|[\s:;,.|–—-]$|\s\s|[^\S ]/

/** The text's own words, tidied: one space between words, no parting signs at either end, no trailing full stop. */
export function tidy(text: string): string {
  if (!UNTIDY.test(text)) return text
  const flat = text
    .replace(/\s+/g, ' ')
    .replace(/^[\s:;,.|–—•·*>-]+(?=\S)/, '')
    .replace(/[\s:;,|–—-]+$/, '')
    .trim()
  if (/[.]{2,}$/.test(flat)) return flat.replace(/[.]+$/, '')
  // The point of a short form stays: "m.m.", "osv."
  return /(?:\p{L}\.\p{L}|osv|etc|mfl|inc|jr)\.$/iu.test(flat) ? flat : flat.replace(/\s*\.$/, '')
}
