/** What is measured of a day. */

/** Lists are of milliseconds. */
export interface Measured {
  /** From a key to the server's answer. */
  readonly answered: number[]
  /** From a key to each participant's page showing what it did. */
  readonly seen: number[]
  /** From a voter's key to their ballot being taken, with all voting at once. */
  readonly voted: number[]
  /** From a mended network to each line behind it being live with all that was missed. */
  readonly lineBack: number[]
  /** From the kill to the new program's first answer. */
  readonly programBack: number[]
  /** From the kill to each participant's line being live again. */
  readonly restartBack: number[]
  /** Acts that were sent while nobody answered, and so more than once. */
  sentAgain: number
  /** Pieces of news that reached the pages of all, those who chair among them. */
  deliveries: number
}

export const nothingYet = (): Measured => ({
  ...{ answered: [], seen: [], voted: [], lineBack: [], programBack: [], restartBack: [] },
  ...{ sentAgain: 0, deliveries: 0 },
})

export interface Told {
  readonly figure: string
  readonly value: number
  readonly unit: string
}

/** The figures of a day. */
export const figuresOf = (of: Measured): Told[] => [
  { figure: 'acts', value: of.answered.length, unit: 'acts' },
  { figure: 'deliveries', value: of.deliveries, unit: 'deliveries' },
  { figure: 'answered-p50', value: share(of.answered, 0.5), unit: 'ms' },
  { figure: 'answered-p95', value: share(of.answered, 0.95), unit: 'ms' },
  { figure: 'seen-p50', value: share(of.seen, 0.5), unit: 'ms' },
  { figure: 'seen-p95', value: share(of.seen, 0.95), unit: 'ms' },
  { figure: 'seen-max', value: share(of.seen, 1), unit: 'ms' },
  { figure: 'all-vote-at-once-p95', value: share(of.voted, 0.95), unit: 'ms' },
  { figure: 'line-back-max', value: share(of.lineBack, 1), unit: 'ms' },
  { figure: 'killed-program-back', value: share(of.programBack, 1), unit: 'ms' },
  { figure: 'killed-all-back', value: share(of.restartBack, 1), unit: 'ms' },
  { figure: 'sent-again', value: of.sentAgain, unit: 'acts' },
]

/** The value that a share of them does not exceed. */
function share(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * part) - 1)] ?? Number.NaN
}
