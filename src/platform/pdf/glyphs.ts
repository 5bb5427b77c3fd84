/** Which characters a TrueType font can draw: its `cmap`, in the two forms that our fonts have (OpenType 1.9, formats 4 and 12). */

const UNICODE_BMP = 4
const UNICODE_FULL = 12

/** @param font a whole TrueType file */
export function charactersOf(font: Buffer): Set<number> {
  const cmap = tableAt(font, 'cmap')
  const found = new Set<number>()
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i++) {
    const at = cmap + font.readUInt32BE(cmap + 8 + 8 * i)
    const format = font.readUInt16BE(at)
    if (format === UNICODE_BMP) readSegments(font, at, found)
    else if (format === UNICODE_FULL) readGroups(font, at, found)
  }
  return found
}

function tableAt(font: Buffer, tag: string): number {
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const at = 12 + 16 * i
    if (font.toString('latin1', at, at + 4) === tag) return font.readUInt32BE(at + 8)
  }
  throw new Error(`the font has no table "${tag}"`)
}

function readSegments(font: Buffer, at: number, found: Set<number>): void {
  const double = font.readUInt16BE(at + 6)
  const ends = at + 14
  const starts = ends + double + 2
  const deltas = starts + double
  const offsets = deltas + double
  for (let i = 0; i < double; i += 2) {
    const end = font.readUInt16BE(ends + i)
    const start = font.readUInt16BE(starts + i)
    const delta = font.readUInt16BE(deltas + i)
    const offset = font.readUInt16BE(offsets + i)
    for (let code = start; code <= end && code < 0xffff; code++) {
      const glyph = offset === 0 ? code : font.readUInt16BE(offsets + i + offset + 2 * (code - start))
      if (glyph !== 0 && (glyph + delta) % 0x10000 !== 0) found.add(code)
    }
  }
}

function readGroups(font: Buffer, at: number, found: Set<number>): void {
  for (let i = 0; i < font.readUInt32BE(at + 12); i++) {
    const group = at + 16 + 12 * i
    const first = font.readUInt32BE(group)
    const glyph = font.readUInt32BE(group + 8)
    for (let code = first; code <= font.readUInt32BE(group + 4); code++) if (glyph + code - first !== 0) found.add(code)
  }
}
