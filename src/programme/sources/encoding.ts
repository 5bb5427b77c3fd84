/** Bytes as text: UTF-8, UTF-16 with or without its mark, and Windows-1252, in which old Norwegian files are written. */

const MANY = 4096

/** The text of a file. @param declared the encoding that the file itself names, for where its bytes do not tell */
export function decode(bytes: Uint8Array, declared?: string): string {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return lenient('utf-8', bytes)
  if (a === 0xff && b === 0xfe) return lenient('utf-16le', bytes)
  if (a === 0xfe && b === 0xff) return lenient('utf-16be', bytes)
  const wide = wideWithoutMark(bytes)
  if (wide) return lenient(wide, bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8; every byte means something in the older encodings.
    return lenient(declared && isEncoding(declared) ? declared : 'windows-1252', bytes)
  }
}

/** Latin letters in UTF-16 have a zero in every other byte. */
function wideWithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, MANY) & ~1
  if (length < 4) return null
  let [even, odd] = [0, 0]
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++
    if (bytes[i + 1] === 0) odd++
  }
  const half = length / 2
  if (odd > half * 0.7 && even < half * 0.1) return 'utf-16le'
  return even > half * 0.7 && odd < half * 0.1 ? 'utf-16be' : null
}

function lenient(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes)
}

function isEncoding(name: string): boolean {
  try {
    return !/^utf-?8$/i.test(new TextDecoder(name).encoding)
  } catch {
    // TextDecoder answers an unknown name with a RangeError and has no question to ask first.
    return false
  }
}
