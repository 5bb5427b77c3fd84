/** The meeting before in the series, as far as this writer may read it and it is about the same matter. */
import type { Actor } from '#actor.ts'
import { findMeeting, type ItemView, itemsOf, type MeetingView, readMeeting } from '#meeting/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { type Locale, pick } from '#platform/words/text.ts'
import { listObjects } from '../../objects/reads.ts'
import { isSameMatter, type LastItem, type LastTime, quoteOfBlock } from './rules.ts'

/**
 * @param baseUrl of the installation, without a slash at the end
 * @returns null where no meeting came before
 */
export async function lastTime(
  db: Db,
  actor: Actor,
  view: MeetingView,
  item: ItemView,
  baseUrl: string,
  locale: Locale,
): Promise<LastTime | null> {
  // Who comes before is told among what this actor may read.
  const row = view.previous && (await findMeeting(db, view.network.id, view.previous.slug))
  if (!row) return null
  const before = await readMeeting(db, actor, row)
  const same = [...itemsOf(before.days)].filter((one) => isSameMatter(item, one))
  const objects = await listObjects(
    db,
    actor,
    row,
    same.map((one) => one.id),
  )
  const named = pick(row.title, locale) ?? { text: row.slug, lang: locale }
  const items = same.map((one): LastItem => {
    const title = pick(one.title, locale) ?? { text: '', lang: locale }
    return {
      title: title.text,
      lang: title.lang === locale ? null : title.lang,
      path: one.path,
      minutes: one.minutes?.published ? { html: one.minutes.html, locale: one.minutes.locale } : null,
      quotes: objects
        .filter(({ itemId, block }) => itemId === one.id && block.kind !== 'answer')
        .map((object) => {
          const href = `${baseUrl}${one.path}#${object.block.id}`
          const source = { meeting: named.text, href, locale: object.locale, number: object.number }
          return quoteOfBlock(object.block, source, locale)
        }),
    }
  })
  return { title: named.text, lang: named.lang === locale ? null : named.lang, path: before.path, items: items.filter(isSaid) }
}

/** An item that was only on the programme says nothing. */
const isSaid = ({ minutes, quotes }: LastItem): boolean => minutes !== null || quotes.length > 0
