/**
 * What is new since somebody's last visit to a meeting. A visit goes on until nothing has been looked at for a while, so that
 * a reload does not make the marks vanish. The same on the server and in the browser: pure, and moments are milliseconds since
 * 1970.
 */

/** After so long without a look the next one is another visit. */
const VISIT_MS = 30 * 60_000

export interface Visit {
  /** When the page was looked at last, by the clock of whoever keeps this. */
  readonly looked: number
  /** How far it told then, by the server's clock. */
  readonly seen: number
  /** How far it told at the end of the visit before this one; null on the first. */
  readonly before: number | null
}

const isOver = (visit: Visit, now: number): boolean => now - visit.looked > VISIT_MS

/** From when on things are new to somebody who looks now; null to one who has not been here. */
export const sinceOf = (visit: Visit | null, now: number): number | null =>
  visit === null ? null : isOver(visit, now) ? visit.seen : visit.before

/** What is kept once somebody has looked. @param seen how far the page tells */
export function afterLook(visit: Visit | null, now: number, seen: number): Visit {
  if (visit === null) return { looked: now, seen, before: null }
  return {
    // Two windows may tell of their looks in another order than they looked.
    looked: Math.max(visit.looked, now),
    seen: Math.max(visit.seen, seen),
    before: isOver(visit, now) ? visit.seen : visit.before,
  }
}

export type ChangeKind =
  | 'presentation'
  | 'paper'
  | 'link'
  | 'recording'
  | 'version'
  | 'minutes'
  | 'approved'
  | 'decision'
  | 'item'
  | 'changed'
  | 'plan'

export interface Change {
  readonly at: number
  readonly kind: ChangeKind
}

/** A row of the programme or the plan as a whole, with what became of it. */
export interface Changed<C extends Change = Change> {
  /** The anchor of its place on the page. */
  readonly anchor: string
  readonly changes: readonly C[]
}

/** What is newer than a moment, and nothing else, in the same order. */
export const newerThan = <T extends Changed>(all: readonly T[], since: number): T[] =>
  all.flatMap((one) => {
    const changes = one.changes.filter((change) => change.at > since)
    return changes.length === 0 ? [] : [{ ...one, changes }]
  })

/** The moment of the newest of all; null where nothing has happened. */
export const newestOf = (all: readonly Changed[]): number | null =>
  all.flatMap((one) => one.changes).reduce<number | null>((newest, { at }) => Math.max(newest ?? at, at), null)

export type Mark = 'new' | 'changed'

/** Whether there is something new on a row, or only another form of what was there. */
export const markOf = ({ changes }: Changed): Mark => (changes.every(({ kind }) => isChange.has(kind)) ? 'changed' : 'new')

const isChange = new Set<ChangeKind>(['version', 'approved', 'changed'])
