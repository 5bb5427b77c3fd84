/** Whether a file looks like a new version of one that is there, by its name. Pure, and asked in the browser. */

/** What people put into a file's name to tell one version from another, and what programs put there. */
const marks =
  /\b(?:v(?:er(?:sion|sjon)?)?\.? ?\d+(?:\.\d+)*|rev(?:idert|ised)?\.? ?\d*|utkast|draft|endelig|endeleg|final|ferdig|ny|new|siste|last|latest|kopi(?: av)?|copy(?: of)?|korrigert|oppdatert|updated?)\b/g
const dates = /\b(?:\d{4}[ .]\d{1,2}[ .]\d{1,2}|\d{1,2}[ .]\d{1,2}[ .]\d{2,4}|\d{8}|\d{6})\b/g
const numbers = /\(\d+\)|\b\d+$/g

/** What is left of a file's name or a title when all that tells versions apart is taken away: lower case, single spaces. */
export function bareName(name: string): string {
  const words = name
    .normalize('NFC')
    .toLocaleLowerCase('nb')
    .replace(/\.[a-z0-9]{1,8}$/, '')
    .replace(/%20|[_+–—-]+/g, ' ')
    .replace(/\s+/g, ' ')
  const bare = words
    .replace(dates, ' ')
    .replace(marks, ' ')
    .replace(/\(\s*\)/g, ' ')
    .replace(numbers, ' ')
  const clean = (text: string) =>
    text
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
      .replace(/\s+/g, ' ')
  // A file that is called nothing but "utkast v2" is called that.
  return clean(bare) || clean(words)
}

/**
 * The one of some materials that a file is probably a new version of, or null. Names decide, not order: two that fit equally
 * well are none.
 */
export function newVersionOf<T extends { readonly title: string; readonly fileName: string }>(
  fileName: string,
  present: readonly T[],
): T | null {
  const bare = bareName(fileName)
  if (bare === '') return null
  const exact = present.filter((one) => one.fileName === fileName)
  const alike =
    exact.length > 0 ? exact : present.filter((one) => [one.fileName, one.title].some((name) => bareName(name) === bare))
  return alike.length === 1 ? alike[0]! : null
}
