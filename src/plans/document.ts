/** A whole plan as data: what is kept when it is adopted, what a report shows and an import makes. */
import type { Words } from '#platform/words/text.ts'

export interface PlanDocument {
  readonly title: Words
  readonly description: Words | null
  /** First and last day, `YYYY-MM-DD`. */
  readonly starts: string
  readonly ends: string
  readonly goals: readonly GoalDocument[]
}

export interface GoalDocument {
  /** Null where it is not made yet. */
  readonly id: string | null
  readonly title: Words
  readonly description: Words | null
  readonly weight: number | null
  readonly measures: readonly MeasureDocument[]
  readonly indicators: readonly IndicatorDocument[]
}

export interface MeasureDocument {
  readonly id: string | null
  readonly title: Words
  readonly description: Words | null
  readonly weight: number | null
  readonly status: 'not_started' | 'under_way' | 'blocked' | 'done' | 'dropped'
  readonly starts: string | null
  readonly ends: string | null
  /** Names of organisations, as they stood: persons are named in no adopted plan. */
  readonly owners: readonly {
    readonly organisationId: string | null
    readonly name: string
    readonly role: 'owner' | 'takes_part'
  }[]
  readonly indicators: readonly IndicatorDocument[]
}

export interface IndicatorDocument {
  readonly id: string | null
  readonly name: Words
  readonly kind: 'count' | 'yes_no' | 'share'
  readonly unit: Words | null
  readonly target: number | null
  readonly baseline: number | null
}
