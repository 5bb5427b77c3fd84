/** What all our Word documents are made of: their look, runs of text with their languages, and bytes that are the same each time. */
import {
  BorderStyle,
  type Document,
  ExternalHyperlink,
  Footer,
  ImageRun,
  type IRunOptions,
  type IStylesOptions,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from 'docx'
import type { ShownLogo } from '#network/logo/rules.ts'
import { repack } from '#platform/files/zip.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { Locale } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import type { Said } from './sheet.ts'

/** As Word names languages. */
export const wordTags: Record<Locale, string> = { nb: 'nb-NO', nn: 'nn-NO', se: 'se-NO', en: 'en-GB' }
export const SOFT = '555555'

export const A4 = { page: { size: { width: '210mm', height: '297mm' }, margin: { left: '20mm', right: '20mm' } } } as const

/** The look of a document in a language. */
export function stylesIn(locale: Locale): IStylesOptions {
  const heading = { font: 'Cambria', color: '1f1f1f', bold: true }
  return {
    default: {
      document: { run: { font: 'Calibri', size: 22, language: { value: wordTags[locale] } } },
      title: { run: { ...heading, size: 44 }, paragraph: { spacing: { after: 120 } } },
      heading1: { run: { ...heading, size: 30 }, paragraph: { spacing: { before: 360, after: 120 }, keepNext: true } },
      heading2: { run: { ...heading, size: 26 }, paragraph: { spacing: { before: 280, after: 80 }, keepNext: true } },
      heading3: { run: { ...heading, size: 24 }, paragraph: { spacing: { before: 240, after: 80 }, keepNext: true } },
      heading4: { run: { ...heading, size: 22 }, paragraph: { spacing: { before: 200, after: 60 }, keepNext: true } },
      heading5: { run: { ...heading, size: 22 }, paragraph: { spacing: { before: 200, after: 60 }, keepNext: true } },
    },
  }
}

/** The bytes of a document, the same for the same words. @param changedAt what it says of when it was made */
export async function packed(document: Document, changedAt: string): Promise<Buffer> {
  const made = await Packer.toBuffer(document)
  // The library names links by chance and dates the document now.
  const names = new Map<string, string>()
  return repack(made, instantOf(changedAt), ({ name, bytes }) => {
    if (name.startsWith('word/media/')) return bytes
    return Buffer.from(
      bytes
        .toString('utf8')
        .replaceAll(BY_CHANCE, (id) => names.get(id) ?? names.set(id, `rIdLink${names.size + 1}`).get(id)!)
        .replaceAll(MOMENT, changedAt),
    )
  })
}

/** nanoid's 21 signs, in small letters, behind "rId"; only as the whole of an attribute. */
const BY_CHANCE = /(?<=")rId[a-z0-9_-]{21}(?=")/g
const MOMENT = /(?<=<dcterms:(?:created|modified) xsi:type="dcterms:W3CDTF">)[^<]+/g

export const banner = (children: readonly ParagraphChild[]): Paragraph => {
  const rule = { style: BorderStyle.SINGLE, size: 8, color: '8a5a00', space: 6 }
  return new Paragraph({
    children,
    spacing: { before: 160, after: 160 },
    border: { top: rule, bottom: rule, left: rule, right: rule },
  })
}

export const footer = () =>
  new Footer({
    children: [
      new Paragraph({
        children: m
          .meeting_take_page_of({ page: '\n', pages: '\t' })
          .split(/([\n\t])/)
          .map((part) =>
            part === '\n' || part === '\t'
              ? new TextRun({ children: [part === '\n' ? PageNumber.CURRENT : PageNumber.TOTAL_PAGES], color: SOFT, size: 18 })
              : new TextRun({ text: part, color: SOFT, size: 18 }),
          ),
      }),
    ],
  })

/** Pixels of a page's head, at 96 to the inch, as Word counts. */
const HEAD = { width: 240, height: 52 }

/** The network's logo, for the head of each page. Its number is one that no picture in the text has. */
export function letterhead({ alt, width, height }: ShownLogo, data: Buffer): Paragraph {
  const scale = Math.min(HEAD.width / width, HEAD.height / height)
  const image = new ImageRun({
    type: data[0] === 0x89 ? 'png' : 'jpg',
    data,
    transformation: { width: Math.max(1, width * scale), height: Math.max(1, height * scale) },
    altText: { id: '1000000', name: 'logo', title: '', description: alt.text },
  })
  return new Paragraph({ children: [image], spacing: { after: 80 } })
}

export const line = (text: string, look: IRunOptions = {}): Paragraph => new Paragraph({ children: [run(text, look)] })
export const run = (words: string | Said, look: IRunOptions = {}): TextRun =>
  typeof words === 'string'
    ? new TextRun({ ...look, text: words })
    : new TextRun({ ...look, text: words.text, language: { value: wordTags[words.lang] } })
export const link = (href: string, words: string | Said): ExternalHyperlink =>
  new ExternalHyperlink({ link: href, children: [run(words, { style: 'Hyperlink' })] })
