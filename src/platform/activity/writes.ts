/**
 * Every write records one act in its own transaction and raises the revisions of what readers see. The signal to other
 * readers and processes leaves after commit: a write never knows who listens.
 */
import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../db/db.ts'
import { newId } from '../db/id.ts'
import type { Subject } from '../live/subjects.ts'
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
let publish: (subjects: Subject[]) => void = () => {}

/** Set once by whoever carries the news to this process's caches and to other processes (`live/revisions.ts`). */
export function onRaised(listener: (subjects: Subject[]) => void): void {
  publish = listener
}

/** Runs a write in one transaction; what it raised is published after commit, and only then. */
export async function inTransaction<T>(db: Db, write: (tx: Tx) => Promise<T>): Promise<T> {
  const subjects = new Set<Subject>()
  const result = await db.transaction(async (tx) => {
    // A write called by another write joins its transaction.
    const outer = raised.get(db)
    raised.set(tx, outer ?? subjects)
    return write(tx as unknown as Tx)
  })
  if (!raised.has(db) && subjects.size > 0) publish([...subjects])
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
  await raise(tx, act.raises)
}

/** Raises revisions without an act: for what changes by the clock or in sums. */
export async function raise(tx: Tx, subjects: readonly Subject[]): Promise<void> {
  if (subjects.length === 0) return
  // Sorted, so that two transactions raising the same subjects never wait for each other in a ring.
  const unique = [...new Set(subjects)].sort()
  await tx
    .insert(revision)
    .values(unique.map((subject) => ({ subject, rev: 1 })))
    .onConflictDoUpdate({ target: revision.subject, set: { rev: sql`${revision.rev} + 1`, raisedAt: sql`clock_timestamp()` } })
  const set = raised.get(tx)
  for (const subject of unique) set?.add(subject)
}

/** Leaves a mark that an object was deleted. */
export async function bury(tx: Tx, dead: { id: string; networkId: string; kind: string; meetingId?: string }): Promise<void> {
  await tx
    .insert(tombstone)
    .values({ ...dead, meetingId: dead.meetingId ?? null })
    .onConflictDoNothing()
}

/** Takes the mark away again when a deletion is undone. */
export async function unbury(tx: Tx, id: string): Promise<void> {
  await tx.delete(tombstone).where(sql`${tombstone.id} = ${id}`)
}
