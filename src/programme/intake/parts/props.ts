import type { Words } from '#platform/words/text.ts'
import type { Checked, OpenDoubt } from '../reader/shape.ts'

/** What the parts of the checking page share. */
export interface CheckProps {
  readonly checked: Checked
  /** The page's own address. */
  readonly action: string
  readonly series: readonly { readonly id: string; readonly name: Words }[]
  readonly seriesId: string | null
  /** The words for what is wrong with a field. */
  readonly error: (field: string) => string | undefined
  /** What was typed in a field that cannot be used. */
  readonly typed: Readonly<Record<string, string>>
  readonly openFields: boolean
  /** The anchor of a doubt. */
  readonly idOf: (doubt: OpenDoubt) => string
}
