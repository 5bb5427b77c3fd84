/** The meeting before in the series, as far as this writer may read it and it is about the same matter. */
import { type ActionView, listActions } from '#actions/reads.ts'
import { isOpen } from '#actions/rules.ts'
import type { Actor } from '#actor.ts'
import { findMeeting, type ItemView, itemsOf, type MeetingView, readMeeting } from '#meeting/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { type Locale, pick } from '#platform/words/text.ts'
import { listObjects } from '../../objects/reads.ts'
import { isSameMatter, type LastItem, type LastTime, type Live, quoteOfAction, quoteOfBlock } from './rules.ts'

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
  const followed = await listActions(db, actor, view.network, { meetingId: row.id })
  const byBlock = new Map(followed.map((one) => [`${one.item?.id} ${one.blockId}`, one]))
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
        .flatMap((object) => {
          const live = byBlock.get(`${one.id} ${object.block.id}`)
          // What was done, or ended otherwise, asks for nothing any more.
          if (live && !isOpen(live)) return []
          const href = `${baseUrl}${one.path}#${object.block.id}`
          const source = { meeting: named.text, href, locale: object.locale, number: object.number }
          return [live ? quoteOfAction(liveOf(live, locale), source, locale) : quoteOfBlock(object.block, source, locale)]
        }),
    }
  })
  const earlier = await earlierOpen(db, actor, view, item, row.id)
  const all = [...items, ...earlier.map((one) => earlierItem(one, baseUrl, locale))]
  return { title: named.text, lang: named.lang === locale ? null : named.lang, path: before.path, items: all.filter(isSaid) }
}

/** What is still to be done of the same matter from meetings of the series before the last one. */
async function earlierOpen(db: Db, actor: Actor, view: MeetingView, item: ItemView, lastId: string): Promise<ActionView[]> {
  const { seriesId, startsAt } = view.meeting
  if (seriesId === null) return []
  const open = await listActions(db, actor, view.network, { seriesId, open: true })
  return open.filter(
    (one) =>
      one.item !== null &&
      one.meeting!.id !== lastId &&
      one.meeting!.id !== view.meeting.id &&
      (startsAt === null || (one.meeting!.startsAt ?? '') < startsAt) &&
      isSameMatter(item, { title: one.item.title, matterId: one.matterId }),
  )
}

function earlierItem(one: ActionView, baseUrl: string, locale: Locale): LastItem {
  const title = pick(one.item!.title, locale) ?? { text: '', lang: locale }
  const source = {
    meeting: pick(one.meeting!.title, locale)?.text ?? one.meeting!.slug,
    href: `${baseUrl}${one.item!.path}${one.blockId ? `#${one.blockId}` : ''}`,
  }
  return {
    title: title.text,
    lang: title.lang === locale ? null : title.lang,
    path: one.item!.path,
    minutes: null,
    quotes: [quoteOfAction(liveOf(one, locale), source, locale)],
  }
}

function liveOf(one: ActionView, locale: Locale): Live {
  const owners = [one.ownerName, pick(one.ownerOrganisation, locale)?.text, one.project].filter((name): name is string => !!name)
  return {
    ...{ id: one.blockId ?? one.id, text: one.text, locale: one.locale, due: one.due, dueToCome: one.dueToCome },
    ...{ status: one.status, owners: owners.length > 0 ? [...new Set(owners)] : one.who ? [one.who] : [] },
    last: one.last?.text ?? null,
  }
}

/** An item that was only on the programme says nothing. */
const isSaid = ({ minutes, quotes }: LastItem): boolean => minutes !== null || quotes.length > 0
