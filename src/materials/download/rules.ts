/** How a file is sent: named, shown or saved, whole or in part. Pure. */

/** Shown in the browser: what it draws without running anything that is in it. All else is saved. */
const shown = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])

/** Content-Disposition by RFC 6266: a plain name for old readers, and the real one (RFC 8187), with its Norwegian letters. */
export function dispositionOf(mediaType: string, fileName: string): string {
  const plain = fileName
    .replace(/[æøåÆØÅ]/g, (letter) => ({ æ: 'ae', ø: 'o', å: 'a', Æ: 'Ae', Ø: 'O', Å: 'A' })[letter]!)
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\%]/g, '_')
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${shown.has(mediaType) ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`
}

/**
 * Nothing in a file may run or fetch. A PDF is not sandboxed besides: Safari then shows an empty window and Chrome's viewer
 * refuses (its own drawing also needs inline style); it is a PDF by content, and nosniff keeps it one.
 */
export function policyOf(mediaType: string): string {
  const none = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
  return mediaType === 'application/pdf' ? `${none}; object-src 'self'; style-src 'unsafe-inline'` : `sandbox; ${none}`
}

/** The headers of something made for one person to take along: a list, a sheet, a calendar. */
export const takenAlong = (mediaType: string, fileName: string) => ({
  'content-type': mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
  'content-disposition': dispositionOf(mediaType, fileName),
  'content-security-policy': policyOf(mediaType),
  'cache-control': 'private, no-store',
})

export type Range = { readonly start: number; readonly end: number }

/**
 * What part of a file is asked for (RFC 9110 §14). Several parts at once are answered with the whole, which is allowed.
 * @returns null for the whole, 'unsatisfiable' for 416
 */
export function rangeOf(header: string | undefined, size: number): Range | 'unsatisfiable' | null {
  const asked = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(header ?? '')
  if (!asked) return null
  const [, from = '', to = ''] = asked
  if (from === '' && to === '') return null
  // "-500": the last 500 bytes.
  if (from === '') return Number(to) === 0 ? 'unsatisfiable' : { start: Math.max(0, size - Number(to)), end: size - 1 }
  if (to !== '' && Number(to) < Number(from)) return null
  if (Number(from) >= size) return 'unsatisfiable'
  return { start: Number(from), end: to === '' ? size - 1 : Math.min(Number(to), size - 1) }
}
