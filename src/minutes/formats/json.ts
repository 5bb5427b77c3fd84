/** Minutes as data, `samling.minutes/1`: what docs/formats.md says of it. */
import { itemsOf } from '#meeting/reads.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { BlockKind } from '../document.ts'
import { htmlOf } from '../html/rules.ts'
import type { Attendant, ItemMinutes, WholeMinutes } from '../whole/reads.ts'
import { plainOf, textOf } from './body.ts'
import type { MinutesSheet, SheetBlock, SheetItem, SheetPicture } from './sheet.ts'

const MINUTES_FORMAT = 'samling.minutes/1'

/** @param sheet of the same minutes */
export function minutesJson({ view, texts, present, presentAt }: WholeMinutes, sheet: MinutesSheet) {
  const { meeting, network, series } = view
  const rows = new Map([...itemsOf(view.days)].map((item) => [item.id, item]))
  return {
    format: MINUTES_FORMAT,
    uid: meeting.uid,
    publicId: meeting.publicId,
    url: sheet.url,
    revisedAt: sheet.changedAt,
    network: { slug: network.slug, name: network.name },
    series: series && { slug: series.slug, name: series.name },
    title: meeting.title,
    startsAt: iso(meeting.startsAt),
    endsAt: iso(meeting.endsAt),
    timezone: meeting.timezone,
    place: meeting.place,
    attendance: meeting.attendance,
    /** Null for readers who are not told who was there. */
    present: present?.map(attendantJson) ?? null,
    items: sheet.items.map((item) => {
      const row = rows.get(item.id)!
      const text = texts.get(item.id)
      return {
        uid: row.uid,
        publicId: row.publicId,
        url: item.url,
        partOf: row.parentId ? (rows.get(row.parentId)?.uid ?? null) : null,
        title: row.title,
        /** Null where it is not kept for the item, too. */
        present: presentAt.get(item.id)?.map(attendantJson) ?? null,
        outcome: row.outcome && {
          kind: row.outcome.kind,
          referredTo: row.outcome.referredTo,
          /** Where it was postponed to. */
          to: row.outcome.to && { slug: row.outcome.to.slug, title: row.outcome.to.title },
        },
        minutes: text ? textJson(text, item) : null,
      }
    }),
  }
}

const attendantJson = ({ name, from, presence, mode }: Attendant) => ({ name, organisation: from, presence, mode })

function textJson(text: ItemMinutes, { minutes }: SheetItem) {
  const blocks = (is: BlockKind) =>
    (minutes?.parts ?? []).filter((part): part is SheetBlock => part.kind === 'block' && part.is === is)
  return {
    id: text.id,
    locale: text.locale,
    state: text.state,
    published: text.published,
    revision: text.number,
    revisedAt: iso(text.at),
    approvedAt: iso(text.approvedAt),
    approvedBy: text.approvedBy,
    writtenBy: text.writtenBy,
    amendments: text.amendments.map((one) => ({ number: one.number, text: one.text, by: one.byName, at: iso(one.at) })),
    html: htmlOf(text.document, text.locale),
    text: plainOf(minutes?.parts ?? []),
    decisions: blocks('decision').map(({ id, number, taken, parts }) => ({ id, number, text: plainOf(parts), ...taken })),
    actions: blocks('action').map(({ id, who, due, parts }) => ({ id, text: plainOf(parts), who, due })),
    answers: blocks('answer').map(({ id, question, parts }) => ({
      id,
      question: question && textOf(question),
      text: plainOf(parts),
    })),
    /** Empty for readers who are not told who was there. */
    attendance: blocks('attendance').map(({ id, who, attending, parts }) => ({ id, text: plainOf(parts), who, ...attending })),
    pictures: (minutes?.parts ?? [])
      .filter((part): part is SheetPicture => part.kind === 'picture')
      .map(({ file, href, alt, decorative, size }) => ({ id: file, url: href, alt, decorative, ...size })),
  }
}

const iso = (at: string | null): string | null => at && instantOf(at).toString()
