/** Rows and numbers for what was decided before there were any. */
import { and, eq } from 'drizzle-orm'
import { jobActor } from '#actor.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import type { Ground } from '#platform/ground.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import type { MinutesDocument } from '../../document.ts'
import type { MinutesRow } from '../../rules.ts'
import { act } from '../../standing/writes.ts'
import { minutes, minutesRevision } from '../../tables.ts'
import { giveNumbers, keepObjects } from '../keeping/writes.ts'
import { earlierMinutes } from './reads.ts'

/**
 * Gives the decisions of minutes that readers knew before there were numbers theirs, the oldest meeting first, so that what is decided next
 * goes on from them. Drafts get their rows when they are saved. Called at every start, and finds nothing after the first.
 * @returns of how many minutes
 */
export async function takeUpEarlier({ db, log }: Pick<Ground, 'db' | 'log'>): Promise<number> {
  const ids = await earlierMinutes(db)
  for (const id of ids)
    await takeUp(db, id).catch((error) =>
      // A meeting can be held without them: the next start tries again.
      log.error({ err: error, minutes: id }, 'decisions of earlier minutes got no numbers'),
    )
  return ids.length
}

const takeUp = (db: Db, id: string): Promise<void> =>
  inTransaction(db, async (tx) => {
    const [row] = await tx.select().from(minutes).where(eq(minutes.id, id)).for('update')
    if (!row) return
    const published = await publishedText(tx, row)
    if (published) {
      await keepObjects(tx, row, published)
      await giveNumbers(tx, row)
    }
    // What was written since readers got theirs is numbered when they get it.
    await keepObjects(tx, row, row.document)
    if (row.state !== 'draft') await giveNumbers(tx, row)
    await record(tx, jobActor(row.networkId), {
      ...act({ id: row.meetingId, networkId: row.networkId }, row, 'minutes.taken_up', { number: row.number }),
      raises: [meetingSubject(row.meetingId)],
    })
  })

async function publishedText(tx: Tx, row: MinutesRow): Promise<MinutesDocument | null> {
  if (row.publishedNumber === null) return null
  const [revision] = await tx
    .select({ document: minutesRevision.document })
    .from(minutesRevision)
    .where(and(eq(minutesRevision.minutesId, row.id), eq(minutesRevision.number, row.publishedNumber)))
  return revision?.document ?? null
}
