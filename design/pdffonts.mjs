// Writes typst/fonts: Inter and Literata (both OFL 1.1) as TrueType, one file for each weight and script, for typesetting.
// The typesetter reads neither WOFF2 nor weights along an axis, and of several files of one family it takes only the first:
// so each script gets a family name of its own ("Inter Samling 2"), and src/platform/pdf/fonts.ts lists them in this order.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import subsetFont from 'subset-font'

const scripts = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese']
const everything = Array.from({ length: 0x3000 - 0x20 }, (_, step) => String.fromCharCode(0x20 + step)).join('')
const keepFeatures = 'kern liga calt ccmp locl mark mkmk tnum lnum cv05 ss03'.split(' ')
const faces = [
  { family: 'Inter', file: 'wght', weight: 400, axes: { wght: 400 } },
  { family: 'Inter', file: 'wght', weight: 600, axes: { wght: 600 } },
  // Slanted, what is not Latin stands upright.
  { family: 'Inter', file: 'wght', weight: 400, axes: { wght: 400 }, italic: true, only: 2 },
  { family: 'Inter', file: 'wght', weight: 600, axes: { wght: 600 }, italic: true, only: 2 },
  { family: 'Literata', file: 'opsz', weight: 600, axes: { wght: 600, opsz: 20 } },
]

export async function writePdfFonts(root) {
  const folder = join(root, 'typst', 'fonts')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const { family, file, weight, axes, italic = false, only = scripts.length } of faces)
    for (const [i, script] of scripts.slice(0, only).entries()) {
      const short = family.toLowerCase()
      const style = italic ? 'italic' : 'normal'
      const source = join(root, `node_modules/@fontsource-variable/${short}/files/${short}-${script}-${file}-${style}.woff2`)
      const subset = await subsetFont(readFileSync(source), everything, {
        targetFormat: 'truetype',
        keepFeatures,
        variationAxes: axes,
        noHinting: true,
      })
      const named = renamed(subset, `${family} Samling ${i + 1}`, weight, italic)
      const name = [short, ...(italic ? ['italic'] : []), weight, i + 1].join('-')
      writeFileSync(join(folder, `${name}.ttf`), named)
      console.log(`typst/fonts/${name}.ttf`, script, `${(named.length / 1000).toFixed(1)} kB`)
    }
}

/** The font under another family name and with its weight and slant written down (OpenType, tables `name` and `OS/2`). */
function renamed(font, family, weight, italic) {
  const tables = new Map()
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const at = 12 + 16 * i
    const start = font.readUInt32BE(at + 8)
    tables.set(font.toString('latin1', at, at + 4), Buffer.from(font.subarray(start, start + font.readUInt32BE(at + 12))))
  }
  tables.set('name', nameTable(family, weight, italic))
  tables.get('OS/2').writeUInt16BE(weight, 4)
  // fsSelection: ITALIC, or REGULAR.
  if (italic) tables.get('OS/2').writeUInt16BE((tables.get('OS/2').readUInt16BE(62) | 0x01) & ~0x40, 62)
  // Axes that are gone leave a table about them behind.
  tables.delete('STAT')
  return fontOf(tables)
}

function nameTable(family, weight, italic) {
  const style = (weight === 400 ? 'Regular' : 'SemiBold') + (italic ? ' Italic' : '')
  const records = [
    [0, 'SIL Open Font License 1.1, see the font’s own project'],
    [1, family],
    [2, italic ? 'Italic' : 'Regular'],
    [3, `${family} ${style}`],
    [4, `${family} ${style}`],
    [5, 'Version 1.0'],
    [6, `${family} ${style}`.replaceAll(' ', '-')],
    [13, 'SIL Open Font License, Version 1.1'],
    [14, 'https://openfontlicense.org'],
  ]
  const head = Buffer.alloc(6 + 12 * records.length)
  head.writeUInt16BE(records.length, 2)
  head.writeUInt16BE(head.length, 4)
  const texts = []
  let offset = 0
  for (const [i, [id, text]] of records.entries()) {
    const bytes = Buffer.from(text, 'utf16le').swap16()
    // Windows, Unicode, English.
    for (const [field, value] of [3, 1, 0x409, id, bytes.length, offset].entries())
      head.writeUInt16BE(value, 6 + 12 * i + 2 * field)
    texts.push(bytes)
    offset += bytes.length
  }
  return Buffer.concat([head, ...texts])
}

function fontOf(tables) {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1))
  const directory = Buffer.alloc(12 + 16 * sorted.length)
  const power = 2 ** Math.floor(Math.log2(sorted.length))
  directory.writeUInt32BE(0x00010000, 0)
  for (const [field, value] of [sorted.length, power * 16, Math.log2(power), (sorted.length - power) * 16].entries())
    directory.writeUInt16BE(value, 4 + 2 * field)
  let offset = directory.length
  const parts = [directory]
  for (const [i, [tag, bytes]] of sorted.entries()) {
    if (tag === 'head') bytes.writeUInt32BE(0, 8)
    const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
    const at = 12 + 16 * i
    directory.write(tag, at, 'latin1')
    directory.writeUInt32BE(sum(padded), at + 4)
    directory.writeUInt32BE(offset, at + 8)
    directory.writeUInt32BE(bytes.length, at + 12)
    parts.push(padded)
    offset += padded.length
  }
  const font = Buffer.concat(parts)
  const head = 12 + 16 * sorted.findIndex(([tag]) => tag === 'head')
  font.writeUInt32BE((0xb1b0afba - sum(font)) >>> 0, font.readUInt32BE(head + 8) + 8)
  return font
}

function sum(bytes) {
  let total = 0
  for (let i = 0; i < bytes.length; i += 4) total = (total + bytes.readUInt32BE(i)) >>> 0
  return total
}
