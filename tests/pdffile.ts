/** What a PDF file says of itself and to those who read it by its tags. */
import {
  decodePDFRawStream,
  PDFArray,
  PDFBool,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFString,
} from 'pdf-lib'
import { drawable } from '#platform/pdf/fonts.ts'

/** What a reader of tags meets: the kinds of elements in order, their languages, and what the file says of itself. */
export async function insidePdf(pdf: Buffer) {
  const file = await PDFDocument.load(pdf, { updateMetadata: false })
  const at = (dict: PDFDict, ...path: string[]) =>
    path.reduce<unknown>((one, key) => (one instanceof PDFDict ? one.lookup(PDFName.of(key)) : undefined), dict)
  const word = (value: unknown) => (value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : undefined)
  const kinds: string[] = []
  const languages: string[] = []
  const alternatives: string[] = []
  const walk = (value: unknown): void => {
    if (value instanceof PDFArray) for (let i = 0; i < value.size(); i++) walk(value.lookup(i))
    if (!(value instanceof PDFDict)) return
    const kind = value.lookup(PDFName.of('S'))
    if (kind instanceof PDFName) kinds.push(kind.decodeText())
    const language = word(value.lookup(PDFName.of('Lang')))
    if (language) languages.push(language)
    const alternative = word(value.lookup(PDFName.of('Alt')))
    if (alternative) alternatives.push(alternative)
    walk(value.lookup(PDFName.of('K')))
  }
  walk(at(file.catalog, 'StructTreeRoot', 'K'))
  const metadata = at(file.catalog, 'Metadata') ?? file.catalog.lookup(PDFName.of('Metadata'))
  const fonts = file.context
    .enumerateIndirectObjects()
    .flatMap(([, one]) =>
      one instanceof PDFDict && one.lookup(PDFName.of('Type')) === PDFName.of('FontDescriptor') ? [one] : [],
    )
  const outline = at(file.catalog, 'Outlines')
  return {
    bookmarks: outline instanceof PDFDict ? titlesIn(outline) : [],
    kinds,
    languages,
    /** What is said of pictures. */
    alternatives,
    title: file.getTitle(),
    pages: file.getPageCount(),
    size: file.getPage(0).getSize(),
    lang: word(at(file.catalog, 'Lang')),
    marked: at(file.catalog, 'MarkInfo', 'Marked') === PDFBool.True,
    showsTitle: at(file.catalog, 'ViewerPreferences', 'DisplayDocTitle') === PDFBool.True,
    xmp: metadata instanceof PDFRawStream ? Buffer.from(decodePDFRawStream(metadata).decode()).toString() : '',
    embedded: fonts.map((font) => ['FontFile2', 'FontFile3'].some((key) => font.has(PDFName.of(key)))),
    tabs: file.getPages().map((page) => page.node.lookup(PDFName.of('StructParents')) instanceof PDFNumber),
  }
}

function titlesIn(outline: PDFDict): string[] {
  const titles: string[] = []
  for (let entry = outline.lookup(PDFName.of('First')); entry instanceof PDFDict; entry = entry.lookup(PDFName.of('Next'))) {
    const title = entry.lookup(PDFName.of('Title'))
    if (title instanceof PDFString || title instanceof PDFHexString) titles.push(title.decodeText())
    titles.push(...titlesIn(entry))
  }
  return titles
}

/** The words of a text that our own fonts can draw; how others come out depends on the machine. */
export const ours = (text: string): string[] =>
  text
    .split(/\s+/)
    .map((word) => drawable(word, () => false))
    // A mark with no letter to stand on is drawn, and read by nobody; one on a letter that has no sign of its own with it is
    // set beside it, and the letter read twice.
    .flatMap((word) => (word.missing > 0 || !/[\p{L}\p{N}]/u.test(word.text) || /\p{M}/u.test(word.text) ? [] : [word.text]))

/** The micro sign and the Greek letter are one glyph, which a reader takes for the letter. */
export const bare = (text: string): string => text.normalize('NFC').replaceAll('\u00b5', '\u03bc').replaceAll(/\s+/g, '')
