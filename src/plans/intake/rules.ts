/** A plan before it is made: what was read, line by line, and what each line is to become. Pure. */

/** What a line, or a row of a table, says. `plan` and `about` are words that describe the plan, or what stands above them. */
export const roles = ['goal', 'measure', 'indicator', 'about', 'plan', 'skip'] as const
export type Role = (typeof roles)[number]

export const measureStates = ['not_started', 'under_way', 'blocked', 'done', 'dropped'] as const
export type MeasureStateWord = (typeof measureStates)[number]

/** Days as "YYYY-MM-DD"; null where the text says none. */
export interface Period {
  readonly from: string | null
  readonly to: string | null
}

/** One thing that was read. Only a measure has an owner, a period and a state. */
export interface ReadEntry extends Period {
  /** Names it in the form, and survives that the text is edited elsewhere. */
  readonly key: string
  /** Of the text, counted from 1 without blank ones. */
  readonly line: number
  readonly as: Role
  readonly text: string
  readonly owner: string | null
  readonly state: MeasureStateWord | null
  /** Whether the text's own words say what it is; the rest is marked for whoever checks. */
  readonly sure: boolean
}

export interface ReadPlan extends Period {
  readonly title: string | null
  readonly entries: readonly ReadEntry[]
  /** Every line that is not blank. */
  readonly lines: readonly { readonly text: string; readonly as: Role | 'title' | 'period' | 'fact' | 'columns' }[]
}
