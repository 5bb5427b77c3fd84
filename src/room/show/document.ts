/** The stored shape of steps in a run of show. Every step says where it leads, never by how much: sent twice it is one. */

/**
 * started: this item runs now, whatever ran before stops · paused: a pause beyond the programme, until a time · resumed: back
 * to the item that was paused · extended: the item now has this many minutes · dropped, kept: an item is left out, or is in
 * again · replanned: new times for what is left · ended: the meeting is over, or over for the day
 */
export type StepKind = 'started' | 'paused' | 'resumed' | 'extended' | 'dropped' | 'kept' | 'replanned' | 'ended'

/** From and to, in milliseconds since 1970. */
export interface NewTime {
  readonly itemId: string
  readonly start: number
  readonly end: number
}

export interface StepDetail {
  /** started, extended, dropped, kept; for paused and resumed the item that waits. */
  readonly itemId?: string
  /** paused: back at this moment, where it was said. */
  readonly until?: string
  /** extended: whole minutes the item has in all. */
  readonly minutes?: number
  /** replanned: items that are left out, and new times of the others. */
  readonly times?: readonly NewTime[]
  readonly dropped?: readonly string[]
  /** started, paused, ended: the turn to speak whose clock that stopped. */
  readonly stopped?: string
}
