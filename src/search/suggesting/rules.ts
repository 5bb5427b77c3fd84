import type { Kind } from '../document.ts'

export interface Suggestion {
  /** What is looked for when it is chosen, or the title of what it leads to. */
  readonly text: string
  /** Where it leads; null where it is looked for. */
  readonly href: string | null
  readonly kind: Kind | null
}
