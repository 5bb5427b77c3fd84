/**
 * Every write records one act in its own transaction and raises the revisions of what readers see. The signal to other
 * readers and processes leaves after commit: a write never knows who listens.
 */
import { inArray, sql } from 'drizzle-orm'
import type { Db, Tx } from '../db/db.ts'
import { newId } from '../db/id.ts'
import { anywhereIn, isOfMeeting, type Subject } from '../live/subjects.ts'
import { activity, revision, tombstone } from './tables.ts'

/** Who did it; an Actor fits. */
export interface Doer {
  readonly kind: string
  readonly person: { readonly id: string; readonly name: string } | null
}

export interface Act {
  readonly networkId: string | null
  /** What was done, in the past tense: 'item.changed'. */
  readonly action: string
  readonly about: { readonly kind: string; readonly id: string }
  readonly meetingId?: string
  readonly before?: unknown
  readonly after?: unknown
  readonly raises: readonly Subject[]
}

const raised = new WeakMap<object, Set<Subject>>()
let publish: (subjects: Subject[], revs: readonly number[]) => void = () => {}

/**
 * Set once by whoever carries the news to this process's caches and to other processes (`live/revisions.ts`).
 * @param listener is given the subjects of one commit, and the revision that each came to
 */
export function onRaised(listener: (subjects: Subject[], revs: readonly number[]) => void): void {
  publish = listener
}

let witness: (tx: Tx, by: Doer, act: Act) => Promise<void> = async () => {}

/**
 * Set once by the application, for what follows from an act and must stand or fall with it. It is called in the act's own
 * transaction, after the rows it is about were written, so it may read what they have become.
 */
export function onRecorded(listener: (tx: Tx, by: Doer, act: Act) => Promise<void>): void {
  witness = listener
}

/**
 * Runs a write in one transaction. What it raised is written last of all: every write to a meeting locks the meeting's
 * revision, and if some did so before their other rows and some after, they would wait for each other in a ring. It is
 * published after commit, and only then.
 */
export async function inTransaction<T>(db: Db, write: (tx: Tx) => Promise<T>): Promise<T> {
  const outer = raised.get(db)
  const subjects = outer ?? new Set<Subject>()
  let revs: ReadonlyMap<string, number> = new Map()
  const result = await db.transaction(async (tx) => {
    raised.set(tx, subjects)
    const result = await write(tx as unknown as Tx)
    // A write called by another write joins its transaction, and the end is not here.
    if (!outer) revs = await writeRevisions(tx, subjects)
    return result
  })
  if (!outer && subjects.size > 0)
    publish(
      [...subjects],
      [...subjects].map((subject) => revs.get(subject)!),
    )
  return result
}

/** Records an act and raises its subjects. Call it in the transaction of the act. */
export async function record(tx: Tx, by: Doer, act: Act): Promise<void> {
  await tx.insert(activity).values({
    id: newId(),
    networkId: act.networkId,
    byKind: by.kind,
    byPerson: by.person?.id ?? null,
    byName: by.person?.name ?? null,
    action: act.action,
    aboutKind: act.about.kind,
    aboutId: act.about.id,
    meetingId: act.meetingId ?? null,
    before: act.before ?? null,
    after: act.after ?? null,
  })
  await witness(tx, by, act)
  await raise(tx, act.raises)
  if (act.networkId && act.raises.some(isOfMeeting)) await raise(tx, [anywhereIn(act.networkId)])
}

/** Raises revisions without an act: for what changes by the clock or in sums. */
export async function raise(tx: Tx, subjects: readonly Subject[]): Promise<void> {
  const waiting = raised.get(tx)
  if (!waiting) throw new Error('raised outside of inTransaction')
  for (const subject of subjects) waiting.add(subject)
}

/** @returns the revision that each came to */
async function writeRevisions(tx: Db, subjects: ReadonlySet<Subject>): Promise<ReadonlyMap<string, number>> {
  if (subjects.size === 0) return new Map()
  const rows = await tx
    .insert(revision)
    // Sorted, so that two transactions raising the same subjects never wait for each other in a ring.
    .values([...subjects].sort().map((subject) => ({ subject, rev: 1 })))
    .onConflictDoUpdate({ target: revision.subject, set: { rev: sql`${revision.rev} + 1`, raisedAt: sql`clock_timestamp()` } })
    .returning({ subject: revision.subject, rev: revision.rev })
  return new Map(rows.map((row) => [row.subject, row.rev]))
}

/** Leaves marks that objects were deleted. */
export async function bury(
  tx: Tx,
  dead: { id: string | readonly string[]; networkId: string; kind: string; meetingId?: string },
): Promise<void> {
  await tx
    .insert(tombstone)
    .values([dead.id].flat().map((id) => ({ ...dead, id, meetingId: dead.meetingId ?? null })))
    .onConflictDoNothing()
}

/** Takes the marks away again when a deletion is undone. */
export async function unbury(tx: Tx, id: string | readonly string[]): Promise<void> {
  await tx.delete(tombstone).where(inArray(tombstone.id, [id].flat()))
}
