/**
 * The fonts that are put into PDF files, and which texts they can draw. The standard for accessible PDF allows no character
 * without a glyph, so what no font has is replaced, and counted, before anything is typeset.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { charactersOf } from './glyphs.ts'

/** `typst/` lies at the root of the checkout, beside `src/` and beside `dist/`. */
export function typstFolder(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'typst', 'fonts'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error('The folder "typst" is missing from this installation.')
    folder = parent
  }
  return join(folder, 'typst')
}

/** Every font file, read. */
export function readFonts(): Buffer[] {
  const folder = join(typstFolder(), 'fonts')
  return fontNames(folder).map((name) => readFileSync(join(folder, name)))
}

const fontNames = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ttf'))
    .sort()

/** Stands where something cannot be drawn. */
const MISSING = '[?]'

let drawn: readonly ReadonlySet<number>[] | null = null

/** What each file of the text face can draw. The other faces hold the same or fall back on it. */
function scripts(): readonly ReadonlySet<number>[] {
  if (drawn) return drawn
  const folder = join(typstFolder(), 'fonts')
  drawn = fontNames(folder)
    .filter((name) => name.startsWith('inter-400-'))
    .map((name) => charactersOf(readFileSync(join(folder, name))))
  return drawn
}

const graphemes = new Intl.Segmenter('nb', { granularity: 'grapheme' })
/** Signs that all our fonts draw, one by one: what is written with a Norwegian or English keyboard, and quotes and dashes. */
const NORWEGIAN = /^[\n\x20-\x7e\xa0-\xac\xae-\xb4\xb6-\xff–—‘’“”…•]*$/
/** Joiners, selectors of a variant and marks of direction: they draw nothing, and their loss changes no letter of ours. */
const IGNORABLE = /(?!\n)[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Co}\p{Cn}]/gu

/**
 * A text as it can be drawn. Letter and marks that no one of our files holds together are tried in simpler form, then left to
 * the fonts of the machine where `elsewhere` says that they may know them, then replaced.
 * @param text lines end with a line feed
 * @returns the text, and how many times something stands in it that nobody could draw
 */
export function drawable(text: string, elsewhere: (cluster: string) => boolean): { text: string; missing: number } {
  // Nearly all that is written here, and taking it apart sign by sign would cost more than setting it.
  if (NORWEGIAN.test(text)) return { text, missing: 0 }
  const clean = text.toWellFormed().replaceAll('\t', ' ').replaceAll(IGNORABLE, '').normalize('NFC')
  let missing = 0
  let out = ''
  for (const { segment } of graphemes.segment(clean)) {
    const simpler = segment.normalize('NFKC')
    if (segment === '\n' || canDraw(segment)) out += segment
    else if (canDraw(simpler)) out += simpler
    else if (elsewhere(segment)) out += segment
    else if (!out.endsWith(MISSING)) {
      missing++
      out += MISSING
    }
  }
  return { text: out, missing }
}

function canDraw(cluster: string): boolean {
  const codes = [...cluster].map((one) => one.codePointAt(0)!)
  return scripts().some((script) => codes.every((code) => script.has(code)))
}
