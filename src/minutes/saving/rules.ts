/**
 * The truth about whether what was written here is kept, as a pure state: the changes made here, and those of which the
 * server has said that the database has them. "Saved" follows only from that.
 */
import type { Ending } from '../together/rules.ts'

/** Why the line will not come back by itself. `replaced`: the shared text has begun anew, and what stands here belongs to the old one. */
export type Stop = Ending | 'replaced'

export interface Saving {
  /** Changes made here, and how many of them are known to be kept. */
  readonly made: number
  readonly kept: number
  /** When the server last kept something from here, as a clock time in words. */
  readonly at: string | null
  /** Whether this text and the server's have been compared on the line there is now. */
  readonly line: 'opening' | 'open' | 'lost'
  /** Attempts in a row to get a line. */
  readonly failures: number
  /** What the server says is wrong on its side; `silent`: it has not said anything for longer than it should take. */
  readonly trouble: 'database' | 'too_long' | 'silent' | null
  readonly stop: Stop | null
}

export type SavingEvent =
  | { readonly is: 'changed' }
  | { readonly is: 'opened' }
  | { readonly is: 'lost' }
  | { readonly is: 'kept'; readonly count: number; readonly at: string }
  | { readonly is: 'trouble'; readonly why: Saving['trouble'] }
  | { readonly is: 'stopped'; readonly why: Stop }

export const untouched: Saving = { made: 0, kept: 0, at: null, line: 'opening', failures: 0, trouble: null, stop: null }

export function next(state: Saving, event: SavingEvent): Saving {
  switch (event.is) {
    case 'changed':
      return { ...state, made: state.made + 1 }
    case 'opened':
      return { ...state, line: 'open', failures: 0, trouble: state.trouble === 'silent' ? null : state.trouble }
    case 'lost':
      return { ...state, line: 'lost', failures: state.failures + 1, trouble: null }
    case 'kept': {
      // An answer on an old line may come late, and nobody keeps what was not made.
      const kept = Math.min(state.made, Math.max(state.kept, event.count))
      return { ...state, kept, at: event.at, trouble: state.trouble === 'silent' ? null : state.trouble }
    }
    case 'trouble':
      return { ...state, trouble: event.why }
    case 'stopped':
      return { ...state, line: 'lost', stop: event.why }
  }
}

/** How many changes the database is not known to have. */
export const waiting = (state: Saving): number => state.made - state.kept

export type Status =
  | { readonly is: 'unchanged' }
  | { readonly is: 'saved'; readonly at: string }
  | { readonly is: 'saving' }
  | { readonly is: 'unsaved'; readonly changes: number }

/** What is said about it. */
export function statusOf(state: Saving): Status {
  if (waiting(state) === 0) return state.at === null ? { is: 'unchanged' } : { is: 'saved', at: state.at }
  const hindered = state.line === 'lost' || state.trouble === 'database' || state.trouble === 'silent' || state.stop !== null
  return hindered ? { is: 'unsaved', changes: waiting(state) } : { is: 'saving' }
}

/** So many attempts without ever a line: perhaps there will be none here, and the plain form is offered. */
export const looksBlocked = (state: Saving): boolean => state.line !== 'open' && state.failures >= 4
