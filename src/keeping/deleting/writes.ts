/** Deletes what an owner approved, once the days of grace are over: one document to a transaction, so that a stop costs nothing. */
import { and, asc, eq, lte, notInArray } from 'drizzle-orm'
import { jobActor } from '#actor.ts'
import { deleteMaterial } from '#materials/retention/writes.ts'
import { deleteDrafts, deleteMinutes } from '#minutes/retention/writes.ts'
import { deleteLetter } from '#notices/retention/writes.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import { deleteInputs } from '#questions/retention/writes.ts'
import type { DueRow } from '../due/reads.ts'
import { type DeletedKind, dueDocument } from '../tables.ts'

/** @returns the ids of files' versions that went with it */
type Delete = (tx: Tx, id: string) => Promise<readonly string[]>

const material: Delete = async (tx, id) => (await deleteMaterial(tx, id)) ?? []
const without =
  (remove: (tx: Tx, id: string) => Promise<boolean>): Delete =>
  async (tx, id) => {
    await remove(tx, id)
    return []
  }

const deletes: Readonly<Record<DeletedKind, Delete>> = {
  presentation: material,
  paper: material,
  recording: material,
  minutes: without(deleteMinutes),
  draft: without(deleteDrafts),
  question: without(deleteInputs),
  letter: without(deleteLetter),
}

/**
 * One that cannot be deleted keeps no other: it stays for the next night.
 * @returns how many went
 * @throws the first of what went wrong, once all were tried
 */
export async function deleteApproved(db: Db, now: Temporal.Instant, stopping?: AbortSignal): Promise<number> {
  const isTime = and(eq(dueDocument.state, 'approved'), lte(dueDocument.deleteAt, now.toString()))
  const failures = new Map<string, unknown>()
  for (let n = 0; ; ) {
    stopping?.throwIfAborted()
    const at: { id: string | null } = { id: null }
    const went = await inTransaction(db, async (tx) => {
      const [row] = await tx
        .select()
        .from(dueDocument)
        .where(and(isTime, notInArray(dueDocument.id, [...failures.keys()])))
        .orderBy(asc(dueDocument.deleteAt), asc(dueDocument.id))
        .limit(1)
        // Whoever takes one back at this moment comes first or last, never in between.
        .for('update', { skipLocked: true })
      if (!row) return false
      at.id = row.id
      await deleteOne(tx, row, now)
      return true
    }).catch((error: unknown) => {
      if (at.id === null) throw error
      failures.set(at.id, error)
      return null
    })
    if (went) n++
    if (went !== false) continue
    for (const failure of failures.values()) throw failure
    return n
  }
}

async function deleteOne(tx: Tx, row: DueRow, now: Temporal.Instant): Promise<void> {
  const files = await deletes[row.kind](tx, row.aboutId)
  await tx
    .update(dueDocument)
    .set({ state: 'deleted', deletedAt: now.toString(), deleteAt: null, files: [...new Set([...row.files, ...files])] })
    .where(eq(dueDocument.id, row.id))
  await record(tx, jobActor(row.networkId), {
    networkId: row.networkId,
    action: 'keeping.deleted',
    about: { kind: row.kind, id: row.aboutId },
    ...(row.meetingId && { meetingId: row.meetingId }),
    after: { years: row.years, outAt: row.outAt },
    raises: row.meetingId ? [meetingSubject(row.meetingId)] : [],
  })
}
