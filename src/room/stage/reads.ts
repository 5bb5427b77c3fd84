/** What the big screen shows: the chair's choice for all who follow the room, and all of it for the screen itself. */
import { and, eq, isNull } from 'drizzle-orm'
import { pageOf, previewOf } from '#materials/previews/reads.ts'
import { mayHand } from '#materials/previews/rules.ts'
import { material, materialVersion } from '#materials/tables.ts'
import type { MeetingRow } from '#meeting/reads.ts'
import { narrowest } from '#meeting/rules.ts'
import type { Db } from '#platform/db/db.ts'
import type { Words } from '#platform/words/text.ts'
import { item } from '#programme/tables.ts'
import { type QuestionsPart, readQuestions } from '#questions/room/reads.ts'
import { roomOf } from '../entry/reads.ts'
import { seesIn } from '../entry/rules.ts'
import { type FloorPart, readFloor } from '../floor/reads.ts'
import { type GroupsPart, readGroups } from '../groups/reads.ts'
import { type PollsPart, readPolls } from '../polls/reads.ts'
import { readShow, type ShowPart } from '../show/reads.ts'
import { type QrCode, qrOf } from './code/rules.ts'
import type { StageView } from './document.ts'
import { screenChannel } from './rules.ts'

/** What the chair has put on the big screen. */
export interface StagePart {
  readonly view: StageView
}

/** A page of a material, as it is shown on the big screen. */
export interface Slide {
  readonly title: Words
  readonly page: number
  readonly pages: number
  /** Below `/{network}/{meeting}/`. */
  readonly picture: string
}

export interface ScreenState {
  readonly show: ShowPart
  readonly stage: StagePart
  readonly questions: QuestionsPart
  readonly floor: FloorPart
  readonly polls: PollsPart
  readonly groups: GroupsPart
  readonly slide: Slide | null
  /** How guests come in; null where none may. */
  readonly entry: { readonly code: string; readonly address: string; readonly qr: QrCode } | null
}

/** Everything the big screen can show, as the widest of those before it may see it. */
export async function readScreen(db: Db, meeting: MeetingRow, baseUrl: string): Promise<ScreenState> {
  const channel = screenChannel(meeting)
  const settings = await roomOf(db, meeting)
  const { code, stage } = settings
  const slide = stage.view === 'slide' ? await pictureOf(db, meeting, stage.id, stage.page) : null
  const address = `${baseUrl}/k`
  return {
    show: await readShow(db, meeting, channel),
    stage: { view: stage },
    questions: await readQuestions(db, meeting, channel, settings),
    floor: await readFloor(db, meeting, channel, settings),
    polls: await readPolls(db, meeting, channel),
    groups: await readGroups(db, meeting, channel),
    slide: slide && {
      title: slide.title,
      page: slide.page,
      pages: slide.pages,
      picture: `stage/slides/${stage.view === 'slide' ? stage.id : ''}/${slide.page}?${slide.sha256.slice(0, 16)}`,
    },
    entry: code ? { code, address: address.replace(/^https?:\/\//, ''), qr: qrOf(`${address}/${code}`) } : null,
  }
}

/**
 * A page of a material that may stand on the big screen: published, for all who may be before it, and clean.
 * @param scanning whether files are handed out only when they were looked through
 */
export async function pictureOf(
  db: Db,
  meeting: MeetingRow,
  materialId: string,
  page: number,
  scanning = false,
): Promise<{ readonly title: Words; readonly sha256: string; readonly page: number; readonly pages: number } | null> {
  const [row] = await db
    .select({ material, version: materialVersion, about: item.audience, shelf: item.dayId })
    .from(material)
    .innerJoin(materialVersion, eq(materialVersion.id, material.currentVersionId))
    .leftJoin(item, and(eq(item.id, material.itemId), isNull(item.deletedAt)))
    .where(and(eq(material.id, materialId), eq(material.meetingId, meeting.id), isNull(material.deletedAt)))
  if (!row || row.material.publishedAt === null) return null
  if (row.material.itemId !== null && (row.about === null || row.shelf === null)) return null
  if (!seesIn(screenChannel(meeting), narrowest(row.material.audience, row.about ?? 'public'))) return null
  const preview = await previewOf(db, meeting.networkId, row.version.sha256)
  if (!preview || preview.done === 0 || mayHand(preview.scan, scanning) !== 'yes') return null
  const at = Math.min(page, preview.done)
  const picture = await pageOf(db, meeting.networkId, row.version.sha256, at)
  return picture && { title: row.material.title, sha256: picture.large, page: at, pages: preview.done }
}
