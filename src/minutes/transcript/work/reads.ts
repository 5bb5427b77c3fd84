/** One transcript with all that its page shows. */
import type { Actor } from '#actor.ts'
import { itemsOf, readMeeting } from '#meeting/reads.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import type { Db } from '#platform/db/db.ts'
import { instantOf } from '#platform/words/instant.ts'
import { type Locale, pick } from '#platform/words/text.ts'
import { findTranscript, lineItem, linesIn, sharesOf, spansIn, speakersOf } from '../reads.ts'
import { wallOf } from '../rules.ts'
import { candidatesOf } from '../speakers/reads.ts'

/** So many lines on one page: about an hour and a half of talking. */
const SHOWN = 400

/** What a page asks for: the item whose lines are to be read (the first that has some), where they begin, a line to change or lead to. */
export interface Asked {
  /** An item's id; '' for what is between the items. */
  readonly item?: string | undefined
  readonly from?: string | undefined
  /** The line to be changed. */
  readonly line?: string | undefined
  /** A line to lead to, wherever it stands by now. */
  readonly at?: string | undefined
}

/** @throws NotFound alike when there is none and when it is not for the actor */
export async function readWork(db: Db, actor: Actor, meeting: MeetingRow, id: string, asked: Asked, locale: Locale) {
  const row = await findTranscript(db, actor, meeting, id)
  const view = await readMeeting(db, actor, meeting)
  const all = [...itemsOf(view.days)]
  const items = all.map((item) => {
    const title = pick(item.title, locale)
    return { id: item.id, title: title?.text ?? '', lang: title && title.lang !== locale ? title.lang : undefined }
  })
  const spans = await spansIn(db, meeting)
  const shares = await sharesOf(db, id)
  const number = numberIn(asked.line ?? asked.at)
  const first = items.find((item) => shares.some((share) => share.itemId === item.id))?.id ?? ''
  const itemId = asked.item ?? (number === null ? first : ((await lineItem(db, row, number)) ?? ''))
  const item = items.find((one) => one.id === itemId) ?? null
  const began = row.beganAt === null ? null : instantOf(row.beganAt).epochMilliseconds
  // The meeting begins with what is planned first, and the recording about then.
  const likely = began ?? spans[0]?.from ?? (meeting.startsAt ? instantOf(meeting.startsAt).epochMilliseconds : null)
  return {
    row,
    items,
    spans,
    speakers: await speakersOf(db, id),
    candidates: await candidatesOf(db, actor, meeting),
    shares,
    tracks: [...new Set(all.flatMap((one) => one.track ?? []))],
    clock: likely === null ? { date: '', time: '' } : wallOf(likely, meeting.timezone),
    open: {
      item,
      ...pageOf(await linesIn(db, row, item?.id ?? null), number, numberIn(asked.from) ?? 0),
      chosen: numberIn(asked.line),
    },
  }
}

/** The number of a line in an address; null where there is none. */
const numberIn = (text: string | undefined): number | null => (/^\d{1,6}$/.test(text ?? '') ? Number(text) : null)

/** Some of many lines: those from a number on, or such that the one that is looked for is among them. */
function pageOf<Line extends { readonly number: number }>(lines: readonly Line[], number: number | null, from: number) {
  const begin = Math.max(
    0,
    lines.findIndex((line) => line.number >= from),
  )
  const sought = number === null ? -1 : lines.findIndex((line) => line.number === number)
  const first = sought >= 0 && (sought < begin || sought >= begin + SHOWN) ? sought - (sought % SHOWN) : begin
  return { lines: lines.slice(first, first + SHOWN), next: lines[first + SHOWN]?.number ?? null }
}
