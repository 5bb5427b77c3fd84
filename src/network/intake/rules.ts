/** What becomes of each row of a list that is taken in. Pure. */
/** A list as it came: rows of cells, none of them with line breaks in it. */
export type Cells = readonly (readonly string[])[]

/**
 * new: is not there · changed: is there and says something else · same: is there as it stands · double: may be one that is
 * there, and somebody must say · wrong: cannot be taken in as it is · skipped: somebody has said so
 */
export type RowState = 'new' | 'changed' | 'same' | 'double' | 'wrong' | 'skipped'
export const rowStates = ['wrong', 'double', 'new', 'changed', 'same', 'skipped'] as const satisfies readonly RowState[]

export interface Sorted<Input = unknown> {
  /** In the list, from 1. */
  readonly line: number
  readonly state: RowState
  readonly name: string
  /** The rest of what it says, for whoever checks it. */
  readonly facts: readonly string[]
  /** What becomes different, as it was and as it will be. */
  readonly changes: readonly { readonly before: string; readonly after: string }[]
  /** Why not, and what to do: a message key with what goes into it (`message`). */
  readonly problem: string | null
  /** Those that it may be. */
  readonly candidates: readonly { readonly id: string; readonly label: string }[]
  /** What it is of those that are there. */
  readonly id: string | null
  /** What is written, for a row that is new or changed. */
  readonly input: Input | null
}

/** What somebody said of a row: that it is new, that it is not to be taken in, or which of those that are there it is. */
export type Choice = 'new' | 'skip' | { readonly id: string }
export type Choices = ReadonlyMap<number, Choice>

export const counted = (rows: readonly Pick<Sorted, 'state'>[]): Record<RowState, number> =>
  Object.fromEntries(rowStates.map((state) => [state, rows.filter((row) => row.state === state).length])) as Record<
    RowState,
    number
  >

/** A message key with the one value that goes into it. */
export const problemOf = (key: string, value: string): string => `${key}?${new URLSearchParams({ value })}`
