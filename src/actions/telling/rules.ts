/** What is said to those whom an action comes to. */
import type { Locale, Words } from '#platform/words/text.ts'
import type { ActionRow } from '../rules.ts'

/** What somebody is told when actions come to them. */
export interface Given {
  readonly locale: Locale
  readonly network: { readonly name: Words }
  /** At least one. */
  readonly all: readonly GivenOne[]
  /** Who gave it; null where nobody is named. */
  readonly by: string | null
  readonly note: string | null
  /** Their organisation's, and not theirs in person. */
  readonly organisation: Words | null
}

export interface GivenOne {
  readonly one: Pick<ActionRow, 'text' | 'locale' | 'due' | 'dueToCome'>
  /** The whole address of their own page of it. */
  readonly href: string
}
