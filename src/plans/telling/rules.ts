/** What happens to the measures of a plan, as a list of dated facts. */
import type { Locale, Words } from '#platform/words/text.ts'
import type { IndicatorKind, MeasureStatus } from '../tables.ts'

interface Fact {
  readonly about: { readonly number: string; readonly title: Words; readonly path: string }
  /** The day, `YYYY-MM-DD`, and when it was said. */
  readonly on: string
  readonly at: string
}
interface Period {
  readonly starts: string | null
  readonly ends: string | null
}

export type Happened =
  | (Fact & {
      readonly kind: 'told'
      readonly text: string
      readonly locale: Locale
      readonly status: MeasureStatus | null
      readonly progress: number | null
    })
  | (Fact & { readonly kind: 'moved'; readonly before: Period; readonly after: Period; readonly reason: string | null })
  | (Fact & {
      readonly kind: 'read'
      readonly indicator: { readonly name: Words; readonly kind: IndicatorKind; readonly unit: Words | null }
      readonly reading: { readonly value: number; readonly numerator: number | null; readonly denominator: number | null }
    })
