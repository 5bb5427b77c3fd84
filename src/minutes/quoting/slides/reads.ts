/** The pages of what hangs on an item, as far as they can be read in the page. */
import { and, asc, eq, inArray, lte } from 'drizzle-orm'
import { materialVersion, previewPage } from '#materials/tables.ts'
import { linesOf, pageAnchor, pictureHref, viewPath } from '#materials/viewer/rules.ts'
import type { ItemView, MeetingView } from '#meeting/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { idFrom } from '#platform/db/id.ts'
import { type Locale, pick } from '#platform/words/text.ts'
import { quoteOfLink } from '../programme/rules.ts'
import { type Deck, type PageSource, type QuotedPage, quoteOfPage, quoteOfPageLink } from './rules.ts'

/** So many pages of one file lie beside the minutes; the rest is where the file is read. */
const MOST_PAGES = 60

/**
 * In one query.
 * @param item as the reader sees it: what is not for them does not hang on it
 * @param baseUrl of the installation, without a slash at the end
 */
export async function decksOf(db: Db, view: MeetingView, item: ItemView, baseUrl: string, locale: Locale): Promise<Deck[]> {
  const other = (lang: Locale): Locale | null => (lang === locale ? null : lang)
  const readable = item.materials.flatMap(({ current, standing, ...material }) =>
    current && standing && standing.done > 0 ? [{ ...material, current, done: standing.done }] : [],
  )
  const pages = Map.groupBy(
    await pagesIn(
      db,
      readable.map(({ current }) => current.id),
    ),
    (row) => row.versionId,
  )
  return readable.map(({ id, title, locale: spoken, current, done }): Deck => {
    const href = viewPath(view.path, id)
    const whole = quoteOfLink(idFrom(`material ${id}`), title, `${baseUrl}${href}`, locale)
    const named = pick(title, locale) ?? { text: current.fileName, lang: locale }
    return {
      ...{ materialId: id, href, all: done },
      ...{ title: named.text, lang: other(named.lang), link: whole },
      pages: (pages.get(current.id) ?? []).map(({ page, small, width, height, text }): QuotedPage => {
        const source: PageSource = {
          ...{ title: named.text, titleLang: other(named.lang), page },
          lang: other(spoken ?? view.meeting.locale),
          href: `${baseUrl}${href}#${pageAnchor(page)}`,
        }
        return {
          ...{ page, width, height },
          picture: pictureHref({ id: current.id, networkId: item.networkId }, page, small),
          text: quoteOfPage(idFrom(`words of ${current.id} ${page}`), linesOf(text), source, locale),
          link: quoteOfPageLink(idFrom(`page of ${current.id} ${page}`), source, locale),
        }
      }),
    }
  })
}

const pagesIn = async (db: Db, versionIds: readonly string[]) =>
  versionIds.length === 0
    ? []
    : db
        .select({
          versionId: materialVersion.id,
          page: previewPage.page,
          small: previewPage.small,
          width: previewPage.width,
          height: previewPage.height,
          text: previewPage.text,
        })
        .from(materialVersion)
        .innerJoin(
          previewPage,
          and(eq(previewPage.networkId, materialVersion.networkId), eq(previewPage.sha256, materialVersion.sha256)),
        )
        .where(and(inArray(materialVersion.id, [...versionIds]), lte(previewPage.page, MOST_PAGES)))
        .orderBy(asc(previewPage.page))
