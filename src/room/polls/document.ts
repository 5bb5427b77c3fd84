import type { Words } from '#platform/words/text.ts'

/** One of those to choose among. The id is short, stable and never shown. */
export interface PollOption {
  readonly id: string
  readonly label: Words
}

/** A ballot: options in order of preference (one for most kinds), a step of a scale, or free words. */
export interface Choice {
  readonly options?: readonly string[]
  readonly step?: number
  readonly text?: string
}

/** A count, as it is shown and kept. */
export interface Result {
  /** Ballots given. */
  readonly ballots: number
  /** Votes for each option (for a ranking: its points), by id; for a scale by step. */
  readonly counts: Readonly<Record<string, number>>
  /** Free words, each with how often it was written. */
  readonly texts?: readonly { readonly text: string; readonly count: number }[]
  /** Too few voted in secret for anything but their number to be kept. */
  readonly withheld?: boolean
  /** Who voted what, in open polls and roll calls only. */
  readonly named?: readonly { readonly name: string; readonly choice: Choice }[]
}
