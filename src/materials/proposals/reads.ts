/** What speakers have proposed, beside what stands. */
import { and, asc, desc, eq, isNotNull, isNull, type SQL } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type ItemRow, itemPath, type MeetingRow, type SpeakerRow } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { network } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { appearance, item, speaker } from '#programme/tables.ts'
import { proposal } from '../tables.ts'
import { type Corrected, corrected, fieldOf, type ProposalRow, standingOf, type Texts, textsOf } from './rules.ts'

export interface ProposalView {
  readonly row: ProposalRow
  readonly field: Corrected
  readonly proposed: string
  readonly was: string
  readonly now: string
  readonly standing: ReturnType<typeof standingOf>
  readonly speaker: SpeakerRow
  readonly item: ItemRow
  /** `/{network}/{meeting}/{publicId}-{slug}` */
  readonly path: string
}

/** How many decided ones are kept in sight. */
const DECIDED_SHOWN = 50

/**
 * All that waits in a meeting, in the order it came, and what was decided last, newest first.
 * @throws NotFound for those who do not organise
 */
export async function proposalsAt(
  db: Db,
  actor: Actor,
  row: MeetingRow,
): Promise<{ open: ProposalView[]; decided: ProposalView[] }> {
  if (mayEdit(actor, row) !== 'yes') throw new NotFound()
  const of = (where: SQL) => and(eq(proposal.meetingId, row.id), where)!
  return {
    open: (await found(db, of(isNull(proposal.decidedAt))).orderBy(asc(proposal.at), asc(proposal.id)))
      .map(viewIn(row))
      .sort(asRead),
    decided: (
      await found(db, of(isNotNull(proposal.decidedAt)))
        .orderBy(desc(proposal.decidedAt), desc(proposal.id))
        .limit(DECIDED_SHOWN)
    ).map(viewIn(row)),
  }
}

/** How many wait in a meeting. */
export const countOpen = (db: Db, meetingId: string): Promise<number> =>
  db.$count(proposal, and(eq(proposal.meetingId, meetingId), isNull(proposal.decidedAt)))

function found(db: Db, where: SQL) {
  return db
    .select({ row: proposal, speaker, item, bio: appearance.bio, network: network.slug })
    .from(proposal)
    .innerJoin(speaker, eq(speaker.id, proposal.speakerId))
    .innerJoin(item, and(eq(item.id, speaker.itemId), isNull(item.deletedAt)))
    .innerJoin(network, eq(network.id, proposal.networkId))
    .leftJoin(appearance, eq(appearance.speakerId, speaker.id))
    .where(where)
    .$dynamic()
}

/** What came together stands as in the form it came from. */
const asRead = (a: ProposalView, b: ProposalView): number =>
  a.row.at === b.row.at ? corrected.indexOf(a.field) - corrected.indexOf(b.field) : 0

const viewIn =
  ({ slug, locale }: MeetingRow) =>
  (one: Awaited<ReturnType<typeof found>>[number]): ProposalView => {
    const field = fieldOf(one.row)
    const now = textsOf(one.item, one.speaker, one.bio, locale)
    return {
      ...{ row: one.row, field, speaker: one.speaker, item: one.item },
      proposed: one.row.proposed[field] ?? '',
      was: one.row.was[field] ?? '',
      now: now[field],
      standing: standingOf(one.row, now),
      path: itemPath(`/${one.network}/${slug}`, one.item, locale),
    }
  }

/** What one speaker has proposed: what waits, and of each text whether it was last left as it was. */
export async function proposalsOf(db: Db, speakerId: string): Promise<{ open: ProposalRow[]; left: Corrected[] }> {
  const rows = await db
    .select()
    .from(proposal)
    .where(eq(proposal.speakerId, speakerId))
    .orderBy(asc(proposal.at), asc(proposal.id))
  const newest = new Map(rows.map((row) => [fieldOf(row), row]))
  return {
    open: rows.filter((row) => row.decidedAt === null),
    left: [...newest.values()].filter((row) => row.accepted === false).map(fieldOf),
  }
}

/** The texts as they stand in the database, for a write or a page. @throws NotFound when nobody of this id speaks */
export async function textsNow(db: Db, speakerId: string, locale: MeetingRow['locale']): Promise<Texts> {
  const [row] = await db
    .select({ speaker, item, bio: appearance.bio })
    .from(speaker)
    .innerJoin(item, eq(item.id, speaker.itemId))
    .leftJoin(appearance, eq(appearance.speakerId, speaker.id))
    .where(eq(speaker.id, speakerId))
  if (!row) throw new NotFound()
  return textsOf(row.item, row.speaker, row.bio, locale)
}
