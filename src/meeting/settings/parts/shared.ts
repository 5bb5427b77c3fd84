/** What every page about a meeting gets. */
import type { Words } from '#platform/words/text.ts'
import type { MeetingRow } from '../../rules.ts'

export interface MeetingPlace {
  readonly network: { readonly slug: string; readonly name: Words }
  readonly meeting: MeetingRow
  /** `/{network}/{meeting}` */
  readonly base: string
}

/** What is wrong with a form that came back. */
export interface Wrong {
  readonly error: (field: string) => string | undefined
  readonly errors: readonly { readonly field: string; readonly text: string }[]
}
