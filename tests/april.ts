/** The meeting of 29 April 2020 in the small world, published, with a presentation and minutes on some of its items. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { material, materialVersion } from '#materials/tables.ts'
import { findMeeting, type MeetingRow } from '#meeting/reads.ts'
import { publish } from '#meeting/writes.ts'
import type { MinutesState } from '#minutes/tables.ts'
import { minutes, minutesRevision } from '#minutes/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { createMeetingFromText } from '#programme/intake/writes.ts'
import { item } from '#programme/tables.ts'
import type { World } from './world.ts'

export type ItemRow = typeof item.$inferSelect

export interface April {
  meeting: MeetingRow
  /** In the order of the programme, parts and breaks too. */
  items: ItemRow[]
  /** The item whose title holds these words. */
  item(words: string): ItemRow
}

export async function aprilMeeting(world: World): Promise<April> {
  const { db } = world.ground
  const text = readFileSync(join(import.meta.dirname, '..', 'sample', 'april-2020.txt'), 'utf8')
  const actor = await world.actor('organiser')
  const made = await createMeetingFromText(db, actor, world.networkId, text, { seriesId: world.seriesId })
  await publish(db, await world.actor('organiser', made.id), made.id)
  const items = await db.select().from(item).where(eq(item.meetingId, made.id)).orderBy(item.position)
  const april: April = {
    meeting: (await findMeeting(db, world.networkId, made.slug))!,
    items,
    item: (words) => {
      const found = items.find((one) => one.title.nb?.includes(words))
      if (!found) throw new Error(`no item about "${words}" in: ${items.map((one) => one.title.nb).join(' | ')}`)
      return found
    },
  }
  return april
}

export interface Given {
  readonly publishedAt?: string | null
  readonly audience?: 'public' | 'members' | 'invited'
}

/** Hangs a presentation with pages on an item, without a file on disk: for what is told of it, not for downloads. */
export async function givePresentation(db: Db, of: ItemRow, title: string, given: Given = {}): Promise<string> {
  const [id, versionId] = [newId(), newId()]
  const home = { networkId: of.networkId, meetingId: of.meetingId, itemId: of.id }
  await db.insert(material).values({
    ...home,
    id,
    kind: 'presentation',
    title: { nb: title },
    position: 0,
    currentVersionId: versionId,
    audience: given.audience ?? 'public',
    publishedAt: given.publishedAt === undefined ? '2020-05-05T10:00:00Z' : given.publishedAt,
  })
  await db.insert(materialVersion).values({
    id: versionId,
    networkId: of.networkId,
    materialId: id,
    number: 1,
    sha256: 'a'.repeat(64),
    fileName: 'Utkast til plan.pdf',
    mediaType: 'application/pdf',
    size: 2_100_000,
    pages: 18,
  })
  return id
}

/** Gives an item minutes with one revision; `html` is what readers get when it is published. */
export async function giveMinutes(
  db: Db,
  of: ItemRow,
  html: string,
  given: { publishedAt?: string | null; state?: MinutesState; locale?: 'nb' | 'nn' } = {},
): Promise<string> {
  const id = newId()
  const publishedAt = given.publishedAt === undefined ? '2020-05-06T12:10:00Z' : given.publishedAt
  const text = { document: { type: 'doc' as const, content: [] }, html, text: html }
  await db.insert(minutes).values({
    ...text,
    id,
    networkId: of.networkId,
    meetingId: of.meetingId,
    itemId: of.id,
    number: 1,
    locale: given.locale ?? 'nb',
    state: given.state ?? 'approved',
    approvedAt: given.state === 'draft' ? null : publishedAt,
    publishedAt,
    publishedNumber: publishedAt ? 1 : null,
  })
  await db
    .insert(minutesRevision)
    .values({ ...text, networkId: of.networkId, minutesId: id, number: 1, byName: 'Marte Kirkerud' })
  return id
}

/** A decision as the minutes hold it. */
export const block = (kind: 'decision' | 'action' | 'answer', id: string, text: string, meta = ''): string =>
  `<div class="sm-block" data-block="${kind}" data-color="lyng" id="${id}"><p class="sm-block__kind"><svg class="icon"><path d="M0 0"/></svg>Merke</p>` +
  `<div class="sm-block__text"><p>${text}</p></div>${meta && `<p class="sm-block__meta">${meta}</p>`}</div>`
