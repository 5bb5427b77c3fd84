/** Pages of presentations and papers, as they stand in minutes. Pure. */
import type { Locale } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { cameFrom, link, paragraph } from '../document.ts'
import type { Quote } from '../rules.ts'

/** The pages of one file that hangs on the item. */
export interface Deck {
  readonly materialId: string
  readonly title: string
  /** Of the title, where it is not that of the minutes. */
  readonly lang: Locale | null
  /** Where it is read in the page. */
  readonly href: string
  /** As many as are shown here. */
  readonly pages: readonly QuotedPage[]
  /** In all. */
  readonly all: number
  /** The way to the whole of it. */
  readonly link: Quote
}

export interface QuotedPage {
  /** Counted from 1. */
  readonly page: number
  /** Address of its small picture, and its pixels as they are to each other. */
  readonly picture: string
  readonly width: number
  readonly height: number
  /** Null where there are no words on it. */
  readonly text: Quote | null
  readonly link: Quote
}

/** Where a page is from, as it is said in minutes. */
export interface PageSource {
  readonly title: string
  readonly titleLang: Locale | null
  /** Language of what stands on the pages, where it is not that of the minutes. */
  readonly lang: Locale | null
  readonly page: number
  /** A whole address that leads to the page. */
  readonly href: string
}

/** "Status for e-bøker, side 3" */
const named = ({ title, page }: PageSource): string => m.quoting_page_of({ title, page })

/** The words on a page as a quotation, with where they are from; null where there are none. @param lines as `linesOf` a page gives them */
export function quoteOfPage(id: string, lines: readonly string[], of: PageSource, locale: Locale): Quote | null {
  if (lines.length === 0) return null
  return inLocale(locale, (): Quote => {
    const source = { ...paragraph('', of.titleLang), content: [link(named(of), of.href)] }
    const quoted = { type: 'blockquote', content: [...lines.map((line) => paragraph(line, of.lang)), source] }
    return { id, is: 'page', title: named(of), lang: of.titleLang, nodes: cameFrom(id, [quoted]) }
  })
}

/** The way to a page. */
export const quoteOfPageLink = (id: string, of: PageSource, locale: Locale): Quote =>
  inLocale(locale, () => ({
    id,
    is: 'link' as const,
    title: named(of),
    lang: of.titleLang,
    nodes: cameFrom(id, [{ ...paragraph('', of.titleLang), content: [link(named(of), of.href)] }]),
  }))
