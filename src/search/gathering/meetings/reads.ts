/** A meeting's own words: title, summary, and the texts around its programme. */
import { asc, eq } from 'drizzle-orm'
import { meeting, meetingText } from '#meeting/tables.ts'
import type { Db } from '#platform/db/db.ts'
import type { Passage } from '../../document.ts'
import { at, inAny, levelOf, numbered, type Source, versions } from '../rules.ts'

type Row = typeof meeting.$inferSelect

/** A meeting as a source, by what it says of itself; null where nobody is to find it: it is deleted, or a pattern for others. */
export async function readSource(db: Db, id: string): Promise<{ readonly source: Source; readonly row: Row } | null> {
  const [row] = await db.select().from(meeting).where(eq(meeting.id, id))
  if (!row || row.deletedAt !== null || row.template) return null
  const { networkId, seriesId, locale } = row
  const day = (row.startsAt ?? row.createdAt).slice(0, 10)
  return { source: { id, networkId, seriesId, locale, day, level: levelOf(row.publishedAt === null ? 3 : 0, row.audience) }, row }
}

export async function gatherMeeting(db: Db, source: Source, row: Row): Promise<Passage[]> {
  const around = await db
    .select()
    .from(meetingText)
    .where(eq(meetingText.meetingId, source.id))
    .orderBy(asc(meetingText.position))
  const own = versions(row.locale, { title: row.title, summary: row.summary }).map(
    ({ locale, texts }): Passage => ({
      ...at(source),
      kind: 'meeting',
      sourceId: source.id,
      locale,
      title: texts.title || inAny(row.title, row.locale),
      text: [texts.summary, row.place].filter(Boolean).join('\n'),
    }),
  )
  const texts = around.flatMap((one) =>
    versions(row.locale, { heading: one.heading, body: one.body }).map(
      ({ locale, texts }): Passage => ({
        ...at(source),
        kind: 'meeting',
        sourceId: source.id,
        level: levelOf(source.level, one.audience),
        locale,
        title: texts.heading || inAny(row.title, locale),
        text: texts.body ?? '',
      }),
    ),
  )
  return numbered([...own, ...texts])
}
