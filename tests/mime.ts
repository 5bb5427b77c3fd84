/** Takes a mail apart as a mail program does (RFC 2045, RFC 2046): its headers, and its parts with what they hold. */

export interface MimePart {
  /** In small letters: `text/calendar`. */
  readonly type: string
  /** Of Content-Type: `{ method: 'REQUEST', charset: 'utf-8' }`. */
  readonly parameters: Readonly<Record<string, string>>
  readonly disposition: string
  readonly content: string
  /** What a multipart holds. */
  readonly parts: readonly MimePart[]
}

export const headerOf = (raw: string, name: string): string => headersOf(raw.split(/\r\n\r\n/)[0]!).get(name.toLowerCase()) ?? ''

export function partsOf(raw: string): MimePart {
  const gap = raw.indexOf('\r\n\r\n')
  const headers = headersOf(raw.slice(0, gap))
  const body = raw.slice(gap + 4)
  const [type = 'text/plain', ...rest] = (headers.get('content-type') ?? '').split(';').map((part) => part.trim())
  const parameters = Object.fromEntries(
    rest.map((part) => {
      const at = part.indexOf('=')
      return [part.slice(0, at).toLowerCase(), part.slice(at + 1).replace(/^"|"$/g, '')]
    }),
  )
  const inside = type.startsWith('multipart/')
    ? body
        .split(
          new RegExp(`(?:^|\\r\\n)--${(parameters['boundary'] ?? '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:--)?\\r?\\n?`),
        )
        .slice(1, -1)
    : []
  return {
    type: type.toLowerCase(),
    parameters,
    disposition: headers.get('content-disposition') ?? '',
    content: inside.length > 0 ? '' : decoded(body, headers.get('content-transfer-encoding') ?? '7bit'),
    parts: inside.map(partsOf),
  }
}

/** All parts without parts of their own, in order. */
export const leavesOf = (part: MimePart): MimePart[] => (part.parts.length > 0 ? part.parts.flatMap(leavesOf) : [part])

function headersOf(text: string): Map<string, string> {
  const lines = text.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  return new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()] as const),
  )
}

function decoded(body: string, encoding: string): string {
  if (encoding.toLowerCase() === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  if (encoding.toLowerCase() !== 'quoted-printable') return body
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
