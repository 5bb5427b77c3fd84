/**
 * The truth about whether a text is saved, as a pure state: what the person has done, what is on its way, and what the
 * server has said that it has. "Saved" follows only from an answer.
 */

/** Why nothing more is sent until the person has chosen what to do. */
export type Stop = 'conflict' | 'taken' | 'approved' | 'signed_out' | 'unusable'

export interface Saving {
  /** The revision that the text here is made from. */
  readonly number: number
  /** When the server last took it, as a clock time in words; null when nothing was saved from here. */
  readonly at: string | null
  /** Edits made here, in bursts; every text that differs from one that was sent has a higher count. */
  readonly edits: number
  /** The highest count that was ever sent, and the one whose answer is awaited. */
  readonly tried: number
  readonly sent: number | null
  /** The highest count that the server has answered for. */
  readonly stored: number
  /** Attempts in a row without an answer that helps, and why the last one failed. */
  readonly failures: number
  readonly trouble: 'line' | 'server' | null
  readonly stop: Stop | null
}

export type SavingEvent =
  /** Something was changed; `burst` when it follows upon a pause. */
  | { readonly is: 'edited'; readonly burst: boolean }
  | { readonly is: 'sent' }
  | { readonly is: 'answered'; readonly edits: number; readonly number: number; readonly at: string }
  | { readonly is: 'failed'; readonly trouble: 'line' | 'server' }
  | { readonly is: 'stopped'; readonly why: Stop }
  /** The person has chosen to go on, with the text here made from this revision. */
  | { readonly is: 'resumed'; readonly number: number }

export const unchanged = (number: number): Saving => ({
  number,
  at: null,
  edits: 0,
  tried: 0,
  sent: null,
  stored: 0,
  failures: 0,
  trouble: null,
  stop: null,
})

export function next(state: Saving, event: SavingEvent): Saving {
  switch (event.is) {
    case 'edited':
      // An edit after a send must count, or the new text would pass for the one that was sent.
      return event.burst || state.edits === state.tried ? { ...state, edits: state.edits + 1 } : state
    case 'sent':
      return { ...state, sent: state.edits, tried: state.edits }
    case 'answered':
      return {
        ...state,
        number: Math.max(state.number, event.number),
        at: event.at,
        stored: Math.max(state.stored, event.edits),
        sent: null,
        failures: 0,
        trouble: null,
      }
    case 'failed':
      return { ...state, sent: null, failures: state.failures + 1, trouble: event.trouble }
    case 'stopped':
      return { ...state, sent: null, stop: event.why }
    case 'resumed':
      return { ...state, number: event.number, stop: null, failures: 0, trouble: null }
  }
}

/** How many changes the server is not known to have. */
export const waiting = (state: Saving): number => state.edits - state.stored

export type Status =
  | { readonly is: 'unchanged' }
  | { readonly is: 'saved'; readonly at: string }
  | { readonly is: 'saving' }
  | { readonly is: 'unsaved'; readonly changes: number }

/** What is said about it. */
export function statusOf(state: Saving): Status {
  if (waiting(state) === 0) return state.at === null ? { is: 'unchanged' } : { is: 'saved', at: state.at }
  if (state.stop !== null || state.trouble !== null) return { is: 'unsaved', changes: waiting(state) }
  return { is: 'saving' }
}

const QUIET_MS = 800
const LONGEST_MS = 30_000

/** In how many milliseconds to send; null when there is nothing to send, or nothing may be sent now. */
export function sendIn(state: Saving): number | null {
  if (waiting(state) === 0 || state.sent !== null || state.stop !== null) return null
  return state.failures === 0 ? QUIET_MS : Math.min(LONGEST_MS, 1000 * 2 ** (state.failures - 1))
}
